"""The one family of errors: each names the file and, where there is one, the offset, and says what to do."""

from __future__ import annotations


class RawiError(Exception):
    """Base of every error that Rawi raises on purpose.

    `where` is the file or record concerned, `advice` what the user can do about it.
    """

    def __init__(self, reason: str, *, where: str | None = None, offset: int | None = None, advice: str | None = None):
        super().__init__(reason)
        self.reason = reason
        self.where = where
        self.offset = offset
        self.advice = advice

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        offset = f" (at character {self.offset})" if self.offset is not None else ""
        advice = f" — {self.advice}" if self.advice else ""
        return f"{place}{self.reason}{offset}{advice}"


class UnreadableDocument(RawiError):
    """A file that cannot be taken in: empty, binary, not text, too large, not permitted, missing."""


class WorkspaceError(RawiError):
    """A workspace that is missing, locked, of another version, or damaged."""


class UnknownName(RawiError):
    """A name, claim or decision that the workspace does not hold."""


class VocabularyError(RawiError):
    """A data file of the vocabulary that does not say what it must."""
