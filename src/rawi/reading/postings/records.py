"""What a reading reports of names and postings beside its claims: each with its place in the stored text."""

from __future__ import annotations

import msgspec

from rawi.model import EntityType, Span


class Named(msgspec.Struct, frozen=True, kw_only=True):
    """A name where the document has it; `type` is None while nothing tells what it names."""

    name: str
    type: EntityType | None
    span: Span


class Posted(msgspec.Struct, frozen=True, kw_only=True):
    """A person with a rank, an office, or both, and the body in which they are held, as far as the text says.

    The body may be one that was named before ("the division"): its span is then where it was named last.
    """

    person: Named
    rank: Span | None = None
    office: Span | None = None
    body: Named | None = None
    rule: str = ""
