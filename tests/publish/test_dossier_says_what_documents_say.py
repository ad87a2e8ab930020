"""A dossier shows every value with its documents, tellers and stance, and settles nothing."""

from __future__ import annotations

import pytest

from rawi.model import Argument, EntityType, Omission, Review, Stance, Value
from rawi.publish import compile_dossier, dossier_lines, read_clock
from rawi.publish.dossier import Dossier, Entry, PropertyBlock
from rawi.publish.lines import plain
from rawi.publish.properties import properties
from rawi.vocabulary import predicates


def block(dossier: Dossier, predicate: str, inverse: bool = False) -> PropertyBlock:
    return next(p for s in dossier.sections for p in s.properties if p.predicate == predicate and p.inverse is inverse)


def values(dossier: Dossier, predicate: str, inverse: bool = False) -> dict[str, Entry]:
    return {entry.words: entry for entry in block(dossier, predicate, inverse).entries}


@pytest.fixture
def dossier(knowledge, named) -> Dossier:
    return compile_dossier(named(knowledge, "Tidewater Guard"), knowledge)


def text(dossier: Dossier) -> str:
    return plain(dossier_lines(dossier))


def test_every_predicate_has_a_heading_and_none_is_invented():
    assert set(properties()) == set(predicates())


def test_names_stand_by_script_latin_first_with_why_they_are_joined(dossier):
    assert [(n.name, n.script) for n in dossier.names] == [
        ("Tidewater Guard", "Latin"),
        ("Liwa al-Madd", "Latin"),
        ("لواء المد", "Arabic"),
    ]
    first, alias, arabic = dossier.names
    assert first.documents == 2 and first.joined is None
    assert alias.provisional and arabic.provisional
    assert "alias" in (alias.joined or "")


def test_differing_values_of_a_one_value_property_are_marked_and_all_kept(dossier):
    founded = block(dossier, "founded")
    assert founded.differs
    assert [(e.words, e.differs) for e in founded.entries] == [("2011", True), ("2014", True)]
    assert "≠ differs" in text(dossier)


def test_each_value_names_its_tellers_down_to_the_document(dossier):
    assert values(dossier, "founded")["2014"].tellers == (("Coast Post", "the document (publisher unknown)"),)
    assert values(dossier, "founded")["2011"].tellers == (("Institute of the Coast",),)


def test_stance_stands_as_word_and_mark(dossier):
    entry = values(dossier, "founded")["2014"]
    assert entry.stances == ("claimed",)
    assert entry.marks == ("◪",)
    assert "◪ 2014" in text(dossier)


def test_what_is_none_or_lost_is_shown_as_such(dossier):
    shown = text(dossier)
    assert "none (the document says that there is none)" in shown
    assert "name lost in the capture" in shown
    assert dossier.missing.lost_names == 1


def test_a_person_reads_from_the_other_side(knowledge, named):
    dossier = compile_dossier(named(knowledge, "Idris Qawwam"), knowledge)
    leads = block(dossier, "led_by", inverse=True)
    assert leads.label == "Leads"
    assert [e.words for e in leads.entries] == ["Tidewater Guard"]


def test_a_symmetric_predicate_has_one_block_whoever_is_subject(dossier):
    assert [e.words for e in block(dossier, "opposed_to").entries] == ["Salt Battalion"]
    with pytest.raises(StopIteration):
        block(dossier, "opposed_to", inverse=True)


def test_ally_and_opponent_at_once_is_an_alarm_of_both(knowledge, named):
    for name in ("Tidewater Guard", "Salt Battalion"):
        alarms = compile_dossier(named(knowledge, name), knowledge).alarms
        [alarm] = [a for a in alarms if "with or against" in a.heading]
        assert alarm.kind == "contradiction" and "role" in alarm.reason
        other = {"Tidewater Guard": "Salt Battalion", "Salt Battalion": "Tidewater Guard"}[name]
        assert alarm.heading == f"Is it with or against {other}?"


def test_documents_are_counted_and_never_called_independent(make, named):
    c = make()
    for path in ("a.txt", "b.txt"):
        d = c.document(path, f"{path}: Reed Column has 300 men.")
        c.claim(d, "has 300 men", "Reed Column", "size", value=Value(number=300))
    knowledge = c.knowledge()
    dossier = compile_dossier(named(knowledge, "Reed Column"), knowledge)
    [entry] = block(dossier, "size").entries
    assert entry.documents == 2
    assert "2 documents, 2 untraced" in text(dossier)
    assert "independent" not in text(dossier)
    assert not dossier.alarms


def test_the_same_value_in_other_letters_is_one_value_with_both_spellings(make, named):
    c = make()
    d = c.document("a.txt", "Reed Column is anti-Zionist. Reed Column: Anti Zionist.")
    c.claim(d, "is anti-Zionist", "Reed Column", "ideology", value=Value(text="anti-Zionist"))
    c.claim(d, "Anti Zionist", "Reed Column", "ideology", value=Value(text="Anti Zionist"))
    knowledge = c.knowledge()
    [entry] = block(compile_dossier(named(knowledge, "Reed Column"), knowledge), "ideology").entries
    assert entry.documents == 1 and len(entry.tellings) == 2
    assert {entry.words, *entry.spellings} == {"anti-Zionist", "Anti Zionist"}


def test_a_negated_claim_is_not_put_with_the_asserted_one(make, named):
    c = make()
    d = c.document("a.txt", "Reed Column is part of the Delta Army. Reed Column is not part of the Delta Army.")
    army = EntityType.GROUP
    c.claim(d, "is part of the Delta Army", "Reed Column", "part_of", Argument("Delta Army", army))
    c.claim(d, "is not part of the Delta Army", "Reed Column", "part_of", Argument("Delta Army", army), negated=True)
    knowledge = c.knowledge()
    dossier = compile_dossier(named(knowledge, "Reed Column"), knowledge)
    assert [(e.words, e.negated) for e in block(dossier, "part_of").entries] == [
        ("Delta Army", False),
        ("Delta Army", True),
    ]
    assert "not Delta Army" in text(dossier)


def test_rejected_claims_are_left_out_and_counted(make, named):
    c = make()
    d = c.document("a.txt", "Reed Column has 300 men. Reed Column has 900 men.")
    c.claim(d, "has 300 men", "Reed Column", "size", value=Value(number=300), review=Review(state="rejected", by="Ina"))
    c.claim(d, "has 900 men", "Reed Column", "size", value=Value(number=900))
    knowledge = c.knowledge()
    dossier = compile_dossier(named(knowledge, "Reed Column"), knowledge)
    assert list(values(dossier, "size")) == ["900"]
    assert dossier.missing.rejected == 1 and not dossier.alarms


def test_the_foot_names_cuts_undated_documents_and_descriptions(make, named):
    c = make()
    d = c.document("a.txt", "Rebels fought the Reed Column. Subscribe to read on.", title="A cut letter",
                   omissions=(Omission(kind="paywall", reason="cut"),))  # fmt: skip
    c.claim(d, "Rebels fought the Reed Column", "Reed Column", "opposed_to", Argument("Rebels", EntityType.GROUP))
    c.mention(d, "Rebels", EntityType.GROUP, named=False)
    knowledge = c.knowledge()
    missing = compile_dossier(named(knowledge, "Reed Column"), knowledge).missing
    assert missing.paywalled == ("A cut letter",)
    assert missing.undated_documents == ("A cut letter",)
    assert missing.unresolved == ("Rebels",)
    assert missing.unreviewed == 1


class TestClocks:
    def test_as_of_keeps_what_may_hold_and_counts_the_rest(self, knowledge, named):
        guard = named(knowledge, "Tidewater Guard")
        early = compile_dossier(guard, knowledge, as_of=read_clock("2012-06-01"))
        assert [e.words for e in block(early, "founded").entries] == ["2011"]
        assert "Salt Battalion" not in values(early, "allied_with")
        assert "Ostrava" in values(early, "allied_with"), "until 2019: the start is unknown, it may hold"
        assert early.missing.left_out_time >= 2
        late = compile_dossier(guard, knowledge, as_of=read_clock("2020-01-01"))
        assert "Ostrava" not in values(late, "allied_with")
        assert set(values(late, "founded")) == {"2011", "2014"}, "what was founded stays founded"

    def test_a_clock_set_to_a_year_stands_at_all_of_its_days(self, knowledge, named):
        dossier = compile_dossier(named(knowledge, "Tidewater Guard"), knowledge, as_of=read_clock("2016"))
        assert dossier.as_of == "2016"
        assert "Salt Battalion" in values(dossier, "allied_with")

    def test_as_of_marks_what_has_no_time_as_undated(self, knowledge, named):
        dossier = compile_dossier(named(knowledge, "Tidewater Guard"), knowledge, as_of=read_clock("2012-06-01"))
        assert values(dossier, "led_by")["Idris Qawwam"].undated

    def test_as_known_shows_only_what_was_certainly_out(self, knowledge, named):
        guard = named(knowledge, "Tidewater Guard")
        dossier = compile_dossier(guard, knowledge, as_known=read_clock("2017-12-31"))
        assert list(values(dossier, "founded")) == ["2011"]
        assert not dossier.alarms
        assert dossier.missing.left_out_undated == 1
        midyear = compile_dossier(guard, knowledge, as_known=read_clock("2017-06-01"))
        assert midyear.claims == 0 and midyear.missing.left_out_later == 1, "of 2017 may mean December"


def test_a_claim_denied_is_shown_denied(make, named):
    c = make()
    d = c.document("a.txt", "Its leader denied that Reed Column has 300 men.")
    c.claim(d, "Reed Column has 300 men", "Reed Column", "size", value=Value(number=300), stance=Stance.DENIED)
    knowledge = c.knowledge()
    dossier = compile_dossier(named(knowledge, "Reed Column"), knowledge)
    assert values(dossier, "size")["300"].stances == ("denied",)
    assert "✕ 300" in text(dossier)
