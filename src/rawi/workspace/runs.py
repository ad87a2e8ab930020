"""Which builds ran, with what, and what failed in them. A run without an end was killed or is still running."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import select, update

from rawi.workspace import custody, rows, seals
from rawi.workspace.database import Database
from rawi.workspace.portions import portions
from rawi.workspace.schema import failures, runs


def begin(database: Database, *, version: str, model: Mapping[str, str], settings: object, clock: custody.Clock) -> int:
    """Records that a build begins and returns its number."""
    with database.write() as connection:
        begun = runs.insert().values(
            started=custody.stamp(clock), version=version, model=rows.encode(model), settings=rows.encode(settings)
        )
        number: int = connection.execute(begun.returning(runs.c.id)).scalar_one()
        custody.append(connection, "run begun", {"run": number, "version": version, "model": dict(model)}, clock)
    return number


def left_fresh(database: Database, run: int) -> str | None:
    """What read every document that showed at the end of the run before this; None where that was killed.

    Since then no place of a document has changed but by this run.
    """
    before = select(runs.c.fresh, runs.c.finished).where(runs.c.id < run).order_by(runs.c.id.desc()).limit(1)
    with database.read() as connection:
        found = connection.execute(before).first()
    return found.fresh if found is not None and found.finished is not None else None


def finish(
    database: Database,
    run: int,
    *,
    counts: Mapping[str, int],
    fresh: str | None,
    failed: Sequence[tuple[str, str]],
    clock: custody.Clock,
) -> None:
    """Records the end of a build, and each path that failed with its reason; `fresh` is what read every document."""
    numbered = [
        {"run": run, "ordinal": place, "path": path, "reason": reason} for place, (path, reason) in enumerate(failed)
    ]
    for portion in portions(numbered):
        with database.write() as connection:
            connection.execute(failures.insert(), portion)
    with database.write("durable") as connection:
        connection.execute(
            update(runs)
            .where(runs.c.id == run)
            .values(finished=custody.stamp(clock), counts=rows.encode(counts), fresh=fresh)
        )
        body = {"run": run, **counts, "failed": len(failed), **seals.told(connection)}
        custody.append(connection, "run finished", body, clock)
