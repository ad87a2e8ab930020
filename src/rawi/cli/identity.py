"""`rawi identity list, explain, merge, split, keep-apart, possibly, undo`: who is who, and what people decide on it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Annotated, Any

import msgspec
import typer
from rich.console import Console

from rawi.cli.choosing import chosen, chosen_match
from rawi.cli.options import WRONG_USE, JsonOption, WorkspaceOption, fail, opened, print_json, say
from rawi.cli.progress import showing
from rawi.cli.reviewing import By, Reason
from rawi.errors import UnknownName
from rawi.model import Decision, Entity, make_mention
from rawi.names import fold
from rawi.pipeline import Outcome, Refused
from rawi.pipeline import identity as deciding
from rawi.pipeline.looking import Explanation, Looker
from rawi.publish.lines import BLANK, Line, line, show
from rawi.publish.who import (
    Register,
    candidate_lines,
    decision_line,
    explanation_lines,
    held_lines,
    join_lines,
    unmet_lines,
)
from rawi.resolve.candidates import Candidate
from rawi.resolve.replay import RULE as DECISION
from rawi.workspace import Workspace

SHOWN = 5
app = typer.Typer(no_args_is_help=True, help="Who is who: what joined by itself, and what people decide.")

One = Annotated[str, typer.Argument(metavar="A", help="A name in any spelling or script, or the id of an entity.")]
Other = Annotated[str, typer.Argument(metavar="B", help="The same, of the other.")]
Whole = Annotated[str, typer.Argument(metavar="ENTITY", help="A name of the entity, or its id.")]
Names = Annotated[list[str], typer.Argument(metavar="NAME…", help="Names to take out of it, or ids of mentions.")]


@app.command("list")
def list_all(
    name: Annotated[
        str | None, typer.Argument(metavar="[NAME]", help="Only what may be the same as this; all if left out.")
    ] = None,
    *,
    joined: Annotated[bool, typer.Option("--joined", help="What joined by itself, provisionally, and why.")] = False,
    decided: Annotated[bool, typer.Option("--decided", help="What people decided, and what is in force.")] = False,
    most: Annotated[int, typer.Option("--most", metavar="N", min=1, help="How many pairs to show.")] = 20,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """What may be the same, what joined by itself, and what people decided."""
    with opened(workspace) as here:
        entity = chosen(here, name) if name is not None else None
        if joined:
            _list_joined(here, entity, as_json)
        elif decided:
            _list_decided(here, as_json)
        else:
            _list_candidates(here, entity, most, as_json)


@app.command()
def explain(one: One, other: Other, *, workspace: WorkspaceOption = None, as_json: JsonOption = False) -> None:
    """Why two names are one entity, or two: the joins between them, or what speaks for and against."""
    with opened(workspace) as here:
        left, right = chosen_match(here, one), chosen_match(here, other)
        looker = Looker(here)
        explanation = looker.explain(left.entity, right.entity, (left.name, right.name))
        if as_json:
            print_json(_explained(explanation))
        else:
            both = (*explanation.left.mentions, *explanation.right.mentions)
            show(explanation_lines(explanation, register_of(here, both)), Console())


@app.command()
def merge(
    one: One, other: Other, *, by: By, reason: Reason, workspace: WorkspaceOption = None, as_json: JsonOption = False
) -> None:
    """Two entities are one."""
    with opened(workspace) as here:
        left, right = chosen(here, one, sure=True), chosen(here, other, sure=True)
        outcome = refusable(lambda: deciding.merge(here, left.id, right.id, by=by, reason=reason))
        tell(here, outcome, as_json)


@app.command("keep-apart")
def keep_apart(
    one: One, other: Other, *, by: By, reason: Reason, workspace: WorkspaceOption = None, as_json: JsonOption = False
) -> None:
    """Two entities are not one, nor two names that a rule joined; no chain of joins makes them one."""
    with opened(workspace) as here:
        left, right = chosen(here, one, sure=True), chosen(here, other, sure=True)
        same = left.id == right.id
        these = _bearing(here, left, [one]) if same else left.mentions
        those = _bearing(here, right, [other]) if same else right.mentions
        outcome = refusable(lambda: deciding.keep_apart(here, these, those, by=by, reason=reason))
        tell(here, outcome, as_json)


@app.command()
def possibly(
    one: One, other: Other, *, by: By, reason: Reason, workspace: WorkspaceOption = None, as_json: JsonOption = False
) -> None:
    """Two entities are possibly the same: a link that joins nothing."""
    with opened(workspace) as here:
        left, right = chosen(here, one, sure=True), chosen(here, other, sure=True)
        tell(here, deciding.possibly_same(here, left.id, right.id, by=by, reason=reason), as_json)


@app.command()
def split(
    entity: Whole,
    names: Names,
    *,
    document: Annotated[
        str | None, typer.Option("--in", metavar="PATH", help="Only as this document uses the name.")
    ] = None,
    by: By,
    reason: Reason,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Take names, or single mentions, out of an entity; no rule joins them to anything again."""
    with opened(workspace) as here:
        whole = chosen(here, entity, sure=True)
        out = _bearing(here, whole, names, document)
        outcome = refusable(lambda: deciding.split(here, whole.id, out, by=by, reason=reason))
        tell(here, outcome, as_json)


@app.command()
def undo(
    decision: Annotated[
        int | None, typer.Argument(metavar="[DECISION]", help="Its number; the last one on identity if left out.")
    ] = None,
    *,
    by: By,
    reason: Reason,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Take back a decision on identity; both stay in the log."""
    with opened(workspace) as here:
        tell(here, refusable(lambda: deciding.undo(here, decision, by=by, reason=reason)), as_json)


def register(root: typer.Typer) -> None:
    root.add_typer(app, name="identity")


def refusable(deciding: Any) -> Outcome:
    """Runs a decision; where others forbid it, shows the path line by line and ends with status 2."""
    try:
        outcome: Outcome = deciding()
    except Refused as refused:
        say(f"rawi: refused: {refused.headline}")
        for line in refused.path:
            say(f"  {line}")
        fail(str(refused.advice), WRONG_USE)
    return outcome


def _bearing(workspace: Workspace, entity: Entity, names: Sequence[str], document: str | None = None) -> list[str]:
    """The mentions of an entity under these names, in any spelling that folds to them. Raises `UnknownName`."""
    paths = {source.id: source.path for source in workspace.documents()}
    own = workspace.mentions(entity.mentions)
    found: dict[str, None] = {}
    for name in names:
        exactly = [mention for mention in own if name in (mention.name, mention.id)]
        alike = exactly or [mention for mention in own if fold(mention.name) == fold(name)]
        here = [m for m in alike if document is None or document in paths.get(m.document, "")]
        if not here:
            where = f" in a document whose path has {document!r} in it" if document else ""
            borne = ", ".join(dict.fromkeys(m.name for m in own))
            raise UnknownName(f"{entity.name} is not called {name!r}{where}", advice=f"its names: {borne}")
        found.update(dict.fromkeys(mention.id for mention in here))
    return list(found)


def register_of(workspace: Workspace, mentions: Collection[str] | None = None) -> Register:
    """What is needed to say whose names mentions are: all of them, or those with these ids."""
    return Register(
        {mention.id: mention for mention in workspace.mentions(mentions)},
        {source.id: source.path for source in workspace.documents()},
    )


def _list_joined(workspace: Workspace, entity: Entity | None, as_json: bool) -> None:
    entities = [entity] if entity is not None else [one for one in workspace.entities() if one.joins]
    if as_json:
        print_json([msgspec.to_builtins(one) for one in entities])
        return
    register = register_of(workspace, entity.mentions if entity is not None else None)
    lines = join_lines(entities, register)
    show(lines or [line(0, "nothing joined by itself")], Console())


def _list_decided(workspace: Workspace, as_json: bool) -> None:
    laid = [decision for decision in workspace.decisions() if decision.left or decision.action in ("detach", "undo")]
    standing = {decision.id for decision in workspace.in_force()}
    unmet = workspace.unmet()
    if as_json:
        decisions = [{**msgspec.to_builtins(one), "in_force": one.id in standing} for one in laid]
        print_json({"decisions": decisions, "not_carried_out": msgspec.to_builtins(unmet)})
        return
    identity = [decision for decision in laid if decision.left]
    lines = [_marked(decision, decision.id in standing) for decision in identity]
    lines = lines or [line(0, "nobody has decided who is who yet")]
    if unmet:
        lines += [BLANK, line(0, ("Not carried out", "bold"))]
        lines += unmet_lines(unmet, {decision.id: decision for decision in identity})
    show(lines, Console())


def _marked(decision: Decision, in_force: bool) -> Line:
    shown = decision_line(decision)
    return shown if in_force else line(shown.indent, *shown.pieces, (" (taken back)", "yellow"))


def _list_candidates(workspace: Workspace, entity: Entity | None, most: int, as_json: bool) -> None:
    looker = Looker(workspace)
    if entity is not None:
        candidates = looker.beside(entity.id, most)
    else:
        with showing() as progress:
            candidates = looker.worth_a_look(most, progress)
    entities = {id: looker.entity(id) for one in candidates for id in (one.left, one.right)}
    if as_json:
        print_json([_proposed(one, entities) for one in candidates])
        return
    register = register_of(workspace, {mention for one in entities.values() for mention in one.mentions})
    lines: list[Line] = []
    if candidates:
        lines += [line(0, ("Worth a look: these may be the same", "bold")), BLANK]
        lines += [*candidate_lines(candidates, entities, register), BLANK]
    else:
        lines += [line(0, "nothing else comes near enough to look at")]
    show([*lines, *_foot(workspace, entity)], Console())


def _foot(workspace: Workspace, entity: Entity | None) -> list[Line]:
    """What else there is to list."""
    if entity is not None:
        return []
    counted = workspace.joins_counted()
    provisional = sum(counted.values()) - counted.get(DECISION, 0)
    decided = sum(bool(one.left) for one in workspace.in_force())
    lines = [
        line(
            0,
            (
                f"{provisional} joins made by rules, provisional (--joined); {decided} decided by people (--decided)",
                "dim",
            ),
        )
    ]
    if apart := [held for held in workspace.held_apart() if held.decision is None]:
        lines.append(line(0, (f"{len(apart)} joins held back, for the documents place the bearers apart:", "dim")))
        both = {mention for held in apart[:SHOWN] for mention in (held.left, held.right)}
        lines += held_lines(apart[:SHOWN], register_of(workspace, both))
    if unmet := workspace.unmet():
        lines.append(line(0, (f"{len(unmet)} decisions cannot be carried out (--decided)", "bold red")))
    return lines


def _proposed(candidate: Candidate, entities: Mapping[str, Entity]) -> dict[str, Any]:
    one, other = entities[candidate.left], entities[candidate.right]
    return {
        "left": {"id": one.id, "name": one.name, "type": one.type},
        "right": {"id": other.id, "name": other.name, "type": other.type},
        "names": list(candidate.names),
        "probability": round(candidate.likeness.probability, 4),
        "rank": round(candidate.rank, 4),
        "reasons": [{"text": row.text, "weight": round(row.weight, 3)} for row in candidate.likeness.reasons],
        "evidence": msgspec.to_builtins(candidate.evidence),
    }


def _explained(explanation: Explanation) -> dict[str, Any]:
    both = {entity.id: entity for entity in (explanation.left, explanation.right)}
    return {
        "one": len(both) == 1,
        "entities": [{"id": id, "name": entity.name, "type": entity.type} for id, entity in both.items()],
        "path": msgspec.to_builtins(explanation.path),
        "decisions": msgspec.to_builtins(explanation.decisions),
        "held_apart": msgspec.to_builtins(explanation.held_apart),
        "candidate": _proposed(explanation.candidate, both) if explanation.candidate is not None else None,
    }


def tell(workspace: Workspace, outcome: Outcome, as_json: bool) -> None:
    decision = outcome.decision
    if not outcome.settled:
        say("note: a build is running; entities and findings follow this decision when it ends")
    if as_json:
        print_json(msgspec.to_builtins(decision))
        return
    if decision.undoes is not None:
        typer.echo(f"decision {decision.id} undoes decision {decision.undoes}, by {decision.by}")
        return
    typer.echo(f"decision {decision.id}, by {decision.by}: {_words(decision)}")
    if outcome.settled:
        for line in _entities_after(workspace, decision):
            typer.echo(line)
    typer.echo(f"`rawi identity undo {decision.id}` takes it back")


def _words(decision: Decision) -> str:
    left, right = (side[0].name if side else "?" for side in (decision.left, decision.right))
    return {
        "merge": f"“{left}” and “{right}” are one",
        "split": f"{_listed(decision)} taken out of what “{right}” names",
        "keep apart": f"“{left}” and “{right}” are not one",
        "possibly the same": f"“{left}” and “{right}” are possibly the same",
    }.get(decision.action, decision.action)


def _listed(decision: Decision) -> str:
    names = list(dict.fromkeys(reference.name for reference in decision.left))
    return ", ".join(f"“{name}”" for name in names)


def _entities_after(workspace: Workspace, decision: Decision) -> list[str]:
    """The entities that the decision speaks of, as they are now."""
    sides = (*decision.left, *decision.right)
    touched = [make_mention(document=one.document, name=one.name, type=one.type).id for one in sides]
    lines = []
    for entity in workspace.entities(set(workspace.owners(touched).values())):
        own = workspace.mentions(entity.mentions)
        names = dict.fromkeys([entity.name, *sorted(mention.name for mention in own)])
        documents = len({mention.document for mention in own})
        several = "document" if documents == 1 else "documents"
        lines.append(f"  {entity.id}  {', '.join(names)} ({entity.type}), in {documents} {several}")
    return lines
