"""A workspace: the folder on disk that keeps originals, texts, claims and what people decided.

The one door to it. It knows the records and no stage: what is written here was made elsewhere.
"""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import msgspec
from sqlalchemy import func, select

from rawi import settings
from rawi.errors import UnknownName, WorkspaceError
from rawi.model import (
    Borne,
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
    in_force,
)
from rawi.workspace import (
    custody,
    files,
    forms,
    intake,
    lock,
    queries,
    registers,
    settlement,
    verdicts,
    verification,
    weighings,
)
from rawi.workspace.database import Database
from rawi.workspace.deciding import Deciding
from rawi.workspace.originals import Originals, Texts
from rawi.workspace.passes import Passes
from rawi.workspace.problem import Problem
from rawi.workspace.schema import documents, log

READING = "reading"


class Workspace(Deciding):
    """Opened with `create` or `open`; closes its database as a context manager."""

    def __init__(self, folder: Path, clock: custody.Clock):
        self.folder = folder
        self.clock = clock
        self.database = Database(folder / "rawi.db")
        self.originals = Originals(folder / "originals")
        self.texts = Texts(folder / "texts")
        self.passes = Passes(self.database, self.texts, clock)
        self.settings = settings.Settings()

    @classmethod
    def create(cls, folder: Path, clock: custody.Clock = custody.utc_now) -> Self:
        """Makes the folder and what belongs in it. Raises `WorkspaceError` where a workspace stands already.

        `rawi.toml` is written last, so a folder without it is no workspace, and making one there completes it.
        """
        folder = Path(folder).absolute()
        if (folder / settings.FILE).exists():
            raise WorkspaceError("there is a workspace here already", where=str(folder))
        try:
            for part in ("originals", "texts"):
                (folder / part).mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise WorkspaceError(
                f"no workspace can be made here: {error.strerror}", where=str(folder), advice="name another folder"
            ) from error
        made = cls(folder, clock)
        made.database.make()
        with made.database.write("durable") as connection:
            if connection.execute(select(func.count()).select_from(log)).scalar_one() == 0:
                custody.append(connection, "workspace made", {}, clock)
        files.keep(folder / settings.FILE, settings.TEMPLATE.encode())
        return made

    @classmethod
    def open(cls, folder: Path, clock: custody.Clock = custody.utc_now) -> Self:
        """Opens a workspace, and brings an older one up to date. Raises `WorkspaceError` where there is none."""
        folder = Path(folder).absolute()
        if not (folder / settings.FILE).is_file():
            raise WorkspaceError("is no Rawi workspace", where=str(folder), advice="make one with `rawi init DIR`")
        if not (folder / "rawi.db").is_file():
            raise WorkspaceError("the database rawi.db is missing", where=str(folder), advice="restore it from a copy")
        opened = cls(folder, clock)
        opened.settings = settings.load(folder)
        try:
            opened.database.check()
        except BaseException:
            opened.close()
            raise
        return opened

    def close(self) -> None:
        self.database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def reading(self) -> Path:
        """Where a researcher's own patterns (`*.yaml`) and names (`names.tsv`) stand; need not be there."""
        return self.folder / READING

    @property
    def notices(self) -> list[str]:
        """What a user should know about how this workspace was opened."""
        return list(self.database.notices)

    def building(self, patience_seconds: float = 0) -> contextlib.AbstractContextManager[None]:
        """Held while a build writes. Raises `Busy` where another build holds it longer than the patience lasts."""
        return lock.building(self.folder, patience_seconds)

    def documents(self, *, superseded: bool = False) -> list[Source]:
        """What was read, by path; with `superseded` also what a changed file has replaced."""
        with self.database.read() as connection:
            return queries.all_sources(connection, superseded=superseded)

    def outline(self, id: str) -> Document:
        """A document as it was read, without its text. Raises `UnknownName`."""
        with self.database.read() as connection:
            record = connection.execute(select(documents.c.outline).where(documents.c.id == id)).scalar()
        if record is None:
            raise UnknownName(f"no document {id}")
        return msgspec.json.decode(record, type=Document)

    def document(self, id: str) -> Document:
        """A document as it was read, with its text. Raises `UnknownName`."""
        return msgspec.structs.replace(self.outline(id), text=self.text(id))

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
                in_force(verdicts.all_decisions(connection)),
                document=document,
                entity=entity,
                predicate=predicate,
                stance=stance,
                review=review,
                ids=ids,
                superseded=superseded,
            )

    def iter_kept_claims(self, *, superseded: bool = False) -> Iterator[KeptClaim]:
        """All claims, a document at a time, for what is too large to hold."""
        with self.database.read() as connection:
            standing = in_force(verdicts.all_decisions(connection))
            for source in queries.all_sources(connection, superseded=superseded):
                yield from queries.kept_claims(connection, standing, document=source.id, superseded=superseded)

    def claim(self, id: str) -> KeptClaim:
        """The one claim whose id begins so. Raises `UnknownName`."""
        with self.database.read() as connection:
            found = queries.claim_id(connection, id)
        return self.kept_claims(ids=[found], superseded=True)[0]

    def lapsed(self) -> list[KeptClaim]:
        """Claims on which a decision hangs and that no reader finds any more, or whose document was replaced."""
        with self.database.read() as connection:
            laid = verdicts.all_decisions(connection)
            standing = in_force(laid)
            gone = queries.kept_claims(connection, standing, superseded=True, lapsed=True)
            decided = {claim for decision in laid if decision.action in verdicts.STATES for claim in decision.claims}
            shown = {source.id for source in queries.all_sources(connection, superseded=False)}
            known = {one.claim.id for one in gone}
            kept = queries.kept_claims(connection, standing, ids=decided, superseded=True)
        return gone + [one for one in kept if one.source.id not in shown and one.claim.id not in known]

    def entities(self) -> list[Entity]:
        with self.database.read() as connection:
            return settlement.all_entities(connection)

    def entity(self, id: str) -> Entity:
        """The entity with this id, or the one that the entity of this id became part of. Raises `UnknownName`."""
        with self.database.read() as connection:
            found = settlement.all_entities(connection, id)
            if not found and (now := forms.owner(connection, id)):
                found = settlement.all_entities(connection, now)
        if not found:
            raise UnknownName(f"no entity {id}")
        return found[0]

    def mentions(self, ids: Collection[str] | None = None) -> list[Mention]:
        """All mentions, or those with the given ids, by the document's path."""
        with self.database.read() as connection:
            return queries.all_mentions(connection, superseded=False, ids=ids)

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

    def held_apart(self, mentions: Collection[str] | None = None) -> list[HeldApart]:
        """The joins that a rule asked for and that were not made, with why; those between these mentions, if given."""
        with self.database.read() as connection:
            return settlement.held_apart(connection, mentions)

    def unmet(self) -> list[Unmet]:
        """The decisions in force that cannot be carried out now, with why."""
        with self.database.read() as connection:
            return settlement.unmet(connection)

    def add_register(
        self, data: bytes, *, register: str, title: str, file: str, found: Sequence[tuple[Listed, Sequence[str]]]
    ) -> bool:
        """Keeps a reference list, its file as it came; False where this very file is in use already."""
        original = self.originals.add(data)
        about = registers.Kept(register=register, title=title, file=file, entries=len(found), original=original)
        return registers.keep(self.database, about, len(data), found, self.clock)

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

    def weighed(self) -> dict[str, Question]:
        """Every question that was weighed, by the key of all that its weighing rests on."""
        with self.database.read() as connection:
            return weighings.by_key(connection, settlement.number(connection))

    def findings(self, entity: str | None = None) -> list[Finding]:
        """The alarms, of everything or of one entity."""
        with self.database.read() as connection:
            return weighings.all_findings(connection, settlement.number(connection), entity)

    def record(self, kind: str, body: Mapping[str, Any]) -> custody.LogEntry:
        """Adds an entry to the custody log, as for an export."""
        with self.database.write("durable") as connection:
            return custody.append(connection, kind, dict(body), self.clock)

    def log(self) -> list[custody.LogEntry]:
        with self.database.read() as connection:
            return custody.entries(connection)

    def head(self) -> str:
        """The hash of the last log entry, to be printed in what leaves the workspace."""
        with self.database.read() as connection:
            return custody.head(connection)

    def verify(self) -> list[Problem]:
        """Everything that does not hold; empty if all originals, quotes, log entries and decisions are in order."""
        with self.database.read() as connection:
            return list(verification.problems(connection, self.originals, self.texts))
