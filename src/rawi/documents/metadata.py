"""Author, publisher, address and language: from the side file, what the format says, else lines of the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from rawi.documents.blocks import Block, Page
from rawi.documents.cues import cues, find, named
from rawi.documents.dating import date_in, when
from rawi.model import SegmentKind

# fmt: off
_PARTICLES = {
    "al", "el", "of", "for", "the", "in", "bin", "ibn", "bint", "abu", "ag", "ould", "de", "del", "della", "di", "da",
    "do", "das", "dos", "du", "la", "le", "van", "von", "der", "den", "ter", "y", "e", "and", "und", "et", "ap", "mac",
}
# fmt: on
_NAME_WORD = re.compile(r"[^\W\d_](?:[\w.’'`‘-]|\.)*,?$")
_ENGLISH = set(
    [
        "the",
        "of",
        "and",
        "to",
        "in",
        "a",
        "is",
        "that",
        "for",
        "it",
        "was",
        "on",
        "with",
        "as",
        "by",
        "are",
        "from",
        "at",
        "this",
        "an",
        "be",
        "were",
        "which",
        "has",
        "had",
        "its",
    ]
)
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
_LETTER = re.compile(r"[^\W\d_]")


def side_words(side: Mapping[str, object] | None, key: str) -> str | None:
    """A field of the side file if it is there and says something."""
    value = (side or {}).get(key)
    return " ".join(value.split()) or None if isinstance(value, str) else str(value) if isinstance(value, int) else None


def read_lines_about(page: Page) -> None:
    """Takes bylines, date lines, the account that posts, biographies and copyright lines into the hints.

    Bylines and date lines become `CHROME`: they speak of the page, not of the world.
    """
    hints = page.hints
    account = None
    head = _head(page)
    for block in head:
        words = " ".join(block.cut(page.text).split())
        if block.kind not in (None, SegmentKind.CHROME, SegmentKind.LIST_ITEM) or len(words) > 160:
            continue
        poster = find("metadata.yaml", "poster", words)
        if poster:
            account = account or named(poster[1])["name"]
            block.kind = SegmentKind.CHROME
            continue
        words = words.strip("*_ ")
        about_page = _read_byline(page, words) or _read_date(page, words) or _read_source(page, words)
        if about_page or (hints.author and words == hints.author):
            block.kind = SegmentKind.CHROME
    for block in page.blocks:
        words = " ".join(block.cut(page.text).split())
        if len(words) > 600:
            continue
        right = find("metadata.yaml", "copyright", words)
        if right and block.kind is SegmentKind.CHROME and hints.publisher is None:
            holder = (named(right[1])["name"] or "").strip(" .,|")
            if holder and holder != hints.author and len(holder.split()) <= 8:
                hints.publisher = holder
    _read_biography(page)
    if account and account != hints.author:
        hints.publisher = hints.publisher or account
    if hints.publisher is None:
        hints.publisher = _site_name(page)


def _head(page: Page) -> list[Block]:
    head: list[Block] = []
    for block in page.blocks:
        if block.role != "front" and block.words(page.text) > 30 and block.kind in (None, SegmentKind.QUOTATION):
            break
        head.append(block)
    return head[:60]


def _read_byline(page: Page, words: str) -> bool:
    for cue in cues("metadata.yaml", "bylines"):
        match = cue.compiled().match(words)
        if not match:
            continue
        name = (match["name"] or "").strip(" ,.;|·•∙")
        groups = match.groupdict()
        date = groups.get("date")
        if date is None and "," in name and date_in(name):
            name, date = name.split(",", 1)
        if not is_name(name):
            continue
        page.hints.author = page.hints.author or name
        if date and date_in(date):
            page.hints.dates.append(("published", date_in(date) or date))
        return True
    return False


def is_name(words: str) -> bool:
    """Whether words can be the names of persons or an outlet: capitals, with the small words that names have."""
    parts = words.replace("&", "and").split()
    if not 0 < len(parts) <= 12 or (words.isupper() and len(parts) > 6):
        return False
    return parts[0][:1].isupper() and all(
        _NAME_WORD.match(part)
        and (part[0].isupper() or part.rstrip(",").lower() in _PARTICLES or part[:3] in ("al-", "el-"))
        for part in parts
    )


def _read_date(page: Page, words: str) -> bool:
    if len(words) > 80:
        return False
    for cue in cues("metadata.yaml", "dates"):
        match = cue.compiled().match(words)
        if match and date_in(match["date"]):
            page.hints.dates.append((cue.role, date_in(match["date"]) or ""))
            return True
    date = date_in(words)
    left = (
        re.sub(r"\d{1,2}:\d\d(?:\s*[ap]\.?m\.?)?|\b[A-Z]{2,4}\b|\b\w+day\b", "", words.replace(date or "", ""))
        if date
        else words
    )
    if date and not re.fullmatch(r"\d{4}", date) and not re.search(r"\w", left) and when(date):
        page.hints.dates.append(("published", date))
        return True
    return False


def _read_source(page: Page, words: str) -> bool:
    """A line such as "The Long Ledger · Profiles · March 3, 2019": an outlet first, a date among its parts."""
    parts = [part.strip() for part in re.split(r"\s+[·•|∙–—-]\s+", words)]
    dates = [part for part in parts[1:] if date_in(part) and len(part.split()) <= 5]
    if not 2 <= len(parts) <= 5 or not dates or len(words.split()) > 25 or not is_name(parts[0]):
        return False
    page.hints.publisher = page.hints.publisher or parts[0]
    page.hints.dates.append(("published", date_in(dates[0]) or ""))
    return True


def read_generated(page: Page) -> None:
    """A date that the title lines give for the whole document: "(generated 2018-10-29…)"."""
    for block in page.blocks[:4]:
        found = find("metadata.yaml", "generated", block.cut(page.text)) if block.words(page.text) < 30 else None
        if found and date_in(named(found[1])["date"] or ""):
            page.hints.dates.append((found[0].role, date_in(named(found[1])["date"] or "") or ""))


def _read_biography(page: Page) -> None:
    tail = [block for block in page.blocks if block.kind in (None, SegmentKind.LIST_ITEM, SegmentKind.CAPTION)][-4:]
    for block in tail:
        words = " ".join(block.cut(page.text).split())
        found = find("metadata.yaml", "biographies", words[:400])
        if found is None or not is_name(found[1]["name"].strip("_* ")):
            continue
        hints = page.hints
        hints.author = hints.author or found[1]["name"].strip("_* ")
        publisher = (found[1]["publisher"] or "").strip(" .*_")
        if publisher and hints.publisher is None and "contributor" in found[1][0]:
            hints.publisher = re.sub(r"^the ", "", publisher)


def _site_name(page: Page) -> str | None:
    """The name that a page repeats in its furniture, beginning with its very first line."""
    first = next((block for block in page.blocks if block.role != "front"), None)
    if first is None or first.kind is not SegmentKind.CHROME:
        return None
    words = " ".join(first.cut(page.text).split())
    count = Counter(" ".join(block.cut(page.text).split()) for block in page.blocks if block.kind is SegmentKind.CHROME)
    if count[words] < 3 or len(words.split()) > 8 or words == page.hints.title:
        return None
    return words if len(words.split()) >= 2 and any(char.isupper() for char in words) else None


def language_of(text: str) -> str | None:
    """`en` for Latin script with English function words, None for everything that is not clear."""
    sample = text[:20000]
    letters = len(_LETTER.findall(sample))
    if not letters or len(_LATIN.findall(sample)) < 0.7 * letters:
        return None
    words = re.findall(r"[a-z]+", sample.lower())
    return "en" if len(words) >= 8 and sum(word in _ENGLISH for word in words) > 0.15 * len(words) else None
