"""The words of the interface in English and Arabic: from `messages/*.yaml`, one file for each family of pages.

A file holds keys, each with its words in every language; `{name}` stands for a parameter, and a mapping of plural
categories (CLDR: zero, one, two, few, many, other) chooses by the parameter `n`:

    search.found:
      en: {one: "{n} match", other: "{n} matches"}
      ar: {zero: …, one: …, two: …, few: …, many: …, other: …}

Numerals are Latin in both languages.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from markupsafe import Markup, escape

from rawi.errors import VocabularyError
from rawi.vocabulary.files import load_yaml
from rawi.web.state import LANGUAGES, Language

Words = str | Mapping[str, str]


@cache
def messages() -> Mapping[str, Mapping[str, Words]]:
    """Every key with its words by language. Raises `VocabularyError` for one that stands twice or lacks a language."""
    found: dict[str, Mapping[str, Words]] = {}
    for file in sorted(files("rawi.web").joinpath("messages").iterdir(), key=lambda one: one.name):
        if not file.name.endswith(".yaml"):
            continue
        for key, words in load_yaml(f"messages/{file.name}", "rawi.web").items():
            if key in found:
                raise VocabularyError(f"the message {key} stands twice", where=file.name)
            if set(words) != set(LANGUAGES):
                raise VocabularyError(f"the message {key} must be in {' and '.join(LANGUAGES)}", where=file.name)
            found[key] = words
    return found


def told(language: Language, key: str, **parameters: Any) -> str:
    """The words of a message. What is `Markup` among the parameters stays markup, everything else is escaped then.

    Raises `VocabularyError` for a key that no file has.
    """
    words = messages().get(key)
    if words is None:
        raise VocabularyError(f"there is no message {key}", advice="add it to src/rawi/web/messages")
    chosen = words[language]
    if isinstance(chosen, str) and not parameters:
        return chosen
    if not isinstance(chosen, str):
        chosen = chosen.get(plural(language, int(parameters["n"])), chosen["other"])
    shown = {name: f"{value:,}" if isinstance(value, int) else value for name, value in parameters.items()}
    if any(isinstance(value, Markup) for value in shown.values()):
        return Markup(escape(chosen)).format(**shown)
    return chosen.format(**shown)


def plural(language: Language, n: int) -> str:
    """The plural category of a whole number. Source: Unicode CLDR, plural rules (cardinal) of English and Arabic."""
    if language == "en":
        return "one" if n == 1 else "other"
    if n < 3:
        return ("zero", "one", "two")[n]
    if 3 <= n % 100 <= 10:
        return "few"
    return "many" if 11 <= n % 100 <= 99 else "other"
