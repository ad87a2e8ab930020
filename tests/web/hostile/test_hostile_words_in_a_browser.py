"""The same workspace in a browser: whatever a page holds, no script of a document runs, nothing is asked of another
host, no link leads into a script, and the content policy has nothing to refuse."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import quote

import pytest

STRINGS = [
    one["text"] * one.get("times", 1)
    for one in json.loads((Path(__file__).parent / "hostile.json").read_text(encoding="utf-8"))
]
CANARIES = """
    window.alarms = [];
    for (const name of ["alert", "confirm", "prompt", "open", "print"]) window[name] = () => window.alarms.push(name);
    addEventListener("securitypolicyviolation", (event) => window.alarms.push(`refused: ${event.violatedDirective}`));
"""
WRONG = """() => {
    const wrong = [...window.alarms];
    for (const one of document.querySelectorAll("*")) for (const { name, value } of one.attributes) {
        if (name === "pwned" || name.startsWith("on")) wrong.push(`${one.tagName}[${name}]`);
        if (!["href", "src", "action", "xlink:href"].includes(name)) continue;
        const scheme = new URL(value, location.href).protocol;
        if (!["http:", "https:", "blob:"].includes(scheme)) wrong.push(`${one.tagName}[${name}=${scheme}]`);
    }
    for (const made of document.querySelectorAll("pwned, iframe, object, embed, base")) wrong.push(made.tagName);
    if (/[\\u202a-\\u202e\\u2066\\u2067]/.test(document.documentElement.outerHTML)) wrong.push("a line is turned");
    return wrong;
}"""
SOME = 12
"""Of so many strings one is opened on the slower pages too."""
REFUSED = "status of 4"
"""What a browser says of an answer that the app refuses to give: no such entity, a query that is too long."""
TOGETHER = [
    *("/", "/entities", "/contested", "/review", "/review/identity", "/review/sittings/1", "/log", "/sources"),
    *("/network?about=all", "/network?about=all&view=table", "/timeline", "/timeline?view=table", "/map"),
]


@pytest.fixture(scope="module")
def hostile_server(folder, serving_folders):  # type: ignore[no-untyped-def]
    return serving_folders(folder)


@pytest.fixture
def watched(page, hostile_server, requests_made: list[str]):  # type: ignore[no-untyped-def]
    """`watched(path)` opens a page, moves over what it offers, and gives what was wrong with it."""
    said: list[str] = []
    page.on("dialog", lambda dialog: (said.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("console", lambda line: said.append(line.text) if line.type == "error" else None)
    page.context.add_init_script(CANARIES)
    page.goto(hostile_server.entry)

    def opened(path: str) -> list[str]:
        said.clear()
        requests_made.clear()
        answer = page.goto(hostile_server.url(path))
        elsewhere = [url for url in requests_made if not url.startswith((hostile_server.url(""), "data:", "blob:"))]
        status = [] if answer.status < 500 else [f"{answer.status}"]
        told = [line for line in said if REFUSED not in line]
        return [*status, *elsewhere, *told, *page.evaluate(WRONG)]

    return opened


def test_on_its_own_pages_no_string_does_anything(watched, ids: dict[int, tuple[str, str, str]]) -> None:
    wrong = {}
    for number, (document, entity, claim) in ids.items():
        paths = [f"/document/{document}"] if number % 2 else [f"/entity/{entity}"]
        if number % SOME == 0:
            paths += [f"/review?claim={claim}", f"/review/identity/{entity}", f"/timeline?about={entity}&view=table"]
        for path in paths:
            if found := watched(path):
                wrong[STRINGS[number][:60], path.split("/")[1]] = found
    assert len(set(STRINGS)) >= 100
    assert wrong == {}


def test_in_an_address_no_string_does_anything(watched) -> None:
    wrong = {}
    for words in STRINGS[::SOME]:
        said = quote(words[:1500].encode("utf-8", "replace"))
        for path in (f"/search?q={said}", f"/source?name={said}", f"/decider?back={said}"):
            if found := watched(path):
                wrong[words[:60], path.split("?")[0]] = found
    assert wrong == {}


@pytest.mark.parametrize("language", ["en", "ar"])
def test_where_all_stand_together_nothing_happens(watched, language: str) -> None:
    wrong = {}
    for path in TOGETHER:
        if found := watched(path + ("&" if "?" in path else "?") + f"lang={language}"):
            wrong[path] = found
    assert wrong == {}


@pytest.mark.parametrize("picture", ["/network?about=all", "/map"])
def test_the_picture_that_moves_takes_them_as_words(watched, page, picture: str) -> None:
    """The islands draw from the page's JSON twin, which holds every string as it is."""
    assert watched(picture) == []
    button = page.locator('[data-do="live"]')
    if button.count() and button.is_visible():
        button.click()
        page.locator(".live").wait_for()
        page.wait_for_timeout(500)
    assert page.evaluate(WRONG) == []


def test_what_turns_a_line_around_is_shown_by_its_number(watched, page, ids: dict[int, tuple[str, str, str]]) -> None:
    turning = [number for number, words in enumerate(STRINGS) if "\u202e" in words]
    assert turning
    for number in turning:
        document, entity, _ = ids[number]
        for path in (f"/document/{document}", f"/entity/{entity}"):
            watched(path)
            assert "⟨U+202E⟩" in page.inner_text("h1"), path
