"""A network as SVG: solid where a person has reviewed, dashed where nobody has; signs by colour and by a mark."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

from rawi.model import EntityType
from rawi.publish.network import Edge, Network, Node
from rawi.publish.pictures.layout import Layout, Place, laid_out
from rawi.publish.pictures.svg import (
    ALARM,
    INK,
    MINUS,
    NEITHER,
    PAPER,
    PLUS,
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

COLOURS = {"plus": PLUS, "minus": MINUS, "none": NEITHER}
SIGNS = {"plus": "+", "minus": "−", "none": ""}
FILLS = {
    EntityType.GROUP: "#dfe9f3",
    EntityType.PERSON: "#f6ecd6",
    EntityType.STATE: "#e7e3f2",
    EntityType.ORGANIZATION: "#e4efe5",
    EntityType.COMMUNITY: "#f3e3e6",
}
RADIUS = 9
CURVE = 26
WIDEST = 4
LEGEND = 70.0
Address = Callable[[str], str | None]
"""Where a node or an edge leads, by its id."""


def nowhere(_: str) -> str | None:
    return None


def network_svg(
    network: Network,
    layout: Layout | None = None,
    *,
    label: str = "Network",
    edge_address: Address = nowhere,
    node_address: Address = nowhere,
    say: Say = as_written,
    legend: bool = False,
) -> str:
    """The network with its nodes where `layout` puts them; every node and edge says in its title what it is.

    With `legend` the picture explains its lines and shapes itself: for a file that stands alone.
    """
    at = layout or laid_out(network)
    beside: dict[tuple[str, str], list[Edge]] = defaultdict(list)
    for edge in network.edges:
        beside[min(edge.source, edge.target), max(edge.source, edge.target)].append(edge)
    lines = []
    for edges in beside.values():
        for number, edge in enumerate(edges):
            bend = CURVE * (number - (len(edges) - 1) / 2)
            told = say("tie told", edge_words(edge, network))
            lines.append(link(edge_address(edge.id), _line(edge, at, bend, told), told))
    nodes = [link(node_address(n.id), _node(n, at.places[n.id], say), n.name) for n in network.nodes]
    drawn = [group(lines, class_="edges"), group(nodes, class_="nodes")]
    height = at.height
    if legend:
        drawn.append(_legend(at.height, say))
        height += LEGEND
    return picture(drawn, width=at.width, height=height, label=label, defs=_markers(), class_="network")


def edge_words(edge: Edge, network: Network) -> str:
    """An edge in one line, as a title says it."""
    one, other = network.node[edge.source].name, network.node[edge.target].name
    facts = [f"{edge.documents} document{'' if edge.documents == 1 else 's'}", *edge.times[:2]]
    facts += ["unreviewed"] if edge.unreviewed == edge.claims else []
    facts += ["contested"] if edge.contested else []
    return f"{one} · {edge.says} · {other} ({', '.join(facts)})"


def _line(edge: Edge, at: Layout, bend: float, told: str) -> str:
    (x1, y1), (x2, y2), (cx, cy) = _curve(at.places[edge.source], at.places[edge.target], bend, edge)
    colour = SOFT if edge.negated else COLOURS[edge.sign]
    unreviewed = edge.unreviewed == edge.claims
    path = f"M{x1:.1f} {y1:.1f} Q{cx:.1f} {cy:.1f} {x2:.1f} {y2:.1f}"
    parts = [
        title(told),
        element("path", d=path, fill="none", stroke="transparent", stroke_width=14),
    ]
    if edge.contested:
        parts.append(element("path", d=path, fill="none", stroke="#f3c58b", stroke_width=7))
    parts.append(
        element(
            "path",
            d=path,
            fill="none",
            stroke=colour,
            stroke_width=min(WIDEST, 1.2 + 0.7 * len(edge.known_origins)),
            stroke_dasharray="2 4" if edge.negated else "6 4" if unreviewed else None,
            stroke_opacity=0.6 if edge.holds == "possible" else None,
            marker_end=f"url(#to-{'soft' if edge.negated else edge.sign})" if edge.directed else None,
        )
    )
    mark = "≠" if edge.contested and not SIGNS[edge.sign] else SIGNS[edge.sign]
    if mark:
        x, y = 0.25 * x1 + 0.5 * cx + 0.25 * x2, 0.25 * y1 + 0.5 * cy + 0.25 * y2
        parts.append(element("circle", cx=x, cy=y, r=8.0, fill=PAPER, stroke=ALARM if edge.contested else colour))
        parts.append(words(mark, x, y + 4.5, text_anchor="middle", font_size=13, fill=colour, aria_hidden="true"))
    return group(parts, class_=f"edge {edge.kind}", data_edge=edge.id)


def _curve(
    one: Place, other: Place, bend: float, edge: Edge
) -> tuple[tuple[float, float], tuple[float, float], tuple[float, float]]:
    """Where a line begins and ends at the rim of its nodes, and what it bends towards; both ways bend alike."""
    dx, dy = other.x - one.x, other.y - one.y
    length = max(1.0, (dx * dx + dy * dy) ** 0.5)
    ux, uy = dx / length, dy / length
    turned = 1 if edge.source <= edge.target else -1
    middle = (
        (one.x + other.x) / 2 - uy * bend * 2 * turned,
        (one.y + other.y) / 2 + ux * bend * 2 * turned,
    )
    rims = [RADIUS + 8 if p.side == "focus" else RADIUS + 3 for p in (one, other)]
    start = (one.x + ux * rims[0], one.y + uy * rims[0])
    return start, (other.x - ux * rims[1], other.y - uy * rims[1]), middle


def _node(node: Node, at: Place, say: Say) -> str:
    focus = at.side == "focus"
    size = RADIUS + 5 if focus else RADIUS
    stroke = {"stroke": INK, "stroke_width": 2.5 if focus else 1.2, "fill": FILLS.get(node.type, PAPER)}
    if node.unresolved:
        stroke["stroke_dasharray"] = "3 3"
    match node.type:
        case EntityType.STATE:
            shape = element("rect", x=at.x - size, y=at.y - size, width=2.0 * size, height=2.0 * size, **stroke)
        case EntityType.PERSON:
            points = f"{at.x:.1f},{at.y - size - 2:.1f} {at.x + size + 2:.1f},{at.y:.1f} "
            points += f"{at.x:.1f},{at.y + size + 2:.1f} {at.x - size - 2:.1f},{at.y:.1f}"
            shape = element("polygon", points=points, **stroke)
        case EntityType.ORGANIZATION | EntityType.COMMUNITY:
            shape = element(
                "rect", x=at.x - size, y=at.y - size + 2, width=2.0 * size, height=2.0 * size - 4, rx=6, **stroke
            )
        case _:
            shape = element("circle", cx=at.x, cy=at.y, r=float(size), **stroke)
    x = {"start": at.x + size + 7, "end": at.x - size - 7, "middle": at.x}[at.anchor]
    y = at.y + 4.5 if at.anchor != "middle" else at.y + size + 18
    label = name(
        node.name,
        x,
        y,
        most=40 if focus else 26 if at.anchor == "middle" else 30,
        text_anchor=at.anchor,
        font_weight="bold" if focus else None,
        paint_order="stroke",
        stroke=PAPER,
        stroke_width=4,
    )
    told = title(f"{node.name} ({say('type', str(node.type))})")
    return group([told, shape, label], class_="node", data_node=node.id)


def _legend(top: float, say: Say) -> str:
    """What lines and shapes mean, in two rows."""
    parts, x = [], 30.0
    for colour, mark, dash, says in (
        (PLUS, "+", None, "on one side"),
        (MINUS, "−", None, "against each other"),
        (NEITHER, "", None, "neither is said"),
        (NEITHER, "", "6 4", "nobody has reviewed it"),
        (SOFT, "", "2 4", "the documents say that it is not so"),
    ):
        parts.append(
            element(
                "line",
                x1=x,
                x2=x + 44,
                y1=top + 14,
                y2=top + 14,
                stroke=colour,
                stroke_width=1.8,
                stroke_dasharray=dash,
            )
        )
        parts.append(words(mark, x + 22, top + 10, text_anchor="middle", fill=colour))
        said = say("tie legend", says)
        parts.append(words(said, x + 50, top + 18, font_size=12, fill=SOFT))
        x += 64 + 6.6 * len(said)
    x = 40.0
    for kind in FILLS:
        sample = Node(id="", name="", type=kind, step=1, ties=0, documents=0)
        parts.append(_node(sample, Place(x, top + 44, "start", "none"), say))
        parts.append(words(say("type", str(kind)), x + 18, top + 48, font_size=12, fill=SOFT))
        x += 60 + 8 * len(kind)
    return group(parts, class_="legend", aria_hidden="true")


def _markers() -> str:
    return "".join(
        element(
            "marker",
            element("path", d="M0 0 L8 4 L0 8 z", fill=colour),
            id=f"to-{sign}",
            viewBox="0 0 8 8",
            refX=8,
            refY=4,
            markerWidth=8,
            markerHeight=8,
            markerUnits="userSpaceOnUse",
            orient="auto-start-reverse",
        )
        for sign, colour in {**COLOURS, "soft": SOFT}.items()
    )
