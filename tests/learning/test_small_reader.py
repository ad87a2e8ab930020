"""The small reader around its network: pieces and trees in, proposals out, and findings under the rules' laws."""

from __future__ import annotations

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rawi.documents import read_document
from rawi.errors import RawiError
from rawi.model import EntityType
from rawi.reading import Reader
from rawi.reading.learned.joining import beside
from rawi.reading.learned.labels import LABELS, TYPES
from rawi.reading.learned.laying import lay
from rawi.reading.learned.pieces import Pieces
from rawi.reading.learned.proposing import Proposal, calibrated, decode, stretch_of
from rawi.reading.learned.scoring import Facts, Role, Scorer, Scores
from rawi.reading.learned.trees import ITSELF, Tree, numbered, ways

ATTACKED = LABELS.index("attacked")


def facts(threshold: float | None = 0.5) -> Facts:
    return Facts(
        version="1",
        labels=LABELS,
        tags={},
        dependencies={},
        ways={},
        thresholds=dict.fromkeys(LABELS, threshold),
        curve=(),
    )


def role(words: int, **likely: float) -> Role:
    """A role that some words ("w3=0.8") have for every trigger of every predicate, and others have not."""
    of_trigger = np.full((words, words), -20, np.float32)
    for word, probability in likely.items():
        of_trigger[:, int(word[1:])] = np.log(probability / (1 - probability))
    nothing = np.zeros((words, len(LABELS)), np.float32)
    return Role(of_trigger, nothing, nothing[:1], np.zeros((words, words), np.int64))


def scores(words: int = 5) -> Scores:
    """A sentence of which word 1 triggers an attack of word 0 on words 3 and 4."""
    triggers = np.zeros((words, len(LABELS)), np.float32)
    triggers[1, ATTACKED] = 0.9
    return Scores(
        np.zeros((words, 8), np.float32),
        triggers,
        role(words, w0=0.9),
        role(words, w3=0.8, w4=0.6),
        np.eye(3, dtype=np.float32)[[0] * words],
        np.eye(len(TYPES), dtype=np.float32)[[0] * words],
    )


def test_a_trigger_proposes_its_subject_with_each_likely_filler():
    found = list(decode(scores(), facts()))
    assert [(p.predicate, p.subject, p.trigger, p.filler) for p in found] == [
        ("attacked", 0, 1, 3),
        ("attacked", 0, 1, 4),
    ]
    assert found[0].raw == pytest.approx((0.9 * 0.9 * 0.8) ** 0.5)


@pytest.mark.parametrize("threshold", [None, 0.9])
def test_what_is_not_sure_enough_or_left_to_the_rules_is_not_proposed(threshold):
    assert list(decode(scores(), facts(threshold))) == []


def test_a_score_is_read_from_the_curve_and_never_leaves_it():
    curve = ((0.2, 0.1), (0.6, 0.5))
    assert calibrated(0.4, curve) == 0.3
    assert (calibrated(0.01, curve), calibrated(0.99, curve)) == (0.1, 0.5)


def test_a_stretch_runs_from_its_first_word_over_what_goes_on():
    kinds = [0, 1, 2, 2, 0, 1]
    assert [stretch_of(word, kinds) for word in range(6)] == [None, (1, 3), (1, 3), (1, 3), None, (5, 5)]


def test_ways_climb_and_descend():
    # "rebels who raided Oru fled": fled is the head; raided hangs on rebels
    tree = Tree(("NOUN", "PRON", "VERB", "PROPN", "VERB"), ("nsubj", "nsubj", "relcl", "dobj", "ROOT"), (4, 2, 0, 2, 4))
    found = ways(tree)
    assert found[2, 2] == ITSELF
    assert (found[2, 0], found[2, 3], found[3, 4]) == ("^relcl", "vdobj", "^dobj^relcl^nsubj")
    assert numbered(tree, {"^relcl": 7})[2] == [7, 0, 0, 0, 0]


@given(st.lists(st.integers(0, 11), min_size=1, max_size=12))
def test_ways_of_any_tree_lead_back(heads):
    tree = Tree(("X",) * len(heads), ("d",) * len(heads), tuple(min(h, at) for at, h in enumerate(heads)))
    found = ways(tree)
    turned = str.maketrans("^v", "v^")
    for (start, end), way in found.items():
        steps = [way[at : at + 2] for at in range(0, len(way), 2)] if way != ITSELF else []
        back = "".join(reversed(steps)).translate(turned) if steps else ITSELF
        assert found[end, start] == back


@pytest.fixture
def pieces(tmp_path):
    path = tmp_path / "vocab.txt"
    path.write_text("\n".join(["[UNK]", "[CLS]", "[SEP]", "raid", "##ed", "elan", "-", "al"]), encoding="utf-8")
    return Pieces(path)


def test_words_are_cut_in_the_longest_pieces_known(pieces):
    ids, first = pieces.of(["Raided", "Élan", "al-raid", "xyz", "\u200b", "raid" * 60])
    assert ids == [1, 3, 4, 5, 7, 6, 3, 0, 0, 0, 2]
    assert first == [1, 3, 4, 7, 8, 9]


@given(words=st.lists(st.text(max_size=20), min_size=1, max_size=5))
def test_every_word_has_a_piece_of_its_own(words, tmp_path_factory):
    path = tmp_path_factory.mktemp("vocabulary") / "vocab.txt"
    path.write_text("[UNK]\n[CLS]\n[SEP]\na\n##a\n", encoding="utf-8")
    ids, first = Pieces(path).of(words)
    assert len(first) == len(words) and len(set(first)) == len(words) and max(first) < len(ids) - 1


def test_weights_that_are_missing_or_of_other_predicates_are_told(tmp_path):
    with pytest.raises(RawiError, match="weights"):
        _ = Scorer(tmp_path).facts
    other = msgspec.structs.replace(facts(), labels=("born",))
    (tmp_path / "facts.json").write_bytes(msgspec.json.encode(other))
    with pytest.raises(RawiError, match="other predicates"):
        _ = Scorer(tmp_path).facts


class Proposing:
    """In place of the network: proposes what a test says, by words."""

    version = "test"

    def __init__(self, *proposals):
        self.proposals = proposals

    def sentence(self, matcher, sentence):
        words = [matcher.parsed.words(t.i, t.i) for t in sentence]
        for predicate, subject, trigger, filler, kinds in self.proposals:
            if {subject, trigger, filler} <= set(words):
                proposal = Proposal(
                    predicate=predicate,
                    subject=words.index(subject),
                    filler=words.index(filler),
                    trigger=words.index(trigger),
                    stretch=None,
                    kinds=tuple((kind, 0.9) for kind in kinds),
                    raw=0.7,
                    probability=0.7,
                )
                yield from lay(proposal, matcher, sentence)


def read(text, *proposals):
    reader = Reader.load()
    if reader.prose is None:
        pytest.skip("the English model is not installed")
    reader.prose.learned = Proposing(*proposals)
    document = read_document(text.encode(), "one.txt", {"date": "2015-01-01"})
    return [
        (c.subject.name, c.predicate, c.object.name if c.object else None, r.reader, r.confidence)
        for c, r in reader.read(document).claims
        if r.reader != "learned" or r.version == Proposing.version
    ]


GROUP, PLACE = EntityType.GROUP, EntityType.PLACE


def test_a_proposal_becomes_a_claim_that_says_who_found_it():
    text = "The Karsk Militia visited fire and sword upon Belvara in May 2014."
    claims = read(text, ("attacked", "Karsk Militia", "visited", "Belvara", (GROUP, PLACE)))
    assert ("Karsk Militia", "attacked", "Belvara", "learned", 0.7) in claims


def test_what_the_rules_say_too_is_one_claim_of_two_readers():
    text = "The Karsk Militia attacked Belvara in May 2014."
    claims = read(text, ("attacked", "Karsk Militia", "attacked", "Belvara", (GROUP, PLACE)))
    assert [claim[3] for claim in claims if claim[1] == "attacked"] == ["prose", "learned"]


def test_a_deed_is_not_laid_on_the_other_side():
    text = "The Karsk Militia attacked the Dalna Brigade in May 2014."
    claims = read(text, ("attacked", "Dalna Brigade", "attacked", "Karsk Militia", (GROUP, GROUP)))
    assert [claim[:3] for claim in claims if claim[1] == "attacked"] == [
        ("Karsk Militia", "attacked", "Dalna Brigade")
    ]


def test_a_plan_is_no_claim_however_sure_the_network_is():
    text = "The Karsk Militia would have visited fire upon Belvara if it had had the men."
    claims = read(text, ("attacked", "Karsk Militia", "visited", "Belvara", (GROUP, PLACE)))
    assert not [claim for claim in claims if claim[1] == "attacked"]


def test_beside_nothing_everything_stands():
    assert list(beside([], [])) == []
