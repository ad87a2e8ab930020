"""What a workspace holds: every question that may be asked of it, and that changes nothing.

Questions about one thing (an entity, a claim, a document) read the rows of that thing, however many claims there are.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import partial

import msgspec
from sqlalchemy import select

from rawi.errors import UnknownName
from rawi.model import (
    Borne,
    Decision,
    Dependence,
    Document,
    Entity,
    Finding,
    HeldApart,
    KeptClaim,
    Listed,
    Mention,
    Question,
    ReviewState,
    Source,
    Unmet,
    grades,
    in_force,
)
from rawi.settings import Settings
from rawi.workspace import (
    collecting,
    custody,
    forms,
    intake,
    queries,
    registers,
    seals,
    settlement,
    verdicts,
    weighings,
)
from rawi.workspace.database import Database
from rawi.workspace.known import Known
from rawi.workspace.originals import Texts
from rawi.workspace.portions import portions
from rawi.workspace.schema import documents


class Names(msgspec.Struct, frozen=True, eq=False):
    """Names that stand in documents, each with whether it names somebody wherever it does; told apart as an object."""

    named: Mapping[str, bool]


class Holdings:
    """The side of a workspace that is read."""

    database: Database
    texts: Texts
    settings: Settings
    _names: tuple[str, Names] | None = None
    """Those that were asked for last, with the seal of their table then."""
    _sources: Known[queries.Sourced]
    _outlines: Known[queries.Outlined]
    _called: Known[Entity]
    """What pages ask for again and again, as it was read last."""

    def documents(self, ids: Collection[str] | None = None, *, superseded: bool = False) -> list[Source]:
        """What was read, or those with these ids, by path; with `superseded` also what a changed file has replaced."""
        with self.database.read() as connection:
            if ids is None:
                return queries.all_sources(connection, superseded=superseded)
            found = self._sources.of(connection, ids, partial(queries.sources, connection))
        named = [one.source for one in found.values() if superseded or not one.superseded]
        return sorted(named, key=lambda source: (source.path, source.id))

    def collection(self, document: str | None = None) -> list[collecting.Record]:
        """The collection records of one document or of all, oldest first."""
        with self.database.read() as connection:
            return collecting.records(connection, document)

    def members(self) -> dict[str, list[intake.Place]]:
        """What came out of archives, web archives and mails, by the SHA-256 of these."""
        with self.database.read() as connection:
            return intake.members(connection)

    def first_place(self, original: str) -> intake.Place | None:
        """Where an original stands, or stood; None for one that is not known."""
        with self.database.read() as connection:
            return intake.first_place(connection, original)

    def derivatives(self, document: str) -> list[intake.Derivative]:
        """The texts that were read from an original, oldest first; the last one read is current."""
        with self.database.read() as connection:
            return intake.derivatives(connection, document)

    def outline(self, id: str) -> Document:
        """A document as it was read, without its text. Raises `UnknownName`."""
        found = self.outlines([id])
        if not found:
            raise UnknownName(f"no document {id}")
        return found[0]

    def outlines(self, ids: Collection[str]) -> list[Document]:
        """The documents with these ids as they were read, without their texts, by path."""
        with self.database.read() as connection:
            found = self._outlines.of(connection, ids, partial(queries.outlines, connection))
        return [found[id].document for id in sorted(found, key=lambda id: (found[id].path, id))]

    def document(self, id: str) -> Document:
        """A document as it was read, with its text. Raises `UnknownName`."""
        return msgspec.structs.replace(self.outline(id), text=self.text(id))

    def iter_documents(self, ids: Sequence[str]) -> Iterator[Document]:
        """The documents with these ids, with their texts; by path within every few hundred of them."""
        for portion in portions(ids):
            with self.database.read() as connection:
                found = queries.outlines_and_texts(connection, portion)
            for outline, name in found:
                yield msgspec.structs.replace(outline, text=self.texts.read(name))

    def text(self, document: str) -> str:
        """The stored text that a document's offsets count in. Raises `UnknownName`."""
        with self.database.read() as connection:
            name = connection.execute(select(documents.c.text).where(documents.c.id == document)).scalar()
        if name is None:
            raise UnknownName(f"no document {document}")
        return self.texts.read(name)

    def kept_claims(
        self,
        *,
        document: str | None = None,
        entity: str | None = None,
        predicate: str | None = None,
        stance: str | None = None,
        review: ReviewState | None = None,
        ids: Collection[str] | None = None,
        superseded: bool = False,
    ) -> list[KeptClaim]:
        """The claims that meet every condition, edits of people applied, by document path and place of the quote."""
        with self.database.read() as connection:
            return queries.kept_claims(
                connection,
                document=document,
                entity=entity,
                predicate=predicate,
                stance=stance,
                review=review,
                ids=ids,
                superseded=superseded,
                known=self._sources,
            )

    def claims_as_read(self, ids: Collection[str]) -> list[KeptClaim]:
        """The claims with these ids as their readers gave them, as if nobody had decided anything."""
        with self.database.read() as connection:
            return queries.kept_claims(connection, ids=ids, as_read=True)

    def iter_kept_claims(self, *, superseded: bool = False) -> Iterator[KeptClaim]:
        """All claims, a document at a time, for what is too large to hold."""
        with self.database.read() as connection:
            for source in queries.all_sources(connection, superseded=superseded):
                yield from queries.kept_claims(connection, document=source.id, superseded=superseded)

    def claim(self, id: str) -> KeptClaim:
        """The one claim whose id begins so. Raises `UnknownName`."""
        with self.database.read() as connection:
            found = queries.claim_id(connection, id)
        return self.kept_claims(ids=[found], superseded=True)[0]

    def lapsed(self) -> list[KeptClaim]:
        """Claims on which a decision hangs and that no reader finds any more, or whose document was replaced."""
        with self.database.read() as connection:
            laid = verdicts.all_decisions(connection)
            gone = queries.kept_claims(connection, superseded=True, lapsed=True)
            decided = {claim for decision in laid if decision.action in verdicts.STATES for claim in decision.claims}
            shown = {source.id for source in queries.all_sources(connection, superseded=False)}
            known = {one.claim.id for one in gone}
            kept = queries.kept_claims(connection, ids=decided, superseded=True)
        return gone + [one for one in kept if one.source.id not in shown and one.claim.id not in known]

    def entities(self, ids: Collection[str] | None = None) -> list[Entity]:
        """All entities, or those with the given ids that there are, in the order of their ids."""
        with self.database.read() as connection:
            return settlement.all_entities(connection, ids)

    def called(self, ids: Collection[str]) -> list[Entity]:
        """The entities with the given ids by name and type alone, without their mentions and joins."""
        with self.database.read() as connection:
            found = self._called.of(connection, ids, partial(settlement.called, connection))
        return [found[id] for id in sorted(found)]

    def described(self, ids: Collection[str]) -> frozenset[str]:
        """Those of the entities with these ids that no document names: all their mentions describe."""
        with self.database.read() as connection:
            return settlement.described(connection, ids)

    def owners(self, mentions: Collection[str]) -> dict[str, str]:
        """The ids of the entities that mentions belong to, by the ids of the mentions."""
        with self.database.read() as connection:
            return settlement.owners(connection, mentions)

    def entity(self, id: str) -> Entity:
        """The entity with this id, or the one that the entity of this id became part of. Raises `UnknownName`."""
        with self.database.read() as connection:
            found = settlement.all_entities(connection, [id])
            if not found and (now := forms.owner(connection, id)):
                found = settlement.all_entities(connection, [now])
        if not found:
            raise UnknownName(f"no entity {id}")
        return found[0]

    def mentions(
        self,
        ids: Collection[str] | None = None,
        *,
        documents: Collection[str] | None = None,
        brought: bool = True,
    ) -> list[Mention]:
        """All mentions, those with the given ids or of the given documents, by the document's path.

        Those that no reader found, but people's edits brought in, are among them if `brought`.
        """
        with self.database.read() as connection:
            return queries.all_mentions(connection, superseded=False, ids=ids, documents=documents, brought=brought)

    def mentions_by(self, wanted: Mapping[str, Mapping[str, bool]]) -> list[Mention]:
        """The mentions of some names in some documents, by the document's path.

        `wanted` says for each document by which names, and of each whether also those that name somebody: else only
        those that describe.
        """
        with self.database.read() as connection:
            return queries.mentions_by(connection, wanted) if wanted else []

    def called_in(self, entity: str) -> list[tuple[str, str]]:
        """What an entity is called in which document, by the document's path: a pair for each of its mentions."""
        with self.database.read() as connection:
            return queries.called_in(connection, entity)

    def all_names(self) -> Names:
        """Every name that stands in any document; the same record for as long as no mention is written."""
        with self.database.read() as connection:
            seal = seals.of(connection, "mentions")
            if self._names is None or self._names[0] != seal:
                self._names = seal, Names(queries.all_names(connection))
            return self._names[1]

    def names_bearing(self, keys: Sequence[str], *, all_of_them: bool = False, most: int = forms.MOST) -> list[Borne]:
        """The names that share one of these keys, or all of them, with the entities that bear them; `most` at most."""
        with self.database.read() as connection:
            return (forms.bearing_all if all_of_them else forms.bearing_any)(connection, keys, most=most)

    def names_are_found(self) -> bool:
        """Whether names can be asked for: not where entities were kept by a Rawi that made no keys."""
        with self.database.read() as connection:
            return forms.are_kept(connection)

    def names_of(self, entity: str) -> list[Borne]:
        """Every name of an entity that can be found, those that only a claim declares among them."""
        with self.database.read() as connection:
            return forms.names_of(connection, entity)

    def joins_counted(self) -> dict[str, int]:
        """How many joins each rule made, by the rule."""
        with self.database.read() as connection:
            return settlement.joins_counted(connection)

    def held_apart(self, mentions: Collection[str] | None = None) -> list[HeldApart]:
        """The joins that a rule asked for and that were not made, with why; those between these mentions, if given."""
        with self.database.read() as connection:
            return settlement.held_apart(connection, mentions)

    def unmet(self) -> list[Unmet]:
        """The decisions in force that cannot be carried out now, with why."""
        with self.database.read() as connection:
            return settlement.unmet(connection)

    def registers_in_use(self) -> list[registers.Kept]:
        """The reference lists in use."""
        with self.database.read() as connection:
            return registers.in_use(connection)

    def listed(self, entry: str) -> Listed:
        """The entry of a reference list by what decisions call it, as in `un:QDe.137`. Raises `UnknownName`."""
        with self.database.read() as connection:
            found = registers.entry(connection, entry)
        if found is None:
            raise UnknownName(f"no reference list here has an entry {entry}", advice="`rawi registry list` names them")
        return found

    def listed_sharing(self, keys: Sequence[str]) -> list[Listed]:
        """The entries of reference lists whose names share one of these keys."""
        with self.database.read() as connection:
            return registers.sharing(connection, keys)

    def successors(self) -> dict[str, str]:
        """For each superseded document the one that stands in its place now."""
        with self.database.read() as connection:
            return intake.successors(connection)

    def questions(self, entity: str | None = None, *, contested: bool = False) -> list[Question]:
        """What claims answer, weighed: everything, what is about one entity, or only what is in dispute."""
        with self.database.read() as connection:
            number = settlement.number(connection)
            return weighings.all_questions(connection, number, entity, contested=contested)

    def in_dispute(self, *, entity: str | None = None, type: str | None = None) -> list[str]:
        """The ids of the questions in dispute: all, about one entity, with a contradiction of one type."""
        with self.database.read() as connection:
            return weighings.in_dispute(connection, settlement.number(connection), entity=entity, type=type)

    def question_ids(self, prefix: str) -> list[str]:
        """The ids of the questions that begin so, three at most."""
        with self.database.read() as connection:
            return weighings.beginning_with(connection, settlement.number(connection), prefix)

    def questions_with(self, ids: Collection[str]) -> list[Question]:
        """The questions with these ids, in the order in which weighing gave them."""
        with self.database.read() as connection:
            return weighings.with_ids(connection, settlement.number(connection), ids)

    def weighed(self) -> dict[str, Question]:
        """Every question that was weighed, by the key of all that its weighing rests on."""
        with self.database.read() as connection:
            return weighings.by_key(connection, settlement.number(connection))

    def findings(self, entity: str | None = None) -> list[Finding]:
        """The alarms, of everything or of one entity."""
        with self.database.read() as connection:
            return weighings.all_findings(connection, settlement.number(connection), entity)

    def last_decision(self) -> int:
        """The number of the last decision; 0 before the first."""
        with self.database.read() as connection:
            return verdicts.next_id(connection) - 1

    def decisions(self) -> list[Decision]:
        """Every decision ever made, oldest first, those that were undone among them."""
        with self.database.read() as connection:
            return verdicts.all_decisions(connection)

    def in_force(self) -> list[Decision]:
        """The decisions that nobody has taken back."""
        return in_force(self.decisions())

    def dependences(self) -> list[Dependence]:
        """Which document rests on which, with the evidence and what people decided."""
        with self.database.read() as connection:
            return settlement.all_dependences(connection)

    def grades(self) -> dict[str, str]:
        """The grades in force by id of document and claim; none where grades are off."""
        return grades(self.in_force()) if self.settings.grades.shown else {}

    def log(self) -> list[custody.LogEntry]:
        with self.database.read() as connection:
            return custody.entries(connection)

    def head(self) -> str:
        """The hash of the last log entry, to be printed in what leaves the workspace."""
        with self.database.read() as connection:
            return custody.head(connection)
