"""What decisions make of the trained reader: rejected words trigger less, and nothing worse is called better."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from rawi.learning.adapting import Judged, Trigger, adapt, corrected, corrections_of
from rawi.learning.comparing import Comparison, Kept, compare
from rawi.learning.decided import Decided, Verdict, decided, stretches
from rawi.learning.lessons import lessons
from rawi.learning.watching import Seen, Watched
from rawi.model import Argument, Decision, EntityType, KeptClaim, Quote, Reading, Source, Span, make_claim
from rawi.reading.learned.adaptation import Adaptation
from rawi.reading.learned.labels import LABELS
from rawi.reading.learned.scoring import Facts
from rawi.reading.learned.sureness import UNTAUGHT, Evidence, Standing

FACTS = Facts(
    version="1.a", labels=LABELS, tags={}, dependencies={}, ways={}, sureness=UNTAUGHT, least=0.5, faintest=0.2
)
HIDDEN = 12


def word(number):
    """A word as a network has it: those of one number are alike, and of different ones are not."""
    return np.eye(HIDDEN, dtype=np.float32)[number % HIDDEN] * 4


def trigger(number, *, triggers, told=True, likely=0.6, predicate="attacked", unit="a:0"):
    return Trigger(predicate, word(number), likely, triggers, told, unit)


def evidence(likely=0.6, predicate="attacked"):
    return Evidence(predicate, likely, 0.8, 0.8, Standing.NAME, Standing.NAME)


def judged(number, *, right, document="a", place=0, likely=0.6):
    return Judged(f"{document}{place}", evidence(likely), word(number), right, f"{document}:{place}")


def under(adaptation, number, likely=0.6, predicate="attacked"):
    one = Judged("x", evidence(likely, predicate), word(number), True, "x:0")
    return corrected(one, adaptation).trigger


def adaptation_of(triggers):
    return Adaptation(weights="1.a", sureness=UNTAUGHT, faintest=0.2, corrections=corrections_of(triggers))


def test_what_was_rejected_triggers_less_and_what_was_accepted_more():
    taught = [trigger(1, triggers=False), trigger(2, triggers=True)] * 50
    found = adaptation_of(taught)
    assert under(found, 1) < 0.4
    assert under(found, 2) > 0.7
    assert abs(under(found, 7) - 0.6) < 0.15
    assert under(found, 1, predicate="killed") == 0.6


def test_more_decisions_move_further_and_few_move_little():
    moved = [under(adaptation_of([trigger(1, triggers=False)] * n), 1) for n in (3, 6, 12, 48)]
    assert moved == sorted(moved, reverse=True)
    assert moved[0] > 0.5
    assert moved[-1] < 0.4


def test_one_or_two_decisions_correct_nothing():
    assert corrections_of([trigger(1, triggers=False)] * 2) == {}
    assert corrections_of([]) == {}


def test_words_beside_in_decided_sentences_keep_a_predicate_from_being_seen_everywhere():
    accepted = [trigger(n, triggers=True, likely=0.1) for n in (1, 2) * 30]
    beside = [trigger(n, triggers=False, told=False, likely=0.1) for n in range(4, 12)] * 12
    alone, held = adaptation_of(accepted), adaptation_of([*accepted, *beside])
    assert under(alone, 9, 0.1) > under(held, 9, 0.1)
    assert under(held, 9, 0.1) < 0.1 < under(held, 1, 0.1)


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 11), st.booleans(), st.floats(0, 1, width=32)), min_size=3, max_size=30))
def test_the_same_decisions_give_the_same_weights_and_probabilities_stay_between_none_and_one(rows):
    taught = [trigger(number, triggers=right, likely=likely) for number, right, likely in rows]
    found = corrections_of(taught)
    assert found == corrections_of(list(taught))
    assert len(found["attacked"]) == HIDDEN
    assert np.isfinite(found["attacked"]).all()
    for number, _, likely in rows:
        assert 0 <= under(adaptation_of(taught), number, likely) <= 1


def test_sureness_follows_what_people_found():
    wrong = [judged(1, right=False, place=place) for place in range(30)]
    found = adapt(FACTS, [], wrong)
    assert found.corrections == {}
    assert found.sureness.of(evidence()) < 0.3 < UNTAUGHT.of(evidence())
    assert found.weights == "1.a"


def many():
    """Claims of six documents of which those set off by one word were right, and those by another wrong."""
    found = []
    for document in "abcdef":
        for place in range(30):
            found.append(judged(1 + place % 2, right=place % 2 == 0, document=document, place=place))
    return found


def taught_by(found):
    return [Trigger("attacked", one.word, one.evidence.trigger, one.right, True, one.unit) for one in found]


def test_what_holds_in_every_document_is_better_on_those_held_back():
    found = many()
    compared = compare(FACTS, taught_by(found), found, correct=True)
    assert (compared.units, compared.before.decided) == ("documents", 180)
    assert compared.is_better
    assert compared.before.precision == 0.5
    assert compared.after.precision == 1.0 and compared.after.share == 1.0
    assert compared.predicates["attacked"] == (compared.before, compared.after)


def test_chance_is_no_better_with_a_correction_than_without():
    rng = np.random.default_rng(4)
    found = [
        judged(int(rng.integers(0, 12)), right=bool(rng.integers(0, 2)), document=document, place=place, likely=0.24)
        for document in "abcdef"
        for place in range(8)
    ]
    corrected_, plain = (compare(FACTS, taught_by(found), found, correct=yes) for yes in (True, False))
    assert corrected_.after.loss >= plain.after.loss - 0.01


def test_no_document_helps_to_judge_itself():
    """Were it so, a claim that nothing but itself resembles would come out right."""
    found = [judged(n, right=n % 2 == 0, document=f"d{n}", place=0) for n in range(12)]
    compared = compare(FACTS, taught_by(found), found, correct=True)
    assert compared.after.f1 <= compared.before.f1 + 0.1


def test_with_few_documents_sentences_are_held_back_and_every_claim_is_judged_once():
    found = [judged(1, right=place % 3 > 0, document="one", place=place) for place in range(30)]
    compared = compare(FACTS, [], found, correct=False)
    assert (compared.units, compared.before.decided, compared.after.decided) == ("sentences", 30, 30)


def test_with_many_decisions_one_fifth_is_held_back_once():
    found = [judged(1, right=place % 2 > 0, document=f"d{place % 40}", place=place) for place in range(600)]
    compared = compare(FACTS, [], found, correct=False)
    assert compared.turns == 1
    assert 30 < compared.before.decided < 300


@pytest.mark.parametrize(
    ("after", "better"),
    [
        (Kept(right=9, wrong=2, all_right=10, decided=20, loss=0.4), True),
        (Kept(right=10, wrong=10, all_right=10, decided=20, loss=0.71), False),
        (Kept(right=2, wrong=0, all_right=10, decided=20, loss=0.4), False),
    ],
)
def test_better_is_less_surprised_and_no_worse_a_choice(after, better):
    before = Kept(right=10, wrong=10, all_right=10, decided=20, loss=0.7)
    assert Comparison(before=before, after=after, predicates={}, units="documents", turns=5).is_better is better


# what decisions teach

TEXT = "The Front raided Oru. The Front stormed Belt. It rained."


def kept(start, end, *, subject="Front", predicate="attacked", reader="learned", trigger=None, number=0):
    claim = make_claim(
        document="d",
        quote=Quote(TEXT[start:end]),
        subject=Argument(subject, EntityType.GROUP),
        predicate=predicate,
        object=Argument(f"Place {number}", EntityType.PLACE),
    )
    spans = {"quote": Span(start, end), **({"trigger": Span(*trigger)} if trigger else {})}
    reading = Reading(claim=claim.id, reader=reader, version="1", quote=Span(start, end), chain=(), spans=spans)
    return KeptClaim(claim=claim, readings=(reading,), source=Source(id="d", path="d.txt"))


def decision(number, action, target, **more):
    return Decision(id=number, action=action, target=target, by="Rana", reason="read", at="", **more)


def seen(start, end, triggers=None):
    spans, at = [], start
    for part in TEXT[start:end].split():
        at = TEXT.index(part, at)
        spans.append(Span(at, at + len(part)))
        at += len(part)
    likely = np.full((len(spans), len(LABELS)), 0.01, np.float32)
    for place, predicate, value in triggers or ():
        likely[place, LABELS.index(predicate)] = value
    return Seen(tuple(spans), np.eye(len(spans), HIDDEN, dtype=np.float32), likely)


def taught(kept_claims, laid, sentences, claims=None, as_read=None):
    watched, here = Watched(tuple(sentences), claims or {}), list(stretches(kept_claims, TEXT))
    return lessons("d", watched, decided(kept_claims, laid), here, as_read or {})


def told(found):
    return {(one.predicate, int(one.word.argmax()), one.triggers) for one in found.triggers if one.told}


def test_accepted_triggers_and_rejected_ones_are_told_and_duplicates_are_not():
    first, second = kept(0, 21, trigger=(10, 16)), kept(22, 45, trigger=(32, 39))
    both = [first, second]
    laid = [decision(1, "accept", first.claim.id), decision(2, "reject", second.claim.id)]
    found = taught(both, laid, [seen(0, 21), seen(22, 45)])
    assert told(found) == {("attacked", 2, True), ("attacked", 2, False)}
    again = [*laid, decision(3, "duplicate", second.claim.id, change={"of": first.claim.id})]
    assert told(taught(both, again, [seen(0, 21), seen(22, 45)])) == {("attacked", 2, True)}


def test_one_right_claim_of_a_trigger_clears_it():
    right, wrong = kept(0, 21, trigger=(10, 16)), kept(0, 21, trigger=(10, 16), number=1)
    laid = [decision(1, "accept", right.claim.id), decision(2, "reject", wrong.claim.id)]
    assert told(taught([right, wrong], laid, [seen(0, 21)])) == {("attacked", 2, True)}


def test_of_a_claim_laid_down_by_hand_the_likeliest_word_of_its_quote_triggers_it():
    by_hand = kept(0, 21, reader="by hand")
    laid = [decision(1, "add", by_hand.claim.id)]
    found = taught([by_hand], laid, [seen(0, 21, [(2, "attacked", 0.2)])])
    assert told(found) == {("attacked", 2, True)}


def test_a_corrected_predicate_teaches_both_what_it_is_and_what_it_is_not():
    edited = kept(0, 21, predicate="took", trigger=(10, 16))
    laid = [decision(1, "edit", edited.claim.id, change={"predicate": "took"})]
    found = taught([edited], laid, [seen(0, 21)], as_read={edited.claim.id: "attacked"})
    assert told(found) == {("took", 2, True), ("attacked", 2, False)}


def test_a_sentence_that_nobody_finished_says_nothing_of_its_other_words():
    first, open_one = kept(0, 21, trigger=(10, 16)), kept(0, 21, number=1, trigger=(10, 16))
    laid = [decision(1, "accept", first.claim.id)]
    assert all(one.told for one in taught([first, open_one], laid, [seen(0, 21)]).triggers)
    assert not all(one.told for one in taught([first], laid, [seen(0, 21)]).triggers)


@pytest.mark.parametrize(
    ("action", "change", "right"),
    [
        ("accept", {}, True),
        ("reject", {}, False),
        ("edit", {"subject": "Brigade"}, False),
        ("edit", {"stance": "claimed"}, True),
    ],
)
def test_a_claim_was_right_where_nothing_that_makes_it_was_changed(action, change, right):
    one = kept(0, 21, trigger=(10, 16))
    rests = {one.claim.id: (evidence(), word(1))}
    found = taught([one], [decision(1, action, one.claim.id, change=change)], [seen(0, 21)], claims=rests)
    assert [judged.right for judged in found.judged] == [right]


def test_what_the_rules_found_too_does_not_judge_the_trained_reader():
    one = kept(0, 21, trigger=(10, 16))
    both = replace(one, readings=(*one.readings, replace(one.reading, reader="prose")))
    rests = {one.claim.id: (evidence(), word(1))}
    laid = [decision(1, "reject", one.claim.id)]
    assert taught([both], laid, [seen(0, 21)], claims=rests).judged == ()
    assert len(taught([one], laid, [seen(0, 21)], claims=rests).judged) == 1


def test_an_undone_decision_teaches_nothing():
    one = kept(0, 21, trigger=(10, 16))
    from rawi.model import in_force

    laid = in_force([decision(1, "reject", one.claim.id), decision(2, "undo", one.claim.id, undoes=1)])
    assert decided([one], laid) == []


def test_the_last_decision_on_a_claim_counts():
    one = kept(0, 21)
    laid = [decision(1, "accept", one.claim.id), decision(2, "reject", one.claim.id)]
    assert decided([one], laid) == [Decided(kept=one, verdict=Verdict.WRONG)]
