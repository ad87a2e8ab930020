"""One document: bytes in, stored text with its segments, notes, times and omissions out."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from rawi.documents import captions, chrome, fields, headings, metadata, notes, omissions, segments, times, titles
from rawi.documents.opening import page_of
from rawi.documents.quotations import mark_quotations
from rawi.errors import UnreadableDocument
from rawi.model import Document, Member
from rawi.settings import DocumentSettings

READER_VERSION = "2"
"""Raised whenever the stored text or the segments of some document can come out different."""


def read_document(
    data: bytes,
    path: str,
    side: Mapping[str, object] | None = None,
    *,
    member: Member | None = None,
    limits: DocumentSettings | None = None,
) -> Document:
    """The document that the bytes of the file `path` hold; `side` is the content of its side file, if it has one.

    `member` is what a container says of the file, where it came out of one. Raises `UnreadableDocument` for what is
    empty, binary, broken, locked, over the limits, has a line of megabytes, or is nested too deep; the error names
    the file, the place and what to do.
    """
    page = page_of(data, path, member, limits or DocumentSettings())
    if not page.text.strip() or not page.blocks:
        raise UnreadableDocument("there is no text in it", where=path, advice="save the page again as text")
    stated = metadata.side_words(side, "title") or page.hints.title
    notes.mark_endnotes(page)
    fields.mark_fields(page)
    chrome.set_aside_by_cue(page)
    chrome.set_aside_tails(page)
    metadata.read_generated(page)
    title = titles.mark_title(page, stated)
    chrome.set_aside_by_repetition(page)
    chrome.set_aside_pull_quotes(page)
    metadata.read_lines_about(page)
    titles.judge_around_title(page)
    captions.mark_captions(page)
    chrome.set_aside_by_place(page)
    headings.mark_headings(page)
    captions.mark_unfinished_captions(page)
    mark_quotations(page)
    hints = page.hints
    document_times, frames = times.times_of(page, side)
    footnotes = notes.notes_of(page)
    language = metadata.side_words(side, "language") or hints.language
    return Document(
        id=hashlib.sha256(data).hexdigest(),
        path=path,
        format=page.format,
        reader=f"{page.format}/{READER_VERSION}",
        text=page.text,
        title=title,
        author=metadata.side_words(side, "author") or hints.author,
        publisher=metadata.side_words(side, "publisher") or hints.publisher,
        url=metadata.side_words(side, "url") or (member.url if member else None) or hints.url,
        language=language or metadata.language_of(page.text),
        times=document_times,
        segments=segments.segments_of(page, frames),
        notes=footnotes,
        omissions=(*omissions.omissions_of(page, has_notes=bool(footnotes)), *page.lacking),
        captured=(member.captured if member else None) or page.captured,
        encoding=page.encoding,
        pages=tuple(page.sizes),
        layout=tuple(page.layout),
    )


def is_side_file(path: str | Path) -> bool:
    """Whether a file only describes another: `X.json` (or `X.txt.json`) beside a document of the same name."""
    file = Path(path)
    if file.suffix.lower() != ".json":
        return False
    if file.with_suffix("").is_file():
        return True
    siblings = sorted(file.parent.glob(f"{_escaped(file.stem)}.*")) if file.parent.is_dir() else []
    return any(sibling.suffix.lower() != ".json" and sibling.is_file() for sibling in siblings)


def _escaped(stem: str) -> str:
    return "".join(f"[{char}]" if char in "*?[" else char for char in stem)
