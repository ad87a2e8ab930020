"""From a container to its members, whatever kind of container it is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from rawi.documents import archives
from rawi.documents.mail import unpack_mail
from rawi.documents.spool import Budget, LeftOut, Refusal, Spool, Taken
from rawi.documents.warc import unpack_warc
from rawi.settings import DocumentSettings

WHOLE_WACZ = "archive/"
"""The folder of a WACZ that holds its web archives; the rest are indexes and lists of pages."""


def unpack(
    file: Path, path: str, kind: str, *, into: Path, budget: Budget, limits: DocumentSettings
) -> Iterator[Taken | Refusal | LeftOut]:
    """Lays the members of the container `file` (shown as `path`) out in the folder `into`.

    Raises `UnreadableDocument` where the container is broken or goes over a limit; what came before stands.
    """
    spool = Spool(into, budget, limits)
    if kind == "warc":
        return unpack_warc(file, spool, limits)
    if kind == "tar":
        return archives.unpack_tar(file, spool, limits)
    if kind == "gzip":
        return archives.unpack_gzip(file, spool, path)
    if kind == "mail":
        return unpack_mail(file, spool, limits)
    return archives.unpack_zip(file, spool, limits, only=WHOLE_WACZ if kind == "wacz" else "")
