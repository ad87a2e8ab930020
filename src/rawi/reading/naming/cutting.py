"""Runs of capitals cut where one name ends and another begins: titles, adjectives, units, group and person."""

from __future__ import annotations

from collections.abc import Sequence

from rawi.model import EntityType
from rawi.reading.naming.foreign import ARTICLED
from rawi.reading.naming.runs import Label
from rawi.reading.naming.surroundings import follows_group
from rawi.reading.naming.words import (
    ACRONYM,
    ARTICLE_NAME,
    POSSESSIVE,
    Word,
    cues,
    demonym,
    head_kind,
    is_adjective,
    titles,
)
from rawi.vocabulary import gazetteer, heads, roles
from rawi.vocabulary.letters import plain


def cut(run: list[Word], text: str, labels: Sequence[Label]) -> list[list[Word]]:
    """The names in a run, in order; words that only describe come as runs of their own or not at all."""
    if _listed(run, text):
        return [run]
    pieces = [run]
    for step in (_at_titles, _at_heads, _at_persons, _at_places, _after_acronym):
        pieces = [
            part for piece in pieces for part in (step(piece, text, labels) if not _listed(piece, text) else [piece])
        ]
    pieces = [part for piece in pieces for part in _demonym(piece, text, labels)]
    pieces = [part for piece in pieces for part in _adjectives(piece, text)]
    return [piece for piece in (_trimmed(p, text) for p in pieces) if piece]


def _listed(run: list[Word], text: str) -> bool:
    return gazetteer().lookup(POSSESSIVE.sub("", text[run[0].start : run[-1].end])) is not None


def is_title(word: Word) -> bool:
    """Whether a word can stand before a person's name without being part of it."""
    return plain(word.lower) in titles() and word.lower not in cues()["possessive_inside"] | cues()["name_openings"]


def _at_titles(run: list[Word], text: str, labels: Sequence[Label]) -> list[list[Word]]:
    """ "Free X Army General A B" → the army, and A B."""
    for k in range(len(run) - 1, 0, -1):
        if not is_title(run[k - 1]) or not run[k].capital or is_title(run[k]):
            continue
        if k > 1 and run[k - 1].lower in cues()["names_too"] and is_title(run[k - 2]):
            continue  # "Sheikh Sultan al-X"
        if POSSESSIVE.search(run[k - 1].text):
            continue  # "Governor's Office"
        rest = run[k:]
        if (
            len(rest) == 1
            and ACRONYM.fullmatch(rest[0].text)
            and not any(w.lower in ("general", "dr", "mr") for w in run)
        ):
            continue  # "Official XRA"
        closed = any(heads().closes(w.lower) and head_kind(w.lower) is EntityType.GROUP for w in rest)
        opened = head_kind(rest[0].lower) is EntityType.GROUP
        body = run[k - 1].lower in ("secretary", "general") and head_kind(rest[-1].lower) is not None
        if closed or opened or body:
            continue
        head = _without_role(run[: k - 1])
        return ([head] if head else []) + [rest]
    return [run]


def _without_role(words: list[Word]) -> list[Word]:
    """The words before a title without the rest of the role: "Iranian Supreme (Leader)" → "Iranian"."""
    head = list(words)
    while head and (not head[-1].capital or is_title(head[-1]) or head[-1].lower in cues()["role_qualifiers"]):
        head.pop()
    return head


def _at_heads(run: list[Word], text: str, labels: Sequence[Label]) -> list[list[Word]]:
    """ "Iraqi Harakat X" → the adjective, and the movement; an opening head-word begins a name of its own."""
    persons = [(start, end) for start, end, label in labels if label == "PERSON"]
    for k in range(1, len(run) - 1):
        word = run[k]
        if any(start < word.start < end for start, end in persons):
            continue
        opens = word.capital and heads().opens(word.lower) and not heads().closes(word.lower)
        if not opens or head_kind(word.lower) is not EntityType.GROUP:
            continue
        joined = run[k - 1].lower in cues()["connectors"]  # "MOUVEMENT DES FORCES"
        if head_kind(run[k - 1].bare) is None and run[k - 1].capital and not joined:
            return [run[:k], *_at_heads(run[k:], text, labels)]
    return [run]


def _at_persons(run: list[Word], text: str, labels: Sequence[Label]) -> list[list[Word]]:
    """ "Liwa al-X Khalid al-Y" → the brigade, and Khalid al-Y."""
    persons = {start for start, _, label in labels if label == "PERSON"}
    opened = heads().opens(run[0].bare) and head_kind(run[0].bare) is EntityType.GROUP
    for k in range(2, len(run) - 1):
        before, word, after = run[k - 1], run[k], run[k + 1]
        if not word.capital or ARTICLE_NAME.match(word.text) or not before.capital or head_kind(word.lower) is not None:
            continue
        linked = bool(ARTICLE_NAME.match(after.text)) or after.lower in ("bin", "ibn", "al", "abu", "ould", "ag")
        arabic = opened and ARTICLE_NAME.match(before.text) and (linked or word.start in persons)
        closed = heads().closes(before.lower) and head_kind(before.lower) is EntityType.GROUP and word.start in persons
        if (arabic or closed) and not any(head_kind(w.lower) is EntityType.GROUP for w in run[k:]):
            return [run[:k], run[k:]]
    return [run]


def _at_places(run: list[Word], text: str, labels: Sequence[Label]) -> list[list[Word]]:
    """ "Ostian Army Belvara" → the army, and where it is; not for "Army Corps X" or what a list knows as one name."""
    for k in range(2, len(run)):
        last = run[k - 1].lower
        if not (heads().closes(last) and head_kind(last) is EntityType.GROUP) or not all(w.capital for w in run[k:]):
            continue
        entry = gazetteer().lookup(text[run[k].start : run[-1].end])
        if entry is not None and entry.type is EntityType.PLACE and not heads().opens(run[0].bare):
            return [run[:k], run[k:]]
    return [run]


def _after_acronym(run: list[Word], text: str, labels: Sequence[Label]) -> list[list[Word]]:
    """ "XLF Falcon Strike Team" → the body, and its unit; not for acronyms of states and their leagues."""
    first, last = run[0], run[-2] if len(run) > 3 and len(run[-1].text) == 1 else run[-1]
    if (
        len(run) < 3
        or not ACRONYM.fullmatch(first.text)
        or any(c.isdigit() for c in first.text)
        or head_kind(last.lower) is not EntityType.GROUP
    ):
        return [run]
    entry = gazetteer().lookup(first.text)
    if entry is not None and entry.type is not EntityType.GROUP:
        return [run]
    return [run[:1], run[1:]]


def _demonym(run: list[Word], text: str, labels: Sequence[Label]) -> list[list[Word]]:
    """A nationality before a person or a make: "Canadians A B", "Sri Lankan A B", "Syrian Xy-17"."""
    length = demonym(run, text)
    rest = run[length:]
    if not length or not rest or _listed(run, text):
        return [run]
    if len(rest) == 1:
        made = any(c.isdigit() for c in rest[0].text) and not ACRONYM.fullmatch(rest[0].text)
        return [run[:length], rest] if made else [run]
    marks = {label for start, end, label in labels if start < rest[-1].end and rest[0].start < end}
    person = ("PERSON" in marks or marks <= {"NORP"}) and all(
        w.text.isalpha() or ARTICLE_NAME.match(w.text) or "-" in w.text for w in rest
    )
    bodied = any(head_kind(w.lower) is not None or ACRONYM.fullmatch(w.text) for w in rest)
    if not person or bodied or len(rest) > 5 or any(is_adjective(w.text) or is_title(w) for w in rest):
        return [run]
    return [run[:length], rest]


def _adjectives(run: list[Word], text: str) -> list[list[Word]]:
    """Adjectives before a name that stands alone, each by itself: "Iraqi Harakat X", "Iraqi Shia", "Russian PMC".

    "Syrian Hezbollah" and "Lebanese Shiites" stay whole: they are others than those without the adjective.
    """
    if len(run) < 2 or not is_adjective(run[0].text) or _listed(run, text):
        return [run]
    rest = run[1:]
    if all(is_adjective(w.text) or not w.capital for w in rest):
        return (
            [run]
            if is_people(run[-1].text) and gazetteer().state_of_adjective(run[0].text)
            else [[run[0]], *_adjectives(rest, text)]
        )
    name = POSSESSIVE.sub("", text[rest[0].start : rest[-1].end])
    entry = gazetteer().lookup(name)
    alone = (
        (
            entry is not None
            and len(rest) > 1
            and entry.type in (EntityType.GROUP, EntityType.ORGANIZATION, EntityType.PERSON)
        )
        or (len(rest) == 1 and ACRONYM.fullmatch(name) is not None)
        or (len(rest) == 1 and entry is None and head_kind(rest[0].lower) is None and follows_group(text, rest[0].end))
        or (rest[0].lower in cues()["possessive_inside"] and gazetteer().state_of_adjective(run[0].text) is None)
        or (heads().opens(rest[0].bare) and not heads().closes(rest[0].bare) and len(rest) > 1)
    )
    return [run[:1], *_adjectives(rest, text)] if alone else [run]


def is_people(word: str) -> bool:
    """Whether an adjective stands for people here: "Kurds", "Shiites"."""
    return word.endswith("s") and not word.endswith(("ss", "'s")) and is_adjective(word)


def _foreign_end(run: list[Word]) -> bool:
    """Whether a name ends in a small word of a Romance language: "Forces du changement"."""
    return ARTICLED.sub("", run[-1].lower) in cues()["foreign_words"] and heads().opens(run[0].bare) and run[0].capital


def _trimmed(run: list[Word], text: str) -> list[Word]:
    """The run without a role at either end ("X Secretary-General", "Governor of X"); empty if it is nothing else."""
    if _listed(run, text):
        return run
    known = roles()
    if (
        len(run) > 2
        and (is_title(run[0]) or plain(run[0].lower) in known.position)
        and run[1].lower == "of"
        and head_kind(run[0].lower) is None
    ):
        run = run[2:] if run[2].capital else run[3:]
    if (
        len(run) > 2
        and run[0].lower in cues()["holders"]
        and (demonym(run[1:], text) or ACRONYM.fullmatch(run[1].text))
    ):
        run = run[1:]  # "Officer Ruritanian Popular Front"
    if head_kind(run[0].lower) is EntityType.ORGANIZATION and any(w.lower == "of" for w in run) and run[-1].capital:
        return run  # "Office of the Prosecutor"
    while run and (
        not (run[-1].capital or run[-1].text.isdigit() or _foreign_end(run))
        or (len(run) > 1 and plain(run[-1].lower) in known.leader | known.position and head_kind(run[-1].lower) is None)
    ):
        run = _without_role(run[:-1]) if run[-1].capital else run[:-1]
    roleful = [
        w for w in run if is_title(w) or w.lower in cues()["role_qualifiers"] or plain(w.lower) in known.position
    ]
    if run and len(roleful) == len(run) and all(head_kind(w.lower) is None for w in run):
        return []
    return run
