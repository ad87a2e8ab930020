"""The corpus of the project: every document reads without a fault, and it is what its data card says."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from rawi.learning.checking import Splits, check

CORPUS = Path(__file__).parents[2] / "corpus"


@pytest.fixture(scope="module")
def corpus():
    return check(CORPUS)


def test_every_annotation_is_verbatim_and_in_the_scheme(corpus):
    assert corpus[1] == []


def test_each_document_has_claims_and_one_of_the_genres(corpus):
    genres = (Path(__file__).parents[2] / "docs" / "corpus.md").read_text(encoding="utf-8").split("## Genres")[1]
    for annotation in corpus[0]:
        assert annotation.claims, annotation.name
        assert annotation.meta["genre"] in genres, annotation.name
        assert annotation.meta["brief"] == annotation.name.split("-")[0]


def test_the_data_card_tells_its_size():
    annotations, _ = check(CORPUS / "drafts")
    words = sum(len(annotation.text.split()) for annotation in annotations)
    claims = sum(len(annotation.claims) for annotation in annotations)
    card = (CORPUS / "README.md").read_text(encoding="utf-8")
    assert f"{len(annotations)} documents, {words:,} words, {claims:,} claims" in card


def test_held_documents_are_those_annotated_twice():
    splits = msgspec.yaml.decode((CORPUS / "splits.yaml").read_bytes(), type=Splits)
    twice, _ = check(CORPUS / "second")
    assert sorted(splits.held) == [annotation.name for annotation in twice]
    first = {annotation.name: annotation.text for annotation in check(CORPUS / "drafts")[0]}
    assert all(first[annotation.name] == annotation.text for annotation in twice)
