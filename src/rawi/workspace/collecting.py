"""Collection records: where an original came from, when, by whom and with what it was captured, what of it is there.

A record is an entry of the log; `collections` is its index. Its words stand in the log's details, beside the chain, so
that the name of a collector can be erased. What nobody said is None: a file's own times prove nothing and are not read.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import Any

import msgspec
from sqlalchemy import Connection, select

from rawi.errors import WorkspaceError
from rawi.workspace import custody
from rawi.workspace.schema import collections, details, log

WEB_PAGES = frozenset({"html", "mhtml", "warc"})
WHOLE_PAGES = frozenset({"pdf"})


class Collected(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is known of how a file came to be collected; said by a person, its side file or its format."""

    url: str | None = None
    captured: str | None = None
    """ISO 8601 with its zone."""
    collector: str | None = None
    tool: str | None = None
    """What captured it, with its version."""
    imported_with: str | None = None
    format: str | None = None
    media: tuple[str, ...] = ()
    """What is there beside the text, in words: "3 pictures named, not kept", "capture report.png"."""
    captures: tuple[str, ...] = ()
    """SHA-256 of the pictures of the whole page that were kept with it."""
    notes: str | None = None
    sha3_512: str | None = None


NOTHING = Collected()


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """A collection record: `seq` and `at` are of its entry in the log, `removed` where its details were erased."""

    seq: int
    at: str
    original: str
    path: str | None
    origin: str | None
    about: Collected
    removed: bool = False


class Badge(msgspec.Struct, frozen=True):
    """Which of the three that a capture should have are there: the address, the source page, a picture of it whole."""

    url: bool
    page: bool
    capture: bool

    def __str__(self) -> str:
        parts = (("URL", self.url), ("source page", self.page), ("full-page capture", self.capture))
        return " · ".join(f"{'■' if there else '□'} {name}" for name, there in parts)


def with_zone(said: str) -> str:
    """A capture time as ISO 8601 with its zone; raises `WorkspaceError` for what has none, since it says no time."""
    try:
        when = dt.datetime.fromisoformat(said.strip())
    except ValueError as error:
        raise WorkspaceError(
            f"{said!r} is no time of capture", advice="as in 2026-03-01T14:05+03:00, or …Z for UTC"
        ) from error
    if when.tzinfo is None:
        raise WorkspaceError(f"{said!r} does not say in which zone", advice="add it: +03:00, or Z for UTC")
    return when.isoformat()


def sha3_512(data: bytes) -> str:
    return hashlib.sha3_512(data).hexdigest()


def record(
    connection: Connection, kind: str, original: str, *, body: dict[str, Any], about: Collected, clock: custody.Clock
) -> None:
    """Lays a collection record down as an entry of the log."""
    said = {key: value for key, value in msgspec.to_builtins(about).items() if value not in (None, [], "")}
    entry = custody.append(connection, kind, {"original": original, **body, **said}, clock)
    connection.execute(collections.insert().values(seq=entry.seq, original=original))


def records(connection: Connection, original: str | None = None) -> list[Record]:
    """The records of one original or of all, oldest first."""
    chosen = (
        select(collections, log.c.at, details.c.body)
        .join(log, log.c.seq == collections.c.seq)
        .outerjoin(details, details.c.seq == collections.c.seq)
        .order_by(collections.c.seq)
    )
    if original is not None:
        chosen = chosen.where(collections.c.original == original)
    found = []
    for row in connection.execute(chosen):
        body = custody.decoded(row.body)
        said = body or {}
        found.append(
            Record(
                seq=row.seq,
                at=row.at,
                original=row.original,
                path=said.get("path"),
                origin=said.get("origin"),
                about=msgspec.convert(said, Collected),
                removed=body is None,
            )
        )
    return found


def badge(found: list[Record]) -> Badge:
    """What the records of one original show to be present."""
    return Badge(
        url=any(one.about.url for one in found),
        page=any(one.about.format in WEB_PAGES for one in found),
        capture=any(one.about.captures or one.about.format in WHOLE_PAGES for one in found),
    )
