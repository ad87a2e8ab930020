"""Alarms: what cannot be right, or changed on its way, with what it rests on; what may be right raises none."""

from __future__ import annotations

import pytest

from rawi.dates import from_edtf
from rawi.model import Document, DocumentTime, Footnote, Span, Stance, Value


@pytest.fixture
def kinds_of(weigh_all):
    return lambda *claims, documents=(): [f.kind for f in weigh_all(*claims, documents=documents).findings]


@pytest.fixture
def paper():
    """A document as the claims of `claim` know it, by its short name."""

    def made(name: str, *, text: str = "", time: str | None = None, notes: tuple = (), author: str | None = None):
        import hashlib

        return Document(
            id=hashlib.sha256(name.encode()).hexdigest(),
            path=f"{name}.txt",
            format="text",
            reader="text/1",
            text=text,
            author=author,
            times=(DocumentTime(when=from_edtf(time), role="published"),) if time else (),
            notes=notes,
        )

    return made


def note(date: str, at: int) -> Footnote:
    return Footnote(
        label="5",
        span=Span(0, 4),
        markers=(Span(at, at + 1),),
        author="Rowena Halberd",
        title="The Guard",
        date=from_edtf(date, words=date),
    )


class TestASourceOlderThanItsDate:
    def test_an_article_of_may_cannot_speak_for_the_end_of_the_year(self, claim, weigh_all, paper):
        toll = claim("suffered_deaths", Value(number=251), time="2016-10/2016-12", words="late 2016")
        held = paper("a", notes=(note("2016-05-23", len(toll.claim.quote.exact)),))
        [finding] = weigh_all(toll, documents=[held]).findings
        assert finding.kind == "source older than its date"
        assert finding.claims == (toll.claim.id,)
        assert "late 2016" in finding.reason and "Rowena Halberd" in finding.reason

    @pytest.mark.parametrize("date", ["2016-11", "2016", "2017-01-05"])
    def test_an_article_that_may_be_younger_is_no_alarm(self, claim, kinds_of, paper, date):
        toll = claim("suffered_deaths", Value(number=251), time="2016-10/2016-12", words="late 2016")
        held = paper("a", notes=(note(date, len(toll.claim.quote.exact)),))
        assert kinds_of(toll, documents=[held]) == []

    def test_a_note_elsewhere_in_the_text_is_not_cited_for_it(self, claim, kinds_of, paper):
        toll = claim("suffered_deaths", Value(number=251), time="2016-10/2016-12", words="late 2016")
        assert kinds_of(toll, documents=[paper("a", notes=(note("2016-05-23", 900),))]) == []


class TestAnEventAfterTheDocument:
    def test_it_is_an_alarm(self, claim, kinds_of, paper):
        told = claim("took", object="Port Ezra", time="2018-03")
        assert kinds_of(told, documents=[paper("a", time="2017")]) == ["event after the document"]

    def test_in_the_year_of_the_document_or_announced_it_is_none(self, claim, kinds_of, paper):
        told = claim("took", object="Port Ezra", time="2017-12")
        assert kinds_of(told, documents=[paper("a", time="2017")]) == []
        vowed = claim("declared", Value(text="to march"), time="2018-03")
        assert kinds_of(vowed, documents=[paper("a", time="2017")]) == []
        assert kinds_of(told, documents=[paper("a")]) == [], "a document without a date is younger than nothing"


class TestActsAfterTheEnd:
    def test_a_commander_who_acts_after_his_death(self, claim, weigh_all):
        died = claim("died", Value(edtf="2016-03"), subject="Idris Qawwam")
        met = claim("attended", subject="Idris Qawwam", object="Battle of the Ford", time="2018-05", document="b")
        [finding] = weigh_all(died, met).findings
        assert finding.kind == "act after death"
        assert finding.claims == (died.claim.id, met.claim.id)
        assert finding.certain

    def test_within_the_month_of_his_death_he_may_have_acted(self, claim, kinds_of):
        died = claim("died", Value(edtf="2016-03"), subject="Idris Qawwam")
        assert (
            kinds_of(died, claim("attended", subject="Idris Qawwam", object="Battle of the Ford", time="2016-03-30"))
            == []
        )

    def test_a_group_that_fights_on_after_its_end(self, claim, kinds_of):
        ended = claim("active", Value(edtf="2012/2019"))
        fought = claim("took", object="Port Ezra", time="2021", document="b")
        assert kinds_of(ended, fought) == ["act after the end"]
        assert kinds_of(claim("active", Value(edtf="2012/..")), fought) == []

    def test_a_later_text_that_speaks_of_it_in_the_present_is_a_hypothesis(self, claim, weigh_all, paper):
        ended = claim("active", Value(edtf="2012/2019"))
        led = claim("led_by", object="Idris Qawwam", document="b", quote="Idris Qawwam, leader of the Tidewater Guard.")
        [finding] = weigh_all(ended, led, documents=[paper("b", time="2025-05-10")]).findings
        assert (finding.kind, finding.certain) == ("act after the end", False)
        was = claim("led_by", object="Idris Qawwam", document="b", quote="It was led by Idris Qawwam.")
        assert weigh_all(ended, was, documents=[paper("b", time="2025-05-10")]).findings == ()


class TestSums:
    @pytest.fixture
    def dead(self, claim):
        def made(number, time, document="a", quote="", **more):
            return claim("suffered_deaths", Value(number=number), time=time, document=document, quote=quote, **more)

        return made

    def test_an_earlier_count_and_what_came_on_top_may_explain_a_third(self, dead, weigh_all):
        before, more = dead(246, "2016-03-21"), dead(5, "2016-03-22", quote="It claimed 5 more martyrs two days later.")
        total = dead(251, "2016-10/2016-12", "b")
        [finding] = weigh_all(before, more, total).findings
        assert finding.kind == "sum that explains"
        assert finding.claims == (before.claim.id, more.claim.id, total.claim.id)
        assert not finding.certain, "a hypothesis ties no documents"
        assert finding.reason.startswith("246 (2016-03-21) + 5 (2016-03-22) = 251")

    def test_numbers_that_only_happen_to_add_up_explain_nothing(self, dead, kinds_of):
        other = dead(5, "2016-03-22", quote="Five of its men fell.")
        assert kinds_of(dead(246, "2016-03-21"), other, dead(251, "2016-10/2016-12", "b")) == []
        more = dead(50, "2016-03-22", quote="It claimed 50 more martyrs.")
        assert kinds_of(dead(200, "2016-03-21"), more, dead(250, "2016-10/2016-12", "b")) == [], (
            "round numbers say little"
        )
        late = dead(5, "2017-03-22", quote="It claimed 5 more martyrs.")
        assert kinds_of(dead(246, "2016-03-21"), late, dead(251, "2016-10/2016-12", "b")) == []

    def test_parts_that_are_more_than_the_whole_fail(self, claim, dead, kinds_of):
        joint = dead(40, "2016-03", members=("Salt Battalion", "Reed Column"), subject="allied groups")
        salt = dead(30, "2016-03", subject="Salt Battalion")
        reed = dead(20, "2016-03", subject="Reed Column")
        assert kinds_of(joint, salt, reed) == ["sum that fails"]
        assert kinds_of(joint, salt, dead(10, "2016-03", subject="Reed Column")) == []
        assert kinds_of(joint, dead(10, "2016-03", subject="Reed Column")) == [], "not all parts are counted"


class TestLostOnTheWay:
    def test_what_was_claimed_is_stated_by_one_who_names_his_source(self, claim, weigh_all):
        claimed = claim("took", object="Port Ezra", stance=Stance.CLAIMED, author="Rowena Halberd", date="2016")
        stated = claim("took", object="Port Ezra", document="b", date="2018")
        names = claim("founded", Value(edtf="2012"), document="b", teller="Rowena Halberd", date="2018")
        [finding] = weigh_all(claimed, stated, names).findings
        assert finding.kind == "hedge lost"
        assert finding.claims == (claimed.claim.id, stated.claim.id)
        assert weigh_all(claimed, stated).findings == (), "nothing says that the one rests on the other"

    def test_nobody_loses_the_hedge_of_a_text_that_came_after_him(self, claim, kinds_of, paper):
        claimed = claim("took", object="Port Ezra", stance=Stance.CLAIMED, author="Rowena Halberd", date="2019")
        stated = claim("took", object="Port Ezra", document="b", date="2018")
        names = claim("founded", Value(edtf="2012"), document="b", teller="Rowena Halberd", date="2018")
        held = [paper("a", time="2019", author="Rowena Halberd"), paper("b", time="2018")]
        assert kinds_of(claimed, stated, names, documents=held) == []

    def test_about_three_thousand_becomes_three_thousand(self, claim, weigh_all):
        about = claim("size", Value(number=3000, qualifier="about"), author="Rowena Halberd", date="2016")
        exact = claim("size", Value(number=3000), document="b", date="2018")
        names = claim("founded", Value(edtf="2012"), document="b", teller="Rowena Halberd", date="2018")
        [finding] = weigh_all(about, exact, names).findings
        assert (finding.kind, finding.certain) == ("figure sharpened", False)


class TestGlosses:
    OWN = 'It calls itself "the right arm [/vanguard] of the army" in song.'
    SAME = "Its men are “the right arm [/vanguard] of the army”, they say."

    def test_a_translators_bracket_in_two_documents_is_found_with_both_passages(self, weigh_all, paper):
        held = [paper("a", text=self.OWN), paper("b", text=self.SAME)]
        [finding] = weigh_all(documents=held).findings
        assert finding.kind == "gloss absorbed"
        assert {p.exact for p in finding.passages} == {"the right arm [/vanguard] of the army"}
        for passage, document in zip(finding.passages, sorted(held, key=lambda d: d.id), strict=True):
            assert passage.span.cut(document.text) == passage.exact

    @pytest.mark.parametrize(
        "other",
        [
            "Its men are “the right arm [/spearhead] of the army”.",
            "Its men are the right arm [/vanguard] of the army.",
            "He spoke of “a left hand [/vanguard] in the north”.",
            'As he said, "the right arm of the army".',
        ],
    )
    def test_another_bracket_or_another_quotation_is_none(self, kinds_of, paper, other):
        assert kinds_of(documents=[paper("a", text=self.OWN), paper("b", text=other)]) == []

    def test_sic_and_numbers_of_notes_are_nobodys_gloss(self, kinds_of, paper):
        text = 'He wrote "we seen [sic] the enemy [3] come" to us.'
        assert kinds_of(documents=[paper("a", text=text), paper("b", text=text)]) == []
