"""Tables in files of their own, CSV and Excel: every row a record, every cell a field under the head of its column.

Formulas give the value that was last computed for them; none is computed, no macro is run, no linked file opened.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import Any

from rawi.documents.archives import BROKEN
from rawi.documents.blocks import Page
from rawi.documents.decoding import decoded
from rawi.documents.writing import Writer, tidy
from rawi.errors import UnreadableDocument
from rawi.model import SegmentKind
from rawi.settings import DocumentSettings

_DELIMITERS = ",;\t|"
_FIGURE = re.compile(r"[-+]?[\d.,:/\s%$€£-]+$")
_LONGEST_CELL = 1_000_000
_ABOVE = 10
"""How many rows with a title or a note may stand above the head of a table."""
_COLUMNS = 16_384
LAST_ROW = 1_048_576
"""The last row that a sheet can number; a few bytes may name one billions below."""


def read_csv(data: bytes, path: str, limits: DocumentSettings) -> Page:
    """A page over the rows of a CSV or TSV file; raises `UnreadableDocument`."""
    text, encoding = decoded(data, path)
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(io.StringIO(text), delimiter=_delimiter(text))
    writer = Writer()
    try:
        _table(writer, ([tidy(cell) for cell in row] for row in reader), 0, path, limits)
    except csv.Error as error:
        raise UnreadableDocument(
            f"not a table that can be read, at line {reader.line_num}: {error}",
            where=path,
            advice="save it again as CSV with quotes around cells",
        ) from error
    page = writer.page("sheet")
    page.encoding = encoding
    return page


def read_xlsx(data: bytes, path: str, limits: DocumentSettings) -> Page:
    """A page over the sheets of an Excel file, each under its name; raises `UnreadableDocument`."""
    import openpyxl
    from lxml.etree import LxmlError

    writer = Writer()
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        try:
            for number, sheet in enumerate(book.worksheets):
                sheet.reset_dimensions()  # what a sheet says of its size is not to be believed
                rows = ([_words(cell) for cell in row] for row in _present(sheet.iter_rows(values_only=True), path))
                filled = (row for row in rows if any(row))
                first = next(filled, None)
                if first is None:
                    continue
                writer.add(tidy(sheet.title) or f"Sheet {number + 1}", SegmentKind.HEADING, depth=1)
                _table(writer, chain([first], filled), number, path, limits)
        finally:
            book.close()
    except (*BROKEN, LxmlError, SyntaxError, TypeError, AttributeError, IndexError, zipfile.LargeZipFile) as error:
        said = " ".join(str(error).split())[:200]
        raise UnreadableDocument(
            f"no Excel file that can be read: {said}", where=path, advice="save it again in Excel, or as CSV"
        ) from error
    return writer.page("sheet")


def _present(rows: Iterator[tuple[Any, ...]], path: str) -> Iterator[tuple[Any, ...]]:
    """The rows that have cells. Those that a sheet leaves out come as empty ones, as many as its numbers say."""
    yield from filter(None, islice(rows, LAST_ROW))
    if next(rows, None) is not None:
        raise UnreadableDocument(
            f"numbers a row beyond {LAST_ROW:,}, the last that a sheet can have",
            where=path,
            advice="save it again in Excel, or as CSV",
        )


def _words(value: Any) -> str:
    """A cell as it reads; a time at midnight is a day."""
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ")
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return tidy(str(value)[:_LONGEST_CELL])


def _delimiter(text: str) -> str:
    """The sign that stands equally often in the first lines, outside quotes; a comma if none does."""
    lines = [re.sub(r'"[^"]*"', "", line) for line in text.split("\n", 50)[:50] if line.strip()]
    best, score = ",", (0.0, 0)
    for sign in _DELIMITERS:
        counts = [line.count(sign) for line in lines]
        if counts and counts[0]:
            same = sum(count == counts[0] for count in counts) / len(counts)
            if (same, counts[0]) > score:
                best, score = sign, (same, counts[0])
    return best


def _table(writer: Writer, rows: Iterable[list[str]], number: int, path: str, limits: DocumentSettings) -> None:
    """Writes a table: what stands above its head as it is, the head, and each row with the head's words as keys."""
    filled = _within(rows, path, limits)
    above = list(islice(filled, _ABOVE))
    at = next((index for index, row in enumerate(above) if _is_head(row, above[index + 1 :])), None)
    heads: list[str] = []
    if at is not None:
        for row in above[:at]:
            writer.paragraph(" ".join(cell for cell in row if cell))
        heads = above[at]
        writer.row([(None, head) for head in heads], number * 10_000_000, head=True, gap=1)
        above = above[at + 1 :]
    for position, row in enumerate(chain(above, filled), 1):
        keyed = [
            (heads[column] if column < len(heads) and heads[column] else _letter(column), cell)
            for column, cell in enumerate(row)
        ]
        writer.row(keyed, number * 10_000_000 + position)


def _within(rows: Iterable[list[str]], path: str, limits: DocumentSettings) -> Iterator[list[str]]:
    """The rows that hold something, as long as they are not too many."""
    count = 0
    for row in rows:
        if len(row) > _COLUMNS:
            raise UnreadableDocument(f"has a row of {len(row)} columns", where=path, advice="split the table")
        if not any(row):
            continue
        count += 1
        if count > limits.rows:
            raise UnreadableDocument(
                f"has more than {limits.rows} rows", where=path, advice="split it, or raise rows in rawi.toml"
            )
        yield row


def _is_head(row: list[str], below: list[list[str]]) -> bool:
    """Whether a row names columns: several short words, none twice, no figures, and rows as wide below."""
    cells = [cell for cell in row if cell]
    widest = max((sum(bool(cell) for cell in other) for other in below), default=0)
    return (
        len(cells) >= 2
        and len(cells) >= 0.6 * widest
        and len(set(cells)) == len(cells)
        and all(len(cell) <= 60 and not _FIGURE.match(cell) for cell in cells)
        and bool(below)
    )


def _letter(column: int) -> str:
    """The name of a column without a head, as sheets show it: A, B … Z, AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name
