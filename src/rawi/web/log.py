"""The log: all that was done to this workspace, newest first; what people decided can be undone from it."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from fastapi import Query

from rawi.model import Decision, undone_by
from rawi.web.deciding import Decider
from rawi.web.pages import Family
from rawi.web.site import Asked

PAGE = 100

family = Family("log", nav=("nav.log", "/log", 90))


class Logged(msgspec.Struct, frozen=True, kw_only=True):
    """One entry; `body` is None where its details were removed."""

    seq: int
    at: str
    kind: str
    hash: str
    body: dict[str, Any] | None
    decision: Decision | None
    undone: bool
    """Whether a later decision in force takes it back."""


class LogView(msgspec.Struct, frozen=True, kw_only=True):
    """`decider` is the name under which this browser decides."""

    decider: str
    entries: tuple[Logged, ...]
    total: int
    kind: str
    kinds: tuple[str, ...]
    head: str
    start: int
    before: int | None
    after: int | None


@family.page("/log", "log.html")
def log(
    ask: Asked,
    name: Decider,
    kind: Annotated[str, Query(max_length=60)] = "",
    start: Annotated[int, Query(ge=0, le=100_000_000)] = 0,
) -> LogView:
    """Every decision and import, newest first."""
    here = ask.workspace
    whole, laid = here.log(), here.decisions()
    by_number = {decision.id: decision for decision in laid}
    undone = undone_by(laid)
    asked = [entry for entry in reversed(whole) if not kind or entry.kind == kind]
    entries = []
    for entry in asked[start : start + PAGE]:
        number = entry.body.get("id") if entry.kind == "decision" and entry.body else None
        entries.append(
            Logged(
                seq=entry.seq,
                at=entry.at,
                kind=entry.kind,
                hash=entry.hash,
                body=entry.body,
                decision=by_number.get(number) if number is not None else None,
                undone=number in undone,
            )
        )
    return LogView(
        decider=name,
        entries=tuple(entries),
        total=len(asked),
        kind=kind,
        kinds=tuple(dict.fromkeys(entry.kind for entry in whole)),
        head=whole[-1].hash if whole else "",
        start=start,
        before=max(0, start - PAGE) if start else None,
        after=start + PAGE if start + PAGE < len(asked) else None,
    )
