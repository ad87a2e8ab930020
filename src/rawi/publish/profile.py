"""A redaction profile: a small TOML file that says who and what is masked in a copy that leaves.

mask = ["rank and file", "victim", "survivor", "witness", "relative", "detainee", "minor"]   # the default
names = ["Somebody Else"]        # masked besides, whoever bears them
places = true                    # no place below province level beside those who lived through something
unreviewed = true                # killings, attacks, accusations and designations leave unreviewed
"""

from __future__ import annotations

import tomllib
from pathlib import Path

import msgspec

from rawi.errors import RawiError
from rawi.model.sensitivity import Level

PROTECTED = tuple(level for level in Level if level is not Level.PUBLIC_FIGURE)


class Profile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is masked, and whether grave claims that nobody has reviewed may leave."""

    mask: tuple[Level, ...] = PROTECTED
    names: tuple[str, ...] = ()
    places: bool = True
    unreviewed: bool = False

    @property
    def unmasks(self) -> tuple[Level, ...]:
        """Whom this profile names who would be masked without it: that needs a reason."""
        return tuple(level for level in PROTECTED if level not in self.mask)


PUBLICATION = Profile()
"""For everybody: nothing grave that nobody has reviewed."""
MASKED = Profile(unreviewed=True)
"""For those who go on working with it: everything but what tells who private persons are."""


def read_profile(path: Path) -> Profile:
    """The profile in a file. Raises `RawiError` for one that is missing or says what no profile says."""
    try:
        return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Profile)
    except OSError as error:
        raise RawiError(f"cannot be read: {error.strerror}", where=str(path)) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, msgspec.ValidationError) as error:
        raise RawiError(
            f"is no redaction profile: {error}", where=str(path), advice="docs/custody.md shows one"
        ) from error
