"""Every number that weighing prints is made again from the rows that are printed with it, on the examples.

The rows are counted here by other means than the package counts them: sets, and every choice of chains tried out.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

GROUP = "Liwa al-Sarim"
PREDICATES = ("size", "founded", "allied_with", "part_of", "recruits_from", "opposed_to")
Ask = Callable[..., Any]


@pytest.fixture(scope="module")
def ask(rawi: Callable[..., Any], built_examples: Path) -> Ask:
    def asked(*arguments: str) -> Any:
        done = rawi(*arguments, "-w", built_examples, "--json")
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return asked


@pytest.fixture(scope="module")
def board(ask: Ask) -> dict[str, Any]:
    return ask("contested", "--all")


@pytest.fixture(scope="module", params=PREDICATES)
def answers(ask: Ask, request: pytest.FixtureRequest) -> list[dict[str, Any]]:
    return ask("origins", GROUP, request.param)["answers"]


def nodes(chain: dict[str, Any]) -> set[tuple[str, str]]:
    """What a chain runs through: its document, and every teller, work or document behind it."""
    return {("document", chain["document"]), *((s["node"]["kind"], s["node"]["key"]) for s in chain["steps"])}


def end(chain: dict[str, Any]) -> tuple[str, str]:
    last = chain["steps"][-1]["node"]
    return last["kind"], last["key"]


def ways(chains: list[dict[str, Any]]) -> list[set[tuple[str, str]]]:
    """What each way back to an origin runs through: a chain that ends in a document that gives the answer goes on."""
    found: list[set[tuple[str, str]]] = []
    for chain in chains:
        kind, key = end(chain)
        on = [c for c in chains if kind == "document" and c["document"] == key != chain["document"]]
        found += [nodes(chain) | way for way in ways(on)] if on else [nodes(chain)]
    return found


def most_apart(found: list[set[tuple[str, str]]]) -> int:
    """The largest number of ways of which no two share anything."""
    for size in range(len(found), 0, -1):
        for chosen in combinations(found, size):
            if sum(map(len, chosen)) == len(set().union(*chosen)):
                return size
    return 0


def test_documents_and_origins_of_an_answer_are_those_of_its_chains(answers: list[dict[str, Any]]) -> None:
    assert answers
    for answer in answers:
        chains = answer["chains"]
        assert {d["id"] for d in answer["documents"]} == {c["document"] for c in chains}
        here = {c["document"] for c in chains}
        last = [c for c in chains if end(c)[0] != "document" or end(c)[1] not in here - {c["document"]}]
        assert {(o["kind"], o["key"]) for o in answer["origins"]} == {end(c) for c in last}
        for origin in answer["origins"]:
            mine = [c for c in chains if end(c) == (origin["kind"], origin["key"])]
            assert set(origin["claims"]) == {c["claim"] for c in mine}
            assert origin["traced"] is any(c["traced"] for c in mine)
        assert answer["known"] == sum(o["traced"] for o in answer["origins"])
        assert answer["untraced"] == len(answer["origins"]) - answer["known"]
        assert answer["footing"].startswith(f"{len(answer['documents'])} document")


def test_corroboration_is_the_number_of_chains_that_share_nothing(answers: list[dict[str, Any]]) -> None:
    for answer in answers:
        bounds = answer["corroboration"]
        assert bounds["most"] == most_apart(ways(answer["chains"]))
        traced = most_apart(ways([c for c in answer["chains"] if c["traced"]]))
        assert bounds["least"] <= max(1, traced)
        assert 1 <= bounds["least"] <= bounds["most"]


def test_what_is_called_fragile_leaves_nothing_and_no_smaller_set_does(answers: list[dict[str, Any]]) -> None:
    for answer in answers:
        chains = ways(answer["chains"])
        cut = {(n["kind"], n["key"]) for n in answer["fragility"]}
        assert all(chain & cut for chain in chains)
        every = sorted(set().union(*chains))
        smaller = combinations(every, len(cut) - 1)
        assert not any(all(chain & set(some) for chain in chains) for some in smaller)


def test_what_all_hangs_on_stands_in_every_chain(answers: list[dict[str, Any]]) -> None:
    for answer in answers:
        for link in answer["common_links"]:
            assert all((link["kind"], link["key"]) in nodes(chain) for chain in answer["chains"])


def test_the_board_counts_its_own_rows(board: dict[str, Any]) -> None:
    questions = board["questions"]
    bearings = [b for q in questions for b in q["bearings"]]
    assert board["kinds"] == Counter(b["kind"] for b in bearings)
    assert board["types"] == Counter(b["type"] for b in bearings if b["type"])
    told = {t["claim"]: t for q in questions for a in q["answers"] for t in a["tellings"]}
    assert board["claims"] == len(told) > 0
    assert board["unreviewed"] == sum(t["review"] == "unreviewed" for t in told.values())
    for question in questions:
        documents = [{t["document"] for t in a["tellings"]} for a in question["answers"]]
        assert question["documents"] == len(set().union(*documents))
        for answer, held in zip(question["answers"], documents, strict=True):
            assert answer["documents"] == len(held)
            assert all(t["quote"] for t in answer["tellings"])


def test_each_bearing_rests_on_claims_of_its_two_answers(board: dict[str, Any]) -> None:
    for question in board["questions"]:
        for bearing in question["bearings"]:
            for side in ("left", "right"):
                told = {t["claim"] for t in question["answers"][bearing[side]]["tellings"]}
                assert set(bearing[f"{side}_claims"]) <= told
            assert bearing["left_claims"] and bearing["reason"]


def test_an_alarm_shows_every_number_of_its_reason(ask: Ask) -> None:
    alarms = ask("alarms")
    assert alarms
    for alarm in alarms:
        assert alarm["tellings"] or alarm["passages"]
        assert all(t["quote"] for t in alarm["tellings"]) and all(p["quote"] for p in alarm["passages"])


def test_what_would_settle_most_counts_its_answers(ask: Ask) -> None:
    wanted = ask("wanted")
    assert wanted and wanted[0]["settles"] > 0
    for want in wanted:
        assert want["settles"] == len({tuple(answer) for answer in want["answers"]})
        assert set(want["claims"]) <= {claim for answer in want["answers"] for claim in answer}
        assert all(set(answer) & set(want["claims"]) for answer in want["answers"])
    assert [want["settles"] for want in wanted] == sorted((want["settles"] for want in wanted), reverse=True)


def test_what_falls_without_a_document_had_no_other(ask: Ask) -> None:
    claims = {claim["id"]: claim["document"] for claim in ask("claims")}
    source = claims[ask("origins", GROUP, "size")["answers"][0]["claims"][0]]
    found = ask("what-if", "--without", source["path"])
    assert any(loss["falls"] for loss in found)
    for loss in found:
        documents = {claims[claim]["id"] for claim in loss["claims"]}
        assert loss["before"]["documents"] == len(documents)
        assert source["id"] in documents
        assert loss["after"]["documents"] <= len(documents - {source["id"]})
        assert loss["falls"] is (loss["after"]["documents"] == 0)
        if documents == {source["id"]}:
            assert loss["falls"]
