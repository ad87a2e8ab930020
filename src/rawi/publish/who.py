"""Who is who, in lines: why two names are one entity or two, what may be one, what joined, what was decided."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from rawi.model import Decision, Entity, HeldApart, Join, Mention, Reference, Unmet
from rawi.pipeline.looking import Explanation
from rawi.publish.lines import BLANK, Line, isolated, line
from rawi.publish.text import short_quote
from rawi.publish.visible import visible_name
from rawi.resolve.candidates import Candidate
from rawi.resolve.paths import Step
from rawi.weigh import documents_words

LISTED = 8
"""Other names that a listing shows."""
SHORT_ID = 12
ROWS = 6
"""Reasons and rows of evidence on a side that a listing shows; `explain` shows all."""


class Register(msgspec.Struct, frozen=True):
    """What is needed to say of a mention whose name it is and where it stands."""

    mentions: Mapping[str, Mention]
    paths: Mapping[str, str]
    """Of documents, by their ids."""

    def said(self, mention: str) -> str:
        """“Name” (path of its document)."""
        known = self.mentions.get(mention)
        if known is None:
            return mention
        return f"“{isolated(visible_name(known.name))}” ({self.paths.get(known.document, 'replaced')})"

    def heading(self, entity: Entity) -> str:
        """The entity by its name, with its type and how many documents speak of it."""
        documents = {self.mentions[id].document for id in entity.mentions if id in self.mentions}
        return f"{isolated(visible_name(entity.name))} ({entity.type}, {documents_words(len(documents))})"


def names_line(entity: Entity, own: Sequence[Mention]) -> list[Line]:
    """The other names of an entity, and how many documents use any of them."""
    others = dict.fromkeys(mention.name for mention in own if mention.name != entity.name)
    documents = documents_words(len({mention.document for mention in own}))
    listed = ", ".join(isolated(visible_name(name)) for name in list(others)[:LISTED])
    more = f" and {len(others) - LISTED} more" if len(others) > LISTED else ""
    return [line(2, (f"in {documents}", "dim"), (f", also as {listed}{more}" if others else "", "dim"))]


def explanation_lines(explanation: Explanation, register: Register) -> list[Line]:
    """Why two names are one entity, step by step; or what holds two entities apart, and what speaks for and against."""
    left, right = explanation.left, explanation.right
    if left.id == right.id:
        return [*_one(explanation, register), *_decisions(explanation.decisions)]
    lines = [line(0, ("Two entities", "bold"))]
    lines += [line(2, entity.id, "  ", (register.heading(entity), "bold")) for entity in (left, right)]
    for held in explanation.held_apart:
        lines += [BLANK, line(0, ("A rule would have joined them, and did not", "bold"))]
        lines += [line(2, f"{register.said(held.left)} and {register.said(held.right)}: {held.rule}")]
        lines += [line(2, ("≠ ", "bold red"), held.because)]
        break
    lines += _decisions(explanation.decisions)
    if explanation.candidate is not None:
        lines += [BLANK, *_candidate_in_full(explanation.candidate)]
    return lines


def _one(explanation: Explanation, register: Register) -> Iterator[Line]:
    entity = explanation.left
    yield line(0, ("One entity", "bold"))
    yield line(2, entity.id, "  ", (register.heading(entity), "bold"))
    if not explanation.path:
        return
    yield BLANK
    yield line(0, ("Why", "bold"))
    for step in explanation.path:
        yield from _step(step, register, explanation.quotes)
    if all(step.decision is None for step in explanation.path):
        yield line(2, ("provisional: `rawi identity split` takes a name out again", "dim"))


def _step(step: Step, register: Register, quotes: Mapping[str, str]) -> Iterator[Line]:
    yield line(2, f"{register.said(step.left)} = {register.said(step.right)}")
    yield line(4, (step.reason, "green" if step.decision is not None else "dim"))
    if step.claim is not None and step.claim in quotes:
        yield line(4, (short_quote(quotes[step.claim]), "italic"), (f" — claim {step.claim[:SHORT_ID]}", "dim"))


def _decisions(decisions: Sequence[Decision]) -> Iterator[Line]:
    if decisions:
        yield BLANK
        yield line(0, ("Decided", "bold"))
    for decision in decisions:
        yield decision_line(decision)


def decision_line(decision: Decision) -> Line:
    """A decision in one line: its number, what it says, who made it, when and why."""
    names = [_side(side) for side in (decision.left, decision.right)]
    says = {
        "merge": f"“{names[0]}” = “{names[1]}”",
        "split": f"“{names[0]}” taken out of “{names[1]}”",
        "keep apart": f"“{names[0]}” ≠ “{names[1]}”",
        "possibly the same": f"“{names[0]}” ≈ “{names[1]}”",
    }.get(decision.action, decision.action)
    by = f" · {decision.action} · {decision.by}, {decision.at[:10]}: {decision.reason}"
    return line(2, (f"{decision.id:>3}  ", "bold"), says, (by, "dim"))


def _side(references: Sequence[Reference]) -> str:
    if not references:
        return "?"
    first = references[0]
    return isolated(visible_name(first.name)) + (f" [{first.entry}]" if first.entry else "")


def _candidate_in_full(candidate: Candidate) -> Iterator[Line]:
    likeness = candidate.likeness
    one, other = (isolated(visible_name(name)) for name in candidate.names)
    yield line(0, ("The names", "bold"), f" “{one}” and “{other}”: one in {likeness.probability:.0%} of such pairs")
    for reason in likeness.reasons:
        yield _row(reason.weight, reason.text)
    yield BLANK
    yield line(0, ("The documents", "bold"), "" if candidate.evidence else ": nothing for or against")
    for row in candidate.evidence:
        yield _row(row.weight, row.says)


def _row(weight: float, says: str) -> Line:
    mark, style = ("+", "green") if weight > 0 else ("−", "red") if weight < 0 else ("·", "dim")
    return line(2, (f"{mark}{abs(weight):4.1f}  ", style), says)


def candidate_lines(candidates: Iterable[Candidate], entities: Mapping[str, Entity], register: Register) -> list[Line]:
    """Pairs worth a look, each with what weighs most for and against."""
    lines: list[Line] = []
    for place, candidate in enumerate(candidates):
        lines += [BLANK] if place else []
        one, other = entities[candidate.left], entities[candidate.right]
        likely = (f"names {candidate.likeness.probability:.0%}", "bold")
        lines.append(line(2, likely, f"  {register.heading(one)} — {register.heading(other)}"))
        lines.append(line(4, (f"{one.id} {other.id}", "dim")))
        told = [(row.weight, row.says) for row in candidate.evidence]
        told += [(row.weight, row.text) for row in candidate.likeness.seen if row.weight]
        for rows in ([row for row in told if row[0] > 0], [row for row in told if row[0] < 0]):
            lines += [_indented(_row(*row)) for row in sorted(rows, key=lambda row: -abs(row[0]))[:ROWS]]
    return lines


def _indented(row: Line) -> Line:
    return Line(4, row.pieces)


def join_lines(entities: Iterable[Entity], register: Register) -> list[Line]:
    """Every join of two names, by the rule that made it; the same name in two documents is counted, not listed."""
    by_rule: dict[str, list[Join]] = {}
    for entity in entities:
        for join in entity.joins:
            by_rule.setdefault(join.rule, []).append(join)
    lines: list[Line] = []
    for rule in sorted(by_rule):
        told = [join for join in by_rule[rule] if _names(join, register)[0] != _names(join, register)[1]]
        same = len(by_rule[rule]) - len(told)
        lines += [BLANK] if lines else []
        counted = f" · {len(by_rule[rule])}" + (f", {same} of them of the same letters" if same else "")
        lines.append(line(0, (rule, "bold"), (counted, "dim")))
        for join in told:
            lines.append(line(2, f"{register.said(join.left)} = {register.said(join.right)}"))
            lines.append(line(4, (join.reason, "dim")))
    return lines


def _names(join: Join, register: Register) -> tuple[str, str]:
    one, other = (register.mentions.get(id) for id in (join.left, join.right))
    return (one.name if one else join.left), (other.name if other else join.right)


def unmet_lines(unmet: Iterable[Unmet], decisions: Mapping[int, Decision]) -> list[Line]:
    """Decisions that cannot be carried out now, with why."""
    lines: list[Line] = []
    for one in unmet:
        if one.decision in decisions:
            lines.append(decision_line(decisions[one.decision]))
        lines.append(line(7, ("not carried out: ", "bold red"), one.why))
    return lines


def held_lines(held: Iterable[HeldApart], register: Register) -> list[Line]:
    """Joins that rules asked for and that were not made, with why."""
    lines: list[Line] = []
    for one in held:
        lines.append(line(2, f"{register.said(one.left)} ≠ {register.said(one.right)}"))
        lines.append(line(4, (one.because, "dim")))
    return lines
