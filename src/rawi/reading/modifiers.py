"""Relations inside a noun phrase: "Y-backed X", "pro-Y X", "anti-Y X", "Y-based X", "Y's wing X", "X members"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rawi.model import EntityType
from rawi.reading.actors import Actors
from rawi.reading.beside import read_beside
from rawi.reading.compounds import endings, following_noun, read_compound, read_unhyphenated
from rawi.reading.descriptors import kind_of
from rawi.reading.findings import Found
from rawi.reading.ownership import followed, native, owned, personal

if TYPE_CHECKING:
    from spacy.tokens import Span as SpacySpan
    from spacy.tokens import Token


def read_modifiers(actors: Actors, sentence: SpacySpan) -> Iterator[Found]:
    """Claims that hyphenated modifiers make of the group that they modify."""
    for token in sentence:
        yield from read_beside(actors, token)
        if token.i in actors.parsed.names:
            yield from owned(actors, token)
            yield from followed(actors, token)
            continue
        lower = token.lower_
        if lower in endings()["backing"] and token.tag_ == "VBN":
            yield from read_unhyphenated(actors, token)
        if token.pos_ == "NOUN":
            yield from native(actors, token)
            yield from personal(actors, token)
        if "-" not in lower or kind_of(actors, token) is not None:
            continue
        head = _head(token) or (following_noun(token) if "-" in lower else None)
        if head is None:
            continue
        subject = actors.who(head)
        if subject is None:
            continue
        if subject.type is not EntityType.GROUP:
            yield from read_compound(actors, token, head, subject)
            continue
        yield from read_compound(actors, token, head, subject)


def _head(token: Token) -> Token | None:
    """The noun that a modifier belongs to: it modifies it, or is said of it ("X is a Y-based militia")."""
    current = token
    while current.dep_ in {"amod", "compound", "nmod", "conj", "advmod", "npadvmod"} and current.head != current:
        current = current.head
        if current.pos_ in {"NOUN", "PROPN"} and current.dep_ not in {"amod", "compound", "nmod"}:
            return current
    return None
