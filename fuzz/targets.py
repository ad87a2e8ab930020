"""What is fuzzed, and what each target may raise: nothing but the errors that Rawi raises on purpose.

A target takes any bytes. Its seeds are small whole documents of its format, for mutations to begin from; where random
bytes would only ever meet the first check of a format, they are bags (see `shaping`).
"""

from __future__ import annotations

import atexit
import contextlib
import email.message
import email.policy
import gzip
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parent))

from shaping import bag, parts_of, printed, recorded, reshaped, taped, zipped

# Readers of formats are imported when a document asks for them; here, so that the fuzzer sees into them.
from rawi.dates import Anchors, from_edtf, read_date, read_dates
from rawi.documents import Budget, docx, mail, pdf, read_document, sheet, warc
from rawi.documents.unpacking import unpack
from rawi.errors import RawiError, UnreadableDocument
from rawi.evaluation.statement import read_gold
from rawi.model import EntityType
from rawi.names import candidate_keys, compare, fold, group_name, person_name
from rawi.settings import DocumentSettings

READERS = (docx, mail, pdf, sheet, warc)
LIMITS = DocumentSettings(pages=50, rows=5000, members=500)
TEXT = (
    "Liwa Zahr left Qasr Dunya on 3 March 2016 after three days of fighting.\n\n"
    "- Founded: 2012\n- Allies: Jaysh Marj\n\n"
    "أعلن لواء الزهر انسحابه من المدينة.\n"
)
_, ANCHORS = read_dates("It began in May 2015.", anchors=Anchors(document=read_date("3 March 2016")))
_MEMORY = Path("/dev/shm")
_FOLDER = Path(tempfile.mkdtemp(prefix="fuzz-", dir=_MEMORY if _MEMORY.is_dir() else None))
"""Where archives are laid out; in memory where there is such a place, as no file in it is kept."""
atexit.register(shutil.rmtree, _FOLDER, ignore_errors=True)


class Target(NamedTuple):
    """`run` is given the bytes; `seeds` are bytes that it accepts; `reshape` changes them without breaking them.

    `largest` is how many bytes an input may have: room for every construct of a format, and quick to read.
    """

    run: Callable[[bytes], object]
    seeds: tuple[bytes, ...]
    reshape: Callable[[bytes, int], bytes] | None = None
    largest: int = 1024


def without_rels(parts: dict[str, bytes]) -> bytes:
    """What of an office file is worth changing, as a bag."""
    return bag({name: data for name, data in parts.items() if "rels" not in name})


def as_it_is(data: bytes) -> bytes:
    return data


def in_utf8(data: bytes) -> bytes:
    """Finding out an encoding is the business of one target; the others get past it."""
    return data.decode("utf-8", "replace").encode()


def in_a_page(data: bytes) -> bytes:
    return data if data.startswith(b"%PDF") else printed(data)


def in_a_zip(skeleton: dict[str, bytes]) -> Callable[[bytes], bytes]:
    """A ZIP of the bag on top of parts that the format asks for."""

    def packed(data: bytes) -> bytes:
        return data if data.startswith(b"PK") else zipped([*(skeleton | dict(parts_of(data))).items()])

    return packed


def reading(name: str, shape: Callable[[bytes], bytes] = as_it_is) -> Callable[[bytes], object]:
    """Reads the bytes as a file of that name would be."""

    def run(data: bytes) -> None:
        try:
            document = read_document(shape(data), name, limits=LIMITS)
        except UnreadableDocument:
            return
        for segment in document.segments:
            assert 0 <= segment.span.start <= segment.content.start <= segment.content.end <= segment.span.end, segment
            assert segment.span.end <= len(document.text), segment

    return run


def opening(kind: str, shape: Callable[[bytes], bytes] = as_it_is) -> Callable[[bytes], object]:
    """Unpacks the bytes as a container of that kind; nothing may be written but numbered files."""

    def run(data: bytes) -> None:
        out = _FOLDER / "out"
        out.mkdir(exist_ok=True)
        (_FOLDER / "whole").write_bytes(shape(data))
        with contextlib.suppress(UnreadableDocument):
            list(unpack(_FOLDER / "whole", "x", kind, into=out, budget=Budget(10**7), limits=LIMITS))
        assert {path.name for path in _FOLDER.iterdir()} == {"whole", "out"}
        for path in out.iterdir():
            assert path.name.isdigit() and path.is_file(), path
            path.unlink()

    return run


def in_prose(words: str) -> None:
    """Reads the dates of words in a document that has a date, after a sentence that told one."""
    read_dates(words, anchors=ANCHORS)


def dates(data: bytes) -> None:
    words = data.decode("utf-8", "replace")
    for read in (from_edtf, read_date, in_prose):
        try:
            read(words)
        except RawiError:
            continue


def names(data: bytes) -> None:
    one, _, other = data.decode("utf-8", "replace").partition("|")
    fold(one)
    group_name(one)
    person_name(one)
    for kind in (EntityType.GROUP, EntityType.PERSON):
        candidate_keys(one, kind)
        assert compare(one, other, kind).score == compare(other, one, kind).score


def claims(data: bytes) -> None:
    gold = _FOLDER / "gold.jsonl"
    gold.write_bytes(data)
    try:
        read_gold(gold)
    except RawiError:
        return
    finally:
        gold.unlink()


def _mail(kind: str) -> bytes:
    message = email.message.EmailMessage(policy=email.policy.SMTP)
    message["From"], message["Subject"], message["Date"] = "a@example.org", "لواء", "Tue, 03 May 2022 10:00:00 +0200"
    message.set_content(f"<p>{TEXT}</p>" if kind == "html" else TEXT, subtype=kind)
    message.add_attachment(TEXT.encode(), "text", "plain", filename="note.txt")
    return message.as_bytes()


_PLAIN_MAIL = (
    b"From: A <a@example.org>\nSubject: =?utf-8?q?Zahr?=\nDate: Tue, 03 May 2022 10:00:00 +0200\nMIME-Version: 1.0\n"
    b'Content-Type: multipart/mixed; boundary="b"\n\n--b\nContent-Type: text/html; charset=utf-8\n\n<p>It rained.</p>\n'
    b"--b\nContent-Type: text/plain\nContent-Disposition: attachment; filename=a.txt\n\nLiwa Zahr left.\n--b--\n"
)
_FORWARDED = (
    b'From: A <a@example.org>\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="b"\n\n'
    b"--b\nContent-Type: text/plain\n\nSee below.\n--b\nContent-Type: message/rfc822\n"
    b'Content-Disposition: attachment; filename="old.eml"\n\nFrom: B <b@example.org>\nSubject: \xd9\x84\xd9\x88\n'
    b'Content-Type: multipart/alternative; boundary="c"\n\n--c\nContent-Type: text/plain; charset=cp1256\n'
    b"Content-Transfer-Encoding: base64\n\nTGl3YSBaYWhyIGxlZnQu\n--c--\n\n--b--\n"
)
_SAVED = (
    b"From: <Saved>\nSnapshot-Content-Location: http://example.org/\nSubject: Zahr\nMIME-Version: 1.0\n"
    b'Content-Type: multipart/related; boundary="b"\n\n--b\nContent-Type: text/html\nContent-ID: <x>\n'
    b"Content-Transfer-Encoding: quoted-printable\nContent-Location: http://example.org/\n\n<p>It =\nrained.</p>\n"
    b"--b--\n"
)
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "application/vnd.openxmlformats-officedocument"


def _relations(**targets: str) -> bytes:
    lines = "".join(
        f'<Relationship Id="r{number}" Type="{_R}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets.items())
    )
    return f'<Relationships xmlns="{_LINKS}">{lines}</Relationships>'.encode()


def _types(**parts: str) -> bytes:
    lines = "".join(
        f'<Override PartName="/{name}" ContentType="{_OFFICE}.{type}+xml"/>' for type, name in parts.items()
    )
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{lines}</Types>'
    ).encode()


_WORD = {
    "[Content_Types].xml": _types(
        **{
            "wordprocessingml.document.main": "word/document.xml",
            "wordprocessingml.styles": "word/styles.xml",
            "wordprocessingml.footnotes": "word/footnotes.xml",
        }
    ),
    "_rels/.rels": _relations(officeDocument="word/document.xml"),
    "word/_rels/document.xml.rels": _relations(styles="styles.xml", footnotes="footnotes.xml"),
    "word/styles.xml": f'<w:styles {_W}><w:style w:type="paragraph" w:styleId="h"><w:name w:val="heading 1"/></w:style>'
    f"</w:styles>".encode(),
    "word/footnotes.xml": f'<w:footnotes {_W}><w:footnote w:id="2"><w:p><w:r><w:t>SANA, 3 May 2016.</w:t></w:r></w:p>'
    f"</w:footnote></w:footnotes>".encode(),
    "word/document.xml": (
        f'<w:document {_W}><w:body><w:p><w:pPr><w:pStyle w:val="h"/></w:pPr><w:r><w:t>Title</w:t></w:r></w:p>'
        '<w:p><w:r><w:t>Liwa Zahr left.</w:t><w:footnoteReference w:id="2"/><w:br/></w:r></w:p>'
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr><w:ins><w:r><w:t>item</w:t></w:r></w:ins></w:p>'
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Founded</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>2012</w:t></w:r></w:p>"
        "</w:tc></w:tr></w:tbl><w:sectPr/></w:body></w:document>"
    ).encode(),
}
_BOOK = {
    "[Content_Types].xml": _types(
        **{
            "spreadsheetml.sheet.main": "xl/workbook.xml",
            "spreadsheetml.worksheet": "xl/sheet.xml",
            "spreadsheetml.sharedStrings": "xl/strings.xml",
            "spreadsheetml.styles": "xl/styles.xml",
        }
    ),
    "_rels/.rels": _relations(officeDocument="xl/workbook.xml"),
    "xl/_rels/workbook.xml.rels": _relations(worksheet="sheet.xml", sharedStrings="strings.xml", styles="styles.xml"),
    "xl/workbook.xml": f'<workbook {_S} xmlns:r="{_R}"><sheets><sheet name="One" sheetId="1" r:id="r0"/></sheets>'
    f"</workbook>".encode(),
    "xl/strings.xml": f"<sst {_S}><si><t>Date</t></si><si><t>Place</t></si><si><t>Qasr Dunya</t></si></sst>".encode(),
    "xl/styles.xml": f'<styleSheet {_S}><numFmts><numFmt numFmtId="170" formatCode="yyyy"/></numFmts><cellXfs>'
    f'<xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>'.encode(),
    "xl/sheet.xml": (
        f'<worksheet {_S}><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'
        '<row r="2"><c r="A2" s="1"><v>42432.5</v></c><c r="B2" t="s"><v>2</v></c></row>'
        '<row><c r="A3" t="inlineStr"><is><t>x</t></is></c><c t="b"><v>1</v></c><c t="e"><v>#N/A</v></c></row>'
        "</sheetData></worksheet>"
    ).encode(),
}
_HTML = f"<!DOCTYPE html><html><body><h1>Title</h1><table><tr><th>a<td>b</table><p>{TEXT}</p></body></html>".encode()
_WIKI = b"{{Infobox war faction|name=Liwa Zahr|active=2012}}\n== Past ==\n[[Qasr Dunya]]<ref>{{cite web|url=x}}</ref>"
_MARKDOWN = b"# Title\n\n> quoted\n\n1. one[^1]\n\n[^1]: note\n| a | b |\n|---|---|\n"
_COLUMNS = b"".join(
    b"BT /F1 %d Tf %d %d Td (%s) Tj ET\n" % place
    for place in [
        (16, 72, 740, b"Two columns"),
        (9, 72, 700, b"Liwa Zahr left Qasr Dunya after three"),
        (9, 72, 688, b"days. It rained.1 The Tarn Bri-"),
        (9, 72, 676, b"gade stayed."),
        (9, 320, 700, b"The road to the port was closed and"),
        (9, 320, 688, b"nobody came."),
        (5, 72, 80, b"1"),
        (7, 78, 78, b"Ember Monitor, 3 May 2016."),
        (7, 300, 30, b"Page 7"),
    ]
)
_LINES = b"BT /F1 12 Tf 72 700 Td (Liwa Zahr left Qasr Dunya.) Tj 0 -20 Td [(It ra) -20 (ined)] TJ ET"
_ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>" + TEXT.encode()
_HEAD = "WARC-Type: response\tWARC-Target-URI: http://example.org/\tWARC-Date: 2024-03-01T12:00:00Z"
_WARC = recorded([(_HEAD, _ANSWER)])
_ZIP = bag({"a.txt": TEXT.encode(), "b/c.html": _HTML})
_TAR = bag({"a.txt": TEXT.encode(), "D/link": b"a.txt", "../up": b"x"})
_CLAIM = (
    b'{"subject": {"name": "a", "type": "group"}, "predicate": "trained", "object": {"name": "b", "type": "group"}, '
    b'"chain": [{"tellers": ["c"], "mode": "said"}], "time": {"edtf": "2015"}, "value": {"min": 1, "max": 2}, '
    b'"quote": {"exact": "x", "start": 0, "end": 1}, "document": {"id": "d"}}\n'
)


def _packed(data: bytes) -> bytes:
    return data if data[:2] in (b"PK", b"\x1f\x8b") else zipped(parts_of(data))


def _on_tape(data: bytes) -> bytes:
    return taped(parts_of(data)) if data.startswith(b"\n@@") else data


def _on_record(data: bytes) -> bytes:
    return recorded(parts_of(data)) if data.startswith(b"\n@@") else data


TARGETS: dict[str, Target] = {
    "text": Target(reading("a.txt"), (TEXT.encode(), TEXT.encode("utf-16"), TEXT[-40:].encode("cp1256"))),
    "markdown": Target(reading("a.md", in_utf8), (_MARKDOWN, b"---\ntitle: x\ndate: 2016\n---\n- a: b\n- c: d\n")),
    "html": Target(reading("a.html", in_utf8), (_HTML,)),
    "wikitext": Target(reading("a.wiki", in_utf8), (_WIKI,)),
    "pdf": Target(reading("a.pdf", in_a_page), (_LINES, _COLUMNS, printed(_LINES)), largest=1536),
    "docx": Target(reading("a.docx", in_a_zip(_WORD)), (without_rels(_WORD),), reshaped, largest=3072),
    "xlsx": Target(reading("a.xlsx", in_a_zip(_BOOK)), (without_rels(_BOOK),), reshaped, largest=3072),
    "csv": Target(reading("a.csv", in_utf8), (b'Date,Place\n2016,"Qasr, Dunya"\n', b"a;b\n1;2\n")),
    "mail": Target(reading("a.eml", in_utf8), (_PLAIN_MAIL, _SAVED, _FORWARDED, _mail("plain")), largest=1536),
    "attachments": Target(opening("mail"), (_PLAIN_MAIL, _FORWARDED, _mail("plain")), largest=1536),
    "zip": Target(opening("zip", _packed), (_ZIP, zipped(parts_of(_ZIP))), largest=2048),
    "tar": Target(
        opening("tar", _on_tape), (_TAR, taped(parts_of(_TAR))[:2048], gzip.compress(_on_tape(_TAR))), largest=3072
    ),
    "warc": Target(
        opening("warc", _on_record),
        (_WARC * 2, bag({_HEAD: _ANSWER}), gzip.compress(_WARC, mtime=0) * 2),
        largest=1536,
    ),
    "dates": Target(
        dates,
        (
            b"late 2015",
            b"two days later, in June",
            b"between 3 March and mid-April 2016",
            b"2016-03~/..",
            "شباط".encode(),
        ),
        largest=128,
    ),
    "names": Target(names, ("Liwa al-Zahr|لواء الزهر".encode(), b"Hajj Hamza|Hamza Abu al-Abbas"), largest=128),
    "claims": Target(claims, (_CLAIM, b'{"subject": "a", "subject_type": "group", "predicate": "size", "value": "3"}')),
}
