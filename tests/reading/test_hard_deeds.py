"""No attack and no death is laid on the wrong side: reversed roles, negation, reported speech, plans, references."""

from __future__ import annotations

from pathlib import Path

import pytest

FILE = Path(__file__).parent / "hard_deeds.txt"
VIOLENCE = {"attacked", "killed", "died", "suffered_deaths", "shot_down", "wounded"}


def cases() -> list[tuple[str, list[str]]]:
    """Each sentence of `hard_deeds.txt` with the claims of violence that it makes, all of them."""
    found: list[tuple[str, list[str]]] = []
    for line in FILE.read_text(encoding="utf-8").splitlines():
        if line.startswith("== ") or line.startswith("# ") or not line.strip():
            continue
        if line.startswith("="):
            if line[1:].strip():
                found[-1][1].append(line[1:].strip())
        else:
            found.append((line, []))
    return found


def tidy(line: str) -> str:
    """A claim as a line, `stated` where no stance is given."""
    parts = [part.strip() for part in line.split("|")]
    return " | ".join([*parts, "stated"] if len(parts) == 3 else parts)


@pytest.mark.parametrize(("sentence", "wanted"), cases(), ids=lambda v: v if isinstance(v, str) else "")
def test_violence_is_laid_on_who_did_it_and_on_nobody_else(sentence: str, wanted: list[str], read, as_lines) -> None:
    pairs = [(c, r) for c, r in read(sentence) if c.predicate in VIOLENCE]
    assert {tidy(line) for line in as_lines(pairs, stance=True)} == {tidy(line) for line in wanted}


def test_there_are_sixty_of_them_and_more() -> None:
    assert len(cases()) >= 60
