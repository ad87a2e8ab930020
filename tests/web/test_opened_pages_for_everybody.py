"""Pages with something on them: a PDF's picture with marks, a drawn map, two clocks, a pair to decide on, everything
that opens opened. No serious finding of axe-core in either language, and nothing wider than a phone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fpdf import FPDF

from rawi.pipeline import build
from rawi.pipeline.searching import found
from rawi.workspace import Workspace

SENTENCES = (
    "The Tarn Brigade was founded in March 2012 by Samir Dahlan.",
    "The Tarn Brigade is based in Aleppo and attacked Idlib in May 2015.",
)
NOTE = """\
The Tarn Brigade was founded in 2011. The Tarn Brigade, also known as Liwa Tarn, captured Raqqa in 2014.
The Tarn Brigade is allied with the Hill Guard. In 2016 the Tarn Brigade clashed with the Hill Guard in Homs.
"""
OTHER = "Samir al-Dahlan leads the Tarn Brigade, which is active in Aleppo province. Liwat Tarn was founded in 2012.\n"
OPEN = "document.querySelectorAll('main details').forEach((one) => { one.open = true; })"
PAGES = {
    "pages of a PDF": "/document/{pdf}?view=pages&page=2&claim={claim}",
    "reader": "/document/{note}",
    "map": "/map?about={entity}",
    "map as table": "/map?about={entity}&view=table",
    "dossier at two clocks": "/entity/{entity}?as_of=2015-05&as_known=2020-01",
    "dossier as told by one": "/entity/{entity}?told_by=documents",
    "identity": "/review/identity?entity={person}",
    "review": "/review?claim={claim}",
    "question": "/contested/{question}",
    "network as table": "/network?about={entity}&view=table",
    "timeline as table": "/timeline?about={entity}&view=table",
    "source": "/source?name={note}",
}
GRAVE = ("serious", "critical")


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace of a PDF and two notes; places on the map, a question in dispute, two names of one person."""
    folder = tmp_path_factory.mktemp("reports")
    texts = folder / "in"
    texts.mkdir()
    made = FPDF(unit="pt", format=(400, 300))
    made.set_font("Helvetica", size=11)
    for sentence in SENTENCES:
        made.add_page()
        made.text(30, 100, sentence)
    (texts / "report.pdf").write_bytes(bytes(made.output()))
    for name, text in (("note", NOTE), ("other", OTHER)):
        (texts / f"{name}.txt").write_text(text, encoding="utf-8")
        (texts / f"{name}.json").write_text('{"date": "2018-05", "publisher": "Tarn Watch"}', encoding="utf-8")
    with Workspace.create(folder / "case") as workspace:
        build(workspace, [texts])
    return folder / "case"


@pytest.fixture(scope="module")
def places(reports: Path) -> dict[str, str]:
    with Workspace.open(reports) as workspace:
        documents = {one.path: one.id for one in workspace.documents()}
        claims = workspace.kept_claims(document=documents["report.pdf"])
        return {
            "pdf": documents["report.pdf"],
            "note": documents["note.txt"],
            "entity": found(workspace, "Tarn Brigade")[0].entity,
            "person": found(workspace, "Samir Dahlan")[0].entity,
            "claim": max(claims, key=lambda one: one.reading.quote.start).claim.id,
            "question": workspace.in_dispute()[0],
        }


@pytest.fixture(scope="module")
def reports_server(reports: Path, serving_folders) -> Iterator[object]:  # type: ignore[no-untyped-def]
    server = serving_folders(reports)
    yield server
    server.app.state.site.drawing.close()


def opened(page, server, path: str, language: str) -> None:  # type: ignore[no-untyped-def]
    page.set_default_timeout(30_000)
    page.goto(server.entry)
    page.goto(server.url("/decider"))
    page.fill("#decider-name", "Rana Haddad")
    page.locator(".ask-who button").click()
    answer = page.goto(server.url(path + ("&" if "?" in path else "?") + f"lang={language}"))
    assert answer.status == 200
    page.evaluate(OPEN)


def findings(page) -> list[tuple[str, str, str]]:  # type: ignore[no-untyped-def]
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response["violations"]
    return [(one["id"], one["nodes"][0]["html"][:200], one["help"]) for one in found if one["impact"] in GRAVE]


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("name", PAGES)
def test_no_serious_finding_with_everything_open(page, reports_server, places, name: str, language: str) -> None:
    opened(page, reports_server, PAGES[name].format(**places), language)
    assert findings(page) == []
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_what_is_tested_is_there(page, reports_server, places) -> None:
    """Marks on the picture of a page, marks on the map, evidence for a pair, values at the clocks."""
    for name, wanted in (
        ("pages of a PDF", ".sheet svg a rect"),
        ("map", "#map svg .site"),
        ("identity", ".evidence li"),
        ("dossier at two clocks", "details.value"),
        ("network as table", "table.ties tbody tr"),
    ):
        opened(page, reports_server, PAGES[name].format(**places), "en")
        assert page.locator(wanted).count() > 0, name


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize(("path", "drawn"), [("/map", ".leaflet-interactive"), ("/network", "#network.live canvas")])
def test_no_serious_finding_while_a_picture_moves(page, reports_server, places, *, path, drawn, language) -> None:
    opened(page, reports_server, f"{path}?about={places['entity']}", language)
    page.click('[data-do="live"]')
    page.wait_for_selector(drawn)
    assert findings(page) == []
