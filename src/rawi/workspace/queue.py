"""What waits for review, in the order in which it is asked for: the next claims, and how many there are of each kind.

Nothing undecided was ever edited, so a claim's row says what it is; only ids are read until they are to be shown.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any, Literal, get_args

import msgspec
from sqlalchemy import Connection, text

from rawi.model import Decision
from rawi.workspace import verdicts
from rawi.workspace.kinds import Kinds, shown
from rawi.workspace.schema import claims, documents, readings

Order = Literal["document", "grave", "confidence"]
"""By document and place of the quote; grave ones first; those that the reader was least sure of first."""
ORDERS: tuple[Order, ...] = get_args(Order)


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """Which claims of the queue are asked for. `grave` are the predicates that come first in that order."""

    predicate: str | None = None
    document: str | None = None
    stance: str | None = None
    entity: str | None = None
    order: Order = "document"
    grave: frozenset[str] = frozenset()


def decided(standing: Iterable[Decision]) -> frozenset[str]:
    """The claims on which decisions in force stand."""
    return frozenset(claim for one in standing if one.action in verdicts.STATES for claim in one.claims)


def waiting(
    connection: Connection,
    done: Collection[str],
    wanted: Wanted,
    *,
    after: str | None = None,
    most: int = 1,
    counted: Kinds | None = None,
) -> list[str]:
    """The ids of the next claims that wait, `most` of them: those that come after the claim `after`, or the first.

    `done` are the claims that wait no more; `after` may be one of them. `counted` are those that wait, of each kind:
    what is rare is then looked for by its kind, and what is common by going on from `after`.
    """
    found: list[str] = []
    begin = None if after is None else _place(connection, after)
    for part in _parts(wanted):
        if begin is not None and not part.holds(begin):
            if part.comes_before(begin):
                continue
            begin = None
        rare = _is_rare(wanted, part, counted)
        found += _next(connection, done, wanted, part=part, begin=begin, most=most, rare=rare)
        begin = None
        if len(found) >= most:
            break
    return list(dict.fromkeys(found))[:most]


class _Part(msgspec.Struct, frozen=True):
    """One stretch of the queue: claims of these predicates, or of all others."""

    predicates: frozenset[str] = frozenset()
    others: bool = True

    def holds(self, place: Any) -> bool:
        return (place.predicate not in self.predicates) if self.others else (place.predicate in self.predicates)

    def comes_before(self, place: Any) -> bool:
        """Whether the stretch stands before the one that holds the place."""
        return not self.others

    @property
    def condition(self) -> str:
        """In SQL; :grave is the list of the predicates."""
        if not self.predicates:
            return "1"
        return f"claims.predicate {'NOT IN' if self.others else 'IN'} (SELECT value FROM json_each(:grave))"


def _parts(wanted: Wanted) -> tuple[_Part, ...]:
    if wanted.order != "grave":
        return (_Part(),)
    return (_Part(wanted.grave, others=False), _Part(wanted.grave))


RARE = 2000
"""A kind of which no more wait is looked for by itself."""
_ORDERS = {
    "confidence": ("readings.confidence", "readings.id"),
    "document": ("documents.path", "documents.id", "readings.start", 'readings."end"', "readings.ordinal"),
}
_FROM = {  # SQLite takes the tables of a cross join in the order in which they stand
    "confidence": "readings INDEXED BY readings_by_confidence CROSS JOIN documents CROSS JOIN claims",
    "document": "documents CROSS JOIN readings CROSS JOIN claims",
    "rare": "claims CROSS JOIN readings CROSS JOIN documents",
}


def _next(
    connection: Connection,
    done: Collection[str],
    wanted: Wanted,
    *,
    part: _Part,
    begin: Any,
    most: int,
    rare: bool,
) -> list[str]:
    order = "confidence" if wanted.order == "confidence" else "document"
    conditions = ["readings.memo = documents.memo", "claims.id = readings.claim", "NOT documents.superseded"]
    conditions += [part.condition, *(condition for field, condition in _FILTERS.items() if getattr(wanted, field))]
    values: dict[str, Any] = {field: getattr(wanted, field) for field in _FILTERS if getattr(wanted, field)}
    values |= {"grave": _listed(part.predicates), "most": 2 * most}  # two readings may find one claim
    if done:
        conditions.append("claims.id NOT IN (SELECT value FROM json_each(:done))")
        values["done"] = _listed(done)
    if begin is not None:
        names = [f"at{n}" for n in range(len(_ORDERS[order]))]
        at = (begin.confidence, begin.reading) if order == "confidence" else tuple(begin)[:5]
        conditions.append(f"{_ORDERS[order][0]} >= :at0")  # a comparison of rows begins no search of an index
        conditions.append(f"({', '.join(_ORDERS[order])}) > ({', '.join(f':{name}' for name in names)})")
        values |= dict(zip(names, at, strict=True))
    tables = _FROM["rare" if rare else order]
    asked = f"SELECT claims.id FROM {tables} WHERE {' AND '.join(conditions)} ORDER BY {', '.join(_ORDERS[order])}"
    used = {name: value for name, value in values.items() if f":{name}" in f"{asked} LIMIT :most"}
    return list(connection.execute(text(f"{asked} LIMIT :most"), used).scalars())


_FILTERS = {
    "predicate": "claims.predicate = :predicate",
    "document": "documents.id = :document",
    "stance": "readings.stance = :stance",
    "entity": (
        "claims.id IN (SELECT arguments.claim FROM arguments WHERE arguments.entity = :entity AND arguments.memo ="
        " (SELECT max(memo.id) FROM memo WHERE memo.stage = 'settle' AND memo.complete))"
    ),
}


def _is_rare(wanted: Wanted, part: _Part, counted: Kinds | None) -> bool:
    if wanted.entity is not None:
        return True
    if counted is None or wanted.document is not None:
        return False
    if wanted.predicate is not None:
        return counted.predicates.get(wanted.predicate, 0) <= RARE
    return not part.others and sum(counted.predicates.get(one, 0) for one in part.predicates) <= RARE


def _place(connection: Connection, claim: str) -> Any:
    """Where a claim stands in every order; None for one that no reading finds now."""
    place = (documents.c.path, documents.c.id, readings.c.start, readings.c.end, readings.c.ordinal)
    chosen = shown(*place, readings.c.confidence, readings.c.id.label("reading"), claims.c.predicate)
    return connection.execute(chosen.where(claims.c.id == claim).order_by(*place)).first()


def _listed(ids: Collection[str]) -> str:
    return msgspec.json.encode(sorted(ids)).decode()
