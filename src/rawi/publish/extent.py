"""How much of a dossier is made: all of it, or what a page shows unasked, so that what is not shown costs nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import msgspec

One = TypeVar("One")
NAMES = "names"
"""What stands for the names of an entity where a property may be asked for whole."""


class Most(msgspec.Struct, frozen=True):
    """How many values of a property are made, how many tellings of a value, and how many uses of a name."""

    values: int
    tellings: int
    uses: int

    def choose(self, values: Sequence[One], first: Sequence[bool]) -> list[One]:
        """The values that are made, in their order: of many those that come `first`, then the others as they stand."""
        if len(values) <= self.values:
            return list(values)
        places = sorted(range(len(values)), key=lambda at: (not first[at], at))[: self.values]
        return [values[at] for at in sorted(places)]


class Extent(msgspec.Struct, frozen=True, kw_only=True):
    """What is made unasked, and less of it the more claims there are; `whole` is the property that is made whole."""

    sizes: tuple[tuple[int, Most], ...] = ((150, Most(40, 15, 40)), (500, Most(8, 2, 40)))
    """For so many claims at most so much."""
    beyond: Most = Most(5, 1, 10)
    whole: str | None = None

    def most(self, claims: int) -> Most:
        """For an entity with so many claims."""
        return next((most for limit, most in self.sizes if claims <= limit), self.beyond)
