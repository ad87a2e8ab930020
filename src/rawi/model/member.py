"""A file that stands inside another: of an archive, a web capture, a mail."""

from __future__ import annotations

import msgspec


class Member(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a container says of one of its members. All of it is a claim of the container, none of it is checked.

    `name` is only shown: no file is ever written under it. `at` says where in the container the member stands: its
    number for a ZIP, TAR or mail, the byte at which its record begins for a web archive.
    """

    name: str
    at: int
    media: str | None = None
    """Media type, as in `text/html`; None where the name alone tells the format."""
    charset: str | None = None
    url: str | None = None
    captured: str | None = None
    """When a web archive fetched it: ISO 8601 with its zone."""
    record: str | None = None
    """The identifier of a web archive's record."""
