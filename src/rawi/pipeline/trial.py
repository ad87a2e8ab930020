"""Reading without keeping: one file, or a sentence, as a build would read it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from rawi.documents import Supervised, is_side_file
from rawi.errors import UnreadableDocument
from rawi.model import Document
from rawi.pipeline import walking
from rawi.reading import Reader, ReadResult
from rawi.settings import DocumentSettings


class Trial(msgspec.Struct, frozen=True):
    """A document with what was read from it, and the reader that read it."""

    document: Document
    result: ReadResult
    reader: Reader


def read_file(path: Path, own: Path | None = None) -> Trial:
    """Reads one file, with its side file where one stands beside it.

    `own` is the folder of a workspace's own patterns and names. Raises `UnreadableDocument` for what cannot be read.
    """
    listing = walking.walk([path], is_side_file)
    if listing.failures:
        raise UnreadableDocument(listing.failures[0].reason, where=listing.failures[0].path)
    if path.is_dir() or not listing.files:
        raise UnreadableDocument("is a folder", where=str(path), advice="name one file, or build from the folder")
    file = listing.files[0]
    largest = DocumentSettings().largest_megabytes * 1_000_000
    try:
        side = walking.side_record(walking.read(file.side, largest)) if file.side else None
        return read_bytes(walking.read(file.origin, largest), file.path, own, side)
    except UnreadableDocument as error:
        raise UnreadableDocument(error.reason, where=file.path, offset=error.offset, advice=error.advice) from error


def read_bytes(
    data: bytes,
    path: str,
    own: Path | None = None,
    side: Mapping[str, Any] | None = None,
    *,
    learned: bool = True,
) -> Trial:
    """Reads what is held already, under the name `path`, whose ending tells its format; by the rules alone if asked."""
    reader = Reader.load(own, learned=learned)
    with Supervised(DocumentSettings()) as documents:
        document = documents.read(data, path, side)
    return Trial(document, reader.read(document), reader)
