"""Annotations are written so that, read again, they say the same; what the notation cannot say is left out and told."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from rawi.learning.annotation import Annotated, Annotation, Named
from rawi.learning.checking import check
from rawi.learning.examples import examples
from rawi.learning.notation import META, check_annotation, read_annotation
from rawi.learning.writing import write as write_out
from rawi.learning.writing import written
from rawi.model import EntityType, Span, Stance

CORPUS = Path(__file__).resolve().parents[2] / "corpus" / "drafts"


def said(annotation):
    """The claims without the lines that they stand on, in the order of their quotes."""
    return [
        [replace(claim, line=0) for claim in sorted(claims, key=lambda claim: claim.quote)]
        for claims in (annotation.claims, annotation.rejected)
    ]


def test_documents_of_the_corpus_come_back_as_they_were(tmp_path):
    paths = sorted(CORPUS.rglob("*.claims"))[::9]
    assert len(paths) > 10
    lost = 0
    for path in paths:
        before = read_annotation(path)
        made = write_out(before, tmp_path)
        lost += len(made.left_out)
        kept = replace(before, claims=tuple(claim for claim in before.claims if claim not in made.left_out))
        assert said(read_annotation(tmp_path / path.name)) == said(kept)
    assert lost <= 1


def test_what_was_rejected_is_no_claim_and_comes_back(write_one, tmp_path):
    path = write_one("> The Karun Front (KF) has no political wing.\nalso_known_as | Karun Front | KF | - | rejected\n")
    found = read_annotation(path)
    assert (len(found.claims), len(found.rejected)) == (0, 1)
    (tmp_path / "again").mkdir()
    write_out(found, tmp_path / "again")
    assert said(read_annotation(tmp_path / "again" / "one.claims")) == said(found)


@pytest.fixture
def write_one(write):
    return lambda claims: write("\n" + claims)


def test_a_stance_that_no_teller_and_no_cue_gives_is_said(write_one):
    line = "founded_by | The front = Karun Front | Ilyas Oqtay | formed"
    quote = "> The front, formed in late 2015 by Ilyas Oqtay, may have some 300 men\n"
    assert read_annotation(write_one(quote + line)).claims[0].stance is Stance.STATED
    assert read_annotation(write_one(f"{quote}{line} | stance: doubted")).claims[0].stance is Stance.DOUBTED
    _, faults = check_annotation(write_one(f"{quote}{line} | stance: perhaps"))
    assert "a stance is one of" in faults[0].says


def test_rejected_takes_no_words(write_one):
    line = "founded_by | The front = Karun Front | Ilyas Oqtay | formed | rejected: yes"
    _, faults = check_annotation(write_one(f"> The front, formed in late 2015 by Ilyas Oqtay, may have\n{line}"))
    assert "is no mark" in faults[0].says


def test_a_sentence_whose_trigger_nobody_knows_teaches_nothing(write_one, prose):
    quote = "> The front, formed in late 2015 by Ilyas Oqtay, may have some 300 men, according to Port Sabel police.\n"
    known = read_annotation(write_one(f"{quote}founded_by | The front = Karun Front | Ilyas Oqtay | formed"))
    unknown = read_annotation(write_one(f"{quote}founded_by | The front = Karun Front | Ilyas Oqtay | ?"))
    assert unknown.claims[0].unplaced
    words = ["".join(example.words) for example in examples(known, prose)]
    left = ["".join(example.words) for example in examples(unknown, prose)]
    assert [word for word in words if word not in left] == [word for word in words if "formed" in word]
    assert len(left) == len(words) - 1


PARTS = [*"ab|>#<=:-?() \t\n\x0b\x1c\x85\u2028.,1'", "ش", "é", " | ", " = ", " :: ", "not", "#2", "Group: ", "> "]
HOSTILE = st.lists(st.sampled_from(PARTS), min_size=1, max_size=20).map("".join)


@given(before=HOSTILE, subject=HOSTILE, between=HOSTILE, filler=HOSTILE, name=HOSTILE, rejected=st.booleans())
def test_whatever_stands_in_a_document_is_read_as_it_was_or_left_out(
    *, before, subject, between, filler, name, rejected, tmp_path_factory
):
    folder = tmp_path_factory.mktemp("hostile")
    text = f"{before}{subject}{between}{filler}".replace("\r", " ")
    first, second = len(before), len(before) + len(subject) + len(between)
    claim = Annotated(
        predicate="attacked",
        subject=Named(name=name, type=EntityType.GROUP, span=Span(first, first + len(subject))),
        object=Named(name=filler, type=EntityType.PLACE, span=Span(second, second + len(filler))),
        trigger=Span(first + len(subject), second),
        quote=Span(0, len(text)),
    )
    document = Annotation(
        name="one",
        text=text,
        meta=dict.fromkeys(META, name),
        entities={name: (EntityType.GROUP, (name,))},
        claims=() if rejected else (claim,),
        rejected=(claim,) if rejected else (),
    )
    made = write_out(document, folder)
    found, faults = check_annotation(folder / "one.claims")
    assert faults == []
    assert made.claims + len(made.left_out) == 1
    if made.claims:
        assert said(found) == said(document)


def test_a_sentence_that_stands_twice_is_told_once():
    text = "The Karun Front attacked Alut. Then rain fell. The Karun Front attacked Alut."
    quotes = (Span(0, 30), Span(47, 77))
    claims = tuple(
        Annotated(
            predicate="attacked",
            subject=Named(name="Karun Front", type=EntityType.GROUP, span=Span(quote.start + 4, quote.start + 15)),
            object=Named(name="Alut", type=EntityType.PLACE, span=Span(quote.start + 25, quote.start + 29)),
            trigger=Span(quote.start + 16, quote.start + 24),
            quote=quote,
        )
        for quote in quotes
    )
    made = written(Annotation(name="one", text=text, meta=dict.fromkeys(META, ""), entities={}, claims=claims))
    assert (made.claims, made.left_out) == (1, claims[1:])


def test_the_checker_passes_what_is_written(write, tmp_path):
    (tmp_path / "again").mkdir()
    write_out(read_annotation(write()), tmp_path / "again")
    _, faults = check(tmp_path / "again")
    assert faults == []
