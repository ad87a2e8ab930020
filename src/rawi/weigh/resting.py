"""Which documents a document rests on, as far as that is known: by what it names, cites, quotes or takes over."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

import msgspec

from rawi.model import Dependence, KeptClaim
from rawi.weigh.days import UNLIMITED
from rawi.weigh.origins import Lineage
from rawi.weigh.origins.works import name_key


class Leads(msgspec.Struct, frozen=True, omit_defaults=True):
    """What leads from a document to others: by what its author and publisher are known, whom it names as tellers, the
    documents among the works that it cites, and the days of its publication.
    """

    names: tuple[str, ...] = ()
    tellers: tuple[str, ...] = ()
    works: tuple[str, ...] = ()
    first: str = ""
    last: str = ""


def leads_of(kept: Iterable[KeptClaim], lineage: Lineage) -> dict[str, Leads]:
    """By document, of those that have claims."""
    names: dict[str, set[str]] = defaultdict(set)
    tellers: dict[str, set[str]] = defaultdict(set)
    works: dict[str, set[str]] = defaultdict(set)
    for k in kept:
        names[k.source.id] |= {name_key(name) for name in (k.source.author, k.source.publisher) if name}
        links = k.reading.chain[:-1]
        tellers[k.source.id] |= {name_key(teller) for link in links for teller in link.tellers}
        if any(link.mode == "cites" for link in links):
            steps = [step.earlier for chain in lineage.chains(k) for step in chain.steps]
            works[k.source.id] |= {node.key for node in steps if node.kind == "document"}
    found = {}
    for id, known_as in names.items():
        days = lineage.days.get(id, UNLIMITED)
        found[id] = Leads(
            names=tuple(sorted(known_as)),
            tellers=tuple(sorted(tellers[id])),
            works=tuple(sorted(works[id])),
            first=days.first.isoformat() if days.first else "",
            last=days.last.isoformat() if days.last else "",
        )
    return found


def rests_on(leads: Mapping[str, Leads], dependences: Iterable[Dependence]) -> Mapping[str, frozenset[str]]:
    """For each document the documents that it names the author or publisher of among its tellers, cites, or depends on.

    Never one that certainly came out after it. A document that names nobody may rest on any: that is not said here.
    """
    written: dict[str, set[str]] = defaultdict(set)
    for id, one in leads.items():
        for name in one.names:
            written[name].add(id)
    resting: dict[str, set[str]] = {id: set(one.works) for id, one in leads.items()}
    for id, one in leads.items():
        for teller in one.tellers:
            resting[id] |= written.get(teller, set())
    for dependence in dependences:
        if dependence.stands:
            resting.setdefault(dependence.later, set()).add(dependence.earlier)
    return {id: frozenset(o for o in others if _may_precede(o, id, leads)) for id, others in resting.items()}


def _may_precede(earlier: str, later: str, leads: Mapping[str, Leads]) -> bool:
    if earlier == later:
        return False
    one, other = leads.get(earlier), leads.get(later)
    return one is None or other is None or not (one.first and other.last and one.first > other.last)
