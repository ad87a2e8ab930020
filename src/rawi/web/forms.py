"""What the forms of the review queue send: which claim, what was seen of it, and the fields of an edit."""

from __future__ import annotations

from typing import Annotated

import msgspec
from fastapi import Depends, Form

from rawi.web.deciding import Decider, Reason, Seen

Which = Annotated[str, Form(max_length=64)]
"""The id of a claim."""
Field = Annotated[str | None, Form(max_length=2000)]


def given(
    *,
    subject: Field = None,
    subject_type: Field = None,
    predicate: Field = None,
    object: Field = None,
    object_type: Field = None,
    value: Field = None,
    extent: Field = None,
    negated: Field = None,
    stance: Field = None,
    time: Field = None,
) -> dict[str, str | None]:
    """The fields of a claim as a form gives them."""
    return {
        "subject": subject,
        "subject_type": subject_type,
        "predicate": predicate,
        "object": object,
        "object_type": object_type,
        "value": value,
        "extent": extent,
        "negated": negated,
        "stance": stance,
        "time": time,
    }


def given_also(
    *,
    also_subject: Field = None,
    also_subject_type: Field = None,
    also_predicate: Field = None,
    also_object: Field = None,
    also_object_type: Field = None,
    also_value: Field = None,
    also_negated: Field = None,
    also_stance: Field = None,
    also_time: Field = None,
) -> dict[str, str | None]:
    """The fields of the second claim of a quote that tells two things."""
    return {
        "subject": also_subject,
        "subject_type": also_subject_type,
        "predicate": also_predicate,
        "object": also_object,
        "object_type": also_object_type,
        "value": also_value,
        "negated": also_negated,
        "stance": also_stance,
        "time": also_time,
    }


class Sent(msgspec.Struct, frozen=True, kw_only=True):
    """What every form of the queue sends."""

    name: str
    claim: str
    queue: str
    seen: int
    reason: str


def sent(
    *,
    name: Decider,
    claim: Which,
    seen: Seen,
    queue: Annotated[str, Form(max_length=4000)] = "/review",
    reason: Reason = "",
) -> Sent:
    return Sent(name=name, claim=claim, queue=queue, seen=seen, reason=reason)


Submitted = Annotated[Sent, Depends(sent)]
Fields = Annotated[dict[str, str | None], Depends(given)]
Also = Annotated[dict[str, str | None], Depends(given_also)]
