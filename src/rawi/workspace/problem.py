"""What `rawi verify` found wrong: where exactly, and what."""

from __future__ import annotations

import msgspec


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """`where` names a file of the workspace or a row of its database."""

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"
