"""What is known of how a file came to be collected: from the person who adds it, its side file, and the file itself."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

import rawi
from rawi.errors import RawiError, UnreadableDocument, WorkspaceError
from rawi.model import Document
from rawi.pipeline import walking
from rawi.pipeline.walking import Failure, File
from rawi.workspace import Collected, Place, collecting, files

_MEDIA = {"picture": rb"<img\b", "video": rb"<video\b", "sound": rb"<audio\b", "frame": rb"<i?frame\b"}
_MARKUP = frozenset({"html", "mhtml"})
PICTURES = (".png", ".jpg", ".jpeg", ".webp")
"""Of a file beside a document, under the same name: a picture of the whole page."""

LARGEST_SIDE = 1_000_000
"""Bytes of a side file at most: it gives a title and an address, not a text."""


class Collector(msgspec.Struct, frozen=True, kw_only=True):
    """What a person says of what is being added. `captured` is ISO 8601 with its zone; raises `WorkspaceError`."""

    collector: str | None = None
    captured: str | None = None
    tool: str | None = None
    notes: str | None = None
    sha3: bool = False
    """Whether the SHA3-512 of each original is recorded as well."""

    def __post_init__(self) -> None:
        if self.captured is not None:
            collecting.with_zone(self.captured)

    @property
    def says_something(self) -> bool:
        return self != Collector()


def collected(
    given: Collector, data: bytes, document: Document, side: Mapping[str, Any] | None, captures: Mapping[str, str]
) -> Collected:
    """The collection record of one file; what a person says goes before the side file, and that before the file.

    `captures` are the pictures kept with it: names by SHA-256.
    """
    about = _of_side(side or {})
    captured = given.captured or about.get("captured") or document.captured
    return Collected(
        url=document.url,
        captured=_time(captured),
        collector=given.collector or about.get("collector"),
        tool=given.tool or about.get("tool"),
        imported_with=f"Rawi {rawi.__version__}",
        format=document.format,
        media=tuple([*_named(data, document.format), *(f"capture {name}" for name in captures.values())]),
        captures=tuple(captures),
        notes=given.notes or about.get("notes"),
        sha3_512=collecting.sha3_512(data) if given.sha3 else None,
    )


def collected_whole(given: Collector, kind: str) -> Collected:
    """The collection record of an archive, which holds documents and is none."""
    return Collected(
        captured=_time(given.captured),
        collector=given.collector,
        tool=given.tool,
        imported_with=f"Rawi {rawi.__version__}",
        format=kind,
        notes=given.notes,
    )


def pictures_beside(origin: str, largest: int) -> dict[str, bytes]:
    """By name the pictures that stand beside a file under its name, as a screenshot of a saved page does."""
    file = Path(origin)
    found = {}
    for suffix in PICTURES:
        beside = file.with_suffix(suffix)
        if beside == file or not beside.is_file():
            continue
        try:
            found[beside.name] = walking.read(str(beside), largest)
        except UnreadableDocument:
            continue
    return found


def kept_pictures(found: Mapping[str, bytes]) -> dict[str, str]:
    """The same by SHA-256, with their names."""
    return {files.sha256(data): walking.printable(name) for name, data in found.items()}


def _of_side(side: Mapping[str, Any]) -> dict[str, str]:
    """The words of a side file on the capture."""
    said = {key: side.get(key) for key in ("captured", "collector", "tool", "notes")}
    return {key: value.strip() for key, value in said.items() if isinstance(value, str) and value.strip()}


def _time(said: str | None) -> str | None:
    """The time of capture; None for one without a zone, which a side file or a format may give."""
    try:
        return collecting.with_zone(said) if said else None
    except WorkspaceError:
        return None


def _named(data: bytes, format: str) -> list[str]:
    """What the page names beside its text and what is not kept with it."""
    if format not in _MARKUP:
        return []
    counts = {kind: len(re.findall(tag, data, re.IGNORECASE)) for kind, tag in _MEDIA.items()}
    return [f"{count} {kind}{'' if count == 1 else 's'} named" for kind, count in counts.items() if count]


def side_of(file: File, before: Place | None, largest: int) -> tuple[str | None, bytes | None, Failure | None]:
    """SHA-256 and bytes of a side file; of a bad one what is wrong, and then the one before it stands, or none."""
    if file.side is None:
        return None, None, None
    try:
        data = walking.read(file.side, largest)
        walking.side_record(data)
    except UnreadableDocument as error:
        folder = file.path.rpartition("/")[0]
        name = Path(file.side).name if file.member is None else f"side file of {Path(file.path).name}"
        told = RawiError(error.reason, advice=error.advice)
        fault = Failure(path=f"{folder}/{name}" if folder else name, reason=str(told))
        return (before.side if before else None), None, fault
    return files.sha256(data), data, None
