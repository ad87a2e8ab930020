"""A person who acts after his death, and a group after its end."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from rawi.model import EntityType, Finding, FindingKind, KeptClaim, Stance
from rawi.vocabulary import load_yaml
from rawi.weigh.context import Context
from rawi.weigh.days import Days, days_of_edtf, possible_days
from rawi.weigh.reasons import time_of
from rawi.weigh.times import certainly_after
from rawi.weigh.wording import date_words

ENDS: Mapping[str, FindingKind] = {
    "died": "act after death",
    "dissolved": "act after the end",
    "active": "act after the end",
    "merged_into": "act after the end",
}


def acts_after_the_end(kept: Iterable[KeptClaim], context: Context) -> Iterator[Finding]:
    """One alarm for each end of an entity that acts told of a later time stand against; the ends come first in it."""
    acting = load_yaml("alarms.yaml", "rawi.weigh.alarms")["acts"]
    subject, object_ = frozenset(acting["subject"]), frozenset(acting["object"])
    ends: dict[tuple[str, str, str], list[tuple[KeptClaim, Days]]] = defaultdict(list)
    acts: dict[str, list[KeptClaim]] = defaultdict(list)
    for k in kept:
        if k.claim.negated or k.reading.stance is Stance.DENIED:
            continue
        if k.subject is not None and (end := _end(k)) is not None:
            ends[k.subject, ENDS[k.claim.predicate], end].append((k, _days(k, end)))
        if k.subject is not None and k.claim.predicate in subject:
            acts[k.subject].append(k)
        if k.object is not None and k.claim.predicate in object_ and k.claim.object is not None:
            acts[k.object].append(k)
    for (entity, kind, end), ended in sorted(ends.items(), key=lambda item: item[0]):
        days = ended[0][1]
        later = [k for k in acts[entity] if certainly_after(possible_days(k.reading.time), days)]
        if later and days.last is not None:
            told = sorted({f"{k.claim.predicate.replace('_', ' ')} ({time_of(k.reading.time)})" for k in later})
            what = "died" if kind == "act after death" else "ended"
            yield Finding(
                kind="act after death" if kind == "act after death" else "act after the end",
                entity=entity,
                claims=tuple(k.claim.id for k in [*(k for k, _ in ended), *later]),
                reason=f"{context.name(entity)} {what} {date_words(end)} by these claims, and yet: {', '.join(told)}",
                certain=not all(k.reading.stance is Stance.DOUBTED for k, _ in ended),
            )


def _end(k: KeptClaim) -> str | None:
    """The EDTF date of an end that a claim tells."""
    if k.claim.predicate not in ENDS:
        return None
    if k.claim.predicate == "died" and k.claim.subject.type is not EntityType.PERSON:
        return None
    from rawi.dates import to_edtf

    value = k.claim.value
    said = value.edtf if value is not None else None
    if said is None and k.reading.time is not None:
        said = to_edtf(k.reading.time)
    if said is None or "X" in said[:4]:
        return None
    if k.claim.predicate == "active":
        return said.partition("/")[2].strip(".") or None if "/" in said else None
    return said


def _days(k: KeptClaim, end: str) -> Days:
    return days_of_edtf(end)
