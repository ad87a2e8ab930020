"""Pictures of the pages of documents: drawn in a process of their own that can be killed, and remembered a little."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable

from rawi.documents.supervised import Supervised
from rawi.settings import DocumentSettings

_REMEMBERED_BYTES = 32_000_000


class Drawing:
    """Draws one page at a time, whoever asks; close it to end its process, which starts when the first page is asked.

    `remembered_bytes` is how much of what was drawn stays in memory, the last pages first.
    """

    def __init__(self, remembered_bytes: int = _REMEMBERED_BYTES) -> None:
        self._most = remembered_bytes
        self._lock = threading.Lock()
        self._apart: Supervised | None = None
        self._drawn: OrderedDict[tuple[str, int], bytes] = OrderedDict()

    def picture(
        self, document: str, path: str, page: int, original: Callable[[], bytes], limits: DocumentSettings
    ) -> bytes:
        """A page of a PDF, counted from 1, as a PNG; `original` is asked for its bytes only where they are needed.

        Raises `UnreadableDocument` where the page cannot be drawn, or not within the limits.
        """
        with self._lock:
            if (document, page) not in self._drawn:
                self._remember((document, page), self._within(limits).picture(original(), path, page))
            self._drawn.move_to_end((document, page))
            return self._drawn[document, page]

    def close(self) -> None:
        with self._lock:
            if self._apart is not None:
                self._apart.close()
                self._apart = None

    def _within(self, limits: DocumentSettings) -> Supervised:
        if self._apart is None or self._apart.limits != limits:
            if self._apart is not None:
                self._apart.close()
            self._apart = Supervised(limits)
        return self._apart

    def _remember(self, key: tuple[str, int], png: bytes) -> None:
        self._drawn[key] = png
        while len(self._drawn) > 1 and sum(map(len, self._drawn.values())) > self._most:
            self._drawn.popitem(last=False)
