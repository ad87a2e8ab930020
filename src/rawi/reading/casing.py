"""Upper-case prose (cables, old wire reports) in sentence case, so that a parser trained on mixed case can read it.

Which words are names is asked of the labeller, on the text in title case, and of the gazetteer; the length stays.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from rawi.dates.calendar import month_names
from rawi.vocabulary import gazetteer

WORD = re.compile(r"[A-Z][A-Z'’]*(?:-[A-Z]+)*")
SMALL = frozenset(
    "OF THE AND A AN FOR IN ON TO BY AT OR AS IS WAS ARE WERE BE BEEN IT ITS THIS THAT THESE THOSE WITH FROM HAS HAVE HAD NOT BUT "
    "IF WHO WHICH WHEN WHERE WHILE HE SHE THEY THEIR HIS HER WE OUR US WILL WOULD CAN COULD SHOULD MAY ALL NO SO WHAT HOW "
    "THERE HERE THAN THEN THEM THEMSELVES ITSELF ALSO SINCE BECAUSE DURING BETWEEN UNDER OVER INTO ABOUT AGAINST AFTER".split()
)
FULL_UPPER = 0.7
NAMED = {"PERSON", "GPE", "LOC", "FAC", "NORP", "ORG"}


def is_upper(text: str) -> bool:
    """Whether a text is written in capitals throughout."""
    letters = [c for c in text if c.isalpha()]
    return len(letters) >= 40 and sum(c.isupper() for c in letters) >= FULL_UPPER * len(letters)


def title_case(text: str) -> str:
    """Every word but the small ones with a capital, at the same length."""
    return WORD.sub(lambda m: m[0].lower() if m[0] in SMALL else _capital(m[0]), text)


def sentence_case(text: str, labels: Iterable[tuple[int, int, str]], common: Collection[str]) -> str:
    """The same text lower-cased but for sentence starts, names and acronyms; `common` are ordinary words."""
    out = list(text)
    named = [(start, end) for start, end, label in labels if label in NAMED]
    words = list(WORD.finditer(text))
    listed = _listed(text, words)
    months = {m.upper() for m in month_names("english")}
    for m in words:
        word = m[0]
        before = text[: m.start()].rstrip(" \"'([")
        starts = not before or before[-1] in ".?!"
        inside = any(a <= m.start() < b for a, b in named)
        if word in SMALL:
            cased = _capital(word) if starts else word.lower()
        elif _is_acronym(word, common):
            cased = word
        elif m.start() in listed or word in months or (inside and not _plainly(word, common)):
            cased = _capital(word)
        else:
            cased = _capital(word) if starts or word.lower() not in common and not _inflected(word.lower(), common) else word.lower()
        out[m.start() : m.end()] = cased
    return "".join(out)


def _listed(text: str, words: list[re.Match[str]]) -> set[int]:
    """Where words of names stand that the gazetteer lists, the longest first."""
    known = gazetteer()
    found: set[int] = set()
    for i, first in enumerate(words):
        for j in range(min(len(words), i + 4) - 1, i - 1, -1):
            span = text[first.start() : words[j].end()]
            if j == i and (span in SMALL or len(span) < 4):
                continue
            name = title_case(span)
            if (known.lookup(name) is not None and j > i) or known.state(name) is not None:
                found.update(w.start() for w in words[i : j + 1])
                break
    return found


def _capital(word: str) -> str:
    return "-".join(part.capitalize() for part in word.split("-"))


def _plainly(word: str, common: Collection[str]) -> bool:
    """A word that is no name even where the labeller took it into one."""
    return word.lower() in {"government", "people", "president", "army", "general", "city", "front", "forces", "statement", "text", "state"} and word.lower() in common


def _inflected(word: str, common: Collection[str]) -> bool:
    stems = (word[:-1], word[:-2], word[:-3], word[:-1] + "e", word[:-2] + "e", word[:-3] + "e", word[:-3] + "y", word[:-4])
    return any(len(stem) > 2 and stem in common for stem in stems)


def _is_acronym(word: str, common: Collection[str]) -> bool:
    """Letters that cannot be said as a word: no vowel, or a run of three consonants, in six letters at most."""
    if not word.isalpha() or not 2 <= len(word) <= 6 or word.lower() in common:
        return False
    if gazetteer().acronyms.get(word) is not None:
        return True
    return not re.search(r"[AEIOUY]", word) or (bool(re.search(r"[^AEIOUY]{3}", word)) and len(word) <= 5)
