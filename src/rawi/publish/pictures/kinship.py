"""A source between what it rests on and what rests on it, as SVG: parents before it, children after."""

from __future__ import annotations

from collections.abc import Callable

from rawi.publish.pictures.svg import (
    INK,
    NEITHER,
    PAPER,
    SOFT,
    Say,
    as_written,
    element,
    group,
    link,
    name,
    picture,
    title,
    words,
)
from rawi.publish.sourcing import Family, Kin

WIDE, HIGH, ACROSS, ROW, MARGIN = 250.0, 40.0, 110.0, 50.0, 24.0
MOST = 14
FILLS = {"document": "#e3edf6", "teller": "#e9f4ea", "work": "#fdf3dc", "narrator": "#f6f6f4", "self": "#1f4e79"}
Address = Callable[[Kin], str | None]


def kinship_svg(
    family: Family,
    *,
    label: str,
    heads: tuple[str, str],
    say: Say = as_written,
    address: Address = lambda kin: None,
    mirrored: bool = False,
) -> str:
    """The family as a picture; `heads` stand over parents and children. Of many kin the first are drawn."""
    rows = max(min(len(family.parents), MOST + 1), min(len(family.children), MOST + 1), 1)
    height = 2 * MARGIN + 30 + rows * ROW
    width = 2 * MARGIN + 3 * WIDE + 2 * ACROSS
    columns = [MARGIN, MARGIN + WIDE + ACROSS, MARGIN + 2 * (WIDE + ACROSS)]
    before, after = (columns[2], columns[0]) if mirrored else (columns[0], columns[2])
    middle = MARGIN + 30 + (rows * ROW - ROW) / 2
    parts = [
        words(heads[0], before + WIDE / 2, MARGIN + 8, text_anchor="middle", fill=SOFT),
        words(heads[1], after + WIDE / 2, MARGIN + 8, text_anchor="middle", fill=SOFT),
    ]
    for kin, x in ((family.parents, before), (family.children, after)):
        many = min(len(kin), MOST) + (len(kin) > MOST)
        top = MARGIN + 30 + (rows - many) * ROW / 2
        for row, one in enumerate(kin[:MOST]):
            parts.append(_line((x, top + row * ROW), (columns[1], middle), inferred=one.inferred))
            box = _box(one.name, say("kin", _said(one)), (x, top + row * ROW), one.kind)
            parts.append(link(address(one), box, one.name))
        if len(kin) > MOST:
            below = top + MOST * ROW + HIGH / 2
            parts.append(words(f"+ {len(kin) - MOST}", x + WIDE / 2, below, text_anchor="middle", fill=SOFT))
    parts.append(_box(family.name, "", (columns[1], middle), "self"))
    return picture(parts, width=width, height=height, label=label, class_="kinship")


def _said(kin: Kin) -> str:
    """What it is, how one rests on the other, in how many claims."""
    return ", ".join((kin.kind, *kin.how)) + (f" · {kin.claims}" if kin.claims else "")


def _box(said: str, small: str, at: tuple[float, float], kind: str) -> str:
    x, y = at
    rect = element("rect", x=x, y=y, width=WIDE, height=HIGH, rx=4, fill=FILLS.get(kind, PAPER), stroke=SOFT)
    ink = PAPER if kind == "self" else INK
    head = name(said, x + WIDE / 2, y + (17 if small else 25), most=34, text_anchor="middle", fill=ink)
    note = words(small, x + WIDE / 2, y + 33, text_anchor="middle", font_size=11, fill=SOFT) if small else ""
    return group([title(f"{said} — {small}" if small else said), rect, head, note])


def _line(box: tuple[float, float], centre: tuple[float, float], *, inferred: bool) -> str:
    (x, y), (middle, height) = box, centre
    start, end = (x + WIDE, middle) if x < middle else (x, middle + WIDE)
    bend, y, height = (start + end) / 2, y + HIGH / 2, height + HIGH / 2
    path = f"M{start:.0f} {y:.0f} C{bend:.0f} {y:.0f} {bend:.0f} {height:.0f} {end:.0f} {height:.0f}"
    dash = "5 4" if inferred else None
    return element("path", d=path, fill="none", stroke=NEITHER, stroke_width=1.4, stroke_dasharray=dash)
