"""What is fuzzed, and what each target may raise: nothing but the errors that Rawi raises on purpose.

A target takes any bytes. Its seeds are small whole documents of its format, for mutations to begin from.
"""

from __future__ import annotations

import contextlib
import email.message
import email.policy
import gzip
import io
import tarfile
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from rawi.documents import Budget, read_document
from rawi.documents.unpacking import unpack
from rawi.errors import RawiError, UnreadableDocument
from rawi.model import EntityType
from rawi.settings import DocumentSettings

LIMITS = DocumentSettings(pages=50, rows=5000, members=500)
TEXT = (
    "Liwa Zahr left Qasr Dunya on 3 March 2016 after three days of fighting.\n\n"
    "- Founded: 2012\n- Allies: Jaysh Marj\n\n"
    "أعلن لواء الزهر انسحابه من المدينة.\n"
)


class Target(NamedTuple):
    """`run` is given the bytes; `seeds` are bytes that it accepts."""

    run: Callable[[bytes], object]
    seeds: tuple[bytes, ...]


def reading(name: str) -> Callable[[bytes], object]:
    """Reads the bytes as a file of that name would be."""

    def run(data: bytes) -> None:
        try:
            document = read_document(data, name, limits=LIMITS)
        except UnreadableDocument:
            return
        for segment in document.segments:
            assert 0 <= segment.span.start <= segment.content.start <= segment.content.end <= segment.span.end
            assert segment.span.end <= len(document.text)

    return run


def opening(kind: str) -> Callable[[bytes], object]:
    """Unpacks the bytes as a container of that kind; nothing may be written but numbered files."""

    def run(data: bytes) -> None:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            (folder / "whole").write_bytes(data)
            (folder / "out").mkdir()
            with contextlib.suppress(UnreadableDocument):
                list(unpack(folder / "whole", "x", kind, into=folder / "out", budget=Budget(10**7), limits=LIMITS))
            assert {path.name for path in folder.iterdir()} == {"whole", "out"}
            assert all(path.name.isdigit() and path.is_file() for path in (folder / "out").iterdir())

    return run


def dates(data: bytes) -> None:
    from rawi.dates import from_edtf, read_date, read_dates

    words = data.decode("utf-8", "replace")
    for read in (from_edtf, read_date, read_dates):
        try:
            read(words)
        except RawiError:
            continue


def names(data: bytes) -> None:
    from rawi.names import candidate_keys, compare, fold, group_name, person_name

    one, _, other = data.decode("utf-8", "replace").partition("|")
    fold(one)
    group_name(one)
    person_name(one)
    for kind in (EntityType.GROUP, EntityType.PERSON):
        candidate_keys(one, kind)
        assert compare(one, other, kind).score == compare(other, one, kind).score


def claims(data: bytes) -> None:
    from rawi.evaluation.statement import read_gold

    with tempfile.TemporaryDirectory() as name:
        (Path(name) / "gold.jsonl").write_bytes(data)
        try:
            read_gold(Path(name) / "gold.jsonl")
        except RawiError:
            return


def _zip(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data)
    return out.getvalue()


def _tar() -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        entry = tarfile.TarInfo("a.txt")
        entry.size = len(TEXT.encode())
        archive.addfile(entry, io.BytesIO(TEXT.encode()))
    return out.getvalue()


def _warc() -> bytes:
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>" + TEXT.encode()
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://example.org/\r\nWARC-Date: 2024-03-01T12:00:00Z\r\n"
    )
    return f"{head}Content-Length: {len(http)}\r\n\r\n".encode() + http + b"\r\n\r\n"


def _mail(kind: str) -> bytes:
    message = email.message.EmailMessage(policy=email.policy.SMTP)
    message["From"], message["Subject"], message["Date"] = "a@example.org", "لواء", "Tue, 03 May 2022 10:00:00 +0200"
    message.set_content(f"<p>{TEXT}</p>" if kind == "html" else TEXT, subtype=kind)
    message.add_attachment(TEXT.encode(), "text", "plain", filename="note.txt")
    return message.as_bytes()


def _office() -> tuple[bytes, bytes]:
    import docx
    import openpyxl

    word, book, out = docx.Document(), openpyxl.Workbook(), []
    word.add_heading("Title", 1)
    word.add_paragraph(TEXT)
    word.add_table(2, 2).cell(0, 0).text = "Founded"
    book.active.append(["Date", "Place"])
    book.active.append(["2016", "Qasr Dunya"])
    for made in (word, book):
        data = io.BytesIO()
        made.save(data)
        out.append(data.getvalue())
    return out[0], out[1]


def _pdf() -> bytes:
    """The smallest PDF with a line of text in it."""
    content = b"BT /F1 12 Tf 72 700 Td (Liwa Zahr left Qasr Dunya.) Tj 0 -20 Td (It rained for three days.) Tj ET"
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % len(out)
    return out + b"xref\n0 6\n0000000000 65535 f \n" + table + end


_DOCX, _XLSX = _office()
_HTML = f"<!DOCTYPE html><html><body><h1>Title</h1><table><tr><th>a<td>b</table><p>{TEXT}</p></body></html>".encode()
_WIKI = b"{{Infobox war faction|name=Liwa Zahr|active=2012}}\n== Past ==\n[[Qasr Dunya]]<ref>{{cite web|url=x}}</ref>"

TARGETS: dict[str, Target] = {
    "text": Target(reading("a.txt"), (TEXT.encode(), TEXT.encode("utf-16"), TEXT.encode("utf-16-le"))),
    "markdown": Target(reading("a.md"), (b"# Title\n\n> quoted\n\n1. one[^1]\n\n[^1]: note\n| a | b |\n|---|---|\n",)),
    "html": Target(reading("a.html"), (_HTML,)),
    "wikitext": Target(reading("a.wiki"), (_WIKI,)),
    "pdf": Target(reading("a.pdf"), (_pdf(),)),
    "docx": Target(reading("a.docx"), (_DOCX,)),
    "xlsx": Target(reading("a.xlsx"), (_XLSX,)),
    "csv": Target(reading("a.csv"), (b'Date,Place\n2016,"Qasr, Dunya"\n', b"a;b\n1;2\n")),
    "mail": Target(reading("a.eml"), (_mail("plain"), _mail("html"))),
    "attachments": Target(opening("mail"), (_mail("plain"),)),
    "zip": Target(opening("zip"), (_zip({"a.txt": TEXT.encode(), "b/c.html": _HTML}),)),
    "tar": Target(opening("tar"), (_tar(), gzip.compress(_tar(), mtime=0))),
    "warc": Target(opening("warc"), (_warc() * 2, gzip.compress(_warc(), mtime=0) * 2)),
    "dates": Target(dates, (b"late 2015", b"between 3 March and mid-April 2016", b"2016-03~/..", "شباط 2016".encode())),
    "names": Target(names, ("Liwa al-Zahr|لواء الزهر".encode(), b"Hajj Hamza|Hamza Abu al-Abbas")),
    "claims": Target(claims, (b'{"subject": {"name": "a", "type": "group"}, "predicate": "allied_with"}\n',)),
}
