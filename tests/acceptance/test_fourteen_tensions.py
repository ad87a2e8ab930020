"""Each of the fourteen tensions of the main job is found by a command, from one build, with its type and its quotes.

Asserted are types, predicates, values and numbers of documents, never words of the texts.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

BRIGADE = "Baqir Brigade"
Ask = Callable[..., Any]


@pytest.fixture(scope="module")
def ask(rawi: Callable[..., Any], built_seeds: Path) -> Ask:
    """The JSON of a command on the built workspace; every quote in it must be there to read."""

    def asked(*arguments: str) -> Any:
        done = rawi(*arguments, "-w", built_seeds, "--json")
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return asked


@pytest.fixture(scope="module")
def board(ask: Ask) -> list[dict[str, Any]]:
    return ask("contested", "--all")["questions"]


@pytest.fixture(scope="module")
def alarms(ask: Ask) -> list[dict[str, Any]]:
    return ask("alarms")


@pytest.fixture(scope="module")
def claims(ask: Ask) -> list[dict[str, Any]]:
    return ask("claims")


@pytest.fixture(scope="module")
def brigade(ask: Ask) -> dict[str, Any]:
    return ask("show", BRIGADE)


def asked_of(board: list[dict[str, Any]], topic: str, name: str | None = None) -> list[dict[str, Any]]:
    """Questions of a topic, about an entity or about two."""
    return [
        q
        for q in board
        if q["topic"] == topic and (name is None or name in (q["entity"]["name"], (q["other"] or {}).get("name")))
    ]


def types(questions: list[dict[str, Any]]) -> set[str]:
    return {b["type"] for q in questions for b in q["bearings"] if b["type"]}


def answers(question: dict[str, Any]) -> dict[str, set[str]]:
    """The words of each answer with the numbers of its documents; each telling has its quote."""
    assert all(t["quote"] for a in question["answers"] for t in a["tellings"])
    return {a["words"]: {t["path"][:3] for t in a["tellings"]} for a in question["answers"]}


def documents(found: dict[str, Any]) -> set[str]:
    return {t["path"][:3] for t in found["tellings"]}


def entries(dossier: dict[str, Any], predicate: str) -> list[dict[str, Any]]:
    blocks = (p for s in dossier["sections"] for p in s["properties"] if p["predicate"] == predicate)
    return [entry for block in blocks for entry in block["entries"]]


class TestFounding:  # 1
    def test_the_years_contradict_each_other_in_value(self, board):
        [asked] = asked_of(board, "founding", "Liwa al-Baqir")
        given = answers(asked)
        assert "000" in given["2012"] and "000" in given["2015"] and "001" in given["2011"]
        assert "value" in types([asked])

    def test_one_narrator_gives_two_dates(self, board):
        [asked] = asked_of(board, "founding", "Liwa al-Baqir")
        [bearing] = [b for b in asked["bearings"] if b["type"] == "claimed"]
        assert {asked["answers"][bearing[side]]["words"] for side in ("left", "right")} == {"2011", "2012"}

    def test_first_formation_and_consolidation_may_be_two_events(self, board):
        [asked] = asked_of(board, "founding", "Liwa al-Baqir")
        assert "re-formed" in {a["label"] for a in asked["answers"]}
        assert "scope" in types([asked])


class TestDead:  # 2
    def test_the_article_cited_is_older_than_the_date_it_is_cited_for(self, alarms):
        [alarm] = [a for a in alarms if a["kind"] == "source older than its date"]
        assert documents(alarm) == {"001"}
        assert [t["says"] for t in alarm["tellings"]] == ["251"]
        assert [p["path"][:3] for p in alarm["passages"]] == ["001"]
        assert alarm["passages"][0]["quote"]

    def test_a_sum_may_explain_the_count_and_is_a_hypothesis(self, alarms):
        [alarm] = [a for a in alarms if a["kind"] == "sum that explains"]
        assert [t["says"] for t in alarm["tellings"]] == ["246", "5", "251"]
        assert not alarm["certain"]


class TestSize:  # 3
    def test_two_documents_give_it(self, board):
        [asked] = asked_of(board, "size", "Liwa al-Baqir")
        given = {words: held for words, held in answers(asked).items() if "3,000" in words}
        assert set().union(*given.values()) >= {"000", "001"}
        assert not types([asked])

    def test_one_origin_is_traced_and_one_is_not(self, brigade):
        [entry] = [e for e in entries(brigade, "size") if e["words"].startswith("3,000")]
        assert (entry["documents"], len(entry["known_origins"]), len(entry["untraced"])) == (2, 1, 1)


class TestWhatWasTakenOver:  # 4
    def test_the_translators_bracket_stands_in_two_documents(self, alarms):
        [alarm] = [a for a in alarms if a["kind"] == "gloss absorbed"]
        assert {p["path"][:3] for p in alarm["passages"]} == {"000", "002"}
        assert len({p["quote"] for p in alarm["passages"]}) == 1

    def test_a_quotation_is_declared(self, ask, claims):
        paths = {k["document"]["id"]: k["document"]["path"][:3] for k in claims}
        found = ask("origins", BRIGADE, "allied_with")["dependences"]
        pairs = {(paths[d["later"]], paths[d["earlier"]]): d["how"] for d in found}
        assert pairs[("000", "003")] == "declared"


def test_the_same_force_is_ally_and_opponent(board):  # 5
    [asked] = asked_of(board, "side", "Syrian Democratic Forces")
    assert types([asked]) == {"role"}
    assert answers(asked) == {"with": {"000"}, "against": {"000"}}
    against = next(a for a in asked["answers"] if a["label"] == "against")
    assert "2018-02" in {t["edtf"] for t in against["tellings"]}


def test_it_stood_aside_or_changed_sides(board):  # 6
    [asked] = asked_of(board, "conduct", "Liwa al-Baqir")
    assert types([asked]) == {"role"}
    given = answers(asked)
    assert "000" in given["changed sides"] and "003" in given["stood aside"]


class TestTheBrother:  # 7
    def test_how_he_died_is_told_in_two_ways(self, board):
        found = [q for q in asked_of(board, "manner of death") if "manner" in types([q])]
        assert [set(answers(q)) for q in found] == [{"assassination", "martyrdom"}]

    def test_which_brother_is_meant_is_asked_and_not_answered(self, board):
        found = [q for q in asked_of(board, "which kin") if any(a["label"] == "named" for a in q["answers"])]
        assert types(found) == {"identity"}
        assert all(not b["certain"] for q in found for b in q["bearings"] if b["kind"] == "contradicts")
        named = {a["words"] for q in found for a in q["answers"] if a["label"] == "named"}
        assert named == {"Hamza al-Hassan"}

    def test_the_leader_did_not_die(self, claims):
        dead = {k["subject"]["name"] for k in claims if k["predicate"] == "died" and k["document"]["path"][:3] == "002"}
        assert "Khalid" not in dead


class TestNames:  # 8, 9
    @pytest.mark.parametrize(
        ("asked", "also"),
        [
            ("Abu al-Abbas", {"Hamza al-Hassan", "al-Hajj Hamza"}),
            ("Khalid Baqir", {"Khalid al-Hassan", "Khalid al-Mara'i", "al-Hajj Khalid"}),
        ],
    )
    def test_other_names_of_a_person_are_those_that_texts_declare(self, ask, asked, also):
        names = {n["name"]: n["joined"] or "" for n in ask("show", asked)["names"]}
        assert also <= names.keys()
        assert any(why.startswith("declared alias") for why in names.values())

    def test_spellings_of_the_brigade_are_one(self, brigade):
        names = {n["name"].strip("\u200e") for n in brigade["names"]}
        assert {"Liwa al-Baqir", "Baqir Brigade", "لواء الباقر"} <= names

    def test_spellings_of_the_tribe_lead_to_it(self, ask):
        names = {n["name"] for n in ask("show", "al-Baggara")["names"]}
        assert {"al-Baggara", "al-Baqqara", "Bekara"} <= names

    def test_the_man_it_is_named_after_is_not_the_brigade(self, claims, brigade):
        named = [k for k in claims if k["predicate"] == "named_after" and k["subject"]["id"] == brigade["entity"]]
        assert named
        assert brigade["entity"] not in {k["object"]["id"] for k in named}
        assert not {k["object"]["name"] for k in named} & {n["name"] for n in brigade["names"]}


def test_a_boast_keeps_the_authors_verdict(board):  # 10
    [asked] = asked_of(board, "size", "Local Defence Forces")
    [bearing] = [b for b in asked["bearings"] if b["kind"] == "doubted"]
    assert answers(asked) == {"50,000": {"002"}}
    [told] = asked["answers"][bearing["left"]]["tellings"]
    assert told["reserve"] and len(told["chain"]) > 1


def test_no_political_wing_and_a_political_leader(board):  # 11
    [asked] = asked_of(board, "politics", "Liwa al-Baqir")
    assert types([asked]) == {"value"}
    assert {a["label"]: {t["path"][:3] for t in a["tellings"]} for a in asked["answers"]}["none"] == {"001"}
    assert "000" in {t["path"][:3] for a in asked["answers"] for t in a["tellings"]}


def test_names_that_the_capture_lost_are_shown_as_lost(brigade):  # 12
    assert brigade["missing"]["lost_names"] >= 2
    for predicate in ("allied_with", "opposed_to"):
        assert any(e["absence"] == "lost" for e in entries(brigade, predicate))


def test_a_joint_count_is_laid_on_none_of_its_groups(claims):  # 13
    counts = [k for k in claims if k["predicate"] == "suffered_deaths" and (k["value"] or {}).get("number") == 55]
    assert counts and all(k["members"] and k["document"]["path"][:3] == "004" for k in counts)
    joint = {name for k in counts for name in k["members"]}
    assert not joint & {k["subject"]["name"] for k in counts}


def test_an_enmity_that_ended_is_told_again(board):  # 14
    found = [q for q in asked_of(board, "opposed_to", "Free Syrian Army") if "time" in types([q])]
    assert found
