"""Claims as they are shown: with their readings, their document, the entities of their places, and what people decided.

The order is that of documents by path, then of quotes, then of the reading that found them.
"""

from __future__ import annotations

import contextlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import partial
from typing import Any

import msgspec
from sqlalchemy import Connection, Select, func, select, text

from rawi.errors import UnknownName, WorkspaceError
from rawi.model import Claim, Decision, Document, KeptClaim, Mention, Reading, Review, ReviewState, Source, Stance
from rawi.workspace import handmade, rows, schema, settlement, verdicts
from rawi.workspace.among import among
from rawi.workspace.edits import edited
from rawi.workspace.known import Known
from rawi.workspace.schema import arguments, claims, documents, mentions, readings

_outline = msgspec.json.Decoder(Document)


def shown_readings(superseded: bool) -> Select[Any]:
    """Claims with the readings that show: of each document's last complete pass, those kept for a decision, and what
    people laid down.
    """
    chosen = (
        select(
            *claims.c,
            readings.c.record,
            readings.c.lapsed,
            readings.c.start,
            readings.c.ordinal,
            documents.c.path,
        )
        .join(readings, readings.c.claim == claims.c.id)
        .join(documents, documents.c.id == readings.c.document)
        .where((readings.c.memo == documents.c.memo) | readings.c.lapsed | readings.c.memo.in_(handmade.shown()))
        .order_by(
            documents.c.path, documents.c.id, readings.c.start, readings.c.end, readings.c.lapsed, readings.c.ordinal
        )
    )
    return chosen if superseded else chosen.where(~documents.c.superseded)


def all_sources(connection: Connection, *, superseded: bool, ids: Collection[str] | None = None) -> list[Source]:
    """What listings say of each document, or of those with the given ids, by path."""
    chosen = select(*rows.SOURCE).where(documents.c.memo.is_not(None)).order_by(documents.c.path, documents.c.id)
    if not superseded:
        chosen = chosen.where(~documents.c.superseded)
    if ids is not None:
        chosen = chosen.where(among(documents.c.id, ids))
    return [rows.to_source(row) for row in connection.execute(chosen).all()]


def outlines(connection: Connection, ids: Collection[str]) -> Iterable[tuple[str, Outlined, int]]:
    """The documents with these ids as they were read, without their texts; with the length of what was kept of each."""
    chosen = select(documents.c.id, documents.c.path, documents.c.outline).where(among(documents.c.id, ids))
    for id, path, record in connection.execute(chosen.where(documents.c.outline.is_not(None))).all():
        yield id, Outlined(path, _outline.decode(record)), len(record)


class Outlined(msgspec.Struct, frozen=True):
    """A document without its text; `path` is where it stands now."""

    path: str
    document: Document


class Sourced(msgspec.Struct, frozen=True):
    """What listings say of a document, and whether a changed file has replaced it."""

    source: Source
    superseded: bool


def sources(connection: Connection, ids: Collection[str]) -> Iterable[tuple[str, Sourced, int]]:
    """The documents with these ids that were read."""
    chosen = select(*rows.SOURCE, documents.c.superseded)
    for row in connection.execute(chosen.where(documents.c.memo.is_not(None), among(documents.c.id, ids))).all():
        source = rows.to_source(row)
        yield source.id, Sourced(source, bool(row.superseded)), 1


def outlines_and_texts(connection: Connection, ids: Collection[str]) -> list[tuple[Document, str]]:
    """The same, each with the name under which its text is stored."""
    chosen = select(documents.c.outline, documents.c.text).where(
        among(documents.c.id, ids), documents.c.outline.is_not(None)
    )
    ordered = connection.execute(chosen.order_by(documents.c.path, documents.c.id))
    return [(_outline.decode(row.outline), row.text) for row in ordered]


def all_mentions(
    connection: Connection,
    *,
    superseded: bool,
    ids: Collection[str] | None = None,
    documents: Collection[str] | None = None,
    brought: bool = True,
) -> list[Mention]:
    """Every mention, those with the given ids or of the given documents, by the document's path.

    Names that people's edits brought in are among them, if `brought`.
    """
    settled = mentions.c.memo == settlement.current().scalar_subquery()
    held = schema.documents
    chosen = (
        select(mentions)
        .join(held, held.c.id == mentions.c.document)
        .where((held.c.memo == mentions.c.memo) | settled if brought else held.c.memo == mentions.c.memo)
        .order_by(held.c.path, held.c.id, mentions.c.id)
    )
    if not superseded:
        chosen = chosen.where(~held.c.superseded)
    if ids is not None:
        chosen = chosen.where(among(mentions.c.id, ids))
    if documents is not None:
        chosen = chosen.where(among(mentions.c.document, documents))
    return [rows.to_mention(row) for row in connection.execute(chosen).all()]


def mentions_by(connection: Connection, wanted: Mapping[str, Mapping[str, bool]]) -> list[Mention]:
    """The mentions of some names in some documents that show, by the document's path.

    `wanted` says for each document by which names, and of each whether also those that name somebody: else only those
    that describe.
    """
    asked = [(document, name, also) for document, names in wanted.items() for name, also in names.items()]
    rows_of = connection.execute(_MENTIONS_BY, {"wanted": msgspec.json.encode(sorted(asked)).decode()})
    return [rows.to_mention(row) for row in rows_of.all()]


_MENTIONS_BY = text("""
    SELECT mentions.* FROM json_each(:wanted) AS asked
    CROSS JOIN mentions ON mentions.document = asked.value ->> 0 AND mentions.name = asked.value ->> 1
    JOIN documents ON documents.id = mentions.document AND NOT documents.superseded
    WHERE (asked.value ->> 2 OR NOT mentions.named) AND (mentions.memo = documents.memo OR mentions.memo =
        (SELECT max(memo.id) FROM memo WHERE memo.stage = 'settle' AND memo.complete))
    ORDER BY documents.path, documents.id, mentions.id
""")


def called_in(connection: Connection, entity: str) -> list[tuple[str, str]]:
    """What an entity is called in which document, by the document's path: a pair for each of its mentions."""
    number, members = settlement.current().scalar_subquery(), schema.members
    chosen = (
        select(mentions.c.name, mentions.c.document)
        .join(members, members.c.mention == mentions.c.id)
        .join(documents, documents.c.id == mentions.c.document)
        .where(members.c.memo == number, members.c.entity == entity, ~documents.c.superseded)
        .where((documents.c.memo == mentions.c.memo) | (mentions.c.memo == number))
        .order_by(documents.c.path, documents.c.id, mentions.c.id)
    )
    return [(name, document) for name, document in connection.execute(chosen).all()]


def all_names(connection: Connection) -> dict[str, bool]:
    """Every name that stands in any document, with whether it names somebody wherever it does."""
    chosen = select(mentions.c.name, func.min(mentions.c.named)).group_by(mentions.c.name)
    return {name: bool(named) for name, named in connection.execute(chosen).all()}


def kept_claims(
    connection: Connection,
    *,
    document: str | None = None,
    entity: str | None = None,
    predicate: str | None = None,
    stance: str | None = None,
    review: ReviewState | None = None,
    ids: Collection[str] | None = None,
    superseded: bool = False,
    lapsed: bool | None = None,
    as_read: bool = False,
    known: Known[Sourced] | None = None,
) -> list[KeptClaim]:
    """The claims that meet every condition given, edits applied; `as_read`, as if nobody had decided anything.

    `entity` fills any place of the claim; `predicate`, `stance` and `review` are as shown, after edits. `known` are
    documents that were read before.
    """
    chosen = shown_readings(superseded)
    if document is not None:
        chosen = chosen.where(readings.c.document == document)
    if lapsed is not None:
        chosen = chosen.where(readings.c.lapsed == lapsed)
    if entity is not None:
        filled = select(arguments.c.claim).where(
            arguments.c.memo == settlement.current().scalar_subquery(), arguments.c.entity == entity
        )
        chosen = chosen.where(claims.c.id.in_(filled))
    if predicate is not None:
        changed = verdicts.edited_in(connection, "predicate")
        of_this = claims.c.predicate == predicate
        chosen = chosen.where(of_this | claims.c.id.in_(changed) if changed else of_this)
    if ids is not None:
        chosen = chosen.where(among(claims.c.id, ids))
    found = _grouped(connection.execute(chosen).all())
    few = None if (document, entity, predicate, ids, lapsed) == (None,) * 5 else found.keys()
    by_target = {} if as_read else verdicts.on_claims(connection, few)
    filling = _fillings(connection, few)
    holding = Known[Sourced]("documents", most=len(found)) if known is None else known
    named = holding.of(connection, {claim.document for claim, _ in found.values()}, partial(sources, connection))
    kept = [
        _kept(one, named[one[0].document].source, by_target.get(id, ()), filling.get(id, _NOBODY))
        for id, one in found.items()
    ]
    return [
        one
        for one in kept
        if (predicate is None or one.claim.predicate == predicate)
        and (stance is None or one.reading.stance == Stance(stance))
        and (review is None or one.review.state == review)
    ]


def claim_id(connection: Connection, prefix: str) -> str:
    """The id of the one shown claim that begins so. Raises `UnknownName` for none and for several."""
    if not prefix or not all(digit in "0123456789abcdef" for digit in prefix):
        raise UnknownName(f"{prefix!r} is no claim id", advice="`rawi claims` lists the ids")
    chosen = shown_readings(True).with_only_columns(claims.c.id).order_by(None).distinct().limit(3)
    found = sorted(connection.execute(chosen.where(claims.c.id >= prefix, claims.c.id < f"{prefix}g")).scalars())
    if not found:
        raise UnknownName(f"no claim has an id that begins with {prefix}", advice="`rawi claims` lists the ids")
    if len(found) > 1 and prefix not in found:
        raise UnknownName(f"several claims have ids that begin with {prefix}", advice="give more of the id")
    return prefix if prefix in found else str(found[0])


_Read = tuple[Claim, tuple[Reading, ...]]


def _grouped(found: Sequence[Any]) -> dict[str, _Read]:
    """Claims with their readings, in the order of the first reading of each."""
    grouped: dict[str, _Read] = {}
    record = len(claims.c)
    for row in found:
        id, reading = row[0], rows.to_reading(row[record])
        before = grouped.get(id)
        grouped[id] = (before[0], (*before[1], reading)) if before else (rows.to_claim(row), (reading,))
    return grouped


def _kept(one: _Read, source: Source, laid: Sequence[Decision], filling: Mapping[str, str]) -> KeptClaim:
    claim, readings_ = one
    for decision in laid:
        if decision.action in verdicts.EDITS and decision.target == claim.id:
            with contextlib.suppress(WorkspaceError):  # made under another vocabulary; `verify` names it
                claim, readings_ = edited(claim, readings_, decision.change)
    return KeptClaim(
        claim=claim,
        readings=readings_,
        source=source,
        review=verdicts.review_of(laid) if laid else Review(),
        subject=filling.get("subject"),
        object=filling.get("object"),
        place=filling.get("place"),
    )


def _fillings(connection: Connection, ids: Collection[str] | None) -> dict[str, dict[str, str]]:
    """The entity of each place of the claims with these ids, or of all."""
    number = connection.execute(settlement.current()).scalar()
    chosen = select(arguments.c.claim, arguments.c.role, arguments.c.entity).where(arguments.c.memo == number)
    if ids is not None:
        chosen = chosen.where(among(arguments.c.claim, ids))
    filling: dict[str, dict[str, str]] = defaultdict(dict)
    for claim, role, entity in connection.execute(chosen).all():
        filling[claim][role] = entity
    return filling


_NOBODY: Mapping[str, str] = {}
