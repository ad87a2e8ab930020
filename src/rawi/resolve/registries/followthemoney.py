"""FollowTheMoney entities, one JSON object a line, as OpenSanctions publishes them (https://www.opensanctions.org/docs/)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from rawi.model import EntityType, Listed, ListedName
from rawi.model.listed import NameSort

TITLE = "FollowTheMoney entities"
_TYPES = {
    "Person": EntityType.PERSON,
    "Organization": EntityType.GROUP,
    "PublicBody": EntityType.ORGANIZATION,
    "Company": EntityType.ORGANIZATION,
    "LegalEntity": None,
}
"""Schemata that bear names here; ships, addresses and documents do not."""
_NAMES: dict[str, NameSort] = {"name": "name", "alias": "alias", "weakAlias": "weak", "previousName": "former"}
_STATES = ("country", "nationality")


def is_entity(item: Mapping[str, Any]) -> bool:
    """Whether a JSON object is a FollowTheMoney entity."""
    return isinstance(item.get("schema"), str) and isinstance(item.get("properties"), dict)


def entries(items: Iterable[Mapping[str, Any]]) -> Iterator[Listed | None]:
    """Entities by their id, of the schemata that bear names here."""
    for item in items:
        number, properties = item.get("id"), item.get("properties")
        schema = item.get("schema")
        if (
            not isinstance(schema, str)
            or schema not in _TYPES
            or not isinstance(number, str)
            or not isinstance(properties, dict)
        ):
            yield None
            continue
        names = [ListedName(caption, "name")] if isinstance(caption := item.get("caption"), str) and caption else []
        for field, sort in _NAMES.items():
            names += [ListedName(said, sort) for said in _strings(properties.get(field))]
        distinct = {one.name: one for one in reversed(names)}
        yield Listed(
            register="ftm",
            number=number,
            type=_TYPES[str(schema)],
            names=tuple(reversed(distinct.values())),
            states=tuple(dict.fromkeys(one for field in _STATES for one in _strings(properties.get(field)))),
        )


def _strings(found: object) -> list[str]:
    """The texts of a property, each on one line; what is no text or says nothing is left out."""
    texts = [" ".join(one.split()) for one in found if isinstance(one, str)] if isinstance(found, list) else []
    return [one for one in texts if one]
