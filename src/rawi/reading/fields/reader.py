"""Every field, profile bullet and title of a document to claims, by the rules of its label."""

from __future__ import annotations

import re

from rawi.dates import read_date, to_edtf
from rawi.model import (
    Argument,
    Claim,
    Document,
    EntityType,
    Reading,
    SegmentKind,
    Span,
    Stance,
    Value,
    When,
)
from rawi.reading.fields.aliases import defined_by, is_other_name, state_aliases
from rawi.reading.fields.amounts import read_amount
from rawi.reading.fields.fragments import read_fragment, sentences
from rawi.reading.fields.keys import Rule, rule_for
from rawi.reading.fields.kinds import head_kind, kind_of, listed_kind
from rawi.reading.fields.listing import keeper_of, list_name
from rawi.reading.fields.making import PLAIN, READER, VERSION, Maker, Voice
from rawi.reading.fields.people import read_person, state_leader, state_post
from rawi.reading.fields.profiles import Entry, is_fragment, profile_of
from rawi.reading.fields.records import Record, records_of
from rawi.reading.fields.values import Item, is_absent, is_unknown, items_of
from rawi.reading.fields.voices import read_voice

__all__ = ["READER", "VERSION", "read_fields"]

_QUOTED = re.compile(r"[“\"«]([^”\"»]{2,300})[”\"»]")
_WEAPON_VERBS = re.compile(
    r"(?:has |have )?(?:also )?(?:displayed|displays?|used|uses?|employed|employs?|possess(?:es|ed)?|operated|operates?|armed with|equipped with|fielded|fields|"
    r"acquired|received|carried|carries)\s+",
    re.I,
)
_NAME_BRACKET = re.compile(r"^(?P<name>[^()]{2,100}?)\s*\((?P<inner>[^()]{2,100})\)$")
_PLACE_REST = re.compile(r",\s*(?:as of\s+(?P<date>[^,]+)|in prison|in detention|detained|currently.*)$", re.I)


def read_fields(document: Document) -> list[tuple[Claim, Reading]]:
    """The claims of the field lists, infoboxes, list entries and profiles of a document, in the order of the text."""
    maker = Maker(document)
    for record in records_of(document):
        _Reader(maker, record.subject or Argument("", EntityType.GROUP), frame=0).record(record)
    profile = profile_of(document)
    if profile is not None:
        subject, entries = profile
        for entry in entries:
            _Reader(maker, subject, frame=entry.segment.frame).entry(entry)
    _titles(maker)
    return sorted(maker.found, key=lambda pair: (pair[1].quote.start, pair[1].quote.end, pair[0].predicate, pair[0].id))


def _titles(maker: Maker) -> None:
    """Title and headings that are a name with another name in brackets: "Liwa X (X Brigade)"."""
    text = maker.document.text
    for segment in maker.document.segments:
        if segment.kind not in (SegmentKind.TITLE, SegmentKind.HEADING, SegmentKind.CAPTION):
            continue
        words = segment.content.cut(text)
        if segment.kind is not SegmentKind.CAPTION:
            words = words.split(" list:")[0]
        match = _NAME_BRACKET.match(words) or re.match(r"(?P<name>[^\W\d_]{2,20}) \((?P<inner>[^()]{2,40})\) and\b", words)
        if match is None or len(match["name"].split()) > 8:
            continue
        inner = match["inner"]
        name = defined_by(match["name"], inner)
        kind = head_kind(name) or listed_kind(name)
        whole = segment.kind is SegmentKind.TITLE and profile_of(maker.document) is not None
        if not whole and kind not in (EntityType.GROUP, EntityType.ORGANIZATION):
            continue
        if read_date(inner) is not None or not is_other_name(name, inner):
            continue
        at = segment.content.start + match.start("inner")
        quote = Span(segment.content.start, segment.content.start + match.end("inner") + 1)
        owner = Argument(name, kind or EntityType.GROUP)
        state_aliases(maker, owner, Span(at, at + len(inner)), quote, rule="title")


class _Reader:
    """Reads values about one subject."""

    def __init__(self, maker: Maker, subject: Argument, *, frame: int):
        self.maker = maker
        self.document = maker.document
        self.text = maker.document.text
        self.subject = subject
        self.frame = frame

    # ---- where values stand

    def record(self, record: Record) -> None:
        """All fields of a record."""
        for index, segment in record.fields:
            self.frame = segment.frame
            rule = rule_for(segment.key or "", self.subject.type)
            whole = record.key_span(self.document, segment)
            if index == record.named:
                self._own_brackets(segment.content, whole)
            elif rule is not None:
                self._value(rule, segment.content, whole, label=segment.key or "")
        if record.above is not None:
            content = record.above[1].content
            self._own_brackets(content, content)

    def entry(self, entry: Entry) -> None:
        """A bullet of a profile."""
        content = entry.segment.content
        words = content.cut(self.text)
        rule = entry.rule
        bullet = entry.segment.kind is SegmentKind.LIST_ITEM
        if rule is not None and bullet and (is_absent(words) or is_unknown(words)) and entry.heading is not None:
            self._value(rule, content, Span(entry.heading.content.start, content.end), label="")
            return
        if is_fragment(words) and (rule is None or rule.takes in ("fragments", "places", "place", "prose", "names")):
            for sentence in sentences(self.text, content)[: None if bullet else 1]:
                read_fragment(self.maker, self.subject, sentence, today=None)
        elif rule is not None and bullet:
            heading = entry.heading.content.cut(self.text) if entry.heading is not None else ""
            self._value(rule, content, content, label=heading)

    def _own_brackets(self, content: Span, quote: Span) -> None:
        """Other names in brackets behind the record's own name."""
        match = _NAME_BRACKET.match(content.cut(self.text))
        if match and read_date(match["inner"]) is None:
            at = Span(content.start + match.start("inner"), content.start + match.end("inner"))
            state_aliases(self.maker, self.subject, at, quote, rule="name")

    # ---- what values say

    def _value(self, rule: Rule, content: Span, whole: Span, *, label: str) -> None:
        words = content.cut(self.text).strip()
        if not words or rule.takes in ("name", "fragments"):
            return
        if rule.takes == "prose":
            for sentence in sentences(self.text, content):
                if self.subject.type is EntityType.GROUP:
                    read_fragment(self.maker, self.subject, sentence, today=self._today())
            return
        if rule.predicate is None:
            return
        if is_absent(words) or is_unknown(words):
            self._absence(rule, words, content, whole)
            return
        reader = getattr(self, f"_{rule.takes}")
        reader(rule, content, whole, label)

    def _absence(self, rule: Rule, words: str, content: Span, whole: Span) -> None:
        """ "None" is a negated claim, "unknown" a value."""
        if rule.takes in ("aliases", "posts", "listed"):
            return
        value = Value(none=True) if is_absent(words) else Value(unknown=True)
        self.maker.claim(self.subject, rule.predicate or "", whole, rule=self._name(rule), value=value, negated=is_absent(words),
                         spans={"value": content})  # fmt: skip

    def _name(self, rule: Rule, item: Item | None = None) -> str:
        return f"{rule.predicate}" + (f" depth {item.depth}" if item is not None and item.depth else "")

    def _quote(self, item: Item, whole: Span, content: Span) -> Span:
        """The entry alone; the first one with its label."""
        first = not self.text[content.start : item.span.start].strip(" ,;*•·")
        return Span(whole.start, item.span.end) if first else item.span

    def _today(self) -> When | None:
        """The document's own day, for what is told in the present tense."""
        times = self.document.times
        time = times[self.frame].when if self.frame < len(times) else None
        return time if time is not None and to_edtf(time) and len(to_edtf(time) or "") >= 7 and "/" not in (to_edtf(time) or "") else None

    def _names(self, rule: Rule, content: Span, whole: Span, label: str) -> None:
        for item in items_of(self.text, content):
            quote = self._quote(item, whole, content)
            if item.name is None:
                if item.when is not None or item.span.start < item.span.end:
                    self._lost(rule, item, quote)
                continue
            voice, name = read_voice(self.text, item.name, self.subject)
            words = _trimmed(name.cut(self.text))
            if not words or is_absent(words):
                continue
            if is_fragment(words):
                read_fragment(self.maker, self.subject, item.span, today=None)
                continue
            if len(words.split()) > 14:
                continue
            found = Argument(words, kind_of(words, rule.type))
            voice = self._bracket_voice(item, voice)
            subject, other = (found, self.subject) if rule.inverse else (self.subject, found)
            self.maker.claim(subject, rule.predicate or "", quote, rule=self._name(rule, item), object=other, when=item.when, voice=voice,
                             value=Value(text=rule.value) if rule.value else None, spans={"subject" if rule.inverse else "object": name})  # fmt: skip
            for bracket in item.brackets:
                if is_other_name(words, bracket.cut(self.text)):
                    state_aliases(self.maker, found, bracket, quote, rule="bracket")

    def _lost(self, rule: Rule, item: Item, quote: Span) -> None:
        self.maker.claim(self.subject, rule.predicate or "", quote, rule=f"{self._name(rule)} lost", value=Value(lost=True), when=item.when)

    def _bracket_voice(self, item: Item, voice: Voice) -> Voice:
        for bracket in item.brackets:
            word = bracket.cut(self.text).strip().lower()
            stances = {"alleged": Stance.CLAIMED, "allegedly": Stance.CLAIMED, "claimed": Stance.CLAIMED, "suspected": Stance.POSSIBLE, "possible": Stance.POSSIBLE,
                       "possibly": Stance.POSSIBLE, "disputed": Stance.DOUBTED, "unconfirmed": Stance.DOUBTED, "denied": Stance.DENIED, "denied by": Stance.DENIED}  # fmt: skip
            stance = next((s for cue, s in stances.items() if word == cue or word.startswith(cue + " by")), None)
            if stance is not None and stance.strength > voice.stance.strength:
                return Voice(stance, voice.chain, voice.reserve)
        return voice

    def _allegiance(self, rule: Rule, content: Span, whole: Span, label: str) -> None:
        self._names(rule, content, whole, label)

    def _events(self, rule: Rule, content: Span, whole: Span, label: str) -> None:
        parents: dict[int, str] = {}
        for item in items_of(self.text, content, keep_brackets=True):
            if item.name is None:
                continue
            words = _trimmed(item.name.cut(self.text))
            parents[item.depth] = words
            under = parents.get(item.depth - 1) if item.depth else None
            name = self._name(rule, item) + (f" under {under}" if under else "")
            self.maker.claim(self.subject, rule.predicate or "", self._quote(item, whole, content), rule=name,
                             object=Argument(words, EntityType.EVENT), spans={"object": item.name})  # fmt: skip

    def _text(self, rule: Rule, content: Span, whole: Span, label: str) -> None:
        for item in items_of(self.text, content):
            if item.name is None:
                continue
            voice, name = read_voice(self.text, item.name, self.subject)
            voice = self._bracket_voice(item, voice)
            words = _trimmed(name.cut(self.text))
            if words and len(words.split()) <= 12:
                self.maker.claim(self.subject, rule.predicate or "", self._quote(item, whole, content), rule=self._name(rule, item),
                                 value=Value(text=words), when=item.when, voice=voice, spans={"value": name})  # fmt: skip

    def _number(self, rule: Rule, content: Span, whole: Span, label: str) -> None:
        for item in items_of(self.text, content):
            amount = read_amount(item.span.cut(self.text))
            if amount is None:
                continue
            value, at = amount
            voice, _ = read_voice(self.text, item.span, self.subject)
            when = item.when or self._dated(item.span)
            span = Span(item.span.start + at.start, item.span.start + at.end)
            self.maker.claim(self.subject, rule.predicate or "", self._quote(item, whole, content), rule=self._name(rule), value=value,
                             when=when, voice=self._bracket_voice(item, voice), spans={"value": span})  # fmt: skip

    def _dated(self, span: Span) -> When | None:
        """The time after "in", "as of" or in brackets in a value."""
        found = re.search(r"(?:\(|\bas of |\bin )((?:[A-Za-z]+ ){0,2}(?:1[89]|20)\d\d)", span.cut(self.text))
        return read_date(found[1]) if found else None

    def _date(self, rule: Rule, content: Span, whole: Span, label: str) -> None:
        parts = [content] if read_date(content.cut(self.text)) else _clauses(self.text, content)
        for number, part in enumerate(parts):
            voice, rest = read_voice(self.text, part, self.subject)
            words = rest.cut(self.text).strip(" ,;.")
            when = read_date(words) or read_date(re.sub(r"\s*\([^()]*\)|\s*\[[^\[\]]*\]", "", words))
            edtf = to_edtf(when) if when is not None else None
            if when is None or edtf is None:
                continue
            quote = Span(whole.start if number == 0 else part.start, part.end)
            self.maker.claim(self.subject, rule.predicate or "", quote, rule=self._name(rule), value=Value(edtf=edtf), when=when,
                             voice=voice, spans={"value": rest})  # fmt: skip

    def _people(self, rule: Rule, content: Span, whole: Span, label: str) -> None:
        title = label.strip().lower() if whole == content else None
        for item in self._person_items(content):
            named = read_person(self.text, item)
            quote = self._quote(item, whole, content)
            if named is None:
                if item.name is None and (item.when is not None or item.span.start < item.span.end):
                    self._lost(rule, item, quote)
                continue
            state_leader(self.maker, self.subject, named, quote, rule=self._name(rule), title=_singular(title), when=item.when,
                         voice=self._bracket_voice(item, PLAIN))  # fmt: skip

    def _person_items(self, content: Span) -> list[Item]:
        """Persons of a list; a bullet that is a clause about one person is not cut at its commas."""
        words = re.sub(r"\([^()]*\)", "", content.cut(self.text))
        clause = re.search(r"\b(?:is|was|serves|acts|became|commands|leads|heads|commanded|led)\b", words)
        return items_of(self.text, content, commas=clause is None)

    def _founders(self, rule: Rule, content: Span, whole: Span, label: str) -> None:
        for item in items_of(self.text, content):
            named = read_person(self.text, item)
            if named is None:
                continue
            words = named.name.cut(self.text)
            kind = head_kind(words) or listed_kind(words)
            found = Argument(words, kind if kind in (EntityType.GROUP, EntityType.STATE, EntityType.ORGANIZATION) else EntityType.PERSON)
            self.maker.claim(self.subject, rule.predicate or "", self._quote(item, whole, content), rule=self._name(rule), object=found,
                             when=item.when, spans={"object": named.name})  # fmt: skip

    def _officers(self, rule: Rule, content: Span, whole: Span, label: str) -> None:
        role = _singular(label.strip().lower())
        for item in items_of(self.text, content):
            named = read_person(self.text, item)
            if named is not None:
                who = Argument(named.name.cut(self.text), EntityType.PERSON)
                self.maker.claim(who, rule.predicate or "", self._quote(item, whole, content), rule=self._name(rule), object=self.subject,
                                 value=Value(text=role) if role else None, when=item.when, spans={"subject": named.name})  # fmt: skip

    def _aliases(self, rule: Rule, content: Span, whole: Span, label: str) -> None:
        script = re.search(r"script|native|original", label, re.I)
        one = bool(script) or re.fullmatch(r"(?:[af]\.?k\.?a\.?|good|low).*", label.strip(), re.I) is not None
        for item in items_of(self.text, content, commas=not one):
            if item.name is None:
                continue
            words = _trimmed(item.name.cut(self.text)).strip("“”\"")
            quote = self._quote(item, whole, content)
            if not words or words.lower() in ("na", "n/a", "-") or re.fullmatch(r"[a-z]{2,3}|(?:[A-Z][a-z]+ )?language", words):
                continue
            if words != self.subject.name:
                self.maker.claim(self.subject, "also_known_as", quote, rule=self._name(rule), value=Value(text=words), spans={"value": item.name})
            owner = Argument(words, self.subject.type)
            for bracket in item.brackets:
                inner = bracket.cut(self.text)
                if is_other_name(words, inner):
                    at = bracket
                    self.maker.claim(self.subject, "also_known_as", quote, rule="bracket", value=Value(text=inner.strip()), spans={"value": at})
            del owner

    def _places(self, rule: Rule, content: Span, whole: Span, label: str, *, commas: bool = True) -> None:
        for item in items_of(self.text, content, commas=commas):
            if item.name is None:
                continue
            name, when = item.name, item.when
            words = name.cut(self.text)
            rest = _PLACE_REST.search(words)
            if rest:
                when = when or (read_date(rest["date"]) if rest["date"] else None)
                name = Span(name.start, name.start + rest.start())
                words = name.cut(self.text)
            voice, name = read_voice(self.text, name, self.subject)
            words = _trimmed(name.cut(self.text))
            if not words or words.lower() in ("na", "worldwide", "various") or len(words.split()) > 10 or words[0].islower():
                continue
            self.maker.claim(self.subject, rule.predicate or "", self._quote(item, whole, content), rule=self._name(rule, item),
                             object=Argument(words, EntityType.PLACE), when=when, voice=voice, spans={"object": name})  # fmt: skip

    def _place(self, rule: Rule, content: Span, whole: Span, label: str) -> None:
        self._places(rule, content, whole, label, commas=False)

    def _symbol(self, rule: Rule, content: Span, whole: Span, label: str) -> None:
        quoted = list(_QUOTED.finditer(self.text, content.start, content.end))
        for number, match in enumerate(quoted):
            at = Span(match.start(1), match.end(1))
            start = whole.start if number == 0 else match.start()
            self.maker.claim(self.subject, rule.predicate or "", Span(start, match.end()), rule=self._name(rule), value=Value(text=at.cut(self.text)),
                             spans={"value": at})  # fmt: skip
        words = _trimmed(content.cut(self.text))
        if not quoted and words and not re.fullmatch(r"\S+\.(?:svg|png|jpe?g|gif)", words) and len(words.split()) <= 40:
            self.maker.claim(self.subject, rule.predicate or "", whole, rule=self._name(rule), value=Value(text=words), spans={"value": content})

    def _online(self, rule: Rule, content: Span, whole: Span, label: str) -> None:
        for item in items_of(self.text, content):
            words = _trimmed(item.name.cut(self.text)) if item.name is not None else ""
            if words and len(words.split()) <= 8:
                self.maker.claim(self.subject, rule.predicate or "", self._quote(item, whole, content), rule=self._name(rule),
                                 value=Value(text=words), when=item.when, spans={"value": item.span})  # fmt: skip

    def _weapons(self, rule: Rule, content: Span, whole: Span, label: str) -> None:
        voice, rest = read_voice(self.text, content, self.subject)
        verb = _WEAPON_VERBS.match(self.text, rest.start, rest.end)
        if verb:
            rest = Span(verb.end(), rest.end)
            spans = [rest]
        else:
            spans = [item.name for item in items_of(self.text, rest) if item.name is not None]
        for span in spans:
            words = _trimmed(span.cut(self.text)).rstrip(".")
            if words and len(words.split()) <= 25:
                quote = whole if span.start == rest.start else span
                self.maker.claim(self.subject, rule.predicate or "", quote, rule=self._name(rule), value=Value(text=words), voice=voice, spans={"value": span})

    def _accusations(self, rule: Rule, content: Span, whole: Span, label: str) -> None:
        voice, rest = read_voice(self.text, content, self.subject)
        words = _trimmed(rest.cut(self.text)).rstrip(".")
        if words and len(words.split()) <= 30:
            self.maker.claim(self.subject, rule.predicate or "", whole, rule=self._name(rule), value=Value(text=words), voice=voice, spans={"value": rest})

    def _designators(self, rule: Rule, content: Span, whole: Span, label: str) -> None:
        self._names(rule, content, whole, label)

    def _listed(self, rule: Rule, content: Span, whole: Span, label: str) -> None:
        keeper = keeper_of(self.document)
        found = re.match(r"[^(;]*", content.cut(self.text))
        when = read_date(found[0].strip()) if found else None
        if keeper is None or when is None:
            return
        name = list_name(self.document)
        self.maker.claim(self.subject, rule.predicate or "", whole, rule=self._name(rule), object=keeper, value=Value(text=name) if name else None,
                         when=when, spans={"time": content})  # fmt: skip

    def _posts(self, rule: Rule, content: Span, whole: Span, label: str) -> None:
        for item in items_of(self.text, content, commas=False):
            if item.name is not None and item.name.cut(self.text).strip().lower() not in ("na", "n/a"):
                state_post(self.maker, self.subject, item.name, self._quote(item, whole, content), rule=self._name(rule), when=item.when)


def _clauses(text: str, span: Span) -> list[Span]:
    """The parts of a value between commas and semicolons."""
    found, start = [], span.start
    for match in re.finditer(r"[,;]\s*(?:but |and |though |or )?(?![^()]*\))", span.cut(text)):
        found.append(Span(start, span.start + match.start()))
        start = span.start + match.end()
    return [part for part in [*found, Span(start, span.end)] if part.cut(text).strip()]


def _trimmed(words: str) -> str:
    return re.sub(r"\[[^\]\n]{0,12}\]|[⁰¹²³⁴-⁹]+", "", " ".join(words.split())).strip(" ,;*_·•")


def _singular(title: str | None) -> str | None:
    """ "key leaders" → "key leader"; a label that is no plural stays."""
    if not title:
        return None
    return title[:-1] if title.endswith("s") and not title.endswith("ss") else title
