"""When an event took place, where its name carries the date: "Operation X in 2013", "the X offensive of May 2016"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rawi.model import EntityType
from rawi.reading.actors import Actors
from rawi.reading.findings import Found

if TYPE_CHECKING:
    from spacy.tokens import Span as SpacySpan


def read_events(actors: Actors, sentence: SpacySpan) -> Iterator[Found]:
    """`happened` for named events with a date phrase of their own."""
    for token in sentence:
        if token.i not in actors.parsed.names:
            continue
        actor = actors.who(token)
        if actor is None or actor.type is not EntityType.EVENT:
            continue
        if "dated" in actors.parsed.names[token.i].rule:
            yield Found("happened", actor, token, "dated name")
            continue
        for child in token.children:
            if (
                child.dep_ == "prep"
                and child.lower_ in {"in", "on", "of", "from"}
                and any(g.ent_type_ == "DATE" or g.pos_ in {"NUM", "PROPN"} for g in child.children)
            ):
                yield Found("happened", actor, token, "dated event")
                break
