"""Every cue of telling, reserve, doubt and denial does to its example what its class says."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from rawi.documents import read_document
from rawi.model import Stance
from rawi.reading import Reader
from rawi.reading.actors import Actors
from rawi.reading.cues import cues
from rawi.reading.memory import Memory
from rawi.reading.telling import Teller
from rawi.reading.told import Telling
from rawi.reading.verdicts import verdict_after
from rawi.vocabulary import load_yaml

KINDS = ("verbs", "adverbs", "adjectives", "nouns", "modals", "phrases")


def reserve_cues() -> Iterator[tuple[str, str, str, str]]:
    for kind in KINDS:
        for stance, rows in cues()[kind].items():
            for cue, example in rows.items():
                yield kind, stance, cue, example


def unreal_cues() -> Iterator[tuple[str, str, str]]:
    for kind, rows in load_yaml("unreal.yaml", "rawi.reading").items():
        for cue, example in rows.items():
            yield kind, cue, example


def telling_of(reader: Reader, example: str) -> Telling:
    """The telling over the word between asterisks."""
    before, word, after = example.split("*")
    document = read_document((before + word + after).encode(), "cue.txt", None)
    assert reader.prose is not None
    cast, passages = reader.prose.parse(document, {})
    (parsed,) = passages
    actors = Actors(parsed, cast, Memory())
    (token,) = [t for t in parsed.doc if parsed.starts[t.i] == len(before)]
    actors.enter(token.sent)
    teller = Teller(actors, token.sent)
    teller.verdict = verdict_after(parsed, token.sent)
    return teller.of(token, arguments=frozenset({len(parsed.doc)}))


@pytest.mark.parametrize(("kind", "stance", "cue", "example"), list(reserve_cues()))
def test_a_cue_gives_its_stance(kind: str, stance: str, cue: str, example: str, reader: Reader) -> None:
    told = telling_of(reader, example)
    assert not told.unreal
    assert told.stance is Stance(stance)


@pytest.mark.parametrize(("kind", "cue", "example"), list(unreal_cues()))
def test_what_is_only_planned_wished_or_supposed_is_not_said_to_be_so(
    kind: str, cue: str, example: str, reader: Reader
) -> None:
    assert telling_of(reader, example).unreal


@pytest.mark.parametrize("row", load_yaml("verdicts.yaml", "rawi.reading")["verdicts"], ids=lambda row: row["example"])
def test_a_verdict_of_the_next_sentence_takes_the_ground_from_the_one_before(
    row: dict[str, str], reader: Reader
) -> None:
    assert telling_of(reader, row["example"]).stance is Stance(row["stance"])


def test_there_are_cues_enough_and_none_stands_twice_in_its_kind() -> None:
    rows = list(reserve_cues())
    assert len(rows) >= 250
    assert len({(kind, cue) for kind, _, cue, _ in rows}) == len(rows)
