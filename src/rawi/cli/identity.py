"""`rawi identity merge, split, keep-apart, possibly, undo`: who is who, as people decide it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

import msgspec
import typer

from rawi.cli.choosing import chosen
from rawi.cli.options import WRONG_USE, JsonOption, WorkspaceOption, fail, opened, print_json, say
from rawi.cli.reviewing import By, Reason
from rawi.errors import UnknownName
from rawi.model import Decision, Entity, Mention
from rawi.names import fold
from rawi.pipeline import Outcome, Refused
from rawi.pipeline import identity as deciding
from rawi.workspace import Workspace

app = typer.Typer(no_args_is_help=True, help="Who is who: what joined by itself, and what people decide.")

One = Annotated[str, typer.Argument(metavar="A", help="A name in any spelling or script, or the id of an entity.")]
Other = Annotated[str, typer.Argument(metavar="B", help="The same, of the other.")]
Whole = Annotated[str, typer.Argument(metavar="ENTITY", help="A name of the entity, or its id.")]
Names = Annotated[list[str], typer.Argument(metavar="NAME…", help="Names to take out of it, or ids of mentions.")]


@app.command()
def merge(
    one: One, other: Other, *, by: By, reason: Reason, workspace: WorkspaceOption = None, as_json: JsonOption = False
) -> None:
    """Two entities are one."""
    with opened(workspace) as here:
        left, right = chosen(here, one), chosen(here, other)
        outcome = _refusable(lambda: deciding.merge(here, left.id, right.id, by=by, reason=reason))
        _tell(here, outcome, as_json)


@app.command("keep-apart")
def keep_apart(
    one: One, other: Other, *, by: By, reason: Reason, workspace: WorkspaceOption = None, as_json: JsonOption = False
) -> None:
    """Two entities are not one, nor two names that a rule joined; no chain of joins makes them one."""
    with opened(workspace) as here:
        left, right = chosen(here, one), chosen(here, other)
        same = left.id == right.id
        these = _bearing(here, left, [one]) if same else left.mentions
        those = _bearing(here, right, [other]) if same else right.mentions
        outcome = _refusable(lambda: deciding.keep_apart(here, these, those, by=by, reason=reason))
        _tell(here, outcome, as_json)


@app.command()
def possibly(
    one: One, other: Other, *, by: By, reason: Reason, workspace: WorkspaceOption = None, as_json: JsonOption = False
) -> None:
    """Two entities are possibly the same: a link that joins nothing."""
    with opened(workspace) as here:
        left, right = chosen(here, one), chosen(here, other)
        _tell(here, deciding.possibly_same(here, left.id, right.id, by=by, reason=reason), as_json)


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
        whole = chosen(here, entity)
        out = _bearing(here, whole, names, document)
        outcome = _refusable(lambda: deciding.split(here, whole.id, out, by=by, reason=reason))
        _tell(here, outcome, as_json)


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
        _tell(here, _refusable(lambda: deciding.undo(here, decision, by=by, reason=reason)), as_json)


def register(root: typer.Typer) -> None:
    root.add_typer(app, name="identity")


def _refusable(deciding: Any) -> Outcome:
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
    own = [mention for mention in workspace.mentions() if mention.id in set(entity.mentions)]
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


def _tell(workspace: Workspace, outcome: Outcome, as_json: bool) -> None:
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
    references = {(one.document, one.type, one.name) for one in (*decision.left, *decision.right)}
    touched = {m.id: m for m in workspace.mentions() if (m.document, m.type, m.name) in references}
    known: dict[str, Mention] = {m.id: m for m in workspace.mentions()}
    lines = []
    for entity in workspace.entities():
        if any(mention in touched for mention in entity.mentions):
            own = [known[mention] for mention in entity.mentions if mention in known]
            names = dict.fromkeys([entity.name, *sorted(mention.name for mention in own)])
            documents = len({mention.document for mention in own})
            several = "document" if documents == 1 else "documents"
            lines.append(f"  {entity.id}  {', '.join(names)} ({entity.type}), in {documents} {several}")
    return lines
