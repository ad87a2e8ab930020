"""Which relative is meant: a brother who is not named and is dead, and brothers who are named and live on.

"X's brother" joins nobody by itself. But where one document has a brother of X die and another has a brother, by name,
serve on after that, either there are two or one of them is wrong; a person has to say which.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from rawi.model import Argument, EntityType, KeptClaim
from rawi.names import fold
from rawi.vocabulary import roles
from rawi.weigh.asking import Asked, Put
from rawi.weigh.context import Context
from rawi.weigh.days import Days, days_of_edtf, possible_days
from rawi.weigh.times import certainly_after
from rawi.weigh.values import asserts

TOPIC = "which kin"
KIN_OF = "kin_of"
KIN = frozenset({"died", "killed", KIN_OF})
"""Predicates that tell which relative is meant."""
DESCRIBED, NAMED = "described", "named"
MUTUAL = frozenset({"brother", "sister", "cousin"})
"""Relations that are the same from the other side."""
_OF = re.compile(r"^(?P<kin>.+?) of (?P<whom>.+)$", re.IGNORECASE)
_POSSESSED = re.compile(r"^(?P<whom>.+?)(?:'s|’s|s'|s’) (?P<kin>.+)$")


Tie = tuple[tuple[str, ...], str]
"""A person's name, folded, and a relation: two documents may mean one person whom nobody has joined yet."""


class Death(msgspec.Struct, frozen=True):
    """A claim that somebody died, with the days on which he may have."""

    kept: KeptClaim
    entity: str
    words: str
    days: Days


def which_kin(kept: Sequence[KeptClaim], context: Context) -> dict[Asked, list[Put]]:
    """Questions of which relative is meant, with the deaths of those described and what is told of those named."""
    deaths = [d for k in kept if asserts(k) for d in _deaths(k)]
    dead: dict[Tie, list[Death]] = defaultdict(list)
    whose: dict[Tie, set[str]] = defaultdict(set)
    for death in deaths:
        for whom, kin in _described(death, context):
            dead[fold(context.name(whom)), kin].append(death)
            whose[fold(context.name(whom)), kin].add(whom)
    if not dead:
        return {}
    named = _named_kin(kept, context)
    acts: dict[str, list[KeptClaim]] = defaultdict(list)
    for k in kept:
        if k.subject is not None and asserts(k) and k.claim.predicate not in ("died", KIN_OF):
            acts[k.subject].append(k)
    found: dict[Asked, list[Put]] = {}
    for tie, died in dead.items():
        whom, kin = min(whose[tie]), tie[1]
        described: dict[str, list[Death]] = defaultdict(list)
        for death in died:
            described[death.entity].append(death)
        for one, told in described.items():
            puts = [_put(d.kept, DESCRIBED, one, d.words) for d in told]
            for entity, ties in named.get(tie, {}).items():
                later = [k for k in acts[entity] if any(_lives_on(k, death, context) for death in told)]
                if later:
                    puts += [_put(k, NAMED, entity, context.name(entity)) for k in (*ties, *later)]
            if len({p.key for p in puts}) > 1:
                found[Asked(TOPIC, whom, slot=(kin, one))] = puts
        if len({d.kept.claim.document for d in died}) > 1 and len(described) > 1:
            found[Asked(TOPIC, whom, slot=(kin,))] = [_put(d.kept, DESCRIBED, d.entity, d.words) for d in died]
    return found


def _deaths(k: KeptClaim) -> Iterator[Death]:
    value = k.claim.value
    days = days_of_edtf(value.edtf) if value is not None and value.edtf else possible_days(k.reading.time)
    if k.claim.predicate == "died" and k.subject is not None:
        yield Death(k, k.subject, k.claim.subject.name, days)
    elif k.claim.predicate == "killed" and k.object is not None and _is_person(k.claim.object):
        yield Death(k, k.object, k.claim.object.name if k.claim.object else "", days)


def _lives_on(k: KeptClaim, death: Death, context: Context) -> bool:
    """Whether a claim tells of its subject after a death, or speaks of him in the present of a later text."""
    if certainly_after(possible_days(k.reading.time), death.days):
        return True
    since = context.present.since(k)
    return since is not None and death.days.last is not None and since > death.days.last


def _is_person(argument: Argument | None) -> bool:
    return argument is not None and argument.type is EntityType.PERSON


def _described(death: Death, context: Context) -> Iterator[tuple[str, str]]:
    """Whose relative, and of what kind, a person is who bears no name."""
    for pattern in (_POSSESSED, _OF):
        found = pattern.match(death.words)
        kin = _kin(found["kin"]) if found else None
        if found and kin:
            for name in re.split(r",? and |, ", found["whom"]):
                whom = context.person(death.kept.claim.document, name)
                if whom is not None and whom != death.entity:
                    yield whom, kin
            return


def _kin(words: str) -> str | None:
    """The relation that the last words name: "older brother" is a brother."""
    told = words.split()
    return next((kin for at in range(len(told)) if (kin := roles().kin_of(" ".join(told[at:])))), None)


def _named_kin(kept: Iterable[KeptClaim], context: Context) -> dict[Tie, dict[str, list[KeptClaim]]]:
    """By person and relation, the relatives who have a name, with the claims that make them so."""
    found: dict[Tie, dict[str, list[KeptClaim]]] = defaultdict(lambda: defaultdict(list))
    for k in kept:
        value = k.claim.value
        kin = roles().kin_of(value.text) if value is not None and value.text else None
        if k.claim.predicate != KIN_OF or k.subject is None or k.object is None or kin is None or not asserts(k):
            continue
        pairs = [(k.subject, k.object), (k.object, k.subject)] if kin in MUTUAL else [(k.subject, k.object)]
        for relative, whom in pairs:
            if not context.described(relative):
                found[fold(context.name(whom)), kin][relative].append(k)
    return found


def _put(k: KeptClaim, label: str, entity: str, words: str) -> Put:
    return Put(kept=k, label=label, key=entity, words=words, object=entity)
