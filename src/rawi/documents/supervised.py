"""Reading apart: documents and archives are opened in a process that is killed when it takes too long.

One process serves a whole build. It starts when the first document asks for it; where it dies, the next document gets
a new one. Short plain text is read without it.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import msgspec

from rawi.documents import worker
from rawi.documents.reader import read_document
from rawi.documents.signatures import PACKED, kind_of
from rawi.documents.spool import Budget, LeftOut, Refusal, Taken
from rawi.errors import UnreadableDocument
from rawi.model import Document, Member
from rawi.settings import DocumentSettings

_STARTING_SECONDS = 120
_PLAIN_BYTES = 1_000_000
_PLAIN = (".txt", ".md", ".markdown", ".text")
_answers = msgspec.msgpack.Decoder(worker.Answer)


class _Died(Exception):
    """The process is gone in the middle of a request; `late` where it was killed for its time."""

    def __init__(self, *, late: bool):
        self.late = late


class Supervised:
    """Reads and unpacks within limits; close it, or use it as a context manager, to end its process."""

    def __init__(self, limits: DocumentSettings):
        self.limits = limits
        self._process: subprocess.Popen[bytes] | None = None
        self._used = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Ends the process, if one runs."""
        self._used = False
        if self._process is None:
            return
        _kill(self._process)
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()
        self._process.wait()
        self._process = None

    def read(
        self, data: bytes, path: str, side: Mapping[str, object] | None = None, member: Member | None = None
    ) -> Document:
        """The document that the bytes hold. Raises `UnreadableDocument`, also where it goes over a limit."""
        if _is_plain(data, path, member):
            return read_document(data, path, side, member=member, limits=self.limits)
        request = worker.ReadRequest(data=data, path=path, side=dict(side) if side else None, member=member)
        answer = next(self._ask(request), None)
        if not isinstance(answer, worker.Read):
            raise UnreadableDocument("the reader gave no answer")
        return answer.document

    def picture(self, data: bytes, path: str, page: int) -> bytes:
        """A page of a PDF, counted from 1, as a PNG. Raises `UnreadableDocument`, also where it goes over a limit."""
        answer = next(self._ask(worker.PictureRequest(data=data, path=path, page=page)), None)
        if not isinstance(answer, worker.Picture):
            raise UnreadableDocument("the page gave no picture")
        return answer.png

    def kind(self, file: Path, path: str, head: bytes) -> str:
        """What a file is: a kind of `signatures.kind_of`, seen through gzip and ZIP."""
        kind = kind_of(head, path)
        if kind not in PACKED:
            return kind
        answer = next(self._ask(worker.KindRequest(file=str(file), path=path)), None)
        if not isinstance(answer, worker.Kind):
            raise UnreadableDocument("the reader gave no answer")
        return answer.kind

    def unpack(
        self, file: Path, path: str, kind: str, into: Path, budget: Budget
    ) -> Iterator[Taken | Refusal | LeftOut]:
        """Lays the members of a container out in the folder `into` and says of each what became of it.

        Raises `UnreadableDocument` where the container breaks off or goes over a limit; what came before stands.
        """
        request = worker.UnpackRequest(
            file=str(file), path=path, kind=kind, into=str(into), whole=budget.whole, left=budget.left
        )
        for answer in self._ask(request):
            if isinstance(answer, Taken):
                budget.left -= answer.size
                yield answer
            elif isinstance(answer, Refusal | LeftOut):
                yield answer
            elif isinstance(answer, worker.Done):
                budget.left = answer.left

    def _ask(self, request: worker.Request) -> Iterator[worker.Answer]:
        """The answers to a request; one that fell short of memory after others is tried again in a new process."""
        used, answered = self._used, False
        try:
            for answer in self._answers(request):
                if isinstance(answer, worker.Failed) and answer.reason == worker.OUT_OF_MEMORY:
                    raise _Died(late=False)
                if isinstance(answer, worker.Failed):
                    raise UnreadableDocument(answer.reason, offset=answer.offset, advice=answer.advice)
                yield answer
                answered = True
        except _Died as death:
            self.close()
            if death.late:
                raise UnreadableDocument(
                    f"takes longer than {self.limits.seconds:g} seconds",
                    advice="split it, save its text as .txt, or raise seconds in rawi.toml",
                ) from death
            if used and not answered:
                yield from self._ask(request)
                return
            raise UnreadableDocument(
                f"needs more than {self.limits.memory_megabytes} MB of memory, or crashes the reader",
                advice="split it, save its text as .txt, or raise memory_megabytes in rawi.toml",
            ) from death

    def _answers(self, request: worker.Request) -> Iterator[worker.Answer]:
        """What the process answers, each within the seconds; ends after an answer that closes the request."""
        process = self._running()
        assert process.stdin is not None and process.stdout is not None
        self._used = True
        sent = False
        while True:
            with _Alarm(process, self.limits.seconds) as alarm:
                try:
                    if not sent:
                        worker.send(process.stdin, request)
                        sent = True
                    body = worker.receive(process.stdout)
                except (OSError, ValueError):
                    body = None
            if body is None:
                raise _Died(late=alarm.rang)
            answer = _answers.decode(body)
            yield answer
            if not isinstance(answer, Taken | Refusal | LeftOut):
                return

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is not None and self._process.poll() is None:
            return self._process
        self.close()
        self._process = subprocess.Popen(
            # -P: nothing is imported from the folder that the user happens to stand in.
            [sys.executable, "-P", "-m", "rawi.documents.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # so that a program which it has started dies with it
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        with _Alarm(self._process, _STARTING_SECONDS):
            worker.send(self._process.stdin, self.limits)
            ready = worker.receive(self._process.stdout)
        if ready is None:
            self.close()
            raise UnreadableDocument(
                "the process that reads such documents does not start",
                advice="raise memory_megabytes in rawi.toml, or install Rawi again",
            )
        return self._process


def _kill(process: subprocess.Popen[bytes]) -> None:
    """Ends a process at once, and with it what it has started, such as tesseract."""
    if process.poll() is not None:
        return
    if hasattr(os, "killpg"):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()


class _Alarm:
    """Kills a process that is not done in time. A thread, for no system lets a pipe be waited on everywhere."""

    def __init__(self, process: subprocess.Popen[bytes], seconds: float):
        self.rang = False
        self._process = process
        self._timer = threading.Timer(seconds, self._ring)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(self, *_: Any) -> None:
        self._timer.cancel()

    def _ring(self) -> None:
        self.rang = True
        _kill(self._process)


def _is_plain(data: bytes, path: str, member: Member | None) -> bool:
    """Short plain text, which costs less to read than to send."""
    return (
        len(data) <= _PLAIN_BYTES
        and path.lower().endswith(_PLAIN)
        and (member is None or member.media is None)
        and kind_of(data[:4096], path) == "text"
        and data.lstrip()[:1] != b"<"
    )
