"""A claim by hand: words of the stored text, and what a person reads in them."""

from __future__ import annotations

from typing import Annotated

from fastapi import Form
from pydantic import BaseModel, Field

from rawi.model import EntityType, Span
from rawi.pipeline.adding import add, place_of
from rawi.web.deciding import Decider, Follow, clean_name, followed, named
from rawi.web.pages import Family
from rawi.web.reader import DocumentId
from rawi.web.site import Asked

family = Family("claims by hand")

Short = Annotated[str, Field(max_length=2_000)]


class ByHand(BaseModel):
    """What the form says. `start` counts code points of the stored text; without it the words must stand there once."""

    quote: Annotated[str, Field(max_length=20_000)]
    start: Annotated[int, Field(ge=0, le=10**12)] | None = None
    subject: Short
    subject_type: EntityType
    predicate: Short
    object: Short = ""
    object_type: EntityType | None = None
    value: Short = ""
    time: Short = ""
    stance: Short = ""
    negated: Short = ""
    told_by: Short = ""
    by: Short = ""
    """Left out where this browser has said its name."""
    reason: Short

    @property
    def fields(self) -> dict[str, str]:
        """The fields of the claim, as an edit has them."""
        said = self.model_dump(mode="json", exclude={"quote", "start", "by", "reason"})
        if not self.object.strip():
            said["object_type"] = ""
        return {field: words or "" for field, words in said.items()}


@family.change("/document/{document}/claims")
def add_claim(
    ask: Asked, document: DocumentId, name: Decider, follow: Follow, said: Annotated[ByHand, Form()]
) -> str:
    """Lays down a claim by hand, and shows it in the text."""
    text = ask.workspace.text(document)
    exact = said.quote.replace("\r\n", "\n")
    span = Span(said.start, said.start + len(exact)) if said.start is not None else None
    if span is None or span.cut(text) != exact:
        span = place_of(text, exact)
    by = named(clean_name(said.by) or name)
    outcome = add(ask.workspace, document, span, said.fields, by=by, reason=said.reason, exact=exact, now=False)
    followed(follow, outcome, wait=True)
    made = outcome.decision.target
    return ask.state.address(f"/document/{document}#claim-{made}", claim=made)
