"""On which documents others draw, before a change and after it, by what leads from the documents asked for alone."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from sqlalchemy import Connection

from rawi.model import Dependence, Weighed
from rawi.pipeline.tracing import KeptTraces
from rawi.weigh.resting import Leads, rests_on
from rawi.workspace import tracing

Resting = Mapping[str, frozenset[str]]


class Drawing:
    """After a change to the settlement with this number, which told `leads` anew of the documents `around` it, and
    replaced some dependences (`gone`, by id) by others (`come`).
    """

    def __init__(
        self,
        connection: Connection,
        number: int,
        *,
        leads: Mapping[str, Leads],
        around: Collection[str],
        gone: Mapping[str, Dependence],
        come: Mapping[str, Dependence],
    ) -> None:
        self._connection, self._number = connection, number
        self._traces = KeptTraces(connection, number)
        self._anew, self._around = leads, frozenset(around)
        self._gone, self._come = gone, come

    def leads(self, ids: Collection[str]) -> dict[str, Leads]:
        """What leads from these documents to others now; of those that have claims."""
        here = {id: self._anew[id] for id in self._around.intersection(ids) if id in self._anew}
        return self._traces.leads(set(ids) - self._around) | here

    def elsewhere_as_before(self) -> bool:
        """Whether documents that are not around rest on each other as they did."""
        compared = [*self._gone.values(), *self._come.values()]
        elsewhere = {one.later for one in compared if self._around.isdisjoint((one.later, one.earlier))}
        stood = tracing.dependences_of(self._connection, self._number, elsewhere)
        before, now = self._resting(elsewhere, stood), self._resting(elsewhere, self._now(stood))
        return all((before[id] ^ now[id]) <= self._around for id in elsewhere)

    def behind(self, weighed: Iterable[Weighed], document_of: Mapping[str, str]) -> Resting:
        """On which others the documents rest that bear on each other in questions; `document_of` is by claim."""
        bearing = [bearing for one in weighed for bearing in one.question.bearings]
        claims = {claim for one in bearing for claim in (*one.left_claims, *one.right_claims)}
        documents = {document_of[claim] for claim in claims if claim in document_of}
        return self._resting(documents, self._now(tracing.dependences_of(self._connection, self._number, documents)))

    def _now(self, stood: Iterable[Dependence]) -> list[Dependence]:
        changed = self._gone.keys() | self._come.keys()
        return [*(one for one in stood if one.id not in changed), *self._come.values()]

    def _resting(self, ids: Collection[str], dependences: Sequence[Dependence]) -> Resting:
        told = self.leads(ids)
        own = [one for one in dependences if one.later in ids]
        tellers = {teller for one in told.values() for teller in one.tellers}
        others = tracing.by_names(self._connection, self._number, tellers) | self._around
        others |= {work for one in told.values() for work in one.works} | {one.earlier for one in own}
        found = rests_on(told | self.leads(others - told.keys()), own)
        return {id: found.get(id, frozenset()) for id in ids}
