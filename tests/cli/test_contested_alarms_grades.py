"""`rawi contested`, `rawi alarms`, `rawi grade` and the two clocks, as a user meets them on the examples."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from rawi.cli.app import app
from rawi.errors import RawiError
from rawi.pipeline import build, grade_claim, grade_source, undo
from rawi.workspace import Workspace

BRIGADE = "Liwa al-Sarim"


@pytest.fixture(scope="module")
def folder(examples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    case = tmp_path_factory.mktemp("contested") / "case"
    with Workspace.create(case) as workspace:
        build(workspace, [examples])
    return case


@pytest.fixture
def ask(folder: Path):
    def asked(*arguments: str, status: int = 0):
        done = CliRunner().invoke(app, [*arguments, "-w", str(folder)])
        if done.exception is not None and isinstance(done.exception, RawiError):
            raise done.exception
        assert done.exit_code == status, done.output
        return json.loads(done.stdout) if "--json" in arguments else done.stdout

    return asked


def test_every_number_on_the_board_opens_to_its_rows(ask):
    board = ask("contested", "--all", "--json")
    assert board["questions"]
    for question in board["questions"]:
        told = [t for answer in question["answers"] for t in answer["tellings"]]
        assert question["documents"] == len({t["document"] for t in told})
        for answer in question["answers"]:
            assert answer["documents"] == len({t["document"] for t in answer["tellings"]})
            assert set(answer["untraced"]) <= {t["document"] for t in answer["tellings"]}
            assert all(t["quote"] and t["claim"] for t in answer["tellings"])
        for bearing in question["bearings"]:
            for side in ("left", "right"):
                own = {t["claim"] for t in question["answers"][bearing[side]]["tellings"]}
                assert set(bearing[f"{side}_claims"]) <= own
    kinds: dict[str, int] = {}
    for question in board["questions"]:
        for bearing in question["bearings"]:
            kinds[bearing["kind"]] = kinds.get(bearing["kind"], 0) + 1
    assert kinds == board["kinds"]


def test_a_type_asked_for_leaves_only_questions_with_it(ask):
    shown = ask("contested", "--type", "claimed", "--json")["questions"]
    assert [q["topic"] for q in shown] == ["founding"]
    assert ask("contested", "--type", "number", "--json")["questions"] == []


def test_a_name_asked_for_leaves_only_questions_about_it(ask):
    shown = ask("contested", "Home Guard Units", "--json")["questions"]
    assert shown and {q["entity"]["name"] for q in shown} == {"Home Guard Units"}


def test_a_pair_is_asked_of_whichever_side_one_looks_from(ask):
    for name, other in ((BRIGADE, "Highland Defence Council"), ("Highland Defence Council", BRIGADE)):
        [asked] = [q for q in ask("contested", name, "--json")["questions"] if q["topic"] == "side"]
        assert asked["asks"] == f"Is it with or against {other}?"


def test_the_text_of_the_board_and_of_alarms_has_quotes_and_says_what_kind_of_copy_it_is(ask):
    for command in ("contested", "alarms"):
        shown = ask(command)
        assert "Working copy, not for publication" in shown
        assert "“" in shown


def test_alarms_rest_on_claims_or_passages(ask):
    alarms = ask("alarms", "--json")
    assert {"source older than its date", "gloss absorbed"} <= {a["kind"] for a in alarms}
    assert all(a["tellings"] or a["passages"] for a in alarms)


class TestClocks:
    def test_before_the_second_document_was_out_nothing_contradicted_the_first(self, ask):
        assert ask("contested", "--as-known", "2012", "--json")["questions"] == []
        early = ask("contested", BRIGADE, "--as-known", "2016", "--json")
        late = ask("contested", BRIGADE, "--json")
        told = {t["path"] for q in early["questions"] for a in q["answers"] for t in a["tellings"]}
        assert not any(path.startswith("01") for path in told), "the article of 2020 was not out"
        assert len(late["questions"]) > len(early["questions"])
        assert early["as_known"] == "2016"

    def test_alarms_are_those_that_could_have_been_raised_then(self, ask):
        assert "gloss absorbed" not in {a["kind"] for a in ask("alarms", "--as-known", "2016", "--json")}

    def test_claims_say_whether_they_surely_hold_at_the_date(self, ask):
        found = ask("claims", "--about", BRIGADE, "--as-of", "2015-03-15", "--json")
        assert {"in", "possible"} == {k["holds"] for k in found}
        assert "holds" not in ask("claims", "--about", BRIGADE, "--json")[0]

    def test_claims_and_timelines_heed_what_was_known(self, ask):
        assert {k["document"]["path"][:2] for k in ask("claims", "--as-known", "2015", "--json")} <= {"02", "03"}
        whole, then = ask("timeline", BRIGADE, "--json"), ask("timeline", BRIGADE, "--as-of", "2014", "--json")
        assert then["dated"] and all(m["day"] <= "2014-12-31" for m in then["dated"])
        assert len(then["dated"]) < len(whole["dated"])

    @pytest.mark.parametrize("command", [["contested"], ["alarms"], ["timeline", BRIGADE], ["claims"]])
    def test_what_is_no_date_is_refused_with_advice(self, ask, command):
        with pytest.raises(RawiError, match="not a date"):
            ask(*command, "--as-known", "the day before")


class TestGrades:
    @pytest.fixture
    def case(self, folder: Path, tmp_path: Path):
        import shutil

        copy = Path(shutil.copytree(folder, tmp_path / "case"))
        (copy / "rawi.toml").write_text("[grades]\nshown = true\n", encoding="utf-8")
        with Workspace.open(copy) as workspace:
            yield workspace

    def test_they_are_off_until_a_person_turns_them_on(self, folder):
        with Workspace.open(folder) as workspace:
            before = workspace.decisions()
            with pytest.raises(RawiError, match="off"):
                grade_source(workspace, "02_meridian_profile.md", "B", by="Rana", reason="known for care")
            assert workspace.decisions() == before
            assert workspace.grades() == {}

    def test_a_grade_is_logged_with_who_and_why_and_can_be_taken_back(self, case):
        [path] = [s.path for s in case.documents() if s.path.endswith("02_meridian_profile.md")]
        given = grade_source(case, path, "b", by="Rana", reason="known for care")
        assert (given.by, given.reason, given.change) == ("Rana", "known for care", {"grade": "B"})
        assert case.grades() == {given.target: "B"}
        assert case.verify() == []
        undo(case, given.id, by="Rana", reason="a slip")
        assert case.grades() == {}

    @pytest.mark.parametrize("grade", ["G", "", "1", "AB"])
    def test_what_is_on_no_scale_is_refused(self, case, grade):
        with pytest.raises(RawiError, match="no grade"):
            grade_source(case, case.documents()[0].path, grade, by="Rana", reason="x")
        assert case.grades() == {}

    def test_confirmed_needs_two_independent_origins(self, case):
        [told] = [k for k in case.kept_claims(predicate="size") if k.claim.value and k.claim.value.number == 30000]
        with pytest.raises(RawiError, match="two that are independent"):
            grade_claim(case, told.claim.id, "1", by="Rana", reason="many say so")
        assert case.grades() == {}
        grade_claim(case, told.claim.id, "5", by="Rana", reason="the author laughs at it")
        assert case.grades() == {told.claim.id: "5"}

    def test_a_document_that_is_not_there_is_named(self, case):
        with pytest.raises(RawiError, match="no document"):
            grade_source(case, "nowhere.txt", "B", by="Rana", reason="x")
