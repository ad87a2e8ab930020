"""What a file is by its first bytes, and only then by its name: a name is what somebody called it."""

from __future__ import annotations

import re
from pathlib import PurePath

HEAD = 4096
"""Bytes of the beginning that are looked at."""

CONTAINERS = frozenset({"zip", "tar", "gzip", "warc", "wacz"})
"""Kinds that hold documents and are none themselves."""

PACKED = frozenset({"packed zip", "packed gzip"})
"""Kinds that only a look inside tells."""

_MAIL = re.compile(rb"(?:[A-Za-z][A-Za-z0-9-]{0,60}:[^\r\n]{0,2000}(?:\r?\n[ \t][^\r\n]{0,2000})*\r?\n){2}")
_MAIL_SIGNS = re.compile(rb"^(?:mime-version|received|return-path|message-id|x-[a-z-]+|delivered-to):", re.I | re.M)
_TABLES = {".csv": "csv", ".tsv": "csv"}


def kind_of(head: bytes, path: str) -> str:
    """`pdf`, `mail`, `csv`, `warc`, `tar`, `packed zip`, `packed gzip`, or `text` for what is decoded first.

    A file that is two things at once (a PDF with an archive behind it) is what its first bytes say.
    """
    name = PurePath(path).name.lower()
    suffix = PurePath(name).suffix
    if head.startswith(b"%PDF-") or (suffix == ".pdf" and b"%PDF-" in head[:1024]):
        return "pdf"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "packed zip"
    if head.startswith(b"\x1f\x8b"):
        return "packed gzip"
    if head.startswith(b"WARC/"):
        return "warc"
    if head[257:262] == b"ustar" or (
        head.startswith((b"BZh", b"\xfd7zXZ\x00")) and (suffix in (".tbz2", ".txz", ".tbz") or ".tar." in name)
    ):
        return "tar"
    if suffix in _TABLES:
        return "csv"
    if suffix in (".eml", ".mht", ".mhtml") or (_MAIL.match(head) and _MAIL_SIGNS.search(head)):
        return "mail"
    return "text"


def zip_kind(names: set[str]) -> str:
    """What a ZIP is by the names in it: `docx`, `xlsx`, `wacz`, `zip`, or an office format that is not read."""
    if "word/document.xml" in names:
        return "docx"
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "datapackage.json" in names and any(name.startswith("archive/") for name in names):
        return "wacz"
    if "ppt/presentation.xml" in names:
        return "a PowerPoint file"
    if "META-INF/container.xml" in names and "mimetype" in names:
        return "an EPUB book"
    if "content.xml" in names and "mimetype" in names:
        return "an OpenDocument file"
    if "xl/workbook.bin" in names:
        return "a binary Excel file (xlsb)"
    return "zip"
