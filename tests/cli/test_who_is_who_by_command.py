"""`rawi identity` and `rawi find` as a person types them."""

from __future__ import annotations

import json

import pytest

WHO = ("--by", "A. Reader", "--reason", "the same base")


@pytest.fixture
def ask(rawi, case):
    """A command in the case, and what it says as JSON."""

    def run(*words: str):
        outcome = rawi(*words, "-w", case)
        return outcome, (json.loads(outcome.out) if "--json" in words and outcome.status == 0 else None)

    return run


def test_find_says_by_which_rule(ask):
    outcome, _ = ask("find", "zahr brigade")
    assert outcome.status == 0 and "same group name: Liwa Zahr" in outcome.out
    _, found = ask("find", "لواء زهر", "--json")
    assert found[0]["name"] == "Liwa Zahr" and found[0]["rule"] == "same group name"
    assert ask("find", "zahr brigade", "--exact")[0].status == 2
    assert ask("find", "Liwa Zahr", "--exact", "--json")[1][0]["rule"] == "same name"
    assert ask("find", "Nobody Whosoever")[0].status == 2


def test_a_merge_is_explained_listed_and_undone(ask):
    merged, _ = ask("identity", "merge", "Liwa Zahr", "Jaysh Marj", *WHO)
    assert merged.status == 0 and "are one" in merged.out and "identity undo 1" in merged.out
    explained, _ = ask("identity", "explain", "Liwa Zahr", "Jaysh Marj")
    assert "One entity" in explained.out and "A. Reader" in explained.out and "provisional" not in explained.out
    _, listed = ask("identity", "list", "--decided", "--json")
    (decision,) = listed["decisions"]
    assert (decision["action"], decision["by"], decision["in_force"]) == ("merge", "A. Reader", True)
    assert decision["reason"] and decision["at"]
    assert ask("identity", "undo", *WHO)[0].status == 0
    assert "Two entities" in ask("identity", "explain", "Liwa Zahr", "Jaysh Marj")[0].out
    assert "taken back" in ask("identity", "list", "--decided")[0].out


def test_a_refusal_shows_its_path(ask):
    assert ask("identity", "keep-apart", "Liwa Zahr", "Jaysh Marj", *WHO)[0].status == 0
    assert ask("identity", "merge", "Liwa Zahr", "Harakat Noor", *WHO)[0].status == 0
    refused, _ = ask("identity", "merge", "Harakat Noor", "Jaysh Marj", *WHO)
    assert refused.status == 2 and refused.out == ""
    assert "refused" in refused.err and "≠" in refused.err and "identity undo 1" in refused.err
    assert all(name in refused.err for name in ("Liwa Zahr", "Harakat Noor", "Jaysh Marj", "profile.md"))


def test_possibly_the_same_is_a_link_of_its_own(ask):
    assert ask("identity", "possibly", "Liwa Zahr", "Jaysh Marj", *WHO)[0].status == 0
    _, found = ask("identity", "explain", "Liwa Zahr", "Jaysh Marj", "--json")
    assert not found["one"] and found["decisions"][0]["action"] == "possibly the same"
    assert any(row["kind"] == "possibly" for row in found["candidate"]["evidence"])


def test_named_together_speaks_against(ask):
    _, found = ask("identity", "explain", "Liwa Zahr", "Harakat Noor", "--json")
    against = [row for row in found["candidate"]["evidence"] if row["weight"] < 0]
    assert any(row["kind"] == "named as two" and "allied with" in row["says"] for row in against)


def test_a_guess_decides_nothing(ask):
    for part, advice in (("Zahr", "the id of one of them"), ("Marj", "its id")):
        outcome, _ = ask("identity", "merge", part, "Harakat Noor", *WHO)
        assert outcome.status == 2 and advice in outcome.err
    assert ask("identity", "list", "--decided", "--json")[1]["decisions"] == []


def test_nobody_decides_without_name_and_reason(ask):
    assert ask("identity", "merge", "Liwa Zahr", "Jaysh Marj", "--by", "A")[0].status == 2
    assert ask("identity", "merge", "Liwa Zahr", "Jaysh Marj", "--by", " ", "--reason", "x")[0].status == 2
    assert ask("identity", "merge", "Liwa Zahr", "Liwa Zahr", *WHO)[0].status == 2
