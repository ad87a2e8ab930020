"""The review queue: one suggestion after another beside its source, decided by one key each, and what was decided."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Annotated

import msgspec
from fastapi import Depends, Query
from fastapi import Path as InPath
from starlette.responses import Response

from rawi.errors import UnknownName
from rawi.model import ClaimAction, Decision, EntityType, KeptClaim, Stance, undone_by
from rawi.pipeline import decide
from rawi.publish.properties import property_of
from rawi.publish.sittings import Sitting, sittings
from rawi.reading.rulebook import Rulebook, rulebook
from rawi.vocabulary import predicates
from rawi.web.deciding import Decider, Follow, followed, named, too_late, with_query
from rawi.web.forms import Also, Fields, Sent, Submitted, Which
from rawi.web.pages import Family
from rawi.web.site import Ask, Asked
from rawi.web.suggestion import Suggestion, changed, fields_of, suggestion
from rawi.workspace import DecidedMeanwhile, Workspace, kinds, queue
from rawi.workspace.kinds import Kinds
from rawi.workspace.queue import Order, Wanted

family = Family("review", nav=("nav.review", "/review", 20))

DOCUMENTS_LISTED = 60
"""Documents that the filter lists, those with most to review first."""
GRAVE = frozenset(name for name, predicate in predicates().items() if predicate.sensitive)
LABELS = {name: property_of(name).label for name in predicates()}
"""What dossiers call each predicate."""
REASONS: dict[ClaimAction, str] = {
    "accept": "the quote says so",
    "reject": "the quote does not say so",
    "edit": "the quote says it so",
    "divide": "the quote tells two things",
    "duplicate": "told twice",
}
"""What stands in the log where nobody gave another reason."""

ClaimId = Annotated[str, Query(max_length=64, description="The id of a claim")]


class Filled(msgspec.Struct, frozen=True):
    """A kind of claim by which the queue may be narrowed, what it is called, and how many of it wait."""

    value: str
    label: str
    waiting: int


class QueueView(msgspec.Struct, frozen=True, kw_only=True):
    """`last` is the last decision that this person may take back; `seen` is the number of the last of all."""

    decider: str
    suggestion: Suggestion | None
    next: str | None
    """The claim that comes after it."""
    waiting: int
    total: int
    wanted: Wanted
    by_predicate: tuple[Filled, ...]
    by_stance: tuple[Filled, ...]
    by_document: tuple[Filled, ...]
    queue: str
    """The address of the queue as it is narrowed, at its beginning."""
    done: Decision | None
    last: Decision | None
    seen: int
    behind: bool
    """Whether entities and findings do not follow the last decisions yet."""
    entity_types: tuple[str, ...] = tuple(EntityType)
    all_stances: tuple[str, ...] = tuple(Stance)
    all_predicates: tuple[tuple[str, str], ...] = tuple(LABELS.items())


class SittingsView(msgspec.Struct, frozen=True, kw_only=True):
    sittings: tuple[Sitting, ...]
    decider: str


class SittingView(msgspec.Struct, frozen=True, kw_only=True):
    sitting: Sitting
    told: dict[str, str]
    """What each decision is about, by its number."""
    decider: str


def narrowed(
    predicate: Annotated[str | None, Query(max_length=100)] = None,
    document: Annotated[str | None, Query(max_length=64)] = None,
    stance: Annotated[str | None, Query(max_length=20)] = None,
    entity: Annotated[str | None, Query(max_length=64)] = None,
    order: Annotated[Order, Query()] = "document",
) -> Wanted:
    return Wanted(
        predicate=predicate or None,
        document=document or None,
        stance=stance or None,
        entity=entity or None,
        order=order,
        grave=GRAVE,
    )


@family.page("/review", "review.html")
def review(
    ask: Asked,
    *,
    name: Decider,
    follow: Follow,
    wanted: Annotated[Wanted, Depends(narrowed)],
    claim: ClaimId = "",
    after: ClaimId = "",
    done: Annotated[int, Query(ge=0, le=2**31)] = 0,
) -> QueueView:
    """The next suggestion that waits for a person, beside the text that it was read from."""
    here = ask.workspace
    laid = here.decisions()
    undone = undone_by(laid)
    standing = [one for one in laid if one.id not in undone and one.action != "undo"]
    decided = queue.decided(standing)
    with here.database.read() as connection:
        left = _kinds(ask).less(kinds.kinds(connection, decided))
        if not claim:
            found = queue.waiting(connection, decided, wanted, after=after or None, most=2, counted=left)
            found = found or queue.waiting(connection, decided, wanted, most=2, counted=left)
        else:
            found = [claim, *queue.waiting(connection, decided, wanted, after=claim, counted=left)]
    shown = here.claim(found[0]) if found else None
    own = [one for one in standing if one.by == name]
    return QueueView(
        decider=name,
        suggestion=suggestion(here, shown, _rules(ask), grave=shown.claim.predicate in GRAVE) if shown else None,
        next=found[1] if len(found) > 1 else None,
        waiting=left.total,
        total=_kinds(ask).total,
        wanted=wanted,
        by_predicate=_filled(left.predicates, LABELS),
        by_stance=_filled(left.stances, {}),
        by_document=_documents(here, left),
        queue=ask.state.address("/review", **_asked_for(wanted)),
        done=next((one for one in laid if one.id == done), None),
        last=own[-1] if own else None,
        seen=laid[-1].id if laid else 0,
        behind=follow.behind,
    )


@family.change("/review/accept")
def accept(ask: Asked, sent: Submitted, follow: Follow) -> str | Response:
    """The document says this."""
    return _decide(ask, follow, "accept", sent)


@family.change("/review/reject")
def reject(ask: Asked, sent: Submitted, follow: Follow) -> str | Response:
    """The document does not say this."""
    return _decide(ask, follow, "reject", sent)


@family.change("/review/edit")
def edit(ask: Asked, sent: Submitted, follow: Follow, fields: Fields) -> str | Response:
    """The document says something else; the quote and what was read stay as they are."""
    change = changed(fields_of(_kept(ask, sent)), fields)
    return _decide(ask, follow, "edit", sent, typed=fields, change=change)


@family.change("/review/split")
def split(
    ask: Asked, sent: Submitted, follow: Follow, fields: Fields, also: Also
) -> str | Response:
    """The quote tells two things: both are kept, on the same quote."""
    before = fields_of(_kept(ask, sent))
    typed = {**fields, **{f"also_{field}": words for field, words in also.items()}}
    return _decide(
        ask, follow, "divide", sent, typed=typed, change=changed(before, fields), also=changed(before, also)
    )


@family.change("/review/merge")
def merge(ask: Asked, sent: Submitted, follow: Follow, of: Which) -> str | Response:
    """Another claim of the same document says this already, and stays."""
    return _decide(ask, follow, "duplicate", sent, typed={"of": of}, change={"of": of})


@family.page("/review/sittings", "sittings.html")
def all_sittings(ask: Asked, name: Decider) -> SittingsView:
    """Who decided when, how long and how much, the last sitting first."""
    return SittingsView(sittings=tuple(sittings(ask.workspace.decisions())), decider=name)


@family.page("/review/sittings/{first}", "sitting.html")
def one_sitting(ask: Asked, name: Decider, first: Annotated[int, InPath(ge=1, le=2**31)]) -> SittingView:
    """What was decided in one sitting, each decision to be looked at again or taken back."""
    found = next((one for one in sittings(ask.workspace.decisions()) if one.first == first), None)
    if found is None:
        raise UnknownName(f"no sitting begins with decision {first}", advice="/review/sittings lists them")
    claims = {one.decision.target for one in found.decisions}
    kept = {one.claim.id: one for one in ask.workspace.kept_claims(ids=claims, superseded=True)}
    told = {
        str(one.decision.id): words for one in found.decisions if (words := about(one.decision, kept)) is not None
    }
    return SittingView(sitting=found, told=told, decider=name)


def about(decision: Decision, kept: dict[str, KeptClaim]) -> str | None:
    """What a decision is about, in the words of its document; None where nothing of it is known."""
    if decision.left:
        names = dict.fromkeys((decision.left[0].name, decision.right[0].name if decision.right else ""))
        return " · ".join(filter(None, names))
    known = kept.get(decision.target)
    return None if known is None else known.claim.quote.exact


def _decide(
    ask: Ask,
    follow: Follow,
    action: ClaimAction,
    sent: Sent,
    *,
    typed: dict[str, str | None] | None = None,
    change: dict[str, str] | None = None,
    also: dict[str, str] | None = None,
) -> str | Response:
    reason = sent.reason.strip() or REASONS[action]
    name = named(sent.name)
    try:
        outcome = decide(
            ask.workspace,
            action,
            sent.claim,
            by=name,
            reason=reason,
            change=change,
            also=also,
            now=False,
            seen=sent.seen,
        )
    except DecidedMeanwhile as error:
        fields = {"claim": sent.claim, "queue": sent.queue, "reason": sent.reason, **(typed or {})}
        look = with_query(sent.queue, claim=sent.claim)
        return too_late(ask, error, fields, back=with_query(sent.queue, after=sent.claim), look=look)
    followed(follow, outcome)
    return with_query(sent.queue, after=sent.claim, done=outcome.decision.id)


def _kept(ask: Ask, sent: Sent) -> KeptClaim:
    return ask.workspace.claim(sent.claim)


def _asked_for(wanted: Wanted) -> dict[str, str | None]:
    order = None if wanted.order == "document" else wanted.order
    asked = {"predicate": wanted.predicate, "document": wanted.document, "stance": wanted.stance}
    return {**asked, "entity": wanted.entity, "order": order}


def _filled(counted: dict[str, int], labels: dict[str, str]) -> tuple[Filled, ...]:
    most = sorted(counted.items(), key=lambda one: (-one[1], one[0]))
    return tuple(Filled(value, labels.get(value, value), n) for value, n in most)


def _documents(here: Workspace, left: Kinds) -> tuple[Filled, ...]:
    """The documents with most to review, in the order of their paths."""
    most = sorted(left.documents, key=lambda id: (-left.documents[id], id))[:DOCUMENTS_LISTED]
    return tuple(Filled(one.id, one.title or one.path, left.documents[one.id]) for one in here.documents(most))


class _Tally(msgspec.Struct):
    """What was counted in a workspace, by document, and all of it together."""

    counted: dict[int, kinds.Counted]
    whole: Kinds


_TALLIES: dict[Path, _Tally] = {}
_COUNTING = threading.Lock()


def _kinds(ask: Ask) -> Kinds:
    """How many claims of each kind there are; of what was read since it was asked last, only that is counted."""
    with _COUNTING, ask.workspace.database.read() as connection:
        tally = _TALLIES.setdefault(ask.site.folder, _Tally({}, Kinds({}, {}, {}, 0)))
        memos = kinds.memos(connection)
        if tally.counted.keys() != memos:
            fresh = kinds.counted_in(connection, memos - tally.counted.keys())
            tally.counted = {number: one for number, one in (tally.counted | fresh).items() if number in memos}
            tally.whole = kinds.together(tally.counted.values())
        return tally.whole


def _rules(ask: Ask) -> Rulebook:
    """The patterns of Rawi and the workspace's own."""
    return rulebook().with_folder(ask.workspace.reading)
