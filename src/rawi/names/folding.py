"""Folding a name: its words in plain letters without articles and small words, in order."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

import msgspec

from rawi.errors import VocabularyError
from rawi.vocabulary.files import load_yaml
from rawi.vocabulary.letters import plain

_ELISION = re.compile(r"\b([ldLD])['’](?=\w)")
_ORDINAL = re.compile(r"^(\d+)(?:st|nd|rd|th|er|e|eme|º|ª|o|a)$")
_ARABIC_ARTICLE = re.compile(r"^(?:و?ال)(?=..)")
_ALLAH = "الله"
_JOINED_ALLAH = re.compile(r"^(.{2,}?)(?:[aeiou]llah|الله)$")
_SERVANT = re.compile(r"^(?:abd[aeou](?:[lrsnzdt])?|عبد)$")
_JOINED_SERVANT = re.compile(r"^(?:abd[aeou](?:l|([rsnzdt])(?=\1))(.{3,})|عبدال(.{2,}))$")
_SERVANT_OF_ALLAH = re.compile(r"^(?:abd[aou]llah?[iy]?|عبدالله)$")
_JOINED_DIN = re.compile(r"^(.{3,}?)?[aeiou]dd[iey]+ne?$")


class SmallWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The lists of `words.yaml`."""

    articles: frozenset[str]
    sun: dict[str, str]
    particles: frozenset[str]
    spelling: dict[str, str]
    ordinals: dict[str, str]
    tribal: frozenset[str]
    whole: frozenset[str]
    settlement: frozenset[str]
    honours: frozenset[str]


@cache
def small_words() -> SmallWords:
    """Articles, particles, spellings and ordinals in plain letters; raises `VocabularyError` if the file is broken."""
    try:
        raw = msgspec.convert(load_yaml("words.yaml", "rawi.names"), SmallWords)
    except msgspec.ValidationError as error:
        raise VocabularyError(str(error), where="words.yaml") from error
    return SmallWords(
        articles=frozenset(map(plain, raw.articles)),
        sun=raw.sun,
        particles=frozenset(map(plain, raw.particles)),
        spelling=raw.spelling,
        ordinals={plain(word): digits for word, digits in raw.ordinals.items()},
        tribal=frozenset(map(plain, raw.tribal)),
        whole=frozenset(map(plain, raw.whole)),
        settlement=frozenset(map(plain, raw.settlement)),
        honours=frozenset(plain(word).removeprefix("ال") for word in raw.honours),
    )


@lru_cache(maxsize=65536)
def script_of(name: str) -> str:
    """The script that most letters of a name are of, as Unicode calls it ("Latin", "Arabic"); "" without letters."""
    counts: dict[str, int] = {}
    for letter in name:
        if script := _script_of_letter(letter):
            counts[script] = counts.get(script, 0) + 1
    return max(counts, key=lambda script: (counts[script], script)) if counts else ""


@lru_cache(maxsize=4096)
def _script_of_letter(letter: str) -> str:
    return unicodedata.name(letter, "UNKNOWN").split()[0].title() if letter.isalpha() else ""


@lru_cache(maxsize=65536)
def words_of(name: str) -> tuple[str, ...]:
    """The words of a name in plain letters, without articles; "Ḥizbullāh" and "حزب الله" are two words each."""
    small = small_words()
    raw = plain(_ELISION.sub(r"\1 ", name)).split()
    words: list[str] = []
    for index, word in enumerate(raw):
        following = raw[index + 1] if index + 1 < len(raw) else ""
        sun_letter = small.sun.get(word)
        if following and (word in small.articles or (sun_letter and following.startswith(sun_letter))):
            continue
        if word == "l" and following:
            continue
        if following and _SERVANT.match(word):
            words.append("abd")
        elif _SERVANT_OF_ALLAH.match(word):
            words += ["abd", "allah"]
        elif (servant := _JOINED_SERVANT.match(word)) and not word.endswith(("llah", "الله")):
            words += ["abd", servant.group(2) or servant.group(3)]
        elif word in small.ordinals:
            words.append(small.ordinals[word])
        elif word in small.whole:
            words.append(word)
        elif (joined := _JOINED_ALLAH.match(word)) and not joined.group(1).endswith("ال"):
            words += [_without_article(joined.group(1)), "allah"]
        elif joined := _JOINED_DIN.match(word):
            words += [*filter(None, [joined.group(1)]), "din"]
        else:
            words.append(_without_article(word))
    return tuple(words) or tuple(raw)


def _without_article(word: str) -> str:
    if word in (_ALLAH, "allah", "ullah", "llah"):
        return "allah"
    if ordinal := _ORDINAL.match(word):
        return ordinal.group(1)
    return small_words().spelling.get(word) or _ARABIC_ARTICLE.sub("", word)


@lru_cache(maxsize=65536)
def fold(name: str) -> tuple[str, ...]:
    """The words by which names of groups, states, organisations, places, events and communities are equal.

    Letters are plain, articles ("al-", "the", "la") and small words ("of", "in", "de") dropped, spellings ("defence")
    made one; the order is kept. A name of small words only keeps them, so that no name folds to nothing but signs.
    """
    words = words_of(name)
    kept = tuple(word for word in words if word not in small_words().particles and word != "d")
    return kept or words
