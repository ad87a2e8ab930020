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
from rawi.reading.descriptions import described
from rawi.reading.memory import Actor, Memory, kind_of_noun
from rawi.reading.naming import Name
from rawi.reading.parsing import ParsedPassage
from rawi.reading.phrases import event_phrase, phrase
from rawi.reading.pronouns import PEOPLES, SINGULAR, acting_on, meant_by
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
NEAREST_ANYWHERE = {EntityType.PERSON, EntityType.PLACE}


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
            return meant_by(self, token)
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
