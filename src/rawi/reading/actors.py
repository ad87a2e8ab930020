"""Who a noun phrase means: a name, a description ("rebels"), a part of a group ("its fighters"), or one named before.

"The militia" is the last group in subject position of the section. "It" and "they" resolve only where one antecedent
fits; what is unsure stays unresolved and is counted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING

from rawi.model import EntityType, Extent
from rawi.reading.cast import Cast
from rawi.reading.clauses import expand, is_negated, listed, phrase, subjects
from rawi.reading.naming import Name
from rawi.reading.parsing import ParsedPassage
from rawi.vocabulary import gazetteer, heads, load_yaml, roles

if TYPE_CHECKING:
    from spacy.tokens import Span as SpacySpan
    from spacy.tokens import Token

DEFINITE = {"the", "this", "that", "these", "those", "such"}
LEADING = re.compile(r"^(?:the|a|an|this|that|these|those|its|their|his|her|our|some|any|both|all|two|three|several|numerous|many|various)\s+", re.I)
ARTICLE = re.compile(r"^(?:the|a|an|this|that|these|those)\s+", re.I)
GENERIC_MODIFIERS = {"armed", "militant", "rebel", "insurgent", "guerrilla", "terrorist", "jihadist", "islamist", "paramilitary",
                     "whole", "entire", "latter", "former", "same", "small", "new", "said"}


@dataclass(frozen=True)
class Actor:
    """What a noun phrase means; `type` is None where only its use can tell. `start`, `end` are in its passage's text."""

    name: str
    type: EntityType | None
    start: int
    end: int
    named: bool = True
    extent: Extent | None = None
    members: tuple[str, ...] = ()
    token: int = -1
    by_reference: bool = False


@cache
def nouns() -> dict[str, frozenset[str]]:
    """The common nouns of `nouns.yaml`, by what they stand for."""
    raw = load_yaml("nouns.yaml", "rawi.reading")
    return {kind: frozenset(str(word) for word in words) for kind, words in raw.items()}


KINDS = (
    ("state", EntityType.STATE),
    ("group", EntityType.GROUP),
    ("community", EntityType.COMMUNITY),
    ("person", EntityType.PERSON),
    ("event", EntityType.EVENT),
    ("item", EntityType.ITEM),
    ("place", EntityType.PLACE),
    ("organization", EntityType.ORGANIZATION),
)


def kind_of_noun(token: Token) -> EntityType | None:
    """What a common noun stands for; plural person nouns ("fighters") are groups."""
    words = nouns()
    for form in (token.lower_, token.lemma_.lower()):
        for kind, entity in KINDS:
            if form in words[kind]:
                return entity
    return None


@dataclass
class Memory:
    """What has been spoken of so far in a document: the antecedents of "the group", "it", "he", "this battle"."""

    groups: list[Actor] = field(default_factory=list)
    persons: list[Actor] = field(default_factory=list)
    states: list[Actor] = field(default_factory=list)
    events: list[Actor] = field(default_factory=list)
    communities: list[Actor] = field(default_factory=list)
    places: list[Actor] = field(default_factory=list)
    topic: Actor | None = None
    unresolved: int = 0

    def new_section(self) -> None:
        """Persons and events of another section are too far away to be meant; its group topic stays."""
        self.persons.clear()
        self.events.clear()

    def note(self, actor: Actor, *, subject: bool) -> None:
        pools = {EntityType.GROUP: self.groups, EntityType.PERSON: self.persons, EntityType.EVENT: self.events,
                 EntityType.COMMUNITY: self.communities, EntityType.STATE: self.states, EntityType.PLACE: self.places}
        pool = pools.get(actor.type) if actor.type else None
        if pool is None or not actor.named:
            return
        if actor.type is EntityType.GROUP and not subject:
            if not pool:
                pool.insert(0, actor)
            return
        pool.append(actor)


class Actors:
    """Resolves the noun phrases of one passage, against the cast and the memory of its document."""

    def __init__(self, parsed: ParsedPassage, cast: Cast, memory: Memory):
        self.parsed = parsed
        self.cast = cast
        self.memory = memory
        self._seen: dict[int, Actor | None] = {}
        self.sentence: SpacySpan | None = None

    def enter(self, sentence: SpacySpan) -> None:
        """The sentence that is read now: what it named before a pronoun is the nearest antecedent."""
        self.sentence = sentence

    def _nearest(self, token: Token, kind: EntityType) -> Actor | None:
        """The last name of a kind in subject position before the token in its sentence, else the one remembered."""
        pools = {EntityType.GROUP: self.memory.groups, EntityType.PERSON: self.memory.persons,
                 EntityType.COMMUNITY: self.memory.communities, EntityType.EVENT: self.memory.events, EntityType.PLACE: self.memory.places}
        found: Actor | None = None
        if self.sentence is not None:
            for other in self.sentence:
                if other.i >= token.i:
                    break
                if other.i in self.parsed.names and (other.dep_ in {"nsubj", "nsubjpass"} or kind in NEAREST_ANYWHERE):
                    actor = self.who(other)
                    if actor is not None and actor.type is kind:
                        found = actor
                        if kind not in NEAREST_ANYWHERE:
                            return found
        return found or (pools[kind][-1] if pools[kind] else None)

    def who(self, token: Token) -> Actor | None:
        """What the noun phrase headed by the token means, or None."""
        if token.i not in self._seen:
            self._seen[token.i] = None  # a phrase that refers to itself means nothing
            self._seen[token.i] = self._who(token)
        return self._seen[token.i]

    def text(self, token: Token, *, keep_article: bool = False) -> str:
        """The words of the noun phrase as they stand, without its article."""
        span = phrase(token)
        words = self.parsed.words(span.start, span.end - 1)
        return words if keep_article else ARTICLE.sub("", words)

    def range(self, token: Token) -> tuple[int, int]:
        span = phrase(token, EVENT_TAIL if kind_of_noun(token) is EntityType.EVENT else NAME_TAIL)
        return self.parsed.starts[span.start], self.parsed.ends[span.end - 1]

    # ------------------------------------------------------------------ kinds of phrases
    def _who(self, token: Token) -> Actor | None:
        name = self.parsed.name_of(token)
        if name is not None:
            return self._named(token, name)
        if token.pos_ == "PRON" or token.tag_ in {"PRP", "PRP$", "WP", "WDT"}:
            return self._pronoun(token)
        state = gazetteer().state_of_adjective(token.text)
        if state is not None and token.dep_ in {"pobj", "dobj", "nsubj", "nsubjpass", "conj", "appos", "poss", "amod", "compound", "nmod"}:
            start, end = self.parsed.start(token), self.parsed.end(token)
            return Actor(state, EntityType.STATE, start, end, token=token.i)
        if token.pos_ not in {"NOUN", "PROPN", "ADJ", "X", "NUM"} and token.dep_ not in NOMINAL and not token.text[:1].isupper():
            return None
        return self._described(token)

    def _named(self, token: Token, name: Name) -> Actor:
        kind = self.cast.type_of(name.text) if not name.rule.startswith("event") else EntityType.EVENT
        text = name.text
        end = name.end
        if "dated" in name.rule:
            aside = next((a for a in self.parsed.passage.asides if a.at in (name.end, name.end + 1)), None)
            text = f"{text} ({aside.text})" if aside else text
        return Actor(text, kind or name.type, name.start, end, token=token.i)

    def _pronoun(self, token: Token) -> Actor | None:
        lower = token.lower_
        if token.tag_ in {"WP", "WDT"}:
            verb = token.head
            return self.who(verb.head) if verb.dep_ == "relcl" else None
        memory = self.memory
        if lower in {"he", "she", "him", "his", "her", "himself", "herself"}:
            return self._refer(self._nearest(token, EntityType.PERSON), token)
        if lower == "it" and _expletive(token):
            return None
        if lower in {"it", "its", "itself"}:
            return self._refer(self._nearest(token, EntityType.GROUP) or memory.topic, token)
        if lower in {"they", "their", "them", "themselves"}:
            return self._refer(self._nearest(token, EntityType.GROUP) or memory.topic, token)
        if lower in {"we", "our", "us", "ourselves"}:
            return self._refer(memory.topic, token)
        return None

    def _refer(self, antecedent: Actor | None, token: Token, extent: Extent | None = None) -> Actor | None:
        if antecedent is None:
            self.memory.unresolved += 1
            return None
        start, end = self.parsed.start(token), self.parsed.end(token)
        return replace(antecedent, start=start, end=end, token=token.i, by_reference=True, extent=extent)

    def _described(self, token: Token) -> Actor | None:
        words = nouns()
        lower = token.lower_
        equal = self._equal(token)
        if equal is not None:
            return equal
        owner = self._owner(token)
        if lower in words["empty"]:
            inner = [t for c in token.children if c.dep_ == "prep" and c.lower_ == "of" for t in c.children if t.dep_ == "pobj"]
            return self.who(inner[0]) if inner else None
        if lower in words["members"] and owner is not None and owner.type in (EntityType.GROUP, EntityType.STATE):
            if not (token.lemma_.lower() in ("force", "militia", "unit") and owner.type is EntityType.STATE):
                if owner.type is EntityType.GROUP and not self._is_position(token):
                    start, end = self.range(token)
                    return replace(owner, extent=self._extent(token), token=token.i, start=start, end=end)
        kind = kind_of_noun(token)
        if lower in COMMUNITY_HEADS:
            community = self._community(token)
            if community is not None:
                return community
        if lower in words["group_anaphor"] and self._is_anaphor(token):
            memory = self.memory
            return self._refer(self._nearest(token, EntityType.GROUP) or memory.topic, token)
        if lower in ("tribe", "clan", "community") and self._is_anaphor(token) and self.memory.communities:
            return self._refer(self.memory.communities[-1], token)
        if lower in PLACE_ANAPHORS and self._is_anaphor(token):
            place = self._nearest(token, EntityType.PLACE)
            if place is not None:
                return self._refer(place, token)
        if kind is EntityType.EVENT and self._is_anaphor(token) and self.memory.events:
            return self._refer(self.memory.events[-1], token)
        if kind is None:
            kind = heads().kind_of(lower) if token.pos_ in {"NOUN", "PROPN"} else None
            if kind is None or token.pos_ == "PROPN":
                return None
        start, end = self.range(token)
        text = QUANTITY.sub("", LEADING.sub("", ARTICLE.sub("", self.parsed.passage.text[start:end])))
        if roles().kin_of(token.lemma_):
            text = self._kin_name(token, text)
        if kind is EntityType.PERSON and token.tag_ in {"NNS"} and lower not in KIN_PLURALS:
            kind = EntityType.GROUP if lower in words["members"] else EntityType.PERSON
        members = tuple(a.name for t in listed(token) if (a := self.who(t)) is not None and a.named)
        return Actor(text.strip(" ,"), kind, start, end, named=False, members=members, token=token.i)

    def _community(self, token: Token) -> Actor | None:
        """ "the X tribe", "X tribesmen", "tribesmen from the X tribe": a people under the name that the text gives it."""
        for child in token.children:
            if child.i in self.parsed.names and child.dep_ in {"compound", "nmod", "amod", "poss"}:
                name = self.parsed.names[child.i]
                end = self.parsed.end(token) if token.lower_ in {"tribe", "clan", "family", "community", "people"} else name.end
                return Actor(self.parsed.passage.text[name.start : end], EntityType.COMMUNITY, name.start, end, token=token.i)
            if child.dep_ in {"prep", "acl"}:
                for target in (g for c in [child, *child.children] for g in c.children if g.dep_ == "pobj"):
                    if child.lower_ in {"of", "from"} or child.lemma_ == "belong":
                        actor = self.who(target)
                        if actor is not None and actor.named and actor.type in (EntityType.COMMUNITY, None):
                            return replace(actor, type=EntityType.COMMUNITY, token=token.i)
        return None

    def _equal(self, token: Token) -> Actor | None:
        """A description said to be a name: "X is a militia", "X, one of the groups", "the commander, X", "as a force"."""
        for child in token.children:
            if child.dep_ == "appos" and child.i in self.parsed.names:
                actor = self.who(child)
                if actor is not None and (actor.type is None or actor.type is kind_of_noun(token) or lower_empty(token)):
                    return actor
        kind = kind_of_noun(token)
        if kind is EntityType.PERSON and token.tag_ in {"NN", "NNP"}:
            for other in token.subtree:  # "its commander in X, Y": the name may hang on X
                if other.i > token.i and other.dep_ == "appos" and other.i in self.parsed.names:
                    actor = self.who(other)
                    if actor is not None and actor.type is EntityType.PERSON:
                        return actor
        top = token
        if token.dep_ == "pobj" and token.head.lower_ == "of" and lower_empty(token.head.head):
            top = token.head.head
        elif token.dep_ == "pobj" and token.head.lower_ == "among" and token.head.head.lemma_ == "be":
            return self._subject_of(token, token.head.head)
        while top.dep_ == "conj" and top.head.dep_ in {"attr", "appos"}:
            top = top.head
        if kind not in (EntityType.GROUP, EntityType.COMMUNITY, EntityType.PERSON) and not lower_empty(token):
            return None
        holder = None
        if top.dep_ == "appos":
            holder = top.head
        elif top.dep_ == "attr" and top.head.lemma_ in {"be", "become", "remain"} and not is_negated(top.head):
            holder = next((t for t, _ in subjects(top.head)), None)
        elif top.dep_ == "pobj" and top.head.lower_ == "as":
            verb = top.head.head if top.head.head.pos_ in {"VERB", "AUX"} else top.head.head.head
            if verb.lemma_ in SELF_DESCRIBING:
                holder = next((t for t, _ in subjects(verb)), None)
        if holder is None or holder.i == token.i:
            return None
        actor = self.who(holder)
        if actor is None or not (actor.named or actor.by_reference) or (kind is not None and actor.type not in (kind, None)):
            return None
        if kind is EntityType.GROUP and token.tag_ in {"NNS"} and top is token and top.dep_ != "attr":
            return None
        start, end = self.range(token)
        return replace(actor, start=start, end=end, token=token.i)

    def _subject_of(self, token: Token, verb: Token) -> Actor | None:
        """Who is said to be among those whom the token describes."""
        holder = next((t for t, _ in subjects(verb)), None)
        actor = self.who(holder) if holder is not None and holder.i != token.i else None
        if actor is None or not (actor.named or actor.by_reference):
            return None
        start, end = self.range(token)
        return replace(actor, start=start, end=end, token=token.i)

    def _kin_name(self, token: Token, text: str) -> str:
        """A relative under the names of those whose relative it is: "father of X and Y" for "their father"."""
        own = next((c for c in self._possessors(token) if c.tag_ == "PRP$"), None)
        if own is None or self.sentence is None:
            return text
        before = [t for t in self.sentence if t.i < own.i and t.i in self.parsed.names]
        people = [a for t in before if (a := self.who(t)) is not None and a.type is EntityType.PERSON]
        people = people[-2:] if own.lower_ == "their" else people[-1:]
        if not people and self.memory.persons and own.lower_ != "their":
            people = self.memory.persons[-1:]
        return f"{text} of {' and '.join(a.name for a in people)}" if people else text

    def _possessors(self, token: Token) -> list[Token]:
        """The possessor of a noun, or of the noun that it is coordinated to ("their father and brother")."""
        own = [c for c in token.children if c.dep_ == "poss"]
        return own or (self._possessors(token.head) if token.dep_ == "conj" else [])

    def _is_position(self, token: Token) -> bool:
        return token.tag_ == "NN" and token.lemma_.lower() in {"leader", "commander", "chief", "spokesman", "member", "fighter"} and any(
            c.dep_ == "det" and c.lower_ in {"a", "an", "one"} for c in token.children
        )

    def _extent(self, token: Token) -> Extent | None:
        lemma = token.lemma_.lower()
        if lemma in {"contingent", "detachment", "component", "element"}:
            return "contingent"
        return "members"

    def _owner(self, token: Token) -> Actor | None:
        """Whose the phrase is: "X's fighters", "fighters of X", "X fighters", "its fighters"."""
        for child in token.children:
            if child.dep_ == "poss":
                return self.who(child)
        for child in token.children:
            if child.dep_ in {"compound", "nmod", "amod"} and child.i in self.parsed.names:
                actor = self.who(child)
                if actor is not None and actor.type is EntityType.GROUP:
                    return actor
        for child in token.children:
            if child.dep_ in {"acl", "relcl"} and child.lemma_ == "belong":
                for prep in child.children:
                    for obj in prep.children:
                        if prep.lower_ == "to" and obj.dep_ == "pobj":
                            actor = self.who(obj)
                            if actor is not None:
                                return actor
        for child in token.children:
            if child.dep_ == "prep" and child.lower_ in {"of", "from"}:
                for obj in child.children:
                    if obj.dep_ == "pobj":
                        actor = self.who(obj)
                        if actor is not None and actor.type in (EntityType.GROUP, EntityType.STATE):
                            return actor
        return None

    def _is_anaphor(self, token: Token) -> bool:
        """ "The group", "this battle": definite, without anything that singles out another one."""
        definite = False
        for child in token.children:
            if child.dep_ == "det":
                definite = child.lower_ in DEFINITE
            elif child.dep_ in {"amod", "compound", "nmod"}:
                if child.lower_ not in GENERIC_MODIFIERS:
                    return False
            elif child.dep_ == "poss":
                actor = self.who(child) if child.tag_ != "PRP$" else None
                if child.lower_ == "its" or (actor is not None and actor.type is not EntityType.PERSON):
                    return False
                definite = child.tag_ == "PRP$" or kind_of_noun(child) is EntityType.PERSON
            elif child.dep_ in {"nummod", "acl"}:
                return False
            elif child.dep_ == "prep" and child.lower_ == "of":
                return False
        return definite

    # ------------------------------------------------------------------ several at once
    def all(self, tokens: list[Token]) -> list[Actor]:
        """The actors of several heads; a collective that names its members gives them besides itself."""
        found: list[Actor] = []
        for token in tokens:
            actor = self.who(token)
            if actor is not None and actor.name and all(actor.name != a.name for a in found):
                found.append(actor)
        return found

    def note_sentence(self, sentence: SpacySpan) -> None:
        """Remember who a sentence spoke of, for the sentences after it."""
        for token in sentence:
            actor = self.who(token) if token.i in self.parsed.names else None
            if actor is None:
                continue
            top = token
            while top.dep_ in {"conj", "appos", "poss", "compound"} and top.head != top:
                top = top.head
            self.memory.note(actor, subject=token.dep_ in {"nsubj", "nsubjpass"})


def _expletive(token: Token) -> bool:
    """The "it" of "it appears that", "it is believed that": nobody."""
    verb = token.head
    if token.dep_ not in {"nsubj", "nsubjpass"}:
        return token.dep_ == "expl"
    clause = any(c.dep_ in {"ccomp", "csubj"} and any(g.dep_ == "mark" for g in c.children) for c in verb.children)
    return clause and (verb.lemma_ in {"be", "seem", "appear", "happen", "emerge", "turn"} or any(c.dep_ == "auxpass" for c in verb.children))


NAME_TAIL = frozenset({"of"})
EVENT_TAIL = frozenset({"of", "in", "for", "against"})
COMMUNITY_HEADS = {"tribe", "tribes", "tribesmen", "clan", "clans", "clansmen", "family", "community", "communities", "people", "villagers", "herdsmen"}
NOMINAL = {"nsubj", "nsubjpass", "dobj", "pobj", "dative", "conj", "appos"}
QUANTITY = re.compile(
    r"^(?:(?:at least|at most|more than|less than|fewer than|no fewer than|up to|as many as|about|around|some|nearly|almost|over|roughly|"
    r"approximately|an estimated|estimated|dozens of|hundreds of|thousands of|scores of|\d[\d,.]*|one|two|three|four|five|six|seven|eight|"
    r"nine|ten|eleven|twelve|dozens|hundreds|thousands|hundred|thousand|dozen|million)\s+)+(?=\S)", re.I)
NEAREST_ANYWHERE = {EntityType.PERSON, EntityType.PLACE}
PLACE_ANAPHORS = {"city", "town", "village", "area", "region", "province", "district", "governorate", "neighborhood", "neighbourhood", "island", "camp"}
SELF_DESCRIBING = {"portray", "describe", "present", "style", "know", "describe", "see", "regard", "view", "function", "act", "serve"}


def lower_empty(token: Token) -> bool:
    """ "one", "part", "many": a word that stands for what follows "of"."""
    return token.lower_ in nouns()["empty"]


KIN_PLURALS = {"brothers", "sons", "daughters", "sisters", "cousins", "parents"}

__all__ = ["Actor", "Actors", "Memory", "expand", "kind_of_noun", "listed", "nouns", "roles", "subjects"]
