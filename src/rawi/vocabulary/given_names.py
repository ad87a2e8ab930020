"""Given names: what a person's name is likely to begin with."""

from __future__ import annotations

from functools import cache

from rawi.errors import VocabularyError
from rawi.vocabulary.files import load_yaml
from rawi.vocabulary.letters import plain


@cache
def given_names() -> frozenset[str]:
    """The names of `given_names.yaml` in plain letters; raises `VocabularyError` where the file holds no lists."""
    try:
        return frozenset(plain(str(name)) for names in load_yaml("given_names.yaml").values() for name in names)
    except (AttributeError, TypeError) as error:
        raise VocabularyError(f"no lists of names: {error}", where="given_names.yaml") from error
