"""The other names that documents declare: every `also_known_as` that is neither negated nor rejected."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from rawi.model import Claim, Decision, EntityType, Mention
from rawi.names import fold, is_bare
from rawi.vocabulary import gazetteer


class DeclaredAlias(msgspec.Struct, frozen=True, kw_only=True):
    """In the document of `subject`, the claim gives it this other name."""

    subject: Mention
    name: str
    claim: str


class Standing(msgspec.Struct, frozen=True):
    """What of people's decisions matters here, after undoing: rejected claims and detached mentions."""

    rejected: frozenset[str]
    detached: Mapping[str, Decision]


def standing(decisions: Sequence[Decision]) -> Standing:
    """The decisions that hold: an `undo` takes back the decision that it names, and can itself be undone."""
    ordered = sorted(decisions, key=lambda decision: decision.id)
    undone: set[int] = set()
    for decision in reversed(ordered):
        if decision.action == "undo" and decision.id not in undone and decision.undoes is not None:
            undone.add(decision.undoes)
    rejected: set[str] = set()
    detached: dict[str, Decision] = {}
    for decision in ordered:
        if decision.id in undone:
            continue
        if decision.action == "detach":
            detached[decision.target] = decision
        elif decision.action == "reject":
            rejected.add(decision.target)
        elif decision.action in ("accept", "edit"):
            rejected.discard(decision.target)
    return Standing(frozenset(rejected), detached)


def declared_aliases(
    claims: Iterable[Claim], mentions: Mapping[tuple[str, EntityType, str], Mention], decided: Standing
) -> list[DeclaredAlias]:
    """Every declared alias of a mention, sorted by claim; `mentions` are by document, type and name.

    Left out: what is negated or rejected, aliases of detached mentions, aliases that name nothing by themselves
    ("the group"), and a state's name given to what is no state.
    """
    found = []
    for claim in claims:
        if claim.predicate != "also_known_as" or claim.negated or claim.id in decided.rejected:
            continue
        name = claim.value.text if claim.value and claim.value.text else claim.object.name if claim.object else ""
        subject = mentions.get((claim.document, claim.subject.type, claim.subject.name))
        if subject is None or subject.id in decided.detached or not name.strip() or not fold(name) or is_bare(name):
            continue
        entry = gazetteer().lookup(name)
        if subject.type is not EntityType.STATE and entry is not None and entry.type is EntityType.STATE:
            continue
        found.append(DeclaredAlias(subject=subject, name=name.strip(), claim=claim.id))
    return sorted(found, key=lambda alias: (alias.claim, alias.subject.id, alias.name))
