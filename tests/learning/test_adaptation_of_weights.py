"""What `rawi train` leaves: applied to the weights that it was fitted to, told in the version, else refused."""

from __future__ import annotations

import msgspec
import numpy as np
import pytest

from rawi.errors import RawiError
from rawi.reading.learned.adaptation import FILE, Adaptation, encoded, read_adaptation
from rawi.reading.learned.labels import LABELS
from rawi.reading.learned.laying import Learned
from rawi.reading.learned.scoring import FACTS, Facts
from rawi.reading.learned.sureness import UNTAUGHT, Sureness

ATTACKED, KILLED = LABELS.index("attacked"), LABELS.index("killed")
SHIPPED = Facts(
    version="1.abc",
    labels=LABELS,
    tags={},
    dependencies={},
    ways={},
    sureness=UNTAUGHT,
    least=0.6,
    faintest=0.3,
)
ADAPTED = Adaptation(
    weights="1.abc",
    sureness=Sureness(weights=UNTAUGHT.weights, predicates={"attacked": -1.0}),
    faintest=0.2,
    corrections={"attacked": (1.0, -0.5)},
)


def with_(**changes):
    return encoded(msgspec.structs.replace(ADAPTED, **changes))


@pytest.fixture
def weights(tmp_path):
    folder = tmp_path / "weights"
    folder.mkdir()
    (folder / FACTS).write_bytes(msgspec.json.encode(SHIPPED))
    return folder


@pytest.fixture
def own(tmp_path):
    """A workspace's folder of own rules, with an adaptation."""
    folder = tmp_path / "reading"
    folder.mkdir()
    (folder / FILE).write_bytes(encoded(ADAPTED))
    return folder


def test_an_adapted_reader_says_so_in_its_version(weights, own):
    plain, adapted = Learned.load(None, weights), Learned.load(own, weights)
    assert plain.version == "1.abc"
    assert adapted.version == f"1.abc+{ADAPTED.digest}"
    assert adapted.scorer.facts.sureness == ADAPTED.sureness
    assert (adapted.scorer.facts.least, adapted.scorer.facts.faintest) == (0.6, 0.2)


def test_what_was_fitted_to_other_weights_is_left_aside_and_told(weights, own):
    (own / FILE).write_bytes(encoded(msgspec.structs.replace(ADAPTED, weights="1.older")))
    found = Learned.load(own, weights)
    assert found.version == "1.abc"
    assert "reads as shipped" in found.notice


def test_without_weights_there_is_no_learned_reader(tmp_path, own):
    assert Learned.load(own, tmp_path) is None


def test_a_correction_moves_the_triggers_of_its_predicate_alone():
    triggers = np.full((2, len(LABELS)), 0.5, np.float32)
    words = np.array([[2.5, 1.0], [0.5, 1.0]], np.float32)
    found = ADAPTED.corrected(triggers, words)
    assert found[:, ATTACKED] == pytest.approx([1 / (1 + np.exp(-2.0)), 0.5])
    assert (found[:, KILLED] == 0.5).all()
    assert (triggers == 0.5).all()


def test_certain_scores_stay_between_none_and_certain():
    triggers = np.zeros((2, len(LABELS)), np.float32)
    triggers[1] = 1.0
    found = ADAPTED.corrected(triggers, np.zeros((2, 2), np.float32))[:, ATTACKED]
    assert 0 <= found[0] < 1e-6 and 1 - 1e-6 < found[1] <= 1


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "no adaptation"),
        (b"\xff\xfe", "no adaptation"),
        (b'{"weights": "1.abc"}', "no adaptation"),
        (with_(sureness=Sureness(weights=UNTAUGHT.weights, predicates={"flies": 1.0})), "flies"),
        (with_(sureness=Sureness(weights=(1.0,), predicates={})), "features"),
        (with_(corrections={"attacked": (1.0,), "killed": (1.0, 2.0)}), "lengths"),
        (encoded(ADAPTED).replace(b"-0.5]", b"NaN]"), "no adaptation"),
    ],
)
def test_a_file_that_is_none_is_refused_with_advice(own, weights, content, says):
    (own / FILE).write_bytes(content)
    with pytest.raises(RawiError, match=says) as raised:
        Learned.load(own, weights)
    assert "--forget" in str(raised.value)


def test_the_same_adaptation_is_the_same_bytes():
    both = {**ADAPTED.corrections, "killed": (0.0, 0.0, 0.0)}
    forward = msgspec.structs.replace(ADAPTED, corrections=both)
    turned = msgspec.structs.replace(ADAPTED, corrections=dict(reversed(both.items())))
    assert encoded(turned) == encoded(forward)


def test_a_folder_without_one_adapts_nothing(tmp_path):
    assert read_adaptation(tmp_path) is None
    assert read_adaptation(tmp_path / "missing") is None
