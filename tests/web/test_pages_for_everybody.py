"""Every page, in both languages: no serious finding of axe-core, nothing asked of another host, complete without
JavaScript, and nothing that the content policy must refuse."""

from __future__ import annotations

from pathlib import Path

import pytest

from rawi.workspace import Workspace

PAGES = {
    "home": "/",
    "search": "/search?q=liwa",
    "entities": "/entities",
    "dossier": "/entity/{entity}",
    "publication": "/entity/{entity}/publication",
    "reader": "/document/{document}",
    "review": "/review?order=grave",
    "identity": "/review/identity",
    "names": "/review/identity/{entity}",
    "sittings": "/review/sittings",
    "decider": "/decider",
    "contested": "/contested",
    "question": "/contested/{question}",
    "network": "/network",
    "timeline": "/timeline?entity={entity}",
    "map": "/map",
    "sources": "/sources",
    "log": "/log",
    "nothing": "/entity/none",
}
GRAVE = ("serious", "critical")


@pytest.fixture(scope="module")
def places(case: Path) -> dict[str, str]:
    with Workspace.open(case) as workspace:
        entity = max(workspace.entities(), key=lambda one: (len(one.mentions), one.id))
        return {
            "entity": entity.id,
            "document": workspace.documents()[0].id,
            "question": workspace.in_dispute()[0],
        }


def address(name: str, places: dict[str, str], language: str) -> str:
    path = PAGES[name].format(**places)
    return path + ("&" if "?" in path else "?") + f"lang={language}"


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("name", PAGES)
def test_no_serious_finding_and_no_refusal_by_the_policy(page, server, places, name: str, language: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(server.entry)
    answer = page.goto(server.url(address(name, places, language)))
    assert answer.status in (200, 404)
    found = Axe().run(page).response["violations"]
    told = [(one["id"], one["nodes"][0]["html"][:160], one["help"]) for one in found if one["impact"] in GRAVE]
    assert told == []
    assert [line for line in said if "404" not in line] == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


@pytest.mark.parametrize("name", PAGES)
def test_complete_without_javascript(page_without_scripts, server, places, name: str) -> None:
    page = page_without_scripts
    page.goto(server.entry)
    answer = page.goto(server.url(address(name, places, "en")))
    assert answer.status in (200, 404)
    assert len(page.inner_text("main").split()) > 3
    assert page.locator("h1").count() >= 1
