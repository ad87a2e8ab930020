"""Decisions of people: laid down once, taken back by another, replayed over claims at every query.

A decision stands in the log like everything else; `decisions` is its index. Who decided, why, what was changed and
which quote was decided on stand in the log's details.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Literal

import msgspec
from sqlalchemy import ColumnElement, Connection, or_, select

from rawi.errors import UnknownName, WorkspaceError
from rawi.model import Action, Decision, Reference, Review, in_force, make_mention, undone_by
from rawi.workspace import custody
from rawi.workspace.among import among
from rawi.workspace.problem import Problem
from rawi.workspace.schema import decisions, details, log

KIND = "decision"
STATES: dict[str, Literal["accepted", "rejected", "edited"]] = {
    "accept": "accepted",
    "reject": "rejected",
    "edit": "edited",
    "divide": "edited",
    "duplicate": "rejected",
    "add": "accepted",
}
"""What each decision on a claim makes of it."""
EDITS: tuple[Action, ...] = ("edit", "divide")
"""What changes the claim as it is shown."""


class _Body(msgspec.Struct, kw_only=True):
    """What the log's details say of a decision."""

    id: int
    action: Action
    target: str
    by: str
    reason: str
    change: dict[str, str] = {}
    left: tuple[Reference, ...] = ()
    right: tuple[Reference, ...] = ()
    undoes: int | None = None
    quote: str | None = None


def lay_down(
    connection: Connection,
    *,
    action: Action,
    target: str,
    by: str,
    reason: str,
    clock: custody.Clock,
    change: Mapping[str, str] | None = None,
    left: Sequence[Reference] = (),
    right: Sequence[Reference] = (),
    undoes: int | None = None,
    quote: str | None = None,
) -> Decision:
    """Adds a decision and its log entry. Raises `WorkspaceError` where nobody decides or no reason is given."""
    if not by.strip() or not reason.strip():
        raise WorkspaceError("a decision needs a name and a reason", advice="say --by NAME --reason TEXT")
    body = _Body(
        id=next_id(connection),
        action=action,
        target=target,
        by=by.strip(),
        reason=reason.strip(),
        change=dict(sorted((change or {}).items())),
        left=tuple(left),
        right=tuple(right),
        undoes=undoes,
        quote=quote,
    )
    entry = custody.append(connection, KIND, msgspec.to_builtins(body), clock)
    connection.execute(
        decisions.insert().values(id=body.id, seq=entry.seq, action=action, target=target, at=entry.at, undoes=undoes)
    )
    return _decision(body, entry.at)


def next_id(connection: Connection) -> int:
    """The number that the next decision will bear."""
    last = connection.execute(select(decisions.c.id).order_by(decisions.c.id.desc()).limit(1)).scalar() or 0
    return int(last) + 1


def target_of(left: Sequence[Reference]) -> str:
    """What the index of decisions names a decision on identity by: the id of the first mention of its left side."""
    if not left:
        raise WorkspaceError("a decision on identity needs mentions on both sides")
    first = left[0]
    return make_mention(document=first.document, name=first.name, type=first.type).id


def all_decisions(connection: Connection) -> list[Decision]:
    """Every decision ever made, oldest first; whose details were removed is by `removed`."""
    return _laid(connection, decisions.c.id.is_not(None))


def on_claims(connection: Connection, claims: Collection[str] | None = None) -> dict[str, list[Decision]]:
    """The decisions in force on claims, on all or on these, by the id of the claim, oldest first."""
    # A decision and all that take it back, one after the other, have one target; of two claims speaks only `divide`.
    bearing = or_(among(decisions.c.target, claims or ()), decisions.c.action.in_(("divide", "undo")))
    laid = all_decisions(connection) if claims is None else _laid(connection, bearing)
    by_claim: dict[str, list[Decision]] = {}
    for decision in in_force(laid):
        if decision.action in STATES:
            for claim in decision.claims:
                by_claim.setdefault(claim, []).append(decision)
    return by_claim


def edited_in(connection: Connection, field: str) -> list[str]:
    """The claims of which people have changed this field."""
    edits = select(decisions.c.target).where(decisions.c.action.in_(EDITS)).distinct()
    changed = on_claims(connection, connection.execute(edits).scalars().all())
    return sorted(id for id, laid in changed.items() if any(field in one.change for one in laid))


def _laid(connection: Connection, bearing: ColumnElement[bool]) -> list[Decision]:
    found = connection.execute(
        select(decisions, details.c.body)
        .outerjoin(details, details.c.seq == decisions.c.seq)
        .where(bearing)
        .order_by(decisions.c.id)
    )
    laid = []
    for row in found:
        body = _read(row.body) or _Body(
            id=row.id, action=row.action, target=row.target, by="removed", reason="removed", undoes=row.undoes
        )
        laid.append(_decision(body, row.at))
    return laid


def to_undo(laid: list[Decision], id: int | None, actions: Sequence[Action] = ()) -> Decision:
    """The decision with that number, or the last one in force, of these actions if any are given.

    Raises `UnknownName` where there is nothing to undo.
    """
    standing = [decision for decision in in_force(laid) if not actions or decision.action in actions]
    if id is None:
        if not standing:
            raise UnknownName("there is no decision to undo")
        return standing[-1]
    known = {decision.id: decision for decision in laid}
    if id not in known:
        raise UnknownName(f"there is no decision {id}", advice=f"decisions run from 1 to {len(laid)}" if laid else None)
    if id in undone_by(laid):
        raise UnknownName(f"decision {id} is undone already")
    return known[id]


def review_of(standing: Iterable[Decision]) -> Review:
    """What people decided last about one claim, from the decisions in force on it."""
    review = Review()
    for decision in standing:
        if decision.action in STATES:
            of = decision.change.get("of")
            reason = f"told already by claim {of[:12]}: {decision.reason}" if of else decision.reason
            review = Review(state=STATES[decision.action], by=decision.by, at=decision.at, reason=reason)
    return review


def reviewed(connection: Connection) -> int:
    """How many claims a decision in force stands on."""
    laid = select(decisions.c.id, decisions.c.action, decisions.c.target, decisions.c.undoes, decisions.c.at)
    found = [
        Decision(id=row.id, action=row.action, target=row.target, by="", reason="", at=row.at, undoes=row.undoes)
        for row in connection.execute(laid)
    ]
    return len({decision.target for decision in in_force(found) if decision.action in STATES})


def check(connection: Connection) -> list[Problem]:
    """Where the index of decisions and the log say different things."""
    problems = []
    rows = connection.execute(
        select(decisions, log.c.kind, log.c.at.label("logged"), details.c.body)
        .outerjoin(log, log.c.seq == decisions.c.seq)
        .outerjoin(details, details.c.seq == decisions.c.seq)
        .order_by(decisions.c.id)
    )
    indexed = set()
    for row in rows:
        where = f"decisions row {row.id}"
        indexed.add(row.seq)
        body = _read(row.body)
        if row.kind != KIND:
            problems.append(Problem(where=where, what=f"log row {row.seq} records no decision"))
        elif body is not None and (body.id, body.action, body.target, body.undoes, row.logged) != (
            row.id,
            row.action,
            row.target,
            row.undoes,
            row.at,
        ):
            problems.append(Problem(where=where, what=f"is not what log row {row.seq} records"))
    for seq in connection.execute(select(log.c.seq).where(log.c.kind == KIND).order_by(log.c.seq)).scalars():
        if seq not in indexed:
            problems.append(Problem(where="decisions", what=f"the decision of log row {seq} is missing"))
    return problems


def _decision(body: _Body, at: str) -> Decision:
    return Decision(
        id=body.id,
        action=body.action,
        target=body.target,
        by=body.by,
        reason=body.reason,
        at=at,
        change=body.change,
        left=body.left,
        right=body.right,
        undoes=body.undoes,
    )


def _read(body: str | None) -> _Body | None:
    try:
        return None if body is None else msgspec.json.decode(body, type=_Body)
    except (msgspec.DecodeError, msgspec.ValidationError):
        return None
