"""Fragments with an implied subject, read by the patterns of `fragments.yaml`: "Associated with X and led by Y"."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

import msgspec

from rawi.dates import read_date, to_edtf
from rawi.errors import VocabularyError
from rawi.model import Argument, EntityType, Span, Value, When
from rawi.reading.fields.making import Maker, Voice
from rawi.reading.fields.mentioned import is_event, names_in, place_in
from rawi.reading.fields.voices import read_voice
from rawi.vocabulary import load_yaml

# Up to where a name or a list of names goes: not into the next clause.
_STOP = (
    r"(?=\s*(?:,?\s+(?:and\s+)?(?:has|have|had|is|was|were|which|who|whose|where|that|led|headed|commanded|founded"
    r"|participated|took|fought|operat\w+|established|formed|created|based|active|operating|with|by|since|until|during"
    r"|for|as|in (?:the )?(?:1[89]|20)\d\d)\b|[;:]|(?<![A-Z])\.\s|\.?$|\.\s*\())"
)
_CLAUSE = (
    r"(?=,? (?:and )?(?:has|have|had|is|was|which|who|participated|took|fought|operat\w+)\b|;|(?<![A-Z])\.\s|\.?$)"
)
_MONTH_AND_DAY = r"(?:\d{1,2} )?(?:[A-Z][a-z]{2,8}\.? (?:\d{1,2}, )?)?"
_PARTS = {
    "NP": rf"(?=[^\s,.;])(?:(?!(?<![A-Z])\.\s).)+?{_STOP}",
    "EVENT": rf"[^;]+?{_CLAUSE}",
    "DATE": rf"(?:(?:early|mid|late|around|circa)[ -])?{_MONTH_AND_DAY}(?:1[89]|20)\d\d",
}
_DATE_BEFORE = re.compile(rf"\b(?:in|on) ({_PARTS['DATE']})(?: as)?(?: an?)?\s*$")
_SENTENCE = re.compile(r"(?<=[a-z)\]”\"])\.\s+(?=[A-Z])|\n+")
_RELATIVE = re.compile(r",? (?:which|who|whose|where)\b")


class Gives(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename={"from_": "from"}):
    """One claim of a pattern, about the implied subject unless `to` names another group of the pattern."""

    predicate: str
    from_: str | None = None
    """The group of the pattern that fills the claim; None: the implied subject."""
    to: str | None = None
    inverse: bool = False
    """Subject and object turned round."""
    value: str | None = None
    person: str | None = None
    """The predicate instead, where the name is a person's."""


class Fragment(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One pattern of `fragments.yaml` with an example and what it must give."""

    rule: str
    pattern: str
    gives: tuple[Gives, ...]
    skip: str | None = None
    present: bool = False
    opens: bool = False
    """Found only at the beginning of a fragment, or behind a comma or "and"."""
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
            _compile(fragment.pattern)
    except (msgspec.ValidationError, re.error) as error:
        raise VocabularyError(str(error), where="fragments.yaml") from error
    return found


def sentences(text: str, span: Span) -> list[Span]:
    """The sentences of a fragment."""
    found, start = [], span.start
    for match in _SENTENCE.finditer(text, span.start, span.end):
        found.append(Span(start, match.start() + (text[match.start()] == ".")))
        start = match.end()
    return [part for part in [*found, Span(start, span.end)] if part.cut(text).strip()]


@dataclass(slots=True)
class _Sentence:
    """A sentence or bullet that is being read: whose it is, what is quoted, how it is told."""

    maker: Maker
    subject: Argument
    quote: Span
    voice: Voice
    today: When | None
    taken: set[tuple[str, int]] = field(default_factory=set)

    def claim(
        self,
        predicate: str,
        fragment: Fragment,
        *,
        subject: Argument,
        object: Argument | None = None,
        value: Value | None = None,
        when: When | None = None,
        place: Argument | None = None,
        at: dict[str, Span] | None = None,
    ) -> None:
        self.maker.claim(
            subject,
            predicate,
            self.quote,
            rule=f"fragment/{fragment.rule}",
            object=object,
            value=value,
            when=when,
            voice=self.voice,
            place=place,
            spans=at,
        )


def read_fragment(maker: Maker, subject: Argument, span: Span, *, today: When | None) -> None:
    """Adds what the patterns find in one sentence or bullet about `subject`; `today` is for the present tense."""
    text = maker.document.text
    voice, rest = read_voice(text, span, subject)
    relative = _RELATIVE.search(text, rest.start, rest.end)
    end = relative.start() if relative else rest.end
    quote = Span(span.start, span.end - (text[span.end - 1] == "."))
    sentence = _Sentence(maker, subject, quote, voice, today)
    for fragment in fragments():
        for match in fragment.compiled.finditer(text, rest.start, end):
            inside = match.start() > rest.start and not text[rest.start : match.start()].endswith((", ", "and ", "; "))
            if not (fragment.opens and inside) and not (fragment.skip and re.search(fragment.skip, match[0])):
                _state(sentence, fragment, match)


def _state(sentence: _Sentence, fragment: Fragment, match: re.Match[str]) -> None:
    when = _when(sentence, fragment, match)
    for gives in fragment.gives:
        owner = sentence.subject
        if gives.to is not None:
            named = names_in(sentence.maker, match, gives.to, sentence.quote)
            if not named:
                continue
            owner = named[0][0]
        if gives.from_ == "date":
            edtf = to_edtf(when) if when is not None else None
            if edtf is not None:
                at = {"value": Span(*match.span("date"))}
                sentence.claim(gives.predicate, fragment, subject=owner, value=Value(edtf=edtf), when=when, at=at)
        elif gives.from_ == "text":
            words = match["text"].strip()
            at = {"value": Span(match.start("text"), match.start("text") + len(words))}
            sentence.claim(gives.predicate, fragment, subject=owner, value=Value(text=words), at=at)
        elif gives.from_ is None:
            one, two = (owner, sentence.subject) if gives.inverse else (sentence.subject, owner)
            sentence.claim(gives.predicate, fragment, subject=one, object=two, when=when)
        else:
            _state_names(sentence, fragment, gives, match, owner=owner, when=when)


def _state_names(
    sentence: _Sentence, fragment: Fragment, gives: Gives, match: re.Match[str], *, owner: Argument, when: When | None
) -> None:
    group = gives.from_ or ""
    label = gives.value or (match.groupdict().get("value") or "").lower() or None
    place = place_in(match, group) if group == "group" else None
    for found, span in names_in(sentence.maker, match, group, sentence.quote):
        is_person = found.type is EntityType.PERSON
        if (gives.predicate, span.start) in sentence.taken or (is_person and group != "person" and not gives.person):
            continue
        if found.type is EntityType.EVENT and not is_event(found.name):
            continue
        sentence.taken.add((gives.predicate, span.start))
        turned = gives.inverse if gives.to is None else not gives.inverse
        sentence.claim(
            gives.person if gives.person and is_person else gives.predicate,
            fragment,
            subject=found if turned else owner,
            object=owner if turned else found,
            value=Value(text=label) if label else None,
            when=when,
            place=place,
            at={"subject" if turned else "object": span},
        )


def _when(sentence: _Sentence, fragment: Fragment, match: re.Match[str]) -> When | None:
    """The time in the pattern, or right before it ("Founded on 20 August as result of a merger"), or today."""
    if match.groupdict().get("date"):
        return read_date(match["date"])
    if "date" in match.re.groupindex:
        text = sentence.maker.document.text
        before = _DATE_BEFORE.search(text[sentence.quote.start : match.start()])
        if before:
            return read_date(before[1])
    return sentence.today if fragment.present else None
