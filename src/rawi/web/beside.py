"""Processes beside the app that make pages, so that a large page keeps nobody waiting and a second core helps.

They are the app over the same workspace, without a door: only the app itself asks them, each for one page at a time. A
page that none of them is free for, or can make, the app makes itself; so it is nothing but a matter of time whether
they run.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import subprocess
import sys
import threading
from collections.abc import Hashable, Sequence
from typing import Any

import msgspec

from rawi.documents.worker import receive, send
from rawi.web.state import Language, State

PROCESSES = 2 if (os.cpu_count() or 1) > 1 else 0
"""As many as the pages that two windows ask for at once; more would only hold memory."""


class Launch(msgspec.Struct, tag=True):
    """The first message: which app it is that pages are made for."""

    folder: str
    port: int
    token: str
    language: Language


class Wanted(msgspec.Struct, frozen=True):
    """A page: which view of which family, and what the address said."""

    family: str
    view: str
    state: State
    path: str
    query: dict[str, str]
    given: dict[str, Any]
    """The other parameters of the view, as they were read from the address."""

    @property
    def key(self) -> Hashable:
        """The same for what is the same page."""
        said = tuple(self.query.items()), repr(sorted(self.given.items()))
        return self.family, self.view, self.state, self.path, said


class Order(msgspec.Struct, tag=True):
    """A `Wanted`, pickled: only the app that started this process can write here."""

    wanted: bytes


class Made(msgspec.Struct, tag=True):
    """A page; None where it could not be made, so that the app makes it itself and says why not."""

    page: bytes | None


_made = msgspec.msgpack.Decoder(Made)


class Beside:
    """So many processes, which start when the first page is asked for; close it to end them."""

    def __init__(self, launch: Launch, processes: int = PROCESSES):
        self._launch = launch
        self._lock = threading.Lock()
        self._makers: Sequence[_Maker] | None = () if processes < 1 else None
        self._processes = processes

    def page(self, wanted: Wanted) -> bytes | None:
        """The page, made by a process that is free; None where none is, or can make it.

        At a date everything is weighed once and remembered: always by the same process, which is waited for.
        """
        makers = self._running()
        if not makers:
            return None
        if wanted.state.as_of is not None or wanted.state.as_known is not None:
            return makers[0].page(wanted, wait=True)
        for maker in reversed(makers):
            if maker.ready and (page := maker.page(wanted, wait=False)) is not None:
                return page
        return None

    def ahead(self, wanted: Wanted) -> bytes | None:
        """The same of a page that nobody waits for: by the process that others ask last, when it is free."""
        makers = self._running()
        return makers[0].page(wanted, wait=True) if makers else None

    @property
    def ready(self) -> bool:
        """Whether all of them run; they start with the first page that is asked for."""
        with self._lock:
            return bool(self._makers) and all(maker.ready for maker in self._makers or ())

    def close(self) -> None:
        with self._lock:
            for maker in self._makers or ():
                maker.close()
            self._makers = ()

    def _running(self) -> Sequence[_Maker]:
        with self._lock:
            if self._makers is None:
                self._makers = [_Maker(self._launch) for _ in range(self._processes)]
            return self._makers


class _Maker:
    """One process; it is not started anew where it dies."""

    def __init__(self, launch: Launch):
        self.ready = False
        self._one_at_a_time = threading.Lock()
        self._process = subprocess.Popen(
            # -P: nothing is imported from the folder that the user happens to stand in.
            [sys.executable, "-P", "-m", "rawi.web.maker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,  # Ctrl+C is for the app, which then ends this by closing its input
        )
        threading.Thread(target=self._begin, args=(launch,), daemon=True).start()

    def _begin(self, launch: Launch) -> None:
        with self._one_at_a_time:
            self.ready = self._told(launch) is not None

    def page(self, wanted: Wanted, *, wait: bool) -> bytes | None:
        if not self._one_at_a_time.acquire(blocking=wait):
            return None
        try:
            answer = self._told(Order(pickle.dumps(wanted))) if self.ready else None
            self.ready = answer is not None
        finally:
            self._one_at_a_time.release()
        return answer.page if answer is not None else None

    def _told(self, message: Launch | Order) -> Made | None:
        """What it answers; None where it is gone."""
        assert self._process.stdin is not None and self._process.stdout is not None
        try:
            send(self._process.stdin, message)
            body = receive(self._process.stdout)
        except (OSError, ValueError):
            return None
        return _made.decode(body) if body is not None else None

    def close(self) -> None:
        self.ready = False
        self._process.kill()  # it writes nothing, so that there is nothing to wait for
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):  # what was on its way to a process that is gone
                    pipe.close()
