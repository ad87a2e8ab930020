"""Every field, profile bullet and title of a document to claims, by the rules of its label."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from rawi.model import Argument, Claim, Document, EntityType, Reading, SegmentKind, Span, Value
from rawi.reading.fields.context import Field
from rawi.reading.fields.figures import read_dates, read_numbers
from rawi.reading.fields.fragments import read_fragment, sentences
from rawi.reading.fields.keys import Takes, rule_for
from rawi.reading.fields.listing import read_listing
from rawi.reading.fields.making import READER, VERSION, Maker
from rawi.reading.fields.names import read_aliases, read_names, read_own_brackets, read_titles
from rawi.reading.fields.posts import read_founders, read_leaders, read_officers, read_posts
from rawi.reading.fields.profiles import FRAGMENTED, Entry, is_fragment, profile_of
from rawi.reading.fields.records import Record, records_of
from rawi.reading.fields.values import is_absent, is_unknown
from rawi.reading.fields.whereabouts import read_events, read_place, read_places
from rawi.reading.fields.wordings import read_accusation, read_online, read_symbol, read_weapons, read_words
from rawi.reading.seam import Findings, names_of

__all__ = ["READER", "VERSION", "FieldsReader", "read_fields"]


def _read_prose(field: Field) -> None:
    """Remarks in sentences; what the patterns of fragments find. Persons' remarks are left to the reader of prose."""
    if field.subject.type is EntityType.GROUP:
        for sentence in sentences(field.text, field.content):
            read_fragment(field.maker, field.subject, sentence, today=field.today())


def _read_nothing(field: Field) -> None:
    """A label that is known and gives no claim of its own."""


READERS: dict[Takes, Callable[[Field], None]] = {
    "names": read_names,
    "aliases": read_aliases,
    "text": read_words,
    "number": read_numbers,
    "date": read_dates,
    "people": read_leaders,
    "founders": read_founders,
    "officers": read_officers,
    "posts": read_posts,
    "places": read_places,
    "place": read_place,
    "events": read_events,
    "symbol": read_symbol,
    "online": read_online,
    "weapons": read_weapons,
    "accusations": read_accusation,
    "listed": read_listing,
    "prose": _read_prose,
    "name": _read_nothing,
    "fragments": _read_nothing,
}
_NO_ABSENCE = ("aliases", "posts", "listed", "prose", "name", "fragments")


class FieldsReader:
    """The reader of field lists, as the seam of readers wants it."""

    name = READER
    version = VERSION

    def read(self, document: Document, known: Mapping[str, EntityType]) -> Findings:
        """The claims of `read_fields`; names that others know make no difference to a list."""
        claims = tuple(read_fields(document))
        return Findings(claims=claims, names=tuple((*seen, True) for seen in names_of(claims)))


def read_fields(document: Document) -> list[tuple[Claim, Reading]]:
    """The claims of the field lists, infoboxes, list entries and profiles of a document, in the order of the text."""
    maker = Maker(document)
    for record in records_of(document):
        _read_record(maker, record)
    profile = profile_of(document)
    if profile is not None:
        subject, entries = profile
        for entry in entries:
            _read_entry(maker, subject, entry)
    read_titles(maker)
    return sorted(maker.found, key=_place_in_text)


def _place_in_text(pair: tuple[Claim, Reading]) -> tuple[int, int, int, str, str]:
    claim, reading = pair
    part = reading.spans.get("object") or reading.spans.get("value") or reading.quote
    return reading.quote.start, reading.quote.end, part.start, claim.predicate, claim.id


def _read_record(maker: Maker, record: Record) -> None:
    if record.subject is None:
        return
    for index, segment in record.fields:
        whole = record.key_span(maker.document, segment)
        rule = rule_for(segment.key or "", record.subject.type)
        if index == record.named:
            read_own_brackets(maker, record.subject, segment.content, whole)
        elif rule is not None:
            label = segment.key or ""
            _read(Field(maker, record.subject, rule, segment.content, whole, label, segment.frame))
    if record.above is not None:
        content = record.above[1].content
        read_own_brackets(maker, record.subject, content, content)


def _read_entry(maker: Maker, subject: Argument, entry: Entry) -> None:
    """A bullet of a profile: a bare value is read by its heading, a clause by the patterns of fragments."""
    text = maker.document.text
    content = entry.segment.content
    words = content.cut(text)
    rule, heading = entry.rule, entry.heading
    bullet = entry.segment.kind is SegmentKind.LIST_ITEM
    if is_fragment(words) and (rule is None or rule.takes in FRAGMENTED):
        for sentence in sentences(text, content)[: None if bullet else 1]:
            read_fragment(maker, subject, sentence, today=None)
    elif rule is not None and heading is not None and bullet:
        # "None" says nothing without its heading, so the heading is quoted with it.
        bare = is_absent(words) or is_unknown(words)
        whole = Span(heading.content.start, content.end) if bare else content
        label = heading.content.cut(text)
        _read(Field(maker, subject, rule, content, whole, label, entry.segment.frame))


def _read(field: Field) -> None:
    """A value by its rule; "None" is a negated claim, "unknown" a value."""
    if not field.words:
        return
    if is_absent(field.words) or is_unknown(field.words):
        if field.rule.takes not in _NO_ABSENCE:
            absent = is_absent(field.words)
            value = Value(none=True) if absent else Value(unknown=True)
            field.state(field.whole, value=value, negated=absent, at={"value": field.content})
        return
    READERS[field.rule.takes](field)
