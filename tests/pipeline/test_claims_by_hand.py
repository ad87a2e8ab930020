"""What people lay down beside the readers: claims by hand, claims divided, duplicates; and every undo is exact."""

from __future__ import annotations

import pytest

from rawi.errors import UnknownName, WorkspaceError
from rawi.model import Span
from rawi.pipeline import add, assess, decide, undo
from rawi.publish import jsonl
from rawi.workspace import DecidedMeanwhile, Workspace
from rawi.workspace.database import DRIVER

BY = {"by": "Rana", "reason": "the text says so"}


@pytest.fixture
def here(built, sources, case, stages, reader):
    built(sources)
    with Workspace.open(case) as workspace:
        yield workspace


@pytest.fixture
def using(stages, reader):
    return stages(reader())


def exported(workspace: Workspace) -> str:
    return jsonl(workspace.kept_claims())


def of(workspace: Workspace, path: str) -> str:
    return next(source.id for source in workspace.documents() if source.path.endswith(path))


def selected(workspace: Workspace, path: str, words: str) -> tuple[str, Span]:
    document = of(workspace, path)
    start = workspace.text(document).index(words)
    return document, Span(start, start + len(words))


RAIN = {"subject": "Liwa Zahr", "subject_type": "Group", "predicate": "size", "value": "300", "told_by": "Samir; Huda"}


def test_a_selection_becomes_a_claim_that_is_accepted_resolved_and_verified(here, using):
    document, span = selected(here, "a.txt", " It rained.")
    decision = add(here, document, span, RAIN, using=using, **BY).decision
    kept = here.claim(decision.target)
    assert kept.claim.quote.exact == "It rained."
    assert (kept.review.state, kept.review.by) == ("accepted", "Rana")
    assert kept.claim.value.number == 300
    assert [link.tellers for link in kept.reading.chain] == [("Samir", "Huda"), ("unknown",)]
    assert kept.reading.reader == "by hand"
    assert kept.subject == here.claim(here.kept_claims(predicate="allied_with")[0].claim.id).subject
    assert here.verify() == []


def test_adding_and_its_undo_and_the_undo_of_that_are_exact(here, using):
    before = exported(here)
    document, span = selected(here, "a.txt", "It rained.")
    added = add(here, document, span, RAIN, using=using, **BY).decision
    with_it = exported(here)
    assert with_it != before
    undone = undo(here, added.id, using=using, **BY).decision
    assert exported(here) == before
    assert here.verify() == []
    undo(here, undone.id, using=using, **BY)
    assert exported(here) == with_it
    assert here.verify() == []


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"subject": " "}, "no subject"),
        ({"predicate": "eats"}, "no predicate"),
        ({"subject_type": "Cat"}, "no entity type"),
        ({"value": "many"}, "takes a number"),
        ({"time": "soon"}, "no EDTF"),
        ({"stance": "sure"}, "no stance"),
    ],
)
def test_what_cannot_be_a_claim_is_refused_and_nothing_is_laid_down(here, using, fields, said):
    document, span = selected(here, "a.txt", "It rained.")
    with pytest.raises(WorkspaceError, match=said):
        add(here, document, span, {**RAIN, **fields}, using=using, **BY)
    assert here.decisions() == []


def test_words_that_do_not_stand_there_are_no_quote(here, using):
    document, span = selected(here, "a.txt", "It rained.")
    for wrong in (Span(-1, 4), Span(5, 5), Span(10, 10_000)):
        with pytest.raises(WorkspaceError, match="does not stand there"):
            add(here, document, wrong, RAIN, using=using, **BY)
    with pytest.raises(WorkspaceError, match="does not stand there"):
        add(here, document, span, RAIN, exact="It snowed.", using=using, **BY)
    with pytest.raises(UnknownName):
        add(here, "f" * 64, span, RAIN, using=using, **BY)
    assert here.decisions() == []


def test_the_same_claim_is_not_laid_down_twice(here, using):
    document, span = selected(here, "a.txt", "It rained.")
    add(here, document, span, RAIN, using=using, **BY)
    with pytest.raises(WorkspaceError, match="stands already"):
        add(here, document, span, RAIN, using=using, **BY)


def test_a_claim_by_hand_survives_another_version_of_the_reader(here, built, reader, sources, using):
    document, span = selected(here, "a.txt", "It rained.")
    added = add(here, document, span, RAIN, using=using, **BY).decision
    built(sources, reader=reader(version="2"))
    assert here.claim(added.target).review.state == "accepted"
    assert here.lapsed() == []
    assert here.verify() == []


def test_one_claim_is_read_as_two_and_undone_as_one(here, using):
    before = exported(here)
    claim = here.kept_claims(predicate="opposed_to")[0].claim
    outcome = decide(
        here, "divide", claim.id, change={"stance": "claimed"}, also={"predicate": "attacked"}, using=using, **BY
    )
    second = here.claim(outcome.decision.change["second"])
    first = here.claim(claim.id)
    assert (first.reading.stance, first.review.state) == ("claimed", "edited")
    assert (second.claim.predicate, second.review.state) == ("attacked", "edited")
    assert second.claim.quote == claim.quote
    assert second.reading.quote == first.reading.quote
    assert here.verify() == []
    undo(here, using=using, **BY)
    assert exported(here) == before


def test_a_claim_cannot_be_divided_into_itself(here, using):
    claim = here.kept_claims(predicate="opposed_to")[0].claim
    with pytest.raises(WorkspaceError, match="stands already"):
        decide(here, "divide", claim.id, also={"subject": claim.subject.name}, using=using, **BY)
    with pytest.raises(WorkspaceError, match="divided into two"):
        decide(here, "divide", claim.id, using=using, **BY)


def test_a_duplicate_takes_no_part_and_undo_brings_it_back(here, using):
    before = exported(here)
    one, other = (kept.claim.id for kept in here.kept_claims(document=of(here, "c.txt")))
    decide(here, "duplicate", one, change={"of": other[:12]}, using=using, **BY)
    review = here.claim(one).review
    assert (review.state, review.reason) == ("rejected", f"told already by claim {other[:12]}: the text says so")
    assert here.claim(other).review.state == "unreviewed"
    undo(here, using=using, **BY)
    assert exported(here) == before


def test_what_two_documents_tell_is_no_duplicate(here, using):
    one = here.kept_claims(document=of(here, "a.txt"))[0].claim.id
    other = here.kept_claims(document=of(here, "b.txt"))[0].claim.id
    with pytest.raises(WorkspaceError, match="two documents"):
        decide(here, "duplicate", one, change={"of": other}, using=using, **BY)
    with pytest.raises(WorkspaceError, match="of itself"):
        decide(here, "duplicate", one, change={"of": one}, using=using, **BY)


def test_who_decides_on_what_was_decided_meanwhile_is_told_by_whom_and_changes_nothing(here, using):
    claim = here.kept_claims()[0].claim.id
    decide(here, "accept", claim, by="Samir", reason="seen", using=using)
    with pytest.raises(DecidedMeanwhile, match="by Samir") as raised:
        decide(here, "reject", claim, seen=0, using=using, **BY)
    assert raised.value.decision.by == "Samir"
    assert here.claim(claim).review.state == "accepted"
    decide(here, "reject", claim, seen=1, using=using, **BY)
    assert here.claim(claim).review.state == "rejected"


def contested(workspace: Workspace):
    return workspace.questions(contested=True)[0]


def test_an_assessment_removes_no_answer_and_changes_no_export(here, using):
    before, question = exported(here), contested(here)
    assess(here, question.id[:12], "assessed", "The later source is closer to the events.", **BY)
    assert contested(here) == question
    assert exported(here) == before
    with pytest.raises(WorkspaceError, match="needs words"):
        assess(here, question.id, "assessed", " ", **BY)
    with pytest.raises(UnknownName):
        assess(here, "0" * 32, "parked", **BY)


def test_a_tampered_claim_by_hand_is_named(here, using):
    document, span = selected(here, "a.txt", "It rained.")
    added = add(here, document, span, RAIN, using=using, **BY).decision
    with DRIVER.connect(here.folder / "rawi.db") as raw:
        raw.execute("DELETE FROM readings WHERE claim = ?", [added.target])
    assert any("laid down by hand, is missing" in problem.what for problem in here.verify())
