"""The names of an entity, by script: how many documents use each, and why it is held to be the same."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Collection

from rawi.model import Entity, Join
from rawi.publish.dossier import NameForm
from rawi.publish.knowledge import Knowledge

FIRST_SCRIPT = "Latin"


def name_forms(entity: Entity, knowledge: Knowledge, documents: Collection[str] | None = None) -> tuple[NameForm, ...]:
    """Every name of the entity, Latin first, then by script, most used first; only those of `documents`, if given."""
    uses: dict[str, set[str]] = defaultdict(set)
    for mention_id in entity.mentions:
        mention = knowledge.mention.get(mention_id)
        if mention is not None and mention.named and (documents is None or mention.document in documents):
            uses[mention.name].add(mention.document)
    forms = [_form(name, len(in_documents), entity, knowledge) for name, in_documents in uses.items()]
    return tuple(sorted(forms, key=lambda f: (f.script != FIRST_SCRIPT, f.script, -f.documents, f.name)))


def script_of(name: str) -> str:
    """The script of the first letter, as Unicode names it: `Latin`, `Arabic`, `Cyrillic`; `Other` without letters."""
    letter = next((c for c in name if c.isalpha()), None)
    return unicodedata.name(letter, "OTHER").split()[0].capitalize() if letter else "Other"


def _form(name: str, documents: int, entity: Entity, knowledge: Knowledge) -> NameForm:
    joins = [] if name == entity.name else _joins(name, entity, knowledge)
    return NameForm(
        name=name,
        script=script_of(name),
        documents=documents,
        joined=_reason(joins[0]) if joins else None,
        provisional=bool(joins) and all(j.provisional for j in joins),
    )


def _joins(name: str, entity: Entity, knowledge: Knowledge) -> list[Join]:
    """The joins that tie this name to another name of the entity, those by a person's decision first."""
    tying = []
    for join in entity.joins:
        ends = [knowledge.mention[m].name for m in (join.left, join.right) if m in knowledge.mention]
        if name in ends and any(end != name for end in ends):
            tying.append(join)
    return sorted(tying, key=lambda j: (j.provisional, j.rule, j.reason))


def _reason(join: Join) -> str:
    return join.rule if not join.reason or join.reason == join.rule else f"{join.rule}: {join.reason}"
