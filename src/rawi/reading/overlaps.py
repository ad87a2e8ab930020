"""What one sentence says twice, kept once: a killing is also a death, a threat also a declaration."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rawi.reading.findings import Found
from rawi.reading.memory import Actor

if TYPE_CHECKING:
    from spacy.tokens import Token


def once(found: list[Found]) -> list[Found]:
    """The findings of a sentence without those that another one of them says more exactly.

    Who is killed by somebody is not one loss more (`killed` where the killer is named), and only the death of a person
    known by name is told besides; what
    is threatened is not declared too; what was shot down was not attacked besides; who attends talks takes no part in
    them besides; "B was trained by A" is "A trained B"; who backs a group need not be told to be for it too; what holds
    both ways is told once.
    """
    kept = [f for f in found if not (f.negated and f.predicate in {"died", "suffered_deaths"})]
    for without_repeats in OVERLAPS:
        kept = without_repeats(kept)
    return kept


def _killed_is_dead(found: list[Found]) -> list[Found]:
    killings = [f for f in found if f.predicate == "killed"]
    triggers = {f.trigger.i for f in killings}
    dead = {f.object.name for f in killings if f.object is not None}
    victims = {f.object.token for f in killings if f.object is not None}
    return [
        f
        for f in found
        if not (f.predicate == "died" and f.subject.name in dead and not f.subject.named)
        and not (f.predicate == "suffered_deaths" and (f.subject.token in victims or f.trigger.i in triggers))
        and not (f.predicate == "accused_of" and f.trigger.i in triggers and f.rule in KILLING_TOO)
    ]


KILLING_TOO = {"harm-the-weak", "abuse-noun", "harm", "guilty"}
"""Patterns of misdeeds that read a killing as well."""


def _threat_is_declared(found: list[Found]) -> list[Found]:
    threats = [f for f in found if f.predicate == "threatened"]
    speaking = {above.i for f in threats for above in (f.trigger, *_above(f.trigger))}
    return [f for f in found if not (f.predicate == "declared" and f.trigger.i in speaking)]


def _downed_is_attacked(found: list[Found]) -> list[Found]:
    downed = {(f.trigger.i, _name(f.object)) for f in found if f.predicate == "shot_down"}
    return [f for f in found if not (f.predicate == "attacked" and (f.trigger.i, _name(f.object)) in downed)]


def _attended_is_taking_part(found: list[Found]) -> list[Found]:
    attended = {(f.subject.name, _name(f.object)) for f in found if f.predicate == "attended"}
    return [
        f for f in found if not (f.predicate == "participated_in" and (f.subject.name, _name(f.object)) in attended)
    ]


def _trained_twice(found: list[Found]) -> list[Found]:
    trained = {(f.subject.name, f.object.name) for f in found if f.predicate == "trained" and f.object is not None}
    return [
        f
        for f in found
        if f.predicate != "supported_by"
        or f.object is None
        or (f.object.name, f.subject.name) not in trained
        or f.value is None
        or not (f.value.text or "").startswith("train")
    ]


def _backed_is_for(found: list[Found]) -> list[Found]:
    backed = {(_name(f.object), f.subject.name) for f in found if f.predicate == "supported_by"}
    return [f for f in found if f.predicate != "supports" or (f.subject.name, _name(f.object)) not in backed]


def _told_both_ways(found: list[Found]) -> list[Found]:
    kept: list[Found] = []
    said: set[tuple[str, bool, frozenset[str | None]]] = set()
    for f in found:
        sides = (f.predicate, f.negated, frozenset({f.subject.name, _name(f.object)}))
        if f.predicate in SYMMETRIC and sides in said and f.object is not None:
            continue
        said.add(sides)
        kept.append(f)
    return kept


SYMMETRIC = {"allied_with", "opposed_to", "linked_to"}


def _name(actor: Actor | None) -> str | None:
    return actor.name if actor is not None else None


def _above(token: Token) -> list[Token]:
    """The verbs of whose clauses a token's clause is a part."""
    found: list[Token] = []
    while token.dep_ in {"xcomp", "ccomp", "conj", "dobj", "acl"} and token.head != token:
        token = token.head
        found.append(token)
    return found


OVERLAPS = (
    _killed_is_dead,
    _threat_is_declared,
    _downed_is_attacked,
    _attended_is_taking_part,
    _trained_twice,
    _backed_is_for,
    _told_both_ways,
)
