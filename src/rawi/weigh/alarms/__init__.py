"""Alarms: impossible dates, sums, hedges and figures that changed on their way. Each shows what it rests on."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import msgspec

from rawi.model import Document, KeptClaim, Question, Raised
from rawi.weigh.alarms.afterwards import acts_after_the_end
from rawi.weigh.alarms.citing import sources_older_than_their_dates
from rawi.weigh.alarms.dating import events_after_the_document
from rawi.weigh.alarms.glosses import glosses_absorbed
from rawi.weigh.alarms.hedging import Resting, lost_on_the_way
from rawi.weigh.alarms.sums import sums
from rawi.weigh.context import Context

__all__ = ["alarms", "order", "texts_alarms"]


def alarms(
    kept: Sequence[KeptClaim],
    questions: Sequence[Question],
    context: Context,
    documents: Sequence[Document],
    resting: Resting,
) -> list[Raised]:
    """Every alarm over the claims, their questions and the documents, in an order that does not hang on theirs."""
    ordered = sorted(kept, key=lambda k: k.claim.id)
    by_claim = [*sources_older_than_their_dates(ordered, documents), *events_after_the_document(ordered, documents)]
    found = [
        *(Raised(f"claim {one.claims[0]}", one) for one in by_claim),
        *(Raised(f"entity {one.entity}", one) for one in acts_after_the_end(ordered, context)),
        *sums(ordered, context),
        *lost_on_the_way(ordered, questions, context, resting),
        *texts_alarms(documents, kept),
    ]
    return sorted(found, key=order)


def texts_alarms(documents: Sequence[Document], kept: Sequence[KeptClaim]) -> list[Raised]:
    """The alarms over texts alone, whatever claims stand in them."""
    ordered = sorted(kept, key=lambda k: k.claim.id)
    return [Raised("texts", one) for one in glosses_absorbed(documents, ordered)]


def order(raised: Raised) -> tuple[str, str, str]:
    """By kind and entity, and then by what the alarm says, digested: no two are alike."""
    return raised.finding.kind, raised.finding.entity or "", id_of(raised)


def id_of(raised: Raised) -> str:
    """SHA-256 (first 32 hex digits) of all that it says."""
    return hashlib.sha256(msgspec.json.encode(raised, order="deterministic")).hexdigest()[:32]
