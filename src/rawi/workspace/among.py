"""Asking for many rows by their ids in one query, however many ids there are."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, func, select


def among(column: ColumnElement[Any], ids: Collection[str] | Collection[int]) -> ColumnElement[bool]:
    """Whether a column is one of the ids: they travel as one JSON list, so that no limit of variables is met."""
    listed = func.json_each(msgspec.json.encode(sorted(set(ids))).decode()).table_valued("value")
    return column.in_(select(listed.c.value))
