"""What a build did, for the summary and for scripts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import msgspec

from rawi.pipeline.walking import Failure

Step = Literal["looking", "loading", "reading", "comparing", "resolving", "weighing"]

Progress = Callable[[Step, int, int, str], None]
"""Called with the step, how many are done, of how many, and which one is at hand."""


def silent(step: Step, done: int, total: int, item: str) -> None:
    """Progress that shows nothing."""


class BuildReport(msgspec.Struct, kw_only=True):
    """Counts are of the whole workspace, save `read` and `unchanged`, which are of this build."""

    read: list[str] = []
    """Paths of the documents that were read in this build, new or again."""
    unchanged: int = 0
    documents: int = 0
    claims: int = 0
    reviewed: int = 0
    """Claims on which a person decided, superseded documents among them."""
    entities: int = 0
    findings: int = 0
    failures: list[Failure] = []
    superseded: list[str] = []
    """Paths whose file was replaced by another; the old one is kept."""
    lapsed: int = 0
    """Claims on which a decision hangs and that were no longer found in this build."""
    unresolved: int = 0
    """References ("it", "the group") of this build that stayed open, because it was unsure whom they mean."""
    notes: list[str] = []
    notices: list[str] = []

    @property
    def failed(self) -> bool:
        return bool(self.failures)
