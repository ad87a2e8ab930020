"""The main job: take files in, read what is new or changed, resolve, weigh, and record the run.

Nothing stored before is lost: a file that can no longer be read keeps its old claims, a changed file gets a new
original beside the old one, and each document shows only once it is read to the end.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path

import msgspec

import rawi
from rawi.documents import CONTAINERS, HEAD, PACKED, kind_of
from rawi.errors import RawiError, UnreadableDocument, VocabularyError, WorkspaceError
from rawi.model import Claim, Document, Reading
from rawi.pipeline import containers, walking
from rawi.pipeline.collecting import LARGEST_SIDE, Collector, collected, kept_pictures, pictures_beside, side_of
from rawi.pipeline.containers import Within
from rawi.pipeline.disposing import refuse_disposed
from rawi.pipeline.report import BuildReport, Progress, silent
from rawi.pipeline.settling import settle
from rawi.pipeline.stages import Reader, Stages, stages
from rawi.pipeline.walking import Failure, File
from rawi.workspace import (
    Collected,
    Found,
    Place,
    Workspace,
    files,
    intake,
    passes,
    runs,
    settlement,
    verdicts,
)

NOBODY = Collector()


def build(
    workspace: Workspace,
    paths: Iterable[str | Path],
    progress: Progress = silent,
    *,
    using: Stages | None = None,
    collector: Collector = NOBODY,
) -> BuildReport:
    """Takes `paths` into the workspace and brings everything up to date; `collector` is who says what of them.

    What fails is named in the report, and the rest is built. Raises `WorkspaceError` where the workspace itself cannot
    be written, or another build is running in it; the settling that follows a decision is waited for.
    """
    with workspace.building(PATIENCE_SECONDS):
        building = _Build(workspace, progress, using or stages(), collector)
        with contextlib.closing(building.documents):
            return building.run(paths)


PATIENCE_SECONDS = 30.0
SETTLINGS = 3
"""How often a build settles anew at most, while people go on deciding."""


class _Build:
    def __init__(self, workspace: Workspace, progress: Progress, using: Stages, collector: Collector):
        self.workspace = workspace
        self.database = workspace.database
        self.progress = progress
        self.stages = using
        self.collector = collector
        self.report = BuildReport()
        self.documents = using.open_documents(workspace.settings.documents)
        self.done = self.total = 0
        self.placed: set[str] = set()
        """Originals of which this build changed where they stand."""

    @cached_property
    def reader(self) -> Reader:
        """Loaded when the first document asks for it; what it misses is said once."""
        reader = self.stages.load_reader(self.workspace.reading, self.workspace.settings.reading)
        if reader.notice:
            self.report.notices.append(reader.notice)
        return reader

    def run(self, paths: Iterable[str | Path]) -> BuildReport:
        workspace, report = self.workspace, self.report
        report.notices.extend(workspace.notices)
        files.clear_parts(workspace.originals.folder)
        files.clear_parts(workspace.texts.folder)
        workspace.clear_disposed()
        containers.clear(workspace.folder)
        passes.sweep(self.database)
        self.progress("looking", 0, 0, "")
        listing = walking.walk(paths, self.stages.is_side_file, skip=workspace.folder)
        report.failures.extend(listing.failures)
        report.notes.extend(listing.notes)
        self.progress("loading", 0, 0, "the reader")
        run = runs.begin(
            self.database,
            version=rawi.__version__,
            model=self.reader.model,
            settings=workspace.settings,
            clock=workspace.clock,
        )
        self._take_all(listing.files)
        fresh = self._read_stale(runs.left_fresh(self.database, run))
        passes.sweep(self.database)
        for _ in range(SETTLINGS):
            decided = workspace.last_decision()
            if not settle(workspace, self.stages, self.progress) or workspace.last_decision() == decided:
                break  # nobody decided anything in the meantime
        self._count()
        report.unchanged = max(0, report.documents - len(set(report.read)))
        runs.finish(
            self.database,
            run,
            counts={
                "documents": report.documents,
                "claims": report.claims,
                "entities": report.entities,
                "read": len(report.read),
            },
            fresh=self._reads if fresh else None,
            failed=[(failure.path, failure.reason) for failure in report.failures],
            clock=workspace.clock,
        )
        return report

    def _take_all(self, found: Sequence[File], within: Within | None = None) -> None:
        """Takes files in, one after the other; those in a container count when it is opened."""
        self.total += len(found)
        for file in found:
            self.progress("reading", self.done, self.total, file.path)
            self._guarded(file, within)
            self.done += 1
        self.progress("reading", self.done, self.total, "")

    def _guarded(self, file: File | Place, within: Within | None = None) -> None:
        """Takes or reads one; whatever goes wrong with it is named and stops no other."""
        try:
            if isinstance(file, File):
                self._take(file, within)
            else:
                self._read(file, self.workspace.originals.read(file.original), {})
        except UnreadableDocument as error:
            self._fail(file, str(RawiError(error.reason, offset=error.offset, advice=error.advice)))
        except RecursionError:
            self._fail(file, "is nested too deeply to be read")
        except MemoryError:
            self._fail(file, "is too large for the memory of this machine")
        except (WorkspaceError, VocabularyError):
            raise  # the disk is full, the workspace or the installation is damaged: every document would fail
        except Exception as error:  # a fault of a reader must not cost the other documents
            self._fail(file, f"the reader failed on it ({type(error).__name__}: {' '.join(str(error).split())})")

    def _fail(self, file: File | Place, reason: str) -> None:
        with self.database.read() as connection:
            before = intake.known_place(connection, walking.printable(file.origin))
        kept = "; what was read from it before is kept" if before else ""
        self.report.failures.append(Failure(path=file.path, reason=f"{reason}{kept}"))

    def _take(self, file: File, within: Within | None) -> None:
        """Takes one file in, and reads it where its bytes have never been read to the end."""
        head, size = walking.look(file.at, HEAD)
        limits = self.workspace.settings.documents
        if kind_of(head, file.path) in PACKED:
            walking.refuse_large(size, limits.largest_archive_megabytes * 1_000_000, "largest_archive_megabytes")
        kind = self.documents.kind(Path(file.at), file.path, head)
        if kind in CONTAINERS:
            original, size = containers.kept(self.workspace, file, kind, within, self.collector)
            self._take_members(file, kind, original, size, within)
            return
        data = walking.read(file.at, self._largest)
        original = files.sha256(data)
        origin = walking.printable(file.origin)
        with self.database.read() as connection:
            before = intake.known_place(connection, origin)
            known = passes.made_from(connection, original) is not None
            refuse_disposed(connection, original)
        side, side_data, fault = side_of(file, before, min(self._largest, LARGEST_SIDE))
        if fault is not None:
            self.report.failures.append(fault)
        place = Place(
            origin=origin,
            path=before.path if before else file.path,
            original=original,
            side=side,
            container=file.container,
            member=file.member,
        )
        if before != place:
            self.placed |= {original} | ({before.original} if before else set())
        sizes = {original: len(data)}
        if side is not None and side_data is not None:
            self.workspace.originals.add(side_data)
            sizes[side] = len(side_data)
        if not known:
            self._read(place, data, sizes)
        elif before != place or self.collector.says_something:
            about = self._collected(place, data, self.workspace.outline(original), sizes)
            with self.database.write() as connection:
                superseded = passes.record_place(
                    connection, place, sizes, self.workspace.clock, about, anew=self.collector.says_something
                )
            self.report.superseded.extend(place.path for _ in superseded)
        if kind == "mail":
            self._take_members(file, kind, original, size, within)

    def _take_members(self, file: File, kind: str, original: str, size: int, within: Within | None) -> None:
        inner = containers.within(original, size, self.workspace.settings.documents, within)
        with containers.opened(self.workspace, self.documents, file, kind, inner) as found:
            self.report.failures.extend(found.failures)
            self.report.notices.extend(found.notices)
            self.report.notes.extend(found.notes)
            self._take_all(found.files, inner)

    @property
    def _largest(self) -> int:
        return self.workspace.settings.documents.largest_megabytes * 1_000_000

    def _read(self, place: Place, data: bytes, sizes: Mapping[str, int]) -> None:
        """Reads a document and keeps what was found; only what was read to the end shows."""
        side = None if place.side is None else walking.side_record(self.workspace.originals.read(place.side))
        document = self.documents.read(data, place.path, side, place.member)
        result = self.reader.read(document)
        cut = [found for found in result.claims if _cuts(document, *found)]
        if len(cut) < len(result.claims):
            lost = f"{len(result.claims) - len(cut)} claims were left out, for their quotes do not cut"
            self.report.failures.append(Failure(path=place.path, reason=lost))
        self.workspace.originals.add(data)
        sizes = dict(sizes)
        about = self._collected(place, data, document, sizes)
        own = document.times[0] if document.times else None
        kept = self.workspace.passes.keep(
            Found(
                place=place,
                document=document,
                claims=cut,
                mentions=result.mentions,
                key=self._key(place),
                model=self._model,
                date=self.stages.to_edtf(own.when) if own else None,
                date_inferred=own.inferred if own else None,
                collected=about,
            ),
            sizes,
        )
        self.report.read.append(place.path)
        self.report.superseded.extend(place.path for _ in kept.superseded)
        self.report.lapsed += kept.lapsed
        self.report.unresolved += result.unresolved

    def _collected(self, place: Place, data: bytes, document: Document, sizes: dict[str, int]) -> Collected:
        """The collection record of a file; pictures of the whole page that stand beside it are kept with it."""
        side = None if place.side is None else walking.side_record(self.workspace.originals.read(place.side))
        beside = pictures_beside(place.origin, self._largest) if place.member is None else {}
        for picture in beside.values():
            sizes[self.workspace.originals.add(picture)] = len(picture)
        return collected(self.collector, data, document, side, kept_pictures(beside))

    def _key(self, place: Place) -> str:
        """What a reading is made from: stage, versions, model, and the document with its side file."""
        parts: list[object] = [
            passes.READ,
            self.stages.documents_version,
            self.reader.version,
            dict(self.reader.model),
            place.original,
            place.side,
            place.path,
        ]
        if place.member is not None:
            parts.append(place.member)
        return hashlib.sha256(msgspec.json.encode(parts, order="sorted")).hexdigest()

    @property
    def _model(self) -> str | None:
        return " ".join(self.reader.model.values()) or None

    @property
    def _reads(self) -> str:
        """What reads documents: the same for as long as the versions and the model are."""
        parts = [passes.READ, self.stages.documents_version, self.reader.version, dict(self.reader.model)]
        return hashlib.sha256(msgspec.json.encode(parts, order="sorted")).hexdigest()

    def _read_stale(self, left_fresh: str | None) -> bool:
        """Reads again, from the originals kept, what another version, model, name or side file makes stale.

        Where the build before left all of them read by what reads now (`left_fresh`), only those can be stale that
        stand elsewhere since. Returns whether all are fresh now.
        """
        stale, better = [], 0
        of = self.placed if left_fresh == self._reads else None
        with self.database.read() as connection:
            places, all_made = intake.first_places(connection, of), passes.all_made_from(connection, of)
        for source in self.workspace.documents(of):
            place, made = places.get(source.id), all_made.get(source.id)
            if place is None or made is None or made.key == self._key(place):
                continue
            if made.model is not None and self._model is None:
                better += 1
            else:
                stale.append(place)
        if better:
            self.report.notices.append(
                f"{better} documents were read with the language model that is missing now; they stay as they were read"
            )
        failed = len(self.report.failures)
        for done, place in enumerate(stale):
            self.progress("reading", done, len(stale), place.path)
            self._guarded(place)
        return not better and len(self.report.failures) == failed

    def _count(self) -> None:
        with self.database.read() as connection:
            counted = settlement.counts(connection)
        self.report.documents, self.report.claims, self.report.entities, self.report.findings = counted
        standing = self.workspace.in_force()
        self.report.reviewed = len({one.target for one in standing if one.action in verdicts.STATES})


def _cuts(document: Document, claim: Claim, reading: Reading) -> bool:
    return bool(claim.quote.exact) and reading.quote.cut(document.text) == claim.quote.exact
