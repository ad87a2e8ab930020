"""Disposing of a document: its rows, its files, and then entities and findings without it."""

from __future__ import annotations

from sqlalchemy import Connection

from rawi.errors import UnreadableDocument
from rawi.pipeline.outcome import PATIENCE_SECONDS
from rawi.pipeline.settling import settle
from rawi.pipeline.stages import Stages, stages
from rawi.workspace import Workspace, disposing


def dispose(workspace: Workspace, document: str, *, by: str, reason: str, using: Stages | None = None) -> None:
    """Takes a document out for good and leaves its tombstone; nothing of its words is left in the files of SQLite.

    A kill in the middle leaves the tombstone, and the next build removes what still stands. Raises `UnknownName`,
    `WorkspaceError`, and `Busy` where a build is running.
    """
    with workspace.building(PATIENCE_SECONDS):
        workspace.dispose(document, by=by, reason=reason)
        settle(workspace, using or stages())
        workspace.seal()
        workspace.database.compact()


def erase(workspace: Workspace, entries: list[int], *, by: str, reason: str, using: Stages | None = None) -> None:
    """Takes the words of entries of the log, and draws what follows from it into entities and findings.

    Raises `UnknownName`, `WorkspaceError`, and `Busy` where a build is running.
    """
    with workspace.building(PATIENCE_SECONDS):
        workspace.erase(entries, by=by, reason=reason)
        settle(workspace, using or stages())
        workspace.seal()
        workspace.database.compact()


def refuse_disposed(connection: Connection, original: str) -> None:
    """Raises `UnreadableDocument` for what was disposed of: it is not taken in again."""
    dead = disposing.tombstone(connection, original)
    if dead is not None:
        why = dead.reason or f"log row {dead.seq}"
        raise UnreadableDocument(f"was disposed of on {dead.at[:10]} ({why}) and is not taken in again")
