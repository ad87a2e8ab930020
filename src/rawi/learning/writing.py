"""An annotation in the notation: the lines that, read again, give the same claims with their places.

Each part is written in the first way that is read as what it is: by its words, by its words and a name, by the name
alone in brackets. A claim that no way of writing gives is left out, and said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import msgspec

from rawi.learning.annotation import Annotated, Annotation, Cue, Named, Told
from rawi.learning.notation import UNPLACED, Lines
from rawi.model import Span
from rawi.vocabulary import predicates

PLACES = 9
"""So many places of the same words in one quote are told apart."""


class Written(msgspec.Struct, frozen=True):
    """The lines of a file of claims, how many claims they hold, and those that the notation cannot say."""

    lines: str
    claims: int
    left_out: tuple[Annotated, ...]


class _Unsayable(Exception):
    """No way of writing a part is read as what it is."""


def write(annotation: Annotation, folder: Path) -> Written:
    """Writes an annotated document as `NAME.txt` and `NAME.claims` into a folder; says what was left out."""
    made = written(annotation)
    (folder / f"{annotation.name}.txt").write_text(annotation.text, encoding="utf-8", newline="")
    (folder / f"{annotation.name}.claims").write_text(made.lines, encoding="utf-8", newline="")
    return made


def written(annotation: Annotation) -> Written:
    """The lines of an annotation. Quotes stand in the order of the text, rejected claims among the others."""
    lines: list[str] = []
    read = Lines(annotation.text)

    def put(line: str) -> None:
        read.take(len(lines) + 1, line)
        lines.append(line)

    for key, value in annotation.meta.items():
        put(f"{key}: {_line(value)}")
    lines.append("")
    for name, (kind, forms) in annotation.entities.items():
        free = [form for form in dict.fromkeys(map(_line, (name, *forms))) if _is_free(form, read)]
        if free and free[0] == _line(name):
            put(f"{kind.value}: {' | '.join(free)}")
    lines.append("")
    claims, left_out = 0, []
    for quote, said in _by_quote(annotation):
        told: list[str] = []
        quoted = _line(quote.cut(annotation.text))
        before = read.quote
        try:
            read.take(0, f"> {quoted}")
            if read.quote != quote:
                raise ValueError("it stands there before")
        except ValueError:
            read.quote = before
            left_out += [claim for claim, _ in said]
            continue
        for claim, rejected in said:
            try:
                told.append(_claim(claim, rejected, read))
            except (_Unsayable, ValueError):
                left_out.append(claim)
        if told:
            lines += [f"> {quoted}", *told]
            claims += len(told)
        else:
            read.quote = before
    return Written("\n".join(lines) + "\n", claims, tuple(left_out))


def _by_quote(annotation: Annotation) -> Iterator[tuple[Span, list[tuple[Annotated, bool]]]]:
    """The claims under each quote, with whether they were rejected."""
    said = [(claim, False) for claim in annotation.claims] + [(claim, True) for claim in annotation.rejected]
    for quote in sorted({claim.quote for claim, _ in said}):
        yield quote, [(claim, rejected) for claim, rejected in said if claim.quote == quote]


def _claim(claim: Annotated, rejected: bool, read: Lines) -> str:
    """The line of a claim under the quote read last."""
    trigger = "-" if claim.trigger is None else _words(claim.trigger, read)
    parts = [
        claim.predicate,
        _named(claim.subject, read),
        _filler(claim, read),
        UNPLACED if claim.unplaced else trigger,
        *_marks(claim, read),
        *(["rejected"] if rejected else []),
    ]
    line = " | ".join(parts)
    if msgspec.structs.replace(read.claim(claim.line, line.split(" | ")), quote=claim.quote) != claim:
        raise _Unsayable
    return line


def _filler(claim: Annotated, read: Lines) -> str:
    if claim.object is not None:
        return _named(claim.object, read)
    if claim.value is None:
        return "-"
    if predicates()[claim.predicate].value == "text":
        return _worded(claim.value, claim.value_span, read)
    return _reckoned(claim.value, claim.value_span, read)


def _marks(claim: Annotated, read: Lines) -> Iterator[str]:
    if claim.role is not None:
        yield f"role: {_worded(claim.role, claim.role_span, read)}"
    if claim.chain:
        yield f"from: {' > '.join(_told(teller, read) for teller in claim.chain)}"
    for cue in claim.cues:
        yield _cue(cue, read)
    if claim.said_stance is not None:
        yield f"stance: {claim.said_stance}"
    if claim.time is not None:
        yield f"time: {_reckoned(claim.time, claim.time_span, read)}"
    if claim.place is not None:
        yield f"place: {_named(claim.place, read)}"
    if claim.extent is not None:
        yield f"extent: {claim.extent}"
    if claim.negated:
        yield f"not <{_words(claim.negation, read)}>" if claim.negation is not None else "not"


def _named(named: Named, read: Lines) -> str:
    name = _line(named.name)
    ways = []
    if named.span is not None:
        words = _words(named.span, read)
        ways += [words, f"{words} = {name}", f"{words} :: {named.type.value}"]
    else:
        ways += [f"({name})", f"({name}) :: {named.type.value}"]
    return _first(ways, lambda way: read.entity(way) == named)


def _told(teller: Told, read: Lines) -> str:
    if teller.span is None:
        return _first([f"({_line(teller.name)})"], lambda way: read.teller(way) == teller)
    words = _words(teller.span, read)
    return _first([words, f"{words} = {_line(teller.name)}"], lambda way: read.teller(way) == teller)


def _cue(cue: Cue, read: Lines) -> str:
    return f"cue: {cue.kind} <{_words(cue.span, read)}>"


def _worded(value: str, span: Span | None, read: Lines) -> str:
    """Words as a value, with those of the text in angle brackets where they are others."""
    if span is not None and span.cut(read.text) == value:
        return _words(span, read)
    return _reckoned(value, span, read)


def _reckoned(value: str, span: Span | None, read: Lines) -> str:
    """A number or a date, with its words in angle brackets."""
    return _line(value) if span is None else f"{_line(value)} <{_words(span, read)}>"


def _words(span: Span, read: Lines) -> str:
    """The words of a place, with their number where they stand in the quote before."""
    words = _line(span.cut(read.text))
    ways = [words, *(f"{words}#{number}" for number in range(2, PLACES + 1))]
    return _first(ways if words else [], lambda way: read.place(way) == span)


def _first(ways: Iterable[str], is_right: Callable[[str], bool]) -> str:
    for way in ways:
        try:
            if is_right(way):
                return way
        except ValueError:
            continue
    raise _Unsayable


def _is_free(form: str, read: Lines) -> bool:
    return bool(form) and " | " not in form and form.casefold() not in read.forms


def _line(words: str) -> str:
    """Words on one line, with one blank between them."""
    return " ".join(words.split())
