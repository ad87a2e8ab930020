"""From a name in any spelling or script to the entities that bear it, each with the rule that matched.

Nothing here looks at all names: a query has keys, and whoever holds the names gives those that share one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache

import msgspec

from rawi.model import Borne, Entity, EntityType, Form, Mention, Resolution
from rawi.names import candidate_keys, compare, fold, is_bare, same_group, search_keys
from rawi.names.folding import words_of
from rawi.names.sounds import agree, sounds
from rawi.resolve.touching import meeting_keys

SAME, PART, ALIKE = "same name", "part of the name", "alike"
LISTED = "name of its entry in a reference list"
ID = "the id of an entity"
RULES = (
    ID,
    SAME,
    "name of the state",
    "same name after folding",
    "same group name",
    "same person name",
    "same sounds",
    LISTED,
    PART,
    ALIKE,
)
"""From the closest to the loosest; the last two are guesses to choose from."""
COMPARED = 40
"""Names that are compared with one name: those that share its rarest keys."""
LIKELY = 0.5
"""The least probability at which a name that no rule matches is still shown."""
UNLIKELY = 0.02
"""The least at which it is told as a near name."""
MOST = 500
"""Names looked at for one question."""
LONGEST = 300
"""Characters of a query or a name that are looked at: nobody is called more."""
_OF_TYPE = {"same person name": EntityType.PERSON, "same group name": EntityType.GROUP}

COMPARED_AS = (EntityType.PERSON, EntityType.GROUP)
"""A type for each way of comparing: names of persons are compared in their own way, all others in one."""

Lookup = Callable[[Sequence[str], bool, int], Iterable[Borne]]
"""Gives the names that share one of the keys (False), those first that share the most and the rarest, or all of them
(True); the last argument says how many at most."""


class Match(msgspec.Struct, frozen=True, kw_only=True):
    """An entity, by its id, that a query may mean: the name of it that matched, the rule, and how many mentions."""

    entity: str
    name: str
    rule: str
    type: EntityType
    mentions: int
    probability: float | None = None
    """Of `alike` alone: how likely two such names are one."""
    because: str = ""
    """Of `alike` alone: what the names have in common."""

    @property
    def strength(self) -> int:
        """0 for the closest rule."""
        return RULES.index(self.rule)


def find(query: str, lookup: Lookup, *, exact: bool = False) -> list[Match]:
    """The entities that a name in any spelling or script may mean: closest rule first, then most mentions.

    An entity is given once, with the closest rule under which one of its names matches. Names that are merely alike
    are looked for where no rule finds any. `exact` takes the query letter by letter: no folding, no part of a name.
    An empty query finds nothing.
    """
    query = query.strip()[:LONGEST]
    if not query:
        return []
    if exact:
        found = [_match(borne, SAME) for borne in lookup([f"{SAME}: {query}"], False, MOST) if borne.name == query]
        return _closest(found)
    keys = search_keys(query)
    wanted = dict.fromkeys(keys)
    sharing = lookup([_key(*key) for key in keys], False, MOST)
    found = [match for borne in sharing if (match := _by_rule(borne, query, wanted))]
    asked = tuple(dict.fromkeys(fold(query)))
    if asked and not is_bare(query):
        parts = lookup([_key(PART, word) for word in asked], True, MOST)
        found += [_match(borne, PART) for borne in parts if set(asked) <= set(fold(borne.name[:LONGEST]))]
    return _closest(found or _compared(query, lookup, LIKELY))


def near(query: str, lookup: Lookup) -> list[str]:
    """The names most like a query that nothing is called, likeliest first: what may have been meant."""
    found = _compared(query.strip()[:LONGEST], lookup, least=UNLIKELY)
    return [match.name for match in sorted(found, key=_order)]


def forms_of(resolution: Resolution, mentions: Iterable[Mention]) -> Iterator[Form]:
    """Every name of every entity with the keys under which it is found, those only declared among them."""
    known = {mention.id: mention for mention in mentions}
    names = {id: mention.name for id, mention in known.items()}
    declared: dict[str, list[str]] = {}
    for one in resolution.declared:
        declared.setdefault(one.entity, []).append(one.name)
    for entity in resolution.entities:
        own = {entity.name, *(names[mention] for mention in entity.mentions if mention in names)}
        kinds = {entity.type, *(known[mention].type for mention in entity.mentions if mention in known)}
        for name in sorted({*own, *declared.get(entity.id, ())}):
            meeting = [key for kind in sorted(kinds) for key in meeting_keys(name[:LONGEST], kind)]
            yield Form(
                entity=entity.id,
                name=name,
                type=entity.type,
                mentions=len(entity.mentions),
                keys=(*finding_keys(name, entity.type), *meeting),
            )


@lru_cache(maxsize=65536)
def finding_keys(name: str, kind: EntityType) -> tuple[str, ...]:
    """All keys of a name: of the rules, of its words, and of the names worth comparing with it."""
    short = name[:LONGEST]
    keys = [_key(*key) for key in search_keys(short)]
    keys += [_key(PART, word) for word in fold(short)]
    keys += alike_keys(short, kind)
    return tuple(dict.fromkeys(keys))


def alike_keys(name: str, kind: EntityType) -> list[str]:
    """The keys of the names that are worth comparing with a name of this type; other types may share them."""
    return [f"{ALIKE}: {key}" for key in candidate_keys(name[:LONGEST], kind)]


def in_memory(entities: Sequence[Entity], mentions: Sequence[Mention]) -> Lookup:
    """A lookup over entities at hand, for what is asked of records alone."""
    held: dict[str, list[Borne]] = {}
    for form in forms_of(Resolution(entities=tuple(entities)), mentions):
        borne = Borne(entity=form.entity, name=form.name, type=form.type, mentions=form.mentions)
        for key in form.keys:
            held.setdefault(key, []).append(borne)

    def lookup(keys: Sequence[str], all_of_them: bool, most: int) -> list[Borne]:
        if not all_of_them:
            return list(dict.fromkeys(borne for key in keys for borne in held.get(key, ())))[:most]
        first, *rest = (held.get(key, []) for key in keys)
        return [borne for borne in first if all(borne in other for other in rest)][:most]

    return lookup


def _key(rule: str, key: str) -> str:
    return f"{rule}: {key}"


def _by_rule(borne: Borne, query: str, wanted: dict[tuple[str, str], None]) -> Match | None:
    shared = {rule for rule, key in search_keys(borne.name[:LONGEST]) if (rule, key) in wanted}
    for rule in RULES:
        if rule not in shared or _OF_TYPE.get(rule, borne.type) is not borne.type:
            continue
        if rule == "same group name" and not same_group(borne.name, query):
            continue
        if rule == "same sounds" and not _sound_alike(borne.name, query):
            continue
        return _match(borne, rule)
    return None


def _compared(query: str, lookup: Lookup, least: float) -> list[Match]:
    """Names that no rule matches but that are as likely the same, each compared as a name of its own type."""
    keys = dict.fromkeys(key for kind in COMPARED_AS for key in alike_keys(query, kind))
    found = []
    for borne in lookup(list(keys), False, COMPARED):
        likeness = compare(query, borne.name[:LONGEST], borne.type)
        if likeness.probability >= least:
            because = "; ".join(reason.text for reason in likeness.for_it[:3])
            match = _match(borne, ALIKE)
            found.append(msgspec.structs.replace(match, probability=round(likeness.probability, 3), because=because))
    return found


def _match(borne: Borne, rule: str) -> Match:
    return Match(entity=borne.entity, name=borne.name, rule=rule, type=borne.type, mentions=borne.mentions)


def _closest(found: Iterable[Match]) -> list[Match]:
    """Each entity once, under its closest rule."""
    best: dict[str, Match] = {}
    for match in found:
        before = best.get(match.entity)
        if before is None or _order(match) < _order(before):
            best[match.entity] = match
    return sorted(best.values(), key=lambda match: (*_order(match)[:2], -match.mentions, match.entity))


def _order(match: Match) -> tuple[int, float, str]:
    return match.strength, -(match.probability or 0.0), match.name


def _sound_alike(name: str, query: str) -> bool:
    one, other = ([sound for word in words_of(text) for sound in sounds(word)] for text in (name, query))
    return agree(tuple(one), tuple(other))
