"""The small reader around its network: pieces and trees in, proposals out, and findings under the rules' laws."""

from __future__ import annotations

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rawi.documents import read_document
from rawi.errors import RawiError
from rawi.learning.calibrating import faintest_of, sureness_of
from rawi.model import EntityType
from rawi.reading import Reader
from rawi.reading.learned.joining import beside
from rawi.reading.learned.labels import LABELS, TYPES
from rawi.reading.learned.laying import lay
from rawi.reading.learned.pieces import Pieces
from rawi.reading.learned.proposing import Proposal, decode, stretch_of
from rawi.reading.learned.scoring import Facts, Role, Scorer, Scores
from rawi.reading.learned.sureness import UNTAUGHT, Evidence, Standing
from rawi.reading.learned.trees import ITSELF, Tree, numbered, ways

ATTACKED = LABELS.index("attacked")


def facts() -> Facts:
    return Facts(
        version="1",
        labels=LABELS,
        tags={},
        dependencies={},
        ways={},
        sureness=UNTAUGHT,
        least=0.5,
        faintest=0.1,
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
    found = list(decode(scores(), 0.5))
    assert [(p.predicate, p.subject, p.trigger, p.filler) for p in found] == [
        ("attacked", 0, 1, 3),
        ("attacked", 0, 1, 4),
    ]
    assert found[0].scores == pytest.approx((0.9, 0.9, 0.8))


def test_what_is_fainter_than_the_faintest_is_not_proposed():
    assert list(decode(scores(), 0.9)) == []


SEEN = Evidence("attacked", 0.8, 0.9, 0.7, Standing.NAME, Standing.NAME)


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1), st.sampled_from(Standing), st.sampled_from(Standing))
def test_sureness_is_a_probability_whatever_the_scores(trigger, subject, filler, one, other):
    assert 0 <= UNTAUGHT.of(Evidence("attacked", trigger, subject, filler, one, other)) <= 1


def test_what_was_often_wrong_is_less_sure_and_only_for_its_own():
    pronoun = msgspec.structs.replace(SEEN, subject_stands=Standing.PRONOUN)
    found = [(SEEN, True), (pronoun, False)] * 40
    taught = sureness_of(found, UNTAUGHT)
    assert taught.of(SEEN) > 0.9
    assert taught.of(pronoun) < 0.1
    found += [(msgspec.structs.replace(SEEN, predicate="took"), False)] * 40
    taught = sureness_of(found, UNTAUGHT)
    assert taught.of(SEEN) - taught.of(msgspec.structs.replace(SEEN, predicate="took")) > 0.3


def test_a_single_claim_moves_little_and_none_nothing():
    assert sureness_of([], UNTAUGHT) == UNTAUGHT
    once = sureness_of([(SEEN, False)], UNTAUGHT)
    other = msgspec.structs.replace(SEEN, predicate="took")
    assert UNTAUGHT.of(SEEN) - once.of(SEEN) > UNTAUGHT.of(other) - once.of(other)


def test_below_the_faintest_nothing_was_sure_enough():
    low = msgspec.structs.replace(SEEN, trigger=0.05)
    taught = sureness_of([(SEEN, True), (low, False)] * 40, UNTAUGHT)
    assert faintest_of([(SEEN, True), (low, False)], taught, 0.5) == pytest.approx(SEEN.raw, abs=1e-3)
    assert faintest_of([(low, False)], taught, 0.5) == 1.0


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
                    scores=(0.7, 0.7, 0.7),
                )
                for found in lay(proposal, matcher, sentence):
                    found.confidence = 0.7
                    yield found


def read(text, *proposals):
    reader = Reader.load(learned=False)
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


def test_of_two_that_are_fought_nothing_is_said_between_them():
    text = "In May 2014 the Karsk Militia fell out with the Dalna Brigade and the Oru Front."
    between = ("opposed_to", "Dalna Brigade", "fell", "Oru Front", (GROUP, GROUP))
    assert ("Dalna Brigade", "opposed_to") not in [claim[:2] for claim in read(text, between)]
    text = "In May 2014 the Dalna Brigade and the Oru Front fell out."
    assert ("Dalna Brigade", "opposed_to", "Oru Front") in [claim[:3] for claim in read(text, between)]


def test_a_plan_is_no_claim_however_sure_the_network_is():
    text = "The Karsk Militia would have visited fire upon Belvara if it had had the men."
    claims = read(text, ("attacked", "Karsk Militia", "visited", "Belvara", (GROUP, PLACE)))
    assert not [claim for claim in claims if claim[1] == "attacked"]


def test_beside_nothing_everything_stands():
    assert list(beside([], [])) == []


def test_a_claim_keeps_what_it_rests_on_and_how_its_parties_stand():
    reader = Reader.load(learned=False)
    if reader.prose is None:
        pytest.skip("the English model is not installed")
    reader.prose.learned = Proposing(("attacked", "It", "visited", "Belvara", (GROUP, PLACE)))
    text = "The Karsk Militia is a militia of Dalna. It visited fire and sword upon Belvara in May 2014."
    found = reader.prose.read(read_document(text.encode(), "one.txt", {}), {})
    (claim,) = [claim for claim, reading in found.claims if reading.reader == "learned"]
    assert found.evidence[claim.id] == Evidence("attacked", 0.7, 0.7, 0.7, Standing.PRONOUN, Standing.NAME)
