"""Writing the stored text of formats that have no text of their own: block by block, offsets counted on the way."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from rawi.documents.blocks import Block, Page
from rawi.documents.lines import marked_line
from rawi.model import SegmentKind

_SPACES = re.compile(r"[ \t\r\n\u00a0\u200b\x0b\x0c]+")
_CONTROLS = {code: None for code in (*range(32), *range(127, 160), 0xFEFF, 0xFFFE, 0xFFFF)}
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def tidy(words: str) -> str:
    """Words on one line: NFC, single spaces, no controls and nothing that no encoding takes."""
    plain = _SPACES.sub(" ", words).strip(" ").translate(_CONTROLS)
    plain = plain.encode("utf-8", "ignore").decode("utf-8")
    return unicodedata.normalize("NFC", plain)


def raised(number: int) -> str:
    """A note's number as the marker that stands in the text."""
    return str(number).translate(_RAISED)


class Writer:
    """Takes words that `tidy` has been over and gives the page."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._chunk = -1
        self.length = 0
        self.blocks: list[Block] = []

    def add(
        self,
        words: str,
        kind: SegmentKind | None = None,
        *,
        depth: int = 0,
        role: str = "",
        gap: int = 1,
        label: str = "",
    ) -> Block:
        """A block of one kind, or one that is still to be judged."""
        start = self._begin(gap)
        end = self._write(words)
        block = Block(start, end, start, end, kind, depth, role=role, label=label, marked=kind is not None)
        return self._keep(block, gap)

    def paragraph(self, words: str, *, gap: int = 1) -> Block:
        """A paragraph that may begin with a sign of its own: a bullet, a number, `Key: value`."""
        start = self._begin(gap)
        end = self._write(words)
        block = marked_line(words, 0, len(words))
        if block is None or block.kind is SegmentKind.HEADING:
            return self._keep(Block(start, end, start, end), gap)
        block.start, block.end = block.start + start, block.end + start
        block.content_start, block.content_end = block.content_start + start, block.content_end + start
        return self._keep(block, gap)

    def note(self, label: str, words: str) -> Block:
        """A note below the text; its label stands before it in brackets."""
        block = self.add(f"[{label}] {words}", SegmentKind.ENDNOTE, role="note", label=label)
        block.content_start = block.start + len(label) + 3
        return block

    def row(self, cells: Sequence[tuple[str | None, str]], record: int, *, head: bool = False, gap: int = 0) -> None:
        """A row of a table: each cell with its key; a head is set aside."""
        filled = [(key, words) for key, words in cells if words]
        for number, (key, words) in enumerate(filled):
            start = self._begin(gap) if number == 0 else self._write("\t")
            end = self._write(words)
            kind = SegmentKind.CHROME if head else SegmentKind.FIELD if key else None
            block = Block(start, end, start, end, kind, key=None if head else key, role="table", marked=True)
            block.label = str(record)
            self._keep(block, gap if number == 0 else 0)

    def pair(self, key: str, words: str, record: int) -> None:
        """A row of a box: the key in the text, and what stands beside it."""
        start = self._begin(0)
        inner = self._write(f"{key}\t")
        end = self._write(words)
        block = Block(start, end, inner, end, SegmentKind.FIELD, key=key, role="table", marked=True, label=str(record))
        self._keep(block, 0)

    def page(self, format: str) -> Page:
        """The page of all that was written."""
        return Page(text="".join(self._pieces), format=format, blocks=self.blocks)

    def _begin(self, gap: int) -> int:
        if self.length:
            self._write("\n" * (1 + gap))
        return self.length

    def _write(self, words: str) -> int:
        self._pieces.append(words)
        self.length += len(words)
        return self.length

    def _keep(self, block: Block, gap: int) -> Block:
        self._chunk += bool(gap) or self._chunk < 0
        block.gap, block.chunk = gap, self._chunk
        self.blocks.append(block)
        return block
