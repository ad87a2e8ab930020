"""The words of a passage as a search for names sees them: capitals, articles, hyphens, possessives, numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from rawi.dates.calendar import month_names
from rawi.model import EntityType
from rawi.vocabulary import gazetteer, heads, load_yaml, roles

TOKEN = re.compile(
    r"(?:[A-Z]\.){2,}|[A-Z]\.(?=\s[A-Z][^\W\d_]*[a-z])|[^\W_]+(?:(?:-'|['.\-/&])[^\W_]+)*'?(?=\W|_|$)|'(?=[A-Z])[^\W_]+(?:['\-][^\W_]+)*|@\w+|[^\s\w]"
)
GLUED = re.compile(r"([a-z]{4,})([A-Z][a-z]{2,})")
ARTICLE_NAME = re.compile(
    r"(?:[Aa][lnstrdz]|[Aa]sh|[Ee][lznrst]|[Uu]l|[Ad]d|ez|as|ash|adh|ud|l|d)[-']['ʿ‘]?[^\W\d_a-z]"
)
BARE_ARTICLE = re.compile(r"^(?:al|el|an|as|ash|ad|ar|at|az)[-']")
ACRONYM = re.compile(r"[A-Z][A-Z0-9]{1,7}(?:[-/][A-Z0-9]{1,6})*|[A-Z](?:-?\d{1,3})(?:-[A-Z0-9]{1,6})*")
POSSESSIVE = re.compile(r"'s?$|'S$")
DATE_ASIDE = re.compile(r"[\w\s–—\-/.,]*\b\d{4}\b[\w\s–—\-/.,]*")
YEAR = re.compile(r"(?:19|20)\d\d")
ORDINAL = re.compile(r"\d{1,3}(?:st|nd|rd|th|er|re|[èe]me|[ªº])")
STOPS = ".?!"


@dataclass(frozen=True)
class Name:
    """`text[start:end]` of a passage. `type` is None while unknown; `sure` where lists or head-words say it.

    `rule` says what gave the type; names of the rule `adjective` ("Syrian", "Sunni") describe and stand for nobody.
    """

    start: int
    end: int
    text: str
    type: EntityType | None
    sure: bool = False
    rule: str = ""


@dataclass(frozen=True)
class Word:
    """A word or sign at `start:end` of a passage."""

    start: int
    end: int
    text: str

    @cached_property
    def capital(self) -> bool:
        """Whether the word can be part of a name by its letters: "Taif", "al-Taif", "M23", not "Taif-area"."""
        text = self.text
        if not any(c.isalpha() for c in text):
            return False
        if text.startswith("@"):
            return True
        if not (text[:1].isupper() or (text[:1] == "'" and text[1:2].isupper()) or ARTICLE_NAME.match(text)):
            return False
        return not is_modifier(text)

    @cached_property
    def lower(self) -> str:
        """The word in small letters without its possessive."""
        return POSSESSIVE.sub("", self.text).lower()

    @cached_property
    def bare(self) -> str:
        """`lower` without an Arabic article."""
        return BARE_ARTICLE.sub("", self.lower)


def is_modifier(text: str) -> bool:
    """A hyphened word that describes: "Taif-area", "pro-X", "X-backed", not "Al-shabaab", "Lashkar-e"."""
    first, _, last = text.rpartition("-")
    if not first:
        return False
    prefix = text.split("-", 1)[0].lower()
    if prefix in cues()["prefixes"] and gazetteer().lookup(POSSESSIVE.sub("", text)) is None:
        return True
    if last[:1].isupper() or not last[:1].isalpha() or len(last) < 3 or "-" not in BARE_ARTICLE.sub("", text.lower()):
        return False
    return heads().kind_of(text) is None and gazetteer().lookup(POSSESSIVE.sub("", text)) is None


def words_of(text: str) -> list[Word]:
    """The words and signs of a text; a small word run into a head-word ("militiaLiwa X") is cut before the capital."""
    found: list[Word] = []
    for m in TOKEN.finditer(text):
        if text[m.end() : m.end() + 1] in ("$", "€", "£"):
            continue  # "US$6,000" is money
        glued = GLUED.match(m[0])
        if glued and heads().opens(glued[2]):
            cut = m.start() + glued.end(1)
            found += [Word(m.start(), cut, glued[1]), Word(cut, m.end(), text[cut : m.end()])]
        elif "-" in m[0] and found and found[-1].capital and _closes_hyphened(m[0]):
            cut = m.start() + m[0].index("-")
            found += [Word(m.start(), cut, text[m.start() : cut]), Word(cut, m.end(), text[cut : m.end()])]
        else:
            found.append(Word(m.start(), m.end(), m[0]))
    return found


def _closes_hyphened(text: str) -> bool:
    """ "Brigade-backed": a head-word that closes a name before a modifier begins."""
    first = text.split("-", 1)[0]
    return (
        first[:1].isupper()
        and heads().closes(first)
        and heads().kind_of(first) is EntityType.GROUP
        and is_modifier(text)
    )


@cache
def cues() -> dict[str, frozenset[str]]:
    """The word lists of `naming.yaml`."""
    raw = load_yaml("naming.yaml", "rawi.reading")
    return {key: frozenset(str(word) for word in words) for key, words in raw.items()}


@cache
def titles() -> frozenset[str]:
    """What may stand before a person's name without being part of it."""
    return roles().titles


@cache
def months() -> frozenset[str]:
    return frozenset(m.lower() for m in month_names("english"))


@cache
def head_kind(word: str) -> EntityType | None:
    """The kind of a head-word, those that only close longer names ("Strike Team") with it."""
    if word in cues()["group_endings"]:
        return EntityType.GROUP
    return heads().kind_of(word)


def demonym(words: Sequence[Word], text: str) -> int:
    """How many words at the head of a run are the adjective or people of a state: "Iraqi", "Sri Lankan"; 0 if none."""
    for length in range(min(3, len(words)), 0, -1):
        first = text[words[0].start : words[length - 1].end]
        state = gazetteer().state_of_adjective(first)
        # as the list writes it: "Germán" is a man's name; "US" and "UK" are no people
        if state is not None and first in gazetteer().states[state].people:
            return length
    return 0


def is_adjective(word: str) -> bool:
    """Whether a capitalised word is of a people, creed or region ("Syrian", "Sunni") and names no one body."""
    if gazetteer().state_of_adjective(word) is not None and not ACRONYM.fullmatch(word):
        return True
    parts = word.split("-")
    if len(parts) > 1:
        return all(part and (is_adjective(part) or gazetteer().state(part) is not None) for part in parts)
    return word.lower().replace("'", "") in cues()["adjectives"] or (word.endswith("ism") and len(word) > 4)
