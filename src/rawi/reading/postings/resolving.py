"""Who and what a posting means: its person, and its body where that is only "the division", "its" or "Ostian"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rawi.model import EntityType
from rawi.reading.actors import Actors
from rawi.reading.memory import Actor
from rawi.reading.passages import Passage
from rawi.reading.postings.finding import Posting
from rawi.reading.postings.records import Named, Posted
from rawi.vocabulary import gazetteer

if TYPE_CHECKING:
    from spacy.tokens import Span as SpacySpan

BODIES = frozenset(set(EntityType) - {EntityType.PERSON, EntityType.ITEM})


def resolved(actors: Actors, sentence: SpacySpan) -> list[tuple[Posting, Actor, Actor | None]]:
    """The postings of one sentence, each with its person and its body, None where none is told or can be told."""
    parsed = actors.parsed
    first, last = parsed.starts[sentence.start], parsed.ends[sentence.end - 1]
    found: list[tuple[Posting, Actor, Actor | None]] = []
    for posting in parsed.postings:
        if not first <= posting.person.start < last:
            continue
        token = parsed.token_at(posting.person.start)
        person = actors.who(parsed.doc[token]) if token is not None else None
        if person is not None:
            found.append((posting, person, _body(actors, posting)))
    return found


def _body(actors: Actors, posting: Posting) -> Actor | None:
    parsed = actors.parsed
    start, end = (posting.body.start, posting.body.end) if posting.body else posting.unit or (-1, -1)
    at = parsed.token_at(start)
    if at is None:
        return None
    if posting.body is not None and (posting.body.type is None or posting.body.type is EntityType.STATE):
        state = gazetteer().state(posting.body.text)
        return Actor(state, EntityType.STATE, start, end, token=at) if state is not None else None
    before = parsed.doc[at - 1] if at else None
    if before is not None and gazetteer().state_of_adjective(before.text) is not None and posting.body is None:
        first = parsed.start(before)  # "Kenyan military"
        return Actor(parsed.passage.written(first, end), EntityType.GROUP, first, end, named=False, token=at)
    actor = actors.who(parsed.doc[at])
    if actor is None or actor.type not in BODIES or not (actor.named or actor.by_reference):
        return None
    return actor


def posted(posting: Posting, body: Actor | None, passage: Passage, named: Sequence[Named]) -> Posted:
    """The record of a posting. A body named before is where it was named last, by the names of the text so far."""
    at: Named | None = None
    if posting.body is not None:
        span = passage.span(posting.body.start, posting.body.end)
        at = Named(name=posting.body.text, type=body.type if body is not None else posting.body.type, span=span)
    elif body is not None:
        last = next((n.span for n in reversed(named) if n.name == body.name), None)
        at = Named(name=body.name, type=body.type, span=last or passage.span(body.start, body.end))
    person = posting.person
    return Posted(
        person=Named(name=person.text, type=EntityType.PERSON, span=passage.span(person.start, person.end)),
        rank=passage.span(posting.rank.start, posting.rank.end) if posting.rank is not None else None,
        office=passage.span(posting.role.start, posting.role.end) if posting.role is not None else None,
        body=at,
        rule=posting.rule,
    )
