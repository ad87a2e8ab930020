"""Who a noun phrase means: a name, a description ("rebels"), a part of a group ("its fighters"), or one named before.

"The militia" is the last group in subject position of the section. "It" and "they" resolve only where one antecedent
fits; what is unsure stays unresolved and is counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from rawi.model import EntityType, Extent
from rawi.reading.calling import note_calling
from rawi.reading.cast import Cast
from rawi.reading.coordination import expand
from rawi.reading.descriptions import described
from rawi.reading.doers import is_cleft, subjects
from rawi.reading.memory import Actor, Memory, kind_of_noun
from rawi.reading.naming import Name
from rawi.reading.parsing import ParsedPassage
from rawi.reading.phrases import event_phrase, phrase
from rawi.reading.referring import words_of
from rawi.reading.relatives import may_be, may_be_called, relative_named_by
from rawi.reading.short_forms import fuller
from rawi.vocabulary import gazetteer

if TYPE_CHECKING:
    from spacy.tokens import Span as SpacySpan
    from spacy.tokens import Token

ARTICLE = re.compile(r"^(?:the|a|an|this|that|these|those)\s+", re.I)
NAME_TAIL = frozenset({"of"})
NOMINAL = {"nsubj", "nsubjpass", "dobj", "pobj", "dative", "conj", "appos"}
SUBJECT = {"nsubj", "nsubjpass"}
PEOPLES = {EntityType.STATE, EntityType.COMMUNITY}
"""What "it" and "they" can mean besides groups."""
NEAREST_ANYWHERE = {EntityType.PERSON, EntityType.PLACE}

SINGULAR = frozenset({"he", "she", "him", "his", "her", "himself", "herself"})
NEUTER = frozenset({"it", "its", "itself"})
PLURAL = frozenset({"they", "their", "them", "themselves"})
SPEAKERS = frozenset({"we", "our", "us", "ourselves"})
REFERRING = SINGULAR | NEUTER | PLURAL | SPEAKERS
BESIDE = frozenset({"nsubj", "nsubjpass", "dobj", "dative", "prep", "agent"})


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

    def nearest(self, token: Token, kind: EntityType) -> Actor | None:
        """What a sentence named last before the token, else what is remembered.

        A group must stand in subject position, and may be a description ("the army said it …"); persons and places
        may stand anywhere before.
        """
        memory = self.memory
        pools = {
            EntityType.GROUP: memory.groups,
            EntityType.PERSON: memory.persons,
            EntityType.COMMUNITY: memory.communities,
            EntityType.EVENT: memory.events,
            EntityType.PLACE: memory.places,
        }
        found: Actor | None = None
        spoken_of = False  # whether the person found is one of whom the sentence speaks
        in_list = token.tag_ == "PRP$" and token.head.dep_ in {"conj", "appos"}  # "X, her son Y and her nephew"
        pronoun = kind is EntityType.GROUP and token.pos_ == "PRON"
        doers = {self.cast.whole(a.name) for t in acting_on(token) if (a := self.who(t)) is not None}
        for other in self.sentence or ():
            if other.i >= token.i:
                break
            named = other.i in self.parsed.names
            subject = other.dep_ in {"nsubj", "nsubjpass"} and other.pos_ != "PRON"
            if not (named and kind in NEAREST_ANYWHERE) and not (subject and (named or kind is EntityType.GROUP)):
                continue
            actor = self.who(self._meant(other, token))
            if actor is None or not (actor.type is kind or (pronoun and actor.type in PEOPLES)):
                continue
            if self.cast.whole(actor.name) in doers:
                continue
            if kind not in NEAREST_ANYWHERE:
                return actor
            if not subject and spoken_of and kind is EntityType.PERSON and not in_list:
                continue
            found, spoken_of = actor, subject
        return found or next(
            (a for a in reversed(pools[kind]) if self.cast.whole(a.name) not in doers and self._agrees(a, token)),
            None,
        )

    def _meant(self, name: Token, pronoun: Token) -> Token:
        """Whom a pronoun means that a name stands before: the relative whom it only tells from others, if any."""
        kin = relative_named_by(name, self.parsed.names) if pronoun.lower_ in SINGULAR else None
        return kin if kin is not None and may_be(pronoun, kin) else name

    def _agrees(self, actor: Actor, pronoun: Token) -> bool:
        """Whether somebody who is remembered as a relative can be meant by "he", or by "she"."""
        return actor.named or pronoun.lower_ not in SINGULAR or may_be_called(pronoun, actor.name)

    def who(self, token: Token) -> Actor | None:
        """What the noun phrase headed by the token means, or None."""
        if token.i not in self._seen:
            self._seen[token.i] = None  # a phrase that refers to itself means nothing
            self._seen[token.i] = self._who(token)
        return self._seen[token.i]

    @contextmanager
    def supposing(self, meant: Mapping[int, Actor]) -> Iterator[None]:
        """For a while, the words at some tokens mean what somebody else takes them to mean."""
        before = dict(self._seen)
        self._seen.update(meant)
        try:
            yield
        finally:
            self._seen = before

    def text(self, token: Token, *, keep_article: bool = False) -> str:
        """The words of the noun phrase as they stand, without its article."""
        span = phrase(token)
        words = self.parsed.words(span.start, span.end - 1)
        return words if keep_article else ARTICLE.sub("", words)

    def range(self, token: Token) -> tuple[int, int]:
        span = event_phrase(token) if kind_of_noun(token) is EntityType.EVENT else phrase(token, NAME_TAIL)
        return self.parsed.starts[span.start], self.parsed.ends[span.end - 1]

    # ------------------------------------------------------------------ kinds of phrases
    def _who(self, token: Token) -> Actor | None:
        name = self.parsed.name_of(token)
        if name is not None:
            return self._named(token, name)
        if token.pos_ == "PRON" or token.tag_ in {"PRP", "PRP$", "WP", "WDT", "WP$"}:
            return self._pronoun(token)
        state = gazetteer().state_of_adjective(token.text)
        if state is not None and token.dep_ in {
            "pobj",
            "dobj",
            "nsubj",
            "nsubjpass",
            "conj",
            "appos",
            "poss",
            "amod",
            "compound",
            "nmod",
        }:
            start, end = self.parsed.start(token), self.parsed.end(token)
            return Actor(state, EntityType.STATE, start, end, token=token.i)
        if (
            token.pos_ not in {"NOUN", "PROPN", "ADJ", "X", "NUM"}
            and token.dep_ not in NOMINAL
            and not token.text[:1].isupper()
        ):
            return None
        return described(self, token)

    def _named(self, token: Token, name: Name) -> Actor:
        kind = self.cast.type_of(name.text) if not name.rule.startswith("event") else EntityType.EVENT
        whole = fuller(self, name) if kind in {None, EntityType.GROUP, EntityType.ORGANIZATION} else None
        if whole is not None:
            return replace(whole, start=name.start, end=name.end, token=token.i, by_reference=True, extent=None)
        text = self.parsed.passage.written(name.start, name.end)
        end = name.end
        if "dated" in name.rule:
            aside = next((a for a in self.parsed.passage.asides if a.at in (name.end, name.end + 1)), None)
            text = f"{text} ({aside.text})" if aside else text
        before = token.doc[token.i - 1] if token.i else None
        modifies = before is not None and before.dep_ in {"amod", "compound", "nmod"}
        sided = before is not None and modifies and before.lower_ in words_of("sides")
        if before is not None and sided and (kind or name.type) in {EntityType.PLACE, EntityType.STATE}:
            start = self.parsed.start(before)  # "northern X" is a part of X
            return Actor(self.parsed.passage.written(start, end), EntityType.PLACE, start, end, token=token.i)
        return Actor(text, kind or name.type, name.start, end, token=token.i)

    def _pronoun(self, token: Token) -> Actor | None:
        lower = token.lower_
        if token.tag_ in {"WP", "WDT", "WP$"}:
            verb = token.head
            while token.tag_ == "WP$" and verb.dep_ != "relcl" and verb.head != verb:
                verb = verb.head
            return self.who(verb.head) if verb.dep_ == "relcl" else None
        ahead = self._ahead(token)
        if ahead is not None:
            return self.refer(ahead, token)
        if lower == "it" and _expletive(token):
            return None
        if lower in PLURAL and self._other_people(token):
            return self.refer(None, token)
        found = self._spoken_of(token, lower)
        if found is None and lower not in REFERRING:
            return None
        reflexive = lower.endswith(("self", "selves"))
        if found is not None and token.tag_ == "PRP" and not reflexive and self._is_beside(found, token):
            found = None  # "they sold them to X": whoever they are, not X
        return self.refer(found, token)

    def _spoken_of(self, token: Token, lower: str) -> Actor | None:
        """Who was spoken of last that a pronoun can mean."""
        if lower in SINGULAR:
            return self.nearest(token, EntityType.PERSON)
        described = self._described_by_clause(token) if lower in NEUTER else None
        if described is not None:
            return described
        if lower in NEUTER | PLURAL:
            return self.nearest(token, EntityType.GROUP) or self.memory.topic
        return self._speaker(token) if lower in SPEAKERS else None

    def _speaker(self, token: Token) -> Actor | None:
        """Who says "we": whom the sentence names behind it, whose document it is, else what the text is about; where
        an outlet publishes it, only in a quotation."""
        memory = self.memory
        opened = next((t for t in self.sentence or () if t.lower_ == "we"), token)
        behind = token.doc[opened.i + 1 : opened.i + 4]
        if opened.lower_ == "we" and len(behind) > 1 and behind[0].text == ",":
            named = next((t for t in behind[1:] if t.i in self.parsed.names), None)
            actor = self.who(named) if named is not None else None
            if actor is not None and actor.type is EntityType.GROUP:
                return actor
        at = self.parsed.start(token)
        quoted = any(start <= at < end for start, end in self.parsed.passage.quoted)
        return memory.speaker or (memory.topic if quoted or not memory.outlet else None)

    def _described_by_clause(self, token: Token) -> Actor | None:
        """Whom the relative clause describes in which an "it" or "its" stands: "the clan that lost its land"."""
        clause = token
        while clause.dep_ != "relcl" and clause.head != clause:
            clause = clause.head
        relative = [c for c in clause.children if c.dep_ in SUBJECT and c.tag_ in {"WDT", "WP"} and c.i < token.i]
        if clause.dep_ != "relcl" or not relative or clause.head.tag_ in {"NNS", "NNPS"}:
            return None
        actor = self.who(clause.head)
        return actor if actor is not None and actor.type in PEOPLES | {EntityType.GROUP} else None

    def _is_beside(self, actor: Actor, token: Token) -> bool:
        """Whether somebody is named as another part of the pronoun's own clause, which then cannot mean them."""
        verb = token
        while verb.pos_ not in {"VERB", "AUX"} and verb.head != verb:
            verb = verb.head
        below = [c for c in verb.children if c != token and c.dep_ in BESIDE]
        inner = [g for c in below if c.pos_ == "ADP" for g in c.children if g.dep_ == "pobj"]
        named = [self.parsed.names[t.i].text for t in (*below, *inner) if t.i in self.parsed.names]
        return actor.name in named

    def _ahead(self, token: Token) -> Actor | None:
        """Who is named behind the pronoun of an opening phrase: "Since its founding in 1994, X has fought"."""
        if token.lower_ not in {"its", "his", "her", "their", "it", "he", "she", "they"} or self.sentence is None:
            return None
        below = token
        while below.head != below and not (below.dep_ in {"prep", "advcl"} and below.head.pos_ in {"VERB", "AUX"}):
            below = below.head
        if below.head == below or below.i > below.head.i or below.left_edge.i > self.sentence.start + 2:
            return None
        named = [c for c in below.head.children if c.dep_ in SUBJECT and c.i > token.i and c.i in self.parsed.names]
        actor = self.who(named[0]) if named else None
        person = token.lower_ in {"his", "her", "he", "she"}
        if actor is None or actor.type is None or (actor.type is EntityType.PERSON) is not person:
            return None
        return None if actor.type is EntityType.PLACE else actor

    def _other_people(self, token: Token) -> bool:
        """Whether people who are no group stand nearer before "they": residents, communities, officials."""
        for other in reversed([t for t in self.sentence or () if t.i < token.i]):
            if other.tag_ not in {"NNS", "NNPS"} and other.i not in self.parsed.names:
                continue
            actor = self.who(other)
            if actor is not None and actor.type in {EntityType.GROUP, EntityType.STATE}:
                return False
            if actor is not None and actor.type is EntityType.COMMUNITY:
                return True
            if actor is not None and actor.type is EntityType.PERSON and not actor.named:
                return True
        return False

    def refer(self, antecedent: Actor | None, token: Token, extent: Extent | None = None) -> Actor | None:
        if antecedent is None:
            self.memory.unresolved += 1
            return None
        start, end = self.parsed.start(token), self.parsed.end(token)
        return replace(antecedent, start=start, end=end, token=token.i, by_reference=True, extent=extent)

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
            kin = relative_named_by(token, self.parsed.names)
            relative = self.who(kin) if kin is not None else None
            if relative is not None and relative.type is EntityType.PERSON:
                self.memory.persons.append(relative)
        note_calling(self, sentence)
        for token in self._speaking_of(sentence):
            actor = self.who(token)
            if actor is not None and (actor.named or actor.by_reference):
                self.memory.note(actor, subject=True)

    def _speaking_of(self, sentence: SpacySpan) -> list[Token]:
        """The subjects of a sentence's main clauses, and of one that is itself a subject ("How the brigade began is
        disputed"): whom the next sentence goes on to speak of."""
        main = [t for t in sentence if t.dep_ == "ROOT" or (t.dep_ == "conj" and t.head.dep_ == "ROOT")]
        main = [*(c for verb in main for c in verb.children if c.dep_ in {"csubj", "csubjpass"}), *main]
        return [c for verb in main for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}]


def acting_on(token: Token) -> list[Token]:
    """Who does what a verb does to a pronoun: "him" of "X accused him" is not X, though "himself" is."""
    if token.pos_ != "PRON" or token.lower_.endswith(("self", "selves")) or token.tag_ == "PRP$":
        return []
    verb = token.head.head if token.dep_ == "pobj" else token.head
    if token.dep_ not in {"dobj", "dative", "pobj"} or verb.pos_ not in {"VERB", "AUX"}:
        return []
    return [t for subject, passive in subjects(verb) if not passive for t in expand(subject)]


def _expletive(token: Token) -> bool:
    """The "it" of "it appears that", "it is believed that": nobody."""
    verb = token.head
    if token.dep_ not in {"nsubj", "nsubjpass"}:
        return token.dep_ == "expl"
    if is_cleft(verb):
        return True
    clause = any(c.dep_ in {"ccomp", "csubj"} and any(g.dep_ == "mark" for g in c.children) for c in verb.children)
    return clause and (
        verb.lemma_ in {"be", "seem", "appear", "happen", "emerge", "turn"}
        or any(c.dep_ == "auxpass" for c in verb.children)
    )
