"""Acronyms against long forms: HTS = Hay'at Tahrir al-Sham, FRELIMO = Frente de Libertação de Moçambique."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from rawi.names.folding import script_of, small_words
from rawi.names.sounds import latin_letters
from rawi.names.terms import Term
from rawi.vocabulary.letters import is_acronym, plain
from rawi.vocabulary.name_words import name_words

_LONGEST = 12
_LONGEST_SYLLABLE = 4
_MOST_WORDS = 16
_FEWEST_TRANSLATED = 3
_LANGUAGES = ("en", "fr", "es", "pt", "ar", "ku", "tr", "ru")
_ARABIC_INITIALS = {
    "ا": "aieuo", "ع": "aieuo", "ج": "jg", "ح": "h", "ه": "h", "خ": "k", "ق": "qkg", "ك": "kc", "گ": "g", "ش": "sc",
    "ث": "ts", "س": "s", "ص": "s", "ض": "d", "د": "d", "ذ": "dz", "ز": "z", "ظ": "zd", "و": "wouv", "ي": "yi",
    "غ": "g", "ط": "t",
    "ت": "t", "ف": "f", "ب": "b", "پ": "p", "م": "m", "ن": "n", "ل": "l", "ر": "r", "چ": "c", "ژ": "zj",
}  # fmt: skip


class Spelled(NamedTuple):
    """An acronym found in a long form: the share of its words that it stands for, and the language if translated."""

    share: float
    language: str = ""


def acronym_in(name: str) -> str:
    """A name that is one acronym and nothing else (HTS, FARC-EP, M-19); "" for other names."""
    bare = name.strip()
    return bare if is_acronym(bare) else ""


def letters_of(acronym: str) -> str:
    """The letters and digits of an acronym in plain form: "P.F.L.P.-GC" → "pflpgc"."""
    return plain(acronym.replace(".", "")).replace(" ", "")


@lru_cache(maxsize=65536)
def spells(acronym: str, name: str) -> Spelled | None:
    """How an acronym (its plain letters) stands for a long form in any script; None where it does not.

    Letters come in the order of the words, which may give more than one ("FRE-LI-MO"); small words and articles may
    give theirs or not. All letters must be used.
    """
    if not 2 <= len(acronym) <= _LONGEST:
        return None
    small = small_words().particles | small_words().articles | name_words().small
    words = [(initials(word), word in small) for word in plain(name).split()[:_MOST_WORDS]]
    full = sum(not light for _, light in words)
    if full < 2:
        return None
    used = _most_words(acronym, words)
    return Spelled(used / full) if used >= 2 and used * 2 > full else None


def _most_words(acronym: str, words: list[tuple[tuple[str, ...], bool]]) -> int:
    """The most words (not small ones) that give letters when the letters are used up in order; 0 if they cannot be."""
    best = {0: 0}
    for starts, light in words:
        after = dict(best)
        for place, used in best.items():
            for start in starts:
                for length in range(1, min(len(start), _LONGEST_SYLLABLE) + 1):
                    if acronym[place : place + length] != start[:length]:
                        break
                    reached, gained = place + length, used + (not light)
                    if after.get(reached, -1) < gained:
                        after[reached] = gained
        best = after
    return best.get(len(acronym), 0)


def initials(word: str) -> tuple[str, ...]:
    """The Latin beginnings that a plain word may give to an acronym: the word, or its first letter in other scripts."""
    script = script_of(word)
    if script == "Arabic":
        bare = word[2:] if word.startswith("ال") and len(word) > 3 else word.removeprefix("وال")
        return tuple(_ARABIC_INITIALS.get(bare[:1], ""))
    if script == "Cyrillic":
        return (latin_letters(word),)
    return (word,)


@cache
def _initials_in(language: str) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for word, senses in name_words().senses.items():
        for sense in senses:
            if sense.language == language:
                found.setdefault(sense.meaning, set()).update(start[:1] for start in initials(word.split()[0]))
    return {meaning: frozenset(letters) for meaning, letters in found.items()}


def spells_translated(acronym: str, terms: tuple[Term, ...]) -> Spelled | None:
    """Whether the letters stand for the terms as another language says them, in any order.

    So «المجلس الانتقالي الجنوبي» is STC: its words are transitional, southern and council in English.
    """
    if len(acronym) < _FEWEST_TRANSLATED or len(acronym) != len(terms):
        return None
    own = Counter(language for term in terms for language in term.languages)
    for language in _LANGUAGES:
        if own[language] * 2 >= len(terms):
            continue
        table = _initials_in(language)
        options = [
            frozenset().union(*(table.get(meaning, frozenset()) for meaning in term.meanings))
            if term.meanings
            else frozenset(start[:1] for start in initials(term.text))
            for term in terms
        ]
        if any(term.meanings for term in terms) and _matched(list(acronym), options):
            return Spelled(1.0, language)
    return None


def _matched(letters: list[str], options: list[frozenset[str]]) -> bool:
    """Whether each term can be given one letter of its own (the fewest choices first)."""
    if not options:
        return not letters
    hardest = min(range(len(options)), key=lambda place: sum(letter in options[place] for letter in letters))
    rest = options[:hardest] + options[hardest + 1 :]
    tried: set[str] = set()
    for place, letter in enumerate(letters):
        if letter in options[hardest] and letter not in tried:
            tried.add(letter)
            if _matched(letters[:place] + letters[place + 1 :], rest):
                return True
    return False


def initials_of(name: str, terms: tuple[Term, ...]) -> Iterator[str]:
    """The acronyms that a long form may well have: its first letters, with and without small words; translated, sorted.

    They are keys to find a long form by, fewer than `spells` and `spells_translated` allow.
    """
    small = small_words().particles | small_words().articles | name_words().small
    firsts = [((initials(word) or ("",))[0][:1], word in small) for word in plain(name).split()[:_MOST_WORDS]]
    full = "".join(letter for letter, light in firsts if not light)
    found = {full: None, "".join(letter for letter, _ in firsts): None, full[:-1] if len(full) > 3 else full: None}
    for language in _LANGUAGES[:4]:
        table = _usual_initial(language)
        letters = [
            next((table[meaning] for meaning in (term.meaning, *term.meanings) if meaning in table), "")
            if term.meanings
            else (initials(term.text) or ("",))[0][:1]
            for term in terms
        ]
        if all(letters) and len(letters) >= _FEWEST_TRANSLATED:
            found["".join(sorted(letters))] = None
    yield from (letters for letters in found if _FEWEST_TRANSLATED <= len(letters) <= _LONGEST)


@cache
def _usual_initial(language: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for word, senses in name_words().senses.items():
        for sense in senses:
            if sense.language == language:
                found.setdefault(sense.meaning, initials(word.split()[0])[0][:1])
    return found
