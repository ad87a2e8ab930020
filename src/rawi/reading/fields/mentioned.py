"""The names that a part of a fragment lists, typed, with the other names that stand in brackets behind them."""

from __future__ import annotations

import re

from rawi.model import Argument, EntityType, Span, Value
from rawi.reading.fields.aliases import state_aliases
from rawi.reading.fields.kinds import head_kind, kind_of, listed_kind
from rawi.reading.fields.making import Maker
from rawi.vocabulary import heads

_LEAD = re.compile(
    r"^(?:the|an?|parts? of|areas? of|much of|most of|all of|some of|both|its|northern and southern)\s+", re.I
)
_CODE = re.compile(r"\s*\((?P<code>[A-Z]{1,4}(?P<kind>[a-z])?[.\-]?\d+)\)")
_BRACKET = re.compile(r"\s*\((?P<inner>[^()]+)\)")
_JOINT = re.compile(r"\s*,\s*(?:and\s+|or\s+)?|\s+and\s+|\s+as well as\s+|\s*;\s*")
_OR = re.compile(r",? or (?:the )?(?P<other>[^\W\d_a-z][^,]*)")
_PLURAL = re.compile(
    r"\s+(?:provinces|regions|districts|states|governorates|counties|departments|cities|villages|towns)$"
)
_IN = re.compile(r",? in (?:the )?(?P<place>[^\W\d_a-z][^,.;]*)$")
_GROUP_WORD = re.compile(
    r"^.*?\b(?:group|militia|faction|brigade|organi[sz]ation|movement|force|outfit|unit)s?\s+(?=[^\W\d_a-z])"
)
_BODIES = (EntityType.GROUP, EntityType.ORGANIZATION, EntityType.STATE)
_USUAL = {"places": EntityType.PLACE, "person": EntityType.PERSON}


def names_in(maker: Maker, match: re.Match[str], group: str, quote: Span) -> list[tuple[Argument, Span]]:
    """The names in a group of a match and where they stand; `group` "group" holds one, with an apposition before it."""
    if match[group] is None:
        return []
    text = maker.document.text
    start, end = match.span(group)
    if group == "event":
        words = match[group].rstrip(" ,.")
        return [(Argument(words, EntityType.EVENT), Span(start, start + len(words)))]
    one = group == "group"
    if one:
        cut = _OR.search(text[start:end]) or _IN.search(text[start:end])
        end = start + cut.start() if cut else end
        lead = _GROUP_WORD.match(text[start:end])
        start += lead.end() if lead else 0
    usual = _USUAL.get(group, EntityType.GROUP)
    pieces = [(start, end)] if one else _pieces(text, start, end)
    found = [named for left, right in pieces if (named := _named(maker, left, right, usual, quote)) is not None]
    other = _OR.match(text, found[0][1].end, match.end(group)) if one and found else None
    if other:
        name = _IN.sub("", other["other"]).strip()
        at = {"value": Span(other.start("other"), other.start("other") + len(name))}
        maker.claim(found[0][0], "also_known_as", quote, rule="fragment/or", value=Value(text=name), spans=at)
    return found


def place_in(match: re.Match[str], group: str) -> Argument | None:
    """The place that closes a part of a fragment: "fought alongside X in Y"."""
    found = _IN.search(match[group])
    return Argument(found["place"].strip(), EntityType.PLACE) if found else None


def is_event(words: str) -> bool:
    """Whether what somebody took part in is an event of its own ("the 2017 offensive") and no mere doing ("talks")."""
    return words[0].isupper() or any(heads().kind_of(part) is EntityType.EVENT for part in words.split()[:4])


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Names between commas and "and"; where reference codes close the names, an "and" before one belongs to a name."""
    words = re.sub(r"\([^()]*\)", lambda bracket: "(" + "_" * (len(bracket[0]) - 2) + ")", text[start:end])
    coded = _CODE.search(text[start:end]) is not None
    pieces, at = [], 0
    for joint in _JOINT.finditer(words):
        before, after = words[at : joint.start()].strip(), words[joint.end() :].strip()
        if not before or not after:
            continue
        listed = "," in joint[0] or ";" in joint[0] or before.endswith(")") or not coded
        if listed and (_begins_name(after) or _LEAD.match(after)):
            pieces.append((start + at, start + joint.start()))
            at = joint.end()
    return [*pieces, (start + at, end)]


def _begins_name(words: str) -> bool:
    return words[:1].isupper() or not words[:1].isascii() or words.lower().startswith(("al-", "el-"))


def _named(maker: Maker, start: int, end: int, usual: EntityType, quote: Span) -> tuple[Argument, Span] | None:
    text = maker.document.text
    while lead := _LEAD.match(text[start:end]):
        start += lead.end()
    words = text[start:end]
    code = _CODE.search(words)
    if code and code["kind"] in ("e", "i"):
        is_person = code["kind"] == "i"
        usual = EntityType.PERSON if is_person else EntityType.GROUP if usual is EntityType.PERSON else usual
    head = words.split("(", 1)[0].rstrip(" ,.;")
    if usual is EntityType.PLACE:
        head = _PLURAL.sub("", head)
    if len(head) < 2 or not _begins_name(head) or len(head.split()) > 14:
        return None
    kind = kind_of(head, usual)
    if usual is EntityType.PERSON and not code:
        told = head_kind(head) or listed_kind(head)
        kind = told if told in _BODIES else kind
    name = Argument(head, kind)
    for bracket in _BRACKET.finditer(words):
        if kind is not EntityType.PLACE and not _CODE.match(words, bracket.start()):
            at = Span(start + bracket.start("inner"), start + bracket.end("inner"))
            state_aliases(maker, name, at, quote, rule="fragment/alias")
    return name, Span(start, start + len(head))
