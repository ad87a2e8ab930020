"""`rawi read` and `rawi patterns`: why a claim was read, and how a researcher mends or adds a rule."""

from __future__ import annotations

import json
import shutil

import pytest

SENTENCE = "The Halvik Front clashed with the Dorem Guard in May 2012, officials said. It has 300 fighters."
OWN = """\
- name: pays-tithe
  trigger: verb
  words: [tithe]
  claims:
    - {predicate: supports, subject: agent, object: to, object_types: [Group, Person]}
  example: The Halvik Front tithed to the Dorem Guard.
  expect: ["Halvik Front | supports | Dorem Guard"]
"""


@pytest.fixture
def text(tmp_path):
    file = tmp_path / "report.txt"
    file.write_text(SENTENCE, encoding="utf-8")
    return file


@pytest.fixture
def workspace(built_once, tmp_path):
    copy = shutil.copytree(built_once / "case", tmp_path / "case")
    (copy / "reading").mkdir()
    (copy / "reading" / "mine.yaml").write_text(OWN, encoding="utf-8")
    return copy


def test_a_claim_is_marked_in_the_text_and_explained(rawi, text):
    done = rawi("read", text)
    assert done.status == 0, done.err
    assert "clashed[1] with" in done.out
    assert "Halvik Front · opposed_to · Dorem Guard" in done.out
    assert "on “clashed”" in done.out
    assert "“in May 2012”" in done.out or "“May 2012”" in done.out
    assert "told by    officials" in done.out
    assert "stands for it: It" in done.out


def test_the_same_for_programs(rawi, text):
    found = json.loads(rawi("read", text, "--json").out)
    claim = next(c for c in found["claims"] if c["predicate"] == "opposed_to")
    assert claim["rule"]
    assert claim["words"]["trigger"] == "clashed"
    assert claim["chain"][0]["tellers"] == ["officials"]
    assert {m["name"] for m in found["mentions"]} >= {"Halvik Front", "Dorem Guard"}


def test_reading_keeps_nothing(rawi, text, workspace):
    before = rawi("claims", "-w", workspace, "--json").out
    assert rawi("read", text, "-w", workspace).status == 0
    assert rawi("claims", "-w", workspace, "--json").out == before


@pytest.mark.parametrize("named", ["absent.txt", "."])
def test_what_cannot_be_read_is_named(rawi, named, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    done = rawi("read", named)
    assert done.status == 2
    assert done.err.startswith("rawi: ")
    assert done.out == ""


def test_a_file_without_text_is_named(rawi, tmp_path):
    (tmp_path / "empty.txt").write_bytes(b"")
    done = rawi("read", tmp_path / "empty.txt")
    assert done.status == 2
    assert "empty.txt" in done.err


def test_patterns_are_listed_by_predicate_and_word(rawi):
    by_predicate = rawi("patterns", "list", "--predicate", "attacked").out
    assert "attacked" in by_predicate
    assert "led_by" not in by_predicate
    names = [p["name"] for p in json.loads(rawi("patterns", "list", "--word", "clash", "--json").out)]
    assert "clash-with" in names
    assert rawi("patterns", "list", "--predicate", "likes").status == 2


def test_a_pattern_is_explained(rawi):
    done = rawi("patterns", "explain", "clash-with")
    assert "set off by" in done.out
    assert "opposed_to" in done.out
    assert "example" in done.out
    unknown = rawi("patterns", "explain", "clash")
    assert unknown.status == 2
    assert "clash-with" in unknown.err


def test_a_sentence_shows_its_names_triggers_and_roles(rawi):
    done = rawi("patterns", "try", "The Halvik Front clashed with the Dorem Guard.")
    assert "Halvik Front (Group)" in done.out
    assert "clash-with" in done.out
    assert "Halvik Front | opposed_to | Dorem Guard" in done.out


def test_a_pattern_of_the_workspace_is_listed_checked_and_read_by_the_next_build(rawi, workspace, tmp_path):
    assert "pays-tithe" in rawi("patterns", "list", "--own", "-w", workspace).out
    assert rawi("patterns", "check", "-w", workspace).status == 0
    source = tmp_path / "tithe.txt"
    source.write_text("The Osta Brigade tithed to the Karsk Army in 2011.", encoding="utf-8")
    assert rawi("add", source, "-w", workspace).status == 0
    assert "Karsk Army" in rawi("claims", "--predicate", "supports", "-w", workspace).out
    (workspace / "reading" / "mine.yaml").unlink()
    built = rawi("build", "-w", workspace)
    assert "2 read" in built.out, built.out
    assert "Karsk Army" not in rawi("claims", "--predicate", "supports", "-w", workspace).out


def test_a_pattern_that_does_not_do_what_it_says_fails_the_check(rawi, workspace):
    bad = OWN.replace("agent, object: to", "agent, object: under")
    (workspace / "reading" / "mine.yaml").write_text(bad, encoding="utf-8")
    done = rawi("patterns", "check", "-w", workspace)
    assert done.status == 1
    assert "missing" in done.out


def test_a_broken_pattern_file_stops_the_build_and_says_where(rawi, workspace):
    (workspace / "reading" / "mine.yaml").write_text("- name: [", encoding="utf-8")
    done = rawi("build", "-w", workspace)
    assert done.status == 2
    assert "mine.yaml" in done.err


def test_predicates_are_listed(rawi):
    assert "founded_by" in rawi("patterns", "predicates").out
