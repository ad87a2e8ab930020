"""The JSON that Bellingcat's auto-archiver writes beside what it archived, as side data of those files.

It holds `metadata` (address, title, time of the post, time of the capture) and `media` (the files, each with its name
and often a hash).
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any

_LARGEST = 1_000_000
_TOOL = "Bellingcat auto-archiver"
_WORDS = {"url": "url", "title": "title", "author": "author", "uploader": "author", "channel": "publisher"}
"""Its names for what a side file says, by our own."""


def as_side(record: Mapping[str, Any]) -> dict[str, Any]:
    """What a side file says, whoever wrote it: a record of the auto-archiver is put into our words."""
    about, media = record.get("metadata"), record.get("media")
    if not isinstance(about, dict) or not isinstance(media, list):
        return dict(record)
    side: dict[str, Any] = {"tool": _TOOL}
    for theirs, ours in _WORDS.items():
        if isinstance(about.get(theirs), str) and about[theirs].strip():
            side.setdefault(ours, about[theirs].strip())
    posted, captured = _time(about.get("timestamp")), _time(about.get("_processed_at"))
    if posted:
        side["date"] = posted[:10]
    if captured:
        side["captured"] = captured
    if isinstance(record.get("status"), str):
        side["notes"] = f"status: {record['status']}"
    return side


def described(file: str) -> tuple[str, ...]:
    """The names of the files that a record of the auto-archiver describes; none for any other JSON file."""
    try:
        path = Path(file)
        if path.suffix.lower() != ".json" or path.stat().st_size > _LARGEST:
            return ()
        record = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return ()
    if not isinstance(record, dict) or not isinstance(record.get("metadata"), dict):
        return ()
    media = record.get("media")
    named = [one.get("filename") or one.get("_key") for one in media if isinstance(one, dict)] if media else []
    return tuple(PurePosixPath(name.replace("\\", "/")).name for name in named if isinstance(name, str))


def _time(said: Any) -> str | None:
    """A time as ISO 8601 with its zone; the auto-archiver counts in UTC where it names none."""
    try:
        if isinstance(said, int | float) and not isinstance(said, bool):
            return dt.datetime.fromtimestamp(said, dt.UTC).isoformat()
        found = dt.datetime.fromisoformat(said) if isinstance(said, str) else None
    except (ValueError, OverflowError, OSError):
        return None
    if found is None:
        return None
    return (found if found.tzinfo else found.replace(tzinfo=dt.UTC)).isoformat()
