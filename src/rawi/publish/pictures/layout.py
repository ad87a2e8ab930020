"""Where the nodes of a network stand: friends on one side of the focus, foes on the other, who is both above.

The same network is always laid out in the same way. Labels stand outside of the nodes, each with a row of its own.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from typing import Literal

import msgspec

from rawi.publish.network import Edge, Network, Node

Side = Literal["plus", "minus", "both", "none", "focus"]
Anchor = Literal["start", "middle", "end"]
ROW, CELL_WIDTH, CELL_HEIGHT = 30, 176, 62
ARM, LABEL, MARGIN = 250, 205, 24


class Place(msgspec.Struct, frozen=True):
    """Where a node stands, and on which side of it its label."""

    x: float
    y: float
    anchor: Anchor
    side: Side


class Layout(msgspec.Struct, frozen=True, kw_only=True):
    width: float
    height: float
    places: dict[str, Place]


def laid_out(network: Network, *, mirrored: bool = False) -> Layout:
    """A place for every node; `mirrored` for pages that read from right to left."""
    layout = _around(network) if network.focus is not None else _ring(network)
    if not mirrored:
        return layout
    turned: dict[Anchor, Anchor] = {"start": "end", "end": "start", "middle": "middle"}
    places = {id: Place(layout.width - at.x, at.y, turned[at.anchor], at.side) for id, at in layout.places.items()}
    return Layout(width=layout.width, height=layout.height, places=places)


def sides(network: Network) -> dict[str, Side]:
    """On which side each neighbour of the focus stands, by the signs of its ties to the focus."""
    signs: dict[str, set[str]] = defaultdict(set)
    for edge in network.edges:
        if network.focus in (edge.source, edge.target):
            signs[_other(edge, network.focus or "")].add(edge.sign)
    return {id: _side(found) for id, found in signs.items()}


def _side(signs: set[str]) -> Side:
    if "plus" in signs and "minus" in signs:
        return "both"
    return "plus" if "plus" in signs else "minus" if "minus" in signs else "none"


def _other(edge: Edge, focus: str) -> str:
    return edge.target if edge.source == focus else edge.source


def _around(network: Network) -> Layout:
    focus, stands = network.focus or "", sides(network)
    first = [node for node in network.nodes if node.step == 1]
    by_side = {side: [n for n in first if stands.get(n.id) == side] for side in ("plus", "minus", "both", "none")}
    outer = _outer(network, stands)
    reach = LABEL if not (outer["plus"] or outer["minus"]) else 2 * LABEL + 40
    width = 2 * (ARM + reach + MARGIN)
    centre = width / 2
    places: dict[str, Place] = {}
    above = _rows(by_side["both"], width, MARGIN + 20, "both", places)
    tall = max(len(by_side["plus"]), len(by_side["minus"]), len(outer["plus"]), len(outer["minus"]), 7)
    middle = above + ROW * tall / 2 + 24
    for side, way in (("plus", -1), ("minus", 1)):
        _arc(by_side[side], (centre, middle), way, ROW * tall / 2, places)
        _column(outer[side], centre + way * (ARM + LABEL + 40), middle, way, places)
    places[focus] = Place(centre, middle, "middle", "focus")
    below = middle + ROW * tall / 2 + 44
    bottom = _rows([*by_side["none"], *outer["none"]], width, below, "none", places)
    return Layout(width=width, height=bottom + MARGIN, places=places)


def _outer(network: Network, stands: dict[str, Side]) -> dict[str, list[Node]]:
    """Nodes two steps away, on the side of the first neighbour that they are tied to."""
    beside: dict[str, list[str]] = defaultdict(list)
    for edge in network.edges:
        beside[edge.source].append(edge.target)
        beside[edge.target].append(edge.source)
    found: dict[str, list[Node]] = {"plus": [], "minus": [], "none": []}
    for node in network.nodes:
        if node.step == 2:
            parents = [stands[id] for id in sorted(beside[node.id]) if id in stands]
            side = parents[0] if parents else "none"
            found[side if side in ("plus", "minus") else "none"].append(node)
    return found


def _arc(nodes: Sequence[Node], at: tuple[float, float], way: int, reach: float, places: dict[str, Place]) -> None:
    centre, middle = at
    side: Side = "minus" if way > 0 else "plus"
    anchor: Anchor = "start" if way > 0 else "end"
    for row, node in enumerate(nodes):
        y = middle + ROW * (row - (len(nodes) - 1) / 2)
        bend = math.sqrt(max(0.0, 1 - ((y - middle) / (reach + ROW)) ** 2))
        places[node.id] = Place(centre + way * ARM * (0.55 + 0.45 * bend), y, anchor, side)


def _column(nodes: Sequence[Node], x: float, middle: float, way: int, places: dict[str, Place]) -> None:
    anchor: Anchor = "start" if way > 0 else "end"
    for row, node in enumerate(nodes):
        y = middle + ROW * (row - (len(nodes) - 1) / 2)
        places[node.id] = Place(x, y, anchor, "minus" if way > 0 else "plus")


def _rows(nodes: Sequence[Node], width: float, top: float, side: Side, places: dict[str, Place]) -> float:
    """Rows of nodes with their labels below; gives the height at which they end."""
    most = max(1, int((width - 2 * MARGIN) // CELL_WIDTH))
    for at, node in enumerate(nodes):
        row, column = divmod(at, most)
        in_row = min(most, len(nodes) - row * most)
        x = width / 2 + CELL_WIDTH * (column - (in_row - 1) / 2)
        places[node.id] = Place(x, top + CELL_HEIGHT * row, "middle", side)
    return top + CELL_HEIGHT * math.ceil(len(nodes) / most)


def _ring(network: Network) -> Layout:
    """Without a focus: a ring, on which who is tied to each other stands near."""
    ordered = _neighbourly(network)
    half = math.ceil(len(ordered) / 2)
    width = 2.0 * (ARM + LABEL + MARGIN)
    tall = max(half, 7)
    middle = MARGIN + ROW * tall / 2
    places: dict[str, Place] = {}
    for nodes, way in ((ordered[:half], 1), (ordered[half:][::-1], -1)):
        _arc(nodes, (width / 2, middle), way, ROW * tall / 2, places)
    return Layout(width=width, height=ROW * tall + 2 * MARGIN, places=places)


def _neighbourly(network: Network) -> list[Node]:
    """The nodes in an order in which each is followed by who is tied to it most, as far as that can be."""
    weight: dict[tuple[str, str], int] = defaultdict(int)
    for edge in network.edges:
        weight[edge.source, edge.target] += edge.documents
        weight[edge.target, edge.source] += edge.documents
    left = list(network.nodes)
    ordered: list[Node] = []
    while left:
        last = ordered[-1].id if ordered else ""
        following = max(left, key=lambda node: (weight[last, node.id], -left.index(node)))
        left.remove(following)
        ordered.append(following)
    return ordered
