"""`rawi train`: the trained reader fitted to a workspace's decisions, where that makes it better, and taken back again.

Only this machine is involved: numpy, the shipped weights and the workspace. What is fitted is one file beside the
workspace's own rules; the next build reads anew with it.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import msgspec

from rawi.errors import RawiError, WorkspaceError
from rawi.learning.adapting import Judged, Trigger, adapt
from rawi.learning.comparing import Comparison, compare
from rawi.learning.decided import Decided, decided, stretches
from rawi.learning.lessons import lessons
from rawi.learning.watching import is_learned, watch
from rawi.model import KeptClaim
from rawi.pipeline.report import Progress, silent
from rawi.reading import Reader
from rawi.reading.learned import scoring
from rawi.reading.learned.adaptation import FILE, encoded, read_adaptation
from rawi.reading.learned.scoring import FACTS, Facts, Scorer
from rawi.workspace import Workspace, files

LEAST_DECIDED = 30
LEAST_OF_EACH = 5
"""So many claims of the trained reader, accepted and rejected ones, must have been decided on."""
PATIENCE_SECONDS = 5.0


class Taught(msgspec.Struct, frozen=True, kw_only=True):
    """What training came to. `version` is that of the reader from now on; `before` of the one until now.

    `triggers` counts the words that decisions say trigger something or do not; `corrected` the predicates whose
    triggers are corrected. Where `comparison` says that it is no better, nothing was changed.
    """

    comparison: Comparison
    triggers: int
    corrected: int
    before: str
    version: str

    @property
    def is_installed(self) -> bool:
        return self.comparison.is_better


def train(workspace: Workspace, weights: Path | None = None, progress: Progress = silent) -> Taught:
    """Fits weights, the shipped ones if none are named, to the decisions of a workspace.

    They are installed where held-back decisions bear it out. Raises `RawiError` where there is nothing to fit or too
    little to learn from; then nothing is changed.
    """
    reader, scorer = _reader(workspace, weights or scoring.FOLDER)
    facts = scorer.shipped
    with workspace.building(PATIENCE_SECONDS):
        before = _version(workspace, facts)
        triggers, judged = _gathered(workspace, reader, scorer, progress)
        _refuse_too_few(judged)
        # with the correction and without it: where words are few, how sure the reader is may be all that can be learned
        found = [(compare(facts, triggers, judged, correct=correct), correct) for correct in (True, False)]
        comparison, correct = min(found, key=lambda one: (not one[0].is_better, one[0].after.loss))
        told = sum(one.told for one in triggers)
        if not comparison.is_better:
            return Taught(comparison=comparison, triggers=told, corrected=0, before=before, version=before)
        adaptation = adapt(facts, triggers, judged, correct=correct)
        data = encoded(adaptation)
        files.keep(workspace.reading / FILE, data)
        version = f"{facts.version}+{adaptation.digest}"
        taught = Taught(
            comparison=comparison,
            triggers=told,
            corrected=len(adaptation.corrections),
            before=before,
            version=version,
        )
        workspace.record(
            "reader trained",
            {
                "file": f"{workspace.reading.name}/{FILE}",
                "sha256": hashlib.sha256(data).hexdigest(),
                "version": version,
                "version_before": before,
                "decided": len(judged),
                "right": sum(one.right for one in judged),
                "triggers": told,
                "held_back": {
                    "units": comparison.units,
                    "before": msgspec.to_builtins(comparison.before),
                    "after": msgspec.to_builtins(comparison.after),
                },
            },
        )
        return taught


def forget(workspace: Workspace) -> bool:
    """Takes away what training made; False where there is nothing. The next build reads anew, as shipped."""
    with workspace.building(PATIENCE_SECONDS):
        path = workspace.reading / FILE
        if not path.is_file():
            return False
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        try:
            path.unlink()
        except OSError as error:
            raise WorkspaceError(f"cannot be removed: {error.strerror}", where=str(path)) from error
        workspace.record("reader as shipped", {"file": f"{workspace.reading.name}/{FILE}", "sha256": digest})
        return True


def _reader(workspace: Workspace, weights: Path) -> tuple[Reader, Scorer]:
    """The rules with their language model, and the shipped weights. Raises `RawiError` where one of them is missing."""
    if not workspace.settings.reading.learned:
        raise WorkspaceError(
            "the trained reader is switched off here", advice="set `learned = true` under [reading] in rawi.toml"
        )
    if not (weights / FACTS).is_file():
        raise RawiError("no trained reader is installed, so there is nothing to fit", where=str(weights))
    reader = Reader.load(workspace.reading, learned=False)
    if reader.prose is None:
        raise RawiError(reader.notice or "prose is not read")
    return reader, Scorer(weights)


def _gathered(
    workspace: Workspace, reader: Reader, scorer: Scorer, progress: Progress
) -> tuple[list[Trigger], list[Judged]]:
    """What all decisions teach: only documents with decisions are read again, and of these the sentences alone."""
    by_document: dict[str, list[KeptClaim]] = defaultdict(list)
    for k in workspace.iter_kept_claims():
        by_document[k.source.id].append(k)
    known = decided([k for kept in by_document.values() for k in kept], workspace.in_force())
    changed = [one.kept.claim.id for one in known if "predicate" in one.changed]
    as_read = {k.claim.id: k.claim.predicate for k in workspace.claims_as_read(changed)} if changed else {}
    taught: dict[str, list[Decided]] = defaultdict(list)
    for one in known:
        taught[one.kept.source.id].append(one)
    if sum(is_learned(one) for one in known) < LEAST_DECIDED:
        _refuse_too_few([], among=sum(is_learned(one) for one in known))
    triggers: list[Trigger] = []
    judged: list[Judged] = []
    for done, (document, here) in enumerate(sorted(taught.items())):
        progress("reading", done, len(taught), here[0].kept.source.path)
        whole = workspace.document(document)
        with contextlib.suppress(RecursionError):
            watched = watch(reader, scorer, whole, here)
            found = lessons(document, watched, here, list(stretches(by_document[document], whole.text)), as_read)
            triggers += found.triggers
            judged += found.judged
    return triggers, judged


def _refuse_too_few(judged: Sequence[Judged], among: int | None = None) -> None:
    right = sum(one.right for one in judged)
    wrong = len(judged) - right
    if among is None and len(judged) >= LEAST_DECIDED and min(right, wrong) >= LEAST_OF_EACH:
        return
    of = f"{among} claims" if among is not None else f"{len(judged)} claims ({right} right, {wrong} wrong)"
    raise WorkspaceError(
        f"{of} of the trained reader have been decided on; to learn from them it takes {LEAST_DECIDED}, "
        f"{LEAST_OF_EACH} right and {LEAST_OF_EACH} wrong ones among them",
        advice="decide on more with `rawi review` or in the browser; nothing was changed",
    )


def _version(workspace: Workspace, facts: Facts) -> str:
    """The version of the reader as it stands here."""
    adaptation = read_adaptation(workspace.reading)
    fits = adaptation is not None and adaptation.weights == facts.version
    return f"{facts.version}+{adaptation.digest}" if adaptation is not None and fits else facts.version
