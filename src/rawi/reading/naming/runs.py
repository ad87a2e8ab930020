"""Stretches of capitalised words and what holds them together: "Army for the Freedom of X", "Liwa al-X wa al-Y"."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import cache

from rawi.model import EntityType
from rawi.reading.naming.foreign import foreign_tail, opens_foreign
from rawi.reading.naming.words import ACRONYM, ORDINAL, POSSESSIVE, STOPS, YEAR, Word, cues, head_kind, months, titles
from rawi.vocabulary import gazetteer, heads, roles
from rawi.vocabulary.letters import plain
from rawi.vocabulary.offices import offices

Label = tuple[int, int, str]
Quoted = Sequence[tuple[int, int]]

WHOLE = ("of", "of the", "for", "for the", "against", "against the")


def runs_of(
    words: list[Word],
    text: str,
    labels: Sequence[Label],
    quoted: Quoted = (),
    common: Collection[str] = frozenset(),
) -> list[list[Word]]:
    """The stretches of words that may be names, in order. `common` are ordinary English words in small letters."""
    runs: list[list[Word]] = []
    closing = {end for _, end in quoted}
    i = 0
    while i < len(words):
        whole = _quoted_whole(words, i, quoted)
        if whole:
            after = words[i + whole] if i + whole < len(words) else None
            whole += (
                after is not None
                and after.capital
                and heads().closes(after.lower)
                and head_kind(after.lower) is EntityType.GROUP
            )
            runs.append(words[i : i + whole])
            i += whole
            continue
        if not (_may_begin(words, i, text, labels) or _fights(words, i, common)):
            i += 1
            continue
        first = i
        run = [words[i]]
        i += 1
        headed = heads().opens(run[0].bare) or head_kind(run[0].lower) is EntityType.GROUP
        while i < len(words) and not _ends(run[-1], text):
            step = _next(words, i, headed, run, labels)
            if not step or (step > 1 and run[-1].end in closing):
                break  # "X Resistance" against Y: what quotation marks close goes on with no small word
            run.extend(words[i : i + step])
            i += step
            headed = headed or head_kind(run[-1].lower) is EntityType.GROUP
        more = _listed_tail(run, words, i, text) or _numbered(run, words, i) or foreign_tail(run, words, i)
        run.extend(words[i : i + more])
        i += more
        if first and (
            (ORDINAL.fullmatch(words[first - 1].text) and head_kind(run[-1].lower) is EntityType.GROUP)
            or (first > 1 and words[first - 1].text.isdigit() and words[first - 2].lower in cues()["group_nouns"])
        ):
            run.insert(0, words[first - 1])  # "44th X Brigade", "the gang 600 X"
        runs.append(run)
    return runs


def _quoted_whole(words: list[Word], i: int, quoted: Quoted) -> int:
    """How many words a name in quotation marks has: capitals and small words only, with a head-word; else 0."""
    for start, end in quoted:
        if words[i].start != start or not words[i].capital:
            continue
        inside = [w for w in words[i : i + 9] if w.start < end]
        if not inside:
            continue  # two quotation marks with nothing between them
        small = cues()["connectors"] | cues()["headed_connectors"] | cues()["inner"]
        fits = all(w.capital or w.lower in small for w in inside) and inside[-1].capital and inside[-1].end == end
        if (
            fits
            and 2 < len(inside) < 9
            and any(head_kind(w.lower) is EntityType.GROUP for w in inside)
            and words[i].lower not in cues()["not_first"]
        ):
            return len(inside)
    return 0


def _listed_tail(run: list[Word], words: list[Word], i: int, text: str) -> int:
    """How many further words make the run a longer name that the lists know: "Al-X in the Y", "Army of the North"."""
    if i >= len(words) or words[i].lower not in ("in", "of", "and", "for", "fi"):
        return 0
    name = text[run[0].start : run[-1].end]
    for more in range(5, 1, -1):
        tail = words[i : i + more]
        if (
            len(tail) == more
            and tail[-1].capital
            and gazetteer().lookup(POSSESSIVE.sub("", text[run[0].start : tail[-1].end])) is not None
        ):
            return more
    if words[i].lower == "in" and plain_franchise(name):
        for more in (2, 3, 4):
            tail = words[i : i + more]
            place = text[tail[1].start : tail[-1].end] if len(tail) == more and more > 1 else ""
            known = gazetteer().lookup(place.removeprefix("the ")) if place and tail[-1].capital else None
            if known is not None and known.type in (EntityType.STATE, EntityType.PLACE):
                return more
    return 0


def plain_franchise(name: str) -> bool:
    """Whether the name is of a network whose branches are called "X in the Y"."""
    return name.lower().replace("'", "").replace("-", " ") in cues()["franchises"]


def _numbered(run: list[Word], words: list[Word], i: int) -> int:
    """ "Battalion 316", "Division 30": a number right after a head-word of armed units belongs to the name."""
    if i + 1 < len(words) and run[-1].text in ("No", "N") and words[i].text == "." and words[i + 1].text.isdigit():
        return 2
    if i >= len(words) or not words[i].text.isdigit() or len(words[i].text) > 4 or YEAR.fullmatch(words[i].text):
        return 0
    last = run[-1].lower
    after = words[i + 1] if i + 1 < len(words) else None
    if last in ("operation", "operación", "opération") or (
        after is not None and after.text in cues()["group_nouns"] and run[-1].capital
    ):
        return 1  # "Operation 1027", "the Barrio 22 gang"
    return int(
        heads().closes(last)
        and head_kind(last) is EntityType.GROUP
        and not heads().describes(last)
        and words[i].start == run[-1].end + 1
    )


def _may_begin(words: list[Word], i: int, text: str, labels: Sequence[Label]) -> bool:
    word = words[i]
    if not word.capital:
        return False
    if opens_foreign(words, i):
        return True
    starts_sentence = i == 0 or words[i - 1].text in STOPS
    following = words[i + 1] if i + 1 < len(words) else None
    joined = following is not None and following.capital and following.lower not in cues()["not_first"]
    if word.lower in months() and joined and following is not None and head_kind(following.lower) is EntityType.GROUP:
        return i > 0 and words[i - 1].lower in ("the", "its", "their")  # "the March Movement"
    if word.lower in months() and not (joined and any(s == word.start and mark == "PERSON" for s, _, mark in labels)):
        return False
    if word.lower in cues()["seldom_first"]:
        whole = any(
            start <= word.start and end > word.end + 1 and label in ("ORG", "GPE") for start, end, label in labels
        )
        listed = any(
            gazetteer().state(text[word.start : words[k].end]) for k in (i + 1, i + 2) if joined and k < len(words)
        )
        headed = any(head_kind(w.lower) is not None for w in words[i + 1 : i + 5] if w.capital)
        next_capital = following is not None and following.capital and following.lower not in cues()["never_first"]
        return next_capital and (whole or listed or headed)
    if word.lower in cues()["not_first"]:
        headed = any(head_kind(w.lower) for w in words[i + 1 : i + 4] if w.capital)
        return joined and headed and not starts_sentence and word.lower not in cues()["never_first"]
    if starts_sentence or words[i - 1].text in ":;":
        return _stands_out(words, i, labels)
    return True


def _stands_out(words: list[Word], i: int, labels: Sequence[Label]) -> bool:
    """A capital that opens a sentence says nothing: another sign is wanted."""
    word, after = words[i], words[i + 1 : i + 5]
    if after:
        following = after[0]
        if following.capital or following.lower in ("al", "bin", "ibn", "de", "del", "da"):
            return True
        headed = head_kind(word.lower) is not None
        if following.lower == "of" and (headed or word.lower in titles()):
            return True
        if headed and (
            following.text.isdigit() or (following.lower in cues()["connectors"] and any(w.capital for w in after[1:3]))
        ):
            return True
    if ACRONYM.fullmatch(POSSESSIVE.sub("", word.text)) or "-" in word.text or word.text.endswith("'s"):
        return True
    if gazetteer().lookup(word.text) is not None or gazetteer().state_of_adjective(word.text) is not None:
        return True
    return any(start <= word.start < end for start, end, _ in labels)


def _ends(word: Word, text: str) -> bool:
    """Whether a name stops after this word: a possessive of a name, not of a common noun ("People's Army")."""
    if not POSSESSIVE.search(word.text):
        return False
    rest = text[word.end :].lstrip()
    if not rest[:1].isupper():
        return True
    owned = re.match(r"[^\W\d_]+", rest)
    office = owned is not None and head_kind(owned[0].lower()) is EntityType.ORGANIZATION
    return not (word.lower in cues()["possessive_inside"] or (office and plain(word.lower) in _officers()))


@cache
def _officers() -> frozenset[str]:
    """Who has an office that is named after the post: "Governor's Office"."""
    return roles().titles | roles().position | roles().leader


def _next(words: list[Word], i: int, headed: bool, run: list[Word], labels: Sequence[Label]) -> int:
    """How many further words belong to the run: 0, or the words up to and including the next capital."""
    word = words[i]
    if word.capital:
        return int(word.lower not in months() or (head_kind(run[0].lower) is not None and word.lower not in ("may",)))
    if word.text.isdigit() and len(word.text) < 4 and heads().opens(run[0].bare) and not heads().closes(run[0].lower):
        after = words[i + 1] if i + 1 < len(words) else None
        goes_on = after is not None and after.capital and after.start == word.end + 1 and after.lower not in months()
        return 2 * goes_on  # "Frente 47 X Y"
    connectors = cues()["connectors"]
    j = i
    while j < len(words) and j - i < 3:
        lower = words[j].lower
        if words[j].capital:
            break
        allowed = lower in connectors or (j > i and lower in cues()["inner"])
        if lower in cues()["english_too"] and not heads().opens(run[0].bare):
            allowed = False
        if lower == "and" and words[i + 1 : i + 2] and _fields_joined(run, words, i + 1):
            allowed = True
        if not allowed and headed and lower in cues()["headed_connectors"]:
            allowed = lower == "and" or any(head_kind(w.bare) is EntityType.GROUP for w in run[:3])
            if lower == "in" and not (
                heads().opens(run[0].bare) or (len(run) > 2 and any(w.lower in ("for", "of", "and") for w in run))
            ):
                allowed = False
        if not allowed:
            return 0
        j += 1
    if j >= len(words) or not words[j].capital or j == i:
        return 0
    if words[j].lower in months() or words[j].lower in cues()["never_first"]:
        return 0
    joined = " ".join(w.lower for w in words[i:j])
    if words[i].lower == "of" and not _of_holds(run, words, j):
        return 0
    foreign = heads().opens(run[0].bare) and not any(heads().closes(w.lower) for w in run)
    if words[i].lower == "of" and foreign and len(run) > 1:
        return 0  # a name in another language goes on with no English "of": "Frente 47 of the X"
    if joined in WHOLE and not (_head_before(run) or (joined == "of" and _nickname(run))):
        return 0
    if words[i].lower == "and" and not _and_holds(run, words, j, labels):
        return 0
    return j - i + 1


def _of_holds(run: list[Word], words: list[Word], j: int) -> bool:
    """Not "Shiites of Lebanese (citizenship)", nor "X District of Syria"."""
    alone = j + 1 >= len(words) or not words[j + 1].capital
    if (
        alone
        and gazetteer().state_of_adjective(POSSESSIVE.sub("", words[j].text)) is not None
        and gazetteer().lookup(words[j].text) is None
    ):
        return False
    entry = gazetteer().lookup(POSSESSIVE.sub("", words[j].text))
    placed = len(run) > 1 and head_kind(run[-1].lower) is EntityType.PLACE
    return not (placed and entry is not None and entry.type is EntityType.STATE)


def _fields_joined(run: list[Word], words: list[Word], j: int) -> bool:
    """ "Training and Doctrine Command", "Command and Staff College": two fields of work before one head-word."""
    fields = offices().fields | {"command", "terrorism", "monitoring"}
    if plain(run[-1].lower) not in fields or plain(words[j].lower) not in fields | {"insurgency"}:
        return False
    end = j
    while end + 1 < len(words) and words[end + 1].capital and words[end + 1].start == words[end].end + 1:
        end += 1
    kind = head_kind(words[end].lower) if end > j else None
    return kind in (EntityType.GROUP, EntityType.ORGANIZATION) and heads().closes(words[end].lower)


def _head_before(run: list[Word]) -> bool:
    return any(head_kind(w.lower) is not None for w in run) or run[-1].lower in titles()


def _nickname(run: list[Word]) -> bool:
    """Whether a run is a nickname of many: "Red Berets (of X)", not "Shia Muslims (of X)"."""
    last = run[-1].text
    return (
        len(run) == 2
        and all(w.capital for w in run)
        and last.endswith("s")
        and not last.endswith(("ss", "'s"))
        and gazetteer().state_of_adjective(run[0].text) is None
        and not any(w.lower in cues()["adjectives"] or w.lower.rstrip("s") in cues()["adjectives"] for w in run)
    )


def _fights(words: list[Word], i: int, common: Collection[str]) -> bool:
    """Whether a sentence opens with the name of who fights: "Xyz militiamen", no common word before it."""
    if not common or not words[i].capital or words[i].lower in common or i + 1 >= len(words):
        return False
    opens = i == 0 or words[i - 1].text in STOPS
    return opens and words[i + 1].text in cues()["fighters"] and words[i].lower not in cues()["not_first"]


def _and_holds(run: list[Word], words: list[Word], j: int, labels: Sequence[Label]) -> bool:
    """ "Movement for Unity and Jihad": after "for" or "of", before an aim, not before a second name."""
    after = words[j]
    if _fields_joined(run, words, j):
        return True
    if (
        not any(w.lower in ("for", "of", "pour", "para") for w in run)
        or heads().opens(after.bare)
        or ACRONYM.fullmatch(after.text)
    ):
        return False
    if after.lower in cues()["aims"]:
        return True
    if (
        gazetteer().lookup(POSSESSIVE.sub("", after.text)) is not None
        and head_kind(run[0].lower) is not EntityType.EVENT
    ):
        return False
    if head_kind(run[0].lower) is EntityType.EVENT:
        return True
    return any(start < words[j - 1].start < end - 1 for start, end, _ in labels)
