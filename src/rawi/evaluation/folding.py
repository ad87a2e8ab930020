"""Names and texts reduced to comparable words: without case, accents, articles and punctuation."""

from __future__ import annotations

import re
import unicodedata

LITTLE = frozenset(
    [
        *("the", "a", "an", "of", "and", "in", "on", "for", "to", "its", "their", "his", "her", "s"),
        *("al", "el", "ul", "ad", "as", "ash", "at", "ar", "az", "de", "la", "los", "las", "del"),
    ]
)
"""Words that do not tell one name from another."""

_HEAD_WORDS = """
army forces force front brigade brigades battalion battalions regiment division group groups movement party state
islamic national local liberation people peoples popular armed rebel rebels fighters fighter militia militias militants
insurgents government regime liwa katibat kataib jaysh jaish harakat fawj ahrar saraya council command troops soldiers
civilians guards guard corps united units military police security organization resistance defence defense democratic
free republic president minister leader commander general colonel
"""
HEAD_WORDS = frozenset(_HEAD_WORDS.split())
"""Words that alone name nobody: "the Army" is not yet a match for every army."""

Words = tuple[str, ...]


def fold(text: str) -> Words:
    """The words of a text that count; all of them where none would be left."""
    text = unicodedata.normalize("NFKD", text).lower()
    text = "".join(letter for letter in text if not unicodedata.combining(letter))
    text = re.sub(r"['’‘`]s\b", " ", text)
    text = re.sub(r"[’'`ʿʾ‘\"“”]", "", text)
    words = re.findall(r"[^\W_]+", text)
    kept = tuple(word for word in words if word not in LITTLE)
    return kept or tuple(words)


def words_match(left: str, right: str) -> int:
    """2 for the same words, 1 for at least 0.4 of the joint words, 0 otherwise."""
    x, y = set(fold(left)), set(fold(right))
    if x == y:
        return 2
    return int(bool(x and y) and len(x & y) / len(x | y) >= 0.4)


def numbers(text: str) -> set[float]:
    """The numbers that stand in a text."""
    return {float(digits.replace(",", "")) for digits in re.findall(r"\d[\d,]*(?:\.\d+)?", text)}
