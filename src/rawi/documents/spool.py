"""Where the members of a container are laid out: a folder of our own, files named by numbers, within a budget."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

import msgspec

from rawi.documents.signatures import CONTAINERS, HEAD, PACKED, kind_of
from rawi.errors import UnreadableDocument
from rawi.model import Member
from rawi.settings import DocumentSettings

FLOOR = 64 * 1_000_000
"""Bytes that any archive may unpack to, however small it is."""
_PIECE = 1 << 20


class Taken(msgspec.Struct, frozen=True, tag=True):
    """A member that was laid out, in the file `file` of the spool."""

    member: Member
    file: str
    size: int


class Refusal(msgspec.Struct, frozen=True, tag=True):
    """A member that was not taken, why, and what to do."""

    name: str
    reason: str
    advice: str | None = None


class LeftOut(msgspec.Struct, frozen=True, tag=True):
    """How many members of a kind are no documents and stay in the container."""

    count: int
    what: str


class Content(Protocol):
    """What bytes can be read from."""

    def read(self, size: int = -1, /) -> bytes: ...


class Budget:
    """How many bytes may still be unpacked; shared by an archive and those that stand in it."""

    def __init__(self, whole: int, left: int | None = None):
        self.whole = whole
        self.left = whole if left is None else left

    @classmethod
    def of(cls, size: int, expansion: int) -> Budget:
        """For an archive of `size` bytes."""
        return cls(max(FLOOR, size * expansion))

    def spend(self, size: int) -> None:
        """Raises `UnreadableDocument` where nothing is left."""
        self.left -= size
        if self.left < 0:
            raise self.spent()

    def spent(self) -> UnreadableDocument:
        return UnreadableDocument(
            f"unpacks to more than {self.whole / 1e6:.0f} MB and may be a bomb; it was not unpacked further",
            advice="if you trust it, raise expansion in rawi.toml",
        )


class Spool:
    """A folder that takes members one after the other."""

    def __init__(self, folder: Path, budget: Budget, limits: DocumentSettings):
        self.folder = folder
        self.budget = budget
        self.limits = limits
        self._count = 0

    def take(self, member: Member, content: Content) -> Taken | Refusal:
        """Lays a member out. One that is too large is refused; raises `UnreadableDocument` where the budget ends."""
        file = self.folder / f"{self._count:07d}"
        self._count += 1
        size, largest, setting = 0, self.limits.largest_megabytes, "largest_megabytes"
        with file.open("wb") as out:
            while piece := content.read(_PIECE):
                if not size and kind_of(piece[:HEAD], member.name) in CONTAINERS | PACKED:
                    largest, setting = self.limits.largest_archive_megabytes, "largest_archive_megabytes"
                size += len(piece)
                self.budget.spend(len(piece))
                if size > largest * 1_000_000:
                    break
                out.write(piece)
        if size > largest * 1_000_000:
            file.unlink()
            return Refusal(
                name=member.name,
                reason=f"is larger than {largest} MB",
                advice=f"raise {setting} in rawi.toml, or unpack the archive and split the file",
            )
        return Taken(member=member, file=file.name, size=size)
