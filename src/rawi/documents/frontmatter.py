"""YAML front matter: what it says of the document becomes hints; what it says of the subject becomes fields."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import yaml

from rawi.documents.blocks import Block, Hints, lines_of, trimmed
from rawi.model import SegmentKind
from rawi.vocabulary import load_yaml

_FENCE = re.compile(r"\s*---[ \t]*\n")
_KEY = re.compile(r"([^\W\d_][\w .-]{0,40}?)\s*:(?:\s|$)")


def read_front_matter(text: str, hints: Hints) -> tuple[list[Block], int]:
    """The blocks of the front matter and the offset where the body begins; fills `hints`."""
    opening = _FENCE.match(text)
    if opening is None:
        return [], 0
    lines = [(start, end) for start, end in lines_of(text) if start >= opening.end()]
    closing = next((i for i, line in enumerate(lines) if text[slice(*line)].strip() in ("---", "...")), None)
    if closing is None:
        return [], 0
    names: dict[str, list[str]] = load_yaml("metadata.yaml", "rawi.documents")["front_matter"]
    known = {alias: name for name, aliases in names.items() for alias in aliases}
    content = text[opening.end() : lines[closing][0]]
    _hint(content, known, hints)
    first = trimmed(text, 0, opening.end())
    blocks = [Block(*first, *first, SegmentKind.CHROME, role="front", marked=True)]
    for start, end in lines[:closing]:
        key = _KEY.match(text[start:end])
        if key:
            inner = trimmed(text, start + key.end(), end)
            about_document = _fold(key[1]) in known
            kind = SegmentKind.CHROME if about_document else SegmentKind.FIELD
            blocks.append(Block(start, inner[1], *inner, kind, key=key[1].strip(), record=0, role="front", marked=True))
        elif text[start:end].strip():
            blocks[-1].end = blocks[-1].content_end = trimmed(text, start, end)[1]
            if blocks[-1].content_start == blocks[-1].start and blocks[-1].key is None:
                continue
            blocks[-1].content_start = trimmed(text, blocks[-1].content_start, blocks[-1].content_end)[0]
    last = trimmed(text, *lines[closing])
    blocks.append(Block(*last, *last, SegmentKind.CHROME, role="front", marked=True))
    for block in blocks:
        if block.kind is SegmentKind.FIELD and block.content_start >= block.content_end:
            block.kind = SegmentKind.CHROME
            block.content_start, block.content_end = block.start, block.end
    return blocks, lines[closing][1]


def _fold(key: str) -> str:
    return re.sub(r"[\s_.-]", "", key.lower())


def _hint(content: str, known: dict[str, str], hints: Hints) -> None:
    """Fills the hints from a mapping, or leaves them where the YAML is broken (its lines are still kept)."""
    try:
        loaded: Any = yaml.load(content, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except (yaml.YAMLError, ValueError, RecursionError):
        return
    if not isinstance(loaded, dict):
        return
    for key, value in loaded.items():
        name = known.get(_fold(str(key)))
        if name in (None, "other") or value in (None, "") or isinstance(value, (list, dict)):
            continue
        words = value.isoformat()[:10] if isinstance(value, dt.date) else str(value).strip()
        if name in ("published", "updated"):
            hints.dates.append((name, words))
        elif name is not None and getattr(hints, name) is None:
            setattr(hints, name, words)
