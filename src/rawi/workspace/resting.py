"""What a settlement rests upon, held against what stands now: documents are compared where they are kept."""

from __future__ import annotations

from sqlalchemy import Connection, text

DOCUMENT = "document"

_STATE = "documents.path || char(10) || memo.key || char(10) || ifnull(memo.model, '')"
"""Of a document: where it stands, and what the reading that shows was made from."""
_SHOWN = "documents JOIN memo ON memo.id = documents.memo WHERE NOT documents.superseded"

_NOW = text(f"SELECT 'document ' || documents.id AS subject, {_STATE} AS state FROM {_SHOWN}")
_OTHERS = text("""
    SELECT subject, state FROM rests_upon WHERE memo = :number AND (subject < 'document ' OR subject >= 'document!')
""")
_CAME = text(f"""
    SELECT now.subject, rests_upon.state AS old, now.state AS new
    FROM (SELECT 'document ' || documents.id AS subject, {_STATE} AS state FROM {_SHOWN}) AS now
    LEFT JOIN rests_upon ON rests_upon.memo = :number AND rests_upon.subject = now.subject
    WHERE rests_upon.state IS NOT now.state
    ORDER BY now.subject
""")
_WENT = text("""
    SELECT rests_upon.subject, rests_upon.state AS old FROM rests_upon
    LEFT JOIN documents ON documents.id = substr(rests_upon.subject, length('document ') + 1)
        AND documents.memo IS NOT NULL AND NOT documents.superseded
    WHERE rests_upon.memo = :number AND rests_upon.subject >= 'document ' AND rests_upon.subject < 'document!'
        AND documents.id IS NULL
    ORDER BY rests_upon.subject
""")


def documents_now(connection: Connection) -> dict[str, str]:
    """The state of every document that shows, by subject (`document ID`)."""
    return {row.subject: row.state for row in connection.execute(_NOW)}


def documents_changed(connection: Connection, number: int) -> dict[str, tuple[str | None, str | None]]:
    """The documents that a settlement does not rest upon as they stand now, with both states by subject."""
    came = {row.subject: (row.old, row.new) for row in connection.execute(_CAME, {"number": number})}
    went = {row.subject: (row.old, None) for row in connection.execute(_WENT, {"number": number})}
    return {**came, **went}


def others(connection: Connection, number: int) -> dict[str, str]:
    """What else a settlement rests upon, by subject."""
    return {row.subject: row.state for row in connection.execute(_OTHERS, {"number": number})}
