"""Where the nodes of a network stand: friends on one side of the focus, foes on the other, who is told to be both above.

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
ROW, CELL_WIDTH, CELL_HEIGHT = 30, 190, 62
ARM, LABEL, MARGIN = 300, 220, 34
LETTER = 7.2
"""The width of a letter at the size of labels, on the average."""


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
    layout = _around(network) if network.focus is not None else _spread(network)
    if not mirrored:
        return layout
    turned: dict[Anchor, Anchor] = {"start": "end", "end": "start", "middle": "middle"}
    places = {
        id: Place(layout.width - at.x, at.y, turned[at.anchor], at.side) for id, at in layout.places.items()
    }
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
        _arc(by_side[side], centre, middle, way, ROW * tall / 2, places)
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


def _arc(nodes: Sequence[Node], centre: float, middle: float, way: int, reach: float, places: dict[str, Place]) -> None:
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


def _spread(network: Network) -> Layout:
    """Without a focus: who is tied stands near, and no two labels lie on each other."""
    import networkx as nx

    if not network.nodes:
        return Layout(width=600, height=160, places={})
    graph = nx.Graph()
    graph.add_nodes_from(node.id for node in network.nodes)
    graph.add_edges_from((edge.source, edge.target) for edge in network.edges)
    found = nx.spring_layout(graph, seed=1, iterations=150, k=2.4 / math.sqrt(len(network.nodes)))
    width = 1100.0
    height = max(480.0, 17.0 * len(network.nodes))
    at = {
        node.id: [width / 2 + float(found[node.id][0]) * width * 0.4, height / 2 + float(found[node.id][1]) * height * 0.42]
        for node in network.nodes
    }
    half = {node.id: max(30.0, min(len(node.name), 26) * LETTER / 2 + 6) for node in network.nodes}
    _apart(at, half)
    left = min(x - half[id] for id, (x, _) in at.items()) - MARGIN
    top = min(y for _, y in at.values()) - MARGIN - 10
    places = {id: Place(round(x - left, 1), round(y - top, 1), "middle", "none") for id, (x, y) in at.items()}
    return Layout(
        width=max(place.x + half[id] for id, place in places.items()) + MARGIN,
        height=max(place.y for place in places.values()) + MARGIN + 24,
        places=places,
    )


def _apart(at: dict[str, list[float]], half: dict[str, float]) -> None:
    """Pushes nodes apart until no label lies on another, or until it no longer helps."""
    ids = list(at)
    for _ in range(300):
        moved = False
        for i, one in enumerate(ids):
            for other in ids[i + 1 :]:
                dx, dy = at[other][0] - at[one][0], at[other][1] - at[one][1]
                over_x, over_y = half[one] + half[other] - abs(dx), 46.0 - abs(dy)
                if over_x > 0.5 and over_y > 0.5:
                    moved = True
                    axis, over, way = (1, over_y, dy) if over_y < over_x else (0, over_x, dx)
                    step = (over / 2 + 0.5) * (1 if way >= 0 else -1)
                    at[one][axis] -= step
                    at[other][axis] += step
        if not moved:
            return
