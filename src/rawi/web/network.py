"""The network: who is told to be tied to whom at the two clocks, as a picture and as a table."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from fastapi import Form, Query
from markupsafe import Markup
from starlette.responses import Response

from rawi.model import Entity
from rawi.publish.command import PART_OF, OrderOfBattle, order_of_battle
from rawi.publish.gathering import all_knowledge, gathered, knowledge_around
from rawi.publish.graphml import graphml
from rawi.publish.network import Draws, Filter, Network, network
from rawi.publish.pictures.graph import network_svg
from rawi.publish.pictures.layout import Layout, Place, laid_out
from rawi.publish.ties import SIGNS, TIED, kinds
from rawi.web.leaving import leaving
from rawi.web.pages import Family
from rawi.web.picturing import About, Whose, chosen, contested_claims, for_leaving, whose
from rawi.web.site import Ask, Asked

family = Family("network", nav=("nav.network", "/network", 40))
LIMITS = (20, 60, 150, 500)
Some = Annotated[list[str], Query(max_length=20, description="None for all; parted by commas, or said again")]
Depth = Annotated[int, Query(ge=1, le=2)]
Most = Annotated[int, Query(ge=2, le=LIMITS[-1])]


class NetworkView(msgspec.Struct, frozen=True, kw_only=True):
    """`places` are where the picture has the nodes, so that what a script draws is the same picture."""

    whose: Whose
    network: Network
    asked: Filter
    order: OrderOfBattle | None
    places: dict[str, Place]
    width: float
    height: float

    @property
    def named(self) -> dict[str, str]:
        return {node.id: node.name for node in self.network.nodes}

    @property
    def claims(self) -> int:
        return sum(edge.claims for edge in self.network.edges)

    @property
    def kinds(self) -> dict[str, str]:
        """The kinds of ties with what they are called."""
        return dict(kinds())

    @property
    def choices(self) -> dict[str, tuple[object, ...]]:
        return {"types": TIED, "limits": LIMITS}

    def svg(self, ask: Ask) -> Markup:
        """The picture; an edge leads to its evidence on the page, a node to the network around it."""
        return Markup(
            network_svg(
                self.network,
                Layout(width=self.width, height=self.height, places=self.places),
                label=self.network.name or str(ask.t("picture.everybody")),
                say=ask.say,
                edge_address=lambda id: f"#{id}",
                node_address=lambda id: ask.here(about=id, view=None),
            )
        )


@family.page("/network", "network.html", remembered=True)
def shown_network(
    ask: Asked,
    *,
    about: About = "",
    kind: Some = [],  # noqa: B006
    sign: Some = [],  # noqa: B006
    type: Some = [],  # noqa: B006
    depth: Depth = 1,
    most: Most = 60,
    edge: Annotated[str, Query(max_length=64, description="The tie whose evidence is shown in any case")] = "",
) -> NetworkView:
    """Groups, persons and states with the ties that documents tell of; each tie opens its evidence."""
    asked_for = whose(ask, about)
    asked = _filter(kind, sign, type, depth=depth, most=most)
    made = _made(ask, asked_for.entity, asked, Draws(claims=None) if ask.as_json else Draws(whole=edge))
    layout = laid_out(made, mirrored=ask.state.direction == "rtl")
    return NetworkView(
        whose=asked_for,
        network=made,
        asked=asked,
        order=_order(ask, asked_for.entity),
        places=layout.places,
        width=layout.width,
        height=layout.height,
    )


@family.change("/network/file")
def network_file(
    ask: Asked,
    *,
    about: Annotated[str, Form(max_length=300)] = "",
    form: Annotated[Literal["svg", "graphml"], Form()] = "svg",
    kind: Annotated[list[str], Form()] = [],  # noqa: B006
    sign: Annotated[list[str], Form()] = [],  # noqa: B006
    type: Annotated[list[str], Form()] = [],  # noqa: B006
    depth: Annotated[int, Form(ge=1, le=2)] = 1,
    most: Annotated[int, Form(ge=2, le=LIMITS[-1])] = 60,
) -> Response:
    """The network as a file that may leave: what is grave and unreviewed goes, private persons are masked."""
    asked = _filter(kind, sign, type, depth=depth, most=most)
    publication, entity = for_leaving(ask, whose(ask, about).entity)
    made = network(
        publication.knowledge, entity, asked=asked, as_of=ask.state.as_of, as_known=ask.state.as_known,
        contested=contested_claims(ask, entity),
    )  # fmt: skip
    label = made.name or str(ask.t("nav.network"))
    text = network_svg(made, label=label, say=ask.say, legend=True) if form == "svg" else graphml(made)
    return leaving(ask, text, form=form, name="network", claims=sum(len(e.tellings) for e in made.edges))


def _filter(kind: list[str], sign: list[str], type: list[str], *, depth: int, most: int) -> Filter:
    """What is asked for, without what there is not."""
    return Filter(
        kinds=tuple(one for one in kinds() if one in chosen(kind)),
        signs=tuple(one for one in SIGNS if one in chosen(sign)),
        types=tuple(one for one in TIED if one in chosen(type)),
        depth=depth,
        most=most,
    )


def _made(ask: Ask, entity: Entity | None, asked: Filter, draws: Draws) -> Network:
    if entity is None:
        knowledge = all_knowledge(ask.workspace)
    else:
        knowledge = knowledge_around(ask.workspace, entity, asked.most, depth=asked.depth)
    contested = contested_claims(ask, entity if asked.depth == 1 else None)
    return network(
        knowledge,
        entity,
        asked=asked,
        as_of=ask.state.as_of,
        as_known=ask.state.as_known,
        contested=contested,
        draws=draws,
    )


def _order(ask: Ask, entity: Entity | None) -> OrderOfBattle | None:
    if entity is None or entity.type not in TIED:
        return None
    here = ask.workspace
    knowledge = ask.site.opened.found(
        PART_OF, lambda: gathered(here, here.kept_claims(predicate=PART_OF), named_only=True)
    )
    found = order_of_battle(knowledge, entity, as_of=ask.state.as_of, as_known=ask.state.as_known)
    return found if found.above or found.unit.units else None
