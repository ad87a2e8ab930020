"""The runs of words of every text that shows, as numbers: how a new text finds those that share words with it.

A text stands here from when it is first settled until another takes its place; what a kill left half-written is
written anew.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

import msgspec
from sqlalchemy import Connection, delete, exists, select, text, update

from rawi.workspace.among import among
from rawi.workspace.database import Database
from rawi.workspace.passes import empty
from rawi.workspace.portions import Portions, portions
from rawi.workspace.schema import documents, shingled, shingles


def wanting(connection: Connection, among_these: Collection[str] | None = None) -> list[str]:
    """The documents that show and of whose texts the runs are not known: of all, or of these."""
    known = exists().where(
        shingled.c.document == documents.c.id, shingled.c.text == documents.c.text, shingled.c.complete
    )
    chosen = select(documents.c.id).where(documents.c.memo.is_not(None), ~documents.c.superseded, ~known)
    if among_these is not None:
        chosen = chosen.where(among(documents.c.id, among_these))
    return list(connection.execute(chosen.order_by(documents.c.path, documents.c.id)).scalars())


def sweep(database: Database, among_these: Collection[str] | None = None) -> None:
    """Removes the runs of texts that show no more, or that a kill left half-written: of all documents, or of these."""
    shows = exists().where(
        documents.c.id == shingled.c.document,
        documents.c.text == shingled.c.text,
        documents.c.memo.is_not(None),
        ~documents.c.superseded,
    )
    chosen = select(shingled.c.id).where(~shows | ~shingled.c.complete)
    if among_these is not None:
        chosen = chosen.where(among(shingled.c.document, among_these))
    with database.read() as connection:
        stale = list(connection.execute(chosen).scalars())
    for id in stale:
        empty(database, shingles, shingles.c.held == id)
        with database.write() as connection:
            connection.execute(delete(shingled).where(shingled.c.id == id))


def put(database: Database, told: Iterable[tuple[str, Mapping[int, int]]]) -> None:
    """Keeps the runs of the texts that documents show: each document with how often it has each run."""
    with Portions(database) as writing:
        for document, held in told:
            shown = select(documents.c.id, documents.c.text).where(documents.c.id == document)
            begun = shingled.insert().from_select(["document", "text"], shown).returning(shingled.c.id)
            number = writing.room(1).execute(begun).scalar_one()
            rows = ({"shingle": one, "held": number, "times": times} for one, times in sorted(held.items()))
            for portion in portions(rows):
                writing.room(len(portion)).execute(shingles.insert(), portion)
            writing.room(1).execute(update(shingled).where(shingled.c.id == number).values(complete=True))


def forget(connection: Connection, document: str) -> None:
    """Takes the runs of a document's texts, as where it is disposed of."""
    own = select(shingled.c.id).where(shingled.c.document == document)
    connection.execute(delete(shingles).where(shingles.c.held.in_(own)))
    connection.execute(delete(shingled).where(shingled.c.document == document))


def holding(connection: Connection, wanted: Collection[int], most: int) -> dict[int, dict[str, int]]:
    """For each of these runs the documents that have it, `most` of them at most, and how often."""
    found: dict[int, dict[str, int]] = {}
    asked = {"wanted": msgspec.json.encode(sorted(wanted)).decode(), "most": most}
    for row in connection.execute(_HOLDING, asked):
        found.setdefault(row.shingle, {})[row.document] = row.times
    return found


_HOLDING = text("""
    SELECT shingles.shingle, shingled.document, shingles.times FROM json_each(:wanted) AS asked
    CROSS JOIN shingles ON shingles.shingle = asked.value AND shingles.held IN
        (SELECT few.held FROM shingles AS few WHERE few.shingle = asked.value ORDER BY few.held LIMIT :most)
    CROSS JOIN shingled ON shingled.id = shingles.held
""")
