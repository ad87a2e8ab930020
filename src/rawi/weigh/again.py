"""Weighing again what a change touches, on the records of that alone: the same functions over fewer claims."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

import msgspec

from rawi.model import Account, Document, Entity, Finding, KeptClaim, Mention, Raised, Weighed
from rawi.weigh.alarms import texts_alarms
from rawi.weigh.alarms.afterwards import ENDS, acts_after_the_end, is_act
from rawi.weigh.alarms.citing import sources_older_than_their_dates
from rawi.weigh.alarms.dating import events_after_the_document
from rawi.weigh.alarms.hedging import Resting, lost_on_the_way
from rawi.weigh.alarms.sums import COUNTS, failing_sums, sums
from rawi.weigh.asking import Asked, predicates_of, put
from rawi.weigh.context import TIES, Context
from rawi.weigh.kin import KIN
from rawi.weigh.origins.parties import SPEAKS
from rawi.weigh.weighing import id_of, weigh_questions

__all__ = [
    "COUNTS",
    "ENDS",
    "KIN",
    "SPEAKS",
    "TIES",
    "Again",
    "Held",
    "asked_by",
    "is_act",
    "predicates_of",
    "question_id",
    "texts_alarms",
]


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """The records at hand. `kept` are in the order of listings; `heard` are accounts of those whose surroundings are
    not at hand.
    """

    kept: Sequence[KeptClaim]
    entities: Sequence[Entity]
    mentions: Sequence[Mention]
    documents: Sequence[Document]
    heard: Mapping[str, Account] = {}
    revoiced: frozenset[str] = frozenset()
    """Those of them of whom another tells now."""
    described: frozenset[str] = frozenset()


class Again:
    """Weighs what is asked for of the records at hand."""

    def __init__(self, held: Held) -> None:
        self._standing = [k for k in held.kept if k.review.state != "rejected"]
        self._documents = held.documents
        self.context = Context(
            self._standing,
            held.entities,
            held.mentions,
            held.documents,
            heard=held.heard,
            revoiced=held.revoiced,
            described=held.described,
        )

    def questions(self, asked: Collection[Asked]) -> list[Weighed]:
        """These questions, those of them that are at issue."""
        puts = {question: given for question, given in put(self._standing).items() if question in asked}
        return weigh_questions(puts, self.context, {})[0]

    def accounts(self, claims: Collection[str]) -> list[Account]:
        return list(self.context.accounts(k for k in self._standing if k.claim.id in claims))

    def of_claims(self, documents: Collection[str]) -> list[Raised]:
        """The alarms over single claims of these documents, and over their sums."""
        own = self._sorted(k for k in self._standing if k.claim.document in documents)
        held = [d for d in self._documents if d.id in documents]
        found: list[Finding] = [*sources_older_than_their_dates(own, held), *events_after_the_document(own, held)]
        found += failing_sums(own)
        return [Raised(f"claim {one.claims[0]}", one) for one in found]

    def of_single(self, claims: Collection[str], documents: Sequence[Document]) -> list[Raised]:
        """The alarms over these claims alone, of these documents."""
        own = self._sorted(k for k in self._standing if k.claim.id in claims)
        found = [*sources_older_than_their_dates(own, documents), *events_after_the_document(own, documents)]
        return [Raised(f"claim {one.claims[0]}", one) for one in found]

    def of_entities(self, entities: Collection[str]) -> list[Raised]:
        """The alarms over all that is told of an entity."""
        own = self._sorted(k for k in self._standing if k.subject in entities or k.object in entities)
        found = [Raised(f"entity {one.entity}", one) for one in acts_after_the_end(own, self.context)]
        found += [one for one in sums(own, self.context) if one.scope.startswith("entity ")]
        return [one for one in found if one.finding.entity in entities]

    def of_questions(self, weighed: Iterable[Weighed], resting: Resting) -> list[Raised]:
        """The alarms over how a claim changed from one document to another."""
        return list(lost_on_the_way(self._standing, [w.question for w in weighed], self.context, resting))

    @staticmethod
    def _sorted(kept: Iterable[KeptClaim]) -> list[KeptClaim]:
        return sorted(kept, key=lambda k: k.claim.id)


def asked_by(kept: Iterable[KeptClaim]) -> set[Asked]:
    """The questions that claims answer, each by itself."""
    return {asked for k in kept if k.review.state != "rejected" for asked in put([k])}


def question_id(asked: Asked) -> str:
    return id_of(asked)
