"""Pages of PDFs as pictures: what is drawn stands where the layout says, however a page is turned or cut."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator

import pypdfium2
import pytest
from fpdf import FPDF
from PIL import Image, ImageOps

from rawi.documents import read_document
from rawi.documents.pdfpicture import SCALE, picture_of
from rawi.documents.supervised import Supervised
from rawi.errors import UnreadableDocument
from rawi.settings import DocumentSettings

WORDS = "Harakat Noor left Wadi Selem"


def printed(turned: int = 0, size: tuple[float, float] = (400, 600)) -> bytes:
    """One line on a page; `turned` is by how many degrees its letters are."""
    made = FPDF(unit="pt", format=size)
    made.add_page()
    made.set_font("Helvetica", size=14)
    with made.rotation(turned, 200, 300):
        made.text(60, 230, WORDS)
    return bytes(made.output())


def changed(data: bytes, change: Callable[[pypdfium2.PdfPage], None]) -> bytes:
    opened = pypdfium2.PdfDocument(data)
    change(opened[0])
    into = io.BytesIO()
    opened.save(into)
    opened.close()
    return into.getvalue()


def offset(page: pypdfium2.PdfPage) -> None:
    page.set_mediabox(-40, -70, 400, 600)


def cut(page: pypdfium2.PdfPage) -> None:
    page.set_cropbox(30, 50, 390, 500)


def cut_beyond_the_paper(page: pypdfium2.PdfPage) -> None:
    page.set_cropbox(-100, -200, 700, 900)


def cut_and_turned(page: pypdfium2.PdfPage) -> None:
    page.set_cropbox(30, 50, 390, 500)
    page.set_rotation(90)


PAGES = {
    "plain": printed(),
    **{f"turned by {by}": changed(printed(), lambda page, by=by: page.set_rotation(by)) for by in (90, 180, 270)},
    **{f"letters turned by {by}": printed(by) for by in (90, 180, 270)},
    "letters and page turned": changed(printed(90), lambda page: page.set_rotation(90)),
    "offset": changed(printed(), offset),
    "cut": changed(printed(), cut),
    "cut beyond the paper": changed(printed(), cut_beyond_the_paper),
    "cut and turned": changed(printed(), cut_and_turned),
}


@pytest.mark.parametrize("kind", PAGES)
def test_the_box_of_a_line_lies_over_its_letters_in_the_picture(kind: str) -> None:
    document = read_document(PAGES[kind], "page.pdf")
    (box,) = document.layout
    width, height = document.pages[0]
    picture = Image.open(io.BytesIO(picture_of(PAGES[kind], "page.pdf", 1)))
    assert picture.format == "PNG" and picture.mode == "RGB"
    assert picture.size == pytest.approx((width * SCALE, height * SCALE), abs=1)
    ink = ImageOps.invert(picture.convert("L")).getbbox()
    assert ink is not None
    left, top, right, bottom = (side / SCALE for side in ink)
    assert document.text[box.start : box.end] == WORDS
    assert box.left - 2 <= left and right <= box.right + 2 and box.top - 2 <= top and bottom <= box.bottom + 2
    # Nor is the box much larger than the letters: loose boxes leave room above and below them.
    assert (box.right - box.left) * (box.bottom - box.top) < 3 * (right - left) * (bottom - top)


def test_a_large_page_is_drawn_coarser_and_one_beyond_all_measure_is_refused() -> None:
    large = Image.open(io.BytesIO(picture_of(printed(size=(14_000, 14_000)), "wall.pdf", 1)))
    assert large.width == large.height < 2500
    beyond = changed(printed(), lambda page: page.set_mediabox(0, 0, 20_000, 600))
    with pytest.raises(UnreadableDocument, match="page 1 is 20000 by 600 points large"):
        picture_of(beyond, "wall.pdf", 1)


def test_what_is_no_page_or_no_pdf_is_refused_with_its_reason() -> None:
    with pytest.raises(UnreadableDocument, match="has no page 2, only 1"):
        picture_of(printed(), "page.pdf", 2)
    with pytest.raises(UnreadableDocument, match="cut off"):
        picture_of(printed()[:300], "page.pdf", 1)
    with pytest.raises(UnreadableDocument, match="broken"):
        picture_of(b"%PDF-1.7\nnothing\n%%EOF", "page.pdf", 1)


@pytest.fixture(scope="module")
def apart() -> Iterator[Supervised]:
    with Supervised(DocumentSettings()) as running:
        yield running


def test_the_process_that_can_be_killed_draws_the_same_and_goes_on_after_a_broken_one(apart: Supervised) -> None:
    with pytest.raises(UnreadableDocument, match="broken"):
        apart.picture(b"%PDF-1.7\nnothing\n%%EOF", "page.pdf", 1)
    assert apart.picture(printed(), "page.pdf", 1) == picture_of(printed(), "page.pdf", 1)


def test_a_page_that_takes_too_long_is_given_up() -> None:
    made = FPDF(unit="pt", format=(400, 600))
    made.set_compression(True)
    made.add_page()
    made.set_font("Helvetica", size=8)
    made.text(20, 20, WORDS)
    # A pattern of strokes that covers the page hundreds of thousands of times.
    stroke = b"0 0 400 600 re f 400 0 m 0 600 200 10 400 600 c b\n"
    made._out((stroke * 400_000).decode())
    data = bytes(made.output())
    with Supervised(DocumentSettings(seconds=1)) as running:
        with pytest.raises(UnreadableDocument, match="longer than 1 seconds"):
            running.picture(data, "slow.pdf", 1)
        assert running.picture(printed(), "page.pdf", 1)[:4] == b"\x89PNG"
