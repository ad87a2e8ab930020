"""Patterns laid on frames: which claims a clause or a noun makes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from rawi.model import EntityType, Value
from rawi.reading.actors import Actors
from rawi.reading.bearing import bearing, carried_by
from rawi.reading.casualties import is_plural
from rawi.reading.clauses import Frame, noun_frame, verb_frame
from rawi.reading.filling import RELATIONS, Filling
from rawi.reading.findings import Found
from rawi.reading.fitting import fit, is_another, is_particular, same
from rawi.reading.framing import adjective_frame, enrich_noun, enrich_verb, is_alternative
from rawi.reading.memory import Actor, nouns
from rawi.reading.numbers import number_before
from rawi.reading.patterns import Asserts, Pattern
from rawi.reading.phrases import WIDE, phrase
from rawi.reading.predication import enrich_said
from rawi.reading.rulebook import Rulebook
from rawi.reading.wording import Wording
from rawi.vocabulary import load_yaml, predicates

if TYPE_CHECKING:
    from spacy.tokens import Span as SpacySpan
    from spacy.tokens import Token

DATED = {name for name, p in predicates().items() if p.value == "date"}
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
DATE = re.compile(rf"\b(?:(?:1[89]|20)\d\d|{MONTHS}|\d\d?(?:st|nd|rd|th))\b")


@cache
def topics() -> dict[str, re.Pattern[str]]:
    """What a patient must be about for some patterns: signs, doctrines."""
    files = ("topics.yaml", "deed_topics.yaml", "group_topics.yaml")
    raw = {name: words for file in files for name, words in load_yaml(file, "rawi.reading").items()}
    joined = {name: "|".join(str(word) for word in words) for name, words in raw.items()}
    return {name: re.compile(rf"\b(?:{words})\b", re.I) for name, words in joined.items()}


COUNTED = {"people", "person", "other", "individual", "life", "inhabitant", "soul"}
VAGUE = {"dozens", "hundreds", "thousands", "scores", "tens"}
NOMINAL = {"nsubj", "nsubjpass", "dobj", "pobj"}
STANDING = {"war", "conflict", "insurgency", "fighting", "movement", "struggle", "negotiation", "dialogue", "campaign"}
"""Events that go on: a date beside them seldom is the whole of theirs."""


MORE = frozenset({"another", "more", "further", "additional"})


class Matcher:
    """Applies all patterns to the sentences of one passage."""

    def __init__(self, actors: Actors, rulebook: Rulebook):
        self.actors = actors
        self.rulebook = rulebook
        self.parsed = actors.parsed
        self.topics = topics()
        self.wording = Wording(self.parsed)
        self.filling = Filling(actors)

    def sentence(self, sentence: SpacySpan) -> Iterator[Found]:
        for token in sentence:
            if token.i in self.parsed.names or token.dep_ in {"aux", "auxpass"}:
                name = self.parsed.names.get(token.i)
                if name is not None and name.type is EntityType.EVENT:
                    yield from self._named_event(token)
                continue
            lemma = token.lemma_.lower()
            if token.pos_ == "NOUN" and lemma in nouns()["event"] and lemma not in STANDING:
                yield from self._dated_event(token)
            for frame, triggered in self.frames(token):
                for pattern in triggered:
                    yield from self._apply(pattern, frame)

    def frames(self, token: Token) -> Iterator[tuple[Frame, tuple[Pattern, ...]]]:
        """The frame of a word that sets off patterns, with the patterns of each of its forms ("take", "take part")."""
        lemma = token.lemma_.lower()
        if token.pos_ in {"VERB", "AUX"} or token.tag_.startswith("VB"):
            if is_alternative(token):
                return
            frame = enrich_verb(verb_frame(token))
            for word in dict.fromkeys(self._verb_words(frame)):
                yield frame, self.rulebook.for_word("verb", word)
            if token.tag_ != "VBG" or token.dep_ not in NOMINAL:
                return
        if token.pos_ in {"NOUN", "PROPN"} or token.tag_ == "VBG":
            for word in self._noun_words(token):
                yield enrich_said(enrich_noun(noun_frame(token))), self.rulebook.for_word("noun", word)
        elif token.pos_ == "ADJ" and (triggered := self.rulebook.for_word("adjective", lemma)):
            yield adjective_frame(token), triggered

    def _named_event(self, token: Token) -> Iterator[Found]:
        """A named event is also an act ("claimed responsibility for the Dorem bombing"): patterns by its last word."""
        name = self.parsed.names[token.i].text
        actor = self.actors.who(token)
        if DATE.match(name) and actor is not None and actor.type is EntityType.EVENT:
            yield Found("happened", actor, token, "dated name")
        words = name.split()
        word = words[0 if "of" in words[1:2] else -1].lower()
        for_word = self.rulebook.for_word
        for pattern in for_word("noun", word) or for_word("noun", word.rstrip("s")):
            yield from self._apply(pattern, enrich_said(enrich_noun(noun_frame(token))))

    def _verb_words(self, frame: Frame) -> list[str]:
        """What a verb is looked up by: itself, or, where there is one, its phrase ("take part", "come into being")."""
        words = [frame.word]
        plain = frame.trigger.lemma_.lower()
        if plain != frame.word and plain not in {"set", "carry", "take", "break", "shoot", "blow", "make", "fall"}:
            words.append(plain)
        for child in frame.trigger.children:
            if child.dep_ in {"dobj", "acomp", "oprd", "npadvmod"}:
                words.extend(f"{verb} {child.lemma_.lower()}" for verb in dict.fromkeys((plain, frame.word)))
            elif child.dep_ == "prep":
                inner = [c for c in child.children if c.dep_ in {"pobj", "pcomp"}]
                words.extend(f"{plain} {child.lower_} {c.lower_}" for c in inner)
            elif child.dep_ in {"advmod", "xcomp"} and (child.i > frame.trigger.i or child.lower_ == "first"):
                words.append(f"{plain} {child.lower_}")
        if any(self.rulebook.for_word("verb", w) for w in words[1:] if " " in w):
            words = [w for w in words if w != plain]
        return words

    def _noun_words(self, noun: Token) -> list[str]:
        """What a noun is looked up by: with a modifier where that is a word of its own ("splinter group"), or alone."""
        lemma = noun.lemma_.lower()
        before = [c for c in noun.children if c.dep_ in {"compound", "nmod", "amod"}]
        names = self.parsed.names
        modified = [f"{names[c.i].text.lower() if c.i in names else c.lower_} {lemma}" for c in before]
        known = [word for word in modified if self.rulebook.for_word("noun", word)]
        return known or [word for word in dict.fromkeys((lemma, noun.lower_)) if self.rulebook.for_word("noun", word)]

    def _apply(self, pattern: Pattern, frame: Frame) -> Iterator[Found]:
        if pattern.passive is not None and pattern.passive != frame.passive:
            return
        frame = carried_by(pattern, frame)
        if pattern.doing is not None:
            verbs = [v.lemma_.lower() for v in frame.roles.get("then verb", [])]
            if not any(v in pattern.doing for v in verbs):
                frame = replace(frame, roles={r: t for r, t in frame.roles.items() if not r.startswith("then ")})
        yield from self.lay(pattern, frame)

    def lay(self, pattern: Pattern, frame: Frame) -> Iterator[Found]:
        """What a pattern claims of a frame whose roles are filled."""
        for claim in pattern.claims:
            if claim.without and self._tokens(frame, claim.without):
                continue
            yield from self._assert(pattern, claim, frame)

    def lay_words(self, pattern: Pattern, frame: Frame, value: Value, place: tuple[int, int]) -> Iterator[Found]:
        """What a pattern claims in words that are given: it has to find only of whom."""
        for claim in pattern.claims:
            types = claim.subject_types or predicates()[claim.predicate].subject
            for subject in self.filling.subjects(claim, frame, types):
                yield self._found(claim, subject, frame, pattern.name, value=value, value_range=place)

    def _tokens(self, frame: Frame, roles: str) -> list[Token]:
        for role in roles.split("/"):
            if frame.roles.get(role):
                return frame.roles[role]
        return []

    def _assert(self, pattern: Pattern, claim: Asserts, frame: Frame) -> Iterator[Found]:
        usual = predicates()[claim.predicate]
        subject_types = claim.subject_types or usual.subject
        object_types = claim.object_types or usual.object
        subjects = self.filling.subjects(claim, frame, subject_types)
        if not subjects:
            return
        if claim.about and not all(self._is_about(frame, about) for about in claim.about.split(" & ")):
            return
        if claim.unless and self._is_about(frame, claim.unless):
            return
        rule = pattern.name
        if claim.object is not None:
            objects = self.filling.objects(claim, frame, object_types)
            if claim.predicate == "killed" and not objects:
                yield from self._so_many(claim, subjects, frame, rule)
            if claim.pairs and not objects and len(subjects) > 1:
                objects = subjects[1:]
                subjects = subjects[:1]
            for subject in subjects:
                for thing in objects:
                    if thing.name in subject.members or subject.name in thing.members:
                        continue  # what names its members is not told of them
                    if same(subject, thing) or (claim.predicate in RELATIONS and is_another(thing, unless_told=True)):
                        continue
                    if claim.predicate == "recruits_from" and not thing.named and " " not in thing.name:
                        continue  # "recruited children": no people to be told from others
                    if claim.predicate == "killed":
                        yield from self._killed(claim, subject, thing, frame, rule)
                        continue
                    words = frame.trigger.text.lower() if claim.value == "trigger" else claim.value
                    value = Value(text=words) if words else None
                    yield self._found(claim, subject, frame, rule, object=thing, value=value)
            return
        for subject in subjects:
            if claim.predicate in DATED:
                yield self._found(claim, subject, frame, rule)
            elif claim.number is not None:
                yield from self._number(claim, subject, frame, rule)
            elif claim.predicate == "also_known_as":
                yield from self._other_name(claim, subject, frame, rule)
            elif claim.text is not None:
                for value, place in self.wording.of(claim, frame, self._wrongs(claim, frame)):
                    yield self._found(claim, subject, frame, rule, value=value, value_range=place)

    def _wrongs(self, claim: Asserts, frame: Frame) -> list[Token]:
        """What a pattern words; of what somebody is accused of, only what is of the kind that it asks for."""
        tokens = self._tokens(frame, claim.text or "")
        role, _, topic = (claim.about or "").partition(":")
        if claim.predicate != "accused_of" or role != claim.text or topic not in self.topics:
            return tokens
        return [t for t in tokens if self.topics[topic].search(self._stretch(t))]

    def _found(self, claim: Asserts, subject: Actor, frame: Frame, rule: str, **more: object) -> Found:
        negated = (frame.negated or (frame.ended and claim.predicate in bearing("bonds"))) != claim.negated
        found = Found(claim.predicate, subject, frame.trigger, rule, negated=negated, stance=claim.stance)
        found.ends, found.starts = claim.ends, claim.starts
        found.timed, found.nominal = not claim.passing, claim.passing
        for name, value in more.items():
            setattr(found, name, value)
        found.own = {a.token for a in (found.subject, found.object) if a is not None}
        return found

    def _number(self, claim: Asserts, subject: Actor, frame: Frame, rule: str) -> Iterator[Found]:
        if claim.predicate == "suffered_deaths":
            losing = self._losing(subject)
            if losing is None:
                return
            subject = losing
        tokens = self._tokens(frame, claim.number or "")
        own = [t for t in tokens if t.i == subject.token]
        for token in own or tokens:
            if claim.predicate in {"size", "suffered_deaths"} and not self._is_people(token):
                continue
            if claim.predicate == "size" and self.topics["dead"].fullmatch(token.lower_):
                continue  # "had 179 martyrs"
            if claim.predicate == "size" and any(c.lower_ in MORE for c in token.children):
                continue  # "another 6": so many more of what was counted before
            counted = number_before(token, self.parsed)
            if counted is None:
                if claim.predicate == "suffered_deaths" and subject.named and subject.extent and is_plural(token):
                    yield self._found(claim, subject, frame, rule)  # "fighters of X were killed"
                continue
            if claim.predicate == "size" and counted[0].number == 1:
                continue  # "one of the groups"
            value, start, end = counted
            yield self._found(claim, subject, frame, rule, value=value, value_range=(start, end))
            if claim.predicate == "suffered_deaths":  # a joint number is laid on no member
                for name in subject.members:
                    member = replace(subject, name=name, type=EntityType.GROUP, named=True, members=(), extent=None)
                    yield self._found(claim, member, frame, rule)
            return

    def _losing(self, subject: Actor) -> Actor | None:
        """Whose losses deaths are: a group's, or those of men in uniform; of a people only where it is named."""
        if subject.type is EntityType.COMMUNITY:
            return subject if subject.named or any(word[:1].isupper() for word in subject.name.split()) else None
        if subject.type is EntityType.PERSON:
            uniformed = not subject.named and self.topics["uniformed"].search(subject.name)
            return replace(subject, type=EntityType.GROUP) if uniformed else None
        return subject

    def _is_people(self, token: Token) -> bool:
        """Whether what is counted are people of a group, or a bare number; "hundreds of men" count the men."""
        if token.lower_ in VAGUE:
            return any(self._is_people(t) for c in token.children if c.lower_ == "of" for t in c.children)
        return token.pos_ == "NUM" or bool(self.topics["people"].fullmatch(token.lower_))

    def _so_many(self, claim: Asserts, subjects: list[Actor], frame: Frame, rule: str) -> Iterator[Found]:
        """Only how many: "killing at least 30"."""
        for token in self._tokens(frame, claim.object or ""):
            counted = number_before(token, self.parsed) if token.pos_ == "NUM" else None
            if counted is not None:
                for subject in subjects:
                    yield self._found(claim, subject, frame, rule, value=counted[0], value_range=counted[1:])

    def _killed(self, claim: Asserts, subject: Actor, thing: Actor, frame: Frame, rule: str) -> Iterator[Found]:
        """Whom, and how many; people of whom no more is said only where they are counted."""
        token = self.parsed.doc[thing.token]
        counted = None if thing.type is EntityType.PERSON and thing.named else number_before(token, self.parsed)
        more = {"value": counted[0], "value_range": counted[1:]} if counted is not None else {}
        bare = not thing.named and token.lemma_.lower() in COUNTED
        if not bare or counted is not None:
            yield self._found(claim, subject, frame, rule, object=thing, **more)

    def _other_name(self, claim: Asserts, subject: Actor, frame: Frame, rule: str) -> Iterator[Found]:
        """Another name, where a name of no other kind of thing stands in the role."""
        for role in (claim.text or "").split("/"):
            for token in frame.roles.get(role, []):
                actor = self.actors.who(token) if token.i in self.parsed.names else None
                if actor is None or same(actor, subject) or fit(actor, (subject.type or EntityType.GROUP,)) is None:
                    continue
                place = (actor.start, actor.end)
                yield self._found(claim, subject, frame, rule, value=Value(text=actor.name), value_range=place)
                return

    def _dated_event(self, token: Token) -> Iterator[Found]:
        """ "The May 2021 coup", "a bombing on June 30": an event whose own phrase carries its date."""
        if any(c.dep_ == "det" and c.lower_ == "no" for c in token.children):
            return
        for child in token.children:
            before = child.i < token.i and child.dep_ in {"compound", "nmod", "amod", "nummod", "npadvmod"}
            after = child.dep_ == "prep" and child.lower_ in {"in", "on", "of", "from", "during"}
            words = self.parsed.words(child.left_edge.i, child.right_edge.i)
            if not (before or after) or not DATE.search(words) or not (before or len(words) < 30):
                continue
            actor = self.actors.who(token)
            if actor is not None and actor.type is EntityType.EVENT and is_particular(actor):
                yield Found("happened", actor, token, "dated noun")
            return

    def _is_about(self, frame: Frame, about: str) -> bool:
        """Whether a role is filled, a role speaks of a topic ("of: abuse"), or the usual roles do ("abuse")."""
        roles, _, topic = about.rpartition(":")
        if topic == "named":
            return any(t.i in self.parsed.names for role in roles.split("/") for t in frame.roles.get(role, []))
        if topic.strip() in self.topics:
            wanted = self.topics[topic.strip()]
            if roles == "self":
                span = phrase(frame.trigger, WIDE)
                return bool(wanted.search(self.parsed.words(span.start, span.end - 1)))
            names = roles.split("/") if roles else ("patient", "to", "in")
            return any(wanted.search(self._stretch(t)) for role in names for t in frame.roles.get(role, []))
        return bool(self._tokens(frame, about))

    def _stretch(self, token: Token) -> str:
        if token.pos_ in {"VERB", "AUX"}:
            return self.parsed.words(token.left_edge.i, token.right_edge.i)
        span = phrase(token)
        return self.parsed.words(span.start, span.end - 1)
