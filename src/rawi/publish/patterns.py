"""Reading patterns and what they saw, as lines for people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePath

from rawi.model import Claim, Reading
from rawi.pipeline.trial import Trial
from rawi.publish.lines import BLANK, Line, line
from rawi.publish.text import STANCE_STYLE
from rawi.reading.patterns import Asserts, Pattern
from rawi.reading.rulebook import Rulebook
from rawi.reading.tracing import Trace
from rawi.vocabulary import predicates

WORDS_SHOWN = 6


def claim_line(claim: Claim, reading: Reading, *, stance: bool = False) -> str:
    """A claim as `expect` writes it: "Subject | predicate | object or value [| stance]", "not" before it if negated."""
    value = claim.value
    if claim.object is not None:
        filler = claim.object.name
    elif value is None:
        filler = ""
    else:
        number = value.number if value.number is not None else f"{value.min}-{value.max}" if value.max else None
        filler = str(value.text or value.edtf or number or "")
    parts = [claim.subject.name, claim.predicate, filler, *([reading.stance.value] if stance else [])]
    return ("not " if claim.negated else "") + " | ".join(parts)


def patterns_table(shown: Sequence[Pattern], rules: Rulebook) -> list[Line]:
    """A line for each pattern, and their number."""
    width = max((len(p.name) for p in shown), default=0)
    rows = [
        line(0, (f"{p.name:<{width}}", "bold"), f"  {p.trigger:<9}  {_words(p)}  ", (_made(p), "cyan")) for p in shown
    ]
    own = sum(1 for p in shown if rules.is_own(p.name))
    return [*rows, line(0, (f"{len(shown)} patterns" + (f", {own} of the workspace" if own else ""), "dim"))]


def pattern_lines(pattern: Pattern, rules: Rulebook) -> list[Line]:
    """All of one pattern, in words."""
    voice = {None: "", True: ", in the passive", False: ", not in the passive"}[pattern.passive]
    lines = [
        line(0, (pattern.name, "bold"), (f"  {rules.origins[pattern.name]}", "dim")),
        line(2, ("set off by  ", "dim"), f"the {pattern.trigger}{voice}: {', '.join(pattern.words)}"),
    ]
    if pattern.light is not None:
        lines.append(line(2, ("carried by  ", "dim"), f"the verbs {', '.join(pattern.light)}"))
    for claim in pattern.claims:
        lines.extend(_asserts(claim))
    lines.append(line(2, ("example     ", "dim"), pattern.example))
    lines.extend(line(2, ("expects     ", "dim"), wanted) for wanted in pattern.expect)
    return lines


def trace_lines(traces: Sequence[Trace], trial: Trial) -> list[Line]:
    """What the rules saw in each sentence, then the claims that were made."""
    lines: list[Line] = []
    for one in traces:
        lines.append(line(0, (one.sentence, "bold")))
        names = ", ".join(f"{name.words} ({name.type or 'adjective of a state'})" for name in one.names)
        lines.append(line(2, ("names     ", "dim"), names or "none"))
        if not one.triggers:
            lines.append(line(2, ("triggers  ", "dim"), "none: no word here sets off a pattern"))
        for trigger in one.triggers:
            marks = "".join(
                f", {mark}" for mark, on in (("passive", trigger.passive), ("negated", trigger.negated)) if on
            )
            lines.append(line(2, ("trigger   ", "dim"), (trigger.word, "underline"), f" ({trigger.kind}{marks})"))
            for role, words in trigger.roles.items():
                lines.append(line(4, (f"{role:<16}", "dim"), " · ".join(words)))
            lines.append(line(4, (f"{'patterns':<16}", "dim"), ", ".join(trigger.patterns)))
        lines.append(BLANK)
    found = trial.result.claims
    lines.append(line(0, (f"{len(found)} claims" if found else "no claim was made", "bold")))
    for claim, reading in found:
        stance = (reading.stance.value, STANCE_STYLE[reading.stance.value])
        lines.append(line(2, claim_line(claim, reading), " | ", stance, (f"   by {reading.rule}", "dim")))
    if trial.result.unresolved:
        lines.append(line(2, (f"{trial.result.unresolved} references (it, the group) were left open", "yellow")))
    return lines


def check_lines(checked: Sequence[tuple[Pattern, list[str]]], rules: Rulebook) -> list[Line]:
    """Each of the workspace's own patterns: in order, or what its example does not give."""
    if not checked:
        return [line(0, "this workspace has no patterns of its own (reading/*.yaml)")]
    lines = []
    for pattern, missing in checked:
        verdict = ("FAILS", "bold red") if missing else ("ok", "green")
        where = PurePath(rules.origins[pattern.name]).name
        lines.append(line(0, (pattern.name, "bold"), (f"  {where}  ", "dim"), verdict))
        if missing:
            lines.append(line(4, ("example  ", "dim"), pattern.example))
            lines.extend(line(4, ("missing  ", "dim"), wanted) for wanted in missing)
    return lines


def predicate_lines() -> list[Line]:
    """A line for each predicate: of whom, whom or what, and how it reads."""
    lines = []
    for name, predicate in predicates().items():
        subject = "/".join(t.value for t in predicate.subject)
        filler = "/".join(t.value for t in predicate.object) or predicate.value or ""
        lines.append(line(0, (f"{name:<18}", "bold"), predicate.reads, (f"   {subject} → {filler}", "dim")))
    return lines


def _words(pattern: Pattern) -> str:
    more = len(pattern.words) - WORDS_SHOWN
    return ", ".join(pattern.words[:WORDS_SHOWN]) + (f" and {more} more" if more > 0 else "")


def _made(pattern: Pattern) -> str:
    return ", ".join(dict.fromkeys(claim.predicate for claim in pattern.claims))


def _asserts(claim: Asserts) -> Iterator[Line]:
    filler = claim.object or claim.text or claim.number or ""
    roles = f"{claim.subject} → {filler}" if filler else claim.subject
    yield line(2, ("claims      ", "dim"), (claim.predicate, "bold cyan"), f"  {roles.replace('/', ' or ')}")
    types = [("subject", claim.subject_types), ("object", claim.object_types)]
    notes = [f"{part} a {' or '.join(t.value for t in kinds)}" for part, kinds in types if kinds]
    notes += [f"value {'the trigger word' if claim.value == 'trigger' else claim.value!r}"] if claim.value else []
    notes += [f"only where there is {claim.about}"] if claim.about else []
    notes += [f"not where there is {claim.without.replace('/', ' or ')}"] if claim.without else []
    notes += [f"stance at least {claim.stance.value}"] if claim.stance else []
    notes += ["negated"] if claim.negated else []
    notes += ["also among several subjects"] if claim.pairs else []
    if notes:
        yield line(4, ("; ".join(notes), "dim"))
