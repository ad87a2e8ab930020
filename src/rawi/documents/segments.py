"""From judged blocks to segments: sections from the headings above, frames from the document's times."""

from __future__ import annotations

from rawi.documents.blocks import Block, Page
from rawi.model import Segment, SegmentKind, Span


def segments_of(page: Page, frames: list[tuple[int, int]]) -> tuple[Segment, ...]:
    """The segments of a page; `frames` says from which offset on which document time governs."""
    found: list[Segment] = []
    above: list[tuple[int, str]] = []
    for block in sorted(page.blocks, key=lambda block: (block.start, block.end)):
        if block.start >= block.end:
            continue
        kind = block.kind or SegmentKind.BODY
        section = tuple(words for _, words in above)
        if kind is SegmentKind.HEADING and block.record is None and block.depth:
            while above and above[-1][0] >= block.depth:
                above.pop()
            section = tuple(words for _, words in above)
            above.append((block.depth, " ".join(block.cut(page.text).split())))
        found.append(
            Segment(
                kind=kind,
                span=Span(block.start, block.end),
                content=Span(block.content_start, block.content_end),
                section=section,
                depth=block.depth,
                key=block.key if kind is SegmentKind.FIELD else None,
                record=block.record,
                frame=_frame(block, frames),
            )
        )
    return tuple(found)


def _frame(block: Block, frames: list[tuple[int, int]]) -> int:
    governing = 0
    for start, frame in frames:
        if block.start >= start:
            governing = frame
    return governing
