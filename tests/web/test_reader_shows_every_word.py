"""The document reader: the whole text, each claim at its words, overlaps, notes both ways, claims by hand."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from rawi.model import Document, Segment, SegmentKind, Span
from rawi.publish.marked import passages


def documents(client: TestClient) -> list[dict[str, str]]:
    return list(client.get("/index.json").json()["documents"])


def test_nothing_of_a_text_is_left_out_and_every_quote_is_marked(client: TestClient) -> None:
    for source in documents(client):
        view = client.get(f"/document/{source['id']}.json").json()
        words = {}
        for passage in view["passages"]:
            for run in passage["runs"]:
                words[run["start"]] = run["words"]
                for id in run.get("claims", []):
                    told = view["cards"][id]["telling"]
                    assert told["start"] <= run["start"] < told["end"]
        joined = "".join(words[start] for start in sorted(words))
        assert "".join(joined.split()) == "".join(text_of(client, source["id"]).split())
        begun = [id for passage in view["passages"] for id in passage.get("claims", [])]
        assert sorted([*begun, *view["gone"]]) == sorted(view["cards"])


def text_of(client: TestClient, document: str) -> str:
    from rawi.workspace import Workspace

    with Workspace.open(client.app.state.site.folder) as workspace:  # type: ignore[attr-defined]
        return workspace.text(document)


def test_each_claim_and_its_words_lead_to_each_other(client: TestClient) -> None:
    source = documents(client)[0]
    view = client.get(f"/document/{source['id']}.json").json()
    page = client.get(f"/document/{source['id']}").text
    for id in view["cards"]:
        assert page.count(f'id="claim-{id}"') == 1
        assert page.count(f'id="card-{id}"') == 1
        assert f'href="#card-{id}"' in page and f'href="#claim-{id}"' in page


def test_footnotes_lead_to_their_markers_and_back(client: TestClient) -> None:
    source = documents(client)[0]
    page = client.get(f"/document/{source['id']}").text
    notes = client.get(f"/document/{source['id']}.json").json()["notes"]
    assert notes
    for label in notes:
        assert page.count(f'id="note-{label}"') == 1
        assert page.count(f'id="marker-{label}"') == 1
        assert f'href="#note-{label}"' in page and f'href="#marker-{label}"' in page


def test_furniture_of_a_page_is_set_aside(client: TestClient) -> None:
    source = next(one for one in documents(client) if one["path"].startswith("04"))
    page = client.get(f"/document/{source['id']}").text
    assert '<details class="chrome">' in page


@given(st.data())
def test_any_quotes_may_overlap(data: st.DataObject) -> None:
    text = data.draw(st.text(alphabet="ab ل\n🙂", min_size=1, max_size=40))
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=6)) | {0, len(text)})
    segments = tuple(
        Segment(kind=SegmentKind.BODY, span=Span(start, end), content=Span(start, end))
        for start, end in pairwise(cuts)
    )
    document = Document(id="d", path="d.txt", format="text", reader="text/1", text=text, segments=segments)
    spans = {}
    for number in range(data.draw(st.integers(0, 5))):
        start = data.draw(st.integers(0, len(text) - 1))
        spans[f"c{number}"] = Span(start, data.draw(st.integers(start + 1, len(text))))
    shown = passages(document, spans)
    assert "".join(run.words for passage in shown for run in passage.runs) == text
    for id, span in spans.items():
        covered = "".join(run.words for passage in shown for run in passage.runs if id in run.claims)
        assert covered == span.cut(text)
        assert [id in run.closing for passage in shown for run in passage.runs].count(True) == 1
        assert [id in passage.claims for passage in shown].count(True) == 1


FORM = {
    "subject": "Liwa al-Sarim",
    "subject_type": "Group",
    "predicate": "allied_with",
    "object": "Ansar al-Sahil",
    "object_type": "Group",
    "by": "A. Name",
    "reason": "read in the original",
}


def test_a_claim_by_hand_stands_at_its_words_and_is_undone_exactly(
    own_client: TestClient, csrf: Callable[[TestClient], str]
) -> None:
    document = documents(own_client)[0]["id"]
    before = own_client.get(f"/document/{document}.json").json()
    words = text_of(own_client, document)
    start = words.index("Sarim")
    form = {**FORM, "quote": words[start : start + 30], "start": str(start), "csrf": csrf(own_client)}
    answer = own_client.post(f"/document/{document}/claims", data=form)
    assert answer.status_code == 303
    shown = own_client.get(answer.headers["location"])
    assert shown.status_code == 200
    made = answer.headers["location"].rpartition("#claim-")[2]
    view = own_client.get(f"/document/{document}.json").json()
    assert view["cards"][made]["by_hand"]
    assert view["cards"][made]["telling"]["start"] == start

    last = own_client.get("/log.json", params={"kind": "decision"}).json()["entries"][0]["decision"]["id"]
    own_client.post("/decider", data={"name": "A. Name", "csrf": csrf(own_client)})
    going = {"decision": last, "back_to": "/log?kind=decision", "reason": "wrong words", "csrf": csrf(own_client)}
    answer = own_client.post("/undo", data=going)
    assert answer.headers["location"].startswith("/log?kind=decision")
    after = {**own_client.get(f"/document/{document}.json").json(), "decider": before["decider"]}
    assert after == before


@pytest.mark.parametrize(
    "change",
    [
        {"quote": "words that do not stand there"},
        {"quote": "   "},
        {"subject": " "},
        {"predicate": "no_such_predicate"},
        {"object_type": ""},
        {"time": "yesterday"},
        {"stance": "sworn"},
        {"by": " "},
        {"start": "-3"},
        {"subject_type": "Dragon"},
    ],
)
def test_a_claim_that_cannot_be_is_refused_and_changes_nothing(
    own_client: TestClient, csrf: Callable[[TestClient], str], change: dict[str, str]
) -> None:
    document = documents(own_client)[0]["id"]
    form = {**FORM, "quote": text_of(own_client, document)[:40], "csrf": csrf(own_client), **change}
    before = own_client.get("/log.json").json()["total"]
    answer = own_client.post(f"/document/{document}/claims", data=form)
    assert answer.status_code in (400, 422)
    assert own_client.get("/log.json").json()["total"] == before


def test_a_document_that_is_not_there_is_told_so(client: TestClient) -> None:
    assert client.get("/document/" + "0" * 64).status_code == 404
    assert client.get("/document/..%2f..%2fetc").status_code == 404
