"""Grades that persons give to sources and claims: checked, laid down in the log, and used for nothing else."""

from __future__ import annotations

from rawi.errors import RawiError, UnknownName
from rawi.model import CONFIRMED, CREDIBILITY, RELIABILITY, Decision
from rawi.pipeline.lineage import lineage
from rawi.weigh.origins import matters
from rawi.workspace import Workspace

INDEPENDENT = 2
"""Origins that share nothing, at least, for what may be called confirmed."""


def grade_source(workspace: Workspace, which: str, grade: str, *, by: str, reason: str) -> Decision:
    """Grades a document A to F, by its path or the beginning of its id. Raises `RawiError` and then changes nothing."""
    letter = grade.strip().upper()
    _check(workspace, letter, "A to F", letter in RELIABILITY)
    sources = workspace.documents()
    found = [s.id for s in sources if s.path == which] or [s.id for s in sources if which and s.id.startswith(which)]
    if len(found) != 1:
        what = "several documents are" if found else "no document is"
        raise UnknownName(f"{what} called {which!r}", advice="give the path under which it was added, or its id")
    return workspace.decide_grade("grade source", found[0], letter, by=by, reason=reason)


def grade_claim(workspace: Workspace, which: str, grade: str, *, by: str, reason: str) -> Decision:
    """Grades a claim 1 to 6, by the beginning of its id. Raises `RawiError` and then changes nothing.

    1, confirmed by other sources, is refused where the workspace shows fewer than two independent origins behind what
    the claim says: counting documents does not make it so.
    """
    digit = grade.strip()
    _check(workspace, digit, "1 to 6", digit in CREDIBILITY)
    claim = workspace.claim(which).claim.id
    if digit == CONFIRMED:
        least = independent_origins(workspace, claim)
        if least < INDEPENDENT:
            shown = "one origin" if least == 1 else "no origin"
            raise RawiError(
                f"cannot be graded 1: only {shown} can be shown for it, and confirmed means two that are independent",
                where=claim[:12],
                advice="`rawi origins NAME PREDICATE` shows why; 2 says that it is probably true",
            )
    return workspace.decide_grade("grade claim", claim, digit, by=by, reason=reason)


def independent_origins(workspace: Workspace, claim: str) -> int:
    """How many origins that share nothing stand, at least, behind the answer that a claim gives; 0 if it gives none."""
    whole = lineage(workspace)
    for matter in matters(whole.kept.values(), workspace.entities()):
        for answer in matter.answers:
            if claim in answer.ids:
                return whole.bundle(answer.claims, matter.claims).corroboration[0]
    return 0


def _check(workspace: Workspace, grade: str, scale: str, known: bool) -> None:
    if not workspace.settings.grades.shown:
        raise RawiError(
            "grades are off in this workspace", where="rawi.toml", advice="write `shown = true` under [grades]"
        )
    if not known:
        raise RawiError(f"there is no grade {grade!r}", advice=f"the scale runs from {scale}")
