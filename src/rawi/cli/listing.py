"""`rawi show`, `rawi claims` and `rawi timeline`: what the documents say, for people and for scripts."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import msgspec
import typer
from rich.console import Console

from rawi.cli.choosing import chosen
from rawi.cli.leaving import Unmasked, WhyUnmasked, leaving
from rawi.cli.options import AsKnown, AsOf, JsonOption, WorkspaceOption, fail, opened, print_json, read_if
from rawi.model import KeptClaim, Stance
from rawi.publish import (
    Dossier,
    claim_lines,
    compile_dossier,
    dossier_lines,
    dossier_page,
    export_record,
    holding,
    known_by,
    may_hold,
    timeline,
    timeline_lines,
)
from rawi.publish.gathering import disputed, knowledge_about
from rawi.publish.lines import plain, show
from rawi.vocabulary import plain as folded
from rawi.vocabulary import predicates


class Form(StrEnum):
    TEXT = "text"
    JSON = "json"
    HTML = "html"


class ReviewedAs(StrEnum):
    UNREVIEWED = "unreviewed"
    ACCEPTED = "accepted"
    EDITED = "edited"
    REJECTED = "rejected"


Name = Annotated[str, typer.Argument(metavar="NAME", help="A name in any spelling or script, or the id of an entity.")]


def register(app: typer.Typer) -> None:
    app.command("show")(show_dossier)
    app.command()(claims)
    app.command("timeline")(show_timeline)


def show_dossier(
    name: Name,
    *,
    workspace: WorkspaceOption = None,
    as_of: AsOf = None,
    as_known: AsKnown = None,
    form: Annotated[Form, typer.Option("--format", help="text, json or html.")] = Form.TEXT,
    as_json: JsonOption = False,
    output: Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write to a file.")] = None,
    publish: Annotated[
        bool,
        typer.Option("--publish", help="For publication: what is sensitive and unreviewed goes, persons are masked."),
    ] = False,
    unmasked: Unmasked = False,
    reason: WhyUnmasked = None,
) -> None:
    """The dossier of one group, person, place or event: each value with its documents, tellers, stance and a quote."""
    world, known = read_if(as_of), read_if(as_known)
    form = Form.JSON if as_json else form
    with opened(workspace) as here:
        entity = chosen(here, name)
        goes = leaving(output, publish=publish, unmasked=unmasked, reason=reason)
        publication = goes.publication(here)
        if publication is not None:
            entity, knowledge = publication.fit(entity), publication.knowledge
            withheld = publication.withheld(entity.id) if publish else None
            disputes = None
        else:
            disputes, knowledge = disputed(here, entity, world, known)
            withheld = None
        dossier = compile_dossier(entity, knowledge, as_of=world, as_known=known, withheld=withheld, disputes=disputes)
        if form is Form.TEXT and output is None and not publish:
            show(dossier_lines(dossier), Console())
            return
        goes.write(here, _made(dossier, form), claims=dossier.claims, form=form.value)


def _made(dossier: Dossier, form: Form) -> str:
    match form:
        case Form.TEXT:
            return plain(dossier_lines(dossier))
        case Form.JSON:
            return msgspec.json.format(msgspec.json.encode(dossier), indent=2).decode() + "\n"
        case Form.HTML:
            return dossier_page(dossier)


def claims(
    *,
    workspace: WorkspaceOption = None,
    about: Annotated[str | None, typer.Option("--about", metavar="NAME", help="Who or what it is about.")] = None,
    predicate: Annotated[str | None, typer.Option("--predicate", metavar="P", help="As in led_by.")] = None,
    stance: Annotated[Stance | None, typer.Option("--stance", help="How the document stands to it.")] = None,
    document: Annotated[str | None, typer.Option("--document", metavar="PATH", help="Path, or a part of it.")] = None,
    teller: Annotated[str | None, typer.Option("--teller", metavar="T", help="Anybody in the chain.")] = None,
    review: Annotated[ReviewedAs | None, typer.Option("--review", help="What people decided.")] = None,
    as_of: AsOf = None,
    as_known: AsKnown = None,
    as_json: JsonOption = False,
) -> None:
    """Claims, filtered: each with its id, its tellers and its words."""
    clock, known = read_if(as_of), read_if(as_known)
    if predicate is not None and predicate not in predicates():
        fail(f"no predicate is called {predicate!r}; there are {', '.join(predicates())}")
    with opened(workspace) as here:
        entity = chosen(here, about) if about else None
        kept = here.kept_claims(
            entity=entity.id if entity else None,
            predicate=predicate,
            stance=stance.value if stance else None,
            review=review.value if review else None,
        )
        if document is not None and not any(document in source.path for source in here.documents()):
            fail(f"no document's path has {document!r} in it")
    if known is not None:
        kept = list(known_by(kept, known).kept)
    shown = [
        k
        for k in kept
        if (document is None or document in k.source.path)
        and (teller is None or _tells(k, teller))
        and (clock is None or may_hold(k, clock))
    ]
    if as_json:
        print_json([export_record(k) | ({"holds": holding(k, clock)} if clock else {}) for k in shown])
    else:
        show(claim_lines(shown, clock), Console())


def show_timeline(
    name: Name,
    *,
    workspace: WorkspaceOption = None,
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="DATE", help="Without what can only have come later.")
    ] = None,
    as_known: AsKnown = None,
    as_json: JsonOption = False,
) -> None:
    """What is dated about an entity, by its earliest possible day, and after it what is not."""
    world, known = read_if(as_of), read_if(as_known)
    with opened(workspace) as here:
        entity = chosen(here, name)
        knowledge = knowledge_about(here, entity)
    if known is not None:
        knowledge = msgspec.structs.replace(knowledge, kept=known_by(knowledge.kept, known).kept)
    shown = timeline(entity, knowledge, until=world)
    if as_json:
        print_json(msgspec.to_builtins(shown))
    else:
        show(timeline_lines(shown), Console())


def _tells(kept: KeptClaim, teller: str) -> bool:
    wanted = folded(teller)
    return any(wanted in folded(name) for link in kept.reading.chain for name in link.tellers)
