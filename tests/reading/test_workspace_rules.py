"""A researcher's own patterns and names are read beside the package's; a bad file is named with its entry."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from rawi.errors import VocabularyError
from rawi.model import EntityType
from rawi.reading import Reader
from rawi.reading.rulebook import rulebook

TITHES = """\
- name: pays-tithe
  trigger: verb
  words: [tithe]
  claims:
    - {predicate: supports, subject: agent, object: to, object_types: [Group, Person]}
  example: The Halvik Front tithed to the Dorem Guard.
  expect: ["Halvik Front | supports | Dorem Guard"]
"""
SENTENCE = "The Osta Brigade tithed to the Karsk Army in 2011."


@pytest.fixture
def own(tmp_path: Path) -> Callable[[str, str], Path]:
    def write(text: str, name: str = "mine.yaml") -> Path:
        (tmp_path / name).write_text(text, encoding="utf-8")
        return tmp_path

    return write


def test_a_pattern_of_the_workspace_reads_what_the_package_does_not(own, document, as_lines, reader) -> None:
    made = document(SENTENCE)
    wanted = "Osta Brigade | supports | Karsk Army"
    assert wanted not in as_lines(reader.read(made).claims)
    found = Reader.load(own(TITHES)).read(made).claims
    assert wanted in as_lines(found)
    assert "pays-tithe" in {reading.rule for _, reading in found}


def test_a_pattern_of_a_name_that_is_taken_stands_in_its_place(own) -> None:
    taken = rulebook().patterns[0].name
    rules = rulebook().with_folder(own(TITHES.replace("pays-tithe", taken)))
    assert [p.words for p in rules.patterns if p.name == taken] == [("tithe",)]
    assert rules.is_own(taken)
    assert len(rules.patterns) == len(rulebook().patterns)


def test_a_name_that_the_workspace_tells_has_its_type(own, document) -> None:
    made = document("Fighters of Morvath attacked the town of Belvara.")
    folder = own("# names of my case\nMorvath\tGroup\n", "names.tsv")
    assert ("Morvath", EntityType.GROUP) in {(m.name, m.type) for m in Reader.load(folder).read(made).mentions}


def test_what_a_workspace_adds_makes_another_version_and_only_then(own, tmp_path) -> None:
    plain = Reader.load()
    assert Reader.load(tmp_path / "not there").version == plain.version
    once = Reader.load(own(TITHES)).version
    assert once != plain.version
    assert Reader.load(own(TITHES.replace("tithe]", "tithe, pay tithe]"))).version not in {once, plain.version}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("- name: [", "not valid YAML"),
        ("name: x", "must be a list"),
        (TITHES.replace("trigger: verb", "trigger: adverb"), "pays-tithe"),
        (TITHES.replace("supports, subject", "likes, subject"), "no predicate likes"),
        (TITHES.replace("  example:", "  exmaple:"), "exmaple"),
        (TITHES.replace("[tithe]", "[]"), "must not be empty"),
        (TITHES + TITHES, "two patterns are called pays-tithe"),
    ],
)
def test_a_bad_pattern_file_is_named_with_its_entry(own, text: str, told: str) -> None:
    with pytest.raises(VocabularyError) as raised:
        Reader.load(own(text))
    assert told in str(raised.value)
    assert "mine.yaml" in str(raised.value)


@pytest.mark.parametrize("line", ["Morvath Group", "Morvath\tTribe", "\tGroup"])
def test_a_bad_line_of_names_is_named(own, line: str) -> None:
    with pytest.raises(VocabularyError, match="line 2"):
        Reader.load(own(f"# names\n{line}\n", "names.tsv"))


def test_a_file_that_is_no_text_is_named(tmp_path) -> None:
    (tmp_path / "mine.yaml").write_bytes(b"- name: \xff\xfe")
    with pytest.raises(VocabularyError, match=r"mine\.yaml: is not UTF-8"):
        Reader.load(tmp_path)
