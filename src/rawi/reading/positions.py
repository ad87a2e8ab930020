"""Who leads, serves and is kin to whom, read from role nouns: "X leader Y", "Y, commander of X", "its spokesman Y"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rawi.model import EntityType, Value
from rawi.reading.actors import Actors
from rawi.reading.clauses import verb_frame
from rawi.reading.coordination import expand
from rawi.reading.doers import is_negated, subjects
from rawi.reading.findings import Found
from rawi.reading.fitting import same
from rawi.reading.holders import bodies_of, holders, title_of
from rawi.reading.kin import read_kin
from rawi.reading.memory import Actor
from rawi.reading.offices import FOUNDING, MEMBERS, office_of, office_told
from rawi.reading.phrases import first_of
from rawi.reading.postings import Posting
from rawi.reading.postings.resolving import resolved
from rawi.vocabulary import roles
from rawi.vocabulary.letters import plain

if TYPE_CHECKING:
    from spacy.tokens import Span as SpacySpan
    from spacy.tokens import Token

NOT_A_POSITION = {
    "victim",
    "resident",
    "hostage",
    "prisoner",
    "captive",
    "man",
    "woman",
    "brother",
    "friend",
    "supporter",
    "relative",
    "someone",
}


def read_positions(actors: Actors, sentence: SpacySpan) -> Iterator[Found]:
    """Claims of leading, founding, holding a position, membership and kinship in one sentence."""
    told: set[int] = set()
    for posting, person, body in resolved(actors, sentence):
        found = _posted(actors, posting, person, body)
        if found is not None:
            said = posting.role or posting.rank
            told.add(found.trigger.i)
            told |= {t.i for t in sentence if said and said.start <= actors.parsed.start(t) < said.end}
            yield found
    for token in sentence:
        if token.i in actors.parsed.names or token.pos_ not in {"NOUN", "PROPN"} or token.i in told:
            continue
        lemma = token.lemma_.lower()
        kin = roles().kin_of(lemma)
        if kin is not None:
            yield from read_kin(actors, token, kin)
            continue
        office = actors.parsed.offices.get(token.i)
        title = plain(office.text) if office is not None and office.formal else title_of(token)
        if (
            not (roles().is_position(title) or roles().is_position(lemma) or lemma in FOUNDING | MEMBERS)
            or lemma in NOT_A_POSITION
        ):
            continue
        yield from _position(actors, token, title)
    yield from _heads(actors, sentence)


def _posted(actors: Actors, posting: Posting, person: Actor, body: Actor | None) -> Found | None:
    """The claim that a posting makes: an office in a body, or a rank where no office is told."""
    title = posting.role or posting.rank
    if body is None or title is None or person.type is not EntityType.PERSON or not person.named or same(person, body):
        return None
    parsed = actors.parsed
    if _is_replaced(parsed.doc[person.token]) or _is_beside(parsed.doc[person.token]):
        return None
    at = next((i for i, office in parsed.offices.items() if office == title), None)
    trigger = parsed.doc[at if at is not None else person.token]
    words = " ".join(title.text.split())
    value = Value(text=f"former {words}" if title.past else words)
    lemma = trigger.lemma_.lower()
    if lemma in NOT_A_POSITION and posting.role is not None:
        return None
    predicate = "holds_position"
    if posting.role is not None:
        predicate = office_told(lemma, title, body, parsed.passage.text)
    of_body = predicate in {"led_by", "founded_by"}
    return Found(
        predicate,
        body if of_body else person,
        trigger,
        f"posting: {posting.rule}",
        object=person if of_body else body,
        value=value if predicate != "founded_by" else None,
        value_range=(title.start, title.end),
        timed=False,
        nominal=True,
        own={person.token, body.token},
    )


def _is_replaced(person: Token) -> bool:
    """Whether somebody else takes the office behind "as": "Y succeeded X as leader"."""
    verb = person.head
    return person.dep_ == "dobj" and verb.lemma_ in REPLACING and any(c.lower_ == "as" for c in verb.children)


def _is_beside(person: Token) -> bool:
    """Whether a name only tells whose relative somebody is: Y of "X, a son of Y, as governor"."""
    return person.dep_ == "pobj" and roles().kin_of(person.head.head.lemma_) is not None


REPLACING = {"succeed", "replace", "follow", "oust", "overthrow", "depose", "supplant", "unseat"}


def _position(actors: Actors, token: Token, title: str) -> Iterator[Found]:
    people = holders(actors, token)
    bodies = bodies_of(actors, token)
    if not people or not bodies:
        return
    start, end = actors.parsed.starts[token.i], actors.parsed.ends[token.i]
    denied = token.dep_ == "attr" and is_negated(token.head)
    for body in bodies:
        for person in people:
            predicate = office_of(token, title, body)
            of_body = predicate in {"led_by", "founded_by"}
            yield Found(
                predicate,
                body if of_body else person,
                token,
                "position",
                object=person if of_body else body,
                value=Value(text=title) if predicate != "founded_by" else None,
                value_range=(start, end),
                negated=denied,
                timed=False,
                nominal=True,
                own={person.token, body.token},
            )


LEADING_VERBS = {"lead", "head", "command", "found"}


def _heads(actors: Actors, sentence: SpacySpan) -> Iterator[Found]:
    """ "X, led by Y", "Y heads X"."""
    for token in sentence:
        lemma = token.lemma_.lower()
        if token.i in actors.parsed.names and token.dep_ == "pobj" and token.head.lower_ == "under":
            yield from _under(actors, token)
        if lemma not in LEADING_VERBS or not token.tag_.startswith("VB"):
            continue
        frame = verb_frame(token)
        people = [
            a
            for a in actors.all(frame.roles.get("agent", []) + frame.roles.get("by", []))
            if a.type in (EntityType.PERSON, None)
        ]
        groups = [
            a
            for a in actors.all([first_of(t) if token.dep_ == "acl" else t for t in frame.roles.get("patient", [])])
            if a.type in (EntityType.GROUP, EntityType.ORGANIZATION)
        ]
        for group in groups:
            for person in people:
                if not person.named or same(group, person):
                    continue
                own = {person.token, group.token}
                if lemma == "found":
                    continue
                yield Found(
                    "led_by",
                    group,
                    token,
                    "led by",
                    object=person,
                    value=Value(text="leader"),
                    own=own,
                    negated=frame.negated,
                )


def _under(actors: Actors, token: Token) -> Iterator[Found]:
    """ "Under Y, X grew", "X under Y": who led X then."""
    person, above = actors.who(token), token.head.head
    if person is None or person.type is not EntityType.PERSON:
        return
    verbal = above.pos_ in {"VERB", "AUX"}
    for group in actors.all([t for s, _ in subjects(above) for t in expand(s)] if verbal else [above]):
        if group.type is EntityType.GROUP and (group.named or group.by_reference or not verbal):
            yield Found(
                "led_by",
                group,
                token,
                "under a leader",
                object=person,
                value=Value(text="leader"),
                timed=verbal,
                nominal=not verbal,
                own={person.token, group.token},
            )
