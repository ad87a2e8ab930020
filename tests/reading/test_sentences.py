"""Ten sentences and more for each kind of claim, of invented conflicts: what is in them, and what is not."""

from __future__ import annotations

from pathlib import Path

import pytest

FILES = sorted(Path(__file__).parent.glob("sentences*.txt"))


def cases() -> list[tuple[str, str, list[str]]]:
    """Kind, sentence and what is expected of it, from `sentences.txt` and those beside it."""
    found: list[tuple[str, str, list[str]]] = []
    kind = ""
    for line in (line for file in FILES for line in file.read_text(encoding="utf-8").splitlines()):
        if line.startswith("=="):
            kind = line[2:].strip()
        elif line.startswith(("+", "!")):
            found[-1][2].append(line)
        elif line and not line.startswith("#"):
            found.append((kind, line, []))
    return found


@pytest.mark.parametrize(("kind", "sentence", "expected"), cases(), ids=lambda v: v if isinstance(v, str) else "")
def test_a_sentence_says_no_more_than_it_says(kind: str, sentence: str, expected: list[str], read, as_lines) -> None:
    pairs = read(sentence)
    lines = as_lines(pairs) + as_lines(pairs, stance=True)
    assert expected, f"nothing is expected of {sentence!r} ({kind})"
    for wanted in expected:
        if wanted.startswith("+"):
            assert wanted[1:].strip() in lines
        else:
            assert not {c.predicate for c, _ in pairs} & set(wanted[1:].split()), lines


def test_each_kind_has_sentences_of_both_sorts() -> None:
    for kind in {k for k, _, _ in cases()}:
        mine = [expected for k, _, expected in cases() if k == kind]
        assert len(mine) >= 10, kind
        assert any(e[0].startswith("!") for e in mine), kind
