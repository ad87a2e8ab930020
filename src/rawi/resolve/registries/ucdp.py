"""The UCDP Actor Dataset (https://ucdp.uu.se/downloads/), CC BY 4.0: actors with their own, English and newer names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rawi.model import EntityType, Listed, ListedName
from rawi.model.listed import NameSort

TITLE = "UCDP Actor Dataset"
_NAMES: dict[str, NameSort] = {
    "NameData": "name",
    "NameOrigFullEng": "alias",
    "NameOrigFull": "native",
    "NameOrig": "alias",
    "NewName": "alias",
    "NewNameFullEng": "alias",
    "NewNameFullMotherTongue": "native",
}
_TYPES = {"1": EntityType.GROUP, "2": EntityType.GROUP, "3": EntityType.COMMUNITY, "4": EntityType.STATE}
_NOTHING = ("", "n/a", "-")


def entries(rows: Sequence[Sequence[str]]) -> Iterator[Listed | None]:
    """The actors by `ActorId`. A predecessor or an ally is another actor and gives no name."""
    heading = list(rows[0])
    for row in rows[1:]:
        if len(row) != len(heading):
            yield None
            continue
        actor = dict(zip(heading, row, strict=True))
        names = {" ".join(actor.get(field, "").split()): sort for field, sort in reversed(_NAMES.items())}
        kept = [ListedName(name, sort) for name, sort in reversed(names.items()) if name.casefold() not in _NOTHING]
        states = [state.strip() for state in actor.get("Location", "").split(",")]
        yield Listed(
            register="ucdp",
            number=actor["ActorId"].strip(),
            type=_TYPES.get(actor.get("Org", "")),
            names=tuple(sorted(kept, key=lambda one: one.sort != "name")),
            states=tuple(dict.fromkeys(state for state in states if state)),
        )
