"""What a settlement rests upon: which reading of which document, and what decisions in force make of claims and names.

Two settlements that rest upon the same are the same; where they differ, the difference says what to do again. That a
claim was accepted changes nothing that resolving or weighing reads, so it is no part of it. Documents are held against
what stands in the database, for there are many of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec
from sqlalchemy import Connection

import rawi
from rawi.model import Decision
from rawi.model.decision import WITHOUT_EFFECT
from rawi.workspace import Workspace, resting, verdicts

VERSION = "settle/9"
VERSIONS = "versions"
CLAIM, DOCUMENT, NAMES, LINEAGE = "claim", resting.DOCUMENT, "names", "lineage"


class OfClaim(msgspec.Struct, frozen=True, omit_defaults=True):
    """What decisions make of a claim: whether it counts, the edits in their order, and how it was laid down by hand."""

    rejected: bool = False
    edits: tuple[dict[str, str], ...] = ()
    by_hand: str = ""


def basis_of(workspace: Workspace) -> dict[str, str]:
    """All but the documents: by subject, as in `claim ID`, `names 7` (a decision), its state as JSON."""
    found = {VERSIONS: _json([VERSION, rawi.__version__, sorted(workspace.successors().items())])}
    standing = [decision for decision in workspace.in_force() if decision.action not in WITHOUT_EFFECT]
    for claim, laid in _by_claim(standing).items():
        if (state := of_claim(claim, laid)) != OfClaim():
            found[f"{CLAIM} {claim}"] = _json(state)
    for decision in standing:
        if decision.action not in verdicts.STATES:
            sort = LINEAGE if "dependence" in decision.action else NAMES
            found[f"{sort} {decision.id}"] = _json(decision)
    return found


class Differing(msgspec.Struct, frozen=True, kw_only=True):
    """Where the settlement with this number rests upon something else than what stands now.

    `subjects` are all that differ, each with what it rests upon and what stands now, None for what was or is not there;
    `basis` is all that stands now, but for the documents.
    """

    number: int
    subjects: Mapping[str, tuple[str | None, str | None]]
    basis: Mapping[str, str]

    @property
    def came(self) -> list[str] | None:
        """The documents that came in; None where any went or was read anew."""
        told = {subject.partition(" ")[2]: states for subject, states in self.subjects.items() if _is_document(subject)}
        return sorted(told) if all(old is None for old, _ in told.values()) else None


def _is_document(subject: str) -> bool:
    return subject.startswith(f"{DOCUMENT} ")


def differing(connection: Connection, number: int, basis: Mapping[str, str]) -> Differing:
    """What differs from the settlement with this number."""
    old = resting.others(connection, number)
    both = {subject: (old.get(subject), basis.get(subject)) for subject in sorted(old.keys() | basis.keys())}
    found = {subject: states for subject, states in both.items() if states[0] != states[1]}
    documents = resting.documents_changed(connection, number)
    return Differing(number=number, subjects=found | documents, basis=basis)


def of_claim(claim: str, laid: Iterable[Decision]) -> OfClaim:
    """What the decisions in force on a claim, oldest first, make of it."""
    rejected, edits, by_hand = False, [], ""
    for decision in laid:
        rejected = verdicts.STATES[decision.action] == "rejected"
        if decision.action in verdicts.EDITS and decision.target == claim:
            edits.append(decision.change)
        by_hand = decision.change.get("hand", by_hand) if claim == decision.claims[-1] else by_hand
    return OfClaim(rejected, tuple(edits), by_hand)


def _by_claim(standing: Iterable[Decision]) -> dict[str, list[Decision]]:
    found: dict[str, list[Decision]] = {}
    for decision in standing:
        if decision.action in verdicts.STATES:
            for claim in decision.claims:
                found.setdefault(claim, []).append(decision)
    return found


def _json(record: object) -> str:
    return msgspec.json.encode(record, order="deterministic").decode()
