"""Upper-case prose (cables, old wire reports) in sentence case, so that a parser trained on mixed case can read it.

A word keeps its capital where it is no English word, where the gazetteer lists it, where it is one of a formal name
("National Liberation Front"), or where the labeller, on the text in title case, calls it a person and no verb or
adjective is written so. The length of the text stays.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import cache
from itertools import pairwise

from rawi.dates.calendar import month_names
from rawi.model import EntityType
from rawi.reading.naming.words import cues, head_kind
from rawi.reading.ordinary import POSSESSED, does, is_of_people, is_plain, lists, stem
from rawi.vocabulary import Entry, gazetteer
from rawi.vocabulary.letters import plain

CAPITAL = "A-ZÀ-ÖØ-Þ"
WORD = re.compile(rf"[{CAPITAL}][{CAPITAL}0-9'’]*(?:-[{CAPITAL}0-9]+)*")
INITIAL = re.compile(r"(?:^|[^A-Z])[A-Z]\.$")
FULL_UPPER = 0.7
ARTICLES = frozenset({"al", "el", "an", "as", "ash", "ad", "ar", "at", "az", "ez", "es", "er", "ul"})
OWNERS_FOLLOW = frozenset({"OF", "WITH", "BY", "AGAINST", "FROM", "UNDER", "AND", "FOR"})
WEEKDAYS = frozenset({"MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY"})


def is_upper(text: str) -> bool:
    """Whether a text is written in capitals throughout."""
    letters = [c for c in text if c.isalpha()]
    return len(letters) >= 40 and sum(c.isupper() for c in letters) >= FULL_UPPER * len(letters)


def title_case(text: str) -> str:
    """Every word but the small ones with a capital, at the same length."""
    small = lists()["small"]
    return WORD.sub(lambda m: m[0].lower() if m[0] in small else _capital(m[0]), text)


def sentence_case(text: str, labels: Iterable[tuple[int, int, str]], common: Collection[str]) -> str:
    """The same text lower-cased but for sentence starts, names and acronyms; `common` are ordinary words.

    `labels` are (start, end, label) of a labeller that read `title_case(text)`.
    """
    english, marks = frozenset(common), list(labels)
    words = list(WORD.finditer(text))
    persons = _persons(text, words, marks, english)
    named = persons | _listed(text, words, marks) | _formal(text, words, english)
    known = {stem(m[0]) for m in words if m.start() in persons}
    out = list(text)
    for i, m in enumerate(words):
        word, bare = m[0], stem(m[0])
        before = text[: m.start()].rstrip(" \"'([")
        if word in lists()["small"] and not (word == "MAY" and m.start() in named):
            cased = word.lower()
        elif any(c.isdigit() for c in word) or (len(word) == 1 and text[m.end() : m.end() + 1] == "."):
            cased = word
        elif _is_acronym(text, words, i, english):
            cased = bare + word[len(bare) :].lower()
        elif "-" in word:
            cased = _hyphened(word, known, english)
        elif m.start() in named or bare in known or not is_plain(bare, english):
            cased = _capital(word)
        else:
            cased = word.lower()
        if not before or (before[-1] in ".?!" and not INITIAL.search(before)):
            cased = cased[:1].upper() + cased[1:]
        out[m.start() : m.end()] = cased
    return "".join(out)


def _capital(word: str) -> str:
    parts = [part.capitalize() for part in word.split("-")]
    if len(parts) > 1 and parts[0].lower() in ARTICLES:
        parts[0] = parts[0].lower()
    return "-".join(parts)


def _hyphened(word: str, known: Collection[str], common: frozenset[str]) -> str:
    """ "PRO-CASTRO" → "pro-Castro", "IRANIAN-BACKED" → "Iranian-backed", "AL-TAIF" → "al-Taif"."""
    parts = word.split("-")
    if parts[0].lower() in ARTICLES:
        return _capital(word)
    strange = [not is_plain(stem(p), common) or stem(p) in known or is_of_people(p) for p in parts]
    return "-".join(p.capitalize() if odd else p.lower() for p, odd in zip(parts, strange, strict=True))


@cache
def _days() -> frozenset[str]:
    return frozenset({m.upper() for m in month_names("english")} - {"MAY", "MAR", "MARCH"} | WEEKDAYS)


@cache
def _openings() -> frozenset[str]:
    """The first words of all listed names of more than one word."""
    return frozenset(name.split(" ", 1)[0] for name in gazetteer().entries if " " in name)


def _dated(text: str, word: re.Match[str]) -> bool:
    before, after = text[: word.start()][-12:], text[word.end() : word.end() + 3]
    return bool(re.search(r"(?:\d|\b(?:IN|SINCE|BY|UNTIL|EARLY|LATE|MID)|MID-)\s?$", before)) or bool(
        re.match(r"\s\d", after)
    )


def _listed(text: str, words: list[re.Match[str]], labels: list[tuple[int, int, str]]) -> set[int]:
    """Where words of names stand that the gazetteer lists, the longest first; months and weekdays."""
    known = gazetteer()
    found = {w.start() for w in words if w[0] in _days()}
    found |= {w.start() for w in words if w[0] in ("MAY", "MARCH", "MAR") and _dated(text, w)}
    for i, first in enumerate(words):
        if first[0] in lists()["small"]:
            continue
        reach = 5 if plain(stem(first[0])).split(" ")[0] in _openings() else 1
        for j in range(min(len(words), i + reach) - 1, i - 1, -1):
            span = stem(text[first.start() : words[j].end()])
            if j == i and len(span) < 4:
                continue
            name = title_case(span)
            entry = known.lookup(name)
            single = is_of_people(span) or (entry is not None and _alone(entry, text, first, labels))
            if (entry is not None and j > i) or (j == i and single):
                found.update(w.start() for w in words[i : j + 1] if w[0] not in lists()["small"])
                break
    return found


def _alone(entry: Entry, text: str, word: re.Match[str], labels: list[tuple[int, int, str]]) -> bool:
    """Whether a single word that is listed is the name here: no verb or adjective, and a place where places stand."""
    if does(stem(word[0])):
        return False
    if entry.type is EntityType.PLACE:
        placed = (
            re.search(r"\b(?:IN|NEAR|AT|FROM|OF|TO)\s+$", text[: word.start()])
            and text[word.end() : word.end() + 1] in ",.;"
        )
        return bool(placed) or any(a <= word.start() < b and label in ("GPE", "LOC") for a, b, label in labels)
    return len(word[0]) > 4


def _formal(text: str, words: list[re.Match[str]], common: frozenset[str]) -> set[int]:
    """Where formal names of bodies stand: words of dignity or strange words, closed or opened by a head-word."""
    dignity, small = lists()["dignity"], {"OF", "FOR", "THE", "AND"}
    found: set[int] = set()

    def fits(i: int) -> bool:
        word = stem(words[i][0])
        if word in lists()["small"]:
            return False
        return word in dignity or _heads(word) or not is_plain(word, common) or words[i].start() in found

    i = 0
    while i < len(words):
        j = i
        while (
            j < len(words)
            and fits(j)
            and (j == i or text[words[j - 1].end() : words[j].start()].strip("'’") in (" ", "-"))
        ):
            j += 1
        span = words[i:j]
        closed = bool(span) and (
            _heads(stem(span[-1][0])) or (stem(span[-1][0]) in ("INTERNATIONAL", "STAFF") and len(span) > 1)
        )
        if closed and len(span) > 1:
            end = j
            while (
                end + 1 < len(words)
                and words[end][0] in ("OF", "FOR")
                and text[words[end - 1].end() : words[end].start()] == " "
            ):
                k = end + 1 + (words[end + 1][0] == "THE")
                stop = k
                while (
                    stop < len(words)
                    and words[stop][0] not in small
                    and fits(stop)
                    and text[words[stop - 1].end() : words[stop].start()] == " "
                ):
                    stop += 1
                if stop == k:
                    break
                span, end = span + words[k:stop], stop
            if any(stem(w[0]) in dignity for w in span):
                found.update(w.start() for w in [*_led_in(text, words, i), *span])
            i = end
        else:
            i = max(j, i + 1)
    return found


def _led_in(text: str, words: list[re.Match[str]], i: int) -> list[re.Match[str]]:
    """Up to two nouns right before a formal name that are part of it: "SIMON BOLIVAR (COORDINATING BOARD)"."""
    first = i
    while first > max(0, i - 2) and text[words[first - 1].end() : words[first].start()] == " ":
        word = words[first - 1][0]
        if word in lists()["small"] or does(stem(word)) or _heads(word) or "-" in word or POSSESSED.search(word):
            break
        first -= 1
    return words[first:i]


def _heads(word: str) -> bool:
    """A head-word of bodies in the singular: "FRONT", "PARTY"; not those that describe ("TROOPS")."""
    kind = head_kind(word.lower())
    if word in lists()["no_heads"] or word.lower() in cues()["not_titles"]:
        return False
    return kind in (EntityType.GROUP, EntityType.ORGANIZATION) and (
        not word.endswith("S") or word in ("FORCES", "UNITS", "CORPS", "BRIGADES", "GUARDS")
    )


def _persons(
    text: str, words: list[re.Match[str]], labels: list[tuple[int, int, str]], common: frozenset[str]
) -> set[int]:
    """Where words of persons' names stand, as labelled, save for verbs and adjectives by themselves."""
    found = {
        after.start()
        for before, after in pairwise(words)
        if after[0].endswith(("'S", "’S"))
        and before[0] in OWNERS_FOLLOW
        and not does(stem(after[0]))
        and stem(after[0]) not in lists()["times"]
        and text[before.end() : after.start()] == " "
    }
    for start, end, label in labels:
        if label != "PERSON":
            continue
        inside = [w for w in words if start <= w.start() < end and w[0] not in lists()["small"]]
        odd = [w for w in inside if not is_plain(stem(w[0]), common)]
        determined = (
            inside and re.search(r"\b(?:AN?|THE|THIS|ITS|THEIR|HIS|ANY|NO)\s+$", text[: inside[0].start()]) is not None
        )
        if inside and not determined and all(not does(stem(w[0])) for w in inside):
            found.update(w.start() for w in inside)
        elif odd and len(inside) > 1:
            first = inside[0] if stem(inside[0][0]) not in lists()["plain"] and len(inside[0][0]) < 6 else None
            found.update(w.start() for w in inside if w is first or not does(stem(w[0])))
    return found


def _is_acronym(text: str, words: list[re.Match[str]], i: int, common: frozenset[str]) -> bool:
    """Letters that are no word: listed, in brackets by themselves, short after "THE", or not to be said aloud."""
    m = words[i]
    word = stem(m[0])
    bare = word.replace("-", "")
    if not bare.isalpha() or not 2 <= len(bare) <= 7 or word in lists()["plain"]:
        return False
    if word in lists()["acronyms"] or (
        gazetteer().acronyms.get(word) is not None
        and not does(word)
        and (len(word) > 3 or not is_plain(word, common))
    ):
        return True
    if re.search(r"[(\[]$", text[: m.start()]) and text[m.end() : m.end() + 1] in ")]" and text[m.end() :]:
        return True
    if is_plain(word, common):
        return False
    if "-" in word:
        return all(len(part) < 5 and not re.search(r"[AEIOUY][^AEIOUY]+[AEIOUY]", part) for part in word.split("-"))
    if not re.search(r"[AEIOUY]", word) or (bool(re.search(r"[^AEIOUY]{3}", word)) and len(word) <= 5):
        return True
    after = words[i + 1] if i + 1 < len(words) else None
    alone = (
        after is None
        or after[0] in lists()["small"]
        or is_plain(stem(after[0]), common)
        or text[m.end() : m.end() + 1] in ",.;"
    )
    return (
        len(word) <= 4 and i > 0 and words[i - 1][0] == "THE" and alone and gazetteer().lookup(_capital(word)) is None
    )
