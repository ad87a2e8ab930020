"""Other names that a name carries in brackets: acronyms, translations, other scripts."""

from __future__ import annotations

import re
import unicodedata

from rawi.model import Argument, Span, Value
from rawi.reading.fields.making import PLAIN, Maker, Voice

_LABEL = re.compile(
    r"\s*(?:(?:also |formerly )?known as|a\.?k\.?a\.?|alias(?:es)?|noms? de guerre|formerly|f\.?k\.?a\.?"
    r"|abbr(?:eviated(?: as)?|\.)?"
    r"|acronym|lit\.|literally|meaning|(?:name in )?original script|or|[A-Z][a-z]+(?=:))(?!\w)\s*[:,]?\s*",
    re.I,
)
_PART = re.compile(r"[^,;]+")
_NOT_A_NAME = re.compile(
    r"^(?:and|but|who|which|see|alleged|former|disputed|unknown|none|na|n/a|ngo|formally|until|since|partial|various"
    r"|some|all|limited|mostly|deceased|kia|pow|mia|wia)\b",
    re.I,
)


def state_aliases(maker: Maker, owner: Argument, span: Span, quote: Span, *, rule: str, voice: Voice = PLAIN) -> None:
    """Adds `also_known_as` for every name in a bracket behind a name."""
    text = maker.document.text
    label = _LABEL.match(text, span.start, span.end)
    labelled = label is not None and label.end() > span.start
    start = label.end() if labelled and label else span.start
    for part in _PART.finditer(text, start, span.end):
        again = _LABEL.match(text, part.start(), part.end())
        first = again.end() if again and again.end() < part.end() else part.start()
        words = text[first : part.end()]
        lead = len(words) - len(words.lstrip(" \"“”'‘’"))
        name = words.strip(" \"“”'‘’")
        if not name or not (labelled or is_other_name(owner.name, name)) or name == owner.name:
            continue
        at = Span(first + lead, first + lead + len(name))
        maker.claim(owner, "also_known_as", quote, rule=rule, value=Value(text=name), voice=voice, spans={"value": at})


def is_other_name(owner: str, words: str) -> bool:
    """Whether words in a bracket are another name: a fitting acronym, a name with capitals, another script."""
    if _NOT_A_NAME.match(words) or len(words.split()) > 10 or any(char.isdigit() for char in words[:1]):
        return False
    letters = re.sub(r"[\W\d_]", "", words)
    if len(letters) < 2 or re.search(r"\b\d{4}\b", words):
        return False
    if letters.isascii() and letters.isupper() and " " not in words:
        return fits_acronym(owner, letters)
    if not letters.isascii() and not re.search(r"[A-Za-z]", words):
        return True
    return words[0].isupper() or words.lower().startswith(("al-", "the "))


def defined_by(name: str, acronym: str) -> str:
    """The words at the end of a name whose initials are the acronym ("Losses of the Red Army (RA)"), else all of it."""
    words = name.split()
    letters = re.sub(r"[\W\d_]", "", acronym)
    tail = words[-len(letters) :] if letters else words
    if acronym.isupper() and len(words) > len(tail) and [_base(w[0].lower()) for w in tail] == list(letters.lower()):
        return " ".join(tail)
    return name


def fits_acronym(name: str, acronym: str) -> bool:
    """Whether the letters of an acronym stand in the name in this order, at least half of them at word beginnings."""
    wanted = acronym.lower()
    # The letters of a name count without their accents.
    plain = re.sub(r"[’'`]", " ", name.lower())
    words = [word for word in re.split(r"[\W_]+", plain) if word]
    at = 0
    for word in words:
        if at < len(wanted) and _base(word[0]) == wanted[at]:
            at += 1
    if at == len(wanted):
        return True
    position, begun = 0, 0
    joined = " ".join(words)
    for letter in wanted:
        position = _find(joined, letter, position)
        if position < 0:
            return False
        begun += position == 0 or joined[position - 1] == " "
        position += 1
    return begun >= max(2, len(wanted) / 2)


def _find(words: str, letter: str, start: int) -> int:
    """The next place of a letter: at the beginning of a word if there is one, else anywhere."""
    for index in range(start, len(words)):
        if _base(words[index]) == letter and (index == 0 or words[index - 1] == " "):
            return index
    return next((index for index in range(start, len(words)) if _base(words[index]) == letter), -1)


def _base(letter: str) -> str:
    return unicodedata.normalize("NFD", letter)[0]
