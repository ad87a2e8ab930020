"""Two alarms over claims: values of a one-value predicate that differ, and a pair that is ally and opponent at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations

from rawi.model import Entity, Finding, KeptClaim, Stance
from rawi.vocabulary import predicates
from rawi.weigh.days import possible_days
from rawi.weigh.values import exclude_each_other, is_dated_by_value
from rawi.weigh.wording import counted, value_words

ALLY = "allied_with"
OPPONENT = "opposed_to"


def weigh(kept: Sequence[KeptClaim], entities: Sequence[Entity]) -> list[Finding]:
    """What differs, and who is both ally and opponent; nothing is settled, every claim stays.

    Claims that a person rejected, that the document negates or says to be denied, and those whose subject is not
    resolved take no part. Sorted by entity, predicate and kind.
    """
    names = {entity.id: entity.name for entity in entities}
    standing = [k for k in kept if k.review.state != "rejected" and asserts(k)]
    findings = [*_differences(standing), *_friends_and_foes(standing, names)]
    return sorted(findings, key=lambda f: (f.entity, f.predicate, f.kind, f.claims))


def asserts(kept: KeptClaim) -> bool:
    """Whether the claim says that something is so (with whatever reserve), not that it is not so or is denied."""
    return not kept.claim.negated and kept.reading.stance is not Stance.DENIED


def _differences(kept: Iterable[KeptClaim]) -> Iterable[Finding]:
    by_subject: dict[tuple[str, str, str | None], list[KeptClaim]] = defaultdict(list)
    known = predicates()
    for k in kept:
        predicate = known.get(k.claim.predicate)
        if k.subject is not None and predicate is not None and predicate.one:
            by_subject[k.subject, predicate.name, k.claim.extent].append(k)
    for (entity, name, _extent), claims in sorted(
        by_subject.items(), key=lambda item: (item[0][0], item[0][1], str(item[0][2]))
    ):
        if at_odds := _at_odds(claims):
            values = counted((value_words(k.claim.value), k.claim.document) for k in at_odds)
            yield Finding(
                kind="differs",
                entity=entity,
                predicate=name,
                claims=tuple(sorted(k.claim.id for k in at_odds)),
                reason=f"values that cannot all hold: {values}",
            )


def _at_odds(claims: Sequence[KeptClaim]) -> list[KeptClaim]:
    """The claims that contradict at least one other of them."""
    caught: set[int] = set()
    for i, j in combinations(range(len(claims)), 2):
        left, right = claims[i], claims[j]
        if exclude_each_other(left.claim, right.claim) and not _separated_in_time(left, right):
            caught |= {i, j}
    return [claims[i] for i in sorted(caught)]


def _separated_in_time(left: KeptClaim, right: KeptClaim) -> bool:
    if is_dated_by_value(left.claim.predicate):
        return False
    return not possible_days(left.reading.time).may_meet(possible_days(right.reading.time))


def _friends_and_foes(kept: Iterable[KeptClaim], names: dict[str, str]) -> Iterable[Finding]:
    sides: dict[tuple[str, str], dict[str, list[KeptClaim]]] = defaultdict(lambda: {ALLY: [], OPPONENT: []})
    for k in kept:
        if k.subject and k.object and k.subject != k.object and k.claim.predicate in (ALLY, OPPONENT):
            sides[min(k.subject, k.object), max(k.subject, k.object)][k.claim.predicate].append(k)
    for (one, other), claims in sorted(sides.items()):
        meeting = {
            k.claim.id: k
            for ally in claims[ALLY]
            for foe in claims[OPPONENT]
            if possible_days(ally.reading.time).may_meet(possible_days(foe.reading.time))
            for k in (ally, foe)
        }
        if meeting:
            told = counted((_side(k), k.claim.document) for k in meeting.values())
            yield Finding(
                kind="both",
                entity=one,
                predicate=ALLY,
                claims=tuple(sorted(meeting)),
                reason=f"{names.get(one, one)} and {names.get(other, other)} are both allies and opponents, "
                f"at times that may overlap: {told}",
            )


def _side(kept: KeptClaim) -> str:
    side = "ally" if kept.claim.predicate == ALLY else "opponent"
    return f"{side} ({kept.reading.time.words if kept.reading.time else 'undated'})"
