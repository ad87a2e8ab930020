"""The names of an entity, by script: how many documents use each, and why it is held to be the same."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Collection, Mapping

from rawi.model import Entity, Join
from rawi.publish.dossier import NameForm, NameUse
from rawi.publish.knowledge import Knowledge
from rawi.publish.wording import source_title

Tellers = Mapping[tuple[str, str], tuple[str, ...]]
"""Who tells something, by document and the name under which."""
FIRST_SCRIPT = "Latin"
_OWN_LETTERS = {
    "ps": "ټډړښځڅڼ",
    "ur": "ٹڈڑںے",
    "ckb": "ڵڕێۆ",
    "fa": "پچژگ",
    "uk": "їєґ",
    "ru": "ыэъё",
    "sr": "ђћџљњ",
}
"""Letters that one language writes and its neighbours in the same script mostly do not."""


def name_forms(
    entity: Entity, knowledge: Knowledge, documents: Collection[str] | None = None, most: int | None = None
) -> tuple[NameForm, ...]:
    """Every name of the entity, Latin first, then by script, most used first; only those of `documents`, if given.

    Of the uses of each name `most` are told, the earliest.
    """
    uses: dict[str, set[str]] = defaultdict(set)
    for mention_id in entity.mentions:
        mention = knowledge.mention.get(mention_id)
        if mention is not None and mention.named and (documents is None or mention.document in documents):
            uses[mention.name].add(mention.document)
    told = _tellers(entity, knowledge)
    forms = [_form(name, in_documents, entity, knowledge, (told, most)) for name, in_documents in uses.items()]
    return tuple(sorted(forms, key=lambda f: (f.script != FIRST_SCRIPT, f.script, -f.documents, f.name)))


def script_of(name: str) -> str:
    """The script of the first letter, as Unicode names it: `Latin`, `Arabic`, `Cyrillic`; `Other` without letters."""
    letter = next((c for c in name if c.isalpha()), None)
    return unicodedata.name(letter, "OTHER").split()[0].capitalize() if letter else "Other"


def language_of_letters(name: str) -> str | None:
    """The language (ISO 639) that letters of a name belong to; None where several of their script may."""
    written = unicodedata.normalize("NFC", name).casefold()
    found = [language for language, letters in _OWN_LETTERS.items() if any(letter in written for letter in letters)]
    return found[0] if len(found) == 1 else None


def _tellers(entity: Entity, knowledge: Knowledge) -> Tellers:
    """Who tells something under which name, by document and name; the document itself is left out."""
    found: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for kept in knowledge.kept:
        sides = ((kept.claim.subject, kept.subject), (kept.claim.object, kept.object))
        for argument, filler in sides:
            if argument is not None and filler == entity.id and len(kept.reading.chain) > 1:
                tellers = kept.reading.chain[0].tellers
                found[kept.source.id, argument.name].update(dict.fromkeys(tellers))
    return {key: tuple(sorted(tellers)) for key, tellers in found.items()}


def _uses(
    name: str,
    documents: Collection[str],
    knowledge: Knowledge,
    told: Tellers,
    most: int | None,
) -> tuple[NameUse, ...]:
    sources = [knowledge.source[id] for id in documents if id in knowledge.source]
    sources.sort(key=lambda one: (one.date is None, one.date or "", source_title(one), one.id))
    return tuple(
        NameUse(
            document=source.id,
            title=source_title(source),
            publisher=source.publisher or source.author,
            date=source.date,
            tellers=told.get((source.id, name), ()),
        )
        for source in sources[:most]
    )


def _form(
    name: str,
    documents: Collection[str],
    entity: Entity,
    knowledge: Knowledge,
    using: tuple[Tellers, int | None],
) -> NameForm:
    joins = [] if name == entity.name else _joins(name, entity, knowledge)
    return NameForm(
        name=name,
        script=script_of(name),
        documents=len(documents),
        joined=_reason(joins[0]) if joins else None,
        provisional=bool(joins) and all(j.provisional for j in joins),
        language=language_of_letters(name),
        uses=_uses(name, documents, knowledge, *using),
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
