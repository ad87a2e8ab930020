"""Lists in values: items with their place, their nesting, their time bounds, and what was lost between commas."""

from __future__ import annotations

import re
from dataclasses import dataclass

import msgspec

from rawi.dates import read_date
from rawi.model import Span, When
from rawi.reading.fields.kinds import is_place
from rawi.vocabulary import load_yaml

_LINES = re.compile(r"(?<![\w(])[a-z]\)\s+|\n+|\s*<br\s*/?\s*>\s*|\s+·\s+|\s+•\s+|(?<=\S)\s*;\s+(?![^()]*\))")
_STARS = re.compile(r"\s*,?\s+(?=[*•]{1,5}\s)|\s*,\s*(?=[*•]{1,5}\s)")
_COMMAS = re.compile(r"[,،](?![^()]*\))(?!\d{3}\b)")
_BULLET = re.compile(r"\s*(?:([*•◦▪–-]{1,5})(?=\s)|(\*{1,5})(?![^*]*\*)|•)?\s*")
_BRACKETS = re.compile(r"\s*\(([^()]*)\)\s*$")
_CODE = re.compile(r"\s*[(\[](?P<code>[A-Z]{1,4}[a-z]?[.\-]?\d+)[)\]]")
_NOTES = re.compile(r"\[[^\]\n]{0,20}\]|[⁰¹²³⁴-⁹]+|†")
_AND = re.compile(r"\s+(?:and|&|et|y|و)\s+")
_ABSENT = re.compile(
    r"(?:none|no|nil|none known|no known .{1,40}|not applicable|n/a|nobody|aucun|ninguno|ninguna|لا يوجد)\.?$", re.I
)
_UNKNOWN = re.compile(
    r"(?:unknown|not known|unclear|undisclosed|uncertain|unspecified|inconnue?|desconocido|غير معروف|\?)\.?$", re.I
)


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a list. `span` covers all of it, `name` the name alone (None where the capture lost it).

    `brackets` are what stood in brackets behind the name and is no time; `code` a reference code of a list ("QDi.136").
    """

    span: Span
    name: Span | None
    depth: int = 0
    when: When | None = None
    brackets: tuple[Span, ...] = ()
    code: str | None = None


def items_of(text: str, value: Span, *, commas: bool = True, keep_brackets: bool = False) -> list[Item]:
    """The entries of a value, in order; with `keep_brackets` a date in brackets is part of the name (events)."""
    words = value.cut(text)
    pieces = _split(words, _LINES)
    if len(pieces) == 1:
        pieces = _split(words, _STARS)
        if len(pieces) > 1:
            head = pieces[0]
            pieces = [*_by_comma(words, head, commas=commas), *pieces[1:]]
        else:
            pieces = _by_comma(words, pieces[0], commas=commas)
    found = []
    for start, end in pieces:
        item = _item(text, value.start + start, value.start + end, keep_brackets=keep_brackets)
        if item is not None:
            found.append(item)
    if len(found) == 1 and found[0].name is None and found[0].when is None:
        return []
    return found


def trimmed(words: str) -> str:
    """Words on one line, without note marks, emphasis, bullets and commas around them."""
    return re.sub(r"\[[^\]\n]{0,12}\]|[⁰¹²³⁴-⁹]+", "", " ".join(words.split())).strip(" ,;*_·•")


def read_bound(words: str) -> When | None:
    """The time in a bracket: "until 2024", "2017–2024", "حتى 2015"."""
    found = read_date(words)
    if found is None:
        for cue, english in load_yaml("bounds.yaml", "rawi.reading.fields").items():
            match = re.match(rf"{cue}\b\s*(?P<rest>.*\d.*)$", words.strip(), re.I)
            translated = read_date(f"{english} {match['rest']}") if match else None
            if translated is not None:
                return msgspec.structs.replace(translated, words=words)
    return found


def is_absent(words: str) -> bool:
    """Whether a value says that there is none."""
    return bool(_ABSENT.match(words.strip()))


def is_unknown(words: str) -> bool:
    """Whether a value says that it is not known."""
    return bool(_UNKNOWN.match(words.strip()))


def _split(words: str, pattern: re.Pattern[str]) -> list[tuple[int, int]]:
    found, start = [], 0
    for match in pattern.finditer(words):
        found.append((start, match.start()))
        start = match.end()
    return [*found, (start, len(words))]


def _by_comma(words: str, piece: tuple[int, int], *, commas: bool) -> list[tuple[int, int]]:
    start, end = piece
    if not commas:
        return [piece]
    parts = [(start + left, start + right) for left, right in _split(words[start:end], _COMMAS)]
    last_start, last_end = parts[-1]
    last = words[last_start:last_end]
    opening = re.match(r"\s*(?:and|&|et|y)\s+", last)
    if opening:
        return [*parts[:-1], (last_start + opening.end(), last_end)]
    conjunction = _AND.search(last)
    if conjunction and (len(parts) > 1 or _both_places(last, conjunction)):
        left, right = last[: conjunction.start()], last[conjunction.end() :]
        if is_place(left.strip()) or (len(parts) > 1 and len(right.split()) <= 2 and len(left.split()) <= 2):
            middle = last_start + conjunction.start()
            return [*parts[:-1], (last_start, middle), (last_start + conjunction.end(), last_end)]
    return parts


def _both_places(words: str, conjunction: re.Match[str]) -> bool:
    left, right = words[: conjunction.start()].strip(), words[conjunction.end() :].strip()
    return is_place(left) and is_place(right)


def _item(text: str, start: int, end: int, *, keep_brackets: bool) -> Item | None:
    bullet = _BULLET.match(text, start, end)
    sign = (bullet[1] or bullet[2] or "") if bullet else ""
    inner = bullet.end() if bullet else start
    # A hyphen inside a word is no bullet, nor is a bracket's own sign.
    depth = max(0, len(sign) - 1) if sign[:1] in ("*", "•") else 0
    first = start
    while first < end and text[first].isspace():
        first += 1
    last = end
    while last > inner and (text[last - 1].isspace() or text[last - 1] in ",;"):
        last -= 1
    if inner >= last:
        return Item(Span(first, first), None) if start < end or start == end else None
    name_end, when, code, brackets = _behind(text, inner, last, keep_brackets=keep_brackets)
    name_end = _without_notes(text, inner, name_end)
    name = Span(inner, name_end) if name_end > inner else None
    return Item(Span(first, last), name, depth, when, tuple(brackets), code)


_LABELLED = re.compile(r"(?P<label>[^:：()]{2,60}?)\s*(?:\((?P<inner>[^()]*)\))?\s*[:：]\s+(?P<rest>\S.*)$", re.S)


def labelled(text: str, span: Span) -> tuple[Span, When | None, Span] | None:
    """The parts of "Name (2011–2014): words" or "2014: words": what stands before the colon, its time, and the rest."""
    match = _LABELLED.match(span.cut(text))
    if match is None:
        return None
    label = Span(span.start + match.start("label"), span.start + match.end("label"))
    rest = Span(span.start + match.start("rest"), span.start + match.end("rest"))
    return label, read_bound(match["inner"]) if match["inner"] else None, rest


def _behind(text: str, start: int, end: int, *, keep_brackets: bool) -> tuple[int, When | None, str | None, list[Span]]:
    """Where the name ends, and what its brackets give: a time, a reference code, anything else."""
    when, code, brackets = None, None, []
    while True:
        end = _without_notes(text, start, end)
        reference = re.search(_CODE.pattern + r"\s*$", text[start:end])
        if reference:
            code = code or reference["code"]
            end = start + reference.start()
            continue
        bracket = _BRACKETS.search(text[start:end])
        if bracket is None or keep_brackets:
            break
        time = read_bound(bracket[1])
        if time is not None:
            when = when or time
        else:
            brackets.append(Span(start + bracket.start(1), start + bracket.end(1)))
        end = start + bracket.start()
    return end, when, code, brackets[::-1]


def _without_notes(text: str, start: int, end: int) -> int:
    """The end without note marks, white space and commas before it."""
    while end > start:
        note = re.search(rf"(?:{_NOTES.pattern})\s*$", text[start:end])
        if note:
            end = start + note.start()
        elif text[end - 1].isspace() or text[end - 1] in ",;":
            end -= 1
        else:
            break
    return end
