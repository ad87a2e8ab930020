"""The tree of origins as a picture: answers at the left, what each rests on to the right, origins at the end."""

from __future__ import annotations

from collections import defaultdict
from html import escape

from rawi.publish.origins import footing
from rawi.publish.properties import property_of
from rawi.publish.publication import Publication
from rawi.weigh.origins import Bundle, Lineage, Matter, Node

WIDTH, HEIGHT, ACROSS, DOWN, MARGIN = 230, 40, 300, 56, 24
LETTERS = 34
STYLE = """
text { font: 13px "Noto Sans", "Noto Sans Arabic", sans-serif; fill: #1d1d1b }
.small { font-size: 11px; fill: #5b5b57 } .head { font-weight: bold; font-size: 15px }
rect { fill: #fff; stroke: #5b5b57 } .document rect { fill: #eef3f8 } .teller rect { fill: #e9f4ea }
.work rect { fill: #fdf3dc } .narrator rect { fill: #f6f6f4; stroke-dasharray: 4 3 }
.answer rect { fill: #1f4e79 } .answer text { fill: #fff; font-weight: bold } .answer .small { fill: #dfe9f3 }
path { fill: none; stroke: #5b5b57 } .inferred { stroke-dasharray: 5 4; stroke: #a4531b }
"""


class _Words:
    """What is written into the picture; where it leaves, with private persons masked as everywhere that leaves."""

    def __init__(self, lineage: Lineage, publication: Publication | None):
        self._lineage, self._publication = lineage, publication

    def over(self, words: str, *, unknown: bool = True) -> str:
        return words if self._publication is None else self._publication.veil.over(words, unknown=unknown)

    def called(self, node: Node) -> str:
        """What a node is called: a document by its title or path, a teller as what may be a stranger."""
        words = self._lineage.called(node)
        if self._publication is None:
            return words
        outline = self._publication.knowledge.outline.get(node.key)
        if outline is not None:
            return outline.title or outline.path
        return self.over(words, unknown=node.kind == "teller")


def origins_svg(matter: Matter, lineage: Lineage, publication: Publication | None = None) -> str:
    """One SVG, without scripts or anything from elsewhere; boxes carry their full words as titles.

    With a `publication` every word in it is one that may leave; how much rests on how much stays as it is.
    """
    said = _Words(lineage, publication)
    parts: list[str] = []
    top = MARGIN + 24
    right = 0
    for answer in matter.answers:
        bundle = lineage.bundle(answer.claims, matter.claims)
        drawn, height, width = _answer(said.over(answer.words), bundle, said, top)
        parts.extend(drawn)
        top += height + DOWN // 2
        right = max(right, width)
    about = said.over(lineage.parties.name(matter.entity), unknown=False)
    head = f"{about} · {property_of(matter.predicate).label.lower()}"
    size = f'width="{right + MARGIN}" height="{top + MARGIN}" viewBox="0 0 {right + MARGIN} {top + MARGIN}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img">\n<title>{escape(head)}</title>\n'
        f"<style>{STYLE}</style>\n"
        f'<text class="head" x="{MARGIN}" y="{MARGIN}">{escape(head)}</text>\n' + "\n".join(parts) + "\n</svg>\n"
    )


def _answer(words: str, bundle: Bundle, said: _Words, top: int) -> tuple[list[str], int, int]:
    """The boxes and lines of one answer, and how far down and across they reach."""
    columns = _columns(bundle)
    at: dict[Node, tuple[int, int]] = {}
    for number, nodes in columns.items():
        for row, node in enumerate(nodes):
            at[node] = (MARGIN + ACROSS * (number + 1), top + DOWN * row)
    start = (MARGIN, top)
    lines = [_line(start, at[c]) for c in sorted({chain.witness for chain in bundle.chains})]
    steps = {(s.later, s.earlier): s.how for chain in (*bundle.chains, *bundle.relayed) for s in chain.steps}
    lines += [_line(at[a], at[b], said.over(how)) for (a, b), how in sorted(steps.items())]
    lines += [
        _line(at[later], at[earlier], said.over(d.how), inferred=True)
        for d in bundle.dependences
        for later, earlier in [(Node("document", d.later), Node("document", d.earlier))]
        if d.stands and later in at and earlier in at
    ]
    note = said.over(footing(bundle))
    boxes = [_box(start, "answer", words, note)]
    ends = {origin.node: origin for origin in bundle.origins}
    for node, place in at.items():
        origin = ends.get(node)
        small: str = node.kind
        if origin is not None:
            small = f"{origin.basis} · {origin.interest}" if origin.traced else "untraced"
        boxes.append(_box(place, node.kind, said.called(node), small))
    rows = max((len(nodes) for nodes in columns.values()), default=1)
    return [*lines, *boxes], DOWN * rows, MARGIN + ACROSS * (max(columns, default=0) + 1) + WIDTH


def _columns(bundle: Bundle) -> dict[int, list[Node]]:
    """Each node one column behind the last thing that rests on it; a circle is cut where it closes."""
    depth: dict[Node, int] = {chain.witness: 0 for chain in bundle.chains}
    chains = (*bundle.chains, *bundle.relayed)
    for _ in range(len(bundle.nodes)):
        before = dict(depth)
        for chain in chains:
            for step in chain.steps:
                if step.later in depth and depth[step.later] < len(bundle.nodes):
                    depth[step.earlier] = max(depth.get(step.earlier, 0), depth[step.later] + 1)
        if depth == before:
            break
    used = sorted(set(depth.values()))
    columns: dict[int, list[Node]] = defaultdict(list)
    for node in sorted(depth):
        columns[used.index(depth[node])].append(node)
    return dict(sorted(columns.items()))


def _box(place: tuple[int, int], kind: str, words: str, small: str) -> str:
    x, y = place
    shown = words if len(words) <= LETTERS else words[: LETTERS - 1].rstrip() + "…"
    note = small if len(small) <= LETTERS + 6 else small[: LETTERS + 5].rstrip() + "…"
    return (
        f'<g class="{kind}"><title>{escape(words)} — {escape(small)}</title>'
        f'<rect x="{x}" y="{y}" width="{WIDTH}" height="{HEIGHT}" rx="4"/>'
        f'<text x="{x + 8}" y="{y + 17}">{escape(shown)}</text>'
        f'<text class="small" x="{x + 8}" y="{y + 32}">{escape(note)}</text></g>'
    )


def _line(start: tuple[int, int], end: tuple[int, int], how: str = "", *, inferred: bool = False) -> str:
    x1, y1, x2, y2 = start[0] + WIDTH, start[1] + HEIGHT // 2, end[0], end[1] + HEIGHT // 2
    if end[0] <= start[0]:
        x1, x2 = start[0] + WIDTH // 2, end[0] + WIDTH // 2
    middle = (x1 + x2) // 2
    style = ' class="inferred"' if inferred else ""
    drawn = f'<path d="M{x1},{y1} C{middle},{y1} {middle},{y2} {x2},{y2}"{style}>'
    return f"{drawn}<title>{escape(how)}</title></path>"
