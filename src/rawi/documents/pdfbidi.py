"""Right-to-left lines in logical order, from where their characters stand.

What the line shows from right to left is what it says, save for words and figures of the other direction, which run
from left to right (the Unicode bidirectional algorithm, rules L1–L2, undone for one level of embedding).
"""

from __future__ import annotations

import unicodedata
from itertools import groupby, pairwise

from rawi.documents.pdfglyphs import Glyph

_RTL = ("R", "AL")
_NUMBER = ("EN", "AN")
TAB = 2.0
"""A gap of this many heights is between columns of a table."""
_WORD_GAP = 0.08
"""A gap of this share of the height is between words."""


def logical(glyphs: list[Glyph]) -> list[Glyph]:
    """The characters of a right-to-left line in the order in which they are read."""
    units = _units(glyphs)
    units.sort(key=lambda unit: -(unit[0].left + unit[0].right))
    ordered = [glyph for unit in _spaced(units) for glyph in unit]
    found: list[Glyph] = []
    for (foreign, _), run in groupby(ordered, key=lambda glyph: (not _letter(glyph), glyph.char == "\t")):
        letters = list(run)
        found += _foreign(letters) if foreign else letters
    return found


def _units(glyphs: list[Glyph]) -> list[list[Glyph]]:
    """Characters that stay together: the letters of one sign, a letter with its marks. Spaces without width go."""
    units: list[list[Glyph]] = []
    for glyph in glyphs:
        if glyph.char == " " and glyph.right - glyph.left < 0.01:
            continue
        mark = unicodedata.bidirectional(glyph.char) == "NSM"
        same = bool(units) and (glyph.left, glyph.right) == (units[-1][0].left, units[-1][0].right)
        if units and (mark or (same and glyph.char != " ")):
            units[-1].append(glyph)
        else:
            units.append([glyph])
    # pdfium turns the line, and with it the letters that one sign holds.
    return [unit[::-1] if len(unit) > 1 and all(_letter(glyph) for glyph in unit) else unit for unit in units]


def _letter(glyph: Glyph) -> bool:
    return unicodedata.bidirectional(glyph.char) in _RTL


def _spaced(units: list[list[Glyph]]) -> list[list[Glyph]]:
    """The units, with a space or a tab wherever a gap shows and none is written."""
    found = units[:1]
    for before, unit in pairwise(units):
        gap = before[0].left - unit[0].right
        if gap > _WORD_GAP * unit[0].height and " " not in (before[0].char, unit[0].char):
            sign = "\t" if gap > TAB * unit[0].height else " "
            found.append([Glyph(sign, unit[0].right, unit[0].top, before[0].left, unit[0].bottom)])
        found.append(unit)
    return found


def _foreign(run: list[Glyph]) -> list[Glyph]:
    """A run without right-to-left letters: its words from left to right, what stands around them as it is."""
    kinds = [unicodedata.bidirectional(glyph.char) for glyph in run]
    strong = [at for at, kind in enumerate(kinds) if kind == "L"]
    if strong:
        first, last = strong[0], strong[-1]
        while first and kinds[first - 1] in (*_NUMBER, "L"):
            first -= 1
        while last + 1 < len(run) and kinds[last + 1] in (*_NUMBER, "L"):
            last += 1
        return [*run[:first], *reversed(run[first : last + 1]), *run[last + 1 :]]
    found: list[Glyph] = []
    for space, word in groupby(run, key=lambda glyph: glyph.char == " "):
        signs = list(word)
        figures = [at for at, glyph in enumerate(signs) if unicodedata.bidirectional(glyph.char) in _NUMBER]
        if space or not figures:
            found += signs
        else:
            first, last = figures[0], figures[-1] + 1
            found += [*signs[:first], *reversed(signs[first:last]), *signs[last:]]
    return found
