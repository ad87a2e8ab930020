"""Documents of known text in every format, made by script from a seed: invented words, invented names."""

from __future__ import annotations

import datetime as dt
import difflib
import random
import re
from collections.abc import Callable
from pathlib import Path

import fontpkg_ibm_plex_sans_arabic
import msgspec
import pytest
from fpdf import FPDF

from rawi.documents import read_document
from rawi.model import Document, SegmentKind

FONTS = Path(fontpkg_ibm_plex_sans_arabic.__file__).parent / "files"

_GROUPS = ["Liwa Zahr", "Harakat Noor", "Jaysh Marj", "the Tarn Brigade", "the Ashfall Column", "Katibat Rimal"]
_PLACES = ["Qasr Dunya", "Wadi Selem", "Tell Maqam", "Port Ember", "Old Harrow", "Dayr Yaqut"]
_DOINGS = [
    "left {place} after three days of fighting with {other}",
    "is allied with {other} and holds the road to {place}",
    "said that 40 fighters had reached {place} before the truce",
    "blamed {other} for the shelling of the market in {place}",
    "opened an office in {place} and named a new commander",
    "denied a report that it had sold weapons near {place}",
]
_ARABIC = [
    "أعلن لواء الزهر اليوم انسحابه من مدينة قصر الدنيا بعد معارك استمرت ثلاثة أيام",
    "وقال المتحدث باسم حركة النور إن القوات ستعود إلى وادي سالم قبل نهاية الشهر",
    "نفى جيش المرج مسؤوليته عن قصف السوق وحمل كتيبة الرمال المسؤولية",
    "وصل أربعون مقاتلا إلى تل المقام قبل إعلان الهدنة بين الطرفين",
]


class Words:
    """Sentences and paragraphs from a seed."""

    def __init__(self, seed: int):
        self.chance = random.Random(seed)

    def sentence(self) -> str:
        group, other = self.chance.sample(_GROUPS, 2)
        doing = self.chance.choice(_DOINGS).format(place=self.chance.choice(_PLACES), other=other)
        return f"{group[0].upper()}{group[1:]} {doing}."

    def paragraph(self, sentences: int = 6) -> str:
        return " ".join(self.sentence() for _ in range(sentences))

    def paragraphs(self, count: int) -> list[str]:
        return [self.paragraph(self.chance.randint(3, 7)) for _ in range(count)]

    def arabic(self, sentences: int = 3) -> str:
        return " ".join(f"{self.chance.choice(_ARABIC)}." for _ in range(sentences))


class Printer(FPDF):
    """A PDF with running heads and page numbers, as reports have them."""

    running = ""

    def header(self) -> None:
        if self.running:
            self.set_font("plex", size=8)
            self.cell(0, 6, self.running, new_x="LMARGIN", new_y="NEXT")
            self.ln(4)

    def footer(self) -> None:
        if self.running:
            self.set_y(-14)
            self.set_font("plex", size=8)
            self.cell(0, 6, f"Page {self.page_no()}", align="C")


def printer(running: str = "", *, compress: bool = True) -> Printer:
    made = Printer(format="A4")
    made.set_compression(compress)
    made.set_creation_date(dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
    made.set_margins(22, 20)
    made.set_auto_page_break(True, 34)
    made.add_font("plex", "", FONTS / "IBMPlexSansArabic-Regular.ttf")
    made.add_font("plex", "B", FONTS / "IBMPlexSansArabic-Bold.ttf")
    made.set_text_shaping(True)
    made.running = running
    made.add_page()
    made.set_font("plex", size=11)
    return made


def pdf_of_one_column(words: Words, paragraphs: int) -> tuple[bytes, list[str]]:
    """A report with a title, headings and running heads, over several pages."""
    made = printer("The Ember Monitor — Dispatch 7")
    text = ["A Column Of Its Own"]
    made.set_font("plex", "B", 20)
    made.multi_cell(0, 10, text[0], new_x="LMARGIN", new_y="NEXT")
    for number, paragraph in enumerate(words.paragraphs(paragraphs)):
        if number % 4 == 0:
            text.append(f"Findings On {words.chance.choice(_PLACES)}")
            made.ln(3)
            made.set_font("plex", "B", 14)
            made.multi_cell(0, 8, text[-1], new_x="LMARGIN", new_y="NEXT")
        made.set_font("plex", size=11)
        made.multi_cell(0, 6, paragraph, align="J", new_x="LMARGIN", new_y="NEXT")
        made.ln(3)
        text.append(paragraph)
    return bytes(made.output()), text


def pdf_of_two_columns(words: Words, paragraphs: int) -> tuple[bytes, list[str]]:
    """A journal's page: a title over both columns, then two columns of justified text."""
    made = printer()
    text = ["Two Columns Under One Title That Reaches Over Both"]
    made.set_font("plex", "B", 18)
    made.multi_cell(0, 10, text[0], new_x="LMARGIN", new_y="NEXT")
    made.ln(4)
    made.set_font("plex", size=10)
    body = words.paragraphs(paragraphs)
    with made.text_columns(ncols=2, gutter=8, text_align="J") as columns:
        for paragraph in body:
            with columns.paragraph(bottom_margin=3) as place:
                place.write(paragraph)
    return bytes(made.output()), text + body


def pdf_with_footnotes(words: Words, pages: int) -> tuple[bytes, list[str], list[str]]:
    """Pages with raised numbers in the text and small notes at the foot; gives the body and the notes."""
    made = printer("Working Paper 12")
    body, notes = [], []
    for page in range(pages):
        if page:
            made.add_page()
        made.set_font("plex", size=11)
        paragraphs = words.paragraphs(3)
        for paragraph in paragraphs:
            number = len(notes) + 1
            made.set_font("plex", size=11)
            made.write(6, paragraph)
            made.char_vpos = "SUP"
            made.write(6, str(number))
            made.char_vpos = "LINE"
            made.ln(9)
            body.append(f"{paragraph}{''.join('⁰¹²³⁴⁵⁶⁷⁸⁹'[int(figure)] for figure in str(number))}")
            notes.append(f"Ember Monitor, “{words.chance.choice(_PLACES)} Survey”, 12 March 20{10 + number % 10}.")
        made.set_y(-34 - 6 * 3)
        made.set_font("plex", size=8)
        for number in range(len(notes) - 2, len(notes) + 1):
            made.multi_cell(0, 4, f"{number} {notes[number - 1]}", new_x="LMARGIN", new_y="NEXT")
    return bytes(made.output()), body, notes


def pdf_in_arabic(words: Words, paragraphs: int, *, mixed: bool = False) -> tuple[bytes, list[str]]:
    """Right-to-left paragraphs; with `mixed`, each has a Latin name and figures in it."""
    made = printer()
    made.set_font("plex", size=13)
    text = []
    for number in range(paragraphs):
        paragraph = words.arabic()
        if mixed:
            paragraph += f" ونشرت صحيفة Ember Monitor الخبر في {2010 + number}."
        made.multi_cell(0, 9, paragraph, align="R", new_x="LMARGIN", new_y="NEXT")
        made.ln(4)
        text.append(paragraph)
    return bytes(made.output()), text


def plain(words: str) -> str:
    return re.sub(r"\s+", " ", words).strip()


def recovered(truth: str, found: str) -> float:
    """The share of the characters of `truth` that stand in `found` in the same order, white space folded."""
    truth, found = plain(truth), plain(found)
    if truth == found:
        return 1.0
    matcher = difflib.SequenceMatcher(None, truth, found, autojunk=False)
    return sum(block.size for block in matcher.get_matching_blocks()) / max(1, len(truth))


def content(document: Document) -> str:
    """What a document says, without furniture and notes."""
    aside = (SegmentKind.CHROME, SegmentKind.ENDNOTE)
    return "\n".join(s.content.cut(document.text) for s in document.segments if s.kind not in aside)


class Making(msgspec.Struct, frozen=True):
    """What tests need to make documents and to see how much of them came back."""

    words: Callable[[int], Words] = Words
    printer: Callable[..., Printer] = printer
    one_column: Callable[[Words, int], tuple[bytes, list[str]]] = pdf_of_one_column
    two_columns: Callable[[Words, int], tuple[bytes, list[str]]] = pdf_of_two_columns
    footnotes: Callable[[Words, int], tuple[bytes, list[str], list[str]]] = pdf_with_footnotes
    arabic: Callable[..., tuple[bytes, list[str]]] = pdf_in_arabic
    recovered: Callable[[str, str], float] = recovered
    content: Callable[[Document], str] = content
    read: Callable[..., Document] = read_document


@pytest.fixture(scope="session")
def making() -> Making:
    return Making()
