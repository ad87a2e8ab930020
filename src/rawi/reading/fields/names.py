"""Values that name bodies of people, and values that are other names."""

from __future__ import annotations

import re

from rawi.dates import read_date
from rawi.model import Argument, EntityType, SegmentKind, Span, Value
from rawi.reading.fields.aliases import defined_by, is_other_name, state_aliases
from rawi.reading.fields.context import Field
from rawi.reading.fields.fragments import read_fragment
from rawi.reading.fields.kinds import head_kind, kind_of, listed_kind
from rawi.reading.fields.listing import list_name
from rawi.reading.fields.making import Maker
from rawi.reading.fields.profiles import is_fragment, profile_of
from rawi.reading.fields.values import Item, is_absent, items_of, labelled, trimmed
from rawi.reading.fields.voices import read_voice
from rawi.reading.naming.words import cues
from rawi.vocabulary import is_acronym

NAME_BRACKET = re.compile(r"^(?P<name>[^()]{2,100}?)\s*\((?P<inner>[^()]{2,100})\)$")
_LISTED_ACRONYM = re.compile(r"(?P<name>[^\W\d_]{2,20}) \((?P<inner>[^()]{2,40})\) and\b")
_ARTICLE = re.compile(r"(?:an?|the)\s+", re.I)
_ONE_NAME = re.compile(r"(?:[af]\.?k\.?a\.?|good|low|.*(?:script|native|original).*).*", re.I)
_NO_NAME = re.compile(r"n/?a\.?|-|[a-z]{2,3}|(?:[A-Z][a-z]+ )?language", re.I)


def read_names(field: Field) -> None:
    """A list of groups, states, communities or organisations, with time bounds and what was lost."""
    for item in items_of(field.text, field.content):
        quote = field.quote(item)
        if item.name is None:
            state_lost(field, item)
            continue
        when, body = item.when, item.name
        told = labelled(field.text, item.name)
        dated = read_date(told[2].cut(field.text)) if told is not None else None
        if told is not None and dated is not None:
            # "State Department: March 2013"
            when, body = dated, told[0]
        voice, name = read_voice(field.text, body, field.subject)
        words = trimmed(name.cut(field.text))
        if is_fragment(words):
            read_fragment(field.maker, field.subject, item.span, today=None)
        elif words and not is_absent(words) and len(words.split()) <= 14:
            found = Argument(words, kind_of(words, field.rule.type))
            subject, other = (found, field.subject) if field.rule.inverse else (field.subject, found)
            field.state(
                quote,
                subject=subject,
                object=other,
                value=Value(text=field.rule.value) if field.rule.value else None,
                when=when,
                voice=field.voice(item, voice),
                at={"subject" if field.rule.inverse else "object": name},
                note=f"depth {item.depth}" if item.depth else "",
            )
            for bracket in item.brackets:
                if is_other_name(words, bracket.cut(field.text)):
                    state_aliases(field.maker, found, bracket, quote, rule="bracket")


def state_lost(field: Field, item: Item) -> None:
    """An entry of which only the bracket is left: somebody stood there, and the capture lost the name."""
    if item.when is not None or item.span.start < item.span.end:
        field.state(field.quote(item), value=Value(lost=True), when=item.when, note="lost")


def read_aliases(field: Field) -> None:
    """Other names of the record's subject; what stands in brackets behind one is one more."""
    one = _ONE_NAME.fullmatch(field.label.strip()) is not None
    for item in items_of(field.text, field.content, commas=not one):
        words = trimmed(item.name.cut(field.text)).strip('“”"') if item.name is not None else ""
        if item.name is None or not words or _NO_NAME.fullmatch(words):
            continue
        quote = field.quote(item)
        if words != field.subject.name:
            field.state(quote, value=Value(text=words), at={"value": item.name})
        for bracket in item.brackets:
            inner = bracket.cut(field.text).strip()
            if is_other_name(words, inner) and inner != field.subject.name:
                field.state(quote, value=Value(text=inner), at={"value": bracket}, note="bracket")


def read_own_brackets(maker: Maker, subject: Argument, content: Span, quote: Span) -> None:
    """Other names in brackets behind the record's own name: "Name: Red Brigade (RB)"."""
    match = NAME_BRACKET.match(content.cut(maker.document.text))
    if match and read_date(match["inner"]) is None:
        at = Span(content.start + match.start("inner"), content.start + match.end("inner"))
        state_aliases(maker, subject, at, quote, rule="name")


def _describes(words: str) -> bool:
    """Whether words that open with an article tell of something: "An account from inside the brigade"."""
    opened = _ARTICLE.match(words)
    return opened is not None and any(
        word.islower() and word not in cues()["alias_small"] for word in re.findall(r"[^\W\d_]+", words[opened.end() :])
    )


def read_titles(maker: Maker) -> None:
    """Titles, headings and captions that are a name with another name in brackets: "Liwa X (X Brigade)"."""
    document = maker.document
    is_profile = profile_of(document) is not None
    is_list = list_name(document) is not None
    for segment in document.segments:
        if segment.kind not in (SegmentKind.TITLE, SegmentKind.HEADING, SegmentKind.CAPTION):
            continue
        words = segment.content.cut(document.text)
        match = NAME_BRACKET.match(words) or _LISTED_ACRONYM.match(words)
        if match is None or len(match["name"].split()) > 8 or read_date(match["inner"]) is not None:
            continue
        name = defined_by(match["name"], match["inner"])
        if _describes(name):
            continue
        kind = head_kind(name) or listed_kind(name)
        if kind is None and is_acronym(name) and is_list:
            kind = EntityType.GROUP
        profiled = segment.kind is SegmentKind.TITLE and is_profile
        if not (profiled or kind in (EntityType.GROUP, EntityType.ORGANIZATION)):
            continue
        if is_other_name(name, match["inner"]):
            at = segment.content.start + match.start("inner")
            quote = Span(segment.content.start, segment.content.start + match.end("inner") + 1)
            owner = Argument(name, kind or EntityType.GROUP)
            state_aliases(maker, owner, Span(at, at + len(match["inner"])), quote, rule="title")
