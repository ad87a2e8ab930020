"""A network as GraphML: nodes and edges with what is said of them, for programs that draw or count graphs."""

from __future__ import annotations

from html import escape

from rawi.publish.network import Edge, Network, Node
from rawi.publish.visible import visible

_KEYS = {
    "name": ("node", "string"),
    "type": ("node", "string"),
    "predicate": ("edge", "string"),
    "kind": ("edge", "string"),
    "sign": ("edge", "string"),
    "directed": ("edge", "boolean"),
    "negated": ("edge", "boolean"),
    "times": ("edge", "string"),
    "documents": ("edge", "int"),
    "known_origins": ("edge", "int"),
    "untraced": ("edge", "int"),
    "stances": ("edge", "string"),
    "contested": ("edge", "boolean"),
    "unreviewed": ("edge", "int"),
    "claims": ("edge", "string"),
}


def graphml(network: Network) -> str:
    """The network as one GraphML document; which ties have no direction is said of each, for few programs read both.

    Source: GraphML 1.1, http://graphml.graphdrawing.org/specification.html.
    """
    keys = [
        f'<key id="{name}" for="{of}" attr.name="{name}" attr.type="{kind}"/>' for name, (of, kind) in _KEYS.items()
    ]
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
        *keys,
        '<graph edgedefault="directed">',
        *map(_node, network.nodes),
        *map(_edge, network.edges),
        "</graph>",
        "</graphml>",
    ]
    return "\n".join(lines) + "\n"


def _node(node: Node) -> str:
    return f'<node id="{_safe(node.id)}">{_data("name", node.name)}{_data("type", node.type)}</node>'


def _edge(edge: Edge) -> str:
    said = {
        "predicate": edge.predicate,
        "kind": edge.kind,
        "sign": edge.sign,
        "directed": str(edge.directed).lower(),
        "negated": str(edge.negated).lower(),
        "times": "; ".join(edge.times),
        "documents": edge.documents,
        "known_origins": len(edge.known_origins),
        "untraced": edge.untraced,
        "stances": " ".join(edge.stances),
        "contested": str(edge.contested).lower(),
        "unreviewed": edge.unreviewed,
        "claims": " ".join(telling.claim for telling in edge.tellings),
    }
    ends = f'source="{_safe(edge.source)}" target="{_safe(edge.target)}"'
    return f'<edge id="{edge.id}" {ends}>{"".join(_data(key, value) for key, value in said.items())}</edge>'


def _data(key: str, value: object) -> str:
    return f'<data key="{key}">{_safe(value)}</data>'


def _safe(value: object) -> str:
    return escape(visible(str(value)))
