"""Figures against gold: right on small cases worked out by hand, and those of the field's own tool."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from rawi.errors import RawiError
from rawi.evaluation import score
from rawi.evaluation.intervals import dates_match
from rawi.evaluation.matching import likeness
from rawi.evaluation.naming import Names
from rawi.evaluation.statement import statement

GOLD: dict[str, Any] = {
    "subject": "Zahr Brigade",
    "subject_type": "Group",
    "predicate": "allied_with",
    "object": "Noor Movement",
    "object_type": "Group",
    "value": None,
    "time": "2015",
    "chain": ["Kazim Adel"],
    "stance": "claimed",
    "negated": False,
    "quote": "the brigade's ally, the Noor Movement",
}


def exported(stem: str, gold: dict[str, Any], **change: Any) -> dict[str, Any]:
    """A gold claim as the export would say it, with changes."""
    said = {**gold, **change}
    number = said["predicate"] in ("size", "suffered_deaths") and str(said["value"] or "").isdigit()
    return {
        "id": "0",
        "subject": {"id": None, "name": said["subject"], "type": said["subject_type"]},
        "object": {"id": None, "name": said["object"], "type": said["object_type"]} if said["object"] else None,
        "predicate": said["predicate"],
        "value": None
        if said["value"] is None
        else {"number": int(said["value"])}
        if number
        else {"text": said["value"]},
        "time": {"edtf": said["time"], "bounds": [None] * 4, "words": ""} if said["time"] else None,
        "chain": [
            *({"tellers": [name], "mode": "said"} for name in said["chain"]),
            {"tellers": ["A work that is cited"], "mode": "cites"},
            {"tellers": ["The Publisher"], "mode": "published"},
        ],
        "stance": said["stance"],
        "negated": said["negated"],
        "quote": {"exact": said["quote"], "prefix": "", "suffix": "", "start": None, "end": None},
        "document": {"id": "x", "path": f"{stem}.txt", "title": None},
    }


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    folder = tmp_path / "gold"
    folder.mkdir()
    (folder / "doc.jsonl").write_text(json.dumps(GOLD) + "\n", encoding="utf-8")
    (folder / "aliases.json").write_text(json.dumps({"Zahr Brigade": ["Liwa Zahr"]}), encoding="utf-8")
    return folder


def test_the_same_claim_scores_in_full(gold):
    scores = score(gold, [exported("doc", GOLD)])
    assert (scores.total.precision, scores.total.recall, scores.total.f1) == (1, 1, 1)
    qualities = scores.qualities
    assert [qualities.stance.value, qualities.first_teller.value, qualities.time.value] == [1, 1, 1]


def test_an_alias_matches_and_an_ally_may_stand_on_either_side(gold):
    turned = exported("doc", GOLD, subject="Noor Movement", object="Liwa Zahr")
    assert score(gold, [turned]).total.f1 == 1


def test_what_is_predicted_besides_costs_precision_and_repeats_do_not(gold):
    besides = exported("doc", GOLD, object="Marj Front")
    scores = score(gold, [exported("doc", GOLD), exported("doc", GOLD), besides])
    assert (scores.total.matched, scores.total.spurious) == (1, 1)
    assert scores.spurious[0][1].object == "Marj Front"


def test_wrong_stance_teller_and_time_are_seen_on_the_matched_claim(gold):
    wrong = exported("doc", GOLD, stance="stated", chain=[], time="2019")
    qualities = score(gold, [wrong]).qualities
    assert [qualities.stance.value, qualities.first_teller.value, qualities.time.value] == [0, 0, 0]
    assert qualities.own_voice.value is None


@pytest.mark.parametrize(
    "change", [{"negated": True}, {"predicate": "opposed_to"}, {"object_type": "Person"}, {"object": "the Army"}]
)
def test_polarity_predicate_type_and_name_must_be_right(gold, change):
    assert score(gold, [exported("doc", GOLD, **change)]).total.matched == 0


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("2015", "2015", True),
        ("2015-10/2015-12", "2015-09/2015-12", True),
        ("2015", "2015-03", False),
        ("/2024", "/2024-03", False),
        ("/2024", "/2024-10", True),
        ("2015/..", "2015-02/..", True),
        ("2015/..", "2015", False),
        ("198X", "1980/1989", True),
        ("XXXX-02-06", "XXXX-02-06", True),
        ("2015-22", "2015-06/2015-08", True),
        ("2015~", "2015", True),
        (None, "2015", False),
    ],
)
def test_dates_are_the_same_where_they_share_half_their_length(left, right, same):
    assert dates_match(left, right) is same


def test_a_surname_stands_for_its_only_bearer():
    gold = [
        statement({**GOLD, "subject": "Kazim Adel", "subject_type": "Person"}),
        statement({**GOLD, "object": "Adel", "object_type": "Person"}),
    ]
    assert Names({}, gold).match("Adel", "Kazim Adel") == 2


def test_trained_is_supported_by_the_other_way_round():
    trained = statement({**GOLD, "predicate": "trained"})
    supported = statement({**GOLD, "predicate": "supported_by", "subject": "Noor Movement", "object": "Zahr Brigade"})
    assert likeness(supported, trained, Names({}, [supported])) == 4


def test_a_folder_without_gold_is_named(tmp_path):
    with pytest.raises(RawiError, match="no gold files"):
        score(tmp_path, [])


def test_claims_of_other_documents_are_no_answer(gold):
    with pytest.raises(RawiError, match="no claim belongs"):
        score(gold, [exported("other", GOLD)])


def test_a_broken_line_of_gold_is_named(gold):
    (gold / "doc.jsonl").write_text(json.dumps(GOLD) + "\n{", encoding="utf-8")
    with pytest.raises(RawiError, match="line 2"):
        score(gold, [exported("doc", GOLD)])


def disturbed(folder: Path, chance: random.Random) -> list[dict[str, Any]]:
    """The gold of a folder as a reader with faults would export it."""
    records = []
    for path in sorted(folder.glob("*.jsonl")):
        lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        for said in lines:
            if chance.random() < 0.3:
                continue
            change: dict[str, Any] = {}
            for field in ("subject", "object", "time", "stance", "value", "chain"):
                if chance.random() < 0.15:
                    change[field] = chance.choice(lines)[field] or said[field]
            if chance.random() < 0.1:
                change["negated"] = not said["negated"]
            if chance.random() < 0.1 and said["object"]:
                change |= {"subject": said["object"], "object": said["subject"]}
            records.append(exported(path.stem, said, **change))
    return records


@pytest.mark.parametrize("folder", ["seeds", "dev"])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_figures_are_those_of_the_tool(shared, tmp_path, folder, seed):
    tool = shared / "tools" / "score_claims.py"
    gold = shared / "gold" / folder
    if not tool.exists() or not gold.is_dir():
        pytest.skip("the scoring tool or its gold is absent: skipped")
    records = disturbed(gold, random.Random(seed))
    path = tmp_path / "predicted.jsonl"
    path.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, str(tool), str(gold), str(path), "--per-predicate"], capture_output=True, text=True, check=True
    )
    scores = score(gold, records)
    said = done.stdout
    for one in scores.documents:
        assert f"{one.stem[:48]:48} gold {one.counts.gold:4} pred {one.counts.predicted:4}  {one.counts}" in said
    for name, counts in scores.predicates.items():
        assert f"  {name:18} gold {counts.gold:4} P {counts.precision:.2f} R {counts.recall:.2f}" in said
    qualities = scores.qualities
    assert f"stance {qualities.stance.value:.3f}  first teller {qualities.first_teller}" in said
    assert f"own voice {qualities.own_voice.value:.3f}  time {qualities.time}" in said
    assert f"time where gold has none {qualities.invented_time.value:.3f}" in said
    assert f"macro F1 {scores.macro_f1:.3f}" in said
    assert f"TOTAL claims {scores.total}" in said
