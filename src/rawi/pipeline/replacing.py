"""What a touched settlement writes: the rows of each table that are other now, and those that are added.

Each change replaces the rows of some entities, questions, claims or documents, whole, by what was worked out anew.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING, Any

import msgspec

from rawi.model import Resolution
from rawi.pipeline.filling import filled, fillings_of
from rawi.pipeline.reaching import Reached
from rawi.pipeline.tracing import left_of
from rawi.weigh.again import question_id
from rawi.workspace import forms, rows, schema, settlement, touched, tracing, weighings
from rawi.workspace.amending import Addition, Change

if TYPE_CHECKING:
    from rawi.pipeline.touching import Touch


def changes(touch: Touch) -> list[Change]:
    """The rows that are replaced, table by table."""
    number = touch.number
    claims = {k.claim.id for k in touch.kept} | touch.moved.keys()
    now = filled([*touch.kept, *touch.moved.values()], touch.owner)
    asked = {question_id(one) for one in touch.asked}
    scopes = {f"claim {id}" for id in (*touch.anew, *touch.moved)} | {f"entity {id}" for id in touch.alarmed}
    scopes |= {f"question {id}" for id in asked} | ({"texts"} if touch.texts_touched else set())
    outlines = touch.workspace.outlines(touch.traces.keys())
    left = left_of(touch.traces, touch.drawing.leads(touch.traces.keys()), outlines)
    traces = {one.document for one in left}
    s = schema
    made = [
        *_entities_changed(touch),
        Change(
            table=s.arguments,
            column=s.arguments.c.claim,
            values=claims,
            rows=[{"memo": number, **msgspec.structs.asdict(f)} for k in now for f in fillings_of(k)],
        ),
        Change(
            table=s.mentions,
            column=s.mentions.c.document,
            values=touch.documents,
            rows=[rows.mention_row(m, memo=number) for m in touch.brought],
        ),
        _change(s.questions, "id", asked, weighings.question_rows(number, touch.weighed)),
        _change(s.fillers, "question", asked, weighings.filler_rows(number, touch.weighed)),
        _change(s.findings, "scope", scopes, weighings.finding_rows(number, touch.raised)),
        _change(s.accounts, "claim", touch.anew | touch.revoiced, weighings.account_rows(number, touch.accounts)),
        _change(s.tellers, "claim", touch.anew | touch.revoiced, weighings.teller_rows(number, touch.accounts)),
        _change(s.traces, "document", traces, tracing.trace_rows(number, left)),
        _change(s.answered, "document", traces, tracing.answer_rows(number, left)),
        _change(s.shares, "later", traces, tracing.share_rows(number, left)),
        _change(s.known_as, "document", traces, tracing.name_rows(number, left)),
        _change(s.cited, "document", traces, tracing.cited_rows(number, left)),
        _change(
            s.dependences,
            "id",
            touch.pair_ids,
            [settlement.dependence_row(number, one) for one in touch.dependences.values()],
        ),
        _change(
            s.rests_upon,
            "subject",
            touch.changed.keys(),
            [
                {"memo": number, "subject": one, "state": now}
                for one, (_, now) in touch.changed.items()
                if now is not None
            ],
        ),
    ]
    return [change for change in made if change.values]


def _entities_changed(touch: Touch) -> list[Change]:
    if touch.reached is None:
        return []
    number, s, reached = touch.number, schema, touch.reached
    resolution = reached.resolution
    ids = reached.gone | {e.id for e in resolution.entities}
    made_of = list(touch.using.forms(_only(resolution, reached), list(reached.mentions.values())))
    known = touched.form_numbers(touch.connection, number, reached.gone)
    return [
        _change(s.entities, "id", ids, settlement.entity_rows(number, resolution)),
        _change(s.members, "entity", ids, settlement.members_rows(number, resolution)),
        _change(s.joins, "entity", ids, settlement.joins_rows(number, resolution)),
        _change(s.forms, "entity", ids, [forms.form_row(number, form) for form in made_of]),
        Change(
            table=s.form_keys,
            column=s.form_keys.c.form,
            values=known | {forms.number_of(form.entity, form.name) for form in made_of},
            rows=[row for form in made_of for row in forms.key_rows(number, form)],
        ),
        _change(
            s.held_apart,
            "left",
            reached.mentions.keys() | reached.before.keys(),
            [{"memo": number, **msgspec.structs.asdict(one)} for one in resolution.held_apart],
        ),
        _change(
            s.local_kin,
            "mention",
            reached.mentions.keys() | reached.before.keys(),
            [{"memo": number, "mention": id, "first": to} for id, to in resolution.kin.items()],
        ),
        Change(
            table=s.unmet,
            column=s.unmet.c.decision,
            values=reached.decisions,
            rows=[{"memo": number, **msgspec.structs.asdict(one)} for one in resolution.unmet],
        ),
    ]


def additions(touch: Touch) -> list[Addition]:
    """What mentions add that joined an entity which is nothing but their name."""
    attached = touch.reached.attached if touch.reached is not None else ()
    counted = touched.mentions_counted(touch.connection, touch.number, {one.whole.id for one in attached})
    number, s = touch.number, schema
    members, joins, named, whole = [], [], [], []
    for one in attached:
        named_so = {"id": one.whole.id, "name": one.whole.name, "type": one.whole.type.value}
        whole.append({"memo": number, **named_so, "plain": one.placed})
        members += [{"memo": number, "mention": id, "entity": one.whole.id} for id in one.mentions]
        joins += [{"memo": number, "entity": one.whole.id, **msgspec.structs.asdict(j)} for j in one.joins]
        named.append(
            {
                "memo": number,
                "id": forms.number_of(one.whole.id, one.whole.name),
                "entity": one.whole.id,
                "name": one.whole.name,
                "type": one.whole.type.value,
                "mentions": counted[one.whole.id] + len(one.mentions),
            }
        )
    return [
        Addition(table=s.entities, rows=whole),
        Addition(table=s.members, rows=members),
        Addition(table=s.joins, rows=joins),
        Addition(table=s.forms, rows=named),
    ]


def _change(table: Any, column: str, values: Collection[Any], rows: Iterable[Mapping[str, Any]]) -> Change:
    return Change(table=table, column=table.c[column], values=values, rows=list(rows))


def _only(resolution: Resolution, reached: Reached) -> Resolution:
    ids = {entity.id for entity in resolution.entities}
    return msgspec.structs.replace(resolution, declared=tuple(one for one in resolution.declared if one.entity in ids))
