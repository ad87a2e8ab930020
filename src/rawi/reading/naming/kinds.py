"""What kind of thing a name names: lists and head-words first, then what stands beside it, then a tagger's label."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rawi.model import EntityType
from rawi.reading.naming.runs import Label, plain_franchise
from rawi.reading.naming.surroundings import beside, placed, ruled, shows_group
from rawi.reading.naming.words import (
    ACRONYM,
    ARTICLE_NAME,
    POSSESSIVE,
    Name,
    Word,
    cues,
    demonym,
    head_kind,
    is_adjective,
    words_of,
)
from rawi.vocabulary import gazetteer, heads, roles
from rawi.vocabulary.given_names import given_names
from rawi.vocabulary.letters import plain

LABELS = {
    "PERSON": EntityType.PERSON,
    "ORG": EntityType.GROUP,
    "GPE": EntityType.PLACE,
    "LOC": EntityType.PLACE,
    "FAC": EntityType.PLACE,
    "EVENT": EntityType.EVENT,
    "NORP": EntityType.COMMUNITY,
    "PRODUCT": EntityType.ITEM,
}
HYPHENED = re.compile(r"([^\W\d_]{4,}?)-(?:e|i|ye|yi|ul|us|ur|al|o|a)(?:-|$)", re.I)
"""A head-word joined to the rest in the Persian or Urdu way: "Lashkar-e-", "Jabha-ye"."""
LOS = re.compile(r"(?:Los|Las) [A-ZÁÉÍÓÚÑ][a-záéíóúñ]+[sx]")
FATHERED = re.compile(r"\w (?:bin|ibn|bint|ould|binti?) \w")
PATRONYMIC = re.compile(r"\b(?:bin|ibn|ould|bint|Abd(?:ul|el|al)?)\b")
Kind = tuple[EntityType | None, bool, str]


def typed(run: list[Word], text: str, labels: Sequence[Label]) -> Name:
    """The name of a run with its kind, as far as its passage tells."""
    start, end = run[0].start, run[-1].end
    if text[start] == "'" and text.count("'", start, end) == 1:
        start += 1
    end -= len(m[0]) if (m := POSSESSIVE.search(text[start:end])) and len(run[-1].text) > 2 else 0
    name = Name(start, end, text[start:end], None)
    kind, sure, rule = _kind(name, run, text, labels)
    return replace(name, type=kind, sure=sure, rule=rule)


def _kind(name: Name, run: list[Word], text: str, labels: Sequence[Label]) -> Kind:
    overlapping = [
        (min(e, name.end) - max(s, name.start), label) for s, e, label in labels if s < name.end and name.start < e
    ]
    label = max(overlapping)[1] if overlapping else None
    acronym = ACRONYM.fullmatch(name.text) is not None
    entry = gazetteer().lookup(name.text)
    if (entry is None or entry.type is EntityType.COMMUNITY) and demonym(run, text) == len(run):
        return None, True, "adjective"
    if entry is not None:
        common = entry.type is EntityType.PLACE and len(run) == 1
        context = (
            beside(text, name.start, name.end, label=label, words=1, acronym=acronym)
            if common and label != "GPE"
            else None
        )
        if context is not None and context[0] in (EntityType.PERSON, EntityType.COMMUNITY):
            return context[0], False, context[1]
        return entry.type, True, "gazetteer"
    if len(run) == 1 and name.text.endswith("s"):
        singular = gazetteer().lookup(name.text[:-1])
        if singular is not None and singular.type is EntityType.COMMUNITY:
            return EntityType.COMMUNITY, True, "gazetteer"
    if len(run) > 1 and is_adjective(run[0].text):
        rest = gazetteer().lookup(POSSESSIVE.sub("", text[run[1].start : name.end]))
        if (
            rest is not None
            and rest.type in (EntityType.GROUP, EntityType.COMMUNITY)
            and len(run) == 2
            and head_kind(run[1].lower) is None
        ):
            return rest.type, True, "gazetteer"
        if all(is_adjective(w.text) for w in run):
            return EntityType.COMMUNITY, True, "people"
    if (cut := next((k for k, w in enumerate(run) if k and w.text == "in"), 0)) and plain_franchise(
        text[name.start : run[cut - 1].end]
    ):
        return EntityType.GROUP, True, "franchise"
    by_head = _by_head(run)
    if by_head is not None:
        return by_head, True, "head-word"
    if len(run) == 1 and is_adjective(name.text):
        return None, True, "adjective"
    if label not in ("NORP", "GPE", "LOC") and shows_group(text, name.end):
        return EntityType.GROUP, False, "its fighters"
    if run[0].bare in cues()["person_openings"] and len(run) > 1 and not (name.text.endswith("s") and label == "ORG"):
        return EntityType.PERSON, True, "opening" if run[0].bare in cues()["kunya_openings"] else "title"
    if any(name.text.endswith(ending) for ending in cues()["outlet_endings"]) or (
        len(run) > 1 and run[0].bare in cues()["outlet_openings"]
    ):
        return EntityType.ORGANIZATION, True, "outlet"
    if run[-1].lower.upper() in cues()["group_endings"] and run[-1].text.isupper() and len(run) > 1:
        return EntityType.GROUP, True, "head-word"
    if acronym and (kind := heads().kind_of(name.text)) in (EntityType.ITEM, EntityType.ORGANIZATION):
        return kind, True, "head-word"
    if LOS.fullmatch(name.text) and not placed(text, name.start):
        return EntityType.GROUP, False, "los"
    context = beside(text, name.start, name.end, label=label, words=len(run), acronym=acronym, given=_begins_given(run))
    if context is not None:
        return context[0], False, context[1]
    if acronym and len(name.text) > 1:
        return (
            (
                EntityType.PLACE
                if label == "GPE"
                else EntityType.ITEM
                if label == "PRODUCT" and any(c.isdigit() for c in name.text)
                else EntityType.GROUP
            ),
            False,
            "acronym",
        )
    before = text[: name.start].rstrip().rsplit(" ", 1)[-1].lower()
    if label == "PERSON" and before == "the":
        return (EntityType.PERSON, False, "ruled") if ruled(text, name.end) else (EntityType.GROUP, False, "article")
    halves = re.split(r"[\s-]+", name.text)
    if len(halves) == 2 and halves[0] == halves[1] and len(halves[0]) > 2:
        return EntityType.PLACE, False, "doubled"  # "Baden-Baden", "Pago Pago"
    fathered = label in (None, "PERSON", "ORG", "NORP", "GPE") and FATHERED.search(name.text)
    if fathered and 2 < len(run) < 6 and before != "the":
        return EntityType.PERSON, False, "patronymic"
    if label == "NORP" and len(run) > 1 and is_adjective(run[0].text) and not is_adjective(run[-1].text):
        return None, False, "adjective"  # "Iranian Strategy"
    if label == "ORG" and len(run) == 1 and head_kind(run[0].lower) is EntityType.ORGANIZATION:
        return EntityType.ORGANIZATION, False, "label"
    if label == "NORP" and len(run) == 1:
        return (EntityType.COMMUNITY, False, "label") if name.text.endswith("s") else (None, False, "adjective")
    if label in (None, "NORP") and 1 < len(run) < 4 and _after_demonym(text, name.start):
        return EntityType.PERSON, False, "shape"  # "Norwegian A B"
    if (
        _begins_given(run)
        and label in (None, "ORG", "GPE", "LOC", "FAC", "NORP", "WORK_OF_ART", "PRODUCT")
        and before != "the"
    ):
        return EntityType.PERSON, False, "given name"
    if label == "PRODUCT" and not any(c.isdigit() for c in name.text):
        label = None
    if label in LABELS and not (label == "PRODUCT" and len(run) > 2):
        return LABELS[label], False, "label"
    if label is None and len(run) in (2, 3, 4) and before != "the" and _person_shape(run, name.text):
        return EntityType.PERSON, False, "shape"
    return None, False, "unknown"


def _begins_given(run: Sequence[Word]) -> bool:
    """ "Magomed X", "Sinéad O'X": two to four words, the first a given name."""
    return (
        1 < len(run) < 5
        and all((w.capital and not w.text.isupper()) or plain(w.lower) in roles().given for w in run)
        and plain(run[0].text) in given_names()
    )


def _after_demonym(text: str, start: int) -> bool:
    """Whether a nationality stands right before: "Norwegian", "the Sri Lankan"."""
    lead = text[max(0, start - 40) : start]
    before = words_of(lead)[-3:]
    return lead.endswith(" ") and any(demonym(before[k:], lead) == len(before) - k for k in range(len(before)))


def _person_shape(run: list[Word], text: str) -> bool:
    """ "Subhi al-X", "X bin Y", "A B. C": the shapes of persons' names."""
    if PATRONYMIC.search(text) or re.search(r"\w \w\. \w", text):
        return True
    return (
        len(run) == 2
        and bool(ARTICLE_NAME.match(run[1].text))
        and not ARTICLE_NAME.match(run[0].text)
        and len(run[0].text) > 2
    )


def _by_head(run: list[Word]) -> EntityType | None:
    """The kind that a head-word gives: the first word's in head-first languages, else the last before any "of"."""
    known = heads()
    if len(run) == 1 or HYPHENED.match(run[0].text):
        hyphened = HYPHENED.match(run[0].text)
        kind = known.kind_of(hyphened[1]) if hyphened and known.opens(hyphened[1]) else None
        if kind in (EntityType.GROUP, EntityType.ORGANIZATION):
            return kind  # "Lashkar-e-X", "Jabha-ye X"
        if len(run) == 1:
            return None
    if run[-1].text.isdigit() and head_kind(run[-2].lower) is EntityType.GROUP:
        return EntityType.GROUP
    if len(run) > 2 and len(run[-1].text) == 1 and head_kind(run[-2].lower) is EntityType.GROUP:
        return EntityType.GROUP
    first, last = run[0].bare, run[-1].lower
    classes = known.classes_of(first)
    closed = (
        classes and classes[0].type is EntityType.PLACE and known.closes(last) and head_kind(last) is EntityType.GROUP
    ) or (known.closes(first) and known.closes(last) and head_kind(last) is EntityType.ORGANIZATION)
    if known.opens(first) and classes and classes[0].named and not closed:
        return classes[0].type
    cut = next(
        (k for k, w in enumerate(run) if k and not w.capital and w.lower in ("of", "for", "de", "del", "in")), len(run)
    )
    core = run[cut - 1].lower
    for word in (core, last):
        fits = known.closes(word) or word in cues()["group_endings"] or (cut < len(run) and word == core)
        kind = head_kind(word) if fits else None
        if kind is EntityType.ITEM and word == last and word in cues()["company_endings"]:
            return EntityType.ORGANIZATION
        if kind is not None and not (cut == 1 and word == core and known.describes(word)):
            return kind
    return None
