"""The weights that come with Rawi, as a user has them."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from rawi.documents import read_document
from rawi.reading import Reader
from rawi.reading.learned.laying import Learned
from rawi.reading.learned.scoring import FACTS, FOLDER, NETWORK, PIECES, WAYS

TEXT = """The Karun Front was born in 2011 out of a quarrel in the Alut Brigade. Its men answer to Ilyas Oqtay, a former
teacher. In May 2014 its fighters put the village of Belvara to the torch; according to the mayor, eleven villagers lost
their lives. The front draws most of its recruits from the Sabel valley and is bankrolled by the Republic of Merova.

The Dalna Militia threw in its lot with the front in 2015. Gunmen of the militia fell upon a police post at Oru on
3 June 2015, Kudu Radio said, citing two elders. The front denies that it had a hand in it.
"""

READ = """
import json, sys
from rawi.documents import read_document
from rawi.reading import Reader, parsing
parsing.BATCH = int(sys.argv[1])
found = Reader.load().read(read_document(sys.stdin.buffer.read(), "one.txt", {"date": "2016-01-01"}))
json.dump([[c.id, r.reader, r.version, r.confidence] for c, r in found.claims], sys.stdout)
"""

pytestmark = pytest.mark.skipif(not (FOLDER / FACTS).is_file(), reason="the small reader's weights are not there")


@pytest.fixture(scope="module")
def reader():
    made = Reader.load()
    if made.prose is None:
        pytest.skip("the English model is not installed")
    return made


def read(reader):
    return reader.read(read_document(TEXT.encode(), "one.txt", {"date": "2016-01-01"})).claims


def test_the_weights_are_small_enough_for_the_wheel():
    assert sum((FOLDER / name).stat().st_size for name in (NETWORK, WAYS, PIECES, FACTS)) < 30_000_000


def test_what_it_reads_carries_its_quote_its_spans_and_who_read_it(reader):
    learned = [(claim, reading) for claim, reading in read(reader) if reading.reader == Learned.name]
    assert learned
    for claim, reading in learned:
        assert reading.version == reader.prose.learned.version
        assert 0 < reading.confidence <= 1
        assert reading.rule == f"learned/{claim.predicate}"
        text = read_document(TEXT.encode(), "one.txt", {}).text
        assert reading.quote.cut(text) == claim.quote.exact
        for part in ("subject", "trigger"):
            span = reading.spans[part]
            assert reading.quote.start <= span.start < span.end <= reading.quote.end


def test_the_rules_say_what_they_say_without_it(reader):
    alone = Reader.load(learned=False)
    ruled = {claim.id for claim, _ in read(alone)}
    assert ruled <= {claim.id for claim, _ in read(reader)}
    assert Learned.name not in alone.version
    assert f"{Learned.name}/{reader.prose.learned.version}" in reader.version


def test_the_same_text_gives_the_same_claims_whatever_the_batches_and_threads():
    found = set()
    for batch, threads in (("1", "1"), ("64", "4"), ("3", "2")):
        environment = {**os.environ, "OMP_NUM_THREADS": threads, "OPENBLAS_NUM_THREADS": threads}
        made = subprocess.run(
            [sys.executable, "-c", READ, batch], input=TEXT.encode(), capture_output=True, check=True, env=environment
        )
        found.add(made.stdout)
    assert len(found) == 1
    assert json.loads(found.pop())
