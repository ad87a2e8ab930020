"""Entries of reference lists: names with a number, to be confirmed by a person and never taken for truth."""

from __future__ import annotations

from typing import Literal

import msgspec

from rawi.model.claim import EntityType

NameSort = Literal["name", "alias", "weak", "former", "native"]


class ListedName(msgspec.Struct, frozen=True):
    """A name of an entry, and what the list calls it: main name, alias, weak or former one, in its own script."""

    name: str
    sort: NameSort = "name"


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    """One entry of a list. `register` is the list's short name; `type` is None where the list does not say."""

    register: str
    number: str
    type: EntityType | None
    names: tuple[ListedName, ...]
    states: tuple[str, ...] = ()
    """States that the list names with it, as the list writes them."""

    @property
    def entry(self) -> str:
        """What decisions refer to: `un:QDe.137`."""
        return f"{self.register}:{self.number}"

    @property
    def name(self) -> str:
        """The name that the list gives first."""
        return self.names[0].name
