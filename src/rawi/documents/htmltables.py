"""Tables of HTML: which rows are an infobox (`th` and `td`), which stand under column heads, and which are layout."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree, html

_SPACES = re.compile(r"[ \t\r\n\u00a0\u200b]+")
_BREAKS = {"br", "p", "div", "tr", "ul", "ol"}


@dataclass(slots=True)
class Cell:
    text: str
    key: str | None
    written_key: bool = False
    """Whether the key stands in the same row (an infobox) and so belongs to the text."""


@dataclass(slots=True)
class Row:
    record: int
    head: bool = False
    cells: list[Cell] = field(default_factory=list)


def rows_of(table: html.HtmlElement, number: int) -> dict[html.HtmlElement, Row]:
    """The rows to be written as fields, by their element; empty for a table that only lays out a page."""
    if table.tag == "dl":
        return _definitions(table, number)
    rows = [row for row in table.iter("tr") if next(row.iterancestors("table")) is table]
    keyed = [row for row in rows if _shape(row) == ["th", "td"]]
    if len(keyed) >= 2 and len(keyed) >= len(rows) / 2:
        return {row: _infobox_row(row, number) for row in keyed if _label(row[0])}
    if len(rows) < 2 or not _shape(rows[0]) or set(_shape(rows[0])) != {"th"} or len(_shape(rows[0])) < 2:
        return {}
    heads = [cell_text(cell) for cell in _cells(rows[0])]
    found = {rows[0]: Row(number * 10000, True, [Cell(head, None) for head in heads])}
    for position, row in enumerate(rows[1:], 1):
        cells = [
            Cell(cell_text(cell), heads[column] if column < len(heads) else None)
            for column, cell in enumerate(_cells(row))
        ]
        cells = [cell for cell in cells if cell.text]
        if cells:
            found[row] = Row(number * 10000 + position, False, cells)
    return found


def _cells(row: html.HtmlElement) -> list[html.HtmlElement]:
    return [child for child in row if child.tag in ("td", "th")]


def _shape(row: html.HtmlElement) -> list[str]:
    return [str(cell.tag) for cell in _cells(row)]


def _label(element: html.HtmlElement) -> bool:
    return 0 < len(cell_text(element).split()) <= 6


def _infobox_row(row: html.HtmlElement, number: int) -> Row:
    head, value = _cells(row)
    return Row(number * 10000, False, [Cell(cell_text(value), cell_text(head).rstrip(": "), True)])


def _definitions(dl: html.HtmlElement, number: int) -> dict[html.HtmlElement, Row]:
    found: dict[html.HtmlElement, Row] = {}
    key: str | None = None
    for child in dl:
        if child.tag == "dt":
            key = cell_text(child).rstrip(": ") if _label(child) else None
            if key:
                found[child] = Row(number * 10000)
        elif child.tag == "dd" and key:
            found[child] = Row(number * 10000, False, [Cell(cell_text(child), key, True)])
    return found


def cell_text(cell: html.HtmlElement) -> str:
    """The visible text of a cell; list items and line breaks on lines of their own, items with their bullets."""
    pieces: list[str] = []
    depth = 0
    skipping: html.HtmlElement | None = None
    for event, element in etree.iterwalk(cell, events=("start", "end")):
        if event == "start":
            if skipping is None and element.tag in ("style", "script", "noscript"):
                skipping = element
            if element.tag in ("ul", "ol"):
                depth += 1
            if skipping is None:
                if element.tag == "li":
                    pieces.append("\n" + "•" * max(1, depth) + " ")
                elif element.tag in _BREAKS and element is not cell:
                    pieces.append("\n")
                pieces.append(_SPACES.sub(" ", element.text or ""))
            continue
        if element.tag in ("ul", "ol"):
            depth -= 1
        if skipping is element:
            skipping = None
        if element is not cell and skipping is None:
            if element.tag in ("p", "div", "ul", "ol"):
                pieces.append("\n")
            pieces.append(_SPACES.sub(" ", element.tail or ""))
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in lines if line.strip("• "))
