"""What a person may set in a workspace's `rawi.toml`."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Annotated

import msgspec

from rawi.errors import WorkspaceError

FILE = "rawi.toml"

TEMPLATE = """\
# Settings of this Rawi workspace. Lines that begin with # are notes; what is not set has the value shown.

[documents]
# largest_megabytes = 64             larger files are named and left out
# largest_archive_megabytes = 2000   the same for ZIP, TAR, WARC and WACZ
# members = 100000                   files in one archive at most
# nesting = 3                        archives in archives at most
# expansion = 200                    how many times its own size an archive may unpack to
# pages = 3000                       of one PDF
# rows = 50000                       of one sheet or CSV file
# seconds = 60                       for one document; what takes longer is named and left out
# memory_megabytes = 1024            for one document, the program that reads it included
# ocr = false                        pages that are pictures are read with tesseract, where it is installed
# ocr_languages = "eng"              as tesseract names them: "eng+ara"

[reading]
# learned = true    prose is read by the rules and, beside them, by the small trained reader

[grades]
# shown = false     Admiralty grades (A–F, 1–6): whether persons may give them, and whether dossiers show them
"""


class DocumentSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one document may cost at most. Whatever goes over a limit is named, and the rest is read."""

    largest_megabytes: Annotated[int, msgspec.Meta(ge=1)] = 64
    largest_archive_megabytes: Annotated[int, msgspec.Meta(ge=1)] = 2000
    members: Annotated[int, msgspec.Meta(ge=1)] = 100_000
    nesting: Annotated[int, msgspec.Meta(ge=0)] = 3
    expansion: Annotated[int, msgspec.Meta(ge=1)] = 200
    pages: Annotated[int, msgspec.Meta(ge=1)] = 3000
    rows: Annotated[int, msgspec.Meta(ge=1)] = 50_000
    seconds: Annotated[float, msgspec.Meta(gt=0)] = 60
    memory_megabytes: Annotated[int, msgspec.Meta(ge=256)] = 1024
    ocr: bool = False
    ocr_languages: Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z_]+(\+[A-Za-z_]+)*$")] = "eng"


class ReadingSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    learned: bool = True


class GradeSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    shown: bool = False


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    documents: DocumentSettings = DocumentSettings()
    reading: ReadingSettings = ReadingSettings()
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
