"""Every example of the data file is read as it says."""

from __future__ import annotations

from typing import Any

import pytest

from rawi.dates import Anchors, from_edtf, read_dates, to_edtf
from rawi.dates.patterns import expressions

SECTIONS = ("dates", "parts", "fractions", "cues", "hedges", "joins", "tails", "relative")
ROWS = [(section, row) for section in SECTIONS for row in expressions()[section]]


@pytest.mark.parametrize(("section", "row"), ROWS, ids=[f"{s}-{r.get('name') or r['words'][:30]}" for s, r in ROWS])
def test_example_is_read_as_the_data_file_says(section: str, row: dict[str, Any]) -> None:
    document = from_edtf(row["document"]) if "document" in row else None
    _, anchors = read_dates(row.get("given", ""), anchors=Anchors(document=document))
    found, _ = read_dates(row["example"], anchors=anchors)
    expected = row["expect"] if isinstance(row["expect"], list) else [row["expect"]]
    assert [to_edtf(f.when) for f in found] == expected
    if "within" in row:
        assert [f.when.within for f in found] == [row["within"]]
    for f in found:
        assert f.span.cut(row["example"]) == f.when.words
