"""What the small reader learns from: the parser's own tokens, with the claims at the heads of their parts."""

from __future__ import annotations

from rawi.learning.examples import examples
from rawi.learning.notation import read_annotation
from rawi.learning.variety import variety
from rawi.model import EntityType


def test_claims_stand_at_the_heads_of_their_words(write, prose):
    found = {}
    for example in examples(read_annotation(write()), prose):
        for link in example.links:
            words = example.words
            trigger = words[link.trigger] if link.trigger >= 0 else None
            found[link.predicate] = (words[link.subject].lower(), words[link.filler], trigger)
    assert found["founded"] == ("front", "late", "formed") or found["founded"][2] == "formed"
    assert found["founded_by"][2] == "formed"
    assert found["size"][1:] == ("300", "men")
    assert found["attacked"][::2] == ("fighters", "burned")


def test_names_are_words_of_their_kind_and_types_are_told(write, prose):
    first = next(e for e in examples(read_annotation(write()), prose) if e.links)
    assert "Oqtay" not in first.words, "the reader learns wordings, not names"
    assert set(dict(first.types).values()) == {EntityType.GROUP, EntityType.PERSON}


def test_what_has_no_two_ends_in_its_sentence_is_counted_as_lost(write, prose):
    claims = "\n> according to Port Sabel police\nlinked_to | (Karun Front) | Port Sabel police :: Organization | -\n"
    assert sum(e.lost for e in examples(read_annotation(write(claims)), prose)) == 1


def test_variety_counts_wordings_that_no_rule_foresees(write, prose):
    counted = variety([read_annotation(write())], prose)
    assert (counted.documents, counted.claims, counted.genres) == (1, 6, {"encyclopedia": 1})
    assert counted.predicates["founded"].unforeseen == 0, "'formed' is in the rules"
    assert counted.predicates["attacked"].claims == 1
    assert counted.stances["denied"] == 1
