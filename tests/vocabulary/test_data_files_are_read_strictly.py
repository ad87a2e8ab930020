"""A data file says each thing once: PyYAML alone would let the second of two equal keys win in silence."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

import rawi
from rawi.vocabulary.files import parse_yaml


@pytest.mark.parametrize("text", ["dead: [a]\ndead: [b]", "a: {x: 1, y: 2, x: 3}", "- {k: 1, k: 1}"])
def test_a_key_that_stands_twice_is_refused_and_named(text: str) -> None:
    with pytest.raises(yaml.YAMLError, match="stands twice"):
        parse_yaml(text)


def test_the_same_key_in_two_maps_is_fine_and_merge_keys_still_work() -> None:
    assert parse_yaml("a: {x: 1}\nb: {x: 2}") == {"a": {"x": 1}, "b": {"x": 2}}
    assert parse_yaml("base: &base {x: 1}\nb: {<<: *base, y: 2}")["b"] == {"x": 1, "y": 2}


@pytest.mark.parametrize("path", sorted(Path(rawi.__file__).parent.rglob("*.yaml")), ids=lambda path: path.name)
def test_every_data_file_reads_the_same_with_the_loader_written_in_python(path: Path) -> None:
    """The C loader takes a bare `who?` in a list, the one written in Python does not: both must serve."""
    text = path.read_text(encoding="utf-8")
    assert yaml.load(text, Loader=yaml.SafeLoader) == yaml.load(
        text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    )
    parse_yaml(text)
