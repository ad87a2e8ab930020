"""Whether a word that stands in capitals is an ordinary English one, itself or as an inflection."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path

from rawi.reading.naming.words import is_adjective
from rawi.vocabulary import gazetteer, load_yaml

POSSESSED = re.compile(r"['’]S?$")


@cache
def lists() -> dict[str, frozenset[str]]:
    """The word lists of `casing.yaml`, in capitals."""
    raw = load_yaml("casing.yaml", "rawi.reading")
    return {key: frozenset(str(word).upper() for word in words) for key, words in raw.items()}


def stem(word: str) -> str:
    """A word without the possessive."""
    return POSSESSED.sub("", word)


@lru_cache(maxsize=20000)
def is_plain(word: str, common: frozenset[str]) -> bool:
    """Whether a word, or what it is an inflection of, or each of its hyphened parts, is an English word."""
    if "-" in word:
        return all(is_plain(part, common) for part in word.split("-"))
    return word in lists()["plain"] or any(form in common for form in _forms(word))


def does(word: str) -> bool:
    """Whether the word is, or is an inflection of, an English verb, adjective or adverb."""
    return word in lists()["plain"] or any(form in _doing_words() for form in _forms(word))


@lru_cache(maxsize=20000)
def is_of_people(word: str) -> bool:
    """Whether a word is of a country or a people: "IRANIAN"."""
    name = stem(word).capitalize()
    if stem(word) in lists()["plain"] or name.endswith("ism"):
        return False
    return gazetteer().state(name) is not None or is_adjective(name)


@lru_cache(maxsize=20000)
def _forms(word: str) -> tuple[str, ...]:
    """What a word may be an inflection of, itself first."""
    low = word.lower()
    if not low.endswith(("s", "ed", "ing", "er", "est", "ly", "al", "ist", "ize", "ise", "men")):
        return (low,)
    stems = [low[:-1], low[:-2], low[:-3], low[:-1] + "e", low[:-2] + "e", low[:-3] + "e", low[:-3] + "y", low[:-4]]
    if doubled := re.fullmatch(r"(\w*?)(\w)\2(?:ed|ing|ings|er)", low):
        stems.append(doubled[1] + doubled[2])
    if low.endswith("men"):
        stems.append(low[:-3] + "man")
    return (low, *(form for form in stems if len(form) > 2))


@cache
def _doing_words() -> frozenset[str]:
    """English verbs, adjectives and adverbs with their irregular forms; empty where no model is installed."""
    try:
        import spacy.util
        from spacy.lookups import Lookups
    except ImportError:
        return frozenset()
    from rawi.reading.parsing import MODELS

    for model in MODELS:
        if not spacy.util.is_package(model):
            continue
        for folder in sorted(Path(spacy.util.get_package_path(model)).glob("*/lemmatizer/lookups")):
            tables = Lookups().from_disk(folder)
            found: set[str] = set()
            for table in ("lemma_index", "lemma_exc"):
                if table in tables:
                    for part in ("verb", "adj", "adv"):
                        found.update(str(w) for w in tables.get_table(table).get(part, ()))
            return frozenset(found)
    return frozenset()
