"""The page that `rawi show --format html` writes, in a browser: nothing runs out of the window or over itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from rawi.cli.app import app

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(scope="module")
def page(tmp_path_factory):  # type: ignore[no-untyped-def]
    folder = tmp_path_factory.mktemp("written")
    case, file = folder / "case", folder / "dossier.html"
    for words in (
        ["build", str(EXAMPLES), "-w", str(case)],
        ["show", "Liwa al-Sarim", "-w", str(case), "--format", "html", "-o", str(file)],
    ):
        done = CliRunner().invoke(app, words)
        assert done.exit_code == 0, done.output
    return file


@pytest.mark.parametrize("width", [390, 800, 1300])
def test_a_long_list_of_tellers_wraps_and_covers_no_name(browser, page, width):  # type: ignore[no-untyped-def]
    window = browser.new_page(viewport={"width": width, "height": 900})
    try:
        window.goto(page.as_uri())
        assert window.evaluate("document.documentElement.scrollWidth") <= width
        name, used = (window.locator(f".names tbody tr:nth-child(2) {part}").first for part in (".name", ".used"))
        one, other = name.bounding_box(), used.bounding_box()
        assert one["x"] + one["width"] <= other["x"] or one["y"] + one["height"] <= other["y"] + 1
    finally:
        window.close()
