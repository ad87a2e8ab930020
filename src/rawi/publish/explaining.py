"""A document with its claims marked in its text, and under each why it was read so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from rawi.dates import to_edtf
from rawi.model import Claim, Document, Reading, Reserve, Segment, Span
from rawi.pipeline.trial import Trial
from rawi.publish.lines import BLANK, Line, isolated, line
from rawi.publish.record import reading_record, time_record, value_record
from rawi.publish.text import STANCE_STYLE
from rawi.publish.wording import MARKS, UNKNOWN, bounds_words, link_words
from rawi.reading.learned import READER as LEARNED
from rawi.weigh import value_words

PART_STYLE = {"subject": "bold", "object": "bold", "value": "bold green", "trigger": "underline", "time": "cyan"}
PARTS = ("subject", "object", "value", "place", "time")
SHOWN_FROM = ("trigger", "value", "object", "subject")
"""Where a claim's number stands in the text: behind its trigger, else behind the first of these."""

Numbered = tuple[int, Claim, Sequence[Reading]]
"""A claim with its number and the readings that support it; the first stands for the others."""


def explained_lines(trial: Trial) -> list[Line]:
    """The text, segment by segment, claims numbered where they were read; below each segment how it was read."""
    document = trial.document
    readings: dict[str, list[Reading]] = defaultdict(list)
    for claim, reading in trial.result.claims:
        readings[claim.id].append(reading)
    claims = {claim.id: claim for claim, _ in trial.result.claims}
    numbered = [(n, claim, readings[id]) for n, (id, claim) in enumerate(claims.items(), 1)]
    homes = _homes(document, numbered)
    lines = [*_head(trial), BLANK]
    for index, segment in enumerate(document.segments):
        here = homes.get(index, [])
        lines.append(_marked(document, segment, here))
        for item in here:
            lines.extend(_why(trial, item))
        if here:
            lines.append(BLANK)
    return lines


def explained_record(trial: Trial) -> dict[str, Any]:
    """The same for programs: every claim with its rule, its parts, their words and offsets, and how they were got."""
    document, result = trial.document, trial.result
    return {
        "document": {"path": document.path, "title": document.title, "sha256": document.id},
        "reader": trial.reader.version,
        "unresolved": result.unresolved,
        "mentions": [{"name": m.name, "type": m.type.value, "named": m.named} for m in result.mentions],
        "claims": [
            {
                "id": claim.id,
                "subject": {"name": claim.subject.name, "type": claim.subject.type.value},
                "predicate": claim.predicate,
                "object": {"name": claim.object.name, "type": claim.object.type.value} if claim.object else None,
                "value": value_record(claim.value),
                "negated": claim.negated,
                "stance": reading.stance.value,
                "time": time_record(reading.time),
                "place": reading.place.name if reading.place else None,
                "quote": claim.quote.exact,
                "chain": [
                    {"tellers": list(link.tellers), "mode": link.mode, "words": _words(document, link.span)}
                    for link in reading.chain
                ],
                "reserve": [{"kind": r.kind, "holder": r.holder, "words": r.words} for r in reading.reserve],
                "words": {part: _words(document, span) for part, span in sorted(reading.spans.items())},
                **reading_record(reading),
            }
            for claim, reading in result.claims
        ],
    }


def _homes(document: Document, numbered: Sequence[Numbered]) -> dict[int, list[Numbered]]:
    """Claims by the segment in which their quotes begin."""
    homes: dict[int, list[Numbered]] = defaultdict(list)
    starts = [segment.span.start for segment in document.segments]
    for item in numbered:
        at = item[2][0].quote.start
        inside = [i for i, s in enumerate(document.segments) if s.span.start <= at < s.span.end]
        before = [i for i, start in enumerate(starts) if start <= at]
        homes[(inside or before or [0])[-1]].append(item)
    return homes


def _head(trial: Trial) -> Iterator[Line]:
    document, result = trial.document, trial.result
    yield line(0, (isolated(document.title or document.path), "bold"))
    claims = len({claim.id for claim, _ in result.claims})
    told = f"{claims} claims · {len(result.mentions)} names · {result.unresolved} references left open"
    yield line(0, (f"{document.path} · {told}", "dim"))
    yield line(0, (f"read by {trial.reader.version}", "dim"))
    if trial.reader.notice:
        yield line(0, (trial.reader.notice, "yellow"))


def _marked(document: Document, segment: Segment, here: Sequence[Numbered]) -> Line:
    """A segment's text with the numbers of its claims; where nothing was read, dim."""
    start, end = segment.span.start, segment.span.end
    label = (f"{segment.kind.value:>9}  ", "dim")
    if not here:
        return line(0, label, (_flat(document.text[start:end]), "dim"))
    styles: dict[int, str] = {}
    tags: dict[int, list[int]] = defaultdict(list)
    for n, _, (reading, *_) in here:
        for part, style in PART_STYLE.items():
            if part in reading.spans:
                styles.update(dict.fromkeys(range(reading.spans[part].start, reading.spans[part].end), style))
        tags[_tagged(reading)].append(n)
    pieces: list[tuple[str, str]] = []
    for at in range(start, end + 1):
        if at in tags:
            pieces.append((f"[{','.join(map(str, tags[at]))}]", "bold magenta"))
        if at < end:
            style = styles.get(at, "")
            letter = _flat(document.text[at])
            if pieces and pieces[-1][1] == style:
                pieces[-1] = (pieces[-1][0] + letter, style)
            else:
                pieces.append((letter, style))
    return line(0, label, *pieces)


def _tagged(reading: Reading) -> int:
    for part in SHOWN_FROM:
        span = reading.spans.get(part)
        if span is not None and reading.quote.start <= span.start and span.end <= reading.quote.end:
            return span.end
    return reading.quote.end


def _why(trial: Trial, item: Numbered) -> Iterator[Line]:
    n, claim, (reading, *others) = item
    document = trial.document
    filler = claim.object.name if claim.object else value_words(claim.value)
    role = f" ({value_words(claim.value)})" if claim.object is not None and claim.value is not None else ""
    said = f"{claim.subject.name} · {'NOT ' if claim.negated else ''}{claim.predicate} · {filler}{role}"
    stance = (f"  {MARKS[reading.stance]} {reading.stance.value}", STANCE_STYLE[reading.stance.value])
    yield line(4, (f"[{n}] ", "bold magenta"), (isolated(said), "bold"), stance)
    origin = trial.reader.rulebook.origins.get(reading.rule)
    trigger = _words(document, reading.spans.get("trigger"))
    by = f"{reading.reader}: {reading.rule or 'no rule named'}" + (f", in {origin}" if origin else "")
    if reading.reader == LEARNED:
        by = f"the small trained reader, no rule (sure to {reading.confidence:.2f})"
    yield _row("read by", by + (f", on “{trigger}”" if trigger else ""))
    for part in PARTS:
        words = _words(document, reading.spans.get(part))
        how = reading.resolved.get(part, "")
        if part == "time" and reading.time is not None:
            what = bounds_words(reading.time) or to_edtf(reading.time) or "not said"
            yield _row(
                "time", " — ".join(filter(None, (what, f"“{words}”" if words else "", reading.time.rule or how)))
            )
        elif part == "place" and reading.place is not None:
            yield _row("place", reading.place.name)
        elif how and part != "time":
            yield _row(part, f"“{words}” — {how}" if words and words not in how else how)
    told = " → ".join(_told(document, link_words(link), link.span) for link in reading.chain)
    yield _row("told by", told or UNKNOWN)
    for reserve in reading.reserve:
        yield _row("reserve", _reserve(reserve))
    for other in others:
        yield _row("also by", f"{other.reader}: {other.rule}")
    yield _row("confidence", f"{reading.confidence:.2f} that the document says this")


def _told(document: Document, who: str, span: Span | None) -> str:
    words = _words(document, span)
    return f"{who} (“{words}”)" if words and words != who else who


def _reserve(reserve: Reserve) -> str:
    return f"“{reserve.words}” {reserve.kind}, held by {reserve.holder or 'the document'}"


def _row(label: str, words: str) -> Line:
    return line(8, (f"{label:<11}", "dim"), isolated(words))


def _words(document: Document, span: Span | None) -> str | None:
    return _flat(span.cut(document.text)) if span is not None else None


def _flat(words: str) -> str:
    return words.replace("\n", " ").replace("\t", " ")
