"""Encodings that nothing declares, told from the bytes, and only where the text that comes out speaks for it."""

from __future__ import annotations

import codecs
import unicodedata
from collections import Counter

from charset_normalizer import from_bytes

_SAMPLE = 200_000
_LEGACY = [
    "cp1256",
    "cp1251",
    "koi8_r",
    "cp1255",
    "cp1253",
    "cp1250",
    "cp1254",
    "gb18030",
    "big5",
    "shift_jis",
    "euc_jp",
    "euc_kr",
    "iso8859_6",
    "iso8859_5",
]
_SCRIPTS = ("ARABIC", "CYRILLIC", "HEBREW", "GREEK", "CJK", "HANGUL")
"""Latin is not among them: its accented letters stand alone among ASCII and prove little."""


def known_encoding(name: str) -> str | None:
    """A declared encoding as Python names it; None for one that is no text encoding, unknown, or UTF-8 anyway."""
    try:
        found = codecs.lookup(name)
    except (LookupError, ValueError):
        return None
    if not found._is_text_encoding or found.name in ("utf-8", "unicode_escape", "raw_unicode_escape", "idna"):
        return None
    # Browsers read a declared Latin-1 as windows-1252, and pages are written for browsers.
    return "cp1252" if found.name in ("iso8859-1", "ascii") else found.name


def unmarked_utf16(data: bytes) -> str | None:
    """`utf-16-le` or `utf-16-be` for UTF-16 without its mark; None for binary data."""
    if len(data) % 2 or len(data) < 4:
        return None
    best: tuple[int, str] | None = None
    for name in ("utf-16-le", "utf-16-be"):
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        sample = text[:_SAMPLE]
        odd = sum(unicodedata.category(char) in ("Cn", "Co", "Cc") and char not in "\n\r\t\f" for char in sample)
        spaces = sum(char in " \n\r\t.,،" for char in sample)
        if not odd and spaces * 50 >= len(sample) and (best is None or spaces > best[0]):
            best = spaces, name
    return best[1] if best else None


def legacy_encoding(data: bytes) -> str | None:
    """The old one-script encoding that data is in, where its high bytes come out as words of one script; else None."""
    best = from_bytes(data[:_SAMPLE], cp_isolation=_LEGACY, threshold=0.15, preemptive_behaviour=False).best()
    if best is None:
        return None
    try:
        text = data.decode(best.encoding)
    except UnicodeDecodeError:
        return None
    high = [char for char in text[:_SAMPLE] if ord(char) > 127]
    letters = [char for char in high if char.isalpha()]
    scripts = Counter(_script(char) for char in letters)
    script, count = scripts.most_common(1)[0] if scripts else ("", 0)
    if script not in _SCRIPTS or count < 0.95 * len(letters) or len(letters) < 0.7 * len(high) or len(set(letters)) < 6:
        return None
    return best.encoding


def _script(char: str) -> str:
    name = unicodedata.name(char, "?").split()[0].split("-")[0]
    return "CJK" if name in ("HIRAGANA", "KATAKANA") else name
