"""The other names that documents declare: every `also_known_as` that is neither negated nor rejected."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from rawi.model import Claim, EntityType, KeptClaim, Mention, Stance
from rawi.names import fold, is_bare
from rawi.resolve.decided import Decided
from rawi.vocabulary import gazetteer


class DeclaredAlias(msgspec.Struct, frozen=True, kw_only=True):
    """In the document of `subject`, the claim gives it this other name."""

    subject: Mention
    name: str
    claim: str


def declared_aliases(
    claims: Iterable[Claim], mentions: Mapping[tuple[str, EntityType, str], Mention], decided: Decided
) -> list[DeclaredAlias]:
    """Every declared alias of a mention, sorted by claim; `mentions` are by document, type and name.

    Left out: what is negated or rejected, names that a person took from a mention, aliases that name nothing by
    themselves ("the group"), and a state's name given to what is no state.
    """
    found = []
    for claim in claims:
        if claim.predicate != "also_known_as" or claim.negated or claim.id in decided.rejected:
            continue
        name = claim.value.text if claim.value and claim.value.text else claim.object.name if claim.object else ""
        subject = mentions.get((claim.document, claim.subject.type, claim.subject.name))
        if subject is None or not name.strip() or not fold(name) or is_bare(name):
            continue
        if (subject.id, fold(name)) in decided.denied:
            continue
        entry = gazetteer().lookup(name)
        if subject.type is not EntityType.STATE and entry is not None and entry.type is EntityType.STATE:
            continue
        found.append(DeclaredAlias(subject=subject, name=name.strip(), claim=claim.id))
    return sorted(found, key=lambda alias: (alias.claim, alias.subject.id, alias.name))


def doubtful(kept: KeptClaim) -> bool:
    """Whether a document gives another name with so much reserve that it joins nothing by itself."""
    return kept.claim.predicate == "also_known_as" and kept.reading.stance.strength >= Stance.POSSIBLE.strength
