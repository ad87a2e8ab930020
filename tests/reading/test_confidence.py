"""Confidence follows how often a rule was borne out, and never claims certainty from little."""

from __future__ import annotations

from rawi.model import Stance
from rawi.reading.confidence import confidence, counted


def test_every_reading_has_the_confidence_of_its_rule(read) -> None:
    for _, reading in read(
        "The Halvik Front clashed with the Dorem Guard in May 2012, which reportedly has 300 fighters."
    ):
        assert reading.confidence == confidence(reading.reader, reading.rule, reading.stance)
        assert 0 < reading.confidence < 1


def test_a_rule_never_counted_has_the_share_of_its_reader() -> None:
    right, of = counted()["prose"].all
    assert confidence("prose", "a rule of one's own", Stance.STATED) == round(right / of, 2)


def test_a_reserve_makes_less_sure() -> None:
    assert confidence("prose", "no such", Stance.POSSIBLE) < confidence("prose", "no such", Stance.STATED)


def test_rules_that_are_often_right_are_surer_and_none_is_certain() -> None:
    rules = counted()["prose"].rules
    best = max(rules, key=lambda r: rules[r][0] / rules[r][1] * min(rules[r][1], 9))
    worst = min(rules, key=lambda r: rules[r][0] / rules[r][1] if rules[r][1] > 2 else 1)
    assert confidence("prose", worst, Stance.STATED) < confidence("prose", best, Stance.STATED) < 1
