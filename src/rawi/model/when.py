"""When something holds: four bounds, the words they came from, and the rule that read them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Literal

import msgspec

OPEN: Literal[".."] = ".."
"""The bound of what goes on: asserted to have no end (or no start) yet."""

if TYPE_CHECKING:
    Bound = dt.date | Literal[".."] | None
else:  # msgspec decodes no union of two types that are both text in JSON; `When` tells them apart itself
    Bound = Any
"""A day, `OPEN`, or None where the text does not say."""


class When(msgspec.Struct, frozen=True, kw_only=True):
    """A time as a text gives it; never a day that the words do not give.

    For what goes on, the bounds are of its start and of its end; for a point event, start and end are the same
    unknown day, so "late 2015" is earliest_start = earliest_end = 2015-10-01, latest_start = latest_end = 2015-12-31,
    with `within` true. `start_asserted` and `end_asserted` say whether the words speak of a start ("since 2015") or
    an end ("until 2024") at all. `yearless` keeps what has no year ("Feb. 6" is `XXXX-02-06`), whose bounds are all
    None. `words` are verbatim; `rule` names the expression that read them.
    """

    earliest_start: Bound = None
    latest_start: Bound = None
    earliest_end: Bound = None
    latest_end: Bound = None
    start_asserted: bool = False
    end_asserted: bool = False
    within: bool = False
    approximate: bool = False
    uncertain: bool = False
    marked: Literal["both", "start", "end"] = "both"
    """Which end `approximate` and `uncertain` speak of ("around 2000 to April 2010" is marked at its start)."""
    yearless: str | None = None
    words: str = ""
    rule: str = ""

    def __post_init__(self) -> None:
        """Days that were stored as ISO text become days again."""
        for name in ("earliest_start", "latest_start", "earliest_end", "latest_end"):
            bound = getattr(self, name)
            if type(bound) is str and bound != OPEN:
                msgspec.structs.force_setattr(self, name, dt.date.fromisoformat(bound))

    @property
    def bounds(self) -> tuple[Bound, Bound, Bound, Bound]:
        return (self.earliest_start, self.latest_start, self.earliest_end, self.latest_end)
