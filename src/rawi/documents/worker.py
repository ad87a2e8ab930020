"""The process that reads what strangers made: it takes requests on its standard input and can be killed at any moment.

It limits its own memory, writes no file but members into the folder it is told, and ends when its input does.
"""

from __future__ import annotations

import os
import struct
import sys
from pathlib import Path
from typing import IO, Any

import msgspec

from rawi.documents.spool import Budget, LeftOut, Refusal, Taken
from rawi.errors import UnreadableDocument
from rawi.model import Document, Member
from rawi.settings import DocumentSettings

OUT_OF_MEMORY = "needs more memory than one document may have"


class ReadRequest(msgspec.Struct, tag=True):
    """The document that the bytes of `path` hold."""

    data: bytes
    path: str
    side: dict[str, Any] | None = None
    member: Member | None = None


class KindRequest(msgspec.Struct, tag=True):
    """What the packed file `file`, shown as `path`, is."""

    file: str
    path: str


class UnpackRequest(msgspec.Struct, tag=True):
    """Lay out the members of `file` in the folder `into`; the budget is in bytes."""

    file: str
    path: str
    kind: str
    into: str
    whole: int
    left: int


class PictureRequest(msgspec.Struct, tag=True):
    """A page, counted from 1, of the PDF that the bytes of `path` hold."""

    data: bytes
    path: str
    page: int


class Failed(msgspec.Struct, tag=True):
    """An error of the request itself."""

    reason: str
    offset: int | None = None
    advice: str | None = None


class Read(msgspec.Struct, tag=True):
    document: Document


class Picture(msgspec.Struct, tag=True):
    png: bytes


class Kind(msgspec.Struct, tag=True):
    kind: str


class Done(msgspec.Struct, tag=True):
    """All members are laid out; `left` is what the budget still holds."""

    left: int


Request = ReadRequest | KindRequest | UnpackRequest | PictureRequest
Answer = Failed | Read | Picture | Kind | Taken | Refusal | LeftOut | Done

_LENGTH = struct.Struct("!I")


def send(pipe: IO[bytes], message: msgspec.Struct) -> None:
    """Writes one message with its length before it."""
    body = msgspec.msgpack.encode(message)
    pipe.write(_LENGTH.pack(len(body)))
    pipe.write(body)
    pipe.flush()


def receive(pipe: IO[bytes]) -> bytes | None:
    """The next message, or None where the other side is gone."""
    head = pipe.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    body = pipe.read(length)
    return body if len(body) == length else None


def main() -> None:
    """Answers requests until the input ends; the first message gives the limits."""
    inward = os.fdopen(os.dup(0), "rb")
    outward = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):  # what a library prints must not get between the messages
        os.dup2(nowhere, stream)
    first = receive(inward)
    if first is None:
        return
    limits = msgspec.msgpack.decode(first, type=DocumentSettings)
    _limit_memory(limits.memory_megabytes)
    decoder = msgspec.msgpack.Decoder(Request)
    from rawi.documents.reader import read_document

    # What takes time to load, the word lists among it, is there before any document's seconds count.
    read_document(b"<p>The reader is ready.</p>", "ready.html")
    send(outward, Kind("ready"))
    while (message := receive(inward)) is not None:
        try:
            _answer(decoder.decode(message), limits, outward)
        except MemoryError:
            del message
            send(outward, Failed(reason=OUT_OF_MEMORY))
            return
        except UnreadableDocument as error:
            send(outward, Failed(reason=error.reason, offset=error.offset, advice=error.advice))
        except RecursionError:
            send(outward, Failed(reason="is nested too deeply to be read", advice="save its text as .txt"))
        except Exception as error:
            said = " ".join(str(error).split())[:300]
            send(outward, Failed(reason=f"the reader failed on it ({type(error).__name__}: {said})"))


def _answer(request: Request, limits: DocumentSettings, outward: IO[bytes]) -> None:
    from rawi.documents.archives import look_inside
    from rawi.documents.pdfpicture import picture_of
    from rawi.documents.reader import read_document
    from rawi.documents.unpacking import unpack

    if isinstance(request, ReadRequest):
        document = read_document(request.data, request.path, request.side, member=request.member, limits=limits)
        send(outward, Read(document))
    elif isinstance(request, PictureRequest):
        send(outward, Picture(picture_of(request.data, request.path, request.page)))
    elif isinstance(request, KindRequest):
        send(outward, Kind(look_inside(Path(request.file), request.path)))
    else:
        budget = Budget(request.whole, request.left)
        file, into = Path(request.file), Path(request.into)
        for found in unpack(file, request.path, request.kind, into=into, budget=budget, limits=limits):
            send(outward, found)
        send(outward, Done(budget.left))


def _limit_memory(megabytes: int) -> None:
    """A ceiling on address space, where the system has such a thing; no core is dumped of what was read."""
    if sys.platform == "win32":
        return
    import resource

    size = megabytes * 1_000_000
    for what, limit in ((resource.RLIMIT_AS, size), (resource.RLIMIT_CORE, 0)):
        try:
            hard = resource.getrlimit(what)[1]
            resource.setrlimit(what, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))
        except (OSError, ValueError):
            continue


if __name__ == "__main__":
    main()
