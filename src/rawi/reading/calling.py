"""What groups have been called: "X militants" and "X, a rebel group" let "the militants" and "the rebels" be X later.

Only where one group alone has been called so; where two were, or none, the words stay a description.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from rawi.model import EntityType
from rawi.reading.memory import Actor, nouns
from rawi.vocabulary import load_yaml

if TYPE_CHECKING:
    from spacy.tokens import Span as SpacySpan
    from spacy.tokens import Token

    from rawi.reading.actors import Actors

BODIES = frozenset({EntityType.GROUP, EntityType.ORGANIZATION})
BESIDE = frozenset({"amod", "compound", "nmod"})


@cache
def _armed() -> frozenset[str]:
    return frozenset(str(word) for word in load_yaml("reference.yaml", "rawi.reading")["armed"])


def note_calling(actors: Actors, sentence: SpacySpan) -> None:
    """Remember what the named groups of a sentence are called in it."""
    for token in sentence:
        if token.i in actors.parsed.names or token.pos_ not in {"NOUN", "PROPN", "ADJ"}:
            continue
        actor = actors.who(token)
        if actor is None or actor.type not in BODIES or not actor.named or actor.by_reference:
            continue
        lemma = token.lemma_.lower()
        words = [c.lower_ for c in token.children if c.dep_ in BESIDE and c.lower_ in _armed()]
        part = lemma in nouns()["members"] and token.tag_ not in {"NNS", "NNPS"} and lemma not in _armed()
        for word in words if part else [lemma, *words]:  # "X's force" is a part of X
            actors.memory.call(word, actor)


def called_so(actors: Actors, token: Token) -> Actor | None:
    """The one group that has been called by the noun of a definite phrase; None where there is none, or several."""
    groups = actors.memory.called.get(token.lemma_.lower(), [])
    return groups[0] if len(groups) == 1 else None
