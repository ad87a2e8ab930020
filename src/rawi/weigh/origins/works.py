"""The works that documents cite, and which of them the workspace holds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

import msgspec
from rapidfuzz import fuzz

from rawi.model import Document, Footnote, KeptClaim, When
from rawi.names import fold
from rawi.weigh.days import possible_days

SAME_TITLE = 90
"""Likeness of two titles, of 100, from which they are one: spellings differ, subtitles fall away."""
SHORTEST_TITLE = 12
"""Letters of a title at least before likeness says anything."""
SLACK = 0.25
"""By what share two titles that alike may differ in length: 2/9 at most, for 2 min / (min + max) is 0.9 at least."""


class Work(msgspec.Struct, frozen=True, kw_only=True):
    """A work as a note cites it; `key` is the same for the same work cited in two documents."""

    key: str
    name: str
    citation: str
    author: str | None = None
    title: str | None = None
    url: str | None = None
    date: When | None = None


def name_key(name: str) -> str:
    """A name of a teller, author or outlet in the form in which two spellings of it meet."""
    return " ".join(fold(name)) or name.casefold()


class Library:
    """The documents of a workspace by what others may cite of them. They need their notes, not their texts."""

    def __init__(self, documents: Iterable[Document]):
        self.documents: Mapping[str, Document] = {d.id: d for d in sorted(documents, key=lambda d: d.path)}
        self._by_url = {address(d.url): d for d in self.documents.values() if d.url}

    def work(self, kept: KeptClaim, name: str) -> Work:
        """The work that a claim's `cites` link speaks of, with what its note says of it."""
        note = self._note(kept, name)
        if note is None:
            return Work(key=name_key(name), name=name, citation=name)
        key = address(note.url) if note.url else name_key(" ".join(filter(None, (note.author, note.title))) or name)
        document = self.documents[kept.source.id]
        citation = " ".join(note.span.cut(document.text).split()) if document.text else _cited(note)
        return Work(
            key=key, name=name, citation=citation, author=note.author, title=note.title, url=note.url, date=note.date
        )

    def held(self, work: Work, by: str) -> Document | None:
        """The document that a work cited in document `by` is, if it is in the workspace: by address, else by title."""
        if work.url and (found := self._by_url.get(address(work.url))) is not None and found.id != by:
            return found
        if (again := self._republished(work, by)) is not None:
            return again
        if not work.title or len(work.title) < SHORTEST_TITLE:
            return None
        wanted = name_key(work.title)
        for document in self.documents.values():
            if document.id == by or not document.title:
                continue
            if fuzz.token_sort_ratio(wanted, name_key(document.title)) < SAME_TITLE:
                continue
            if (
                not (work.author and document.author)
                or fuzz.token_set_ratio(name_key(work.author), name_key(document.author)) >= SAME_TITLE
            ):
                return document
        return None

    def _republished(self, work: Work, by: str) -> Document | None:
        """The one document that republishes a text of the cited author, of the day or month of the cited work."""
        days = possible_days(work.date)
        if work.author is None or days.first is None:
            return None
        found = [
            d
            for d in self.documents.values()
            if d.id != by
            and d.author is not None
            and name_key(d.author) == name_key(work.author)
            and any(t.role == "body" and days.may_meet(possible_days(t.when)) for t in d.times)
        ]
        return found[0] if len(found) == 1 else None

    def _note(self, kept: KeptClaim, name: str) -> Footnote | None:
        document = self.documents.get(kept.source.id)
        marks = [link.span for link in kept.reading.chain if link.mode == "cites" and name in link.tellers]
        notes = document.notes if document is not None else ()
        return next((note for note in notes if any(mark in note.markers for mark in marks)), None)


class Told(NamedTuple):
    """By what a work is known, in a note or of itself, in the form in which two are compared; None for unknown."""

    address: str | None
    author: str | None
    title: str | None

    @classmethod
    def of(cls, work: Document | Footnote) -> Told:
        return cls(
            address(work.url) if work.url else None,
            name_key(work.author) if work.author else None,
            name_key(work.title) if work.title else None,
        )

    def may_be(self, other: Told) -> bool:
        """Whether `Library.held` could take the one for the other; where this says no, it never does."""
        if any(one is not None and one == two for one, two in zip(self[:2], other[:2], strict=True)):
            return True
        titles = self.title, other.title
        return None not in titles and fuzz.token_sort_ratio(self.title or "", other.title or "") >= SAME_TITLE


def address(url: str | None) -> str:
    """A web address without what does not tell pages apart: scheme, "www.", query, fragment, last slash."""
    return re.sub(r"^https?://(?:www\.)?|[?#].*$", "", (url or "").strip().lower()).rstrip("/")


def _cited(note: Footnote) -> str:
    return ", ".join(filter(None, (note.author, note.title, note.publisher, note.url)))
