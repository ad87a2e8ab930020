"""One plain form for the letters of a name, whatever accents, hamzas, marks or invisible controls it was typed with.

It changes letters only: no word is dropped or translated here (that is the part of `rawi.names`).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_APOSTROPHES = "'’‘‛ʼʿʾʻʽˈ`´′‵ʹˊ＇"
_SAME_LETTER = str.maketrans(
    {
        **dict.fromkeys(_APOSTROPHES, ""),
        **dict.fromkeys("ىیېےۍ", "ي"),
        **dict.fromkeys("کڪ", "ك"),
        **dict.fromkeys("ةۀہھەۂۃ", "ه"),
        **dict.fromkeys("ٱٲٳ", "ا"),
        **dict.fromkeys("ۆۇۈ", "و"),
        "ء": "",
        "ـ": "",
        "\u200c": " ",
        "\u200d": "",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "ı": "i",
        "ħ": "h",
        "ŋ": "ng",
        "ə": "e",
        "&": " and ",
    }
)
_ASCII = {
    code: letter if letter.isalnum() else _SAME_LETTER.get(code, " ")
    for code, letter in enumerate(map(chr, range(128)))
}
_MARKED_SCRIPTS = ("LATIN", "GREEK", "CYRILLIC", "ARABIC", "HEBREW", "COMBINING", "SYRIAC")
_INITIALS = re.compile(r"(?<![^\W_])((?:[^\W\d_]\.){2,}[^\W\d_]?)(?![^\W_])")
_PARTED = re.compile(r"[/-]")
_ARTICLES = ("AL", "EL")
_LONGEST_ACRONYM = 6


@lru_cache(maxsize=65536)
def plain(text: str) -> str:
    """The words of `text` in one plain form, one space apart: "Kata'ib  Ḥizb-Allāh" → "kataib hizb allah".

    Case, accents, apostrophes (with ayn and hamza), tashkeel, tatweel and invisible controls go; Arabic, Persian and
    Urdu variants of a letter become one; hyphens and other signs part words; "U.S." is one word; digits become 0–9.
    """
    text = unicodedata.normalize("NFKC", text).replace("ß", "ss")
    text = _INITIALS.sub(lambda found: found.group(0).replace(".", ""), text)
    if text.isascii():  # most names are; what follows would give the same
        return " ".join(text.lower().translate(_ASCII).split())
    text = unicodedata.normalize("NFD", text.casefold()).translate(_SAME_LETTER)
    kept = []
    for letter in text:
        category = unicodedata.category(letter)
        if category == "Cf":
            continue
        if category == "Mn" and unicodedata.name(letter, "").startswith(_MARKED_SCRIPTS):
            continue
        plain_letter = str(unicodedata.digit(letter)) if category == "Nd" else letter
        kept.append(plain_letter if category[0] in "LMN" else " ")
    text = unicodedata.normalize("NFC", "".join(kept).translate(_SAME_LETTER))
    return " ".join(text.split())


@lru_cache(maxsize=65536)
def is_acronym(word: str) -> bool:
    """Whether a word is written as an acronym: capitals and digits, as in IS, FARC, M23, U.N., SPLM/A or FARC-EP."""
    bare = word.replace(".", "")
    parts = _PARTED.split(bare)
    if len(bare) < 2 or not bare.isascii() or bare != bare.upper() or not bare[:1].isalpha():
        return False
    return parts[0] not in _ARTICLES and all(part.isalnum() and len(part) <= _LONGEST_ACRONYM for part in parts)
