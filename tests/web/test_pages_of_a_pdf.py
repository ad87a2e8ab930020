"""The pages of a PDF in the reader: pictures with the quotes of claims marked, marks and cards led to each other."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fpdf import FPDF
from PIL import Image
from starlette.testclient import TestClient

from rawi.model import Box, Document, Span
from rawi.pipeline import build
from rawi.publish.paged import highlights
from rawi.web.drawing import Drawing
from rawi.workspace import Workspace

SENTENCES = (
    "The Tarn Brigade was founded in March 2012 by Samir Dahlan.",
    "Harakat Noor was founded in 2014 and is based in Old Harrow.",
)


def report() -> bytes:
    made = FPDF(unit="pt", format=(400, 300))
    made.set_font("Helvetica", size=11)
    for sentence in SENTENCES:
        made.add_page()
        made.text(40, 100, sentence)
    return bytes(made.output())


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace of a PDF and a text; do not change it."""
    folder = tmp_path_factory.mktemp("reports")
    texts = folder / "in"
    texts.mkdir()
    (texts / "report.pdf").write_bytes(report())
    (texts / "note.txt").write_text("The Tarn Brigade was founded in 2011.\n", encoding="utf-8")
    with Workspace.create(folder / "case") as workspace:
        build(workspace, [texts])
    return folder / "case"


@pytest.fixture
def client(reports: Path, asking_at: Callable[..., TestClient]) -> Iterator[TestClient]:
    one = asking_at(reports)
    yield one
    one.app.state.site.drawing.close()  # type: ignore[attr-defined]


def document(client: TestClient, name: str) -> str:
    return next(one["id"] for one in client.get("/index.json").json()["documents"] if one["path"] == name)


def test_a_page_is_a_picture_as_large_as_it_says(client: TestClient) -> None:
    id = document(client, "report.pdf")
    leaf = client.get(f"/document/{id}.json?view=pages&page=2").json()["leaf"]
    assert (leaf["number"], leaf["width"], leaf["height"]) == (2, 400, 300)
    answer = client.get(leaf["picture"])
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/png")
    assert Image.open(io.BytesIO(answer.content)).size == (800, 600)
    assert client.get(leaf["picture"]).content == answer.content


def test_every_claim_has_its_mark_on_the_words_that_it_quotes(client: TestClient) -> None:
    id = document(client, "report.pdf")
    view = client.get(f"/document/{id}.json?view=pages").json()
    marked = {claim: one for one in view["highlights"] for claim in one["claims"]}
    assert set(marked) == set(view["cards"]) and {one["page"] for one in marked.values()} == {1, 2}
    for one in view["highlights"]:
        (patch,) = one["patches"]
        left, top = patch["left"], patch["top"]
        picture = Image.open(io.BytesIO(client.get(f"/document/{id}/page/{one['page']}.png").content)).convert("L")
        within = [2 * side for side in (left, top, left + patch["width"], top + patch["height"])]
        assert picture.crop(tuple(map(round, within))).getextrema()[0] < 100
        assert 30 <= left <= 60 and 80 <= top <= 100


def test_marks_and_cards_lead_to_each_other_and_to_the_text(client: TestClient) -> None:
    id = document(client, "report.pdf")
    view = client.get(f"/document/{id}.json?view=pages&page=2").json()
    page = client.get(f"/document/{id}?view=pages&page=2").text
    assert view["leaf"]["claims"]
    for claim in view["leaf"]["claims"]:
        assert page.count(f'id="claim-{claim}"') == page.count(f'id="card-{claim}"') == 1
        assert f'href="#claim-{claim}"' in page and f'href="/document/{id}#claim-{claim}"' in page
    for one in view["highlights"]:
        assert (f'href="#card-{one["claims"][0]}"' in page) == (one["page"] == 2)
    claim = view["leaf"]["claims"][0]
    assert client.get(f"/document/{id}.json?view=pages&claim={claim}").json()["leaf"]["number"] == 2
    text = client.get(f"/document/{id}?lang=ar").text
    assert f"view=pages&amp;claim={claim}#claim-{claim}" in text and "الصفحات" in text
    assert " style=" not in page


def test_a_text_has_no_pages_and_a_pdf_only_its_own(client: TestClient) -> None:
    text, pdf = document(client, "note.txt"), document(client, "report.pdf")
    assert "view=pages" not in client.get(f"/document/{text}").text
    for address in (f"/document/{text}?view=pages", f"/document/{text}/page/1.png"):
        answer = client.get(address)
        assert answer.status_code == 404 and "no pages to show" in answer.text
    for address in (f"/document/{pdf}?view=pages&page=3", f"/document/{pdf}/page/3.png"):
        answer = client.get(address)
        assert answer.status_code == 404 and "its pages are 1 to 2" in answer.text
    assert client.get(f"/document/{pdf}/page/0.png").status_code == 422
    assert client.get("/document/nothing/page/1.png").status_code == 404


def test_what_was_drawn_is_remembered_up_to_its_measure(reports: Path) -> None:
    asked = []
    with Workspace.open(reports) as workspace:
        limits = workspace.settings.documents

    def original() -> bytes:
        asked.append(1)
        return report()

    drawing = Drawing(remembered_bytes=1)
    try:
        first = drawing.picture("d", "report.pdf", 1, original, limits)
        assert drawing.picture("d", "report.pdf", 1, original, limits) == first and len(asked) == 1
        assert drawing.picture("d", "report.pdf", 2, original, limits) != first
        assert drawing.picture("d", "report.pdf", 1, original, limits) == first and len(asked) == 3
    finally:
        drawing.close()


@pytest.mark.parametrize(
    ("words", "quote", "left", "width"),
    [
        ("abcd efghi", "abcd", 100, 40),
        ("abcd efghi", "efghi", 150, 50),
        ("لواء الزهر", "لواء", 160, 40),  # the first letters of such a line stand on its right
        ("لواء Zahr!", "لواء", 100, 100),  # both directions: the whole line
    ],
)
def test_a_quote_takes_its_share_of_a_line(words: str, quote: str, left: float, width: float) -> None:
    lines = (Box(0, len(words), 1, 100, 20, 200, 32),)
    document = Document(id="d", path="d.pdf", format="pdf", reader="pdf/1", text=words, layout=lines)
    start = words.index(quote)
    (found,) = highlights(document, {"c": Span(start, start + len(quote))})
    (patch,) = found.patches
    assert (patch.left, patch.width, patch.top, patch.height) == (left, width, 20, 12)
