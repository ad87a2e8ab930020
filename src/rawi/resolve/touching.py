"""What makes mentions bear on each other: the keys by which rules may ever join two, in one document and across.

Whoever shares no key, directly or by way of others, is resolved apart from the rest: so a new document resolves anew
only what it reaches.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from rawi.model import Claim, Entity, EntityType, Mention
from rawi.names import fold, group_name, person_name
from rawi.names.folding import words_of
from rawi.resolve.circumstances import Circumstances
from rawi.resolve.names_used import equal_key, spelled_key
from rawi.resolve.uses import EQUAL, tells
from rawi.vocabulary import is_acronym, plain

PLAIN_FROM = 4
"""Mentions from which it pays to stand by the first of them alone."""


class Placed(msgspec.Struct, frozen=True):
    """What may place another bearer of its name apart from an entity all of whose mentions bear one name.

    `states` are those in which every mention that is placed at all lies, None where none is; `ended` is the least last
    day of an end that a document tells, `began` the latest first day of a beginning; as ISO text, "" for none.
    """

    states: tuple[str, ...] | None = None
    ended: str = ""
    began: str = ""

    def admits(self, other: Placed) -> bool:
        """Whether another bearer is surely not placed apart from any of these."""
        if self.states is not None and other.states is not None and not set(self.states) & set(other.states):
            return False
        for ended, began in ((self.ended, other.began), (other.ended, self.began)):
            if ended and began and ended < began:
                return False
        return True

    def with_(self, other: Placed) -> Placed:
        """The same with another bearer among them."""
        if self.states is None or other.states is None:
            states = other.states if self.states is None else self.states
        else:
            states = tuple(sorted(set(self.states) & set(other.states)))
        ended = min(filter(None, (self.ended, other.ended)), default="")
        return Placed(states, ended, max(self.began, other.began))


def placed_of(circumstances: Circumstances) -> Placed:
    """Of one mention, by what its document says of it."""
    return Placed(
        tuple(sorted(circumstances.states)) or None,
        max((dated.day.isoformat() for dated in circumstances.ends), default=""),
        min((dated.day.isoformat() for dated in circumstances.begins), default=""),
    )


def placed_here(mention: Mention, claims: Iterable[Claim]) -> Placed:
    """The same, from the claims of its document."""
    found = Circumstances()
    for claim in claims:
        if (claim.subject.type, claim.subject.name) == (mention.type, mention.name):
            found.add(claim, "subject")
        if claim.object is not None and (claim.object.type, claim.object.name) == (mention.type, mention.name):
            found.add(claim, "object")
    return placed_of(found)


def meeting_keys(name: str, kind: EntityType) -> tuple[str, ...]:
    """The keys by which a name may join its bearer to one of another document."""
    if kind is EntityType.PERSON:
        units = person_name(name).units
        return (f"meets: {kind} {' '.join(units)}", f"meets: {kind} words {' '.join(words_of(name))}")
    found = [equal_key(name, kind), spelled_key(name, kind), f"acronym {name.replace('.', '')}"]
    if not is_acronym(name):
        found.pop()
    return tuple(f"meets: {kind} {key}" for key in found if key is not None)


def local_keys(name: str, kind: EntityType) -> tuple[str, ...]:
    """The keys by which a name may join its bearer to another of the same document."""
    if kind is EntityType.PERSON:
        return tuple({*person_name(name).units, f"words {' '.join(words_of(name))}", f"plain {plain(name) or name}"})
    found = {equal_key(name, kind), spelled_key(name, kind), f"acronym {name.replace('.', '')}"}
    words = fold(name)
    if is_acronym(name):
        found.add(f"initials {plain(name)}")
    elif words:
        found.add(f"initials {''.join(word[0] for word in words)}")
    if kind is EntityType.GROUP and (parts := group_name(name)) is not None:
        found.add(f"rest {parts.rest_key}")
    return tuple(key for key in found if key is not None)


def local_kin(mentions: Iterable[Mention], other_names: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """For each mention that shares a local key with another of its document, the smallest that it is tied to so.

    `other_names` are the names that documents declare for mentions, by their ids.
    """
    parent: dict[str, str] = {}

    def root(id: str) -> str:
        while parent.setdefault(id, id) != id:
            id = parent[id]
        return id

    holder: dict[tuple[str, EntityType, str], str] = {}
    for mention in sorted(mentions, key=lambda mention: mention.id):
        for name in (mention.name, *other_names.get(mention.id, ())):
            for key in local_keys(name, mention.type):
                first = holder.setdefault((mention.document, mention.type, key), mention.id)
                one, other = sorted((root(first), root(mention.id)))
                parent[other] = one
    members: dict[str, list[str]] = {}
    for id in parent:
        members.setdefault(root(id), []).append(id)
    return {id: first for first, tied in members.items() if len(tied) > 1 for id in tied}


def is_plain(entity: Entity, mentions: Sequence[Mention], entangled: Iterable[str]) -> bool:
    """Whether an entity is nothing but one name that recurs: each mention joined to the first, and to nothing else.

    `entangled` are mentions that decisions, aliases, kin of their document or walls bear on.
    """
    first = mentions[0]
    return (
        len(mentions) >= PLAIN_FROM
        and first.type is not EntityType.PERSON
        and not is_acronym(first.name)
        and tells(first.name, first.type)
        and all(m.name == first.name and m.type is first.type and m.named for m in mentions)
        and len(entity.joins) == len(mentions) - 1
        and all(join.rule == EQUAL and join.left == first.id for join in entity.joins)
        and set(entity.mentions).isdisjoint(entangled)
    )
