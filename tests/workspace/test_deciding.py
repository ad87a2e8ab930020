"""People's decisions: who and why, each reversible, none lost when a document is read again."""

from __future__ import annotations

import pytest

from rawi.errors import UnknownName, WorkspaceError
from rawi.model import EntityType, Reference, Stance, Value

WHO = {"by": "Reviewer", "reason": "read it"}


def review(workspace, claim) -> tuple:
    kept = workspace.claim(claim.id).review
    return kept.state, kept.by


def test_a_claim_starts_unreviewed_and_the_last_decision_shows(workspace, claims):
    assert review(workspace, claims[0]) == ("unreviewed", None)
    workspace.decide("accept", claims[0].id, **WHO)
    workspace.decide("reject", claims[0].id, by="Second", reason="misread")
    assert review(workspace, claims[0]) == ("rejected", "Second")
    assert review(workspace, claims[1]) == ("unreviewed", None)


def test_undo_takes_back_the_last_decision_and_then_the_one_before(workspace, claims):
    workspace.decide("accept", claims[0].id, **WHO)
    workspace.decide("reject", claims[0].id, **WHO)
    workspace.undo(**WHO)
    assert review(workspace, claims[0]) == ("accepted", "Reviewer")
    workspace.undo(**WHO)
    assert review(workspace, claims[0]) == ("unreviewed", None)
    with pytest.raises(UnknownName, match="no decision to undo"):
        workspace.undo(**WHO)


def test_an_undo_can_itself_be_undone(workspace, claims):
    accepted = workspace.decide("accept", claims[0].id, **WHO)
    undone = workspace.undo(**WHO)
    workspace.undo(undone.id, **WHO)
    assert review(workspace, claims[0]) == ("accepted", "Reviewer")
    workspace.undo(accepted.id, **WHO)
    assert review(workspace, claims[0]) == ("unreviewed", None)
    with pytest.raises(UnknownName, match="undone already"):
        workspace.undo(accepted.id, **WHO)


def test_a_decision_that_does_not_exist_cannot_be_undone(workspace, claims):
    with pytest.raises(UnknownName, match="no decision 7"):
        workspace.undo(7, **WHO)


@pytest.mark.parametrize("missing", [{"by": " ", "reason": "x"}, {"by": "x", "reason": ""}])
def test_nobody_and_no_reason_decide_nothing(workspace, claims, missing):
    with pytest.raises(WorkspaceError, match="a name and a reason"):
        workspace.decide("accept", claims[0].id, **missing)
    assert workspace.decisions() == []


def test_the_beginning_of_an_id_is_enough_where_it_is_the_only_one(workspace, claims):
    workspace.decide("accept", claims[0].id[:8], **WHO)
    assert review(workspace, claims[0])[0] == "accepted"
    for wrong in ("", "zz", "' OR 1=1", "00000000000000"):
        with pytest.raises(UnknownName):
            workspace.decide("accept", wrong, **WHO)


def test_an_edit_changes_what_is_shown_and_not_what_was_read(workspace, claims):
    workspace.decide(
        "edit",
        claims[0].id,
        change={"predicate": "linked_to", "object": "Harakat Nur", "stance": "possible", "negated": "true"},
        **WHO,
    )
    kept = workspace.claim(claims[0].id)
    assert (kept.claim.predicate, kept.claim.object.name, kept.claim.negated) == ("linked_to", "Harakat Nur", True)
    assert kept.claim.object.type is EntityType.GROUP
    assert (kept.reading.stance, kept.review.state) == (Stance.POSSIBLE, "edited")
    assert kept.claim.quote.exact == "Liwa Zahr is allied with Harakat Noor."
    assert [one.claim.id for one in workspace.kept_claims(predicate="linked_to")] == [claims[0].id]
    assert workspace.kept_claims(predicate="allied_with") == []
    assert workspace.verify() == []
    workspace.undo(**WHO)
    assert workspace.claim(claims[0].id).claim == claims[0]


def test_a_value_is_read_as_its_predicate_takes_it(workspace, claims):
    workspace.decide("edit", claims[1].id, change={"value": "1,300"}, **WHO)
    assert workspace.claim(claims[1].id).claim.value == Value(number=1300)
    workspace.decide("edit", claims[1].id, change={"value": "unknown"}, **WHO)
    assert workspace.claim(claims[1].id).claim.value == Value(unknown=True)


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"colour": "red"},
        {"predicate": "likes"},
        {"stance": "sure"},
        {"subject": ""},
        {"object_type": "Tribe"},
        {"negated": "perhaps"},
        {"extent": "most"},
        {"value": "many", "predicate": "size"},
    ],
)
def test_an_edit_that_cannot_be_is_refused_and_leaves_no_trace(workspace, claims, change):
    before = workspace.head()
    with pytest.raises(WorkspaceError):
        workspace.decide("edit", claims[1].id, change=change, **WHO)
    assert workspace.head() == before


def test_reading_again_loses_no_decision(workspace, claims, refill):
    workspace.decide("accept", claims[0].id, **WHO)
    refill(workspace, reader="text/2")
    assert review(workspace, claims[0]) == ("accepted", "Reviewer")
    assert workspace.lapsed() == []
    assert workspace.verify() == []


def test_a_decided_claim_that_a_new_reader_does_not_find_is_kept_and_listed(workspace, claims, refill):
    workspace.decide("accept", claims[0].id, **WHO)
    refill(workspace, reader="text/2", without="allied_with")
    assert [one.claim.id for one in workspace.lapsed()] == [claims[0].id]
    assert {one.claim.id for one in workspace.kept_claims()} == {one.id for one in claims}
    assert workspace.verify() == []
    refill(workspace, reader="text/3")
    assert workspace.lapsed() == []
    assert len(workspace.claim(claims[0].id).readings) == 1


def test_an_undecided_claim_that_a_new_reader_does_not_find_goes(workspace, claims, refill):
    refill(workspace, reader="text/2", without="allied_with")
    assert [one.claim.id for one in workspace.kept_claims()] == [claims[1].id]


def test_a_decision_on_identity_keeps_the_mentions_it_was_made_on(workspace, claims):
    mention = workspace.mentions()[0]
    side = Reference(mention.document, mention.type, mention.name)
    other = Reference(mention.document, EntityType.GROUP, "Nahr Guard")
    laid = workspace.decide_identity("merge", [side], [other], **WHO)
    assert (laid.left, laid.right, laid.target) == ((side,), (other,), mention.id)
    assert workspace.decisions() == [laid]
    assert workspace.verify() == []
    with pytest.raises(WorkspaceError, match="both sides"):
        workspace.decide_identity("merge", [], [other], **WHO)


def test_what_is_not_allowed_is_not_laid_down(workspace, claims):
    mention = workspace.mentions()[0]
    side = Reference(mention.document, mention.type, mention.name)
    asked = []

    def allowed(decisions):
        asked.append(decisions[-1].action)
        raise WorkspaceError("no")

    before = workspace.head()
    with pytest.raises(WorkspaceError, match="no"):
        workspace.decide_identity("split", [side], [side], **WHO, allowed=allowed)
    assert (asked, workspace.head()) == (["split"], before)


def test_decisions_are_found_by_what_people_decided(workspace, claims):
    workspace.decide("reject", claims[0].id, **WHO)
    assert [one.claim.id for one in workspace.kept_claims(review="rejected")] == [claims[0].id]
    assert [one.claim.id for one in workspace.kept_claims(review="unreviewed")] == [claims[1].id]


def test_an_edit_that_a_later_vocabulary_cannot_make_leaves_the_claim_and_is_named(workspace, claims, monkeypatch):
    from rawi.workspace import edits

    workspace.decide("edit", claims[0].id, change={"predicate": "linked_to"}, **WHO)
    known = {name: one for name, one in edits.predicates().items() if name != "linked_to"}
    monkeypatch.setattr(edits, "predicates", lambda: known)
    assert workspace.claim(claims[0].id).claim.predicate == "allied_with"
    assert [str(problem) for problem in workspace.verify()] == [
        "decisions row 1: the edit can no longer be made: there is no predicate 'linked_to'"
    ]
