"""The notation in which the corpus is annotated: who is in a document, and its claims under the words they stand in.

A file `NAME.claims` beside `NAME.txt` has three parts, with a blank line between them:

    title: The Karun Front            what the document is: title, genre, region, names, publisher, date, manner, brief
    Group: Karun Front | KF           an entity a line: its type, its name, then the other forms that the text has
    > The front, formed in late 2015 by Ilyas Oqtay, may have some 300 men, according to Port Sabel police.
    founded | The front = Karun Front | 2015-10/2015-12 <late 2015> | formed
    size | The front = Karun Front | 300 <some 300> | men | from: Port Sabel police | cue: possible <may>

A quote is verbatim (any white space stands for any other). Each line under it is one claim: predicate, subject, object
or value, the words that trigger it, then marks. `docs/corpus.md` explains it for those who annotate.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import msgspec

from rawi.dates import UnreadableDate, from_edtf
from rawi.errors import RawiError
from rawi.learning.annotation import Annotated, Annotation, Cue, CueKind, Named, Told
from rawi.model import EntityType, Span, Stance
from rawi.vocabulary import predicates

META = ("title", "genre", "region", "names", "publisher", "date", "manner", "brief")
TYPES = {kind.value: kind for kind in EntityType}
MARKS = ("from", "time", "place", "cue", "role", "stance", "extent", "not", "rejected")
EXTENTS = ("members", "contingent", "all", "some")
WORDED = re.compile(r"^(.*?)\s*<(.+)>$", re.DOTALL)
NUMBER = re.compile(r"^(\d[\d,]*(?:\.\d+)?)(?:\s*\.\.\s*(\d[\d,]*))?$")
COUNTED = re.compile(r"^(.*)#(\d+)$")
NOTHING = {"none", "unknown", "lost", "-"}
UNPLACED = "?"
"""Stands for a trigger of which nobody said where it is."""


class Fault(msgspec.Struct, frozen=True, order=True):
    """What is wrong with one line of an annotation."""

    line: int
    says: str


def read_annotation(path: Path) -> Annotation:
    """The document at `NAME.claims`, its text beside it; raises `RawiError` with every fault where there is one."""
    annotation, faults = check_annotation(path)
    if faults:
        said = "\n".join(f"  line {fault.line}: {fault.says}" for fault in faults)
        raise RawiError(f"the annotation has {len(faults)} faults:\n{said}", where=str(path))
    return annotation


def check_annotation(path: Path) -> tuple[Annotation, list[Fault]]:
    """The document as far as it can be read, and every fault; raises `RawiError` where a file is missing."""
    beside = path.with_suffix(".txt")
    try:
        text, lines = beside.read_text(encoding="utf-8"), path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        advice = f"the text {beside.name} must stand beside its claims"
        raise RawiError(f"cannot be read: {error}", where=str(path), advice=advice) from error
    read = Lines(text)
    for number, line in enumerate(lines, start=1):
        try:
            read.take(number, line.strip())
        except ValueError as error:
            read.faults.append(Fault(number, str(error)))
    missing = [key for key in META if key not in read.meta]
    if missing:
        read.faults.append(Fault(1, f"the head lacks {', '.join(missing)}"))
    made = Annotation(
        name=path.stem,
        text=text,
        meta=read.meta,
        entities=read.entities,
        claims=tuple(read.claims),
        rejected=tuple(read.rejected),
    )
    return made, sorted(read.faults)


class Lines:
    """A file of claims as it is read, line by line."""

    def __init__(self, text: str):
        self.text = text
        self.meta: dict[str, str] = {}
        self.entities: dict[str, tuple[EntityType, tuple[str, ...]]] = {}
        self.forms: dict[str, str] = {}
        self.claims: list[Annotated] = []
        self.rejected: list[Annotated] = []
        self.faults: list[Fault] = []
        self.quote: Span | None = None

    def take(self, number: int, line: str) -> None:
        """Reads the next line. Raises `ValueError` with what is wrong with it."""
        if not line:
            return
        if line.startswith(">"):
            self.quote = self._quoted(line[1:].strip())
        elif self.quote is None or line.partition(":")[0] in TYPES:
            self._head(line)
        else:
            parts = [part.strip() for part in line.split(" | ")]
            (self.rejected if "rejected" in parts[4:] else self.claims).append(self.claim(number, parts))

    def _head(self, line: str) -> None:
        key, sep, rest = line.partition(":")
        if not sep:
            raise ValueError(f"neither a line of the head, nor an entity, nor a quote: {line[:60]}")
        if key in TYPES:
            forms = tuple(form.strip() for form in rest.split(" | ") if form.strip())
            if not forms:
                raise ValueError("an entity without a name")
            self.entities[forms[0]] = (TYPES[key], forms)
            for form in forms:
                if self.forms.setdefault(form.casefold(), forms[0]) != forms[0]:
                    other = self.forms[form.casefold()]
                    raise ValueError(f"{form!r} is a form of {other!r} too: leave it out of both")
        elif key in META or key in ("url", "language"):
            self.meta[key] = rest.strip()
        else:
            raise ValueError(f"{key!r} is no type ({', '.join(TYPES)}) and no key of the head ({', '.join(META)})")

    def _quoted(self, words: str) -> Span:
        start = self.quote.start if self.quote is not None else 0
        found = _find(self.text, words, start) or _find(self.text, words, 0)
        if found is None:
            raise ValueError(f"the quote is not in the text: {words[:70]}")
        return found

    def claim(self, number: int, parts: list[str]) -> Annotated:
        """The claim of a line under the quote read last, by its parts. Raises `ValueError`."""
        assert self.quote is not None
        if len(parts) < 4:
            raise ValueError("a claim has predicate | subject | object or value | trigger, and then its marks")
        name, subject, filler, trigger = parts[:4]
        known = predicates().get(name)
        if known is None:
            raise ValueError(f"no predicate is called {name!r}")
        marks = dict(_marks(parts[4:]))
        who = self._named(subject)
        whom, value, span = self._filler(name, filler)
        role, role_span = self._worded_or_none(marks.get("role"))
        time, time_span = self._dated(marks.get("time"))
        return Annotated(
            predicate=name,
            subject=who,
            object=whom,
            value=value,
            value_span=span,
            role=role,
            role_span=role_span,
            trigger=None if trigger in NOTHING or trigger == UNPLACED else self.place(trigger),
            unplaced=trigger == UNPLACED,
            time=time,
            time_span=time_span,
            place=self._named(marks["place"]) if "place" in marks else None,
            chain=tuple(self.teller(teller.strip()) for teller in marks["from"].split(" > ") if teller)
            if "from" in marks
            else (),
            cues=tuple(self._cue(cue) for cue in _several(parts[4:], "cue")),
            said_stance=_stance(marks.get("stance")),
            extent=_extent(marks.get("extent")),
            negated="not" in marks,
            negation=self._worded_or_none(marks.get("not"))[1],
            quote=self.quote,
            line=number,
        )

    def _filler(self, predicate: str, words: str) -> tuple[Named | None, str | None, Span | None]:
        """Object, value, and where the value's words stand."""
        known = predicates()[predicate]
        if words in ("none", "unknown", "lost"):
            return None, words, None
        if words == "-":
            if predicate != "died":
                raise ValueError("'-' fills only `died`; else say what the claim is about")
            return None, None, None
        counted = known.value == "number"
        if known.value == "date":
            where = self.entity(words) if predicate == "happened" else None
            return (where, None, None) if where is not None else (None, *self._dated(words))
        if counted and (m := WORDED.match(words)) and NUMBER.match(m[1]):
            return None, m[1].replace(",", "").replace(" ", ""), self.place(m[2])
        if counted and NUMBER.match(words):
            return None, words.replace(",", "").replace(" ", ""), self.place(words.split("..", maxsplit=1)[0])
        if known.object:
            entity = self.entity(words)
            if entity is not None:
                return entity, None, None
            if known.value != "text":
                raise ValueError(
                    f"{words!r} is no entity: list it in the head, or write `{words} = NAME` or `{words} :: Type`"
                )
        elif predicate != "also_known_as" and (entity := self.entity(words)) is not None:
            return entity, None, None
        if known.value is None:
            raise ValueError(f"{predicate} needs an entity")
        if counted:
            raise ValueError(f"{predicate} needs a number (`300 <some 300>`, `200..300 <200 to 300>`) or an entity")
        return None, *self._worded(words)

    def _named(self, words: str) -> Named:
        found = self.entity(words)
        if found is None:
            ways = f"list it in the head, or write `{words} = NAME` or `{words} :: Type`"
            raise ValueError(f"{words!r} is no entity: {ways}")
        return found

    def entity(self, words: str) -> Named | None:
        """Whom words mean; None where they are no entity. Raises `ValueError` where they stand nowhere."""
        if words.startswith("(") and words.endswith(")") and words[1:-1].casefold() in self.forms:
            name = self.forms[words[1:-1].casefold()]
            return Named(name=name, type=self.entities[name][0])
        if " :: " in words:
            shown, kind = (part.strip() for part in words.rsplit(" :: ", 1))
            if kind not in TYPES:
                raise ValueError(f"{kind!r} is no type ({', '.join(TYPES)})")
            if shown.startswith("(") and shown.endswith(")"):
                return Named(name=shown[1:-1], type=TYPES[kind])
            shown_text = m[1] if (m := COUNTED.match(shown)) else shown
            return Named(name=shown_text, type=TYPES[kind], span=self.place(shown))
        if " = " in words:
            shown, name = (part.strip() for part in words.split(" = ", 1))
            known = self.forms.get(name.casefold())
            if known is None:
                raise ValueError(f"{name!r} is no entity of the head")
            return Named(name=known, type=self.entities[known][0], span=self.place(shown))
        bare = m[1] if (m := COUNTED.match(words)) else words
        known = self.forms.get(bare.casefold())
        if known is None:
            return None
        return Named(name=known, type=self.entities[known][0], span=self.place(words))

    def teller(self, words: str) -> Told:
        """Who tells. Raises `ValueError` where the words stand nowhere."""
        if words.startswith("(") and words.endswith(")"):
            inner = words[1:-1].rpartition(" = ")[2]
            return Told(name=self.forms.get(inner.casefold(), inner))
        shown, _, name = (part.strip() for part in words.partition(" = "))
        span = self.place(shown)
        return Told(name=self.forms.get((name or shown).casefold(), name or span.cut(self.text)), span=span)

    def _cue(self, mark: str) -> Cue:
        m = WORDED.match(mark)
        if m is None or m[1] not in get_args(CueKind):
            raise ValueError(f"a cue is `cue: KIND <words>`, KIND one of {', '.join(get_args(CueKind))}")
        return Cue(kind=msgspec.convert(m[1], CueKind), span=self.place(m[2]))

    def _dated(self, words: str | None) -> tuple[str | None, Span | None]:
        if words is None:
            return None, None
        m = WORDED.match(words)
        edtf, shown = (m[1], m[2]) if m else (words, None)
        try:
            from_edtf(edtf)
        except UnreadableDate as error:
            raise ValueError(f"{edtf!r} is no EDTF date ({error}): write `2015-10/2015-12 <late 2015>`") from error
        return edtf, self.place(shown) if shown else None

    def _worded_or_none(self, words: str | None) -> tuple[str | None, Span | None]:
        return (None, None) if not words else self._worded(words)

    def _worded(self, words: str) -> tuple[str, Span]:
        span = self.place(m[2] if (m := WORDED.match(words)) else words)
        return (m[1] if m and m[1] else span.cut(self.text)), span

    def place(self, words: str) -> Span:
        """Where words stand: in the quote, else nearest before it, else after it. `words#2` is their second place."""
        assert self.quote is not None
        nth = 1
        if m := COUNTED.match(words):
            words, nth = m[1], int(m[2])
        within = _all(self.text, words, self.quote.start, self.quote.end)
        if len(within) >= nth:
            return within[nth - 1]
        if nth > 1:
            raise ValueError(f"{words!r} does not stand {nth} times in the quote")
        before = _all(self.text, words, 0, self.quote.start)
        if before:
            return before[-1]
        after = _find(self.text, words, self.quote.end)
        if after is None:
            ways = "what it only implies is written `(NAME)`, or `(words) :: Type`"
            raise ValueError(f"{words!r} is not in the text; {ways}")
        return after


def _marks(parts: list[str]) -> Iterator[tuple[str, str]]:
    for part in parts:
        key, sep, rest = part.partition(":")
        key = key.strip()
        if not sep and part.partition("<")[0].strip() == "not":
            m = WORDED.match(part)
            yield "not", m[2] if m else ""
        elif part == "rejected":
            yield part, ""
        elif key in MARKS and sep and key != "rejected":
            yield key, rest.strip()
        else:
            raise ValueError(f"{part!r} is no mark; there are {', '.join(MARKS)}")


def _several(parts: list[str], key: str) -> list[str]:
    return [rest for part in parts for found, rest in _marks([part]) if found == key]


def _stance(word: str | None) -> Stance | None:
    if word is not None and word not in list(Stance):
        raise ValueError(f"a stance is one of {', '.join(Stance)}")
    return Stance(word) if word is not None else None


def _extent(word: str | None) -> str | None:
    if word is not None and word not in EXTENTS:
        raise ValueError(f"an extent is one of {', '.join(EXTENTS)}")
    return word


def _find(text: str, words: str, start: int, end: int | None = None) -> Span | None:
    m = _pattern(words).search(text, start, len(text) if end is None else end)
    return Span(*m.span()) if m else None


def _all(text: str, words: str, start: int, end: int) -> list[Span]:
    return [Span(*m.span()) for m in _pattern(words).finditer(text, start, end)]


def _pattern(words: str) -> re.Pattern[str]:
    """The words with any white space between them, and no letter at either end that would make them part of a word."""
    body = r"\s+".join(re.escape(word) for word in words.split())
    head = r"(?<!\w)" if words[:1].isalnum() else ""
    tail = r"(?!\w)" if words[-1:].isalnum() else ""
    return re.compile(f"{head}{body}{tail}")
