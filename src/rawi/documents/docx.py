"""Word files (DOCX): paragraphs, headings, lists, tables, foot- and endnotes, text boxes, headers and footers.

Insertions that are tracked are read, deletions are not; comments and macros are left alone, nothing linked is opened.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import docx
from docx.opc.exceptions import OpcError
from docx.oxml import parse_xml
from lxml import etree

from rawi.documents.archives import BROKEN
from rawi.documents.blocks import Hints, Page
from rawi.documents.figures import whole_number
from rawi.documents.writing import Writer, raised, tidy
from rawi.errors import UnreadableDocument
from rawi.model import SegmentKind

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_HEADING = re.compile(r"heading (\d)", re.I)
_STYLES = {"title": SegmentKind.HEADING, "quote": SegmentKind.QUOTATION, "caption": SegmentKind.CAPTION}
_NOTES = {f"{_W}footnoteReference": "footnotes", f"{_W}endnoteReference": "endnotes"}
_SILENT = {f"{_W}{name}" for name in ("del", "moveFrom", "instrText", "delText", "rPr", "pPr", "commentReference")} | {
    f"{_MC}Fallback"
}
_DEEPEST = 100


def read_docx(data: bytes, path: str) -> Page:
    """A page over the text of a Word file; raises `UnreadableDocument`."""
    try:
        opened = docx.Document(io.BytesIO(data))
        return _Story(opened, path).page()
    except (OpcError, etree.LxmlError, SyntaxError, TypeError, AttributeError, IndexError, *BROKEN) as error:
        said = " ".join(str(error).split())[:200]
        raise UnreadableDocument(
            f"no Word file that can be read: {said}", where=path, advice="save it again in Word, or as PDF"
        ) from error


class _Story:
    """One pass over the body, with the notes as they are met."""

    def __init__(self, opened: Any, path: str):
        self.opened = opened
        self.path = path
        self.writer = Writer()
        self.styles = {style.style_id: style for style in opened.styles}
        self.notes: list[tuple[str, str]] = []
        self.boxes: list[Any] = []
        self.tables = 0

    def page(self) -> Page:
        self._blocks(self.opened.element.body)
        written = {kind: self._note_texts(kind) for kind in ("footnotes", "endnotes")}
        for number, (kind, id) in enumerate(self.notes, 1):
            words = written[kind].get(id, "")
            if words:
                self.writer.note(str(number), words)
        for words in self._furniture():
            self.writer.add(words, SegmentKind.CHROME, role="nav")
        page = self.writer.page("docx")
        page.hints = self._hints()
        return page

    def _hints(self) -> Hints:
        about = self.opened.core_properties
        hints = Hints(title=tidy(about.title or "") or None, author=tidy(about.author or "") or None)
        if hints.author and hints.author.lower() in (
            "python-docx",
            "user",
            "admin",
            "administrator",
            "microsoft office",
        ):
            hints.author = None
        return hints

    def _blocks(self, parent: Any, depth: int = 0) -> None:
        if depth > _DEEPEST:
            raise UnreadableDocument("is nested too deeply", where=self.path, advice="save its text as .txt")
        for element in parent:
            if element.tag == f"{_W}p":
                self._paragraph(element)
            elif element.tag == f"{_W}tbl":
                self._table(element)
            elif element.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}smartTag", f"{_W}customXml"):
                self._blocks(element, depth + 1)

    def _paragraph(self, element: Any) -> None:
        kind, depth = self._kind(element)
        for words in self._lines(element):
            if kind is SegmentKind.LIST_ITEM:
                self.writer.add(words, kind, depth=depth, role="bullet", gap=0)
            elif kind is not None:
                self.writer.add(words, kind, depth=depth)
            else:
                self.writer.paragraph(words)
        boxes, self.boxes = self.boxes, []
        for box in boxes:
            self._blocks(box, 1)

    def _kind(self, element: Any) -> tuple[SegmentKind | None, int]:
        """What a paragraph is by its style, its list or its outline level."""
        properties = element.find(f"{_W}pPr")
        style = self.styles.get(_value(properties, "pStyle"))
        name = (style.name or "").lower() if style is not None else ""
        level = whole_number(_value(properties, "outlineLvl") or "")
        heading = _HEADING.match(name)
        if heading:
            return SegmentKind.HEADING, int(heading[1])
        if level is not None and level < 9:
            return SegmentKind.HEADING, level + 1
        for sign, kind in _STYLES.items():
            if sign in name.split():
                return kind, 1 if kind is SegmentKind.HEADING else 0
        numbered = properties.find(f"{_W}numPr") if properties is not None else None
        if numbered is not None or name.startswith(("list bullet", "list number")):
            return SegmentKind.LIST_ITEM, min(whole_number(_value(numbered, "ilvl") or "") or 0, _DEEPEST)
        return None, 0

    def _lines(self, element: Any) -> list[str]:
        """The words of a paragraph, cut at its line breaks."""
        return [line for line in (tidy(line) for line in "".join(self._words(element)).split("\v")) if line]

    def _words(self, element: Any, depth: int = 0) -> Iterator[str]:
        if depth > _DEEPEST:
            return
        for child in element:
            tag = child.tag
            if tag in _SILENT:
                continue
            if tag == f"{_W}t":
                yield child.text or ""
            elif tag in (f"{_W}tab", f"{_W}ptab"):
                yield " "
            elif tag in (f"{_W}br", f"{_W}cr"):
                yield " " if child.get(f"{_W}type") in ("page", "column") else "\v"
            elif tag == f"{_W}noBreakHyphen":
                yield "-"
            elif tag in _NOTES:
                self.notes.append((_NOTES[tag], child.get(f"{_W}id") or ""))
                yield raised(len(self.notes))
            elif tag == f"{_W}txbxContent":
                self.boxes.append(child)
            else:
                yield from self._words(child, depth + 1)

    def _note_texts(self, kind: str) -> dict[str, str]:
        """The words of foot- or endnotes by their id; python-docx knows no notes."""
        for relation in self.opened.part.rels.values():
            if not relation.is_external and relation.reltype.endswith(f"/{kind}"):
                root = parse_xml(relation.target_part.blob)
                found = {}
                for note in root:
                    if note.get(f"{_W}type") in (None, "normal"):
                        inner = _Story(self.opened, self.path)
                        lines = [line for part in note.iter(f"{_W}p") for line in inner._lines(part)]
                        found[note.get(f"{_W}id") or ""] = " ".join(lines)
                return found
        return {}

    def _furniture(self) -> list[str]:
        """The words of headers and footers, each once."""
        found: dict[str, None] = {}
        for section in self.opened.sections:
            for part in (section.header, section.first_page_header, section.footer, section.first_page_footer):
                if not part.is_linked_to_previous:
                    for element in part._element.iter(f"{_W}p"):
                        found.update(dict.fromkeys(self._lines(element)))
        return list(found)

    def _table(self, table: Any) -> None:
        """A table as records under its head, as a box of keys and values, or as the paragraphs that it lays out."""
        rows = [[self._cell(cell) for cell in row.iterchildren(f"{_W}tc")] for row in table.iterchildren(f"{_W}tr")]
        rows = [row for row in rows if any(row)]
        self.tables += 1
        record = self.tables * 10_000
        if not rows:
            return
        width = max(len(row) for row in rows)
        longest = max(len(cell.split()) for row in rows for cell in row)
        if width == 2 and sum(bool(_is_label(row[0])) for row in rows if len(row) == 2) >= 0.8 * len(rows):
            for row in rows:
                if len(row) == 2 and all(row):
                    self.writer.pair(row[0].rstrip(": "), row[1], record)
                else:
                    self.writer.paragraph(" ".join(cell for cell in row if cell))
        elif width >= 2 and len(rows) >= 2 and longest <= 60 and all(_is_label(cell) for cell in rows[0]):
            self.writer.row([(None, cell) for cell in rows[0]], record, head=True, gap=1)
            for number, row in enumerate(rows[1:], 1):
                heads = rows[0]
                cells = [(heads[at] if at < len(heads) else None, cell) for at, cell in enumerate(row)]
                self.writer.row(cells, record + number)
        else:
            for row in rows:
                for cell in row:
                    if cell:
                        self.writer.paragraph(cell)

    def _cell(self, cell: Any) -> str:
        return " ".join(line for element in cell.iter(f"{_W}p") for line in self._lines(element))


def _is_label(words: str) -> bool:
    return 0 < len(words.split()) <= 6


def _value(properties: Any, name: str) -> str | None:
    found = properties.find(f"{_W}{name}") if properties is not None else None
    return found.get(f"{_W}val") if found is not None else None
