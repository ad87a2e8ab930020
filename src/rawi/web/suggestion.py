"""One claim as the review queue shows it: its place in the text, what was read, why, and what it may be changed to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

import msgspec

from rawi.dates import to_edtf
from rawi.model import Decision, KeptClaim, Reading, Value
from rawi.publish.dossier import Telling
from rawi.publish.entries import telling
from rawi.publish.knowledge import Knowledge
from rawi.publish.properties import property_of
from rawi.publish.wording import claim_words
from rawi.reading.learned import READER as LEARNED
from rawi.reading.rulebook import Rulebook
from rawi.workspace import Workspace

AROUND = 1400
"""Characters of the text that are shown before and after a quote."""
PARTS = ("trigger", "value", "object", "subject", "time", "place")
"""Where parts overlap, the first of these is marked."""
MOST_ALIKE = 9
"""Claims that a suggestion may be a duplicate of: one key for each."""


class Piece(msgspec.Struct, frozen=True):
    """Words of the text; `part` is "" where they give none, `quote`, or which part of the claim they give."""

    words: str
    part: str
    inside: bool
    """Whether they stand in the quote: a part may be told elsewhere."""


class Why(msgspec.Struct, frozen=True):
    """One line of why it was read so: `key` is a message of the interface, `words` those of the text or of the rule."""

    key: str
    words: str
    says: str = ""
    """In English, as the reader says it."""


class Alike(msgspec.Struct, frozen=True, kw_only=True):
    """Another claim of the same document, which may say the same."""

    claim: str
    subject: str
    label: str
    says: str
    quote: str
    review: str


class Suggestion(msgspec.Struct, frozen=True, kw_only=True):
    """A claim to decide on. `fields` are what an edit begins with."""

    claim: str
    subject: str
    subject_entity: str | None
    subject_type: str
    predicate: str
    label: str
    """What a dossier calls the predicate."""
    object: str | None
    object_entity: str | None
    grave: bool
    telling: Telling
    before: bool
    """Whether the text goes on before the pieces, and …"""
    after: bool
    pieces: tuple[Piece, ...]
    why: tuple[Why, ...]
    alike: tuple[Alike, ...]
    fields: Mapping[str, str]
    decisions: tuple[Decision, ...]
    """In the order in which they were laid down."""


def suggestion(workspace: Workspace, kept: KeptClaim, rules: Rulebook, *, grave: bool) -> Suggestion:
    """Everything that the page needs to show one claim."""
    claim, reading = kept.claim, kept.reading
    text = workspace.text(kept.source.id)
    start, end = _window(text, reading)
    return Suggestion(
        claim=claim.id,
        subject=claim.subject.name,
        subject_entity=kept.subject,
        subject_type=claim.subject.type.value,
        predicate=claim.predicate,
        label=property_of(claim.predicate).label,
        object=claim.object.name if claim.object else None,
        object_entity=kept.object,
        grave=grave,
        telling=telling(kept, _knowledge(workspace, kept)),
        before=start > 0,
        after=end < len(text),
        pieces=_pieces(text, reading, start, end),
        why=tuple(_why(text, kept, rules)),
        alike=alike(workspace, kept),
        fields=fields_of(kept),
        decisions=tuple(one for one in workspace.decisions() if claim.id in one.claims),
    )


def alike(workspace: Workspace, kept: KeptClaim) -> tuple[Alike, ...]:
    """The claims of the same document that come nearest to this one, the nearest first."""
    found = []
    for other in workspace.kept_claims(document=kept.source.id):
        if other.claim.id == kept.claim.id or other.review.state == "rejected":
            continue
        same_filler = claim_words(other).casefold() == claim_words(kept).casefold()
        near = (
            2 * (other.claim.predicate == kept.claim.predicate)
            + 2 * same_filler
            + (other.claim.subject == kept.claim.subject)
            + other.reading.quote.overlaps(kept.reading.quote)
        )
        if near >= 3:
            found.append((-near, abs(other.reading.quote.start - kept.reading.quote.start), other))
    found.sort(key=lambda one: (one[0], one[1], one[2].claim.id))
    return tuple(
        Alike(
            claim=other.claim.id,
            subject=other.claim.subject.name,
            label=property_of(other.claim.predicate).label,
            says=claim_words(other),
            quote=other.claim.quote.exact,
            review=other.review.state,
        )
        for _, _, other in found[:MOST_ALIKE]
    )


def fields_of(kept: KeptClaim) -> dict[str, str]:
    """A claim as the fields of an edit."""
    claim, reading = kept.claim, kept.reading
    return {
        "subject": claim.subject.name,
        "subject_type": claim.subject.type.value,
        "predicate": claim.predicate,
        "object": claim.object.name if claim.object else "",
        "object_type": claim.object.type.value if claim.object else "",
        "value": value_field(claim.value),
        "extent": claim.extent or "",
        "negated": "yes" if claim.negated else "no",
        "stance": str(reading.stance),
        "time": (to_edtf(reading.time) or "") if reading.time else "",
    }


def value_field(value: Value | None) -> str:
    """A value as a person may type it."""
    if value is None:
        return ""
    for kind in ("none", "unknown", "lost"):
        if getattr(value, kind):
            return kind
    if value.number is not None:
        return str(value.number)
    if value.min is not None or value.max is not None:
        return f"{value.min or ''}–{value.max or ''}"
    return value.edtf or value.text or ""


def changed(before: Mapping[str, str], said: Mapping[str, str | None]) -> dict[str, str]:
    """The fields in which what was sent differs from what the form began with."""
    return {
        field: words.strip()
        for field, words in said.items()
        if words is not None and field in before and words.strip() != before[field]
    }


def _knowledge(workspace: Workspace, kept: KeptClaim) -> Knowledge:
    outline = workspace.outline(kept.source.id)
    return Knowledge(kept=(kept,), entities=(), documents=(outline,), grades=workspace.grades())


def _window(text: str, reading: Reading) -> tuple[int, int]:
    """The part of the text around a quote that is shown, cut where lines or at least words end."""
    start, end = max(0, reading.quote.start - AROUND), min(len(text), reading.quote.end + AROUND)
    if start:
        line = text.find("\n", start, reading.quote.start)
        start = line + 1 if line >= 0 else start
    if end < len(text):
        line = text.rfind("\n", reading.quote.end, end)
        end = line if line >= 0 else end
    return start, end


def _pieces(text: str, reading: Reading, start: int, end: int) -> tuple[Piece, ...]:
    quote = reading.quote
    marked = [(part, reading.spans[part]) for part in PARTS if part in reading.spans]
    borders = {start, end, quote.start, quote.end}
    borders |= {place for _, span in marked for place in (span.start, span.end) if start <= place <= end}
    ordered = sorted(borders)
    pieces = []
    for left, right in pairwise(ordered):
        part = next((part for part, span in marked if span.start <= left and right <= span.end), "")
        inside = quote.start <= left and right <= quote.end
        pieces.append(Piece(text[left:right], part or ("quote" if inside else ""), inside))
    return tuple(pieces)


def _why(text: str, kept: KeptClaim, rules: Rulebook) -> Sequence[Why]:
    """Why it was read so: the rule in words, then each part that its own words do not give."""
    reading = kept.reading
    lines = [_rule(text, reading, rules)]
    for part, how in sorted(reading.resolved.items()):
        span = reading.spans.get(part)
        lines.append(Why(f"why.{part}" if part in PARTS else "why.part", span.cut(text) if span else "", how))
    if reading.time is not None:
        lines.append(Why("why.time", reading.time.words or "", reading.time.rule or ""))
    lines.extend(Why("why.reserve", one.words, one.kind) for one in reading.reserve)
    lines.extend(Why("why.also", f"{other.reader}: {other.rule}") for other in kept.readings[1:])
    return lines


def _rule(text: str, reading: Reading, rules: Rulebook) -> Why:
    pattern = rules.pattern(reading.rule)
    trigger = reading.spans["trigger"].cut(text) if "trigger" in reading.spans else ""
    if pattern is not None:
        expects = "; ".join(pattern.expect)
        says = f"the {pattern.trigger} sets off the pattern “{pattern.name}”, as in: {pattern.example} → {expects}"
        return Why("why.pattern", trigger, says)
    if reading.reader == "fields":
        return Why("why.field", trigger, reading.rule.removeprefix("fields/"))
    if reading.reader == LEARNED:
        return Why("why.learned", trigger)
    if reading.reader == "by hand":
        return Why("why.by_hand", trigger)
    return Why("why.rule", trigger, reading.rule)
