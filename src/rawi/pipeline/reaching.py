"""Who is who, anew for what a change reaches: entities whose mentions share a key with what came, and their kin.

What is reached is resolved as everything is, by the same rules on fewer mentions; that the rest cannot be changed by it
is what `rawi.resolve.touching` promises. Where that cannot be said, `Unbounded` is raised, and everything is resolved.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence

import msgspec
from sqlalchemy import Connection

from rawi.model import Claim, Decision, Entity, EntityType, Join, Mention, Reference, Resolution, make_mention
from rawi.resolve.touching import Placed, meeting_keys, placed_here
from rawi.resolve.uses import EQUAL
from rawi.workspace import Workspace, touched
from rawi.workspace.touched import Recurring

MOST = 20_000
"""Mentions that are resolved anew at most; beyond, resolving everything costs no more."""
ROUNDS = 8
PERSON_KEYS = f"meets: {EntityType.PERSON} "


Resolve = Callable[[Sequence[Mention], Sequence[Claim], Sequence[Decision], Mapping[str, str]], Resolution]
Believed = Callable[[Collection[str], Sequence[Claim]], Sequence[Claim]]
"""Gives the claims with these ids that count for resolving, and others beside them, in the order of claims."""


class Unbounded(Exception):
    """What a change reaches cannot be told from what it does not reach."""


class Attached(msgspec.Struct, frozen=True, kw_only=True):
    """Mentions that joined an entity which is nothing but their name."""

    whole: Recurring
    mentions: tuple[str, ...]
    joins: tuple[Join, ...]
    placed: str


class Reached(msgspec.Struct, frozen=True, kw_only=True):
    """`gone` are the entities that were resolved anew, `resolution` what they are now, with those that are new."""

    gone: frozenset[str]
    resolution: Resolution
    attached: tuple[Attached, ...]
    mentions: Mapping[str, Mention]
    """All that were resolved anew or are new, by id; those of `attached` among them."""
    before: Mapping[str, str]
    """The entities to which they belonged."""
    decisions: tuple[int, ...]

    @property
    def owners(self) -> dict[str, str]:
        """The entity of each of these mentions now."""
        now = {mention: entity.id for entity in self.resolution.entities for mention in entity.mentions}
        return now | {mention: one.whole.id for one in self.attached for mention in one.mentions}


class Reaching:
    """Finds what new mentions and mentions that change reach, and resolves it."""

    def __init__(self, workspace: Workspace, connection: Connection, number: int, resolve: Resolve) -> None:
        self.workspace = workspace
        self.connection = connection
        self.number = number
        self.resolve = resolve
        self._gone: frozenset[str] = frozenset()
        self.decisions = [d for d in workspace.in_force() if d.left]
        self.sides = {d.id: {_id(one) for one in (*d.left, *d.right) if not one.entry} for d in self.decisions}
        known = workspace.owners({id for ids in self.sides.values() for id in ids})
        if any(id not in known for ids in self.sides.values() for id in ids):
            raise Unbounded

    def reach(
        self,
        new: Sequence[Mention],
        gone: Collection[str],
        claims_of_new: Sequence[Claim],
        changed: Collection[str],
        believed: Believed,
    ) -> Reached:
        """`new` are mentions that came, `gone` those that are no more, `claims_of_new` what their documents say,
        `changed` mentions whose circumstances or names changed.
        """
        self._gone = frozenset(gone)
        whole = set(self.workspace.owners({*changed, *gone}).values())
        for _ in range(ROUNDS):
            found = self._round(new, claims_of_new, whole, believed)
            if isinstance(found, Reached):
                return found
            whole |= found
        raise Unbounded

    def _round(
        self, new: Sequence[Mention], claims_of_new: Sequence[Claim], whole: set[str], believed: Believed
    ) -> Reached | set[str]:
        """What is reached, or the entities that have to be taken whole for it to be told."""
        asking = self._asking(new, claims_of_new)
        bearers = touched.bearers(self.connection, self.number, asking.keys())
        self._persons_apart(bearers, claims_of_new)
        met: dict[str, set[str]] = defaultdict(set)
        for key, ids in bearers.items():
            if not key.startswith(PERSON_KEYS):
                for id in ids:
                    met[id] |= asking[key]
        whole = self._closed(whole)
        recurring = touched.recurring(self.connection, self.number, met.keys() - whole)
        more = {id for id in met if id not in whole and id not in recurring}
        crowded = {id for key, ids in bearers.items() if len(ids) > 1 and not key.startswith(PERSON_KEYS) for id in ids}
        by_id = {mention.id: mention for mention in new}
        for id, one in recurring.items():
            here = [by_id[mention] for mention in met[id]]
            placed = msgspec.json.decode(one.placed, type=Placed)
            if id in crowded or any(
                m.id < one.first or m.type is not one.type or not placed.admits(placed_here(m, claims_of_new))
                for m in here
            ):
                more.add(id)
        if more:
            return more
        return self._resolved(new, claims_of_new, whole, recurring, believed)

    def _asking(self, new: Sequence[Mention], claims: Sequence[Claim]) -> dict[str, set[str]]:
        """The keys under which new mentions are looked for, with the mentions."""
        by_name = {(m.document, m.type, m.name): m for m in new}
        found: dict[str, set[str]] = defaultdict(set)
        for mention in new:
            for key in meeting_keys(mention.name, mention.type):
                found[key].add(mention.id)
        for claim in claims:
            subject = by_name.get((claim.document, claim.subject.type, claim.subject.name))
            if subject is not None and (name := _declared(claim)):
                for key in meeting_keys(name, subject.type):
                    found[key].add(subject.id)
        return found

    def _persons_apart(self, bearers: Mapping[str, set[str]], claims: Sequence[Claim]) -> None:
        """Persons of two documents meet only by declared names; raises `Unbounded` where any might."""
        others = {id for key, ids in bearers.items() if key.startswith(PERSON_KEYS) for id in ids}
        declared = [c for c in claims if _declared(c) and c.subject.type is EntityType.PERSON]
        for claim in declared:
            for name in (claim.subject.name, _declared(claim)):
                if any(bearers.get(key) for key in meeting_keys(name, EntityType.PERSON)):
                    raise Unbounded
        if any(one.predicate == "also_known_as" for told in self._about(others).values() for one in told):
            raise Unbounded

    def _about(self, ids: Collection[str]) -> Mapping[str, Sequence[touched.About]]:
        return touched.about(self.connection, self.number, ids) if ids else {}

    def _closed(self, whole: set[str]) -> set[str]:
        """These entities and all that share a key, a document's kin or a decision with them."""
        found: set[str] = set()
        todo = set(whole)
        while todo:
            found |= todo
            entities = self.workspace.entities(todo)
            if any(entity.type is EntityType.PERSON for entity in entities):
                told = self._about({e.id for e in entities if e.type is EntityType.PERSON})
                if any(one.predicate == "also_known_as" for listed in told.values() for one in listed):
                    raise Unbounded
            mentions = {mention for entity in entities for mention in entity.mentions}
            if len(mentions) > MOST:
                raise Unbounded
            tied = touched.kin_of(self.connection, self.number, mentions)
            for sides in self.sides.values():
                if sides & mentions:
                    tied |= sides
            keys = touched.keys_of(self.connection, self.number, todo, "meets: ")
            near = touched.bearers(self.connection, self.number, [k for k in keys if not k.startswith(PERSON_KEYS)])
            beside = {id for ids in near.values() for id in ids}
            persons = touched.bearers(self.connection, self.number, [k for k in keys if k.startswith(PERSON_KEYS)])
            others = {id for ids in persons.values() for id in ids} - found
            if any(one.predicate == "also_known_as" for told in self._about(others).values() for one in told):
                raise Unbounded
            todo = (beside | set(self.workspace.owners(tied).values())) - found
        return found

    def _resolved(
        self,
        new: Sequence[Mention],
        claims_of_new: Sequence[Claim],
        whole: set[str],
        recurring: Mapping[str, Recurring],
        believed: Believed,
    ) -> Reached | set[str]:
        old = {id: entity.id for entity in self.workspace.entities(whole) for id in entity.mentions} if whole else {}
        came = {mention.id: mention for mention in new}
        firsts = {one.first: id for id, one in recurring.items()}
        stood = old.keys() - came.keys() - self._gone
        mentions = {m.id: m for m in self.workspace.mentions([*stood, *firsts])} | came
        told = {one.claim for listed in self._about(whole).values() for one in listed}
        claims = believed(told, claims_of_new)
        laid = [d for d in self.decisions if self.sides[d.id] & mentions.keys()]
        resolution = self.resolve(list(mentions.values()), claims, laid, self.workspace.successors())
        held = {id for one in resolution.held_apart for id in (one.left, one.right)}
        attached: list[Attached] = []
        entities: list[Entity] = []
        wanting: set[str] = set()
        for entity in resolution.entities:
            here = [id for id in entity.mentions if id in firsts]
            if not here:
                entities.append(entity)
                continue
            one = recurring[firsts[here[0]]]
            joined = [mentions[id] for id in entity.mentions if id != one.first]
            if (
                entity.id != one.id
                or any(m.id not in came or m.name != one.name or m.type is not one.type or not m.named for m in joined)
                or any(join.rule != EQUAL or join.left != one.first for join in entity.joins)
                or not held.isdisjoint(entity.mentions)
                or not resolution.kin.keys().isdisjoint(entity.mentions)
            ):
                wanting |= {firsts[id] for id in here}
                continue
            placed = msgspec.json.decode(one.placed, type=Placed)
            for mention in joined:
                placed = placed.with_(placed_here(mention, claims_of_new)) if _is_placed(mention) else placed
            if joined:
                attached.append(
                    Attached(
                        whole=one,
                        mentions=tuple(m.id for m in joined),
                        joins=entity.joins,
                        placed=msgspec.json.encode(placed).decode(),
                    )
                )
        if wanting:
            return wanting
        kept = {id: mention for id, mention in mentions.items() if id not in firsts}
        plain = {entity.id: resolution.plain[entity.id] for entity in entities if entity.id in resolution.plain}
        return Reached(
            gone=frozenset(whole),
            resolution=msgspec.structs.replace(resolution, entities=tuple(entities), plain=plain),
            attached=tuple(attached),
            mentions=kept,
            before=old,
            decisions=tuple(d.id for d in laid),
        )


def _is_placed(mention: Mention) -> bool:
    return mention.type is EntityType.GROUP


def _id(one: Reference) -> str:
    return make_mention(document=one.document, name=one.name, type=one.type).id


def _declared(claim: Claim) -> str:
    """The other name that a claim declares; "" for every other claim."""
    if claim.predicate != "also_known_as" or claim.negated:
        return ""
    said = claim.value.text if claim.value and claim.value.text else claim.object.name if claim.object else ""
    return said.strip()
