"""From claims to a dossier: the claims of one entity, grouped by property and value, each with all its tellings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import msgspec

from rawi.model import Entity, KeptClaim, Question
from rawi.publish.clocks import Clock, seen_at
from rawi.publish.dispute import Disputes, at_odds, disputes_of, finding_alarms, question_alarm
from rawi.publish.dossier import Alarm, Dossier, PropertyBlock, Section, ShortBlock, Withheld
from rawi.publish.entries import Beside, entries_of, from_object
from rawi.publish.extent import NAMES, Extent, Most
from rawi.publish.gaps import missing
from rawi.publish.knowledge import Knowledge
from rawi.publish.naming import name_forms
from rawi.publish.properties import property_of
from rawi.vocabulary import predicates
from rawi.weigh.origins import Lineage


def compile_dossier(
    entity: Entity,
    knowledge: Knowledge,
    *,
    as_of: Clock | None = None,
    as_known: Clock | None = None,
    withheld: Withheld | None = None,
    disputes: Disputes | None = None,
    extent: Extent | None = None,
) -> Dossier:
    """Everything that the documents say of `entity`, as subject and as object.

    `as_of` keeps the claims that may hold then, `as_known` the documents that were certainly out by then. What
    people rejected is left out and counted. `withheld` is what masking took from `knowledge` before. `disputes` are
    those that a workspace has weighed already; without them, what `knowledge` holds is weighed here. With an `extent`
    only the values, tellings and uses of names that it asks for are made, and the rest is counted.
    """
    seen = seen_at(knowledge.about(entity.id), as_of, as_known)
    shown = seen.kept
    lineage = Lineage(shown, knowledge.entities, knowledge.mentions, knowledge.documents)
    beside = Beside(knowledge, lineage, as_of)
    found = disputes or disputes_of(knowledge, as_of=as_of, as_known=as_known)
    disputed = [
        (q, question_alarm(q, entity.id, knowledge.name))
        for q in found.questions
        if q.contested and entity.id in (q.entity, q.other)
    ]
    raised = finding_alarms(f for f in found.findings if f.entity == entity.id)
    most = extent.most(len(shown)) if extent is not None else None
    whole = extent.whole if extent is not None else None
    out = seen.documents if as_known else None
    return Dossier(
        entity=entity.id,
        name=entity.name,
        type=entity.type,
        claims=len(shown),
        documents=len({k.source.id for k in shown}),
        unreviewed=sum(k.review.state == "unreviewed" for k in shown),
        names=name_forms(entity, knowledge, out, None if most is None or whole == NAMES else most.uses),
        alarms=(*(alarm for _, alarm in disputed), *raised),
        sections=tuple(_sections(entity, shown, disputed, beside, (most, whole))),
        missing=missing(
            shown,
            knowledge,
            later=len(seen.later),
            undated=len(seen.undated),
            outside=seen.outside,
            rejected=seen.rejected,
        ),
        as_of=as_of.words if as_of else None,
        as_known=as_known.words if as_known else None,
        withheld=withheld,
    )


def _sections(
    entity: Entity,
    shown: Sequence[KeptClaim],
    disputed: Sequence[tuple[Question, Alarm]],
    beside: Beside,
    made: tuple[Most | None, str | None],
) -> Iterable[Section]:
    """`made` is how much of each property is made, and the one that is made whole."""
    most, whole = made
    blocks: dict[tuple[int, bool], list[KeptClaim]] = defaultdict(list)
    for k in shown:
        blocks[property_of(k.claim.predicate).rank, _inverse(k, entity)].append(k)
    why = [(alarm.reason, at_odds([question])) for question, alarm in disputed]
    by_section: dict[str, list[PropertyBlock]] = {}
    for (_rank, inverse), kept in sorted(blocks.items(), key=lambda item: item[0]):
        shows = property_of(kept[0].claim.predicate)
        own = {k.claim.id for k in kept}
        reasons = [] if inverse else [reason for reason, claims in why if claims & own]
        differing = frozenset() if inverse else frozenset(own & {id for _, claims in why for id in claims})
        entries, values = entries_of(kept, entity.id, differing, beside, None if shows.predicate == whole else most)
        block = PropertyBlock(
            predicate=shows.predicate,
            label=shows.heading(inverse),
            inverse=inverse,
            differs="; ".join(reasons) or None,
            entries=entries,
        )
        if len(entries) < values:
            block = ShortBlock(**msgspec.structs.asdict(block), of=values)
        by_section.setdefault(shows.section, []).append(block)
    for heading, properties in by_section.items():
        yield Section(heading=heading, properties=tuple(properties))


def _inverse(kept: KeptClaim, entity: Entity) -> bool:
    """Whether the claim reads from its object's side on this entity's page; a symmetric one never does."""
    predicate = predicates().get(kept.claim.predicate)
    return from_object(kept, entity.id) and not (predicate is not None and predicate.symmetric)
