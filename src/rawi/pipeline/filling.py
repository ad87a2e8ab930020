"""Which entity fills each place of a claim, and the mentions that only edits bring in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import msgspec

from rawi.model import EntityType, KeptClaim, Mention, make_mention
from rawi.workspace import Filling


def arguments_of(kept: KeptClaim) -> list[tuple[str, str, EntityType]]:
    """Role, name and type of each place of a claim that an entity fills."""
    claim = kept.claim
    places = {"subject": claim.subject, "object": claim.object, "place": kept.reading.place}
    return [(role, filler.name, filler.type) for role, filler in places.items() if filler is not None]


def brought_by(kept: Iterable[KeptClaim], mentions: Iterable[Mention]) -> list[Mention]:
    """Mentions for names that the last readings do not mention: of people's edits, and of claims that lapsed."""
    known = {mention.id for mention in mentions}
    brought: dict[str, Mention] = {}
    for one in kept:
        for _, name, kind in arguments_of(one):
            mention = make_mention(document=one.claim.document, name=name, type=kind)
            if mention.id not in known:
                brought[mention.id] = mention
    return [brought[id] for id in sorted(brought)]


def filled(kept: Sequence[KeptClaim], owner: Callable[[Mention], str | None]) -> list[KeptClaim]:
    """The claims with the entity of each place. Where `owner` raises `KeyError`, the place stays as it is."""
    return [_filled(one, owner) for one in kept]


def _filled(one: KeptClaim, owner: Callable[[Mention], str | None]) -> KeptClaim:
    ids: dict[str, str | None] = {"subject": None, "object": None, "place": None}
    for role, name, kind in arguments_of(one):
        mention = make_mention(document=one.claim.document, name=name, type=kind)
        try:
            ids[role] = owner(mention)
        except KeyError:
            ids[role] = {"subject": one.subject, "object": one.object, "place": one.place}[role]
    return msgspec.structs.replace(one, subject=ids["subject"], object=ids["object"], place=ids["place"])


def fillings_of(one: KeptClaim) -> list[Filling]:
    ids = {"subject": one.subject, "object": one.object, "place": one.place}
    return [Filling(one.claim.id, role, entity) for role, entity in ids.items() if entity is not None]
