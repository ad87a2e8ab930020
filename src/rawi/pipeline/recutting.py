"""Cutting what came out of containers again: each member of an archive, a web archive or a mail must still be in it.

That an original is what it was says nothing of where it came from. So its container is unpacked once more, as when it
came in, and the bytes that stand at the member's place must be the member's.
"""

from __future__ import annotations

import contextlib
import hashlib
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from rawi.documents import HEAD, Budget, Taken
from rawi.errors import RawiError
from rawi.pipeline.stages import Documents, Stages, stages
from rawi.workspace import Place, Problem, Workspace


def recut(workspace: Workspace, using: Stages | None = None) -> list[Problem]:
    """Every member that its container does not give again, by container and name; empty where all of them come out.

    What was disposed of, and containers that are missing or changed, `Workspace.verify` answers for.
    """
    held = workspace.members()
    if not held:
        return []
    documents = (using or stages()).open_documents(workspace.settings.documents)
    with contextlib.closing(documents):
        return [problem for one in sorted(held) for problem in _missing(workspace, documents, one, held[one])]


def _missing(workspace: Workspace, documents: Documents, container: str, places: Iterable[Place]) -> Iterator[Problem]:
    file = workspace.originals.path(container)
    stands = workspace.first_place(container)
    if stands is None or not workspace.originals.intact(container):
        return
    name = stands.path
    fault = ""
    with tempfile.TemporaryDirectory() as folder:
        found: dict[int, str] = {}
        try:
            for number, digest in _members(workspace, documents, file, name, Path(folder)):
                found[number] = digest
        except RawiError as error:
            fault = f" ({error.reason})"
    for place in places:
        if place.member is None or found.get(place.member.at) == place.original:
            continue
        there = "other bytes stand there now" if place.member.at in found else f"it is not found there{fault}"
        yield Problem(
            where=f"places row of {place.path}",
            what=f"{place.original[:12]} is said to come out of {name} ({container[:12]}), and {there}",
        )


def _members(
    workspace: Workspace, documents: Documents, file: Path, name: str, into: Path
) -> Iterator[tuple[int, str]]:
    """Where in the container each member stands, and its SHA-256."""
    with file.open("rb") as data:
        head = data.read(HEAD)
    kind = documents.kind(file, name, head)
    budget = Budget.of(file.stat().st_size, workspace.settings.documents.expansion)
    for answer in documents.unpack(file, name, kind, into, budget):
        if isinstance(answer, Taken):
            laid = into / answer.file
            with laid.open("rb") as data:
                digest = hashlib.file_digest(data, "sha256").hexdigest()
            laid.unlink()
            yield answer.member.at, digest
