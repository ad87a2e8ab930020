"""Reference lists kept in a workspace: the file as it came, its entries, and the keys by which names are found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec
from sqlalchemy import Connection, Select, func, select, update

from rawi.model import Listed
from rawi.workspace import custody, intake, rows, seals
from rawi.workspace.database import Database
from rawi.workspace.passes import empty
from rawi.workspace.portions import portions
from rawi.workspace.schema import listed, listed_keys, registers

_entry = msgspec.json.Decoder(Listed)
COMMON = 2000
"""A key that more entries share tells nothing by itself."""
MOST = 200
ENTRIES_AT_ONCE = 40


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """A list that is in use."""

    register: str
    title: str
    file: str
    entries: int
    original: str


def keep(
    database: Database,
    about: Kept,
    size: int,
    found: Iterable[tuple[Listed, Sequence[str]]],
    clock: custody.Clock,
) -> bool:
    """Keeps the entries of a list with the keys of their names; returns False where this very file is in use already.

    An older file of the same list is replaced; decisions refer to entries by their numbers and pass on to the new one.
    """
    with database.write("durable") as connection:
        if any(one.original == about.original and one.register == about.register for one in in_use(connection)):
            return False
        intake.know(connection, {about.original: size})
        begun = registers.insert().values(**msgspec.structs.asdict(about), complete=False)
        number = connection.execute(begun.returning(registers.c.id)).scalar_one()
        custody.append(connection, "reference list begun", msgspec.structs.asdict(about), clock)
    for portion in portions(found, ENTRIES_AT_ONCE):
        keyed = [
            {"register": number, "key": key, "entry": one.entry} for one, keys in portion for key in dict.fromkeys(keys)
        ]
        with database.write() as connection:
            connection.execute(
                listed.insert(),
                [{"register": number, "entry": one.entry, "record": rows.encode(one)} for one, _ in portion],
            )
            if keyed:
                connection.execute(listed_keys.insert(), keyed)
    with database.write("durable") as connection:
        connection.execute(update(registers).where(registers.c.id == number).values(complete=True))
        custody.append(connection, "reference list taken in", msgspec.structs.asdict(about), clock)
    _sweep(database)
    with database.write("durable") as connection:
        custody.append(connection, "settled", seals.told(connection), clock)
    return True


def in_use(connection: Connection) -> list[Kept]:
    """The lists that show, by their short names."""
    chosen = select(registers).where(registers.c.id.in_(_current())).order_by(registers.c.register)
    return [
        Kept(register=row.register, title=row.title, file=row.file, entries=row.entries, original=row.original)
        for row in connection.execute(chosen)
    ]


def entry(connection: Connection, id: str) -> Listed | None:
    """The entry that decisions refer to so, or None."""
    chosen = select(listed.c.record).where(listed.c.entry == id, listed.c.register.in_(_current()))
    record = connection.execute(chosen).scalar()
    return None if record is None else _entry.decode(record)


def sharing(connection: Connection, keys: Sequence[str]) -> list[Listed]:
    """The entries that share one of these keys; keys that very many share are left out."""
    if not in_use(connection):
        return []
    held: dict[str, None] = {}
    for key in dict.fromkeys(keys):
        chosen = select(listed_keys.c.entry).where(listed_keys.c.key == key, listed_keys.c.register.in_(_current()))
        found = connection.execute(chosen.limit(COMMON + 1)).scalars().all()
        if len(found) <= COMMON:
            held.update(dict.fromkeys(found))
    entries: list[Listed] = []
    for portion in portions(sorted(held), MOST):
        chosen_records = select(listed.c.record).where(listed.c.entry.in_(portion), listed.c.register.in_(_current()))
        entries += [_entry.decode(record) for record in connection.execute(chosen_records).scalars()]
    return sorted(entries, key=lambda one: one.entry)


def _current() -> Select[tuple[int]]:
    """The last complete file of each list."""
    return select(func.max(registers.c.id)).where(registers.c.complete).group_by(registers.c.register)


def _sweep(database: Database) -> None:
    """Removes the entries of files that were replaced or never finished; the files themselves stay."""
    empty(database, listed_keys, listed_keys.c.register.not_in(_current()))
    empty(database, listed, listed.c.register.not_in(_current()))
