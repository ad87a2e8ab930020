"""Disposal and erasure: what must go goes, and that it went, when, by whom and why stays.

Disposal of a document takes its original, its side file and pictures, the texts read from it and every row made of
them, and leaves a tombstone: the hash and the entry of the log that says why. Erasure takes the words of an entry of
the log and leaves the entry, whose hash is of a salted digest, so that the chain holds and nothing can be guessed back.
"""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

import msgspec
from sqlalchemy import Connection, bindparam, delete, or_, select

from rawi.errors import UnknownName, WorkspaceError
from rawi.workspace import collecting, custody, shingling
from rawi.workspace.among import among
from rawi.workspace.originals import Originals, Texts
from rawi.workspace.problem import Problem
from rawi.workspace.schema import (
    claims,
    decisions,
    details,
    documents,
    log,
    memo,
    mentions,
    originals,
    places,
    readings,
    registers,
    texts,
    tombstones,
)

DISPOSED, ERASED = "document disposed", "details erased"
KEPT_WORDS = frozenset(
    {DISPOSED, ERASED, "workspace made", "run begun", "run finished", "settling begun", "settled", "schema led on"}
)
"""Entries whose details say what was erased and sealed, and hold no words of a document: they stay."""


class Tombstone(msgspec.Struct, frozen=True, kw_only=True):
    """What is left of an original. `by` and `reason` are None where they cannot be read."""

    original: str
    seq: int
    at: str
    by: str | None = None
    reason: str | None = None


class _Gone(msgspec.Struct):
    erased: tuple[int, ...] = ()


def dispose(connection: Connection, document: str, *, by: str, reason: str, clock: custody.Clock) -> list[str]:
    """Takes the rows of a document and leaves its tombstone; returns the originals whose files must go with it.

    Raises `UnknownName` for what is no document here, `WorkspaceError` where nobody disposes or no reason is given.
    """
    by, reason = _signed(by, reason)
    known = connection.execute(select(documents.c.id).where(documents.c.id == document)).scalar()
    if known is None:
        raise UnknownName(f"no document {document}")
    gone = [document, *_only_beside(connection, document)]
    own = connection.execute(select(claims.c.id).where(claims.c.document == document)).scalars().all()
    quoting = select(decisions.c.seq).where(among(decisions.c.target, own)) if own else None
    erased = sorted(connection.execute(quoting).scalars()) if quoting is not None else []
    body = {"original": document, "with": gone[1:], "by": by, "reason": reason, "erased": erased}
    entry = custody.append(connection, DISPOSED, body, clock)
    passes = select(memo.c.id).where(memo.c.subject == document)
    shingling.forget(connection, document)
    connection.execute(delete(readings).where(or_(readings.c.document == document, readings.c.memo.in_(passes))))
    connection.execute(delete(mentions).where(or_(mentions.c.document == document, mentions.c.memo.in_(passes))))
    connection.execute(delete(claims).where(claims.c.document == document))
    connection.execute(delete(documents).where(documents.c.id == document))
    connection.execute(delete(texts).where(texts.c.document == document))
    connection.execute(delete(memo).where(memo.c.subject == document))
    connection.execute(delete(places).where(places.c.original == document))
    if erased:
        connection.execute(delete(details).where(details.c.seq.in_(erased)))
    for original in gone:
        connection.execute(tombstones.insert().values(original=original, seq=entry.seq))
    return gone


def erase(connection: Connection, entries: Sequence[int], *, by: str, reason: str, clock: custody.Clock) -> None:
    """Takes the details of entries of the log; that they were taken is an entry itself.

    Raises `UnknownName` for a number that no entry has, `WorkspaceError` for entries that hold nobody's words.
    """
    by, reason = _signed(by, reason)
    kinds = {row.seq: row.kind for row in connection.execute(select(log.c.seq, log.c.kind))}
    for seq in entries:
        if seq not in kinds:
            raise UnknownName(f"the log has no entry {seq}", advice=f"entries run from 1 to {len(kinds)}")
        if kinds[seq] in KEPT_WORDS:
            raise WorkspaceError(f"entry {seq} ({kinds[seq]}) holds no words of anybody", advice="it stays")
    gone = sorted(set(entries))
    custody.append(connection, ERASED, {"by": by, "reason": reason, "erased": gone}, clock)
    connection.execute(delete(details).where(details.c.seq.in_(gone)))


def erased(connection: Connection) -> set[int]:
    """The entries of the log whose details were taken, as the log itself says."""
    said = select(details.c.body).join(log, log.c.seq == details.c.seq).where(log.c.kind.in_((DISPOSED, ERASED)))
    found: set[int] = set()
    for body in connection.execute(said).scalars():
        with contextlib.suppress(msgspec.DecodeError, msgspec.ValidationError):  # named by the check of the log
            found |= set(msgspec.json.decode(body, type=_Gone).erased)
    return found


def all_tombstones(connection: Connection) -> list[Tombstone]:
    """What was disposed of, oldest first."""
    chosen = (
        select(tombstones, log.c.at, details.c.body)
        .join(log, log.c.seq == tombstones.c.seq)
        .outerjoin(details, details.c.seq == tombstones.c.seq)
        .order_by(tombstones.c.seq, tombstones.c.original)
    )
    found = []
    for row in connection.execute(chosen):
        said = custody.decoded(row.body) or {}
        about = {"by": said.get("by"), "reason": said.get("reason")}
        found.append(Tombstone(original=row.original, seq=row.seq, at=row.at, **about))
    return found


def tombstone(connection: Connection, original: str) -> Tombstone | None:
    """The tombstone of an original; None where it was never disposed of."""
    if connection.execute(_IS_DISPOSED, {"original": original}).first() is None:
        return None
    return next((one for one in all_tombstones(connection) if one.original == original), None)


_IS_DISPOSED = select(tombstones.c.seq).where(tombstones.c.original == bindparam("original"))


def remove_files(connection: Connection, store: Originals, written: Texts) -> None:
    """Removes the files of what was disposed of, and texts that belong to no document; what is gone is gone already."""
    dead = {one.original for one in all_tombstones(connection)}
    for original in sorted(dead):
        _unlink([store.path(original)])
    if dead:
        kept = set(connection.execute(select(texts.c.id)).scalars())
        _unlink(path for path in written.folder.glob("*/*.txt") if path.stem not in kept)


def check(connection: Connection, store: Originals) -> list[Problem]:
    """Tombstones over which the file stands after all, or that the log does not know."""
    problems = []
    kinds = {row.seq: row.kind for row in connection.execute(select(log.c.seq, log.c.kind))}
    for one in all_tombstones(connection):
        if kinds.get(one.seq) != DISPOSED:
            said = f"log row {one.seq} disposes of nothing"
            problems.append(Problem(where=f"tombstones row {one.original}", what=said))
        where = store.path(one.original)
        if where.exists():
            said = f"was disposed of (log row {one.seq}), and the file stands here"
            problems.append(Problem(where=where.relative_to(store.folder.parent).as_posix(), what=said))
    return problems


def _only_beside(connection: Connection, document: str) -> list[str]:
    """Side files and pictures that were kept with this document and with no other."""
    sides = set(connection.execute(select(places.c.side).where(places.c.original == document)).scalars()) - {None}
    own = sides | {picture for one in collecting.records(connection, document) for picture in one.about.captures}
    others = set(connection.execute(select(places.c.side).where(places.c.original != document)).scalars())
    others |= {
        picture for one in collecting.records(connection) if one.original != document for picture in one.about.captures
    }
    others |= set(connection.execute(select(documents.c.id)).scalars())
    others |= set(connection.execute(select(registers.c.original)).scalars())
    others |= {one.original for one in all_tombstones(connection)}
    known = set(connection.execute(select(originals.c.id)).scalars())
    return sorted((own & known) - others)


def _signed(by: str, reason: str) -> tuple[str, str]:
    if not by.strip() or not reason.strip():
        raise WorkspaceError("this needs a name and a reason", advice="say --by NAME --reason TEXT")
    return by.strip(), reason.strip()


def _unlink(paths: Iterable[Path]) -> None:
    for path in paths:
        with contextlib.suppress(FileNotFoundError):
            path.chmod(0o644)
            path.unlink()


def tombs(connection: Connection) -> Collection[str]:
    """The originals that were disposed of."""
    return set(connection.execute(select(tombstones.c.original)).scalars())
