"""Alarms: impossible dates, sums, hedges and figures that changed on their way. Each shows what it rests on."""

from __future__ import annotations

from collections.abc import Sequence

from rawi.model import Document, Finding, KeptClaim, Question
from rawi.weigh.alarms.afterwards import acts_after_the_end
from rawi.weigh.alarms.citing import sources_older_than_their_dates
from rawi.weigh.alarms.dating import events_after_the_document
from rawi.weigh.alarms.glosses import glosses_absorbed
from rawi.weigh.alarms.hedging import lost_on_the_way
from rawi.weigh.alarms.sums import sums
from rawi.weigh.context import Context

__all__ = ["alarms"]


def alarms(
    kept: Sequence[KeptClaim], questions: Sequence[Question], context: Context, documents: Sequence[Document]
) -> list[Finding]:
    """Every alarm over the claims, their questions and the documents, in an order that does not hang on theirs."""
    ordered = sorted(kept, key=lambda k: k.claim.id)
    found = [
        *sources_older_than_their_dates(ordered, documents),
        *events_after_the_document(ordered, documents),
        *acts_after_the_end(ordered, context),
        *sums(ordered, context),
        *lost_on_the_way(ordered, questions, context),
        *glosses_absorbed(documents, ordered),
    ]
    return sorted(found, key=lambda f: (f.kind, f.entity or "", f.claims, f.reason))
