"""Why two answers stand against each other, or one is not what it seems, in a sentence for people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rawi.dates import to_edtf
from rawi.model import BearingKind, ContradictionType, When
from rawi.weigh.asking import ABSENCE, PLAIN
from rawi.weigh.days import Days
from rawi.weigh.told import Told


def between(
    topic: str, kind: BearingKind, type: ContradictionType | None, left: Sequence[Told], right: Sequence[Told]
) -> str:
    """How two different answers bear on each other; `left` and `right` are the claims that meet."""
    one, other = _words(left), _words(right)
    match kind:
        case "agrees":
            return f"{one} by both"
        case "precision":
            return f"{one} and {other} can both hold: one is less exact"
        case "succession":
            return f"{one} and {other} may follow each other in time"
        case _:
            return _contradiction(topic, type, left, right)


def _contradiction(topic: str, type: ContradictionType | None, left: Sequence[Told], right: Sequence[Told]) -> str:
    one, other = _words(left), _words(right)
    match type:
        case "claimed":
            voice = left[0].voice
            who = voice.name if voice is not None else "one narrator"
            return f"two accounts of what {who} says: {one}, and {other}"
        case "scope":
            return f"{one} and {other} cannot both hold of one event: they may be two"
        case "role":
            return f"{one} and {other} at times that may meet: {_sided(left)}; {_sided(right)}"
        case "identity" if topic == "which kin":
            if right[0].put.label == "named":
                return f"{one} is dead, and {other} lives on by another account: they may be one person or two"
            return f"{one} and {other} may be one person or two"
        case "identity":
            return f"{one} or {other}: no account names both"
        case "number":
            counts = f"{one} ({_times(left)}) and {other} ({_times(right)})"
            return f"{counts} do not add up: of all who were counted so far there are never fewer later"
        case "manner":
            return f"{one} or {other}"
    if topic == PLAIN:
        return "said to be so, and said not to be so"
    if topic == ABSENCE:
        some, none = (one, other) if right[0].put.label == "none" else (other, one)
        return f"{none}, and yet {some}"
    return f"{one} and {other} cannot both hold"


def alone(kind: BearingKind, left: Sequence[Told], right: Sequence[Told]) -> str:
    """What one answer alone shows."""
    match kind:
        case "reserve":
            if not right:
                return f"no document states it without reserve: {_stances(left)}"
            return f"told {_stances(left)} by one document, {_stances(right)} by another"
        case "doubted":
            words = _listed(r.words for t in left for r in t.kept.reading.reserve if r.kind != "claims")
            return f"whoever passes it on has a reserve: {words}" if words else f"passed on {_stances(left)}"
        case _:
            return f"given as ended ({_times(left)}), and told of a later time ({_later(right)})"


def _words(told: Sequence[Told]) -> str:
    words = sorted({t.put.words for t in told})
    return " / ".join(words)


def _stances(told: Iterable[Told]) -> str:
    return " or ".join(dict.fromkeys(f"as {t.stance}" for t in sorted(told, key=lambda t: t.stance.strength)))


def _sided(told: Sequence[Told]) -> str:
    return f"{told[0].put.words} {_times(told)}"


def _times(told: Iterable[Told]) -> str:
    return _listed(sorted({time_of(t.time) for t in told}))


def _later(told: Iterable[Told]) -> str:
    """The times of what is told again; where it has none, between which times its text tells it."""
    return _listed(time_of(t.time) if t.dated else f"undated, told between {_span(t.narrated)}" for t in told)


def _span(days: Days | None) -> str:
    if days is None or days.first is None or days.last is None:
        return "other times"
    return f"passages of {days.first.isoformat()[:7]} and {days.last.isoformat()[:7]}"


def time_of(when: When | None) -> str:
    """The words of a time, its EDTF where it has none, `undated` for no time."""
    if when is None:
        return "undated"
    return when.words or to_edtf(when) or "undated"


def _listed(words: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(words))
