"""What a person may set in a workspace's `rawi.toml`."""

from __future__ import annotations

import tomllib
from pathlib import Path

import msgspec

from rawi.errors import WorkspaceError

FILE = "rawi.toml"

TEMPLATE = """\
# Settings of this Rawi workspace. Lines that begin with # are notes; what is not set has the value shown.

[documents]
# largest_megabytes = 64     larger files are named and left out

[grades]
# shown = false     Admiralty grades (A–F, 1–6): whether persons may give them, and whether dossiers show them
"""


class DocumentSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    largest_megabytes: int = 64


class GradeSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    shown: bool = False


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    documents: DocumentSettings = DocumentSettings()
    grades: GradeSettings = GradeSettings()


def load(folder: Path) -> Settings:
    """The settings of the workspace in `folder`. Raises `WorkspaceError` for a file that is missing or malformed."""
    path = folder / FILE
    try:
        return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Settings)
    except OSError as error:
        raise WorkspaceError(
            f"cannot be read: {error.strerror}", where=str(path), advice="make a workspace with `rawi init DIR`"
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, msgspec.ValidationError) as error:
        raise WorkspaceError(f"is not as it must be: {error}", where=str(path), advice="mend the line") from error
