"""Quotes are cut from the text, readings repeat to the letter, and without a model field lists are still read."""

from __future__ import annotations

from rawi.reading import Reader

TEXT = """The Karsk Militia (KPM) attacked an army outpost near the town of Belvara on 3 March 2009, officials said.

The group, which was founded in 1994 by Dano Felk, has about 2,000 members. It is backed by Iceland.

Villagers accused the militia of burning their homes. “Nobody is safe,” one of them said."""

FIELDS = """# Karsk Militia

**Founded:** 1994

**Allies:** Ostian Liberation Front
"""


def test_every_quote_and_span_is_cut_from_the_document(reader: Reader, document) -> None:
    made = document(TEXT)
    result = reader.read(made)
    assert len(result.claims) >= 5
    for claim, reading in result.claims:
        assert made.text[reading.quote.start : reading.quote.end] == claim.quote.exact
        for name, span in reading.spans.items():
            assert 0 <= span.start < span.end <= len(made.text), name
            assert reading.spans["quote"].start <= reading.quote.start


def test_reading_twice_gives_the_same_to_the_letter(reader: Reader, document) -> None:
    assert reader.read(document(TEXT)) == reader.read(document(TEXT))


def test_claims_stand_in_the_order_of_their_quotes(reader: Reader, document) -> None:
    starts = [r.quote.start for _, r in reader.read(document(TEXT)).claims]
    assert starts == sorted(starts)


def test_without_the_model_field_lists_are_read_and_prose_is_not(document) -> None:
    result = Reader(None).read(document(FIELDS + "\n\n" + TEXT, path="profile.md"))
    found = {(c.subject.name, c.predicate) for c, _ in result.claims}
    assert ("Karsk Militia", "founded") in found
    assert not {p for _, p in found} & {"attacked", "accused_of"}


def test_without_the_model_it_says_so_and_what_to_do() -> None:
    notice = Reader(None).notice
    assert notice is not None
    assert "not installed" in notice
    assert "install" in notice


def test_with_the_model_there_is_nothing_to_notice(reader: Reader) -> None:
    assert reader.notice is None
    assert reader.model["version"].startswith("3.8")
