"""Whatever a document, a name, a side file, an address or a person's reason holds, the pages show it as words.

Every page over the workspace of `conftest.py` is asked for, and nothing of theirs may have become an element, an
attribute, a link, a header, or a character that turns lines around.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from rawi.publish.spreadsheet import RISKY, csv_table
from rawi.web import create_app
from rawi.workspace import Workspace

LISTED = json.loads((Path(__file__).parent / "hostile.json").read_text(encoding="utf-8"))
STRINGS = [one["text"] * one.get("times", 1) for one in LISTED]
IDS = [f"{one['kind']}-{n}" for n, one in enumerate(LISTED)]
SOME = 6
"""Of so many strings one becomes an edit: entities follow each, which takes its time."""
TURNING = {*map(chr, range(0x202A, 0x202F)), "\u2066", "\u2067"}
ISOLATED = ("\u2068", "\u2069")
"""What Rawi itself sets around a name where no element can: always both."""
FORBIDDEN_TAGS = {"pwned", "iframe", "object", "embed", "base", "marquee", "plaintext", "math", "video"}
LINKS = ("href", "src", "action", "formaction", "data", "poster", "xlink:href", "hx-get", "hx-post")
OURS = ("/", "#", "?")
WEB = ("http://", "https://")


class Reader(HTMLParser):
    """Collects what a page must not have."""

    def __init__(self) -> None:
        super().__init__()
        self.wrong: list[str] = []
        self.script = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in FORBIDDEN_TAGS:
            self.wrong.append(f"<{tag}>")
        given = dict(attrs)
        self.script = tag == "script" and given.get("type") != "application/json"
        if tag == "script" and "src" in given and not str(given["src"]).startswith("/static/"):
            self.wrong.append(f"script from {given['src']}")
        if tag == "style" or (tag == "meta" and "http-equiv" in given):
            self.wrong.append(f"<{tag}>")
        for name, value in attrs:
            if name in {"pwned", "style"} or name.startswith(("on", "hx-on")):
                self.wrong.append(f"{tag}[{name}]")
            if name in LINKS and value is not None:
                self._link(tag, name, value)

    def _link(self, tag: str, name: str, value: str) -> None:
        allowed = (*OURS, *WEB) if tag == "a" else OURS
        if not value.startswith(allowed) or value.startswith("//"):
            self.wrong.append(f"{tag}[{name}={value[:60]}]")

    def handle_data(self, data: str) -> None:
        if self.script and data.strip():
            self.wrong.append(f"inline script: {data[:60]}")

    def handle_endtag(self, tag: str) -> None:
        self.script = False


def harmless(answer) -> None:  # type: ignore[no-untyped-def]
    """Nothing of what was given has become more than words."""
    assert answer.status_code < 500, answer.text[:300]
    for name, value in answer.headers.multi_items():
        assert "\r" not in value and "\n" not in value
        assert name != "set-cookie" or value.startswith("rawi-")
    assert answer.headers.get("location", "/").startswith("/")
    assert not answer.headers.get("location", "/").startswith("//")
    if answer.headers.get("content-type", "").startswith("text/html"):
        page = Reader()
        page.feed(answer.text)
        assert page.wrong == []
        assert not TURNING & set(answer.text)
        assert answer.text.count(ISOLATED[0]) == answer.text.count(ISOLATED[1])
        assert "\x00" not in answer.text
    elif "json" in answer.headers.get("content-type", ""):
        json.loads(answer.text)
        assert not TURNING & set(answer.text)


@pytest.fixture(scope="module")
def window(folder: Path) -> Iterator[TestClient]:
    """The app over these documents; one for all tests, for making it takes longer than asking it."""
    app = create_app(folder, port=8000, token="of-this-test")
    site = {"Sec-Fetch-Site": "same-origin"}
    with TestClient(app, base_url="http://127.0.0.1:8000", headers=site, follow_redirects=False) as client:
        client.get("/?token=of-this-test")
        client.post("/decider", data={"csrf": app.state.site.door.csrf, "name": "Rana"})
        yield client


def test_there_are_a_hundred_and_more() -> None:
    assert len(set(STRINGS)) >= 100


@pytest.mark.parametrize("number", range(len(STRINGS)), ids=IDS)
def test_on_its_own_pages_it_is_words(window: TestClient, ids: dict[int, tuple[str, str, str]], number: int) -> None:
    document, entity, claim = ids[number]
    for address in (
        f"/document/{document}",
        f"/entity/{entity}",
        f"/review?claim={claim}",
        f"/review/identity/{entity}",
    ):
        answer = window.get(address)
        assert answer.status_code == 200, address
        harmless(answer)
    for address in (f"/document/{document}.json", f"/entity/{entity}.json", f"/review.json?claim={claim}"):
        harmless(window.get(address))


@pytest.mark.parametrize("number", range(len(STRINGS)), ids=IDS)
def test_as_a_parameter_it_is_words(window: TestClient, number: int) -> None:
    said = quote(STRINGS[number][:1500].encode("utf-8", "replace"))
    for address in (
        f"/search?q={said}",
        f"/review?predicate={said}&document={said[:60]}&stance={said[:18]}",
        f"/contested?entity={said[:60]}",
        f"/?as_of={said[:60]}&lang={said}",
        f"/decider?back={said}",
        f"/entity/{said[:60]}.json",
    ):
        harmless(window.get(address))


ALL_TOGETHER = [
    *("/", "/index.json", "/entities", "/entities.json", "/contested", "/contested.json", "/review", "/review.json"),
    *("/review/identity", "/review/sittings", "/review/sittings/1", "/log", "/log.json", "/network", "/network.json"),
    *("/timeline", "/timeline.json", "/map", "/map.json", "/sources", "/sources.json"),
]


@pytest.mark.parametrize("address", ALL_TOGETHER)
def test_where_all_of_them_stand_together(window: TestClient, address: str) -> None:
    for language in ("en", "ar"):
        answer = window.get(address, params={"lang": language})
        assert answer.status_code in (200, 404), address
        harmless(answer)


def test_typed_by_a_person_they_are_kept_and_shown_as_words(window: TestClient, folder: Path) -> None:
    """As who decides, why, what a claim is edited to, what is held of a question, and where a form goes back to."""
    csrf = window.app.state.site.door.csrf
    with Workspace.open(folder) as workspace:
        claims = [one.claim.id for one in workspace.kept_claims(predicate="also_known_as")]
        question = workspace.in_dispute()[0]
    said = {"csrf": csrf, "seen": 10**6}
    for words in STRINGS:
        harmless(window.post("/decider", data={"csrf": csrf, "name": words[:300], "back": words[:3000]}))
        held = {**said, "state": "assessed", "words": words[:3000], "reason": words[:3000]}
        harmless(window.post(f"/contested/{question}/assess", data=held))
    for words, claim in list(zip(STRINGS, claims, strict=True))[::SOME]:
        edited = {"claim": claim, "subject": words[:1500], "time": words[:50], "queue": words[:3000]}
        harmless(window.post("/review/edit", data={**said, **edited, "reason": words[:3000]}))
    for page in ("/review", "/review/sittings", "/review/sittings/2", "/log", "/log.json", f"/contested/{question}"):
        harmless(window.get(page))


def test_a_table_of_them_runs_no_formula(folder: Path) -> None:
    import csv
    import io

    with Workspace.open(folder) as workspace:
        table = csv_table(workspace.kept_claims())
    for row in list(csv.reader(io.StringIO(table)))[1:]:
        for cell in row:
            assert not cell.lstrip().startswith(RISKY)
