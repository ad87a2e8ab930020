"""Finding the postings of a passage: its names, ranks and offices as a sequence, and the patterns laid on it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rawi.model import EntityType
from rawi.reading.naming import Name, Title
from rawi.reading.naming.words import cues
from rawi.reading.postings.sequences import sequences
from rawi.vocabulary import gazetteer, heads, roles
from rawi.vocabulary.letters import plain
from rawi.vocabulary.offices import offices

WORD = re.compile(r"'s\b|[^\W_]+(?:-[^\W_]+)*|[^\s\w]")
NUMBERED = re.compile(r"^\d{1,4}(?:st|nd|rd|th)?\b|\b\d{1,4}$")
SERVICE = re.compile(r"\s(army|military|police|navy|air force|gendarmerie|armed forces|national army|government)\b")
POSSESSIVES = frozenset({"its", "their", "his", "her"})
DEFINITE = frozenset({"the", "this", "that"})


@dataclass(frozen=True)
class Posting:
    """That `person` has a `rank`, an office (`role`), or both, in `body`, as far as one sequence tells.

    `unit` is where a body stands that is only called by its kind ("the division", "its"). `rule` is the pattern, and
    `leading` says that the office stands before the name.
    """

    person: Name
    rank: Title | None = None
    role: Title | None = None
    body: Name | None = None
    unit: tuple[int, int] | None = None
    rule: str = ""
    leading: bool = False


@dataclass(frozen=True)
class _Element:
    start: int
    end: int
    sign: str
    name: Name | None = None
    title: Title | None = None


def postings_of(text: str, names: Sequence[Name], titles: Sequence[Title]) -> list[Posting]:
    """The postings of a passage in the order of its persons. `names` have their settled types."""
    if not titles:
        return []
    line = list(_elements(text, names, titles))
    signs = "".join(e.sign for e in line)
    before = _offices(sequences().before, line, signs, leading=True)
    after = _offices(sequences().after, line, signs, leading=False)
    found = _settled(before, after, line)
    found += _ranked(line, signs, found)
    return sorted(found, key=lambda p: (p.person.start, p.role.start if p.role else -1))


# ------------------------------------------------------------------ the sequence
def _elements(text: str, names: Sequence[Name], titles: Sequence[Title]) -> Iterator[_Element]:
    """Every name, rank, office, word and mark of the text, each with its sign."""
    known = sequences()
    things: list[_Element] = []
    for name in names:
        sign = _sign_of(name)
        if sign is not None:
            things.append(_Element(name.start, name.end, known.sign(sign), name=name))
    taken = [(t.start, t.end) for t in things]
    for title in titles:
        if not any(a < title.end and title.start < b for a, b in taken):
            sign = "RANK" if title.kind == "rank" else "ROLE"
            things.append(_Element(title.start, title.end, known.sign(sign), title=title))
    things.sort(key=lambda e: e.start)
    cursor = 0
    last: Title | None = None
    for thing in things:
        if thing.start < cursor:
            continue
        if last is not None and _abbreviates(thing.title, last) and text[cursor : thing.start].strip() in ("", ","):
            cursor = thing.end + (text[thing.end : thing.end + 1] == ",")
            continue  # "General Officer Commanding, GOC, 4 Division"
        last = thing.title
        yield from _words(text, cursor, thing.start)
        service = SERVICE.match(text, thing.end) if thing.sign == known.sign("PEOPLE") else None
        if service is not None:  # "Ostian military", "Ostian police"
            yield _Element(service.start(1), service.end(1), known.sign("UNIT"))
            cursor = service.end(1)
            continue
        yield thing
        cursor = thing.end
    yield from _words(text, cursor, len(text))


def _abbreviates(letters: Title | None, office: Title) -> bool:
    """Whether an office in letters is the one written out before it: "Chief of Army Staff (COAS)"."""
    long = offices().letters.get(letters.text) if letters is not None else None
    return long is not None and plain(office.text).endswith(long)


def _sign_of(name: Name) -> str | None:
    if name.rule == "adjective" or name.type is EntityType.STATE:
        return "PEOPLE"
    if name.type is EntityType.PERSON:
        return "PERSON"
    if name.type in (EntityType.GROUP, EntityType.ORGANIZATION) or _is_operation(name):
        return "NUMBERED" if NUMBERED.search(name.text) else "BODY"
    if name.type is EntityType.PLACE:
        return "BODY" if plain(name.text).endswith(("headquarters", "garrison", "base", "station")) else "PLACE"
    return "PEOPLE" if name.type is None and gazetteer().state(name.text) else None


def _is_operation(name: Name) -> bool:
    """A named operation is also the force that carries it out ("theatre commander of Operation X")."""
    return name.type is EntityType.EVENT and name.text.lower().startswith(("operation ", "exercise ", "task force "))


def _words(text: str, start: int, end: int) -> Iterator[_Element]:
    """The words between two names; "the division" and "its" are bodies by their kind."""
    known = sequences()
    found = [(m.start(), m.end(), m[0]) for m in WORD.finditer(text, start, end)]
    k = 0
    while k < len(found):
        a, b, word = found[k]
        low = word.lower()
        after = found[k + 1] if k + 1 < len(found) else None
        if low in DEFINITE and after is not None and _is_unit(after[2]):
            yield _Element(after[0], after[1], known.sign("UNIT"))
            k += 2
            continue
        if low in POSSESSIVES:
            yield _Element(a, b, known.sign("UNIT") if low in ("its", "their") else known.sign(low))
        elif word[:1].isupper() and plain(word) in roles().honorific:
            yield _Element(a, b, known.sign("COURTESY"))
        else:
            yield _Element(a, b, known.sign(low))
        k += 1


def _is_unit(word: str) -> bool:
    low = plain(word)
    kind = heads().kind_of(low)
    return low in cues()["kinds_alone"] or (
        kind in (EntityType.GROUP, EntityType.ORGANIZATION) and not heads().describes(low) and not low.endswith("s")
    )


# ------------------------------------------------------------------ offices
def _offices(
    patterns: Sequence[tuple[str, re.Pattern[str]]], line: Sequence[_Element], signs: str, *, leading: bool
) -> dict[int, Posting]:
    """For each office, by its start, the posting of the first pattern that has it."""
    found: dict[int, Posting] = {}
    for rule, pattern in patterns:
        position = 0
        while (m := pattern.search(signs, position)) is not None:
            position = m.start() + 1
            posting = _posting(m, line, rule, leading=leading)
            if posting is not None and posting.role is not None and posting.role.start not in found:
                found[posting.role.start] = posting
    return found


def _posting(m: re.Match[str], line: Sequence[_Element], rule: str, *, leading: bool = False) -> Posting | None:
    part = {key: line[m.start(key)] for key, value in m.groupdict().items() if value}
    person, body = part.get("person"), part.get("body")
    if person is None or person.name is None:
        return None
    return Posting(
        person.name,
        rank=part["rank"].title if "rank" in part else None,
        role=part["role"].title if "role" in part else None,
        body=body.name if body is not None else None,
        unit=(body.start, body.end) if body is not None and body.name is None else None,
        rule=rule,
        leading=leading,
    )


def _settled(before: dict[int, Posting], after: dict[int, Posting], line: Sequence[_Element]) -> list[Posting]:
    """Each office once: in "A, the leader of X, B" it is A's, unless A has had an office before the name already."""
    found: list[Posting] = []
    led: set[int] = set()
    for start in sorted({*before, *after}):
        ahead, behind = before.get(start), after.get(start)
        if ahead is not None and (behind is None or behind.person.start in led):
            found.append(ahead)
            led.add(ahead.person.start)
        elif behind is not None:
            found.append(behind)
    return found


# ------------------------------------------------------------------ ranks
def _ranked(line: Sequence[_Element], signs: str, have: Sequence[Posting]) -> list[Posting]:
    """The ranks of persons whose offices do not bring them already, those of a list under one plural rank with them."""
    covered = {p.person.start for p in have if p.rank is not None}
    posted = {p.person.start for p in have if p.body is not None}
    found: dict[int, Posting] = {}
    for rule, pattern in sequences().rank:
        for m in pattern.finditer(signs):
            posting = _posting(m, line, rule)
            if posting is None:
                continue
            at = posting.person.start
            news = at not in covered or (posting.body is not None and at not in posted)
            if news and at not in found:
                found[at] = posting
    comma, conj, person = sequences().sign(","), sequences().sign("and"), sequences().sign("PERSON")
    for k, element in enumerate(line):
        rank = element.title
        if rank is None or rank.kind != "rank" or not rank.plural:
            continue
        i = k + 2
        while i < len(line) and signs[i] in (comma, conj, person):
            name = line[i].name
            if name is not None and name.start not in covered and name.start not in found:
                found[name.start] = Posting(name, rank=rank, rule="plural rank")
            i += 1
    return [replace(p, leading=False) for p in found.values()]
