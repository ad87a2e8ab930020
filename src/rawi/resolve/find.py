"""From a name in any spelling or script to the entities that bear it, each with the rule that matched."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from rawi.model import Entity, EntityType, Mention
from rawi.names import fold, is_bare, same_group, search_keys
from rawi.names.folding import words_of
from rawi.names.sounds import agree, sounds

_RULES = (
    "same name",
    "name of the state",
    "same name after folding",
    "same group name",
    "same person name",
    "same sounds",
    "part of the name",
)
_OF_TYPE = {"same person name": EntityType.PERSON, "same group name": EntityType.GROUP}


class Match(msgspec.Struct, frozen=True, kw_only=True):
    """An entity that a query may mean: the name of it that matched, and the rule."""

    entity: Entity
    name: str
    rule: str

    @property
    def strength(self) -> int:
        """0 for the closest rule; matches of a weaker rule are guesses to choose from."""
        return _RULES.index(self.rule)


def find(entities: Sequence[Entity], mentions: Sequence[Mention], query: str) -> list[Match]:
    """The entities that a name in any spelling or script may mean, closest rule first, then most mentions.

    An entity is given once, with the closest rule under which one of its mentions matches. An empty query finds
    nothing. `query` may also be the id of an entity.
    """
    wanted = dict.fromkeys(search_keys(query)) if query.strip() else {}
    if not wanted:
        return []
    by_id = {mention.id: mention for mention in mentions}
    found = []
    for entity in entities:
        if entity.id == query.strip():
            found.append(Match(entity=entity, name=entity.name, rule=_RULES[0]))
            continue
        names = sorted({entity.name, *(by_id[mention].name for mention in entity.mentions if mention in by_id)})
        ranked = [(rule, name) for name in names if (rule := _rule(entity, name, query, wanted))]
        if ranked:
            rule, name = min(ranked, key=lambda pair: (_RULES.index(pair[0]), pair[1]))
            found.append(Match(entity=entity, name=name, rule=rule))
    return sorted(found, key=lambda match: (match.strength, -len(match.entity.mentions), match.entity.id))


def _rule(entity: Entity, name: str, query: str, wanted: dict[tuple[str, str], None]) -> str | None:
    shared = [rule for rule, key in search_keys(name) if (rule, key) in wanted]
    for rule in _RULES:
        if rule not in shared or _OF_TYPE.get(rule, entity.type) is not entity.type:
            continue
        if rule == "same group name" and not same_group(name, query):
            continue
        if rule == "same sounds" and not _sound_alike(name, query):
            continue
        return rule
    asked = set(fold(query))
    if asked and not is_bare(query) and asked <= set(fold(name)):
        return "part of the name"
    return None


def _sound_alike(name: str, query: str) -> bool:
    one, other = ([sound for word in words_of(text) for sound in sounds(word)] for text in (name, query))
    return agree(tuple(one), tuple(other))
