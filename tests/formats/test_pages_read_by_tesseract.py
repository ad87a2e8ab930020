"""Pages that are pictures, through tesseract itself, where this machine has it: English, Arabic, and both on a page."""

from __future__ import annotations

import shutil
import subprocess

import pypdfium2
import pytest
from fpdf import FPDF

from rawi.documents.supervised import Supervised
from rawi.settings import DocumentSettings


def languages() -> set[str]:
    """What the tesseract of this machine reads; empty where there is none."""
    program = shutil.which("tesseract")
    if program is None:
        return set()
    said = subprocess.run([program, "--list-langs"], capture_output=True, text=True, check=False)
    return set(said.stdout.split())


pytestmark = pytest.mark.skipif(
    not {"eng", "ara"} <= languages(), reason="tesseract with English and Arabic (eng, ara) is not on this machine"
)


def scanned(pdf: bytes) -> bytes:
    """The same pages as pictures of 200 dots an inch, as a scanner makes them."""
    made = FPDF(unit="pt", format="A4")
    made.set_margin(0)
    for page in pypdfium2.PdfDocument(pdf):
        made.add_page()
        made.image(page.render(scale=200 / 72, grayscale=True).to_pil(), 0, 0, made.w, made.h)
    return bytes(made.output())


def read(pdf: bytes, languages: str):
    limits = DocumentSettings(ocr=True, ocr_languages=languages, seconds=300, memory_megabytes=2000)
    with Supervised(limits) as reading:
        return reading.read(scanned(pdf), "scan.pdf")


def test_english_paragraphs_come_back_in_order(making):
    data, text = making.one_column(making.words(3), 5)
    document = read(data, "eng")
    assert making.recovered("\n".join(text), making.content(document)) >= 0.98
    assert text[3] in document.text, "lines of one paragraph are joined, and figures are not raised"


def test_arabic_comes_back_in_logical_order(making):
    words = making.words(4)
    made, text = making.printer(), [words.arabic(3) for _ in range(4)]
    for paragraph in text:
        made.multi_cell(0, 9, paragraph, align="R", new_x="LMARGIN", new_y="NEXT")
        made.ln(5)
    document = read(bytes(made.output()), "ara")
    assert making.recovered("\n".join(text), making.content(document)) >= 0.95


def test_both_scripts_on_one_page(making):
    words = making.words(5)
    made, text = making.printer(), [words.paragraph(3), words.arabic(2), words.paragraph(2)]
    for paragraph in text:
        made.multi_cell(0, 9, paragraph, align="R" if paragraph[0] > "\u0600" else "L", new_x="LMARGIN", new_y="NEXT")
        made.ln(5)
    document = read(bytes(made.output()), "eng+ara")
    assert making.recovered("\n".join(text), making.content(document)) >= 0.95
    assert {box.page for box in document.layout} == {1}
