"""A whole string that is one time: the value of a field, a date line, a line of metadata; in any of the languages of
`calendar.yaml`."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

import msgspec

from rawi.dates.anchors import Anchors, hull
from rawi.dates.calendar import fold, month_names, words
from rawi.dates.edtf import UnreadableDate, from_edtf
from rawi.dates.frames import read_frame
from rawi.dates.patterns import compiled, expressions
from rawi.dates.prose import read_dates
from rawi.model import OPEN, When

_NOTES = re.compile(r"\[[^\]]*\]|[⁰¹²³⁴-⁹]+")
_LABEL = re.compile(
    r"^[\s*_•∙|]*(?:(?:first |last |originally |date |article )?(?:updated|published|posted|modified|accessed|retrieved"
    r"|created|released|issued|date|dated)(?: on| at| in)?\s*[:\-–]?\s*)+",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"[^\W\d_]+\.?")
_BARE_RANGE = re.compile(r"(?:1[0-9]{3}|20[0-9]{2})\s*[-–—]\s*$")


def read_date(text: str) -> When | None:
    """The time that a whole string gives, as the value of a field does, or None if it is none, or more than one.

    Takes EDTF, English dates and ranges with their cues ("August 2016 – present", "c. 2012", "until 2024"), and
    dates with Arabic, French, Portuguese, Russian, Spanish or Turkish month names.
    """
    plain = " ".join(_NOTES.sub("", text).split()).strip(" .;,")
    plain = plain[1:-1].strip() if plain[:1] == "(" and plain[-1:] == ")" else plain
    if not plain or len(plain) > 120:
        return None
    when = _as_edtf(plain) or _as_english(plain) or _as_english(_in_english(plain))
    return None if when is None else msgspec.structs.replace(when, words=text.strip())


def _as_edtf(text: str) -> When | None:
    if not re.match(r"[\dX./~]", text) or "–" in text or re.fullmatch(r"\d{4}/\d\d", text):
        return None
    try:
        return from_edtf(text)
    except UnreadableDate:
        return None


def _as_english(text: str) -> When | None:
    unsure = text.endswith("?")
    text = text.rstrip("? ")
    if _BARE_RANGE.match(text):
        return from_edtf(text[:4] + "/..")
    for m in re.finditer(r"\d|[^\W\d_]+", text):
        frame = read_frame(text, m.start(), anchors=Anchors(), sure=True)
        if frame is None:
            continue
        before, after = text[: frame.start].strip(), text[frame.end :].strip(" .,;")
        if _only_cues(before) and not after:
            return msgspec.structs.replace(frame.when, uncertain=True) if unsure else frame.when
        if not _only_cues(text[: m.start()]):
            return None
    return None


@cache
def _cues() -> re.Pattern[str]:
    listed = "|".join(row["words"] for row in expressions()["cues"])
    return compiled(f"(?:(?:{listed}|the|year|day|{'|'.join(words()['weekdays'])})[ ,:]*)*")


def _only_cues(text: str) -> bool:
    return not text or bool(_cues().fullmatch(text))


def _in_english(text: str) -> str:
    """The same date with English month names, Western digits and the month before the year, fillers left out."""
    text = unicodedata.normalize("NFKC", text).replace("،", " ").replace("º", "").replace("ª", "")
    text = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)
    text = re.sub(r"(?<=\d)(?:er|re|-е|-го)\b", "", text)
    for name, number in _two_word_months():
        text = re.sub(name, _english(number), text)
    text = re.sub(r"([^\W\d_]+)\s*/\s*([^\W\d_]+)", _same_month, text)
    english = _LETTERS.sub(lambda m: _translated(m[0]), text)
    return " ".join(english.split()).strip(" .,;")


def _translated(word: str) -> str:
    bare = fold(word.rstrip("."))
    number = month_names().get(bare)
    if number:
        return _english(number)
    fillers = {fold(filler) for filler in words()["fillers"]}
    return "" if bare in fillers else word


def _same_month(m: re.Match[str]) -> str:
    """One month under two names ("نيسان/أبريل")."""
    numbers = [month_names().get(fold(word)) for word in m.groups()]
    return _english(numbers[0]) if numbers[0] and numbers[0] == numbers[1] else m[0]


@cache
def _two_word_months() -> tuple[tuple[re.Pattern[str], int], ...]:
    names = [(n, i) for n, i in month_names().items() if " " in n]
    spelled = {n: re.escape(n).replace("ا", "[اأإآ]").replace("\\ ", r"\s+") for n, _ in names}
    return tuple((re.compile(spelled[n]), i) for n, i in names)


def _english(number: int) -> str:
    name: str = words()["months"]["english"][number - 1][0]
    return name.capitalize()


def read_publication_date(text: str) -> When | None:
    """The date in a date line or a field of metadata: "Updated: May 21, 2018", "2024-03-27 12:00:00 +0800".

    The first time with a year that the line tells, days before months before years; None if there is none.
    """
    line = _LABEL.sub("", text.strip())
    whole = read_date(re.sub(r"(?<=\d{4}-\d\d-\d\d)[T ]\d\d:\d\d.*$", "", line))
    if whole is not None:
        return msgspec.structs.replace(whole, words=text.strip()) if hull(whole) else None
    for candidate in (line, _in_english(line)):
        found, _ = read_dates(candidate)
        told = [f.when for f in found if hull(f.when) and not f.relative and OPEN not in f.when.bounds]
        if told:
            order = {"day": 0, "month": 1, "year": 2, "more": 3}
            best = min(told, key=lambda when: order[hull(when).grain])  # type: ignore[union-attr]
            return msgspec.structs.replace(best, words=text.strip())
    return None
