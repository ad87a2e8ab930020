"""Finding names in a passage: runs of capitalised words, what holds them together, and what kind of thing they name.

Head-words and shapes decide first ("Liwa X", "X Brigade", "Battle of X"), then the gazetteer, then a statistical
tagger's labels, then what stands beside the name. A name keeps one type throughout a document (`rawi.reading.cast`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache

from rawi.model import EntityType
from rawi.reading.passages import Passage
from rawi.vocabulary import gazetteer, heads, load_yaml, roles

TOKEN = re.compile(r"(?:[A-Z]\.){2,}|[^\W_]+(?:['.\-/&][^\W_]+)*'?(?=\W|$)|@\w+|[^\s\w]")
ARTICLE_NAME = re.compile(r"(?:[Aa][lnstrdz]|[Aa]sh|[Ee][lznrst]|[Uu]l|[Ad]d|ez|as|ash|adh|ud)[-'][A-Z]")
ACRONYM = re.compile(r"[A-Z][A-Z0-9]{1,7}(?:-[A-Z0-9]{1,6})*")
COMPOUND_MODIFIER = re.compile(r"-(?:backed|supported|funded|financed|trained|armed|equipped|sponsored|supplied|aligned|allied|affiliated|linked|controlled|commanded|run|dominated|created|led|based|born|made|held|related|style|era|speaking|occupied|owned|inspired|loyal|wide|level|majority|ruled|mandated|designated|brokered|targeted|origin|descended|language)$", re.I)
BARE_ARTICLE = re.compile(r"^(?:al|el|an|as|ash|ad|ar|at|az)[-']")
POSSESSIVE = re.compile(r"'s?$|'S$")
DATE_ASIDE = re.compile(r"[\w\s–—\-/.,]*\b\d{4}\b[\w\s–—\-/.,]*")


@dataclass(frozen=True)
class Name:
    """`text[start:end]` of a passage. `type` is None while unknown; `sure` is False for a guess by labels alone."""

    start: int
    end: int
    text: str
    type: EntityType | None
    sure: bool = False
    rule: str = ""


@dataclass(frozen=True)
class _Word:
    start: int
    end: int
    text: str

    @property
    def capital(self) -> bool:
        if COMPOUND_MODIFIER.search(self.text) and not self.text.split("-")[-1][:1].isupper():
            return False
        return self.text[:1].isupper() or bool(ARTICLE_NAME.match(self.text)) or self.text.startswith("@")

    @property
    def lower(self) -> str:
        return POSSESSIVE.sub("", self.text).lower()


@cache
def _cues() -> dict[str, frozenset[str]]:
    raw = load_yaml("naming.yaml", "rawi.reading")
    return {key: frozenset(str(word) for word in words) for key, words in raw.items()}


def find_names(passage: Passage, labels: Iterable[tuple[int, int, str]] = ()) -> list[Name]:
    """The names of a passage in order, without overlap. `labels` are spans that a tagger marked (start, end, label)."""
    text = passage.text
    words = [_Word(m.start(), m.end(), m[0]) for m in TOKEN.finditer(text)]
    tagged = list(labels)
    names: list[Name] = []
    for run in _runs(words, text, tagged):
        names.extend(_type_run(part, text, tagged) for part in _split(run))
    names = [extend_over_date(n, passage) if n.type is EntityType.EVENT else n for n in names]
    for event in _lower_events(words, text):
        if not any(n.start < event.end and event.start < n.end and n.type is EntityType.EVENT for n in names):
            names = [n for n in names if not (n.start < event.end and event.start < n.end)]
            names.append(extend_over_date(event, passage))
    return sorted(names, key=lambda n: n.start)


def _runs(words: list[_Word], text: str, labels: list[tuple[int, int, str]]) -> list[list[_Word]]:
    """Stretches of capitalised words with what holds them together."""
    cues = _cues()
    runs: list[list[_Word]] = []
    i = 0
    while i < len(words):
        if not _may_begin(words, i, labels):
            i += 1
            continue
        run = [words[i]]
        i += 1
        headed = heads().opens(run[0].lower) or heads().kind_of(run[0].lower) is EntityType.GROUP
        while i < len(words) and not _ends(run[-1], text):
            step = _next(words, i, cues, headed, run)
            if not step:
                break
            run.extend(words[i : i + step])
            i += step
            headed = headed or heads().kind_of(run[-1].lower) is EntityType.GROUP
        more = _listed_tail(run, words, i, text)
        run.extend(words[i : i + more])
        i += more
        runs.append(run)
    return runs


def _listed_tail(run: list[_Word], words: list[_Word], i: int, text: str) -> int:
    """How many further words make the run a longer name that the lists know: "Al-Shabab in Y", "Army of the North"."""
    if i >= len(words) or words[i].lower not in ("in", "of", "and", "for", "fi"):
        return 0
    for more in range(5, 1, -1):
        tail = words[i : i + more]
        if len(tail) == more and tail[-1].capital and gazetteer().lookup(text[run[0].start : tail[-1].end]) is not None:
            return more
    return 0


def _may_begin(words: list[_Word], i: int, labels: list[tuple[int, int, str]]) -> bool:
    word = words[i]
    if not word.capital or not any(c.isalpha() for c in word.text):
        return False
    if word.lower in _cues()["not_first"]:
        following = words[i + 1] if i + 1 < len(words) else None
        joined = following is not None and following.capital and following.lower not in _cues()["not_first"]
        starts_sentence = i == 0 or words[i - 1].text in ".?!:"
        headed = any(heads().kind_of(w.lower) for w in words[i + 1 : i + 4] if w.capital)
        return joined and headed and not starts_sentence and word.lower not in ("the", "a", "an")
    if i == 0 or words[i - 1].text in ".?!:;":
        return _stands_out(word, words, i, labels)
    return True


def _stands_out(word: _Word, words: list[_Word], i: int, labels: list[tuple[int, int, str]]) -> bool:
    """A capital that opens a sentence says nothing: another sign is wanted."""
    following = words[i + 1] if i + 1 < len(words) else None
    if following is not None and (following.capital or following.lower in ("of", "al", "bin", "ibn")):
        return True
    if ACRONYM.fullmatch(POSSESSIVE.sub("", word.text)) or "-" in word.text or word.text.endswith("'s"):
        return True
    if gazetteer().lookup(word.text) is not None or gazetteer().state_of_adjective(word.text) is not None:
        return True
    return any(start <= word.start < end for start, end, _ in labels)


def _ends(word: _Word, text: str) -> bool:
    """Whether a name stops after this word: a possessive of a name, not of a common noun ("People's Army")."""
    if not POSSESSIVE.search(word.text):
        return False
    rest = text[word.end :].lstrip()
    return not (rest[:1].isupper() and word.lower in POSSESSIVE_INSIDE)


POSSESSIVE_INSIDE = frozenset(
    "people peoples lord god workers women farmers martyrs soldiers citizens nation peasants patriots men children "
    "revolutionaries prophet allah victims christ".split()
)


def _next(words: list[_Word], i: int, cues: dict[str, frozenset[str]], headed: bool, run: list[_Word]) -> int:
    """How many further words belong to the run: 0, or the words up to and including the next capital."""
    word = words[i]
    if word.capital and any(c.isalpha() for c in word.text):
        return 1
    if word.text.isdigit() and run and heads().kind_of(run[-1].lower) is not EntityType.GROUP:
        return 0
    j = i
    while j < len(words) and j - i < 3:
        lower = words[j].lower
        if words[j].capital:
            break
        allowed = lower in cues["connectors"] or (j > i and lower in cues["inner"])
        if not allowed and headed and lower in cues["headed_connectors"]:
            allowed = lower == "and" or heads().kind_of(run[0].lower) is EntityType.GROUP
            if lower == "in" and not heads().opens(run[0].lower):
                allowed = False
        if not allowed:
            return 0
        j += 1
    if j >= len(words) or not words[j].capital or j == i:
        return 0
    joined = " ".join(w.lower for w in words[i:j])
    if joined in ("of", "of the", "for", "for the") and not _head_before(run):
        return 0
    if words[i].lower == "and" and not _and_holds(run, words, j):
        return 0
    return j - i + 1


def _head_before(run: list[_Word]) -> bool:
    return any(heads().kind_of(w.lower) is not None or w.lower in roles().titles for w in run)


def _and_holds(run: list[_Word], words: list[_Word], j: int) -> bool:
    """ "Movement for Unity and Jihad": only after "for"/"of" in the run, and where no new head-word opens a second name."""
    return any(w.lower in ("for", "of", "pour", "para") for w in run) and not heads().opens(words[j].lower)


def _split(run: list[_Word]) -> list[list[_Word]]:
    """A run cut where a title or a state's adjective precedes a name of its own."""
    known = roles()
    for k in range(len(run) - 1, 0, -1):
        title = run[k - 1].lower
        if title in known.titles and title not in POSSESSIVE_INSIDE and run[k].capital:
            rest = run[k:]
            if not any(heads().kind_of(w.lower) is EntityType.GROUP for w in rest):
                head = [w for w in run[:k] if w.lower not in known.titles]
                while head and not head[-1].capital:
                    head.pop()
                return ([head] if head else []) + [rest]
    for k in range(1, len(run)):
        if heads().opens(run[k].lower) and not heads().closes(run[k].lower) and run[k].capital:
            if heads().kind_of(run[k].lower) is EntityType.GROUP and heads().kind_of(run[k - 1].lower) is None:
                return [*_split(run[:k]), run[k:]] if run[:k] else [run[k:]]
    return [run]


def _type_run(run: list[_Word], text: str, labels: list[tuple[int, int, str]]) -> Name:
    start, end = run[0].start, run[-1].end
    end -= len(m[0]) if (m := POSSESSIVE.search(text[start:end])) and len(run[-1].text) > 2 else 0
    name = Name(start, end, text[start:end], None)
    kind, sure, rule = _kind(name, run, text, labels)
    return replace(name, type=kind, sure=sure, rule=rule)


LABELS = {
    "PERSON": EntityType.PERSON,
    "ORG": EntityType.GROUP,
    "GPE": EntityType.PLACE,
    "LOC": EntityType.PLACE,
    "FAC": EntityType.PLACE,
    "EVENT": EntityType.EVENT,
    "NORP": EntityType.COMMUNITY,
}


def _kind(name: Name, run: list[_Word], text: str, labels: list[tuple[int, int, str]]) -> tuple[EntityType | None, bool, str]:
    known = gazetteer()
    entry = known.lookup(name.text)
    if entry is not None:
        return entry.type, True, "gazetteer"
    by_head = _by_head(run)
    if by_head is not None:
        return by_head, True, "head-word"
    if len(run) == 1 and known.state_of_adjective(name.text) is not None:
        return None, True, "adjective"
    before = text[: name.start].rstrip().rsplit(" ", 1)[-1].lower().strip(".")
    cues = _cues()
    if run[0].lower in cues["person_openings"] or before in cues["person_openings"] or before in roles().titles:
        return EntityType.PERSON, len(run) > 1 or before != "the", "title"
    if any(name.text.endswith(ending) for ending in cues["outlet_endings"]):
        return EntityType.ORGANIZATION, True, "outlet"
    after = text[name.end :].lstrip("'s ").split(" ", 1)[0].strip(".,;").lower()
    overlapping = [(min(e, name.end) - max(s, name.start), label) for s, e, label in labels if s < name.end and name.start < e]
    label = max(overlapping)[1] if overlapping else None
    if ACRONYM.fullmatch(name.text) and len(name.text) > 1:
        return (EntityType.GROUP if label != "GPE" else EntityType.PLACE), False, "acronym"
    if after in cues["group_follows"] and label not in {"NORP", "GPE"}:
        return EntityType.GROUP, False, "followed"
    if label in LABELS:
        if label == "PERSON" and before == "the":
            return EntityType.GROUP, False, "article"
        if label == "NORP" and len(run) == 1:
            return None, False, "adjective"
        return LABELS[label], False, "label"
    return None, False, "unknown"


def _by_head(run: list[_Word]) -> EntityType | None:
    """The kind that a head-word gives: the first word's in head-first languages, else the last before any "of"."""
    known = heads()
    if len(run) == 1:
        return None
    first, last = BARE_ARTICLE.sub("", run[0].lower), run[-1].lower
    classes = known.classes_of(first)
    if known.opens(first) and classes and classes[0].named:
        return classes[0].type
    cut = next((k for k, w in enumerate(run) if k and not w.capital and w.lower in ("of", "for", "de", "del", "in")), len(run))
    core = run[cut - 1].lower
    for word in (core, last):
        if known.closes(word) or known.opens(word):
            kind = known.kind_of(word)
            if kind is not None and not (cut == 1 and word == core and known.describes(word)):
                return kind
    return None


EVENT_WORDS = frozenset("war campaign offensive insurgency uprising revolution coup operation rebellion conflict siege battle genocide massacre intifada mutiny incident invasion intervention counteroffensive".split())


def _lower_events(words: list[_Word], text: str) -> list[Name]:
    """Events named with a small head: "the 2016 Southern X campaign", "X civil war", "the X offensive"."""
    found = []
    for k, word in enumerate(words):
        if word.text[:1].isupper() or heads().kind_of(word.lower) is not EntityType.EVENT or word.lower.endswith("s"):
            continue
        first = k
        while first > 0 and (words[first - 1].capital and words[first - 1].lower not in _cues()["not_first"]
                             or words[first - 1].text in ("civil", "opposition", "parliamentary", "presidential", "military")
                             or re.fullmatch(r"(19|20)\d\d", words[first - 1].text)):
            if POSSESSIVE.search(words[first - 1].text):
                break
            first -= 1
        span = words[first:k]
        capitals = [w for w in span if w.capital]
        real = [w for w in capitals if gazetteer().state_of_adjective(w.text) is None]
        if word.lower not in EVENT_WORDS or not capitals or (not real and word.lower not in ("war", "campaign", "offensive", "insurgency", "uprising", "revolution", "coup")):
            continue
        if not real and len(span) == 1 and word.lower not in ("war", "revolution", "uprising"):
            continue
        start = span[0].start
        found.append(Name(start, word.end, text[start : word.end], EntityType.EVENT, True, "event head"))
    return found


def extend_over_date(name: Name, passage: Passage) -> Name:
    """An event's bracketed date belongs to its name ("X offensive (October–November 2016)"): marked by the rule."""
    for aside in passage.asides:
        if aside.at in (name.end, name.end + 1) and DATE_ASIDE.fullmatch(aside.text):
            return replace(name, rule=name.rule + " dated")
    return name
