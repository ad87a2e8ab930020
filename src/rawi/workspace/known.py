"""Records that were read from tables before, for as long as no row of these tables changes."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Iterable
from typing import Generic, TypeVar

from sqlalchemy import Connection

from rawi.workspace import seals

Record = TypeVar("Record")


class Known(Generic[Record]):
    """What is made of rows of some tables, by id; `most` is how much is held, as those weigh it who find it.

    For connections that only read: what a transaction has written shows in the seals of its tables when it ends.
    """

    def __init__(self, *tables: str, most: int):
        self._tables, self._most = tables, most
        self._lock = threading.Lock()
        self._seal = ""
        self._held: dict[str, Record] = {}
        self._weight = 0

    def of(
        self,
        connection: Connection,
        ids: Collection[str],
        find: Callable[[Collection[str]], Iterable[tuple[str, Record, int]]],
    ) -> dict[str, Record]:
        """The records with these ids, in the order of the ids; those that are not known yet `find` gives with their
        weights. An id that it does not give has no record.
        """
        seal = seals.of(connection, *self._tables)
        with self._lock:
            held = self._held if seal == self._seal else {}
            found = {id: held[id] for id in ids if id in held}
        missing = set(ids) - found.keys()
        if missing:
            fresh = list(find(missing))
            found |= {id: record for id, record, _ in fresh}
            self._keep(seal, fresh)
        return {id: found[id] for id in ids if id in found}

    def _keep(self, seal: str, fresh: Iterable[tuple[str, Record, int]]) -> None:
        with self._lock:
            if seal != self._seal:
                self._seal, self._held, self._weight = seal, {}, 0
            for id, record, weight in fresh:
                if self._weight + weight > self._most:
                    self._held, self._weight = {}, 0
                self._held[id] = record
                self._weight += weight
