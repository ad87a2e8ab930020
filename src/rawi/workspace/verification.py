"""`rawi verify`: is every original what came in, does every quote still cut, is the log unbroken?

Each check names the file or the row. A document's claims and readings are sealed by a digest in the log, so that a row
that was changed, taken out or put in shows, and not only one whose quote no longer cuts.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator
from typing import Any

import msgspec
from sqlalchemy import Connection, select, text

from rawi.errors import WorkspaceError
from rawi.model import Claim, in_force, make_claim
from rawi.workspace import collecting, custody, disposing, edits, files, handmade, rows, seals, verdicts
from rawi.workspace.originals import Originals, Texts
from rawi.workspace.passes import sealed_mention, sealed_reading
from rawi.workspace.problem import Problem
from rawi.workspace.schema import claims, details, documents, log, memo, mentions, originals, places, readings, texts


def problems(
    connection: Connection, store: Originals, written: Texts, noted: Collection[str] = ()
) -> Iterator[Problem]:
    """Everything that does not hold, in a fixed order; nothing if all holds. `noted` are heads of the log."""
    yield from _database(connection)
    yield from _originals(connection, store)
    yield from _documents(connection, written)
    yield from custody.check(connection, noted, disposing.erased(connection))
    yield from disposing.check(connection, store)
    yield from verdicts.check(connection)
    yield from _logged(connection)
    yield from _replayed(connection)
    yield from seals.check(connection)


def _database(connection: Connection) -> Iterator[Problem]:
    for said in connection.execute(text("PRAGMA quick_check(20)")).scalars():
        if said != "ok":
            yield Problem(where="rawi.db", what=str(said))
    for row in connection.execute(text("PRAGMA foreign_key_check")):
        yield Problem(where=f"{row[0]} row {row[1]}", what=f"refers to a row of {row[2]} that is not there")


def _originals(connection: Connection, store: Originals) -> Iterator[Problem]:
    names: dict[str, str] = {}
    second: dict[str, list[str]] = {}
    for one in collecting.records(connection):
        if one.about.sha3_512:
            second.setdefault(one.original, []).append(one.about.sha3_512)
    for row in connection.execute(select(places.c.original, places.c.path).order_by(places.c.path)):
        names.setdefault(row.original, row.path)
    dead = disposing.tombs(connection)
    for row in connection.execute(select(originals).order_by(originals.c.id)):
        if row.id in dead:
            continue
        where = store.path(row.id).relative_to(store.folder.parent).as_posix()
        name = f" ({names[row.id]})" if row.id in names else ""
        try:
            found, *more = files.digests(store.path(row.id), "sha256", *(["sha3_512"] if row.id in second else []))
        except FileNotFoundError:
            yield Problem(where=where, what=f"the original is missing{name}")
            continue
        except OSError as error:
            yield Problem(where=where, what=f"the original cannot be read: {error.strerror}{name}")
            continue
        if any(one not in more for one in second.get(row.id, ())):
            yield Problem(where=where, what=f"its SHA3-512 is not the one that was recorded{name}")
        if found != row.id:
            yield Problem(where=where, what=f"the original was changed{name}: its SHA-256 is now {found}")


def _documents(connection: Connection, written: Texts) -> Iterator[Problem]:
    for row in connection.execute(select(documents).where(documents.c.memo.is_not(None)).order_by(documents.c.path)):
        yield from _texts(connection, written, row.id, row.path)
        yield from _sealed(connection, row)


def _texts(connection: Connection, written: Texts, document: str, path: str) -> Iterator[Problem]:
    """The stored texts of one document, and every quote that is cut from them."""
    used = select(texts).where(texts.c.document == document).order_by(texts.c.id)
    for row in connection.execute(used).all():
        cut = (
            select(claims, readings.c.id.label("row"), readings.c.record, readings.c.digest)
            .join(readings, readings.c.claim == claims.c.id)
            .where(readings.c.document == document, readings.c.text == row.id)
            .order_by(readings.c.id)
        )
        found = connection.execute(cut).all()
        where = written.path(row.id).relative_to(written.folder.parent).as_posix()
        try:
            stored = written.read(row.id)
        except WorkspaceError as error:
            yield Problem(where=where, what=f"{error.reason} ({path})")
            continue
        if files.sha256(stored.encode("utf-8")) != row.sha256:
            yield Problem(where=where, what=f"the stored text was changed ({path})")
        for one in found:
            yield from _quote(one, stored, path)


def _quote(row: Any, stored: str, path: str) -> Iterator[Problem]:
    """One reading: is the claim what its id says, the reading what its digest says, and does the quote cut?"""
    where, claim = f"claims row {row.id}", rows.to_claim(row)
    if _id_of(claim) != claim.id:
        yield Problem(where=where, what=f"the claim is not the one that its id names ({path})")
    if rows.digest(row.record) != row.digest:
        yield Problem(where=f"readings row {row.row}", what=f"the reading was changed ({path}, claim {row.id})")
    try:
        span = rows.to_reading(row.record).quote
    except msgspec.DecodeError:
        yield Problem(where=f"readings row {row.row}", what=f"is not a reading ({path}, claim {row.id})")
        return
    exact, prefix, suffix = claim.quote.exact, claim.quote.prefix, claim.quote.suffix
    if stored[span.start : span.end] != exact:
        yield Problem(where=where, what=f"its quote does not stand at {span.start}–{span.end} of {path}")
    elif stored[max(0, span.start - len(prefix)) : span.start] != prefix or (
        stored[span.end : span.end + len(suffix)] != suffix
    ):
        yield Problem(where=where, what=f"what surrounds its quote is not what surrounds {span.start} in {path}")


def _id_of(claim: Claim) -> str:
    return make_claim(
        document=claim.document,
        quote=claim.quote,
        subject=claim.subject,
        predicate=claim.predicate,
        object=claim.object,
        value=claim.value,
        extent=claim.extent,
        members=claim.members,
        negated=claim.negated,
    ).id


def _sealed(connection: Connection, document: Any) -> Iterator[Problem]:
    """What the log says was read from a document, against the rows that stand there now."""
    seal = connection.execute(
        select(memo.c.log, details.c.body)
        .outerjoin(details, details.c.seq == memo.c.log)
        .where(memo.c.id == document.memo)
    ).first()
    where = f"documents row {document.id[:12]} ({document.path})"
    if seal is not None and seal.body is None and seal.log in disposing.erased(connection):
        return  # its words were erased on request; the sums over the tables still hold its rows
    if seal is None or seal.body is None:
        yield Problem(where=where, what="the log has no entry of its reading")
        return
    content = hashlib.sha256()
    found = 0
    chosen = select(readings.c.claim, readings.c.digest).where(readings.c.memo == document.memo)
    for row in connection.execute(chosen.order_by(readings.c.ordinal)):
        content.update(sealed_reading(row.claim, row.digest))
        found += 1
    for row in connection.execute(select(mentions).where(mentions.c.memo == document.memo).order_by(mentions.c.id)):
        content.update(sealed_mention(row.id, bool(row.named)))
    try:
        body = msgspec.json.decode(seal.body, type=dict[str, Any])
    except msgspec.DecodeError:
        return  # named by the check of the log
    if body.get("content") != content.hexdigest():
        logged = body.get("claims")
        counted = "" if logged == found else f"{logged} readings were logged, {found} stand there; "
        yield Problem(where=where, what=f"{counted}its readings or mentions are not those of log row {seal.log}")
    outline = document.outline or ""
    if body.get("outline") != rows.digest(outline):
        yield Problem(where=where, what=f"is not what log row {seal.log} records")
    else:
        said = msgspec.json.decode(outline, type=dict[str, Any])
        for field in ("title", "author", "publisher", "url", "language"):
            if said.get(field) != getattr(document, field):
                yield Problem(where=where, what=f"its {field} is not what was read")
    stored = connection.execute(select(texts.c.sha256).where(texts.c.id == document.text)).scalar()
    if body.get("text") != stored:
        yield Problem(where=f"texts row {document.text}", what=f"is not what log row {seal.log} records")


def _logged(connection: Connection) -> Iterator[Problem]:
    """Files that the log says were taken in, and that the tables do not know."""
    known = set(connection.execute(select(originals.c.id)).scalars())
    dead = disposing.tombs(connection)
    shown = set(connection.execute(select(documents.c.id)).scalars())
    taken = (
        select(log.c.seq, details.c.body)
        .join(details, details.c.seq == log.c.seq)
        .where(log.c.kind == "file taken in")
        .order_by(log.c.seq)
    )
    for row in connection.execute(taken):
        try:
            body = msgspec.json.decode(row.body, type=dict[str, Any])
        except msgspec.DecodeError:
            continue  # named by the check of the log
        if body.get("original") in dead:
            continue
        if body.get("original") not in known or body.get("original") not in shown:
            yield Problem(where="documents", what=f"{body.get('path')}, taken in by log row {row.seq}, is missing")


def _replayed(connection: Connection) -> Iterator[Problem]:
    """Edits that can no longer be made, as when the predicate they name is gone from the vocabulary, and claims laid
    down by hand that are not what the log says.
    """
    standing = in_force(verdicts.all_decisions(connection))
    yield from handmade.check(connection, standing)
    for decision in standing:
        if decision.action not in verdicts.EDITS:
            continue
        row = connection.execute(select(claims).where(claims.c.id == decision.target)).first()
        try:
            if row is not None:
                edits.edited(rows.to_claim(row), (), decision.change)
        except WorkspaceError as error:
            yield Problem(where=f"decisions row {decision.id}", what=f"the edit can no longer be made: {error.reason}")
