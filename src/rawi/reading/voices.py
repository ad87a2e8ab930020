"""Voices: whose document it is, and who has spoken in it so far ("the official", "the report", "she added")."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from rawi.model import Document, EntityType
from rawi.reading.cast import Cast, key
from rawi.reading.memory import Actor
from rawi.vocabulary import heads

NEAR = 4
"""Sentences over which "the official" or "she" may still be who spoke last."""
SELVES = frozenset({"panel", "group", "commission", "committee", "mission", "team", "author", "authors", "writer"})
"""What the body that writes a report calls itself, capitalised or not, where it is a body's report."""


@dataclass(frozen=True)
class Voice:
    """Somebody who told something: the name given, the head of the phrase, and in which sentence it was."""

    name: str
    head: str
    person: bool
    plural: bool
    sentence: int


@dataclass
class Voices:
    """The tellers of one document, in the order in which they spoke."""

    narrators: frozenset[str] = frozenset()
    """The document's publisher and author, folded: what they say, the document says."""
    selves: frozenset[str] = frozenset()
    """What its authors call themselves in it ("the Panel")."""
    spoken: list[Voice] = field(default_factory=list)
    sentence: int = 0

    @classmethod
    def of(cls, document: Document) -> Voices:
        """The voices at the start of a document."""
        named = [n for n in (document.publisher, document.author) if n]
        title = f"{document.title or ''} {document.publisher or ''} {document.author or ''}".lower()
        selves = {word for word in SELVES if f"{word} of experts" in title or f"{word} of inquiry" in title}
        return cls(frozenset(folded(name) for name in named), frozenset(selves))

    def is_narrator(self, name: str) -> bool:
        """Whether a teller is the document's own publisher or author, or what they call themselves ("the Panel")."""
        plain = folded(name)
        return plain in self.narrators or (plain in self.selves and name[:1].isupper())

    def hear(self, name: str, head: str, *, person: bool, plural: bool) -> None:
        """Remember who told something in the sentence that is read."""
        self.spoken.append(Voice(name, head, person, plural, self.sentence))

    def last(self, head: str | None = None, *, person: bool | None = None, plural: bool | None = None) -> Voice | None:
        """Who spoke last, not long ago, under such a word, as a person, or as several."""
        for voice in reversed(self.spoken):
            if self.sentence - voice.sentence > (NEAR if head is None else 4 * NEAR):
                return None
            if head is not None and voice.head != head:
                continue
            if (person is None or voice.person is person) and (plural is None or voice.plural is plural):
                return voice
        return None


PARTED = re.compile(r",|\b(?:of|for|de|du|des|del|al|in)\b|['’]s\b|[:|/·–—]", re.I)
"""Where a publisher's name is more than a group's own: "Central Committee, X Front", "Media Office of the X Front"."""


def signing(document: Document, cast: Cast) -> Actor | None:
    """The group whose own document it is, as its publisher or author names it: whom "we" and "our" mean there."""
    for source in filter(None, (document.publisher, document.author)):
        words = key(source)
        if cast.type_of(source) is EntityType.GROUP and any(_is_group_word(word) for word in words.split()):
            return Actor(source, EntityType.GROUP, 0, 0)
        groups = [name for name in cast.bodies if cast.type_of(name) is EntityType.GROUP]
        within = [name for name in groups if f" {key(name)} " in f" {words} " and name != source]
        if within:  # "Central Committee, X Front": the body behind its organ
            inner = max(within, key=lambda name: (words.rfind(key(name)), name))
            whole = words.endswith(key(inner)) and not PARTED.search(source)
            return Actor(source if whole else inner, EntityType.GROUP, 0, 0)
        if cast.types.get(words.rsplit(" ", 1)[-1]) is EntityType.GROUP:
            return Actor(source, EntityType.GROUP, 0, 0)
    return _speaking_for_itself(document)


def _speaking_for_itself(document: Document) -> Actor | None:
    """The publisher of a text that says "we" throughout, names its publisher, and lets nobody else speak."""
    publisher = document.publisher or ""
    kinds = {heads().kind_of(word) for word in key(publisher).split()}
    if not publisher or EntityType.ORGANIZATION in kinds or DIALOGUE.search(document.text):
        return None
    named = folded(publisher) in folded(document.text)
    return Actor(publisher, EntityType.GROUP, 0, 0) if named and speaks_for_a_body(document) else None


DIALOGUE = re.compile(r"^\s*(?:[A-Z][\w.' ]{0,30}:|[—–-])\s+\S.*\?\s*$", re.M)
"""A line in which somebody is asked something: an interview."""
WE = re.compile(r"\b(?:we|our|ours|us)\b", re.I)
QUOTED = re.compile(r"[\"“][^\"“”]{0,600}[\"”]")
OWN_VOICE = 4
"""So often an author says "we" outside quotations who speaks for a body; a reporter hardly ever does."""


def speaks_for_a_body(document: Document) -> bool:
    """Whether a document is written as "we" throughout: a statement, a letter, an interview's answers."""
    return len(WE.findall(QUOTED.sub(" ", document.text))) >= OWN_VOICE


def _is_group_word(word: str) -> bool:
    return heads().kind_of(word) is EntityType.GROUP


def folded(name: str) -> str:
    """A name to compare narrators by: small letters and figures only, without its article."""
    plain = "".join(c for c in name.lower() if c.isalnum() or c == " ")
    return " ".join(word for word in plain.split() if word != "the")
