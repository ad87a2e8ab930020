"""The names of entities by their keys: how a name in any spelling finds its bearers without looking at all of them."""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Collection, Iterable, Mapping, Sequence

import msgspec
from sqlalchemy import ColumnElement, Connection, func, intersect, select, text

from rawi.model import Borne, EntityType, Form
from rawi.workspace.among import among
from rawi.workspace.database import Database
from rawi.workspace.portions import PORTION, portions
from rawi.workspace.schema import entities, form_keys, forms, members, memo

_ID = re.compile(r"e[0-9a-f]{20}")
COMMON = 2000
"""A key that more names share tells nothing by itself."""
MOST = 500
"""Names given for one question."""
ENOUGH = 3
"""How many times the names asked for are looked at at most, save for those of one key."""
_COUNTED = text("""
    SELECT value, (
        SELECT count(*) FROM (SELECT 1 FROM form_keys WHERE memo = :number AND key = asked.value LIMIT :most)
    ) FROM json_each(:asked) AS asked
""")
"""Each key with how many names have it, counted up to a limit."""
KEYS_OF_A_NAME = 10
"""About how many a name has."""


def keep(database: Database, number: int, found: Iterable[Form]) -> None:
    """Writes names and their keys for a settlement, names of about a portion's keys in each transaction."""
    for portion in portions(found, PORTION // KEYS_OF_A_NAME):
        named = [form_row(number, form) for form in portion]
        keyed = [row for form in portion for row in key_rows(number, form)]
        with database.write() as connection:
            connection.execute(forms.insert(), named)
            if keyed:
                connection.execute(form_keys.insert(), keyed)


def form_row(number: int, form: Form) -> dict[str, object]:
    return {
        "memo": number,
        "id": number_of(form.entity, form.name),
        "entity": form.entity,
        "name": form.name,
        "type": form.type.value,
        "mentions": form.mentions,
    }


def key_rows(number: int, form: Form) -> list[dict[str, object]]:
    place = number_of(form.entity, form.name)
    return [{"memo": number, "key": key, "form": place} for key in dict.fromkeys(form.keys)]


def number_of(entity: str, name: str) -> int:
    """The number of a name of an entity: 62 bits of the SHA-256 of both, the same whenever it is written."""
    return int.from_bytes(hashlib.sha256(f"{entity} {name}".encode()).digest()[:8], "big") >> 2


def bearing_any(connection: Connection, keys: Sequence[str], *, most: int = MOST) -> list[Borne]:
    """The names that share one of these keys, `most` at most: those first that share the most and the rarest.

    Names are gathered from the rarest key on until there are enough, so that what is read does not grow with the
    workspace; commoner keys then only weigh what was gathered. Keys that very many names share tell nothing.
    """
    number = _current(connection)
    sharing = _sharing(connection, number, keys)
    weights: dict[int, float] = {}
    ordered = sorted(sharing, key=lambda key: (sharing[key], key))
    read = 0
    while ordered and len(weights) < most and read < ENOUGH * most:
        chosen = [ordered.pop(0)]
        read += sharing[chosen[0]]
        while ordered and read + sharing[ordered[0]] <= most:
            read += sharing[ordered[0]]
            chosen.append(ordered.pop(0))
        _weigh(weights, sharing, _holding(connection, number, chosen))
    likely = _heaviest(weights, ENOUGH * most)
    weights = {form: weights[form] for form in likely}
    if ordered:
        _weigh(weights, sharing, _holding(connection, number, ordered, among_forms=likely))
    ranked = _heaviest(weights, most)
    borne = dict(_with_ids(connection, number, among(forms.c.id, ranked))) if ranked else {}
    return [borne[form] for form in ranked]


def _sharing(connection: Connection, number: int, keys: Sequence[str]) -> dict[str, int]:
    """How many names share each of these keys, those left out that none or too many do; no more are counted."""
    asked = msgspec.json.encode(list(dict.fromkeys(keys))).decode()
    rows = connection.execute(_COUNTED, {"number": number, "asked": asked, "most": COMMON + 1})
    return {key: count for key, count in rows if 0 < count <= COMMON}


def _holding(
    connection: Connection, number: int, keys: Sequence[str], among_forms: Collection[int] | None = None
) -> list[tuple[str, int]]:
    """Each of these keys with each name that has it: any, or those given by their numbers."""
    held = select(form_keys.c.key, form_keys.c.form).where(form_keys.c.memo == number, among(form_keys.c.key, keys))
    if among_forms is not None:
        held = held.where(among(form_keys.c.form, among_forms))
    return [(row.key, row.form) for row in connection.execute(held)]


def _weigh(weights: dict[int, float], sharing: Mapping[str, int], held: Iterable[tuple[str, int]]) -> None:
    """Adds to what names weigh: the more, the fewer names share the key."""
    for key, form in held:
        weights[form] = weights.get(form, 0.0) + math.log(1 + COMMON / sharing[key])


def _heaviest(weights: Mapping[int, float], most: int) -> list[int]:
    return sorted(weights, key=lambda form: (-weights[form], form))[:most]


def bearing_all(connection: Connection, keys: Sequence[str], *, most: int = MOST) -> list[Borne]:
    """The names that share all of these keys, `most` at most, those of the most mentions first."""
    number = _current(connection)
    if not keys:
        return []
    held = intersect(
        *(select(form_keys.c.form).where(form_keys.c.memo == number, form_keys.c.key == key) for key in keys)
    )
    return _borne(connection, number, forms.c.id.in_(held), most=most)


def names_of(connection: Connection, entity: str) -> list[Borne]:
    """The names of one entity."""
    return _borne(connection, _current(connection), forms.c.entity == entity)


def owner(connection: Connection, id: str) -> str | None:
    """The entity of an id now: its own, or, since an id names a mention, that which the mention belongs to by now."""
    number = _current(connection)
    if not _ID.fullmatch(id):
        return None
    first, last = id[1:], f"{id[1:]}g"
    held = select(members.c.entity).where(
        members.c.memo == number, members.c.mention >= first, members.c.mention < last
    )
    found: str | None = connection.execute(held.limit(1)).scalar()
    return found


def are_kept(connection: Connection) -> bool:
    """Whether the settlement that shows has keys for its names; true of one without entities."""
    number = _current(connection)
    settled = connection.execute(select(entities.c.id).where(entities.c.memo == number).limit(1)).first()
    keyed = connection.execute(select(forms.c.id).where(forms.c.memo == number).limit(1)).first()
    return settled is None or keyed is not None


def _borne(
    connection: Connection, number: int, condition: ColumnElement[bool], *, most: int | None = None
) -> list[Borne]:
    return [one for _, one in _with_ids(connection, number, condition, most=most)]


def _with_ids(
    connection: Connection, number: int, condition: ColumnElement[bool], *, most: int | None = None
) -> list[tuple[int, Borne]]:
    chosen = (
        select(forms)
        .where(forms.c.memo == number, condition)
        .order_by(forms.c.mentions.desc(), forms.c.entity, forms.c.id)
        .limit(most)
    )
    return [
        (row.id, Borne(entity=row.entity, name=row.name, type=EntityType(row.type), mentions=row.mentions))
        for row in connection.execute(chosen)
    ]


def _current(connection: Connection) -> int:
    settled = select(func.max(memo.c.id)).where(memo.c.stage == "settle", memo.c.complete)
    return int(connection.execute(settled).scalar() or 0)
