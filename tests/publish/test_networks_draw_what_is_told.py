"""Networks: overlapping ties are all kept, at both clocks, with what they rest on; the same picture every time."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from itertools import pairwise

import pytest

from rawi.model import Argument, EntityType
from rawi.publish import read_clock
from rawi.publish.command import order_of_battle
from rawi.publish.graphml import graphml
from rawi.publish.network import Draws, Filter, network
from rawi.publish.pictures.graph import network_svg
from rawi.publish.pictures.layout import laid_out, sides
from rawi.publish.ties import kinds, ties
from rawi.vocabulary import predicates

GROUP, STATE = EntityType.GROUP, EntityType.STATE
SYLLABLES = ("Ka", "Lo", "Mi", "Nu", "Re", "Sa", "Ti", "Vo", "Xe", "Zu")


def band(number: int) -> str:
    """An invented name for each number."""
    return "".join(SYLLABLES[int(digit)] for digit in f"{number:03d}").capitalize() + " Band"


@pytest.fixture
def two_faced(make):
    """Reed Column: with and against the Salt Guard in one month, part of the River Host, backed by Veld."""
    c = make()
    text = "Reed Column fought beside Salt Guard in March 2017. Reed Column fought Salt Guard in March 2017. "
    text += "Veld armed Reed Column. Reed Column is part of River Host. Salt Guard is not an ally of Veld."
    d = c.document("a.txt", text, date="2018-01-01", title="A")
    e = c.document("b.txt", "Reed Column fought Salt Guard in March 2017.", date="2019-05-05", title="B")
    month = {"time": "2017-03", "words": "March 2017"}
    salt = Argument("Salt Guard", GROUP)
    c.claim(d, "fought beside Salt Guard in March 2017", "Reed Column", "allied_with", salt, **month)
    c.claim(d, "Reed Column fought Salt Guard in March 2017", "Reed Column", "opposed_to", salt, **month)
    c.claim(e, "fought Salt Guard in March 2017", "Reed Column", "opposed_to", salt, **month)
    c.claim(d, "Veld armed Reed Column", "Reed Column", "supported_by", Argument("Veld", STATE))
    c.claim(d, "is part of River Host", "Reed Column", "part_of", Argument("River Host", GROUP))
    return c


def test_an_ally_that_is_an_opponent_has_two_edges(two_faced, named):
    knowledge = two_faced.knowledge()
    net = network(knowledge, named(knowledge, "Reed Column"), as_of=read_clock("2017-03-10"))
    salt = named(knowledge, "Salt Guard").id
    between = {edge.predicate: edge for edge in net.edges if salt in (edge.source, edge.target)}
    assert {edge.sign for edge in between.values()} == {"plus", "minus"}
    assert between["opposed_to"].documents == 2
    assert sides(net)[salt] == "both"


def test_the_one_who_acts_is_where_the_edge_begins(two_faced, named):
    knowledge = two_faced.knowledge()
    net = network(knowledge, named(knowledge, "Reed Column"))
    (armed,) = [edge for edge in net.edges if edge.predicate == "supported_by"]
    assert armed.source == named(knowledge, "Veld").id and armed.directed


def test_the_clocks_hide_what_was_not_so_and_what_was_not_known(two_faced, named):
    knowledge = two_faced.knowledge()
    reed = named(knowledge, "Reed Column")
    later = network(knowledge, reed, as_of=read_clock("2020"))
    assert not [edge for edge in later.edges if edge.predicate in ("allied_with", "opposed_to")]
    assert not network(knowledge, reed, as_known=read_clock("2016")).edges
    early = network(knowledge, reed, as_known=read_clock("2018-06"))
    assert [edge.documents for edge in early.edges if edge.predicate == "opposed_to"] == [1]


def test_filters_leave_only_what_is_asked_for(two_faced, named):
    knowledge = two_faced.knowledge()
    reed = named(knowledge, "Reed Column")
    assert {e.kind for e in network(knowledge, reed, asked=Filter(kinds=("command",))).edges} == {"command"}
    assert {e.sign for e in network(knowledge, reed, asked=Filter(signs=("minus",))).edges} == {"minus"}
    states = network(knowledge, reed, asked=Filter(types=(STATE,)))
    assert {node.type for node in states.nodes if node.step} == {STATE}
    assert states.kinds == network(knowledge, reed).kinds


def test_of_more_neighbours_than_asked_for_those_with_most_documents_stay(make, named):
    c = make()
    text = " ".join(f"Reed Column fought {band(n)}." for n in range(80))
    d, e = c.document("a.txt", text, title="A"), c.document("b.txt", f"Reed Column fought {band(79)}.", title="B")
    for n in range(80):
        c.claim(d, f"Reed Column fought {band(n)}", "Reed Column", "opposed_to", Argument(band(n), GROUP))
    c.claim(e, f"fought {band(79)}", "Reed Column", "opposed_to", Argument(band(79), GROUP))
    knowledge = c.knowledge()
    net = network(knowledge, named(knowledge, "Reed Column"), asked=Filter(most=10))
    assert len(net.nodes) == 10 and net.left_out == 71
    assert net.nodes[0].step == 0 and net.nodes[1].name == band(79)


def test_of_very_many_ties_a_page_draws_the_nearest_and_says_how_many_it_leaves_out(make, named):
    c = make()
    text = " ".join(f"Reed Column fought {band(n)}. {band(n)} fought {band((n + 1) % 30)}." for n in range(30))
    d = c.document("a.txt", text, title="A")
    for n in range(30):
        c.claim(d, f"Reed Column fought {band(n)}", "Reed Column", "opposed_to", Argument(band(n), GROUP))
        other = Argument(band((n + 1) % 30), GROUP)
        c.claim(d, f"{band(n)} fought {other.name}", band(n), "opposed_to", other)
    knowledge = c.knowledge()
    reed = named(knowledge, "Reed Column")
    whole = network(knowledge, reed)
    short = network(knowledge, reed, draws=Draws(edges=40, claims=10, whole=whole.edges[0].id))
    assert short.nodes == whole.nodes and len(whole.edges) == 60
    assert len(short.edges) == 40 and short.undrawn == 20
    assert {e.id for e in whole.edges if reed.id in (e.source, e.target)} <= {e.id for e in short.edges}
    for edge in short.edges:
        full = next(one for one in whole.edges if one.id == edge.id)
        assert edge.claims == full.claims and edge.unreviewed == full.unreviewed
        assert edge.tellings == (full.tellings if edge.id == whole.edges[0].id else ())
    assert len(laid_out(network(knowledge, reed, draws=Draws(edges=1))).places) == len(whole.nodes)
    assert network(knowledge, reed, draws=Draws()) == whole


def test_no_label_lies_on_another_however_many_neighbours(make, named):
    c = make()
    text = " ".join(f"Reed Column fought {band(n)}." for n in range(500))
    d = c.document("a.txt", text, title="A")
    for n in range(500):
        predicate = ("opposed_to", "allied_with", "linked_to")[n % 3]
        c.claim(d, f"Reed Column fought {band(n)}", "Reed Column", predicate, Argument(band(n), GROUP))
    knowledge = c.knowledge()
    net = network(knowledge, named(knowledge, "Reed Column"), asked=Filter(most=501))
    places = [place for place in laid_out(net).places.values() if place.side != "focus"]
    assert len(places) == 500
    rows = sorted((p.anchor, round(p.x) if p.anchor == "middle" else 0, p.y) for p in places)
    for (anchor, x, y), (other, ox, oy) in pairwise(rows):
        assert anchor != other or x != ox or oy - y >= 20


def test_the_picture_is_whole_without_anything_inline_and_the_same_every_time(two_faced, named):
    knowledge = two_faced.knowledge()
    net = network(knowledge, named(knowledge, "Reed Column"))
    svg = network_svg(net, label="<Reed> & Column", edge_address=lambda id: f"#{id}", legend=True)
    ET.fromstring(svg)
    assert svg == network_svg(net, label="<Reed> & Column", edge_address=lambda id: f"#{id}", legend=True)
    assert not re.search(r"<script|<style|\sstyle=|\son[a-z]+=", svg)
    for edge in net.edges:
        assert f'href="#{edge.id}"' in svg


def test_a_name_with_markup_and_overrides_is_drawn_harmless(make, named):
    c = make()
    hostile = '<script>alert("x")</script>\u202egnol'
    d = c.document("a.txt", f"Reed Column fought {hostile}.", title="A")
    c.claim(d, f"fought {hostile}", "Reed Column", "opposed_to", Argument(hostile, GROUP))
    knowledge = c.knowledge()
    net = network(knowledge, named(knowledge, "Reed Column"))
    for made in (network_svg(net), graphml(net)):
        ET.fromstring(made)
        assert "<script" not in made and "\u202e" not in made


def test_graphml_holds_every_node_and_edge(two_faced, named):
    import networkx as nx

    knowledge = two_faced.knowledge()
    net = network(knowledge, named(knowledge, "Reed Column"))
    graph = nx.parse_graphml(graphml(net))
    assert set(graph.nodes) == {node.id for node in net.nodes}
    assert graph.number_of_edges() == len(net.edges)


def test_the_order_of_battle_runs_both_ways_and_cuts_circles(make, named):
    c = make()
    text = "Reed Column is part of River Host. River Host is part of Salt Front. Salt Front is part of Reed Column."
    d = c.document("a.txt", text, title="A")
    for sub, over in (("Reed Column", "River Host"), ("River Host", "Salt Front"), ("Salt Front", "Reed Column")):
        c.mention(d, sub, GROUP)
        c.claim(d, f"{sub} is part of {over}", sub, "part_of", Argument(over, GROUP))
    knowledge = c.knowledge()
    order = order_of_battle(knowledge, named(knowledge, "Reed Column"))
    above = order.above[0]
    assert (above.name, above.units[0].name) == ("River Host", "Salt Front")
    assert above.units[0].units[0].again
    assert order.unit.units[0].name == "Salt Front"


def test_every_tie_is_a_predicate_and_no_kind_is_empty():
    assert set(ties()) <= set(predicates())
    assert {tie.kind for tie in ties().values()} == set(kinds())
