"""`rawi patterns`: the rules by which prose is read — list them, explain one, try a sentence, check one's own."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import msgspec
import typer
from rich.console import Console

from rawi.cli.options import SOME_FAILED, JsonOption, WorkspaceOption, fail, own_rules, print_json, say
from rawi.pipeline.trial import Trial, read_bytes
from rawi.publish.explaining import explained_record
from rawi.publish.lines import show
from rawi.publish.patterns import check_lines, claim_line, pattern_lines, patterns_table, predicate_lines, trace_lines
from rawi.reading.patterns import Pattern
from rawi.reading.rulebook import Rulebook, rulebook
from rawi.reading.tracing import trace
from rawi.vocabulary import predicates as all_predicates

family = typer.Typer(
    help="The rules by which prose is read: list, explain, try them; add your own in the workspace's folder reading/.",
    no_args_is_help=True,
)


def register(app: typer.Typer) -> None:
    app.add_typer(family, name="patterns")


def _rules(workspace: Path | None) -> Rulebook:
    own = own_rules(workspace)
    return rulebook() if own is None else rulebook().with_folder(own)


@family.command("list")
def list_patterns(
    predicate: Annotated[str | None, typer.Option(help="Only those that make this predicate.")] = None,
    word: Annotated[str | None, typer.Option(help="Only those that this word sets off.")] = None,
    own: Annotated[bool, typer.Option("--own", help="Only those of the workspace.")] = False,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """List the patterns: what sets each off, what it claims, where it stands."""
    rules = _rules(workspace)
    if predicate is not None and predicate not in all_predicates():
        fail(f"there is no predicate {predicate!r}; `rawi patterns predicates` lists them")
    shown = [
        p
        for p in rules.patterns
        if (predicate is None or any(c.predicate == predicate for c in p.claims))
        and (word is None or word in p.words)
        and (not own or rules.is_own(p.name))
    ]
    if as_json:
        print_json([{**msgspec.to_builtins(p), "file": rules.origins[p.name]} for p in shown])
    else:
        show(patterns_table(shown, rules), Console())


@family.command()
def explain(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The name of a pattern, as a reading gives it.")],
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Explain one pattern: what sets it off, the roles that it wants, what it claims, and its example."""
    rules = _rules(workspace)
    pattern = rules.pattern(name)
    if pattern is None:
        near = ", ".join(p.name for p in rules.patterns if name.lower() in p.name or p.name in name.lower())
        fail(f"there is no pattern {name!r}" + (f"; perhaps {near}" if near else "; `rawi patterns list` lists them"))
    if as_json:
        print_json({**msgspec.to_builtins(pattern), "file": rules.origins[pattern.name]})
    else:
        show(pattern_lines(pattern, rules), Console())


@family.command("try")
def try_sentence(
    sentence: Annotated[str, typer.Argument(metavar="SENTENCE", help="A sentence, or several, in quotes.")],
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Read a sentence and show what the rules saw in it: names, words that set off patterns, roles, claims."""
    trial = read_bytes(sentence.encode(), "sentence.txt", own_rules(workspace), learned=False)
    prose = trial.reader.prose
    if prose is None:
        fail(trial.reader.notice or "prose is not read")
    traces = tuple(trace(trial.document, prose))
    if as_json:
        print_json({"sentences": msgspec.to_builtins(traces), "claims": explained_record(trial)["claims"]})
    else:
        show(trace_lines(traces, trial), Console())


@family.command()
def check(workspace: WorkspaceOption = None, as_json: JsonOption = False) -> None:
    """Read the example of each of the workspace's own patterns, and say which does not give what it expects."""
    own = own_rules(workspace)
    rules = _rules(workspace)
    mine = [p for p in rules.patterns if rules.is_own(p.name)]
    checked = [(p, _missing(p, read_bytes(p.example.encode(), "example.txt", own, learned=False))) for p in mine]
    if as_json:
        print_json([{"name": p.name, "file": rules.origins[p.name], "missing": missing} for p, missing in checked])
    else:
        show(check_lines(checked, rules), Console())
    failing = sum(1 for _, missing in checked if missing)
    if failing:
        say(f"rawi: {failing} of {len(checked)} patterns do not do what their examples say")
        raise typer.Exit(SOME_FAILED)


@family.command()
def predicates(as_json: JsonOption = False) -> None:
    """List the predicates that a pattern may claim, with the usual types of their subjects and objects."""
    if as_json:
        print_json(msgspec.to_builtins(list(all_predicates().values())))
    else:
        show(predicate_lines(), Console())


def _missing(pattern: Pattern, trial: Trial) -> list[str]:
    """What an example was to give and does not; that another rule gives it does not count for the pattern."""
    plain = {claim_line(claim, reading) for claim, reading in trial.result.claims}
    staged = {claim_line(claim, reading, stance=True) for claim, reading in trial.result.claims}
    missing = [wanted for wanted in pattern.expect if wanted not in plain | staged]
    if not missing and pattern.name not in {reading.rule for _, reading in trial.result.claims}:
        return ["nothing was read by this pattern itself"]
    return missing
