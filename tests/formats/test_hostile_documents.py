"""Documents that are broken, locked, or made to hurt: each is refused with a reason, in time, and the next is read."""

from __future__ import annotations

import gzip
import io
import os
import sys
import time
import zipfile
from pathlib import Path

import pytest

import rawi
from rawi.documents import HEAD, Supervised
from rawi.errors import UnreadableDocument
from rawi.settings import DocumentSettings

SENTENCE = b"Liwa Zahr left Qasr Dunya after three days of fighting. It rained."
LIMITS = DocumentSettings(seconds=120, memory_megabytes=600, rows=1000, pages=20)
BILLION = (
    b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "lol">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(10))
    + b"]>"
)


@pytest.fixture(scope="module")
def reading():
    with Supervised(LIMITS) as reader:
        yield reader


def refused(reading: Supervised, data: bytes, path: str) -> UnreadableDocument:
    began = time.monotonic()
    with pytest.raises(UnreadableDocument) as caught:
        reading.read(data, path)
    assert time.monotonic() - began < LIMITS.seconds + 20
    assert caught.value.advice, caught.value
    assert "the reader failed" not in caught.value.reason
    assert reading.read(b"<p>" + SENTENCE, "next.html").text == SENTENCE.decode()
    return caught.value


def rewritten(data: bytes, changed: dict[str, bytes]) -> bytes:
    """A ZIP with some of its parts replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            after.writestr(name, changed.get(name, before.read(name)))
    return out.getvalue()


@pytest.fixture(scope="module")
def office():
    import docx
    import openpyxl

    word, sheet = docx.Document(), openpyxl.Workbook()
    word.add_paragraph(SENTENCE.decode())
    sheet.active.append(["Date", "Place"])
    sheet.active.append(["2016", "Qasr Dunya"])
    found = {}
    for kind, made in (("docx", word), ("xlsx", sheet)):
        out = io.BytesIO()
        made.save(out)
        found[kind] = out.getvalue()
    return found


def test_a_locked_pdf(reading, making):
    made = making.printer()
    made.write(6, SENTENCE.decode())
    made.set_encryption(owner_password="one", user_password="two")
    assert "password" in refused(reading, bytes(made.output()), "locked.pdf").reason


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
def test_a_pdf_that_is_cut_off(reading, making, share):
    data, _ = making.one_column(making.words(1), 9)
    assert "cut off" in refused(reading, data[: int(len(data) * share)], "cut.pdf").reason


def test_a_pdf_that_is_broken_inside(reading, making):
    data, _ = making.one_column(making.words(1), 9)
    broken = data[:200] + bytes(len(data) - 300) + data[-100:]
    assert "broken" in refused(reading, broken, "broken.pdf").reason


def test_a_pdf_of_pictures_needs_ocr_and_says_how(reading, making):
    made = making.printer()
    for _ in range(2):
        made.set_fill_color(10)
        made.rect(20, 20, 100, 100, style="F")
        made.add_page()
    error = refused(reading, bytes(made.output()), "scan.pdf")
    assert "OCR" in error.reason and "ocr = true" in error.advice


def test_a_page_that_is_a_picture_is_said_of_a_pdf_that_has_text(reading, making):
    made = making.printer()
    made.write(6, SENTENCE.decode())
    made.add_page()
    made.rect(20, 20, 100, 100, style="F")
    document = reading.read(bytes(made.output()), "half.pdf")
    assert [(one.kind, "page 2" in one.reason) for one in document.omissions] == [("picture", True)]


def test_a_pdf_of_too_many_pages(reading, making):
    made = making.printer()
    for _ in range(25):
        made.write(6, "x")
        made.add_page()
    assert "more than 20" in refused(reading, bytes(made.output()), "long.pdf").reason


@pytest.mark.skipif(sys.platform == "win32", reason="a script stands for tesseract")
def test_tesseract_is_asked_only_where_the_settings_say_so(making, tmp_path, monkeypatch):
    """A program of that name stands in for it: what goes in is a picture, what comes out is its table of words."""
    program = tmp_path / "tesseract"
    head = "level page_num block_num par_num line_num word_num left top width height conf text".replace(" ", "\\t")
    rows = [f"5 1 1 1 1 {n} {100 + 200 * n} 200 150 40 95 {w}" for n, w in enumerate(["Liwa", "Zahr", "withdrew."])]
    body = "\\n".join([head, *(row.replace(" ", "\\t") for row in rows)])
    program.write_text(
        f"#!{sys.executable}\nimport sys\nassert sys.stdin.buffer.read(2) == b'P5' and 'eng+ara' in sys.argv\n"
        f'print("{body}")\n',
        encoding="utf-8",
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    made = making.printer()
    made.rect(20, 20, 100, 100, style="F")
    data = bytes(made.output())
    with Supervised(LIMITS) as reading:
        refused(reading, data, "scan.pdf")
    with Supervised(DocumentSettings(ocr=True, ocr_languages="eng+ara")) as reading:
        document = reading.read(data, "scan.pdf")
        assert document.text == "Liwa Zahr withdrew."
        assert document.layout[0].top == pytest.approx(200 * 72 / 300, abs=0.2)
    monkeypatch.setenv("PATH", str(tmp_path / "nowhere"))
    with Supervised(DocumentSettings(ocr=True)) as reading, pytest.raises(UnreadableDocument, match="not installed"):
        reading.read(data, "scan.pdf")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks /proc whether a process lives")
def test_tesseract_does_not_outlive_the_document_that_takes_too_long(making, tmp_path, monkeypatch):
    program, running = tmp_path / "tesseract", tmp_path / "running"
    program.write_text(f"#!/bin/sh\necho $$ > {running}\nexec sleep 300\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    made = making.printer()
    made.rect(20, 20, 100, 100, style="F")
    with Supervised(DocumentSettings(ocr=True, seconds=4)) as reading:
        with pytest.raises(UnreadableDocument, match="seconds"):
            reading.read(bytes(made.output()), "scan.pdf")
        assert reading.read(b"<p>" + SENTENCE, "next.html").text == SENTENCE.decode()
    left = Path(f"/proc/{int(running.read_text(encoding='utf-8'))}/stat")
    for _ in range(50):
        if not left.exists() or left.read_text(encoding="utf-8").rpartition(")")[2].split()[0] == "Z":
            return
        time.sleep(0.1)
    pytest.fail("tesseract is still running")


def test_entities_are_not_expanded(reading, office):
    word = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    document = BILLION + b'<w:document xmlns:w="%s">&k;</w:document>' % word
    assert "entities" in refused(reading, rewritten(office["docx"], {"word/document.xml": document}), "a.docx").reason
    sheet = BILLION + b"<worksheet>&k;</worksheet>"
    changed = rewritten(office["xlsx"], {"xl/worksheets/sheet1.xml": sheet})
    assert refused(reading, changed, "a.xlsx").reason
    page = reading.read(BILLION + b"<html><body><p>" + SENTENCE + b" &k;</p></body></html>", "a.html")
    assert len(page.text) < 500


def test_an_external_entity_is_not_opened(reading, office, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret", encoding="utf-8")
    document = (
        f'<!DOCTYPE d [<!ENTITY x SYSTEM "{secret.as_uri()}">]><w:document xmlns:w="http://schemas.openxmlformats.org/'
        'wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>'
    ).encode()
    assert "entities" in refused(reading, rewritten(office["docx"], {"word/document.xml": document}), "a.docx").reason


def test_an_office_file_that_is_a_bomb(reading, office):
    zeros = b"<w>" + b"0" * 90_000_000
    error = refused(reading, rewritten(office["docx"], {"word/document.xml": zeros}), "bomb.docx")
    assert "bomb" in error.reason and "expansion" in error.advice


def test_a_sheet_of_a_million_empty_rows_is_read_in_time(reading, office):
    empty = b"".join(b'<row r="%d"/>' % n for n in range(3, 1_000_003))
    with zipfile.ZipFile(io.BytesIO(office["xlsx"])) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").replace(b"</sheetData>", empty + b"</sheetData>")
    last = b'<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>far</t></is></c></row></sheetData>'
    document = reading.read(rewritten(office["xlsx"], {"xl/worksheets/sheet1.xml": sheet}), "empty.xlsx")
    assert "Qasr Dunya" in document.text
    with zipfile.ZipFile(io.BytesIO(office["xlsx"])) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").replace(b"</sheetData>", last)
    document = reading.read(rewritten(office["xlsx"], {"xl/worksheets/sheet1.xml": sheet}), "far.xlsx")
    assert document.text.endswith("far")


def test_a_row_that_is_numbered_in_billions_is_refused_at_once(reading, office):
    with zipfile.ZipFile(io.BytesIO(office["xlsx"])) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
    far = b'<row r="99999999999"><c t="inlineStr"><is><t>far</t></is></c></row></sheetData>'
    changed = rewritten(office["xlsx"], {"xl/worksheets/sheet1.xml": sheet.replace(b"</sheetData>", far)})
    error = refused(reading, changed, "far.xlsx")
    assert "beyond 1,048,576" in error.reason and "save it again" in error.advice


def test_too_many_rows(reading):
    assert "more than 1000 rows" in refused(reading, b"a,b\n" + b"1,2\n" * 2000, "long.csv").reason


def test_html_nested_without_end(reading):
    data = b"<html><body>" + b"<div>" * 100_000 + SENTENCE + b"</div>" * 100_000
    assert "nested too deep" in refused(reading, data, "deep.html").reason


@pytest.mark.parametrize("path", ["a.docx", "a.xlsx", "a.pdf", "a.eml", "a.mhtml", "a.html", "a.csv"])
def test_rubbish_under_every_name(reading, path):
    for data in (b"", b"\x00" * 100, bytes(range(256)) * 20, b"PK\x03\x04" + b"x" * 500, b"%PDF-1.7\n%%EOF"):
        refused(reading, data, path)


def test_a_file_that_is_two_things_is_what_it_begins_as(reading, making, office):
    """A PDF with an archive behind it, and an archive whose name says PDF."""
    data, text = making.one_column(making.words(1), 9)
    document = reading.read(data + b"\n%%EOF\n", "both.zip")
    assert (document.format, document.title) == ("pdf", text[0])
    assert reading.read(office["docx"], "named.pdf").format == "docx"
    assert reading.read(b"<!DOCTYPE html><html><body><p>" + SENTENCE, "named.docx").format == "html"
    assert "GIF" in refused(reading, b"GIF89a" + bytes(20) + office["docx"], "picture.docx").reason


def test_mail_nested_without_end(reading):
    mail = b"MIME-Version: 1.0\r\nSubject: a\r\n"
    for number in range(200):
        mail += b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (number, number)
    assert refused(reading, mail + b"\r\n" + SENTENCE, "deep.eml").reason


def test_what_takes_too_long_is_stopped_and_the_next_is_read():
    slow = b"{{a|" * 100_000 + b"[[" * 100_000
    with Supervised(DocumentSettings(seconds=3)) as reading:
        began = time.monotonic()
        with pytest.raises(UnreadableDocument) as caught:
            for _ in range(50):
                reading.read(slow + b"<b " * 1900 + b"[[a]]" * 400_000, "slow.wiki")
        assert time.monotonic() - began < 120
        assert "seconds" in caught.value.reason or "nested" in caught.value.reason
        assert reading.read(b"<p>" + SENTENCE, "next.html").text == SENTENCE.decode()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="this system has no ceiling on memory")
def test_what_needs_too_much_memory_is_named_and_the_next_is_read():
    page = b"<html><body>" + b"<p><b>a</b> b</p>\n" * 600_000
    with Supervised(DocumentSettings(memory_megabytes=256)) as reading:
        with pytest.raises(UnreadableDocument) as caught:
            reading.read(page, "large.html")
        assert "MB of memory" in caught.value.reason and "memory_megabytes" in caught.value.advice
        assert reading.read(b"<p>" + SENTENCE, "next.html").text == SENTENCE.decode()


def test_short_plain_text_is_read_without_a_process_of_its_own():
    with Supervised(LIMITS) as reading:
        assert reading.read(SENTENCE, "a.txt").text == SENTENCE.decode()
        assert reading._process is None


def test_the_process_takes_nothing_from_the_folder_that_one_stands_in(tmp_path, monkeypatch):
    for name in ("lxml", "email", "msgspec", "rawi"):
        (tmp_path / f"{name}.py").write_text("open('taken', 'w')", encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(Path(rawi.__file__).parents[1]))
    monkeypatch.chdir(tmp_path)
    with Supervised(LIMITS) as reading:
        assert reading.read(b"<p>" + SENTENCE, "a.html").text == SENTENCE.decode()
    assert not (tmp_path / "taken").exists()


def test_a_packed_file_is_known_by_what_is_in_it(tmp_path, office):
    kinds = {"a.docx": office["docx"], "a.bin": office["xlsx"], "a.gz": gzip.compress(b"WARC/1.0\r\n"), "b.gz": b""}
    kinds["b.gz"] = gzip.compress(SENTENCE)
    found = {}
    with Supervised(LIMITS) as reading:
        for name, data in kinds.items():
            (tmp_path / name).write_bytes(data)
            found[name] = reading.kind(Path(tmp_path / name), name, data[:HEAD])
    assert found == {"a.docx": "docx", "a.bin": "xlsx", "a.gz": "warc", "b.gz": "gzip"}
