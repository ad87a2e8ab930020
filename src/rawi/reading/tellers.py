"""What a teller is called: by name, by whom a report is, or in the text's own words where nobody is named."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rawi.model import EntityType, Link, Span
from rawi.reading.actors import Actors
from rawi.reading.belonging import owner_of
from rawi.reading.coordination import expand
from rawi.reading.cues import listed, verb_stance
from rawi.reading.doers import clause_before, subjects
from rawi.reading.memory import kind_of_noun, nouns
from rawi.reading.phrases import phrase
from rawi.reading.voices import Voices

if TYPE_CHECKING:
    from spacy.tokens import Span as SpacySpan
    from spacy.tokens import Token

DOMAIN = re.compile(r"@?[\w-]+\.(?:net|com|org|info|ru|fr|uk|de|tv|news)")
ARTICLE = re.compile(r"^(?:the|an?)\s+", re.I)
ISSUING = frozenset(
    {
        "run",
        "issue",
        "release",
        "publish",
        "post",
        "circulate",
        "distribute",
        "send",
        "sign",
        "broadcast",
        "air",
        "make",
        "give",
    }
    | {"write", "upload", "deliver", "compile", "prepare", "produce", "share", "leak"}
)
INSTITUTIONS = frozenset({"army", "military", "police", "government", "navy", "party"})
"""Bodies that every country has: which one tells is left as it stands."""
PICTURES = frozenset({"photo", "photograph", "picture", "image", "video", "footage", "clip", "map"})
"""What shows and does not tell: "these photos show"."""
RECORDS = frozenset(
    {
        "information",
        "intelligence",
        "imagery",
        "record",
        "document",
        "file",
        "archive",
        "log",
        "source",
        "figure",
        "data",
        "statistic",
    }
)
NOBODY = frozenset({"this", "that", "which", "what", "it", "there", "fact"})
LONGEST = 14
"""Words of a described teller: more is a sentence, not a name."""


class Tellers:
    """Names the tellers of one sentence; what the document's own voice says is told by nobody else (`None`)."""

    def __init__(self, actors: Actors, voices: Voices):
        self.actors = actors
        self.voices = voices
        self.implied: str | None = None
        """Whom a fragment without a subject is about ("Claims to coordinate with X")."""

    def named(self, token: Token) -> tuple[str, ...]:
        """The tellers of a noun phrase, side by side: "residents and a priest" are two."""
        names: list[str] = []
        for part in expand(token, listing=False):
            authors = self._authors(part)
            name = self.name(part)
            names.extend(authors if len(authors) > 1 else [name] if name else [])
        return tuple(dict.fromkeys(names))

    def name(self, token: Token) -> str | None:
        """A teller as the text names or describes them; a group's own page or outlet is the group."""
        found = self._name(token)
        return None if found is None or self.voices.is_narrator(found) else found

    def is_narrator(self, token: Token) -> bool:
        """Whether the document speaks of itself: "we found", "the Panel notes", its publisher's own name."""
        if token.lower_ in {"we", "i"}:
            return not self.is_quoted(token)
        found = self._name(token)
        return found is not None and self.voices.is_narrator(found)

    def is_quoted(self, token: Token) -> bool:
        """Whether a word stands in quotation marks."""
        at = self.actors.parsed.starts[token.i]
        return any(start <= at < end for start, end in self.actors.parsed.passage.quoted)

    def fragment(self, verb: Token) -> list[Link]:
        """The link of a fragment's own subject, which is left out: whose profile it is."""
        if self.implied is None or verb.dep_ != "ROOT" or verb.i - verb.sent.start > 1:
            return []
        at = self.actors.parsed.passage.span(self.actors.parsed.starts[verb.i], self.actors.parsed.ends[verb.i])
        return [Link(tellers=(self.implied,), mode="said", span=at)]

    def can_tell(self, token: Token) -> bool:
        """Whether a phrase is somebody, or something written: who merely shows is not told by."""
        actor = self.actors.who(token)
        if token.lemma_.lower() in PICTURES or (token.lower_ in NOBODY and (actor is None or token.lower_ != "it")):
            return False
        if actor is not None and (actor.named or actor.by_reference):
            return actor.type not in (EntityType.EVENT, EntityType.ITEM, EntityType.PLACE)
        lemma = token.lemma_.lower()
        kind = kind_of_noun(token)
        bodies = {EntityType.PERSON, EntityType.GROUP, EntityType.STATE, EntityType.ORGANIZATION, EntityType.COMMUNITY}
        return kind in bodies or lemma in listed("works") | listed("published") | RECORDS

    def hear(self, token: Token, name: str) -> None:
        """Remember who spoke, for "the official" and "she" of the sentences after."""
        actor = self.actors.who(token)
        kind = actor.type if actor is not None else kind_of_noun(token)
        plural = token.tag_ in {"NNS", "NNPS"}
        self.voices.hear(name, token.lemma_.lower(), person=kind is EntityType.PERSON and not plural, plural=plural)

    # ---------------------------------------------------------------- kinds of phrases
    def _name(self, token: Token) -> str | None:
        actors = self.actors
        actor = actors.who(token)
        for child in token.children:
            if child.dep_ == "appos" and child.i in actors.parsed.names:
                apposed = actors.who(child)
                if apposed is not None and apposed.type is not EntityType.EVENT:
                    return apposed.name
        if DOMAIN.fullmatch(token.text):
            return token.text
        lemma = token.lemma_.lower()
        if token.pos_ == "PRON" or token.tag_ in {"PRP", "WP", "WDT"}:
            return self._pronoun(token)
        if lemma in listed("holders"):
            group = actors.nearest(token, EntityType.GROUP) or actors.memory.topic
            return group.name if group is not None and group.type is EntityType.GROUP else self.words(token)
        if actor is None or not actor.named:
            authors = self._authors(token)
            if authors:
                return authors[0]
        if actor is not None and actor.named and actor.type is EntityType.GROUP and lemma in listed("published"):
            return actor.name
        if lemma in nouns()["members"] and token.tag_ == "NNS" and self._is_bare(token):
            group = actors.nearest(token, EntityType.GROUP)
            if group is not None and group.named:
                return group.name  # "the guerrillas said"
        owner = owner_of(actors, token) if actor is None or not actor.named else None
        mouth = lemma in {"spokesman", "spokesperson", "spokeswoman"}
        if lemma in listed("published") and owner is not None and owner.type is EntityType.GROUP and not mouth:
            return owner.name
        if actor is not None and actor.named and actor.extent is None:
            return actor.name
        if actor is not None and actor.by_reference and actor.type is not EntityType.PERSON:
            return self.words(token) if lemma in INSTITUTIONS else actor.name
        before = self._before(token)
        if before is not None:
            return before
        if actor is not None and actor.by_reference:
            return actor.name
        if token.pos_ not in {"NOUN", "PROPN", "NUM", "DET", "ADJ"} or token.lower_ in NOBODY:
            return None
        return self.words(token)

    def _pronoun(self, token: Token) -> str | None:
        """Who "he", "she" or "they" are that speak: who spoke last, if somebody did not long ago."""
        lower = token.lower_
        if lower in {"we", "i", "you"}:
            return None
        actor = self.actors.who(token)
        here = actor is not None and any(
            t.i < token.i and t.i in self.actors.parsed.names and self.actors.parsed.names[t.i].text == actor.name
            for t in token.sent
        )
        if lower in {"he", "she"} and not here:
            voice = self.voices.last(person=True)
            if voice is not None:
                return voice.name
        if lower == "they" and not here:
            voice = self.voices.last(plural=True)
            if voice is not None and self.voices.sentence - voice.sentence <= 1:
                return voice.name
        return actor.name if actor is not None else None

    def _is_bare(self, token: Token) -> bool:
        """ "The official", "these guerrillas": definite, and nothing that tells them apart."""
        bare = {c.dep_ for c in token.children} <= {"det", "punct", "relcl", "acl", "prep"}
        definite = any(c.dep_ == "det" and c.lower_ in {"the", "this", "that", "these"} for c in token.children)
        of = any(c.dep_ == "prep" and c.lower_ in {"of", "from", "by", "in"} for c in token.children)
        return bare and definite and not of

    def _before(self, token: Token) -> str | None:
        """ "The official", "the report": who told under that word before."""
        if not self._is_bare(token):
            return None
        lemma = token.lemma_.lower()
        voice = self.voices.last(lemma)
        if voice is None and kind_of_noun(token) is EntityType.PERSON and token.tag_ == "NN":
            voice = self.voices.last(person=True)
        return voice.name if voice is not None else None

    def words(self, token: Token) -> str | None:
        """A teller in the text's own words: the whole noun phrase, without its article."""
        span = self.span(token)
        text = self.actors.parsed.words(span.start, span.end - 1)
        return ARTICLE.sub("", text).strip(" ,") or None

    def span(self, token: Token) -> SpacySpan:
        """The noun phrase of a teller with what tells it apart: "a police official posted in the valley"."""
        span = phrase(token)
        end = span.end
        for child in token.children:
            if child.i < end or token.doc[child.left_edge.i - 1].text == ",":
                continue
            described = child.dep_ == "prep" or (child.dep_ == "acl" and child.tag_ == "VBN") or child.dep_ == "relcl"
            if not described or child.right_edge.i + 1 - span.start > LONGEST or child.left_edge.i > end:
                break
            end = child.right_edge.i + 1
        return token.doc[span.start : end]

    def stored(self, token: Token) -> Span:
        """The stored span of a teller's phrase."""
        parsed = self.actors.parsed
        span = self.span(token) if token.pos_ in {"NOUN", "PROPN"} else token.doc[token.i : token.i + 1]
        if token.i in parsed.names:
            span = token.doc[token.i : token.i + 1]
        return parsed.passage.span(parsed.starts[span.start], parsed.ends[span.end - 1])

    def _authors(self, token: Token) -> list[str]:
        """Whose a report or database is: "a report by X", "a database compiled by X", "the statement X issued"."""
        actor = self.actors.who(token)
        if token.lemma_.lower() not in listed("works") | listed("published") or (actor is not None and actor.named):
            return []
        found: list[str] = []
        for agent in self.issuers(token):
            for part in expand(agent, listing=False):
                author = self.actors.who(part)
                if author is not None and (author.named or author.by_reference):
                    found.extend([author.name] if author.type is not EntityType.EVENT else [])
                elif part.pos_ in {"NOUN", "PROPN"} and self.can_tell(part) and (name := self.words(part)):
                    found.append(name)
        return list(dict.fromkeys(found))

    def issuers(self, token: Token) -> list[Token]:
        found: list[Token] = []
        for child in token.children:
            if child.dep_ == "acl" and child.tag_ == "VBN":
                found += [g for c in child.children if c.dep_ == "agent" for g in c.children if g.dep_ == "pobj"]
            elif child.dep_ == "prep" and child.lower_ in {"by", "from", "of"}:
                found += [g for g in child.children if g.dep_ == "pobj"]
            elif child.dep_ == "poss" or (child.dep_ == "compound" and child.i in self.actors.parsed.names):
                found.append(child)
            elif child.dep_ == "relcl" and child.lemma_.lower() in ISSUING:
                found += [t for t, passive in subjects(child) if not passive and t != token]
        verb = token.head
        if verb.lemma_.lower() in ISSUING:
            if token.dep_ == "dobj":
                found += [t for t, _ in subjects(verb)]
            elif token.dep_ == "nsubjpass":
                found += [g for c in verb.children if c.dep_ == "agent" for g in c.children if g.dep_ == "pobj"]
        return found + _issuers_before(token)


def _issuers_before(token: Token) -> list[Token]:
    """Who told what a message follows on: "X claimed 12 dead, followed by a claim of four more"."""
    before = clause_before(token)
    if before is None or before.lemma_.lower() not in verb_stance():
        return []
    return [t for t, passive in subjects(before) if not passive]
