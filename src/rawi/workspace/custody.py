"""The custody log: what was done to this workspace, in order, each entry chained to the one before.

The chained entry holds only a salted digest; who and what stand beside it in `details`. So a source can be removed
from `details` and the chain still holds, and nobody can guess a removed name by trying names against the digest.
A chain proves nothing against whoever holds the file: therefore every export prints the head.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from collections.abc import Callable, Collection
from typing import Any

import msgspec
from sqlalchemy import Connection, select, text

from rawi.workspace.problem import Problem
from rawi.workspace.schema import details, log

FORMAT = "rawi-log/1"
START = "0" * 64
"""What the first entry names as the hash before it."""

Clock = Callable[[], dt.datetime]


def utc_now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


class LogEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One entry; `body` is None where its details were removed."""

    seq: int
    at: str
    kind: str
    digest: str
    previous: str
    hash: str
    body: dict[str, Any] | None = None


def stamp(clock: Clock) -> str:
    return clock().astimezone(dt.UTC).isoformat(timespec="microseconds")


def append(connection: Connection, kind: str, body: dict[str, Any], clock: Clock) -> LogEntry:
    """Adds one entry at the end of the chain, within the caller's transaction."""
    last = connection.execute(select(log.c.seq, log.c.hash).order_by(log.c.seq.desc()).limit(1)).first()
    seq, previous = (last.seq + 1, last.hash) if last else (1, START)
    salt = secrets.token_hex(16)
    encoded = msgspec.json.encode(body, order="sorted").decode()
    digest = _digest(salt, encoded)
    at = stamp(clock)
    entry_hash = _hash(seq, at, kind, digest, previous)
    connection.execute(
        log.insert().values(seq=seq, at=at, kind=kind, digest=digest, previous=previous, hash=entry_hash)
    )
    connection.execute(details.insert().values(seq=seq, salt=salt, body=encoded))
    connection.execute(
        text("INSERT INTO meta(key, value) VALUES ('head', :head) ON CONFLICT (key) DO UPDATE SET value = :head"),
        {"head": f"{seq}:{entry_hash}"},
    )
    return LogEntry(seq=seq, at=at, kind=kind, digest=digest, previous=previous, hash=entry_hash, body=body)


def entries(connection: Connection) -> list[LogEntry]:
    """All entries, oldest first."""
    rows = connection.execute(
        select(log, details.c.body).outerjoin(details, details.c.seq == log.c.seq).order_by(log.c.seq)
    )
    return [
        LogEntry(
            seq=row.seq,
            at=row.at,
            kind=row.kind,
            digest=row.digest,
            previous=row.previous,
            hash=row.hash,
            body=decoded(row.body),
        )
        for row in rows
    ]


def head(connection: Connection) -> str:
    """The hash of the last entry: whoever noted it can tell later that nothing before it was changed."""
    return connection.execute(select(log.c.hash).order_by(log.c.seq.desc()).limit(1)).scalar() or START


def check(connection: Connection, noted: Collection[str] = (), erased: Collection[int] = ()) -> list[Problem]:
    """What is wrong with the chain: each entry that was changed, is missing, or does not fit its details.

    `noted` are heads that somebody wrote down; each must be the hash of an entry. `erased` are the entries whose
    details the log says were erased.
    """
    problems = []
    seq, previous = 0, START
    standing = set()
    rows = connection.execute(
        select(log, details.c.salt, details.c.body).outerjoin(details, details.c.seq == log.c.seq).order_by(log.c.seq)
    )
    for row in rows:
        where = f"log row {row.seq}"
        if row.seq != seq + 1:
            gone = f"row {seq + 1} is" if row.seq == seq + 2 else f"rows {seq + 1} to {row.seq - 1} are"
            problems.append(Problem(where="log", what=f"{gone} missing"))
        elif row.previous != previous:
            problems.append(Problem(where=where, what="does not follow from the entry before it"))
        if _hash(row.seq, row.at, row.kind, row.digest, row.previous) != row.hash:
            problems.append(Problem(where=where, what=f"the entry was changed ({row.kind}, {row.at})"))
        if row.body is None and row.seq in erased:
            pass
        elif row.body is None:
            problems.append(Problem(where=where, what="its details are missing; the chain itself holds"))
        elif row.seq in erased:
            problems.append(Problem(where=f"details row {row.seq}", what="was erased, and stands here again"))
        elif _digest(row.salt, row.body) != row.digest:
            problems.append(Problem(where=f"details row {row.seq}", what="is not what was logged"))
        seq, previous = row.seq, row.hash
        standing.add(row.hash)
    laid = connection.execute(text("SELECT value FROM meta WHERE key = 'head'")).scalar() or f"0:{START}"
    last = laid.partition(":")[0]
    if last.isdecimal() and int(last) > seq:
        problems.append(Problem(where="log", what=f"ends at row {seq}, but row {last} was written"))
    elif laid != f"{seq}:{previous}":
        problems.append(Problem(where="meta row head", what=f"names another head than log row {seq}"))
    unknown = connection.execute(text("SELECT key FROM meta WHERE key NOT IN ('head', 'schema') ORDER BY key"))
    problems += [Problem(where=f"meta row {key}", what="is none that Rawi writes") for key in unknown.scalars()]
    for one in noted:
        if one.strip().lower() not in standing:
            what = f"no entry has the hash {one} that was noted: the log was written anew, or is an older one"
            problems.append(Problem(where="log", what=what))
    return problems


def exported(connection: Connection, *, with_details: bool = False) -> str:
    """The log as JSON lines that `docs/verify_log.py` checks without Rawi: a line on the whole, then one an entry.

    Without details it holds no words of anybody, only kinds, times and hashes.
    """
    rows = connection.execute(
        select(log, details.c.salt, details.c.body).outerjoin(details, details.c.seq == log.c.seq).order_by(log.c.seq)
    ).all()
    top = {"format": FORMAT, "entries": rows[-1].seq if rows else 0, "head": head(connection)}
    lines: list[dict[str, Any]] = [top]
    for row in rows:
        entry = {name: getattr(row, name) for name in ("seq", "at", "kind", "digest", "previous", "hash")}
        lines.append(entry | ({"salt": row.salt, "body": row.body} if with_details and row.body is not None else {}))
    return "".join(f"{msgspec.json.encode(one).decode()}\n" for one in lines)


def _digest(salt: str, body: str) -> str:
    return hashlib.sha256(f"{salt}\n{body}".encode()).hexdigest()


def _hash(seq: int, at: str, kind: str, digest: str, previous: str) -> str:
    return hashlib.sha256(chained(seq, at, kind, digest, previous)).hexdigest()


def chained(seq: int, at: str, kind: str, digest: str, previous: str) -> bytes:
    """What the hash of an entry is of."""
    return msgspec.json.encode([seq, at, kind, digest, previous])


def decoded(body: str | None) -> dict[str, Any] | None:
    """The details of an entry; None where they were removed or cannot be read."""
    try:
        return None if body is None else msgspec.json.decode(body, type=dict[str, Any])
    except msgspec.DecodeError:
        return None
