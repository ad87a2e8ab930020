"""OFAC's alternative names (`alt.csv`): number, number of the name, sort, name, remarks; main names are not in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rawi.model import Listed, ListedName
from rawi.model.listed import NameSort

TITLE = "OFAC, alternative names"
_SORTS: dict[str, NameSort] = {"aka": "alias", "fka": "former", "nka": "alias"}
_FIELDS = 4


def is_alt(text: str) -> bool:
    """Whether a text begins as `alt.csv` does: two numbers, then a.k.a., f.k.a. or n.k.a."""
    parts = text.lstrip("\ufeff").split("\n", 1)[0].split(",")
    return len(parts) >= _FIELDS and parts[0].strip().isdigit() and parts[2].strip().strip('"') in _SORTS


def entries(rows: Sequence[Sequence[str]]) -> Iterator[Listed | None]:
    """An entry for each row; those of one number become one."""
    for row in rows:
        if len(row) < _FIELDS or not row[0].strip().isdigit():
            if any(field.strip("\x1a ") for field in row):
                yield None
            continue
        name = " ".join(row[3].split())
        sort = _SORTS.get(row[2].strip(), "alias")
        names = (ListedName(name, sort),) if name and name != "-0-" else ()
        yield Listed(register="ofac", number=row[0].strip(), type=None, names=names)
