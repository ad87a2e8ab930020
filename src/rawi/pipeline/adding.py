"""Claims that a person reads: from a selection of the stored text, or out of a quote that tells two things."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from rawi.errors import RawiError, WorkspaceError
from rawi.model import (
    Argument,
    Claim,
    Document,
    EntityType,
    KeptClaim,
    Link,
    Quote,
    Reading,
    Source,
    Span,
    make_claim,
)
from rawi.pipeline.outcome import Outcome, settled
from rawi.pipeline.stages import Stages
from rawi.workspace import Workspace
from rawi.workspace.edits import WHEN, edited
from rawi.workspace.handmade import READER, VERSION

AROUND = 32
"""Characters before and after a quote that anchor it."""
REQUIRED = ("subject", "subject_type", "predicate")
TOLD_BY = "told_by"
"""Beside the fields of an edit: who tells it in the document, names parted by semicolons."""


def add(
    workspace: Workspace,
    document: str,
    span: Span,
    fields: Mapping[str, str],
    *,
    by: str,
    reason: str,
    exact: str | None = None,
    using: Stages | None = None,
    now: bool = True,
) -> Outcome:
    """Lays down a claim on the words that stand at `span` of a document's stored text, as a person reads them.

    `fields` are those of an edit, and `told_by`. `exact`, where given, must be what stands there. Raises `UnknownName`
    or `WorkspaceError`, and then nothing changes.
    """
    whole = workspace.document(document)
    quote, span = _quote(whole, span, exact)
    if missing := [field for field in REQUIRED if not fields.get(field, "").strip()]:
        raise WorkspaceError(f"the claim has no {missing[0]}", advice=f"say --set {missing[0]}=…")
    told = with_bounds({field: words for field, words in fields.items() if field != TOLD_BY and words.strip()})
    start = KeptClaim(
        claim=make_claim(
            document=whole.id,
            quote=quote,
            subject=Argument(fields["subject"].strip(), EntityType.GROUP),
            predicate=fields["predicate"].strip(),
        ),
        readings=(_reading(whole, span, fields.get(TOLD_BY, "")),),
        source=Source(id=whole.id, path=whole.path),
    )
    claim, reading = beside(start, told)
    decision = workspace.add_claim(claim, reading, by=by, reason=reason)
    return Outcome(decision, settled(workspace, using, now=now))


def place_of(text: str, exact: str) -> Span:
    """Where words stand in a text. Raises `WorkspaceError` where they do not, or stand there more than once."""
    start = text.find(exact) if exact.strip() else -1
    if start < 0:
        raise WorkspaceError("the quote does not stand in the text", advice="give it letter by letter, as it is stored")
    if text.find(exact, start + 1) >= 0:
        raise WorkspaceError("the quote stands in the text more than once", advice="give more of it, or its offset")
    return Span(start, start + len(exact))


def beside(kept: KeptClaim, change: Mapping[str, str]) -> tuple[Claim, Reading]:
    """The claim that the quote of another tells as well: the other one, read by hand, with the change made to it."""
    claim, (reading, *_) = edited(kept.claim, kept.readings[:1], change)
    made = make_claim(
        document=claim.document,
        quote=claim.quote,
        subject=claim.subject,
        predicate=claim.predicate,
        object=claim.object,
        value=claim.value,
        extent=claim.extent,
        members=claim.members,
        negated=claim.negated,
    )
    return made, Reading(
        claim=made.id,
        reader=READER,
        version=VERSION,
        quote=reading.quote,
        chain=reading.chain,
        stance=reading.stance,
        reserve=reading.reserve,
        time=reading.time,
        place=reading.place,
        spans={"quote": reading.quote},
    )


def with_bounds(change: Mapping[str, str]) -> dict[str, str]:
    """The change, with the four bounds of its time computed beside the EDTF, once and for all."""
    from rawi.dates import from_edtf

    if WHEN in change:
        raise WorkspaceError("the bounds of a time follow from it", advice="--set time=EDTF")
    told = dict(change)
    said = told.get("time", "").strip()
    if said:
        try:
            told[WHEN] = msgspec.json.encode(from_edtf(said)).decode()
        except (ValueError, RawiError) as error:
            raise WorkspaceError(f"{said!r} is no EDTF date", advice="as in 2015, 2015-10/2015-12, /2024") from error
    return told


def _quote(document: Document, span: Span, exact: str | None) -> tuple[Quote, Span]:
    """The quote without the white space at its ends, with what stands around it."""
    cut = span.cut(document.text) if 0 <= span.start < span.end <= len(document.text) else ""
    if not cut.strip() or (exact is not None and cut != exact):
        raise WorkspaceError(
            "the quote does not stand there", where=document.path, offset=span.start, advice="select the words anew"
        )
    start = span.start + len(cut) - len(cut.lstrip())
    end = start + len(cut.strip())
    around = document.text[max(0, start - AROUND) : start], document.text[end : end + AROUND]
    return Quote(document.text[start:end], *around), Span(start, end)


def _reading(document: Document, span: Span, told_by: str) -> Reading:
    tellers = tuple(name.strip() for name in told_by.split(";") if name.strip())
    said = (Link(tellers=tellers, mode="said"),) if tellers else ()
    return Reading(
        claim="",
        reader=READER,
        version=VERSION,
        quote=span,
        chain=(*said, Link(tellers=(document.narrator,), mode="published")),
        spans={"quote": span},
    )
