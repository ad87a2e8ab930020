"""The order of battle: what a group is told to be a part of, and what is told to be a part of it, to every depth."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import msgspec

from rawi.model import Entity, EntityType, KeptClaim
from rawi.publish.clocks import Clock, seen_at
from rawi.publish.dossier import Telling
from rawi.publish.entries import holds, telling
from rawi.publish.knowledge import Knowledge, order
from rawi.publish.wording import resolved_words

PART_OF = "part_of"
DEEPEST = 12
Beside = dict[str, dict[str, list[KeptClaim]]]


class Unit(msgspec.Struct, frozen=True, kw_only=True):
    """A unit and what hangs on it. `tellings` say that it is a part of the one above it (below it, for `above`)."""

    entity: str
    name: str
    type: EntityType
    times: tuple[str, ...] = ()
    holds: str | None = None
    unreviewed: int = 0
    tellings: tuple[Telling, ...] = ()
    again: bool = False
    """It stands in this tree already, and what hangs on it is not said twice."""
    units: tuple[Unit, ...] = ()


class OrderOfBattle(msgspec.Struct, frozen=True, kw_only=True):
    """`above` is what the unit is a part of, each with what that is a part of in turn; `unit` holds its own parts."""

    unit: Unit
    above: tuple[Unit, ...]


def order_of_battle(
    knowledge: Knowledge, focus: Entity, *, as_of: Clock | None = None, as_known: Clock | None = None
) -> OrderOfBattle:
    """The tree over `part_of` at the two clocks. A circle is cut where it closes; nobody's claims are left out."""
    up: Beside = defaultdict(lambda: defaultdict(list))
    down: Beside = defaultdict(lambda: defaultdict(list))
    for k in sorted(seen_at(knowledge.kept, as_of, as_known).kept, key=order):
        if k.claim.predicate == PART_OF and not k.claim.negated and k.subject and k.object and k.subject != k.object:
            up[k.subject][k.object].append(k)
            down[k.object][k.subject].append(k)

    def hung(id: str, told: Sequence[KeptClaim], beside: Beside, seen: set[str], left: int) -> Unit:
        again = id in seen
        seen.add(id)
        under = [] if again or left == 0 else sorted(beside.get(id, {}).items(), key=lambda one: knowledge.name(one[0]))
        return Unit(
            entity=id,
            name=knowledge.name(id),
            type=knowledge.entity[id].type if id in knowledge.entity else EntityType.GROUP,
            times=tuple(dict.fromkeys(words for k in told if (words := resolved_words(k.reading.time)))),
            holds=holds(told, as_of) if told else None,
            unreviewed=sum(k.review.state == "unreviewed" for k in told),
            tellings=tuple(telling(k, knowledge) for k in told),
            again=again and bool(beside.get(id)),
            units=tuple(hung(other, claims, beside, seen, left - 1) for other, claims in under),
        )

    return OrderOfBattle(
        unit=hung(focus.id, (), down, set(), DEEPEST),
        above=hung(focus.id, (), up, set(), DEEPEST).units,
    )
