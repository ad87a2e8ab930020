"""Relatives who are spoken of under another's name: "he" after "X's brother was shot" is the brother, and not X."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rawi.reading.referring import words_of
from rawi.vocabulary import roles

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from spacy.tokens import Token

HE = frozenset({"he", "him", "his", "himself"})
SHE = frozenset({"she", "her", "herself"})


def relative_named_by(name: Token, names: Container[int]) -> Token | None:
    """The kin noun of which a person is only the possessor ("X's brother", "the brother of X"); None where the relative
    has a name of his own. `names` are the tokens of names."""
    noun = name.head if name.dep_ == "poss" else name.head.head
    possessed = name.dep_ == "poss" or (name.dep_ == "pobj" and name.head.lower_ == "of")
    if not possessed or noun.tag_ != "NN" or roles().kin_of(noun.lemma_) is None:
        return None
    own = [noun.head] if noun.dep_ in {"appos", "compound"} else []
    own += [c for c in noun.children if c.dep_ in {"appos", "compound", "attr"} and c != name]
    own += [noun.nbor()] if noun.i + 1 < len(noun.doc) else []
    return None if any(t.i in names for t in own) else noun


def may_be(pronoun: Token, kin: Token) -> bool:
    """Whether "he" or "she" can be the relative that a kin noun names."""
    return _agrees(pronoun, [kin.lemma_.lower()])


def may_be_called(pronoun: Token, description: str) -> bool:
    """The same for somebody who is remembered by his description ("X's younger brother")."""
    return _agrees(pronoun, description.lower().split())


def _agrees(pronoun: Token, words: Sequence[str]) -> bool:
    other = words_of("she_kin") if pronoun.lower_ in HE else words_of("he_kin") if pronoun.lower_ in SHE else ()
    return not any(word in other for word in words)
