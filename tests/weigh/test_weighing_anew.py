"""Weighing does not hang on the order of what it is given, and weighs again only what changed."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from rawi.model import Review, Stance, Value
from rawi.weigh import weigh

NAMES = ["Tidewater Guard", "Salt Battalion", "Reed Column"]
DATES = [None, "2012", "2014~", "/2015", "2018-02", "2019/.."]


@st.composite
def made(draw, claim):
    """A claim of any kind that weighing compares, by one of three documents."""
    subject = draw(st.sampled_from(NAMES))
    common = {
        "subject": subject,
        "document": draw(st.sampled_from("abc")),
        "time": draw(st.sampled_from(DATES)),
        "stance": draw(st.sampled_from(list(Stance))),
        "teller": draw(st.sampled_from([None, "Salt Battalion", "one analyst"])),
        "negated": draw(st.booleans()),
    }
    match draw(st.integers(0, 3)):
        case 0:
            return claim("founded", Value(edtf=draw(st.sampled_from(["2012", "2015", "2012/.."]))), **common)
        case 1:
            return claim("size", Value(number=draw(st.sampled_from([13, 300, 3000]))), **common)
        case 2:
            return claim("supported_by", Value(text="armed"), object="Ostrava", **common)
        case _:
            predicate = draw(st.sampled_from(["allied_with", "opposed_to", "part_of", "mutinied_against"]))
            return claim(predicate, object=draw(st.sampled_from([n for n in NAMES if n != subject])), **common)


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_the_order_of_documents_and_claims_changes_nothing(claim, weigh_all, data):
    claims = data.draw(st.lists(made(claim), min_size=2, max_size=12, unique_by=lambda k: k.claim.id))
    shuffled = data.draw(st.permutations(claims))
    one, other = weigh_all(*claims), weigh_all(*shuffled)
    assert one.by_key == other.by_key
    assert one.findings == other.findings


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_what_is_remembered_gives_the_same_as_weighing_anew(claim, weigh_all, data):
    claims = data.draw(st.lists(made(claim), min_size=3, max_size=12, unique_by=lambda k: k.claim.id))
    before, after = weigh_all(*claims[:-1]), weigh_all(*claims)
    again = weigh(claims, [], (), (), remembered=weigh(claims[:-1], [], (), ()).by_key)
    assert again.by_key == weigh(claims, [], (), ()).by_key
    assert before is not after


def test_one_more_document_weighs_only_the_questions_that_it_touches(claim):
    base = [
        claim("founded", Value(edtf=year), subject=name, document=document)
        for name in NAMES
        for year, document in (("2012", "a"), ("2015", "b"))
    ]
    first = weigh(base, [])
    assert first.fresh == 3
    more = weigh(
        [*base, claim("founded", Value(edtf="2018"), subject=NAMES[0], document="c")], [], remembered=first.by_key
    )
    assert more.fresh == 1
    assert weigh(base, [], remembered=first.by_key).fresh == 0


def test_a_changed_review_stance_or_time_weighs_anew(claim):
    one, other = claim("founded", Value(edtf="2012")), claim("founded", Value(edtf="2015"), document="b")
    known = weigh([one, other], []).by_key
    told = replace(other, readings=(replace(other.reading, stance=Stance.CLAIMED),))
    assert weigh([one, told], [], remembered=known).fresh == 1
    rejected = replace(other, review=Review(state="rejected", by="Rana", at="2026", reason="misread"))
    assert weigh([one, rejected], [], remembered=known).questions == ()


def test_every_claim_of_a_bearing_is_a_claim_of_its_answer(claim, weigh_all):
    claims = [claim("founded", Value(edtf=y), document=d) for y, d in (("2011", "a"), ("2012", "b"), ("2015", "c"))]
    for question in weigh_all(*claims).questions:
        for bearing in question.bearings:
            assert set(bearing.left_claims) <= set(question.answers[bearing.left].claims)
            assert set(bearing.right_claims) <= set(question.answers[bearing.right].claims)
