"""Who was joined with whom, against lists of the names of each: pairs of names, and pairs of mentions.

Pairwise precision and recall, as in Menestrina, Whang, Garcia-Molina, *Evaluating Entity Resolution Results* (2010).
A pair of names counts as joined where some entity bears both. Pairs of mentions are the stricter figure: the same name
in two documents is a pair of its own there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import combinations

import msgspec

from rawi.model import Entity, EntityType, Mention
from rawi.vocabulary import plain


class Joined(msgspec.Struct, frozen=True, kw_only=True):
    """Counts of pairs, and those that were wrongly joined and missed, as they are written."""

    right: int
    wrong: tuple[tuple[str, str], ...]
    missed: tuple[tuple[str, str], ...]

    @property
    def precision(self) -> float:
        """Share of the joined pairs that belong together; 1 if none was joined."""
        return self.right / (self.right + len(self.wrong)) if self.right or self.wrong else 1.0

    @property
    def recall(self) -> float:
        """Share of the pairs that belong together which were joined; 1 if there are none."""
        return self.right / (self.right + len(self.missed)) if self.right or self.missed else 1.0


class IdentityScore(msgspec.Struct, frozen=True, kw_only=True):
    """`unread` are names of the lists that no mention bears: what reading missed, not joining."""

    names: Joined
    mentions: Joined
    unread: tuple[str, ...]


def score_identity(
    aliases: Mapping[str, Sequence[str]],
    entities: Iterable[Entity],
    mentions: Iterable[Mention],
    types: Collection[EntityType],
) -> IdentityScore:
    """Holds entities against `aliases` (a name to its other names), over mentions of these types.

    Names are compared in plain letters. Mentions whose name stands in no list take no part: nobody said whose it is.
    """
    pools: dict[str, set[int]] = {}
    for number, (name, others) in enumerate(aliases.items()):
        for form in (name, *others):
            pools.setdefault(plain(form), set()).add(number)
    owner = {mention: entity.id for entity in entities for mention in entity.mentions}
    listed = [one for one in mentions if one.type in types and plain(one.name) in pools and one.id in owner]
    listed.sort(key=lambda one: (plain(one.name), one.document, one.id))
    bearers: dict[str, list[Mention]] = {}
    for one in listed:
        bearers.setdefault(plain(one.name), []).append(one)
    borne_by = {form: {owner[one.id] for one in group} for form, group in bearers.items()}
    return IdentityScore(
        names=_joined(
            (
                (
                    group[0].name,
                    other[0].name,
                    bool(pools[form] & pools[second]),
                    bool(borne_by[form] & borne_by[second]),
                )
                for (form, group), (second, other) in combinations(bearers.items(), 2)
            )
        ),
        mentions=_joined(
            (
                (
                    one.name,
                    two.name,
                    bool(pools[plain(one.name)] & pools[plain(two.name)]),
                    owner[one.id] == owner[two.id],
                )
                for one, two in combinations(listed, 2)
            )
        ),
        unread=tuple(sorted(form for form in pools if form not in bearers)),
    )


def _joined(pairs: Iterable[tuple[str, str, bool, bool]]) -> Joined:
    right, wrong, missed = 0, [], []
    for one, other, belong, joined in pairs:
        if belong and joined:
            right += 1
        elif belong:
            missed.append((one, other))
        elif joined:
            wrong.append((one, other))
    return Joined(right=right, wrong=tuple(wrong), missed=tuple(missed))
