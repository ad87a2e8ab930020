"""Writing what one reading of one document found, so that a kill at any moment leaves the old reading or the new.

A pass is a row of `memo`. Its rows carry its number and show nowhere until the last transaction completes it and
turns the document to it. What an interrupted pass wrote is swept away by the next build.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import (
    ColumnElement,
    Connection,
    Table,
    bindparam,
    delete,
    exists,
    literal_column,
    select,
    tuple_,
    update,
)
from sqlalchemy.dialects.sqlite import insert

from rawi.model import Claim, Document, Mention, Reading, in_force
from rawi.workspace import collecting, custody, files, handmade, intake, rows, verdicts
from rawi.workspace.among import among
from rawi.workspace.collecting import Collected
from rawi.workspace.database import Database
from rawi.workspace.originals import Texts
from rawi.workspace.portions import PORTION, Portions, portions
from rawi.workspace.schema import claims, decisions, documents, memo, mentions, readings, texts

READ = "read"


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """What a reading of one document gave, ready to be kept. `key` says what it was made from; `date` is EDTF.

    `model` names the language model that read, None where none was there.
    """

    place: intake.Place
    document: Document
    claims: Sequence[tuple[Claim, Reading]]
    mentions: Sequence[Mention]
    key: str
    model: str | None = None
    date: str | None = None
    date_inferred: str | None = None
    collected: Collected = collecting.NOTHING


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """What keeping a reading did: the documents it superseded and the decided claims that it no longer finds."""

    superseded: tuple[str, ...] = ()
    lapsed: int = 0


class Made(msgspec.Struct, frozen=True):
    """What the shown reading of a document was made from, and by which model, if any."""

    key: str
    model: str | None


def made_from(connection: Connection, document: str) -> Made | None:
    """How the shown reading of a document came about; None if it has never been read to the end."""
    found = connection.execute(_MADE_FROM, {"document": document}).first()
    return None if found is None else Made(found.key, found.model)


_MADE_FROM = (
    select(memo.c.key, memo.c.model)
    .join(documents, documents.c.memo == memo.c.id)
    .where(documents.c.id == bindparam("document"))
)


def all_made_from(connection: Connection, ids: Collection[str] | None = None) -> dict[str, Made]:
    """How the shown reading of each document came about, or of each of these, by its id."""
    chosen = select(documents.c.id, memo.c.key, memo.c.model).join(documents, documents.c.memo == memo.c.id)
    if ids is not None:
        chosen = chosen.where(among(documents.c.id, ids))
    return {row.id: Made(row.key, row.model) for row in connection.execute(chosen)}


class Passes:
    """Keeps readings in small transactions, the last of which makes a reading the one that shows."""

    def __init__(self, database: Database, written: Texts, clock: custody.Clock):
        self._database = database
        self._written = written
        self._clock = clock

    def keep(self, found: Found, sizes: Mapping[str, int]) -> Kept:
        """Keeps what was found; `sizes` gives the bytes of each original (and side file) that may be new."""
        content = hashlib.sha256()
        text = _text_id(found)
        digest = self._written.add(text, found.document.text)
        with Portions(self._database) as writing:
            begun = self._begin(writing.room(1), found, sizes, text, digest)
            for portion in portions(enumerate(found.claims), PORTION // 2):
                reading_rows = [
                    rows.reading_row(
                        reading, memo=begun.id, ordinal=ordinal, document=found.document.id, text=begun.text
                    )
                    for ordinal, (_, reading) in portion
                ]
                claim_rows = [rows.claim_row(claim) for _, (claim, _) in portion]
                connection = writing.room(2 * len(portion))
                connection.execute(insert(claims).on_conflict_do_nothing(), claim_rows)
                connection.execute(readings.insert(), reading_rows)
                for row in reading_rows:
                    content.update(sealed_reading(row["claim"], row["digest"]))
            for mentioned in portions(_distinct(found.mentions)):
                mention_rows = [rows.mention_row(item, memo=begun.id) for item in mentioned]
                writing.room(len(mentioned)).execute(mentions.insert(), mention_rows)
                for mention in mentioned:
                    content.update(sealed_mention(mention.id, mention.named))
            return self._complete(writing.room(1), found, begun, content.hexdigest(), sizes)

    def _begin(self, connection: Connection, found: Found, sizes: Mapping[str, int], text: str, digest: str) -> _Pass:
        document = found.document
        parameters = rows.encode({"name": found.place.path, "side": found.place.side})
        intake.know(connection, sizes)
        connection.execute(
            insert(texts)
            .values(
                id=text,
                document=document.id,
                sha256=digest,
                reader=document.reader,
                parameters=parameters,
                made=custody.stamp(self._clock),
            )
            .on_conflict_do_nothing()
        )
        begun = memo.insert().values(stage=READ, subject=document.id, key=found.key, model=found.model, complete=False)
        number = connection.execute(begun.returning(memo.c.id)).scalar_one()
        return _Pass(id=number, text=text, digest=digest)

    def _complete(
        self, connection: Connection, found: Found, begun: _Pass, content: str, sizes: Mapping[str, int]
    ) -> Kept:
        """In the last transaction: the place, the document, what lapsed, and the log, all or nothing."""
        document = found.document
        outline = rows.encode(msgspec.structs.replace(document, text=""))
        body = {
            "document": document.id,
            "path": found.place.path,
            "reader": document.reader,
            "text": begun.digest,
            "claims": len(found.claims),
            "mentions": len(found.mentions),
            "content": content,
            "outline": rows.digest(outline),
        }
        shown = {
            "memo": begun.id,
            "text": begun.text,
            "title": document.title,
            "author": document.author,
            "publisher": document.publisher,
            "date": found.date,
            "date_inferred": found.date_inferred,
            "url": document.url,
            "language": document.language,
            "outline": outline,
        }
        superseded = record_place(connection, found.place, sizes, self._clock, found.collected)
        entry = custody.append(connection, "document read", body, self._clock)
        connection.execute(update(memo).where(memo.c.id == begun.id).values(complete=True, log=entry.seq))
        connection.execute(update(documents).where(documents.c.id == document.id).values(shown))
        lapsed = _lapse(connection, document.id, begun.id)
        if handmade.is_laid(connection, document.id):
            handmade.follow(
                connection, self._written, in_force(verdicts.all_decisions(connection)), document=document.id
            )
        return Kept(superseded=tuple(superseded), lapsed=lapsed)


class _Pass(msgspec.Struct, frozen=True, kw_only=True):
    """A pass that has begun: its number, and the name and SHA-256 of the text that it reads."""

    id: int
    text: str
    digest: str


def _text_id(found: Found) -> str:
    """The name under which the text is stored: other words, another reader or side file make another."""
    document = found.document
    digest = files.sha256(document.text.encode("utf-8"))
    return hashlib.sha256(f"{document.id} {document.reader} {found.place.side} {digest}".encode()).hexdigest()


def _distinct(found: Sequence[Mention]) -> list[Mention]:
    """Each mention once, by id; named where any of its repeats is."""
    distinct: dict[str, Mention] = {}
    for mention in found:
        if mention.id not in distinct or mention.named:
            distinct[mention.id] = mention
    return [distinct[id] for id in sorted(distinct)]


def sealed_reading(claim: str, digest: str) -> bytes:
    return f"{claim} {digest}\n".encode()


def sealed_mention(id: str, named: bool) -> bytes:
    return f"{id} {int(named)}\n".encode()


def record_place(
    connection: Connection,
    place: intake.Place,
    sizes: Mapping[str, int],
    clock: custody.Clock,
    collected: Collected = collecting.NOTHING,
    *,
    anew: bool = False,
    document: bool = True,
) -> list[str]:
    """Puts a file in its place and logs it if that changed anything; returns the originals that it superseded.

    With `anew` somebody has said something of a file that may be known: if it is new, it is recorded beside the old.
    With `document` false it is a container, which only holds documents.
    """
    body: dict[str, Any] = {
        "original": place.original,
        "path": place.path,
        "origin": place.origin,
        "side": place.side,
    }
    if place.member is not None:
        body |= {"container": place.container, "member": msgspec.to_builtins(place.member)}
    if intake.known_place(connection, place.origin) == place:
        if anew and all(one.about != collected for one in collecting.records(connection, place.original)):
            intake.know(connection, sizes)
            collecting.record(connection, "collection noted", place.original, body=body, about=collected, clock=clock)
        return []
    superseded = intake.put(connection, place, sizes, document=document)
    kind = "file taken in" if document else "container taken in"
    collecting.record(connection, kind, place.original, body=body, about=collected, clock=clock)
    for original in superseded:
        body = {"original": original, "path": place.path, "by": place.original}
        custody.append(connection, "document superseded", body, clock)
    return superseded


def _lapse(connection: Connection, document: str, pass_id: int) -> int:
    """Keeps the readings of decided claims that this pass did not find; drops those that it found again."""
    here = select(readings.c.claim).where(readings.c.memo == pass_id)
    finished = select(memo.c.id).where(memo.c.stage == READ, memo.c.subject == document, memo.c.complete)
    older = (readings.c.document == document) & (readings.c.memo != pass_id)
    connection.execute(delete(readings).where(older, readings.c.lapsed, readings.c.claim.in_(here)))
    lapsed = connection.execute(
        update(readings)
        .where(
            older,
            ~readings.c.lapsed,
            readings.c.memo.in_(finished),
            readings.c.claim.in_(select(decisions.c.target)),
            readings.c.claim.not_in(here),
        )
        .values(lapsed=True)
    )
    return int(lapsed.rowcount)


def sweep(database: Database) -> None:
    """Removes what interrupted passes wrote and what newer ones replaced, a portion at a time.

    Readings that lapsed stay, and so does every claim on which a decision hangs.
    """
    shown = select(documents.c.memo).where(documents.c.memo.is_not(None))
    stale = select(memo.c.id).where(memo.c.stage == READ, memo.c.id.not_in(shown))
    held = select(readings.c.memo).where(readings.c.lapsed)
    with database.read() as connection:
        if connection.execute(stale.limit(1)).first() is None:
            return  # the row of a pass comes first and goes last
    empty(database, readings, readings.c.memo.in_(stale) & ~readings.c.lapsed)
    empty(database, mentions, mentions.c.memo.in_(stale))
    unread = ~exists().where(readings.c.claim == claims.c.id)
    decided = exists().where(decisions.c.target == claims.c.id)
    empty(database, claims, unread & ~decided)
    empty(database, memo, memo.c.id.in_(stale) & memo.c.id.not_in(held))


def empty(database: Database, table: Table, condition: ColumnElement[bool]) -> None:
    """Deletes the rows of a table that meet a condition, a portion in each transaction."""
    rowid = bool(table.dialect_options["sqlite"]["with_rowid"])
    row: list[ColumnElement[Any]] = [literal_column(f"{table.name}.rowid")] if rowid else list(table.primary_key)
    own: ColumnElement[Any] = literal_column("rowid") if rowid else tuple_(*table.primary_key)
    while True:
        with database.read() as connection:
            if connection.execute(select(*row).select_from(table).where(condition).limit(1)).first() is None:
                return
        with database.write() as connection:
            some = select(*row).select_from(table).where(condition).limit(PORTION)
            connection.execute(delete(table).where(own.in_(some)))
