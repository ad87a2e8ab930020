"""Writing much in small transactions, so that whoever decides beside a long build never waits for it."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection

from rawi.workspace.database import Database

PORTION = 500
"""Rows in one transaction at most."""


def portions(items: Iterable[Any], size: int = PORTION) -> Iterator[list[Any]]:
    portion: list[Any] = []
    for item in items:
        portion.append(item)
        if len(portion) == size:
            yield portion
            portion = []
    if portion:
        yield portion


class Portions:
    """Transactions one after the other, each of at most `PORTION` rows; most documents fit into one."""

    def __init__(self, database: Database):
        self._database = database
        self._open = contextlib.ExitStack()
        self._connection: Connection | None = None
        self._rows = 0

    def room(self, rows: int) -> Connection:
        """A connection on which so many rows may be written; what came before may be committed by then."""
        if self._connection is not None and self._rows + rows > PORTION:
            self._connection = None
            self._open.close()
        if self._connection is None:
            self._connection = self._open.enter_context(self._database.write())
            self._rows = 0
        self._rows += rows
        return self._connection

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open.__exit__(kind, error, trace)
