"""What nobody has reviewed says so beside every quote, on every page; a decision makes it say something else."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from rawi.workspace import Workspace

PAGES = {
    "dossier": "/entity/{entity}?whole=founded",
    "board": "/contested",
    "question": "/contested/{question}",
    "network": "/network?about={entity}",
    "network as table": "/network?about={entity}&view=table",
    "timeline": "/timeline?about={entity}",
    "timeline as table": "/timeline?about={entity}&view=table",
    "map": "/map?about=all",
    "map as table": "/map?about=all&view=table",
}
FIGURE = re.compile(r"<figure[^>]*class=\"telling.*?</figure>", re.DOTALL)
OPEN = re.compile(r'class="review open"')


@pytest.fixture
def places(own_case: Path) -> dict[str, str]:
    with Workspace.open(own_case) as workspace:
        entity = max(workspace.entities(), key=lambda one: (len(one.mentions), one.id))
        return {"entity": entity.id, "question": workspace.in_dispute(entity=entity.id)[0]}


@pytest.mark.parametrize("name", PAGES)
def test_every_quote_of_an_unreviewed_claim_says_so(own_client: TestClient, places, name: str) -> None:
    for language in ("en", "ar"):
        text = own_client.get(PAGES[name].format(**places), params={"lang": language}).text
        quotes = FIGURE.findall(text)
        assert quotes, name
        assert [quote[:120] for quote in quotes if not OPEN.search(quote)] == []


@pytest.mark.parametrize("name", ["network", "timeline"])
def test_every_line_and_mark_of_a_picture_says_so(own_client: TestClient, places, name: str) -> None:
    text = own_client.get(PAGES[name].format(**places)).text
    picture = text.split("<svg", 1)[1].split("</svg>", 1)[0]
    labels = re.findall(r'href="#[^"]*" aria-label="([^"]*)"', picture)
    assert labels
    assert [label for label in labels if "unreviewed" not in label] == []


def test_every_mark_in_the_text_is_open_until_its_claims_are_decided(
    own_client: TestClient, own_case: Path, csrf: Callable[[TestClient], str]
) -> None:
    with Workspace.open(own_case) as workspace:
        document = workspace.documents()[1].id
        claims = [one.claim.id for one in workspace.kept_claims(document=document)]
    text = own_client.get(f"/document/{document}").text
    assert '<mark class="open' in text and '<mark class="done' not in text.split('<details class="legend">')[0]
    own_client.post("/decider", data={"csrf": csrf(own_client), "name": "Rana"})
    for claim in claims:
        sent = {"csrf": csrf(own_client), "claim": claim, "seen": 10**6}
        assert own_client.post("/review/accept", data=sent).status_code == 303
    reader = own_client.get(f"/document/{document}").text.split('<div class="reader"', 1)[1]
    assert '<mark class="done' in reader and '<mark class="open' not in reader
    assert "Rana" in reader and "open-claim" not in reader
