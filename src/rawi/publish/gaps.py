"""What is missing from a dossier: cuts, lost names, undated documents, descriptions that name nobody."""

from __future__ import annotations

from collections.abc import Sequence

from rawi.model import Argument, Document, KeptClaim
from rawi.publish.clocks import is_dated
from rawi.publish.dossier import Missing
from rawi.publish.entries import absence_of
from rawi.publish.knowledge import Knowledge
from rawi.publish.wording import source_title


def missing(
    shown: Sequence[KeptClaim], knowledge: Knowledge, *, later: int, undated: int, outside: int, rejected: int
) -> Missing:
    """The gaps behind the claims that are shown; the counts are of what was left out before."""
    sources = {k.source.id: k.source for k in shown}
    outlines = [d for d in knowledge.documents if d.id in sources]

    def titles(ids: set[str]) -> tuple[str, ...]:
        return tuple(sorted(source_title(sources[i]) for i in ids))

    return Missing(
        paywalled=titles({d.id for d in outlines if _omits(d, "paywall")}),
        lost_names=sum(absence_of(k) == "lost" for k in shown),
        lost_footnotes=titles({d.id for d in outlines if _omits(d, "lost_footnotes")}),
        undated_documents=titles({s.id for s in sources.values() if s.date is None}),
        inferred_dates=titles({s.id for s in sources.values() if s.date_inferred}),
        unresolved=tuple(sorted({a.name for k in shown for a in _arguments(k) if _names_nobody(k, a, knowledge)})),
        undated_claims=sum(not is_dated(k) for k in shown),
        unreviewed=sum(k.review.state == "unreviewed" for k in shown),
        rejected=rejected,
        left_out_later=later,
        left_out_undated=undated,
        left_out_time=outside,
    )


def _omits(document: Document, kind: str) -> bool:
    return any(omission.kind == kind for omission in document.omissions)


def _arguments(kept: KeptClaim) -> list[Argument]:
    return [a for a in (kept.claim.subject, kept.claim.object) if a is not None]


def _names_nobody(kept: KeptClaim, argument: Argument, knowledge: Knowledge) -> bool:
    return (kept.claim.document, argument.type, argument.name) in knowledge.unnamed
