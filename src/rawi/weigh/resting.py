"""Which documents a document rests on, as far as that is known: by what it names, cites, quotes or takes over."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from rawi.model import KeptClaim
from rawi.weigh.origins import Lineage
from rawi.weigh.origins.works import name_key
from rawi.weigh.times import certainly_after


def rests_on(kept: Iterable[KeptClaim], lineage: Lineage) -> Mapping[str, frozenset[str]]:
    """For each document the documents that it names the author or publisher of among its tellers, cites, or depends on.

    Never one that certainly came out after it. A document that names nobody may rest on any: that is not said here.
    """
    written: dict[str, set[str]] = defaultdict(set)
    resting: dict[str, set[str]] = defaultdict(set)
    kept = list(kept)
    for k in kept:
        for name in (k.source.author, k.source.publisher):
            if name:
                written[name_key(name)].add(k.source.id)
    for k in kept:
        for link in k.reading.chain[:-1]:
            for teller in link.tellers:
                resting[k.source.id] |= written.get(name_key(teller), set())
        for chain in lineage.chains(k):
            resting[k.source.id] |= {step.earlier.key for step in chain.steps if step.earlier.kind == "document"}
    for dependence in lineage.dependences:
        if dependence.stands:
            resting[dependence.later].add(dependence.earlier)
    return {id: frozenset(o for o in others if _may_precede(o, id, lineage)) for id, others in resting.items()}


def _may_precede(earlier: str, later: str, lineage: Lineage) -> bool:
    if earlier == later:
        return False
    days = lineage.days
    return earlier not in days or later not in days or not certainly_after(days[earlier], days[later])
