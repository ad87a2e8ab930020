"""Of documents made by script, with known text, the text comes back in reading order: at least 0.98 of it in each."""

from __future__ import annotations

import email.message
import email.policy
import io
import zipfile
from xml.sax.saxutils import escape

import openpyxl
import pytest

from rawi.documents.spool import Budget, Spool
from rawi.documents.warc import unpack_warc
from rawi.model import SegmentKind
from rawi.settings import DocumentSettings

ENOUGH = 0.98
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def word_file(body: str, notes: list[str] | None = None, more: dict[str, str] | None = None) -> bytes:
    """A Word file around the inner XML of a body; `notes` are its footnotes, numbered from 2 as Word does."""
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType='
        f'"application/xml"/><Override PartName="/word/document.xml" ContentType="{main}.document.main+xml"/>'
        f'<Override PartName="/word/styles.xml" ContentType="{main}.styles+xml"/>'
        f'<Override PartName="/word/footnotes.xml" ContentType="{main}.footnotes+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{OFFICE}/styles" Target="styles.xml"/><Relationship Id="r2" Type="{OFFICE}/footnotes" '
        'Target="footnotes.xml"/></Relationships>',
        "word/styles.xml": f'<w:styles xmlns:w="{WORD}"><w:style w:type="paragraph" w:styleId="H1">'
        '<w:name w:val="heading 1"/></w:style></w:styles>',
        "word/footnotes.xml": f'<w:footnotes xmlns:w="{WORD}">'
        + '<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:t>no</w:t></w:r></w:p></w:footnote>'
        + "".join(
            f'<w:footnote w:id="{number}"><w:p>{run(note)}</w:p></w:footnote>'
            for number, note in enumerate(notes or [], 2)
        )
        + "</w:footnotes>",
        "word/document.xml": f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>',
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (parts | (more or {})).items():
            archive.writestr(name, content)
    return out.getvalue()


def run(words: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(words)}</w:t></w:r>'


def noted(number: int) -> str:
    return f'<w:r><w:footnoteReference w:id="{number + 1}"/></w:r>'


def paragraph(inner: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def web_page(title: str, paragraphs: list[str], language: str = "en") -> str:
    inner = "".join(f"<p>{escape(words)}</p>" for words in paragraphs)
    head = f"<head><meta charset='utf-8'><title>{title}</title><style>p {{}}</style></head>"
    furniture = "<nav><a href='/a'>Home</a><a href='/b'>About</a></nav>"
    return f"<!DOCTYPE html><html lang='{language}'>{head}<body>{furniture}<h1>{title}</h1>{inner}</body></html>"


def saved_page(page: str, encoding: str) -> bytes:
    message = email.message.EmailMessage(policy=email.policy.SMTP)
    message["From"] = "<Saved by Blink>"
    message["Snapshot-Content-Location"] = "https://example.org/page"
    message["Subject"] = "=?utf-8?Q?Saved?="
    message["Date"] = "Tue, 03 May 2022 10:00:00 -0000"
    message.set_content(page, subtype="html", cte=encoding)
    message.add_related(b"\x89PNG", "image", "png", cid="<picture>")
    message.replace_header("Content-Type", 'multipart/related; type="text/html"; boundary="----Boundary"')
    return message.as_bytes()


@pytest.mark.parametrize("seed", range(12))
def test_a_pdf_of_one_column(making, seed):
    data, text = making.one_column(making.words(seed), 9 + seed % 4)
    document = making.read(data, "report.pdf")
    assert making.recovered("\n".join(text), making.content(document)) >= ENOUGH
    assert document.title == "A Column Of Its Own"
    headings = [s.content.cut(document.text) for s in document.segments if s.kind is SegmentKind.HEADING]
    assert [words for words in text if words.startswith("Findings On")] == headings
    assert all("Ember Monitor — Dispatch" not in words for words in making.content(document).split("\n"))


@pytest.mark.parametrize("seed", range(12))
def test_a_pdf_of_two_columns_under_a_title(making, seed):
    data, text = making.two_columns(making.words(100 + seed), 8 + seed)
    document = making.read(data, "journal.pdf")
    assert making.recovered("\n".join(text), making.content(document)) >= ENOUGH
    assert len(making.content(document)) < 1.02 * len("\n".join(text))


@pytest.mark.parametrize("seed", range(8))
def test_a_pdf_with_footnotes_ties_them_to_their_markers(making, seed):
    data, body, notes = making.footnotes(making.words(200 + seed), 2)
    document = making.read(data, "paper.pdf")
    assert making.recovered("\n".join(body), making.content(document)) >= ENOUGH
    assert [note.label for note in document.notes] == [str(number + 1) for number in range(len(notes))]
    assert all(len(note.markers) == 1 for note in document.notes)
    assert making.recovered(" ".join(notes), " ".join(n.span.cut(document.text) for n in document.notes)) >= ENOUGH


@pytest.mark.parametrize("mixed", [False, True])
@pytest.mark.parametrize("seed", range(8))
def test_a_pdf_from_right_to_left_comes_back_in_logical_order(making, seed, mixed):
    data, text = making.arabic(making.words(300 + seed), 3, mixed=mixed)
    document = making.read(data, "bulletin.pdf")
    assert making.recovered("\n".join(text), making.content(document)) >= ENOUGH


def test_every_line_of_a_pdf_knows_its_place(making):
    data, text = making.one_column(making.words(1), 8)
    document = making.read(data, "report.pdf")
    width, height = document.pages[0]
    assert document.layout
    assert [(box.start, box.end) for box in document.layout] == sorted((b.start, b.end) for b in document.layout)
    for box in document.layout:
        assert 0 <= box.left < box.right <= width and 0 <= box.top < box.bottom <= height
        assert document.text[box.start : box.end].strip()
    first = next(box for box in document.layout if document.text[box.start : box.end] == text[0])
    assert first.page == 1 and first.top < height / 5


@pytest.mark.parametrize("seed", range(20))
def test_a_word_file_with_headings_notes_and_changes(making, seed):
    words = making.words(400 + seed)
    text = [words.arabic() if seed % 4 == 3 else words.paragraph() for _ in range(6)]
    notes = [words.sentence() for _ in range(2)]
    heading = "Findings Of The Survey"
    deleted = "<w:del><w:r><w:delText>never this</w:delText></w:r></w:del>"
    inserted = f"<w:ins>{run(' Added later.')}</w:ins>"
    body = paragraph(run(heading), '<w:pStyle w:val="H1"/>')
    body += paragraph(run(text[0]) + noted(1)) + paragraph(run(text[1]) + deleted + inserted)
    body += paragraph(run(text[2]) + noted(2)) + "".join(paragraph(run(words)) for words in text[3:])
    document = making.read(word_file(body, notes), "report.docx")
    truth = [heading, f"{text[0]}¹", f"{text[1]} Added later.", f"{text[2]}²", *text[3:]]
    assert making.recovered("\n".join(truth), making.content(document)) >= ENOUGH
    assert "never this" not in document.text
    assert [note.span.cut(document.text) for note in document.notes] == [f"[{n}] {w}" for n, w in enumerate(notes, 1)]
    assert all(len(note.markers) == 1 for note in document.notes)


@pytest.mark.parametrize("seed", range(20))
def test_a_saved_page(making, seed):
    words = making.words(500 + seed)
    text = [words.arabic() if seed % 3 == 2 else words.paragraph() for _ in range(5)]
    data = saved_page(web_page("A Saved Page", text), "base64" if seed % 2 else "quoted-printable")
    document = making.read(data, "page.mhtml")
    assert making.recovered("\n".join(["A Saved Page", *text]), making.content(document)) >= ENOUGH
    assert (document.url, document.captured) == ("https://example.org/page", "2022-05-03T10:00:00")


@pytest.mark.parametrize("seed", range(4))
def test_the_pages_of_a_web_archive(making, seed, tmp_path):
    words = making.words(600 + seed)
    texts, archive = [], b""
    for number in range(5):
        text = [words.arabic() if number == 4 else words.paragraph() for _ in range(4)]
        encoding = ("utf-8", "windows-1256")[number == 4]
        body = web_page(f"Page {number}", text).replace("<meta charset='utf-8'>", "").encode(encoding)
        http = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset={encoding}\r\n\r\n".encode() + body
        archive += (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/{number}\r\n"
            f"WARC-Date: 2024-03-0{number + 1}T12:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
            f"Content-Length: {len(http)}\r\n\r\n"
        ).encode()
        archive += http + b"\r\n\r\n"
        texts.append([f"Page {number}", *text])
    (tmp_path / "crawl.warc").write_bytes(archive)
    spool = Spool(tmp_path, Budget.of(len(archive), 10), DocumentSettings())
    taken = list(unpack_warc(tmp_path / "crawl.warc", spool, DocumentSettings()))
    assert len(taken) == 5
    for one, text in zip(taken, texts, strict=True):
        document = making.read((tmp_path / one.file).read_bytes(), one.member.name, member=one.member)
        assert making.recovered("\n".join(text), making.content(document)) >= ENOUGH
        assert document.url == one.member.url and document.captured == one.member.captured


@pytest.mark.parametrize("charset", ["utf-8", "windows-1256", "utf-16", "iso-8859-6"])
@pytest.mark.parametrize("seed", range(2))
def test_a_mail(making, seed, charset):
    words = making.words(700 + seed)
    text = [words.paragraph(), words.arabic(), words.paragraph()]
    message = email.message.EmailMessage(policy=email.policy.SMTP)
    message["From"], message["To"], message["Subject"] = "Desk <d@example.org>", "b@example.org", "لواء الزهر"
    message.set_content("\n\n".join(text), charset=charset, cte="base64")
    document = making.read(message.as_bytes(), "m.eml")
    assert making.recovered("\n".join(text), making.content(document)) >= ENOUGH
    assert (document.title, document.author) == ("لواء الزهر", "Desk")


def rows_of(document) -> list[dict[str, str]]:
    found: dict[int, dict[str, str]] = {}
    for segment in document.segments:
        if segment.kind is SegmentKind.FIELD:
            found.setdefault(segment.record, {})[segment.key] = segment.content.cut(document.text)
    return list(found.values())


@pytest.mark.parametrize("sign", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "windows-1256", "utf-16-le"])
def test_every_row_of_a_csv_file_is_kept(making, sign, encoding):
    words = making.words(800)
    rows = [
        {"date": f"2016-03-{day:02d}", "place": "قصر الدنيا", "killed": str(day), "report": words.sentence()}
        for day in range(1, 20)
    ]
    lines = [sign.join(rows[0])]
    lines += [sign.join(f'"{value}"' for value in row.values()) for row in rows]
    document = making.read("\r\n".join(lines).encode(encoding), "incidents.csv")
    assert rows_of(document) == rows
    assert document.format == "sheet"


def test_every_row_of_every_sheet_is_kept(making):
    book = openpyxl.Workbook()
    first, second = book.active, book.create_sheet("Losses")
    first.title = "Incidents"
    first.append(["Collected by the Ember Monitor"])
    first.append(["Date", "Killed"])
    second.append(["Group", "Tanks"])
    for number in range(1, 6):
        first.append([f"2016-03-0{number}", number])
        second.append([f"Liwa {number}", number * 1.5])
    out = io.BytesIO()
    book.save(out)
    document = making.read(out.getvalue(), "incidents.xlsx")
    rows = [{"Date": f"2016-03-0{n}", "Killed": str(n)} for n in range(1, 6)]
    rows += [{"Group": f"Liwa {n}", "Tanks": str(int(n * 1.5) if n % 2 == 0 else n * 1.5)} for n in range(1, 6)]
    assert rows_of(document) == rows
    assert next(s.section for s in document.segments if s.key == "Tanks")[-1] == "Losses"
