"""Sentences that Rawi composes, in the language of the page.

What the stages find they lay down in English sentences of a fixed form, beside the claims that they speak of: "2008 and
2012 cannot both hold". So they stand in the log, in JSON and on the command line. `phrases.yaml` lists these forms by
what they are about, each with its Arabic; a page in Arabic says a sentence by its form. Words of documents in it stay
as they are and in their order, closed off from the rest. What has no form there is shown in English, marked as English.

In a form `{name}` stands for words of a document, `{name:family}` for what another family says or words of a document,
`{name=family}` only for what that family says, and `{n}`, `{n2}` for numbers, of which `{n}` chooses the plural. A
family is one of `phrases.yaml` or `terms.yaml`, or `predicate` or `head` (of the vocabulary); `list of FAMILY` is
several of it with commas between them, `FAMILY; FAMILY` with semicolons. `edtf` is a date in signs.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

import msgspec
from markupsafe import Markup, escape

from rawi.errors import VocabularyError
from rawi.publish.properties import properties
from rawi.publish.visible import visible
from rawi.vocabulary import load_yaml
from rawi.web.state import Language
from rawi.web.wording import plural

_PHRASES, _TERMS, _HERE = "phrases.yaml", "terms.yaml", "rawi.web"
_SLOT = re.compile(r"\{(?P<name>\w+)(?:(?P<how>[:=])(?P<family>[\w ;]+))?\}")
_NUMBER = re.compile(r"n\d?")
_EDTF = r"[0-9X]{4}[0-9X?~%T:/.-]*"
_LIST = "list of "
_LONGEST = 3000
"""Characters of a sentence that is looked for: Rawi composes none so long, but words of documents may be."""


class Form(msgspec.Struct, frozen=True):
    """How a sentence is recognised and said; `slots` are the families of its parts, and whether they must fit."""

    english: re.Pattern[str]
    arabic: str | Mapping[str, str]
    slots: Mapping[str, tuple[str, bool]]


def said(language: Language, family: str, words: str) -> Markup:
    """A composed sentence as HTML; in English, marked so, where no form fits."""
    found = _said(family, words) if language != "en" else None
    return _whole(found) if found is not None else Markup('<span lang="en" dir="ltr">{}</span>').format(visible(words))


def said_or_words(language: Language, family: str, words: str) -> Markup:
    """The same of what may be a sentence of Rawi's or words of a document, which stay as they are."""
    found = _said(family, words) if language != "en" else None
    return _whole(found) if found is not None else _as_it_is(words)


def said_or_rule(language: Language, family: str, words: str) -> Markup:
    """The same of what may be a sentence of Rawi's or the name of one of its rules, which is no word of a language."""
    found = _said(family, words) if language != "en" else None
    return _whole(found) if found is not None else Markup('<code dir="ltr">{}</code>').format(visible(words))


def said_plainly(language: Language, family: str, words: str) -> str:
    """The same without markup, for a title or a picture."""
    found = _said(family, words) if language != "en" else None
    return str(found.striptags()) if found is not None else words


def _whole(sentence: Markup) -> Markup:
    """A sentence in one element, for where elements stand side by side with something between them."""
    return Markup("<span>{}</span>").format(sentence)


@lru_cache(maxsize=16384)
def _said(family: str, words: str) -> Markup | None:
    if len(words) > _LONGEST:
        return None
    if family.startswith(_LIST):
        return _several(family.removeprefix(_LIST), words, ", ", "، ")
    if ";" in family:
        return _several(family.partition(";")[0], words, "; ", "؛ ")
    if family == "edtf":
        return Markup('<bdi dir="ltr">{}</bdi>').format(words) if re.fullmatch(_EDTF, words) else None
    spelled = (words, words[:1].lower() + words[1:], words[:1].upper() + words[1:])
    if (closed := _closed(family)) is not None:
        return next((closed[one] for one in spelled if one in closed), None)
    for form in _forms(family):
        match = next((match for one in dict.fromkeys(spelled) if (match := form.english.fullmatch(one))), None)
        if match and (found := _by(form, match)) is not None:
            return found
    return None


def _several(family: str, words: str, parting: str, comma: str) -> Markup | None:
    """Sentences one after the other, each the shortest that has a form. Between commas some may be words of a document;
    between semicolons all must have a form."""
    parts = words.split(parting)
    found: list[Markup] = []
    at = unsaid = 0
    while at < len(parts):
        ends = range(at + 1, len(parts) + 1)
        whole = next(((one, end) for end in ends if (one := _said(family, parting.join(parts[at:end])))), None)
        if whole is not None:
            found += [_as_it_is(parting.join(parts[unsaid:at]))] if unsaid < at else []
            found.append(whole[0])
            unsaid = whole[1]
        at = whole[1] if whole is not None else at + 1
    if not found or (unsaid < at and parting == "; "):
        return None
    found += [_as_it_is(parting.join(parts[unsaid:]))] if unsaid < at else []
    return Markup(comma).join(found)


def _by(form: Form, match: re.Match[str]) -> Markup | None:
    """The sentence by a form that fits, None where a part of it does not."""
    shown: dict[str, Markup | str] = {}
    for name, words in match.groupdict().items():
        family, must = form.slots[name]
        found = _said(family, words) if family else None
        if found is None and must:
            return None
        shown[name] = words if _NUMBER.fullmatch(name) else found if found is not None else _as_it_is(words)
    arabic = form.arabic
    if not isinstance(arabic, str):
        arabic = arabic[plural("ar", int(match["n"].replace(",", "")))]
    return Markup(arabic).format(**shown)


def _as_it_is(words: str) -> Markup:
    return Markup(f'<bdi dir="auto">{escape(visible(words))}</bdi>')


@cache
def _forms(family: str) -> tuple[Form, ...]:
    """The forms of a family. Raises `VocabularyError` for one that names a family or a part that there is not."""
    return tuple(_form(english, arabic) for english, arabic in load_yaml(_PHRASES, _HERE)[family].items())


def _form(english: str, arabic: str | Mapping[str, str]) -> Form:
    slots: dict[str, tuple[str, bool]] = {}
    pattern, last = "", 0
    for slot in _SLOT.finditer(english):
        name, family, must = slot["name"], slot["family"] or "", slot["how"] == "="
        if family and not _is_family(family):
            raise VocabularyError(f"there is no family {family}", where=f"{_PHRASES}: {english}")
        slots[name] = (family, must)
        pattern += f"{re.escape(english[last : slot.start()])}(?P<{name}>{_inside(name, family, must)})"
        last = slot.end()
    for words in [arabic] if isinstance(arabic, str) else arabic.values():
        if not {found["name"] for found in _SLOT.finditer(words)} <= slots.keys():
            raise VocabularyError("its Arabic names a part that it has not", where=f"{_PHRASES}: {english}")
    return Form(re.compile(pattern + re.escape(english[last:]), re.DOTALL), arabic, slots)


def _inside(name: str, family: str, must: bool) -> str:
    """What may stand in a slot, so that it ends where it must: a list holds no half of a pair of brackets, and of a
    closed family every word is told, longest first.
    """
    if _NUMBER.fullmatch(name):
        return r"[\d,]+"
    if family == "edtf":
        return _EDTF
    if family == "question":
        return r".+?\?"
    if family.startswith(_LIST):
        return r"(?:[^()]|\([^()]*\))*"
    closed = _closed(family) if must and ";" not in family and not family.startswith(_LIST) else None
    if closed is None:
        return ".+?"
    return f"(?i:{'|'.join(re.escape(one) for one in sorted(closed, key=len, reverse=True))})"


def _is_family(family: str) -> bool:
    single = family.removeprefix(_LIST).partition(";")[0]
    return single == "edtf" or single in load_yaml(_PHRASES, _HERE) or _closed(single) is not None


@cache
def _closed(family: str) -> Mapping[str, Markup] | None:
    """The words of a family that has no parts; None for one that has, or is none."""
    forms = load_yaml(_PHRASES, _HERE).get(family)
    if forms is None:
        forms = _of_the_vocabulary(family) or load_yaml(_TERMS, _HERE).get(family)
    if forms is None or any("{" in english for english in forms):
        return None
    return {english: Markup("{}").format(arabic) for english, arabic in forms.items()}


def _of_the_vocabulary(family: str) -> Mapping[str, str] | None:
    """Predicates as reasons write them, and classes of head-words: their Arabic stands with them already."""
    if family == "predicate":
        terms = load_yaml(_TERMS, _HERE)["property"]
        return {one.predicate.replace("_", " "): terms[one.label] for one in properties().values()}
    if family == "head":
        listed = load_yaml("heads.yaml").items()
        return {name: entry["forms"]["ar"][0] for name, entry in listed if "ar" in entry["forms"]}
    return None
