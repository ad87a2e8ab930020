"""Fragments with an implied subject, read by the patterns of `fragments.yaml`."""

from __future__ import annotations

import re
from functools import cache

import msgspec

from rawi.dates import read_date, to_edtf
from rawi.errors import VocabularyError
from rawi.model import Argument, EntityType, Span, Stance, Value, When
from rawi.reading.fields.aliases import state_aliases
from rawi.reading.fields.kinds import head_kind, kind_of, listed_kind
from rawi.reading.fields.making import Maker, Voice
from rawi.reading.fields.voices import read_voice
from rawi.vocabulary import load_yaml

# Up to where a name or list of names goes: not into the next clause.
_STOP = (
    r"(?=\s*(?:,?\s+(?:and\s+)?(?:has|have|had|is|was|were|which|who|whose|where|that|led|headed|commanded|founded|participated|took|fought|operat\w+"
    r"|established|formed|created|based|active|operating|with|by|since|until|during|for|as|in (?:the )?(?:1[89]|20)\d\d)\b|[;:]|(?<![A-Z])\.\s|\.?$|\.\s*\())"
)
_PARTS = {
    "NP": rf"(?=[^\s,.;])(?:(?!(?<![A-Z])\.\s).)+?{_STOP}",
    "EVENT": r"[^;]+?(?=,? (?:and )?(?:has|have|had|is|was|which|who|participated|took|fought|operat\w+)\b|;|(?<![A-Z])\.\s|\.?$)",
    "DATE": r"(?:(?:early|mid|late|around|circa)[ -])?(?:\d{1,2} )?(?:[A-Z][a-z]{2,8}\.? (?:\d{1,2}, )?)?(?:1[89]|20)\d\d",
}
_SENTENCE = re.compile(r"(?<=[a-z)\]”\"])\.\s+(?=[A-Z])|\n+")
_RELATIVE = re.compile(r",? (?:which|who|whose|where)\b")
_LEAD = re.compile(r"^(?:the|an?|parts? of|areas? of|much of|most of|all of|some of|both|its|northern and southern)\s+", re.I)
_CODE = re.compile(r"\s*\((?P<code>[A-Z]{1,4}(?P<kind>[a-z])?[.\-]?\d+)\)")
_BRACKET = re.compile(r"\s*\((?P<inner>[^()]+)\)")
_JOINT = re.compile(r"\s*,\s*(?:and\s+|or\s+)?|\s+and\s+|\s+as well as\s+|\s*;\s*")
_OR = re.compile(r",? or (?:the )?(?P<other>[^\W\d_a-z][^,]*)")
_PLURALS = re.compile(r"\s+(provinces|regions|districts|states|governorates|counties|departments|cities|villages|towns)$")
_IN = re.compile(r",? in (?:the )?(?P<place>[^\W\d_a-z][^,.;]*)$")
_GROUP_WORD = re.compile(r"^.*?\b(?:group|militia|faction|brigade|organi[sz]ation|movement|force|outfit|unit)s?\s+(?=[^\W\d_a-z])")


class Gives(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename={"from_": "from"}):
    predicate: str
    from_: str | None = None
    to: str | None = None
    inverse: bool = False
    value: str | None = None
    person: str | None = None
    """The predicate instead, where the name is a person's."""


class Fragment(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One pattern of `fragments.yaml`."""

    rule: str
    pattern: str
    gives: tuple[Gives, ...]
    skip: str | None = None
    present: bool = False
    example: str | None = None
    expect: tuple[str, ...] = ()

    @property
    def compiled(self) -> re.Pattern[str]:
        return _compile(self.pattern)


@cache
def _compile(pattern: str) -> re.Pattern[str]:
    for name, part in _PARTS.items():
        pattern = pattern.replace("{" + name + "}", part)
    return re.compile(pattern)


@cache
def fragments() -> tuple[Fragment, ...]:
    """All patterns; raises `VocabularyError` where one is malformed."""
    try:
        found = tuple(msgspec.convert(entry, Fragment) for entry in load_yaml("fragments.yaml", "rawi.reading.fields"))
        for fragment in found:
            fragment.compiled  # noqa: B018
    except (msgspec.ValidationError, re.error) as error:
        raise VocabularyError(str(error), where="fragments.yaml") from error
    return found


def sentences(text: str, span: Span) -> list[Span]:
    """The sentences of a fragment, without white space around them."""
    found, start = [], span.start
    for match in _SENTENCE.finditer(text, span.start, span.end):
        found.append(Span(start, match.start() + (text[match.start()] == ".")))
        start = match.end()
    return [part for part in [*found, Span(start, span.end)] if part.cut(text).strip()]


def read_fragment(maker: Maker, subject: Argument, span: Span, *, today: When | None) -> int:
    """Adds what the patterns find in one sentence or bullet about `subject`; returns the number of claims."""
    text = maker.document.text
    before = len(maker.found)
    voice, rest = read_voice(text, span, subject)
    relative = _RELATIVE.search(text, rest.start, rest.end)
    end = relative.start() if relative else rest.end
    quote = Span(span.start, span.end - (text[span.end - 1] == "."))
    taken: set[tuple[str, int]] = set()
    for fragment in fragments():
        for match in fragment.compiled.finditer(text, rest.start, end):
            if fragment.skip and re.search(fragment.skip, match[0]):
                continue
            _state(maker, subject, fragment, match, quote, voice, today if fragment.present else None, taken)
    return len(maker.found) - before


def _state(
    maker: Maker,
    subject: Argument,
    fragment: Fragment,
    match: re.Match[str],
    quote: Span,
    voice: Voice,
    today: When | None,
    taken: set[tuple[str, int]],
) -> None:
    groups = match.groupdict()
    when = read_date(groups["date"]) if groups.get("date") else today
    if groups.get("date") is None and fragment.rule in ("merger of", "splinter"):
        # "Founded on 20 August as result of a merger": the date stands before the words of the pattern.
        dated = re.search(r"\b(?:in|on) (" + _PARTS["DATE"] + r") (?:as )?(?:an? )?$", maker.document.text[quote.start : match.start("names")][: match.start() - quote.start + 1] )
        when = read_date(dated[1]) if dated else when
    for gives in fragment.gives:
        owner = subject
        if gives.to is not None:
            target = _names(maker, match, gives.to, quote)[:1]
            if not target:
                continue
            owner = target[0][0]
        source = gives.from_
        if source == "date":
            edtf = to_edtf(when) if when is not None else None
            if edtf is not None:
                maker.claim(owner, gives.predicate, quote, rule=f"fragment/{fragment.rule}", value=Value(edtf=edtf), when=when, voice=voice,
                            spans={"value": Span(*match.span("date"))})  # fmt: skip
            continue
        if source == "text":
            words = match["text"].strip()
            at = Span(match.start("text"), match.start("text") + len(words))
            maker.claim(owner, gives.predicate, quote, rule=f"fragment/{fragment.rule}", value=Value(text=words), voice=voice, spans={"value": at})
            continue
        if source is None:
            maker.claim(subject, gives.predicate, quote, rule=f"fragment/{fragment.rule}", object=owner, when=when, voice=voice)
            continue
        label = gives.value or (groups.get("value") or "").lower() or None
        place = _place(match, source) if source == "group" else None
        for found, span in _names(maker, match, source, quote):
            if (gives.predicate, span.start) in taken:
                continue
            taken.add((gives.predicate, span.start))
            predicate = gives.person if gives.person and found.type is EntityType.PERSON else gives.predicate
            if source in ("names", "group") and found.type is EntityType.PERSON and not gives.person:
                continue
            one, two = (found, subject) if gives.inverse else (subject if gives.to is None or not gives.from_ else found, found if gives.to is None else owner)
            maker.claim(one, predicate, quote, rule=f"fragment/{fragment.rule}", object=two, value=Value(text=label) if label else None,
                        when=when, voice=voice, place=place, spans={"subject" if gives.inverse else "object": span})  # fmt: skip


def _place(match: re.Match[str], group: str) -> Argument | None:
    found = _IN.search(match[group])
    return Argument(found["place"].strip(), EntityType.PLACE) if found else None


def _names(maker: Maker, match: re.Match[str], group: str, quote: Span) -> list[tuple[Argument, Span]]:
    """The names in a group of a match, typed; other names in their brackets are stated on the way."""
    if match[group] is None:
        return []
    text = maker.document.text
    start, end = match.span(group)
    found: list[tuple[Argument, Span]] = []
    if group == "event":
        words = match[group].rstrip(" ,.")
        return [(Argument(words, EntityType.EVENT), Span(start, start + len(words)))]
    usual = {"places": EntityType.PLACE, "person": EntityType.PERSON}.get(group, EntityType.GROUP)
    if group == "group":
        end = _trim_group(text, start, end)
        lead = _GROUP_WORD.match(text[start:end])
        start += lead.end() if lead else 0
    for left, right in _split_names(text, start, end, many=group != "group"):
        entry = _name(maker, left, right, usual, quote)
        if entry is not None:
            found.append(entry)
    if group == "group" and found:
        other = _OR.search(text, found[0][1].end, match.end(group))
        if other and other.start() == found[0][1].end:
            at = Span(other.start("other"), other.end("other"))
            name = _IN.sub("", at.cut(text)).strip()
            maker.claim(found[0][0], "also_known_as", quote, rule="fragment/or", value=Value(text=name), spans={"value": at})
    return found


def _trim_group(text: str, start: int, end: int) -> int:
    words = text[start:end]
    cut = _OR.search(words) or _IN.search(words)
    return start + cut.start() if cut else end


def _split_names(text: str, start: int, end: int, *, many: bool) -> list[tuple[int, int]]:
    """Names between commas and "and"; "and" inside a name holds where a reference code follows only the whole."""
    if not many:
        return [(start, end)]
    words = re.sub(r"\([^()]*\)", lambda match: "(" + "_" * (len(match[0]) - 2) + ")", text[start:end])
    coded = len(_CODE.findall(text[start:end]))
    pieces, at = [], 0
    for joint in _JOINT.finditer(words):
        before, after = words[at : joint.start()].strip(), words[joint.end() :].strip()
        if not before or not after:
            continue
        comma = "," in joint[0] or ";" in joint[0]
        begins = after[:1].isupper() or not after[:1].isascii() or bool(_LEAD.match(after)) or after.lower().startswith(("al-", "el-"))
        closed = before.endswith(")") or coded == 0
        if begins and (comma or closed):
            pieces.append((start + at, start + joint.start()))
            at = joint.end()
    return [*pieces, (start + at, end)]


def _name(maker: Maker, start: int, end: int, usual: EntityType, quote: Span) -> tuple[Argument, Span] | None:
    text = maker.document.text
    words = text[start:end]
    lead = _LEAD.match(words)
    while lead:
        start += lead.end()
        words = text[start:end]
        lead = _LEAD.match(words)
    code = _CODE.search(words)
    if code and code["kind"] in ("e", "i"):
        usual = EntityType.PERSON if code["kind"] == "i" else EntityType.GROUP if usual is EntityType.PERSON else usual
    head = words.split("(")[0].rstrip(" ,.;")
    plural = _PLURALS.search(head)
    if plural and usual is EntityType.PLACE:
        head = head[: plural.start()]
    if len(head) < 2 or not (head[0].isupper() or not head[0].isascii() or head.lower().startswith(("al-", "el-"))):
        return None
    if len(head.split()) > 14:
        return None
    kind = usual if usual in (EntityType.PLACE, EntityType.PERSON) else kind_of(head, usual)
    if usual is EntityType.PERSON and not code and (head_kind(head) or listed_kind(head)) in (EntityType.GROUP, EntityType.ORGANIZATION, EntityType.STATE):
        kind = head_kind(head) or listed_kind(head) or kind
    name, span = Argument(head, kind), Span(start, start + len(head))
    for bracket in _BRACKET.finditer(words):
        if not _CODE.match(words, bracket.start()):
            at = Span(start + bracket.start("inner"), start + bracket.end("inner"))
            if kind is not EntityType.PLACE:
                state_aliases(maker, name, at, quote, rule="fragment/alias")
    return name, span


def has_reserve(voice: Voice) -> bool:
    return voice.stance is not Stance.STATED
