"""A dossier as told by some: the entity itself, its opponents, its allies, one document. The first teller counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Literal, get_args

import msgspec

from rawi.model import KeptClaim
from rawi.publish.dispute import Disputes
from rawi.publish.knowledge import Knowledge
from rawi.publish.wording import UNKNOWN, source_title
from rawi.weigh.origins.parties import Interest, Parties

Voice = Literal["itself", "opponents", "allies", "others", "documents", "unnamed"]
"""`others` are third parties with a name, `documents` those that say it in their own voice."""
VOICES: tuple[Voice, ...] = get_args(Voice)
_OF: Mapping[Interest, Voice] = {
    "the party itself": "itself",
    "its opponent": "opponents",
    "its ally": "allies",
    "third": "others",
    "unknown": "unnamed",
}


class Choice(msgspec.Struct, frozen=True, kw_only=True):
    """A voice, or a document by its id, through which the dossier may be seen, and how many claims it tells."""

    key: str
    title: str | None
    """Of a document; None for a voice."""
    claims: int


class Lens(msgspec.Struct, frozen=True):
    """Who tells each claim about one entity: voices and document, by the claim's id."""

    told: Mapping[str, frozenset[str]]
    titles: Mapping[str, str]

    @property
    def choices(self) -> tuple[Choice, ...]:
        """Those that tell anything: voices in their order, then documents by their titles."""
        counted = Counter(key for keys in self.told.values() for key in keys)
        voices = [Choice(key=voice, title=None, claims=counted[voice]) for voice in VOICES if counted[voice]]
        documents = sorted(self.titles.items(), key=lambda item: (item[1], item[0]))
        return (*voices, *(Choice(key=id, title=title, claims=counted[id]) for id, title in documents))

    def through(self, key: str, knowledge: Knowledge, disputes: Disputes) -> tuple[Knowledge, Disputes]:
        """Only what `key` tells, and only the disputes that this has a part in."""
        kept = tuple(k for k in knowledge.kept if key in self.told.get(k.claim.id, ()))
        ids = {k.claim.id for k in kept}
        return msgspec.structs.replace(knowledge, kept=kept), Disputes(
            tuple(q for q in disputes.questions if ids & set(q.claims)),
            tuple(f for f in disputes.findings if ids & set(f.claims)),
        )


def lens_on(entity: str, knowledge: Knowledge) -> Lens:
    """Who tells what about the entity with this id."""
    parties = Parties(knowledge.kept, knowledge.entities, knowledge.mentions)
    about = knowledge.about(entity)
    return Lens(
        {k.claim.id: frozenset({*_voices(k, entity, parties), k.source.id}) for k in about},
        {k.source.id: source_title(k.source) for k in about},
    )


def _voices(kept: KeptClaim, entity: str, parties: Parties) -> set[Voice]:
    chain = kept.reading.chain
    own = len(chain) < 2
    tellers = chain[0].tellers if chain else (UNKNOWN,)
    return {_voice(teller, kept.source.id, entity, parties, own=own) for teller in tellers} or {"unnamed"}


def _voice(teller: str, document: str, entity: str, parties: Parties, *, own: bool) -> Voice:
    party = parties.of(document, teller)
    voice = _OF[parties.towards(party, entity)] if party is not None else "unnamed"
    if own:
        return "documents" if voice in ("others", "unnamed") else voice
    return "others" if party is None and parties.is_named(document, teller) else voice
