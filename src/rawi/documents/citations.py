"""One endnote into the works that it cites: author, title, publisher, date, address.

The common shape is `Author, “Title,” *Publisher*, Date. (address)`, that of encyclopedias `Author (Date). "Title".
Publisher. Retrieved Date.`; what a note does not give stays None.
"""

from __future__ import annotations

import re

from rawi.documents.blocks import Cited
from rawi.documents.dating import date_in, when
from rawi.model import When

Work = tuple[str | None, str | None, str | None, When | None, str | None]

_URL = re.compile(r"https?://[^\s<>\"“”)\]]+(?:\([^\s<>()]*\)[^\s<>\"“”)\]]*)*|\bwww\.[^\s<>\"“”)\]]+")
_TITLE = re.compile(r"[“„«](?P<a>.+?)[”»]|\"(?P<b>[^\"]+?)\"|‘(?P<c>[^’]{12,}?)’(?!\w)|(?P<d>^[^“”]{12,}?)”")
_ITALIC = re.compile(r"\*(?P<a>[^*\n]{2,120})\*|(?<!\w)_(?P<b>[^_\n]{2,120})_(?!\w)")
_WORK_END = re.compile(r"(?<=[)\]>.])\s*;\s+|(?<=\d)\s*;\s+(?=[^\W\d_])")
_SEE = re.compile(r"^.*?\b(?:see(?: also)?|cited in|quoted in|cf\.?|from|source)\b:?\s+", re.I)
_RETRIEVED = re.compile(r"\b(?:accessed|retrieved|archived from.*? on|viewed|last (?:accessed|visited))\b[^.;]*", re.I)
_SPLIT_SENTENCE = re.compile(r"(?<=[a-z”’)\]]{2})[.!?]\s+(?=[\w@“\"])")


def works_of(words: str, cited: Cited | None = None, *, address: str | None = None) -> list[Work]:
    """The works that a note cites, at least one entry; all of it None where nothing could be read.

    `address` is the link of a note whose text does not write it out.
    """
    if cited is not None:
        return [(cited.author, cited.title, cited.publisher, when(cited.date) if cited.date else None, cited.url)]
    parts = [part for part in _WORK_END.split(words) if part.strip()]
    works = [_work(part) for part in parts]
    if address and works and works[0][4] is None:
        works[0] = (*works[0][:4], address)
    read = [work for work in works if any(work[1:])]
    return read or [works[0] if works else (None, None, None, None, None)]


def _work(words: str) -> Work:
    url = _URL.search(words)
    address = url[0].rstrip(".,;:") if url else None
    plain = " ".join(_URL.sub(" ", words).replace("<", " ").replace(">", " ").split())
    plain = plain.replace("( )", "").replace("()", "").strip()
    title = _TITLE.search(plain)
    name = next((part for part in title.groups() if part), "") if title else ""
    after = plain[title.end() :] if title else plain
    before = plain[: title.start()] if title else plain
    italic = _ITALIC.search(after)
    if italic is None and title is None:
        italic = _ITALIC.search(plain)
    publisher = next((part for part in italic.groups() if part), None) if italic else None
    if title is None and italic is not None:
        before = plain[: italic.start()]
    if title is None and italic is None:
        before = "" if date_in(plain) is None else plain[: plain.find(date_in(plain) or "")]
    author = _author(before)
    rest = after[italic.end() :] if italic and title else plain[italic.end() :] if italic else after
    published = [_RETRIEVED.sub(" ", part) for part in (rest, before, plain)]
    date = next((found for part in [*published, rest] if (found := date_in(part))), None)
    if publisher is None and title is not None:
        publisher = _plain_publisher(after)
    cleaned = name.strip().strip("*_ ").rstrip(",.") or None
    return (author, cleaned, publisher.strip(" .,") if publisher else None, when(date) if date else None, address)


def _author(before: str) -> str | None:
    """The name before the title: the last sentence of what stands there, without a year in brackets."""
    last = _SPLIT_SENTENCE.split(before.strip())[-1]
    last = _SEE.sub("", last)
    last = re.sub(r"\([^()]*\d{4}[^()]*\)|\b(?:1[89]|20)\d\d\b.*$", " ", last)
    name = " ".join(last.split()).strip(" ,.;:–—-*_([")
    if not name or len(name.split()) > 16 or not any(char.isalpha() for char in name):
        return None
    return name


def _plain_publisher(after: str) -> str | None:
    """The publisher where no italics show it: the first part after the title that is a name and no date."""
    for part in re.split(r"[.,;(]\s*", after.strip(' .,;”"')):
        words = part.strip(" .,)")
        if (
            words
            and words[0].isupper()
            and date_in(words) is None
            and not words.lower().startswith(("retrieved", "accessed", "archived", "no ", "vol", "pp"))
        ):
            return words if len(words.split()) <= 8 else None
    return None
