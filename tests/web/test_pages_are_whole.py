"""Each page has its JSON twin, carries its clocks and its language, and closes off the names on it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from rawi.publish.properties import properties
from rawi.vocabulary import load_yaml
from rawi.web.state import LANGUAGES
from rawi.web.wording import messages, plural, told


def entity_named(client: TestClient, name: str) -> str:
    return str(client.get("/search.json", params={"q": name}).json()["hits"][0]["id"])


def test_the_first_page_counts_what_there_is(client: TestClient) -> None:
    home = client.get("/index.json").json()
    assert home["counts"]["documents"] == 5
    assert home["entities"][0]["name"] == "Liwa al-Sarim"
    assert "Liwa al-Sarim" in client.get("/").text


def test_the_first_page_names_questions_that_wait_until_somebody_looks_at_them(
    own_client: TestClient, csrf: Callable[[TestClient], str]
) -> None:
    waiting = own_client.get("/index.json").json()["to_decide"]
    assert waiting and waiting[0]["asks"] in own_client.get("/").text
    own_client.post("/decider", data={"csrf": csrf(own_client), "name": "Rana"})
    held = {"csrf": csrf(own_client), "state": "parked", "words": "", "reason": "later", "seen": 0}
    assert own_client.post(f"/contested/{waiting[0]['id']}/assess", data=held).status_code == 303
    left = own_client.get("/index.json").json()["to_decide"]
    assert waiting[0]["id"] not in {one["id"] for one in left}


def test_no_alarm_stands_twice_in_a_dossier(client: TestClient) -> None:
    alarms = client.get(f"/entity/{entity_named(client, 'Liwa al-Sarim')}.json").json()["dossier"]["alarms"]
    told = [(one["heading"], one["reason"]) for one in alarms]
    assert len(told) == len(set(told)) > 3
    twice = next(one for one in alarms if one["heading"] == "Hedge lost")
    assert len(twice["claims"]) == len(set(twice["claims"])) > 2


def test_a_search_in_another_spelling_says_by_which_rule_it_found(client: TestClient) -> None:
    hits = client.get("/search.json", params={"q": "liwa as-sarim"}).json()["hits"]
    assert hits[0]["name"] == "Liwa al-Sarim"
    assert hits[0]["rule"] in client.get("/search", params={"q": "liwa as-sarim"}).text


@pytest.mark.parametrize("language", LANGUAGES)
def test_clocks_and_language_stay_on_every_link(client: TestClient, language: str) -> None:
    text = client.get("/", params={"as_of": "2015", "as_known": "2019-01", "lang": language}).text
    link = text.split('href="/entities')[1].split('"')[0]
    assert "as_of=2015" in link and "as_known=2019-01" in link
    assert ("lang=ar" in link) == (language == "ar")


def test_the_arabic_page_runs_from_the_right(client: TestClient) -> None:
    text = client.get("/?lang=ar").text
    assert '<html lang="ar" dir="rtl">' in text
    assert "البداية" in text


def test_a_clock_that_is_no_date_is_told_so(client: TestClient) -> None:
    answer = client.get("/?as_of=yesterday")
    assert answer.status_code == 400
    assert "2018-02-20" in answer.text


def test_the_dossier_page_holds_what_its_twin_holds(client: TestClient) -> None:
    address = f"/entity/{entity_named(client, 'Liwa al-Sarim')}"
    record = client.get(f"{address}.json").json()["dossier"]
    text = client.get(address).text
    for section in record["sections"]:
        for block in section["properties"]:
            for entry in block["entries"]:
                for telling in entry["tellings"]:
                    assert f'id="claim-{telling["claim"]}"' in text


def test_what_is_not_there_is_a_page_of_ours(client: TestClient) -> None:
    answer = client.get("/entity/nobody")
    assert answer.status_code == 404
    assert "no entity nobody" in answer.text
    assert client.get("/entity/nobody.json").json()["status"] == 404


def test_a_workspace_that_is_gone_is_a_page_of_ours(asking_at, own_case: Path) -> None:  # type: ignore[no-untyped-def]
    client = asking_at(own_case)
    (own_case / "rawi.toml").unlink()
    answer = client.get("/")
    assert answer.status_code == 400
    assert "no Rawi workspace" in answer.text


def test_every_message_takes_the_same_parameters_in_both_languages() -> None:
    for key, words in messages().items():
        fields = []
        for language in LANGUAGES:
            said = words[language]
            forms = said if isinstance(said, dict) else {"other": said}
            if isinstance(said, dict):
                needed = {"one", "other"} if language == "en" else {"zero", "one", "two", "few", "many", "other"}
                assert set(said) == needed, key
            fields.append(set(re.findall(r"\{[a-z]+\}", " ".join(forms.values()))))
        assert fields[0] == fields[1], key


def test_every_property_and_heading_has_its_arabic_word() -> None:
    terms = load_yaml("terms.yaml", "rawi.web")
    for one in properties().values():
        assert one.section in terms["section"]
        assert one.label in terms["property"], one.label
        assert one.inverse in terms["property"], one.inverse


def test_arabic_counts_by_its_own_plurals() -> None:
    assert [plural("ar", n) for n in (0, 1, 2, 3, 10, 11, 99, 100, 103, 111)] == [
        "zero", "one", "two", "few", "few", "many", "many", "other", "few", "many",
    ]  # fmt: skip
    assert told("ar", "dossier.claims", n=2) == "خبران"


def test_a_page_says_that_it_is_a_working_copy_and_the_copy_for_publication_masks(client: TestClient) -> None:
    address = f"/entity/{entity_named(client, 'Liwa al-Sarim')}"
    assert "Working copy, not for publication" in client.get(address).text.partition("<footer")[2]
    record = client.get(f"{address}/publication.json").json()
    text = client.get(f"{address}/publication").text
    assert 'class="published' in text and "Working copy" not in text.partition("<footer")[2]
    assert any("Left out because nobody has reviewed them" in words for words in record["withheld"])
    assert "/document/" not in text
    told = {block["predicate"] for section in record["dossier"]["sections"] for block in section["properties"]}
    assert not told & {"killed", "attacked", "accused_of", "designated_by"}


def test_a_file_that_leaves_is_an_entry_of_the_log(own_client: TestClient, csrf: Callable[[TestClient], str]) -> None:
    address = f"/entity/{entity_named(own_client, 'Liwa al-Sarim')}/publication"
    answer = own_client.post(address, data={"csrf": csrf(own_client)})
    assert answer.status_code == 200
    assert "attachment" in answer.headers["content-disposition"]
    assert "Copy for publication" in answer.text
    entry = own_client.get("/log.json", params={"kind": "export"}).json()["entries"][0]
    assert entry["body"]["sha256"] == hashlib.sha256(answer.content).hexdigest()


def test_nothing_is_published_of_a_private_person(client: TestClient) -> None:
    with_people = client.get("/entities.json", params={"type": "Person"}).json()["entities"]
    answers = {client.get(f"/entity/{one['id']}/publication").status_code for one in with_people}
    assert answers <= {200, 400} and 400 in answers
