"""Wikidata's JSON: what `Special:EntityData` gives for one entity, and dumps with one entity on each line (CC0)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from rawi.model import EntityType, Listed, ListedName

TITLE = "Wikidata"
_FIRST = ("en", "mul")
"""Languages whose label is the main name, where there is one."""
_HUMAN = "Q5"
_STATES = ("Q6256", "Q3624078")


def is_entity(item: Mapping[str, Any]) -> bool:
    """Whether a JSON object is an entity of Wikidata, or holds some."""
    return isinstance(item.get("entities"), dict) or ("labels" in item and "id" in item)


def entries(items: Iterable[Mapping[str, Any]]) -> Iterator[Listed | None]:
    """Entities by their number (`Q…`), with labels and aliases of every language."""
    for item in items:
        held = item.get("entities")
        for entity in held.values() if isinstance(held, dict) else [item]:
            yield _entry(entity) if isinstance(entity, dict) else None


def _entry(entity: Mapping[str, Any]) -> Listed | None:
    number = entity.get("id")
    labels, aliases = entity.get("labels"), entity.get("aliases")
    if not isinstance(number, str):
        return None
    by_language = {language: _value(label) for language, label in _items(labels)}
    ordered = sorted(by_language, key=lambda language: (language not in _FIRST, language))
    names = [ListedName(by_language[language], "name") for language in ordered[:1] if by_language[language]]
    names += [ListedName(by_language[language], "alias") for language in ordered[1:] if by_language[language]]
    for _, several in sorted(_items(aliases)):
        said = [_value(one) for one in several] if isinstance(several, list) else []
        names += [ListedName(one, "alias") for one in said if one]
    kind = _type(entity.get("claims"))
    return Listed(register="wikidata", number=number, type=kind, names=tuple(dict.fromkeys(names)))


def _items(found: object) -> list[tuple[str, Any]]:
    return list(found.items()) if isinstance(found, dict) else []


def _value(found: object) -> str:
    said = found.get("value") if isinstance(found, dict) else None
    return " ".join(said.split()) if isinstance(said, str) else ""


def _type(claims: object) -> EntityType:
    """Person, State and Place where the entity says so; else Group: of what people look up here most are."""
    classes = {one for one in map(_target, _statements(claims, "P31")) if one}
    if _HUMAN in classes:
        return EntityType.PERSON
    if classes & set(_STATES):
        return EntityType.STATE
    return EntityType.PLACE if _statements(claims, "P625") else EntityType.GROUP


def _statements(claims: object, wanted: str) -> list[Any]:
    found = claims.get(wanted) if isinstance(claims, dict) else None
    return found if isinstance(found, list) else []


def _target(statement: object) -> str:
    for key in ("mainsnak", "datavalue", "value"):
        statement = statement.get(key) if isinstance(statement, dict) else None
    found = statement.get("id") if isinstance(statement, dict) else None
    return found if isinstance(found, str) else ""
