"""Indented, styled lines: wrapped and in colour on a terminal, plain and one line each in a pipe."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

import msgspec
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from rawi.publish.visible import visible

LEFT_TO_RIGHT_MARK = "\u200e"


class Line(msgspec.Struct, frozen=True):
    """A line as pieces of words and their styles, `indent` columns from the left."""

    indent: int
    pieces: tuple[tuple[str, str], ...] = ()

    @property
    def plain(self) -> str:
        return (" " * self.indent + "".join(words for words, _ in self.pieces)).rstrip()


def line(indent: int, *pieces: str | tuple[str, str]) -> Line:
    """A line from words, or pairs of words and style; empty pieces are dropped, controls made visible."""
    pairs = tuple((piece, "") if isinstance(piece, str) else piece for piece in pieces)
    return Line(indent, tuple((visible(words), style) for words, style in pairs if words))


BLANK = Line(0)


def plain(lines: Iterable[Line]) -> str:
    """The lines as text, one line each, ending in a newline."""
    return "".join(f"{line.plain}\n" for line in lines)


def rendered(lines: Sequence[Line]) -> RenderableType:
    """The lines for a terminal of any width, wrapped under their own indent."""
    return Group(*(Padding(Text.assemble(*line.pieces), (0, 0, 0, line.indent)) for line in lines))


def show(lines: Sequence[Line], console: Console) -> None:
    """Prints the lines: styled and wrapped on a terminal, plain anywhere else."""
    if console.is_terminal:
        console.print(rendered(lines))
    else:
        console.file.write(plain(lines))


def isolated(words: str) -> str:
    """Words that may run right to left, closed off so that the digits after them keep their place."""
    if any(unicodedata.bidirectional(c) in ("R", "AL") for c in words):
        return words + LEFT_TO_RIGHT_MARK
    return words
