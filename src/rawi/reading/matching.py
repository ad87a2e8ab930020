"""Patterns laid on frames: which claims a clause or a noun makes."""

from __future__ import annotations

import re
from dataclasses import replace
from collections.abc import Iterator
from typing import TYPE_CHECKING

from rawi.model import EntityType, Value
from rawi.reading.actors import Actor, Actors, nouns
from rawi.reading.clauses import WIDE, Frame, noun_frame, phrase, verb_frame
from rawi.reading.findings import Found
from rawi.reading.numbers import number_before
from rawi.reading.patterns import Asserts, Pattern, by_word
from rawi.vocabulary import load_yaml, predicates

if TYPE_CHECKING:
    from spacy.tokens import Span as SpacySpan
    from spacy.tokens import Token

DATED = {name for name, p in predicates().items() if p.value == "date"}
LOOSE = {EntityType.GROUP: {EntityType.ORGANIZATION}, EntityType.ORGANIZATION: {EntityType.GROUP}}


def topics() -> dict[str, re.Pattern[str]]:
    """What a patient must be about for some patterns: signs, doctrines."""
    raw = load_yaml("topics.yaml", "rawi.reading")
    return {name: re.compile(r"\b(?:" + "|".join(words) + r")\b", re.I) for name, words in raw.items()}


class Matcher:
    """Applies all patterns to the sentences of one passage."""

    def __init__(self, actors: Actors):
        self.actors = actors
        self.parsed = actors.parsed
        self.topics = topics()

    def sentence(self, sentence: SpacySpan) -> Iterator[Found]:
        verbs, noun_index, adjectives = by_word("verb"), by_word("noun"), by_word("adjective")
        for token in sentence:
            if token.i in self.parsed.names or token.dep_ in {"aux", "auxpass"}:
                continue
            lemma = token.lemma_.lower()
            if token.pos_ in {"VERB", "AUX"} or token.tag_.startswith("VB"):
                frame = verb_frame(token)
                for word in self._verb_words(frame):
                    for pattern in verbs.get(word, ()):
                        yield from self._apply(pattern, frame)
            elif token.pos_ in {"NOUN", "PROPN"} and lemma in noun_index:
                frame = noun_frame(token)
                for pattern in noun_index[lemma]:
                    yield from self._apply(pattern, frame)
            elif token.pos_ == "ADJ" and lemma in adjectives:
                frame = _adjective_frame(token)
                for pattern in adjectives[lemma]:
                    yield from self._apply(pattern, frame)

    def _verb_words(self, frame: Frame) -> list[str]:
        words = [frame.word]
        plain = frame.trigger.lemma_.lower()
        if plain != frame.word and plain not in {"set", "carry", "take", "break", "shoot", "blow", "make"}:
            words.append(plain)
        for child in frame.trigger.children:
            if child.dep_ in {"dobj", "acomp", "oprd"}:
                words.append(f"{plain} {child.lemma_.lower()}")
        if any(w in by_word("verb") for w in words[1:] if " " in w):
            words = [w for w in words if w != plain]
        return words

    def _apply(self, pattern: Pattern, frame: Frame) -> Iterator[Found]:
        if pattern.passive is not None and pattern.passive != frame.passive:
            return
        if pattern.light is not None and "light" in frame.roles:
            verbs = [v.lemma_.lower() for v in frame.roles.get("light verb", [])]
            particles = [f"{v.lemma_.lower()} {c.lower_}" for v in frame.roles.get("light verb", []) for c in v.children if c.dep_ == "prt"]
            if not any(v in pattern.light for v in [*verbs, *particles]):
                frame.roles.pop("light")
        for claim in pattern.claims:
            if claim.without and self._tokens(frame, claim.without):
                continue
            yield from self._assert(pattern, claim, frame)

    def _tokens(self, frame: Frame, roles: str) -> list[Token]:
        for role in roles.split("/"):
            if frame.roles.get(role):
                return frame.roles[role]
        return []

    def _fill(self, frame: Frame, roles: str, types: tuple[EntityType, ...]) -> list[Actor]:
        """The actors of the first role that has any of a fitting type."""
        for role in roles.split("/"):
            actors = [fitted for a in self.actors.all(frame.roles.get(role, [])) if (fitted := fit(a, types)) is not None]
            if actors:
                return actors
        return []

    def _assert(self, pattern: Pattern, claim: Asserts, frame: Frame) -> Iterator[Found]:
        usual = predicates()[claim.predicate]
        subject_types = claim.subject_types or usual.subject
        object_types = claim.object_types or usual.object
        subjects = self._fill(frame, claim.subject, subject_types)
        subjects = [a for a in subjects if not is_another(a) and not (claim.predicate == "happened" and not a.named)]
        if not subjects:
            return
        if claim.about and not self._is_about(frame, claim.about):
            return
        rule = pattern.name
        if claim.object is not None:
            objects = self._fill(frame, claim.object, object_types)
            if claim.pairs and not objects and len(subjects) > 1:
                objects = subjects[1:]
                subjects = subjects[:1]
            for subject in subjects:
                for thing in objects:
                    if same(subject, thing):
                        continue
                    counted = self._counted(thing) if claim.predicate == "killed" else None
                    if counted is not None:
                        yield self._found(claim, subject, frame, rule, value=counted[0], value_range=counted[1:])
                        continue
                    value = Value(text=frame.trigger.text.lower()) if claim.value == "trigger" else Value(text=claim.value) if claim.value else None
                    yield self._found(claim, subject, frame, rule, object=thing, value=value)
            return
        for subject in subjects:
            if claim.predicate in DATED:
                yield self._found(claim, subject, frame, rule, dated_value=True)
            elif claim.number is not None:
                yield from self._number(claim, subject, frame, rule)
            elif claim.text is not None:
                yield from self._text(claim, subject, frame, rule)

    def _found(self, claim: Asserts, subject: Actor, frame: Frame, rule: str, **more: object) -> Found:
        found = Found(claim.predicate, subject, frame.trigger, rule, negated=frame.negated != claim.negated, stance=claim.stance)
        for name, value in more.items():
            setattr(found, name, value)
        found.own = {a.token for a in (found.subject, found.object) if a is not None}
        return found

    def _number(self, claim: Asserts, subject: Actor, frame: Frame, rule: str) -> Iterator[Found]:
        for token in self._tokens(frame, claim.number or ""):
            if claim.predicate == "size" and token.lemma_.lower() not in nouns()["members"] | nouns()["group"] | {"man", "woman", "member", "recruit", "fighter", "person", "people", "soldier", "thousand", "hundred", "dozen"}:
                continue
            counted = number_before(token, self.parsed)
            if counted is None:
                continue
            value, start, end = counted
            yield self._found(claim, subject, frame, rule, value=value, value_range=(start, end))
            if claim.predicate == "suffered_deaths":  # a joint number is laid on no member
                for name in subject.members:
                    member = replace(subject, name=name, type=EntityType.GROUP, named=True, members=(), extent=None)
                    yield self._found(claim, member, frame, rule)
            return

    def _counted(self, thing: Actor) -> tuple[Value, int, int] | None:
        """The number, where no more is said of the dead than how many people they were."""
        token = self.parsed.doc[thing.token]
        if thing.named or token.lemma_.lower() not in {"people", "person", "other", "civilian", "man"}:
            return None
        return number_before(token, self.parsed)

    def _text(self, claim: Asserts, subject: Actor, frame: Frame, rule: str) -> Iterator[Found]:
        for token in self._tokens(frame, claim.text or ""):
            if token.pos_ in {"VERB", "AUX"}:
                span = token.doc[token.left_edge.i : token.right_edge.i + 1]
            else:
                span = phrase(token, WIDE)
            if token.pos_ == "PRON" or (claim.predicate == "uses_weapon" and not self._is_item(token)):
                continue
            start, end = self.parsed.starts[span.start], self.parsed.ends[span.end - 1]
            text = re.sub(r"^(?:the|an?|its|their|his|her)\s+", "", self.parsed.passage.text[start:end], flags=re.I).strip(" ,.")
            if text:
                yield self._found(claim, subject, frame, rule, value=Value(text=text), value_range=(start, end))

    def _is_item(self, token: Token) -> bool:
        words = nouns()["item"]
        return token.lower_ in words or token.lemma_.lower() in words

    def _is_about(self, frame: Frame, about: str) -> bool:
        if about in self.topics:
            tokens = [t for role in ("patient", "to", "in") for t in frame.roles.get(role, [])]
            return any(self.topics[about].search(self.parsed.words(phrase(t).start, phrase(t).end - 1)) for t in tokens)
        return bool(self._tokens(frame, about))


def fit(actor: Actor, types: tuple[EntityType, ...]) -> Actor | None:
    """The actor if its type is among those wanted; one of unknown type takes the first of them."""
    if not types or actor.type in types:
        return actor
    if actor.type is None:
        return Actor(actor.name, types[0], actor.start, actor.end, actor.named, actor.extent, actor.members, actor.token)
    if any(t in LOOSE.get(actor.type, ()) for t in types):
        return actor
    if actor.type is EntityType.STATE and EntityType.PLACE in types and actor.named:
        return replace(actor, type=EntityType.PLACE)
    return None


def is_another(actor: Actor) -> bool:
    """ "Other militias", "another unit": nobody whom a reader could look up."""
    return not actor.named and actor.name.lower().startswith(("other ", "another ", "such ", "many ", "some "))


def same(a: Actor, b: Actor) -> bool:
    return a.name.lower() == b.name.lower() and a.type == b.type


def _adjective_frame(token: Token) -> Frame:
    frame = Frame(token, "adjective", token.lemma_.lower())
    holder = noun_frame(token)
    frame.roles = {k: v for k, v in holder.roles.items() if k not in {"light", "light verb"}}
    verb = token.head
    if token.dep_ in {"acomp", "attr", "oprd", "conj"} and verb.pos_ in {"VERB", "AUX"}:
        other = verb_frame(verb)
        frame.negated = other.negated
        for t in other.roles.get("agent", []) + other.roles.get("patient", []):
            frame.add("holder", [t])
        for role, tokens in other.roles.items():
            if role not in {"agent", "patient", "attribute"}:
                frame.add(role, tokens)
    elif token.dep_ in {"amod", "appos", "acl"}:
        frame.add("holder", [token.head])
    return frame
