"""Web archives (WARC, and WACZ around it): each page is a document with its address and the time of its capture.

The bytes of a member are the payload of its record, without the HTTP head, transfer and content encodings undone.
A record that is broken costs itself: reading goes on at the next place where a record begins.
"""

from __future__ import annotations

import gzip
import re
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, cast

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from rawi.documents.archives import BROKEN, shown
from rawi.documents.spool import LeftOut, Refusal, Spool, Taken
from rawi.errors import UnreadableDocument
from rawi.model import Member
from rawi.settings import DocumentSettings

_PAGES = {"text/html", "application/xhtml+xml", "text/plain", "application/pdf", "message/rfc822", "multipart/related"}
_FAULTS = (ArchiveLoadFailed, AttributeError, TypeError, IndexError, *BROKEN)
"""What warcio raises for records that are not as they should be."""
_UNDONE = {"", "identity", "gzip", "x-gzip", "deflate"}
_NEXT = re.compile(rb"(?:^|\n)(?=WARC/1\.)|(?=\x1f\x8b\x08)")
_STEP = 1 << 20
_FIRST = 1 << 24
"""How many bytes are unpacked to see whether a file was packed as a whole."""


def unpack_warc(file: Path, spool: Spool, limits: DocumentSettings) -> Iterator[Taken | Refusal | LeftOut]:
    """The pages of a web archive in their order; what is no page is only counted."""
    seen: Counter[str] = Counter()
    left: Counter[str] = Counter()
    taken = 0
    with _stream(file) as data:
        start: int | None = 0
        while start is not None:
            data.seek(start)
            reached, faults = start, 0
            records = ArchiveIterator(_From(data, start))
            try:
                for record in records:
                    if records.err_count > faults:
                        faults = records.err_count
                        yield _broken(reached, "its length is not what its record says")
                    reached = records.offset + start
                    found = _page(record, reached, seen, left)
                    if isinstance(found, Member):
                        taken += 1
                        if taken > limits.members:
                            raise UnreadableDocument(
                                f"holds more than {limits.members} pages",
                                advice="split it, or raise members in rawi.toml",
                            )
                        yield _short(record, found, spool.take(found, record.content_stream()))
                    elif found is not None:
                        yield found
                start = None
            except UnreadableDocument:
                raise
            except _FAULTS as error:
                yield _broken(reached, _said(error))
                start = _next_record(data, reached + 1)
    if not seen and not left and not taken:
        raise UnreadableDocument("no record in it can be read", advice="fetch it again")
    for what, count in sorted(left.items()):
        yield LeftOut(count=count, what=what)


def _stream(file: Path) -> IO[bytes]:
    """The file; one that was packed as a whole, and not record by record, as it is unpacked."""
    with file.open("rb") as data:
        if not data.read(2).startswith(b"\x1f\x8b"):
            return file.open("rb")
        data.seek(0)
        unpacking, before, unpacked = zlib.decompressobj(31), b"", 0
        try:
            while unpacked < _FIRST and not unpacking.eof and (piece := data.read(_STEP)):
                found = unpacking.decompress(piece, _STEP)
                unpacked += len(found)
                if b"\r\n\r\nWARC/1." in before + found:
                    return cast(IO[bytes], gzip.open(file))
                before = found[-16:]
        except zlib.error:
            pass
    return file.open("rb")


def _broken(at: int, why: str) -> Refusal:
    return Refusal(
        name=f"record at byte {at}",
        reason=f"is broken: {why}",
        advice="fetch the archive again; its other records were read",
    )


class _From:
    """The file from a byte on, for a reader that counts from nought."""

    def __init__(self, data: IO[bytes], start: int):
        self._data, self._start = data, start

    def read(self, size: int = -1) -> bytes:
        return self._data.read(size)

    def readline(self, size: int = -1) -> bytes:
        return self._data.readline(size)

    def tell(self) -> int:
        return self._data.tell() - self._start


def _page(record: Any, offset: int, seen: Counter[str], left: Counter[str]) -> Member | Refusal | None:
    """The member that a record holds; None where it is no page, which is counted in `left`."""
    header = record.rec_headers.get_header
    if not header("WARC-Type"):
        return _broken(offset, "it does not say what it is")
    if record.rec_type == "revisit":
        left["captures that only point to an earlier one"] += 1
        return None
    if record.rec_type not in ("response", "resource"):
        left["records about the capture itself"] += 1
        return None
    http = record.http_headers
    status = http.get_statuscode() if http is not None else "200"
    typed = (http.get_header("Content-Type") if http is not None else header("Content-Type")) or ""
    media, _, parameters = typed.partition(";")
    media = media.strip().lower()
    if not status.startswith("2"):
        left["redirects and answers that are errors"] += 1
        return None
    if media not in _PAGES:
        left["pictures, scripts, styles and other things that are no pages"] += 1
        return None
    url = header("WARC-Target-URI")
    captured = header("WARC-Date")
    stamp = re.sub(r"\D", "", captured or "")[:14]
    name = shown("/".join(part for part in (stamp, (url or "").strip("<>")) if part)) or f"record at byte {offset}"
    seen[name] += 1
    if seen[name] > 1:
        name = f"{name}#{seen[name]}"
    packed = ((http.get_header("Content-Encoding") if http is not None else "") or "").strip().lower()
    if packed not in _UNDONE:
        return Refusal(
            name=name, reason=f"is packed with {shown(packed)[:40]!r}, which is not undone here", advice="save the page"
        )
    charset = re.search(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", parameters, re.I)
    return Member(
        name=name,
        at=offset,
        media=media,
        charset=charset[1].lower() if charset else None,
        url=shown(url.strip("<>")) if url else None,
        captured=captured if captured and re.fullmatch(r"\d{4}-\d\d-\d\dT[\d:.]+Z", captured) else None,
        record=shown(header("WARC-Record-ID") or "") or None,
    )


def _short(record: Any, member: Member, result: Taken | Refusal) -> Taken | Refusal:
    """A record whose length promises more than there is: its page is cut off, and that is said."""
    missing = getattr(record.raw_stream, "limit", 0)
    if isinstance(result, Taken) and missing > 0:
        return Refusal(
            name=member.name,
            reason=f"is cut off: {missing} bytes of its record are missing",
            advice="fetch the archive again",
        )
    return result


def _next_record(data: IO[bytes], start: int) -> int | None:
    """Where the next record may begin, at or after `start`."""
    data.seek(start)
    at, before = start, b""
    while piece := data.read(_STEP):
        window = before + piece
        base = at - len(before)
        for match in _NEXT.finditer(window):
            found = base + match.end()
            if found >= start and _begins(data, found):
                return found
        before = window[-8:]
        at += len(piece)
        data.seek(at)
    return None


def _begins(data: IO[bytes], at: int) -> bool:
    """Whether a record, packed or not, really begins there."""
    data.seek(at)
    head = data.read(512)
    if head.startswith(b"WARC/1."):
        return True
    try:
        return zlib.decompressobj(31).decompress(head, 16).startswith(b"WARC/1.")
    except zlib.error:
        return False


def _said(error: BaseException) -> str:
    return " ".join(str(error).split())[:160] or type(error).__name__
