"""Kinship read from kin nouns: "his brother X", "X, brother of Y", "the brothers X and Y"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rawi.model import EntityType, Value
from rawi.reading.actors import Actors
from rawi.reading.clauses import noun_frame
from rawi.reading.coordination import expand
from rawi.reading.findings import Found
from rawi.reading.fitting import same

if TYPE_CHECKING:
    from spacy.tokens import Token


def read_kin(actors: Actors, token: Token, relation: str) -> Iterator[Found]:
    """`kin_of` claims that one kin noun makes; the value is the relation."""
    frame = noun_frame(token)
    named = [
        t
        for t in [*frame.roles.get("holder", []), *(c for c in token.children if c.dep_ == "appos")]
        if t.i in actors.parsed.names
    ]
    following = token.i + 1
    if (
        not named
        and following < len(token.doc)
        and following in actors.parsed.names
        and (token.dep_ == "compound" or token.doc[following].head == token or token.doc[following].dep_ == "appos")
    ):
        named = [token.doc[following]]
    people = [
        a
        for a in actors.all([x for t in named for x in expand(t, listing=False)])
        if a.type is EntityType.PERSON and a.named
    ]
    others = [
        a
        for role in ("possessor", "of")
        for a in actors.all(frame.roles.get(role, []))
        if a.type is EntityType.PERSON and a.named
    ]
    value = Value(text=relation)
    start, end = actors.parsed.starts[token.i], actors.parsed.ends[token.i]
    if token.tag_ in {"NNS", "NNPS"} and len(people) >= 2 and relation in {"brother", "sister", "sibling", "cousin"}:
        for other in people[1:]:
            yield Found(
                "kin_of",
                people[0],
                token,
                "kin",
                object=other,
                value=value,
                value_range=(start, end),
                timed=False,
                nominal=True,
            )
        return
    for person in people if token.tag_ in {"NNS", "NNPS"} else people[:1]:
        for other in others[:1]:
            if not same(person, other):
                yield Found(
                    "kin_of",
                    person,
                    token,
                    "kin",
                    object=other,
                    value=value,
                    value_range=(start, end),
                    timed=False,
                    nominal=True,
                )
