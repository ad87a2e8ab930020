"""The plain form under which a place is looked up, the same for the tables as for what is asked."""

from __future__ import annotations

from functools import lru_cache

from rawi.vocabulary import plain

_ARTICLES = (
    "al", "el", "il", "ul", "ad", "an", "ar", "as", "ash", "at", "az", "ed", "en", "er", "es", "esh", "et", "ez", "the",
)  # fmt: skip
_ARABIC_ARTICLE = "ال"


@lru_cache(maxsize=65536)
def key(name: str) -> str:
    """Plain letters as one word, without articles: `Al-Bāb` → `bab`, `الباب` → `باب`; "" where no letter is left."""
    words = plain(name).split()
    kept = [word for word in words if word not in _ARTICLES] or words
    return "".join(_bare(word) for word in kept)


def _bare(word: str) -> str:
    return word.removeprefix(_ARABIC_ARTICLE) if len(word) > len(_ARABIC_ARTICLE) + 1 else word
