"""Alarms for people and programs: each with the claims and the passages that it rests on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

import msgspec

from rawi.model import Finding, FindingKind
from rawi.publish.boards import telling_lines
from rawi.publish.contested import Named, named
from rawi.publish.dossier import Telling
from rawi.publish.entries import telling
from rawi.publish.knowledge import Knowledge
from rawi.publish.lines import BLANK, Line, isolated, line
from rawi.publish.text import short_quote
from rawi.publish.wording import source_date, source_title


class PassageShown(msgspec.Struct, frozen=True, kw_only=True):
    """Words of a document that an alarm rests on beside its claims."""

    document: str
    path: str
    title: str
    date: str
    quote: str
    start: int
    end: int


class Warned(msgspec.Struct, frozen=True, kw_only=True):
    """One alarm; `certain` is False for a hypothesis, which ties and settles nothing."""

    kind: FindingKind
    entity: Named | None
    reason: str
    certain: bool
    tellings: tuple[Telling, ...]
    passages: tuple[PassageShown, ...]


def warned(findings: Iterable[Finding], knowledge: Knowledge) -> list[Warned]:
    """The alarms with the words of everything that they rest on; `knowledge` holds their claims."""
    by_id = {k.claim.id: k for k in knowledge.kept}
    sources = {k.source.id: k.source for k in knowledge.kept}
    shown = []
    for finding in findings:
        passages = [
            PassageShown(
                document=p.document,
                path=sources[p.document].path if p.document in sources else knowledge.outline[p.document].path,
                title=source_title(sources[p.document]) if p.document in sources else "",
                date=source_date(sources[p.document]) if p.document in sources else "",
                quote=p.exact,
                start=p.span.start,
                end=p.span.end,
            )
            for p in finding.passages
        ]
        shown.append(
            Warned(
                kind=finding.kind,
                entity=named(finding.entity, knowledge) if finding.entity is not None else None,
                reason=finding.reason,
                certain=finding.certain,
                tellings=tuple(telling(by_id[id], knowledge) for id in finding.claims if id in by_id),
                passages=tuple(passages),
            )
        )
    return shown


def warning_lines(shown: Iterable[Warned]) -> list[Line]:
    """Each alarm with its reason, and under it what it rests on."""
    shown = list(shown)
    kinds = Counter(one.kind for one in shown)
    counted = ", ".join(f"{n} × {kind}" for kind, n in sorted(kinds.items()))
    count = f"{len(shown)} alarm{'' if len(shown) == 1 else 's'}"
    lines = [line(0, (count, "bold"), f" · {counted}" if counted else "")]
    lines.append(line(0, ("Working copy, not for publication", "dim")))
    for one in shown:
        lines += [BLANK, *_warning(one)]
    return lines


def _warning(one: Warned) -> Iterator[Line]:
    sign = ("! ", "bold red") if one.certain else ("? ", "yellow")
    heading = one.kind[:1].upper() + one.kind[1:]
    about = f" · {isolated(one.entity.name)}" if one.entity is not None else ""
    sure = "" if one.certain else " · a hypothesis"
    yield line(0, sign, (heading, "bold"), about, (sure, "yellow"))
    yield line(2, isolated(one.reason))
    for told in one.tellings:
        yield from telling_lines(told, 4)
    for passage in one.passages:
        where = ", ".join(filter(None, (isolated(passage.title or passage.path), passage.date)))
        yield line(4, (short_quote(passage.quote), "italic"), (f" — {where}", "dim"))
