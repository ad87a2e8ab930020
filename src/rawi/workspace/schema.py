"""The tables of a workspace, as SQLAlchemy Core sees them.

Three kinds of row: what came in (originals, places, documents), what machines made of it and may make again
(everything that carries the number of a `memo`), and what people and time have laid down for good (log, details,
decisions). Times are ISO 8601 text in UTC, never the driver's datetime.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Float, ForeignKey, Index, Integer, Table, Text, UniqueConstraint

from rawi.workspace.metadata import metadata
from rawi.workspace.schema_settled import (
    accounts,
    answered,
    arguments,
    cited,
    dependences,
    entities,
    fillers,
    findings,
    form_keys,
    forms,
    held_apart,
    joins,
    known_as,
    local_kin,
    members,
    questions,
    rests_upon,
    shares,
    tellers,
    traces,
    unmet,
)

__all__ = [
    "GUARDS",
    "VERSION",
    "accounts",
    "answered",
    "arguments",
    "cited",
    "claims",
    "collections",
    "decisions",
    "dependences",
    "details",
    "documents",
    "entities",
    "failures",
    "fillers",
    "findings",
    "form_keys",
    "forms",
    "held_apart",
    "joins",
    "known_as",
    "listed",
    "listed_keys",
    "local_kin",
    "log",
    "members",
    "memo",
    "mentions",
    "meta",
    "metadata",
    "originals",
    "places",
    "questions",
    "readings",
    "registers",
    "rests_upon",
    "runs",
    "seals",
    "shares",
    "shingled",
    "shingles",
    "tellers",
    "texts",
    "tombstones",
    "traces",
    "unmet",
]

VERSION = 16
"""Of this schema; `migrations.py` leads from each version to the next."""

meta = Table("meta", metadata, Column("key", Text, primary_key=True), Column("value", Text, nullable=False))

originals = Table(
    "originals",
    metadata,
    Column("id", Text, primary_key=True),  # SHA-256 of the bytes
    Column("size", Integer, nullable=False),
)

places = Table(  # where an original was found: one file may be replaced by another under the same name
    "places",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("origin", Text, nullable=False),  # absolute path, as it was when it was added
    Column("path", Text, nullable=False),  # relative to the folder that was added
    Column("original", Text, ForeignKey("originals.id"), nullable=False),
    Column("side", Text, ForeignKey("originals.id")),
    Column("current", Boolean, nullable=False, default=True),
    Column("container", Text, ForeignKey("originals.id")),  # the archive or mail that it came out of
    Column("member", Text),  # JSON: where in it, and what the container says of it
    UniqueConstraint("origin", "original"),
)
Index("places_by_original", places.c.original)

memo = Table(  # one run of one stage over one input: what is stale, and which rows it produced
    "memo",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("stage", Text, nullable=False),
    Column("subject", Text, nullable=False),  # the document read, or "" for stages over everything
    Column("key", Text, nullable=False),
    Column("model", Text),  # which language model read, if one did
    Column("complete", Boolean, nullable=False, default=False),
    Column("log", Integer),  # the log entry that seals what was produced
)
Index("memo_by_subject", memo.c.stage, memo.c.subject)

texts = Table(  # what was read from an original: a newer reader makes another beside it
    "texts",
    metadata,
    Column("id", Text, primary_key=True),  # name of the file under texts/
    Column("document", Text, ForeignKey("originals.id"), nullable=False),  # the input, by its SHA-256
    Column("sha256", Text, nullable=False),  # of the output
    Column("reader", Text),  # name and version
    Column("parameters", Text),  # JSON: what the reader was told besides; null for texts of before version 7
    Column("made", Text),
)
Index("texts_by_document", texts.c.document)

documents = Table(
    "documents",
    metadata,
    Column("id", Text, ForeignKey("originals.id"), primary_key=True),
    Column("path", Text, nullable=False),
    Column("superseded", Boolean, nullable=False, default=False),
    Column("memo", Integer, ForeignKey("memo.id")),  # the complete reading that is shown; null while the first runs
    Column("text", Text, ForeignKey("texts.id")),
    Column("title", Text),
    Column("author", Text),
    Column("publisher", Text),
    Column("date", Text),  # EDTF
    Column("date_inferred", Text),
    Column("url", Text),
    Column("language", Text),
    Column("outline", Text),  # the Document as JSON, without its text
)
Index("documents_by_path", documents.c.path, documents.c.id)

claims = Table(
    "claims",
    metadata,
    Column("id", Text, primary_key=True),
    Column("document", Text, ForeignKey("originals.id"), nullable=False),
    Column("exact", Text, nullable=False),
    Column("prefix", Text, nullable=False),
    Column("suffix", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("subject_type", Text, nullable=False),
    Column("predicate", Text, nullable=False),
    Column("object", Text),
    Column("object_type", Text),
    Column("value", Text),  # JSON
    Column("extent", Text),
    Column("members", Text, nullable=False),  # JSON
    Column("negated", Boolean, nullable=False),
)
Index("claims_by_document", claims.c.document)
Index("claims_by_predicate", claims.c.predicate)

readings = Table(
    "readings",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("memo", Integer, ForeignKey("memo.id"), nullable=False),
    Column("ordinal", Integer, nullable=False),
    Column("claim", Text, ForeignKey("claims.id"), nullable=False),
    Column("document", Text, ForeignKey("originals.id"), nullable=False),
    Column("text", Text, ForeignKey("texts.id"), nullable=False),  # the text that its offsets count in
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("stance", Text, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("record", Text, nullable=False),  # the Reading as JSON
    Column("digest", Text, nullable=False),  # of the record
    Column("lapsed", Boolean, nullable=False, default=False),  # kept for a decision's sake; no reader finds it now
)
Index("readings_by_memo", readings.c.memo, readings.c.ordinal)
Index("readings_by_claim", readings.c.claim)
Index("readings_by_confidence", readings.c.confidence)
Index("readings_of_document", readings.c.document, readings.c.memo, readings.c.lapsed, readings.c.claim)

mentions = Table(
    "mentions",
    metadata,
    Column("memo", Integer, ForeignKey("memo.id"), primary_key=True),
    Column("id", Text, primary_key=True),
    Column("document", Text, ForeignKey("originals.id"), nullable=False),
    Column("name", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("named", Boolean, nullable=False),
)
Index("mentions_by_id", mentions.c.id)
Index("mentions_by_document", mentions.c.document, mentions.c.name)

shingled = Table(  # the texts of which the runs of words are known
    "shingled",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("document", Text, ForeignKey("originals.id"), nullable=False),
    Column("text", Text, nullable=False),
    Column("complete", Boolean, nullable=False, default=False),
)
Index("shingled_by_document", shingled.c.document)

shingles = Table(  # every run of a few words, as a number, and how often each text has it
    "shingles",
    metadata,
    Column("shingle", Integer, primary_key=True),
    Column("held", Integer, primary_key=True),  # by this row of `shingled`
    Column("times", Integer, nullable=False),
    sqlite_with_rowid=False,
)
Index("shingles_by_text", shingles.c.held)

registers = Table(  # reference lists, as files that were taken in; the last of each kind is the one that shows
    "registers",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("original", Text, ForeignKey("originals.id"), nullable=False),
    Column("register", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("file", Text, nullable=False),
    Column("entries", Integer, nullable=False),
    Column("complete", Boolean, nullable=False, default=False),
)

listed = Table(  # their entries
    "listed",
    metadata,
    Column("register", Integer, ForeignKey("registers.id"), primary_key=True),
    Column("entry", Text, primary_key=True),  # as decisions refer to it: un:QDe.137
    Column("record", Text, nullable=False),  # the Listed as JSON
)
Index("listed_by_entry", listed.c.entry)

listed_keys = Table(  # the keys of their names
    "listed_keys",
    metadata,
    Column("register", Integer, ForeignKey("registers.id"), primary_key=True),
    Column("key", Text, primary_key=True),
    Column("entry", Text, primary_key=True),
    sqlite_with_rowid=False,
)
Index("listed_keys_by_key", listed_keys.c.key)

runs = Table(
    "runs",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("started", Text, nullable=False),
    Column("finished", Text),  # null: killed, or still running
    Column("version", Text, nullable=False),
    Column("model", Text, nullable=False),  # JSON: name, version, hash
    Column("settings", Text, nullable=False),  # JSON
    Column("counts", Text),  # JSON
    Column("fresh", Text),  # what read, where every document that showed at the end was read by it
)

failures = Table(
    "failures",
    metadata,
    Column("run", Integer, ForeignKey("runs.id"), primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("path", Text, nullable=False),
    Column("reason", Text, nullable=False),
)

log = Table(  # append-only, each entry chained to the one before
    "log",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("at", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("digest", Text, nullable=False),  # SHA-256 of salt and body of its details
    Column("previous", Text, nullable=False),
    Column("hash", Text, nullable=False),
)

details = Table(  # who and what: apart from the chain, so that a source can be removed without breaking it
    "details",
    metadata,
    Column("seq", Integer, ForeignKey("log.seq"), primary_key=True),
    Column("salt", Text, nullable=False),
    Column("body", Text, nullable=False),  # JSON
)

decisions = Table(  # append-only; who decided, why, and what was changed or quoted stand in `details`
    "decisions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("seq", Integer, ForeignKey("log.seq"), nullable=False, unique=True),
    Column("action", Text, nullable=False),
    Column("target", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("undoes", Integer, ForeignKey("decisions.id")),
)
Index("decisions_by_target", decisions.c.target)

collections = Table(  # which entries of the log are collection records, and of what
    "collections",
    metadata,
    Column("seq", Integer, ForeignKey("log.seq"), primary_key=True),
    Column("original", Text, ForeignKey("originals.id"), nullable=False),
)
Index("collections_by_original", collections.c.original)

tombstones = Table(  # originals that were disposed of; why and by whom stand in `details`
    "tombstones",
    metadata,
    Column("original", Text, ForeignKey("originals.id"), primary_key=True),
    Column("seq", Integer, ForeignKey("log.seq"), nullable=False),
)

seals = Table(  # a sum over all rows of each table, see seals.py
    "seals",
    metadata,
    Column("table", Text, primary_key=True),
    Column("rows", Integer, nullable=False),
    Column("sum", Text, nullable=False),  # hexadecimal
)

GUARDS = {
    f"{table}_no_{verb.lower()}": (
        f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, 'the {table} only grows'); END"
    )
    for table in ("log", "decisions")
    for verb in ("UPDATE", "DELETE")
}
"""Triggers by name that keep log and decisions from being changed; asserted anew at every opening and migration."""
