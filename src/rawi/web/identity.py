"""Who is who: pairs of entities that may be one, with what speaks for and against; and names that do not belong."""

from __future__ import annotations

from collections import defaultdict
from typing import Annotated

import msgspec
from fastapi import Depends, Form, Path, Query
from starlette.responses import Response

from rawi.errors import UnknownName
from rawi.model import Decision, Entity, IdentityAction, Mention, undone_by
from rawi.pipeline import identity as deciding
from rawi.pipeline.looking import Looker
from rawi.web.comparing import comparing
from rawi.web.deciding import Decider, Follow, Reason, Seen, followed, named, too_late, with_query
from rawi.web.pages import Family
from rawi.web.site import Ask, Asked
from rawi.workspace import DecidedMeanwhile, Workspace

family = Family("identity")

BESIDE = 20
"""Pairs of one entity that are looked at."""
NAMES = 40
"""Names of one entity that a card lists."""
REASONS: dict[IdentityAction, str] = {
    "merge": "the same",
    "keep apart": "not the same",
    "possibly the same": "perhaps the same",
    "split": "does not belong to it",
}
"""What stands in the log where nobody gave another reason."""

EntityId = Annotated[str, Form(max_length=64)]
PairText = Annotated[str, Query(max_length=130, description="Two ids of entities with ~ between them")]


class NameUsed(msgspec.Struct, frozen=True, kw_only=True):
    """A name of an entity, by the mentions that bear it, and the documents where."""

    name: str
    mentions: tuple[str, ...]
    documents: tuple[tuple[str, str], ...]
    """Id and title."""


class Side(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    name: str
    type: str
    names: tuple[NameUsed, ...]
    more: int
    """How many more there are."""


class Row(msgspec.Struct, frozen=True):
    """One row of evidence; its weight is in log-odds, below 0 against their being one."""

    says: str
    weight: float
    claims: tuple[str, ...] = ()


class Pair(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    left: Side
    right: Side
    names: tuple[str, str]
    probability: float
    """That two such names are one, by the names alone."""
    about_names: tuple[Row, ...]
    about_documents: tuple[Row, ...]
    held_apart: tuple[str, ...]
    """Why a rule that would have joined them did not."""
    decisions: tuple[Decision, ...]


class PairsView(msgspec.Struct, frozen=True, kw_only=True):
    decider: str
    pair: Pair | None
    next: str | None
    waiting: int
    comparing: tuple[int, int] | None
    """How many names have been compared, of how many; None where all are."""
    entity: str | None
    queue: str
    done: Decision | None
    last: Decision | None
    seen: int
    behind: bool


class ApartView(msgspec.Struct, frozen=True, kw_only=True):
    """An entity with every name, to take out what does not belong."""

    decider: str
    side: Side
    joins: tuple[str, ...]
    decisions: tuple[Decision, ...]
    seen: int
    back: str


@family.page("/review/identity", "identity.html")
def pairs(
    ask: Asked,
    *,
    name: Decider,
    follow: Follow,
    entity: Annotated[str | None, Query(max_length=64, description="Only what may be the same as this")] = None,
    pair: PairText = "",
    after: PairText = "",
    done: Annotated[int, Query(ge=0, le=2**31)] = 0,
) -> PairsView:
    """The next two entities that may be one, with the evidence for and against."""
    here = ask.workspace
    laid = here.decisions()
    looker = Looker(here)
    compared = comparing(ask.site.folder).compared(here) if entity is None else None
    beside = looker.beside(here.entity(entity).id, BESIDE) if entity is not None else []
    found = compared.pairs if compared is not None else [(one.left, one.right) for one in beside]
    waiting = looker.undecided(found)
    ids = [f"{left}~{right}" for left, right in waiting]
    chosen = _both(here, pair) if pair else None
    at = ids.index(after) + 1 if after in ids else 0
    if chosen is None and waiting:
        chosen = waiting[at % len(waiting)]
    others = [id for id in ids[at:] + ids[:at] if chosen is None or id != "~".join(chosen)]
    undone = undone_by(laid)
    own = [one for one in laid if one.by == name and one.id not in undone and one.action != "undo"]
    return PairsView(
        decider=name,
        pair=_pair(here, looker, chosen) if chosen else None,
        next=others[0] if others else None,
        waiting=len(waiting),
        comparing=(compared.done, compared.total) if compared is not None and not compared.fresh else None,
        entity=entity,
        queue=ask.state.address("/review/identity", entity=entity),
        done=next((one for one in laid if one.id == done), None),
        last=own[-1] if own else None,
        seen=laid[-1].id if laid else 0,
        behind=follow.behind,
    )


@family.page("/review/identity/{entity}", "apart.html")
def names_of(
    ask: Asked, name: Decider, entity: Annotated[str, Path(max_length=64)]
) -> ApartView:
    """Every name of one entity and why it is there, to take out what does not belong to it."""
    here = ask.workspace
    whole = here.entity(entity)
    laid = here.decisions()
    return ApartView(
        decider=name,
        side=_side(here, whole, every=True),
        joins=tuple(dict.fromkeys(f"{join.rule}: {join.reason}" for join in whole.joins)),
        decisions=Looker(here).explain(whole.id, whole.id).decisions,
        seen=laid[-1].id if laid else 0,
        back=ask.state.address(f"/entity/{whole.id}"),
    )


class Sent(msgspec.Struct, frozen=True, kw_only=True):
    """What the forms of a pair send."""

    name: str
    left: str
    right: str
    queue: str
    seen: int
    reason: str


def sent(
    *,
    name: Decider,
    left: EntityId,
    right: EntityId,
    seen: Seen,
    queue: Annotated[str, Form(max_length=4000)] = "/review/identity",
    reason: Reason = "",
) -> Sent:
    return Sent(name=name, left=left, right=right, queue=queue, seen=seen, reason=reason)


Submitted = Annotated[Sent, Depends(sent)]


@family.change("/review/identity/merge")
def merge(ask: Asked, sent: Submitted, follow: Follow) -> str | Response:
    """Two entities are one."""
    return _decide(ask, follow, "merge", sent)


@family.change("/review/identity/apart")
def keep_apart(ask: Asked, sent: Submitted, follow: Follow) -> str | Response:
    """Two entities are not one, and no chain of joins makes them one."""
    return _decide(ask, follow, "keep apart", sent)


@family.change("/review/identity/possible")
def possible(ask: Asked, sent: Submitted, follow: Follow) -> str | Response:
    """Two entities may be one; nothing is joined."""
    return _decide(ask, follow, "possibly the same", sent)


@family.change("/review/identity/{entity}/split")
def take_out(
    ask: Asked,
    *,
    name: Decider,
    follow: Follow,
    entity: Annotated[str, Path(max_length=64)],
    mention: Annotated[list[str], Form(max_length=10_000)],
    seen: Seen,
    reason: Reason = "",
) -> str | Response:
    """Takes names out of an entity that do not belong to it: a title, somebody else of the same name."""
    mentions = [one for said in mention for one in said.split()]
    back = ask.state.address(f"/review/identity/{entity}")
    try:
        outcome = deciding.split(
            ask.workspace,
            entity,
            mentions,
            by=named(name),
            reason=reason.strip() or REASONS["split"],
            now=False,
            seen=seen,
        )
    except DecidedMeanwhile as error:
        return too_late(ask, error, {"mention": " ".join(mentions), "reason": reason}, back=back)
    followed(follow, outcome, wait=True)
    return with_query(back, done=outcome.decision.id)


def _decide(ask: Ask, follow: Follow, action: IdentityAction, sent: Sent) -> str | Response:
    here = ask.workspace
    by, reason, seen = named(sent.name), sent.reason.strip() or REASONS[action], sent.seen
    pair = f"{sent.left}~{sent.right}"
    try:
        if action == "merge":
            outcome = deciding.merge(here, sent.left, sent.right, by=by, reason=reason, now=False, seen=seen)
        elif action == "keep apart":
            sides = here.entity(sent.left).mentions, here.entity(sent.right).mentions
            outcome = deciding.keep_apart(here, *sides, by=by, reason=reason, now=False, seen=seen)
        else:
            outcome = deciding.possibly_same(here, sent.left, sent.right, by=by, reason=reason, now=False, seen=seen)
    except DecidedMeanwhile as error:
        fields = {"left": sent.left, "right": sent.right, "queue": sent.queue, "reason": sent.reason}
        return too_late(
            ask, error, fields, back=with_query(sent.queue, after=pair), look=with_query(sent.queue, pair=pair)
        )
    followed(follow, outcome, wait=True)
    return with_query(sent.queue, after=pair, pair=None, done=outcome.decision.id)


def _both(here: Workspace, pair: str) -> tuple[str, str] | None:
    """The two entities of an address, as they are now; None where they are one by now."""
    left, tilde, right = pair.partition("~")
    if not tilde:
        raise UnknownName(f"{pair!r} is no pair of entities", advice="two ids with ~ between them")
    one, other = here.entity(left), here.entity(right)
    return None if one.id == other.id else (one.id, other.id)


def _pair(here: Workspace, looker: Looker, ids: tuple[str, str]) -> Pair:
    left, right = looker.entity(ids[0]), looker.entity(ids[1])
    explained = looker.explain(left.id, right.id)
    proposed = explained.candidate or looker.pair(left, right)
    return Pair(
        id=f"{left.id}~{right.id}",
        left=_side(here, left),
        right=_side(here, right),
        names=proposed.names,
        probability=proposed.likeness.probability,
        about_names=tuple(Row(row.text, row.weight) for row in proposed.likeness.reasons if row.weight),
        about_documents=tuple(Row(row.says, row.weight, row.claims) for row in proposed.evidence),
        held_apart=tuple(held.because for held in explained.held_apart),
        decisions=explained.decisions,
    )


def _side(here: Workspace, entity: Entity, *, every: bool = False) -> Side:
    """An entity with its names, those that most documents use first."""
    own = here.mentions(entity.mentions)
    titles = {one.id: one.title or one.path for one in here.documents({m.document for m in own})}
    bearing: dict[str, list[Mention]] = defaultdict(list)
    for mention in own:
        bearing[mention.name].append(mention)
    ordered = sorted(bearing.items(), key=lambda item: (-len(item[1]), item[0]))
    shown = ordered if every else ordered[:NAMES]
    return Side(
        id=entity.id,
        name=entity.name,
        type=entity.type.value,
        names=tuple(
            NameUsed(
                name=name,
                mentions=tuple(m.id for m in mentions),
                documents=tuple((m.document, titles.get(m.document, "")) for m in mentions),
            )
            for name, mentions in shown
        ),
        more=len(ordered) - len(shown),
    )
