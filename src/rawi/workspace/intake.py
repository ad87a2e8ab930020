"""Taking originals in: which file was found where, what it replaced, and which documents are shown."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import msgspec
from sqlalchemy import Connection, bindparam, func, select, update
from sqlalchemy.dialects.sqlite import insert

from rawi.model import Member
from rawi.workspace.among import among
from rawi.workspace.schema import documents, originals, places, texts


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """Where an original was found. `origin` is absolute, `path` relative to the folder that was added.

    For what came out of a container (an archive, a mail), `container` is the SHA-256 of that and `member` what it says
    of the member; the origin is that of the container, `!/`, and the member's name.
    """

    origin: str
    path: str
    original: str
    side: str | None = None
    container: str | None = None
    member: Member | None = None


def _place(row: Any) -> Place:
    member = msgspec.json.decode(row.member, type=Member) if row.member else None
    return Place(
        origin=row.origin,
        path=row.path,
        original=row.original,
        side=row.side,
        container=row.container,
        member=member,
    )


class Derivative(msgspec.Struct, frozen=True, kw_only=True):
    """A text that a reader made of an original: with what, from which bytes, which bytes came out."""

    text: str
    reader: str | None
    parameters: str | None
    """JSON: the name under which it was read, and the SHA-256 of its side file."""
    input: str
    output: str
    made: str | None
    current: bool


def derivatives(connection: Connection, original: str) -> list[Derivative]:
    """Every text read from an original; one of before records were kept has no reader."""
    now = connection.execute(select(documents.c.text).where(documents.c.id == original)).scalar()
    chosen = select(texts).where(texts.c.document == original).order_by(texts.c.made, texts.c.id)
    return [
        Derivative(
            text=row.id,
            reader=row.reader,
            parameters=row.parameters,
            input=row.document,
            output=row.sha256,
            made=row.made,
            current=row.id == now,
        )
        for row in connection.execute(chosen)
    ]


def known_place(connection: Connection, origin: str) -> Place | None:
    """What stands at `origin` now, as far as this workspace knows."""
    row = connection.execute(_AT, {"origin": origin}).first()
    return _place(row) if row else None


_AT = select(places).where(places.c.origin == bindparam("origin"), places.c.current)


def know(connection: Connection, sizes: Mapping[str, int]) -> None:
    """Enters originals by their SHA-256 and size in bytes; those that are known stay as they are."""
    for id, size in sizes.items():
        connection.execute(insert(originals).values(id=id, size=size).on_conflict_do_nothing())


def put(connection: Connection, place: Place, sizes: Mapping[str, int], *, document: bool = True) -> list[str]:
    """Records that `place.original` stands at its origin now; with `document` false it only holds documents.

    `sizes` gives the bytes of each original that may be new. Returns the originals that the place held before and
    that stand nowhere else now: they are kept, and their documents are superseded.
    """
    know(connection, sizes)
    before = known_place(connection, place.origin)
    if before == place:
        _show(connection, place.original, make=document)
        return []
    connection.execute(update(places).where(places.c.origin == place.origin).values(current=False))
    path = before.path if before else place.path
    member = msgspec.json.encode(place.member).decode() if place.member else None
    found = {"side": place.side, "current": True, "container": place.container, "member": member}
    connection.execute(
        insert(places)
        .values(origin=place.origin, path=path, original=place.original, **found)
        .on_conflict_do_update(index_elements=["origin", "original"], set_=found)
    )
    _show(connection, place.original, make=document)
    if before is None or before.original == place.original:
        return []
    _show(connection, before.original, make=False)
    standing = connection.execute(
        select(func.count()).select_from(places).where(places.c.original == before.original, places.c.current)
    ).scalar_one()
    return [] if standing else [before.original]


def first_place(connection: Connection, original: str) -> Place | None:
    """The place that names a document: the first by path among those where it stands now, else where it stood."""
    row = connection.execute(
        select(places)
        .where(places.c.original == original)
        .order_by(places.c.current.desc(), places.c.path, places.c.origin)
        .limit(1)
    ).first()
    return _place(row) if row else None


def first_places(connection: Connection, ids: Collection[str] | None = None) -> dict[str, Place]:
    """The same for every original, or for these, by its id."""
    found: dict[str, Place] = {}
    chosen = select(places).order_by(places.c.current.desc(), places.c.path, places.c.origin)
    if ids is not None:
        chosen = chosen.where(among(places.c.original, ids))
    for row in connection.execute(chosen):
        if row.original not in found:
            found[row.original] = _place(row)
    return found


def members(connection: Connection) -> dict[str, list[Place]]:
    """What came out of each container, now or before, by the container's SHA-256."""
    found: dict[str, list[Place]] = {}
    chosen = select(places).where(places.c.container.is_not(None)).order_by(places.c.path, places.c.original)
    for row in connection.execute(chosen):
        found.setdefault(row.container, []).append(_place(row))
    return found


def successors(connection: Connection) -> dict[str, str]:
    """For each original that no longer stands where it stood, the one that stands there now."""
    now = places.alias("now")
    before = select(places.c.original, now.c.original.label("successor")).join(
        now, (now.c.origin == places.c.origin) & now.c.current
    )
    found: dict[str, str] = {}
    for row in connection.execute(before.where(~places.c.current).order_by(places.c.original, places.c.origin)):
        found.setdefault(row.original, row.successor)
    return found


def _show(connection: Connection, original: str, *, make: bool) -> None:
    """Makes (where `make` says so) or updates the row of a document: its path, and whether it is superseded."""
    place = first_place(connection, original)
    known = connection.execute(select(documents.c.id).where(documents.c.id == original)).first()
    if place is None or (known is None and not make):
        return
    standing = connection.execute(
        select(func.count()).select_from(places).where(places.c.original == original, places.c.current)
    ).scalar_one()
    values = {"path": place.path, "superseded": standing == 0}
    connection.execute(
        insert(documents).values(id=original, **values).on_conflict_do_update(index_elements=["id"], set_=values)
    )
