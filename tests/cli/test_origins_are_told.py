"""`rawi origins`, `what-if` and `wanted`, over two reports that have one teller and a page that names nobody."""

from __future__ import annotations

import json
import shutil
from xml.etree import ElementTree

import pytest

from rawi.pipeline import build
from rawi.workspace import Workspace

TAKEN = "the men came down from the hills at dusk and burned the mill beside the old stone bridge"
TEXTS = {
    "post": (
        "Kelek Post",
        "2015-02-01",
        f"According to Dano Felk, the Halvik Front has 3,000 fighters. We saw how {TAKEN}.",
    ),
    "times": ("Orvan Times", "2015-03-01", "The Halvik Front has about 3,000 fighters, Dano Felk said."),
    "page": (
        "Zenan Pages",
        "2016-01-01",
        f"The Halvik Front has 3,000 fighters. The Halvik Front was founded in 2011. It is said that {TAKEN}.",
    ),
}


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    folder = tmp_path_factory.mktemp("origins")
    sources = folder / "sources"
    sources.mkdir()
    for name, (publisher, date, text) in TEXTS.items():
        (sources / f"{name}.txt").write_text(text, encoding="utf-8")
        side = {"publisher": publisher, "date": date, "title": f"Report of the {publisher}"}
        (sources / f"{name}.json").write_text(json.dumps(side), encoding="utf-8")
    with Workspace.create(folder / "case") as workspace:
        build(workspace, [sources])
    return folder / "case"


def test_an_answer_is_counted_in_origins_and_not_in_documents(rawi, case):
    done = rawi("origins", "Halvik Front", "size", "-w", case)
    assert done.status == 0, done.err
    assert "3,000 — 3 documents, 1 known origin, 1 untraced" in done.out
    assert "1 to 2 chains that share nothing" in done.out
    assert "Dano Felk — told" in done.out
    assert "in its own voice: Zenan Pages — untraced" in done.out


def test_the_same_for_programs_with_the_rows_of_every_number(rawi, case):
    found = json.loads(rawi("origins", "Halvik Front", "size", "-w", case, "--json").out)
    answer = found["answers"][0]
    assert (answer["known"], answer["untraced"]) == (1, 1)
    assert answer["corroboration"] == {"least": 1, "most": 2}
    assert {origin["interest"] for origin in answer["origins"]} <= {"third", "unknown", "the party itself"}
    ends = {(c["steps"][-1]["node"]["key"], c["traced"]) for c in answer["chains"]}
    assert len({key for key, traced in ends if traced}) == answer["known"]
    assert len({key for key, traced in ends if not traced}) == answer["untraced"]


def test_the_tree_is_a_picture_without_scripts(rawi, case, tmp_path):
    file = tmp_path / "tree.svg"
    assert rawi("origins", "Halvik Front", "size", "-w", case, "--format", "svg", "-o", file).status == 0
    tree = ElementTree.parse(file)
    words = " ".join(tree.getroot().itertext())
    assert "[person withheld 1]" in words and "Dano Felk" not in words, "what goes into a file is masked"
    shown = rawi("origins", "Halvik Front", "size", "-w", case, "--format", "svg").out
    assert "Dano Felk" in "".join(ElementTree.fromstring(shown).itertext())
    assert "untraced" in words
    assert "script" not in file.read_text(encoding="utf-8")


def test_without_its_teller_an_answer_stands_on_what_is_untraced(rawi, case):
    done = rawi("what-if", "--without", "Dano Felk", "-w", case)
    assert "lose their last known origin" in done.out
    assert "known origins 1 → 0" in done.out
    falls = json.loads(rawi("what-if", "--without", "Zenan Pages", "-w", case, "--json").out)
    assert any(loss["falls"] and "2011" in loss["answer"] for loss in falls)


def test_what_is_named_and_not_here_is_wanted(rawi, case):
    assert "source named in the text: Dano Felk" in rawi("wanted", "-w", case).out
    assert json.loads(rawi("wanted", "-w", case, "--json").out)[0]["settles"] >= 1


@pytest.mark.parametrize(
    "asked",
    [
        ("origins", "Halvik Front", "likes"),
        ("origins", "Halvik Front", "killed"),
        ("origins", "Nobody", "size"),
        ("what-if", "--without", "Nobody at All"),
    ],
)
def test_what_is_not_there_is_said(rawi, case, asked):
    done = rawi(*asked, "-w", case)
    assert done.status == 2
    assert done.err.startswith("rawi: ")


def test_a_person_judges_whether_one_document_rests_on_another(rawi, case, tmp_path):
    mine = shutil.copytree(case, tmp_path / "mine")
    found = json.loads(rawi("dependence", "list", "-w", mine, "--json").out)
    assert [(one["how"], one["verdict"]) for one in found] == [("reused text", "proposed")]
    assert "words in a row" in rawi("dependence", "list", "-w", mine).out
    id = found[0]["id"]

    def verdict():
        return json.loads(rawi("dependence", "list", "-w", mine, "--json").out)[0]["verdict"]

    def least():
        told = json.loads(rawi("origins", "Halvik Front", "size", "-w", mine, "--json").out)
        return told["answers"][0]["corroboration"]

    assert rawi("dependence", "reject", id[:10], "--by", "Ada", "--reason", "a common saying", "-w", mine).status == 0
    assert verdict() == "rejected"
    assert rawi("build", "-w", mine).status == 0
    assert verdict() == "rejected", "a verdict outlives the next build"
    assert rawi("undo", "--by", "Ada", "--reason", "it is not", "-w", mine).status == 0
    assert verdict() == "proposed"
    assert least() == {"least": 1, "most": 2}
    assert rawi("dependence", "confirm", id, "--by", "Ada", "--reason", "asked them", "-w", mine).status == 0
    assert least() == {"least": 1, "most": 1}, "what is confirmed counts for the upper end too"
    assert rawi("dependence", "confirm", "zzzz", "--by", "Ada", "--reason", "x", "-w", mine).status == 2
