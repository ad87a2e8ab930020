"""A person who acts after his death, and a group after its end."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from rawi.dates import to_edtf
from rawi.model import EntityType, Finding, FindingKind, KeptClaim, Stance
from rawi.vocabulary import load_yaml
from rawi.weigh.context import Context
from rawi.weigh.days import days_of_edtf, possible_days
from rawi.weigh.reasons import time_of
from rawi.weigh.times import certainly_after
from rawi.weigh.values import asserts
from rawi.weigh.wording import date_words

ENDS: Mapping[str, FindingKind] = {
    "died": "act after death",
    "dissolved": "act after the end",
    "active": "act after the end",
    "merged_into": "act after the end",
}
PLACES = ("subject", "object")


class End(msgspec.Struct, frozen=True, order=True):
    """When an entity ended, as EDTF: one alarm for each."""

    entity: str
    kind: FindingKind
    edtf: str


def acts_after_the_end(kept: Iterable[KeptClaim], context: Context) -> Iterator[Finding]:
    """One alarm for each end of an entity that something told of a later time stands against; its ends come first."""
    subject, object_ = (frozenset(load_yaml("alarms.yaml", "rawi.weigh.alarms")["acts"][place]) for place in PLACES)
    ends: dict[End, list[KeptClaim]] = defaultdict(list)
    acts: dict[str, list[KeptClaim]] = defaultdict(list)
    for k in kept:
        if not asserts(k):
            continue
        if k.subject is not None and (edtf := _end(k)) is not None:
            ends[End(k.subject, ENDS[k.claim.predicate], edtf)].append(k)
        if k.subject is not None and k.claim.predicate in subject:
            acts[k.subject].append(k)
        if k.object is not None and k.claim.predicate in object_:
            acts[k.object].append(k)
    for end, told in sorted(ends.items()):
        days = days_of_edtf(end.edtf)
        dated = [k for k in acts[end.entity] if certainly_after(possible_days(k.reading.time), days)]
        ending = {k.claim.document for k in told}
        present = [k for k in acts[end.entity] if k.claim.document not in ending and _is_told_after(k, end, context)]
        if dated or present:
            yield Finding(
                kind=end.kind,
                entity=end.entity,
                claims=tuple(k.claim.id for k in (*told, *dated, *present)),
                reason=_reason(end, dated, present, context),
                certain=bool(dated) and not all(k.reading.stance is Stance.DOUBTED for k in told),
            )


def is_act(predicate: str) -> bool:
    """Whether claims of a predicate tell of something that only the living do, or that is done to them."""
    acts = load_yaml("alarms.yaml", "rawi.weigh.alarms")["acts"]
    return any(predicate in acts[place] for place in PLACES)


def _is_told_after(k: KeptClaim, end: End, context: Context) -> bool:
    """Whether a text that was certainly written after the end still speaks of it in the present."""
    since, last = context.present.since(k), days_of_edtf(end.edtf).last
    return since is not None and last is not None and since > last


def _reason(end: End, dated: Iterable[KeptClaim], present: Iterable[KeptClaim], context: Context) -> str:
    what = "died" if end.kind == "act after death" else "ended"
    later = [f"{k.claim.predicate.replace('_', ' ')} ({time_of(k.reading.time)})" for k in dated]
    for k in present:
        said = k.claim.predicate.replace("_", " ")
        later.append(f"{said} (told in the present by a text of {context.present.since(k)} or later)")
    return f"{context.name(end.entity)} {what} {date_words(end.edtf)}, and yet: {', '.join(dict.fromkeys(later))}"


def _end(k: KeptClaim) -> str | None:
    """The EDTF date of an end that a claim tells."""
    if k.claim.predicate not in ENDS:
        return None
    if k.claim.predicate == "died" and k.claim.subject.type is not EntityType.PERSON:
        return None
    value = k.claim.value
    said = value.edtf if value is not None else None
    if said is None and k.reading.time is not None:
        said = to_edtf(k.reading.time)
    if said is None or "X" in said:
        return None
    if k.claim.predicate == "active":
        return said.partition("/")[2].strip(".") or None if "/" in said else None
    return said
