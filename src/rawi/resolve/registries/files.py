"""From the bytes of a list to its entries: which list it is shows from what it holds, not from its name."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable

import msgspec

from rawi.errors import UnreadableDocument
from rawi.model import Listed
from rawi.resolve.registries import followthemoney, ofac, ucdp, un, wikidata

KNOWN = "the UN consolidated list (XML), OFAC's alt.csv, UCDP's actor CSV, Wikidata JSON, FollowTheMoney JSON lines"


Item = dict[str, object]


class Register(msgspec.Struct, frozen=True, kw_only=True):
    """The entries of one file, in its order; `left_out` counts what has no name or no number, or is of no kind here."""

    title: str
    entries: tuple[Listed, ...]
    left_out: int = 0


def read_register(data: bytes) -> Register:
    """The entries of a list. Raises `UnreadableDocument` for what is no list known here, or a broken one."""
    if data.lstrip()[:1] == b"<":
        return _register(un.TITLE, un.entries(data))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")  # OFAC's files are not always UTF-8
    opening = text.lstrip()[:1]
    if opening in ("{", "["):
        return _json(text)
    if text.startswith("ActorId,"):
        return _register(ucdp.TITLE, ucdp.entries(_rows(text)))
    if ofac.is_alt(text):
        return _register(ofac.TITLE, ofac.entries(_rows(text)))
    raise UnreadableDocument("is no reference list that Rawi knows", advice=f"it reads {KNOWN}")


def _json(text: str) -> Register:
    """One JSON value, or one on each line; Wikidata's dumps are an array with one entity on each line."""
    try:
        whole = msgspec.json.decode(text)
        found = whole if isinstance(whole, list) else [whole]
    except msgspec.DecodeError:
        found = []
        for number, line in enumerate(text.splitlines(), start=1):
            bare = line.strip().rstrip(",")
            if bare in ("", "[", "]"):
                continue
            try:
                found.append(msgspec.json.decode(bare))
            except msgspec.DecodeError as error:
                raise UnreadableDocument(f"line {number} is no JSON ({error})", advice=f"it reads {KNOWN}") from error
    except RecursionError as error:
        raise UnreadableDocument("is nested too deeply to be read") from error
    items = [item for item in found if isinstance(item, dict)]
    readers: list[tuple[str, Callable[[Item], bool], Callable[[list[Item]], Iterable[Listed | None]]]] = [
        (followthemoney.TITLE, followthemoney.is_entity, followthemoney.entries),
        (wikidata.TITLE, wikidata.is_entity, wikidata.entries),
    ]
    for title, is_entity, entries in readers:
        if items and is_entity(items[0]):
            return _register(title, entries(items))
    raise UnreadableDocument("is JSON, but no reference list that Rawi knows", advice=f"it reads {KNOWN}")


def _rows(text: str) -> list[list[str]]:
    try:
        return list(csv.reader(io.StringIO(text, newline="")))
    except csv.Error as error:
        raise UnreadableDocument(f"is no CSV ({error})") from error


def _register(title: str, found: Iterable[Listed | None]) -> Register:
    """Entries of one number are one; what has no name is counted."""
    entries: dict[str, Listed] = {}
    left_out = 0
    for one in found:
        if one is None or not one.names or not one.number:
            left_out += 1
            continue
        before = entries.get(one.entry)
        names = tuple(dict.fromkeys((*before.names, *one.names))) if before else tuple(dict.fromkeys(one.names))
        entries[one.entry] = msgspec.structs.replace(one, names=names)
    if not entries:
        raise UnreadableDocument("holds no entry with a name and a number", advice=f"it reads {KNOWN}")
    return Register(title=title, entries=tuple(entries.values()), left_out=left_out)
