"""Places that only the name of a siege tells: who "lifted the Siege of X and Y" relieved X and Y."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from rawi.model import EntityType
from rawi.reading.actors import Actors
from rawi.reading.clauses import verb_frame
from rawi.reading.findings import Found
from rawi.reading.memory import Actor

if TYPE_CHECKING:
    from spacy.tokens import Span as SpacySpan
    from spacy.tokens import Token

SIEGE = re.compile(r"(?:siege|blockade|encirclement) of (.+)", re.I)
PLACE = re.compile(r"(?:\band\s+)?(\w(?:(?!\s+and\s)[^,])*)")
LIFTING = frozenset({"lift", "break", "relieve"})
DOERS = {EntityType.GROUP, EntityType.STATE}


def read_sieges(actors: Actors, sentence: SpacySpan) -> Iterator[Found]:
    """`took` of each place in the name of a siege that somebody broke."""
    for token in sentence:
        name = actors.parsed.names.get(token.i)
        siege = SIEGE.fullmatch(name.text) if name is not None else None
        verb = token.head
        if name is None or siege is None or token.dep_ not in {"dobj", "nsubjpass"} or verb.lemma_ not in LIFTING:
            continue
        frame = verb_frame(verb)
        for doer in actors.all(frame.roles.get("agent", [])):
            for place in _places(siege, name.start, token) if doer.type in DOERS else ():
                yield Found("took", doer, verb, "siege-broken", object=place, negated=frame.negated, own={doer.token})


def _places(siege: re.Match[str], start: int, token: Token) -> Iterator[Actor]:
    for found in PLACE.finditer(siege[1]):
        first = start + siege.start(1) + found.start(1)
        yield Actor(found[1], EntityType.PLACE, first, first + len(found[1]), token=token.i)
