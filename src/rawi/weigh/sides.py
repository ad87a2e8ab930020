"""Two answers to one question, held against each other claim by claim."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from rawi.model import Answer, Bearing, BearingKind, ContradictionType
from rawi.weigh import reasons
from rawi.weigh.comparing import Outcome, compare, exclusion_of
from rawi.weigh.context import Context
from rawi.weigh.counting import do_not_add_up
from rawi.weigh.days import days_of_edtf
from rawi.weigh.times import Meeting, certainly_after, meeting
from rawi.weigh.told import Account, Told, same_voice, years_apart
from rawi.weigh.topics import Exclusion, topics
from rawi.weigh.turning import follow_each_other


class Side(msgspec.Struct, frozen=True):
    """An answer, its place among the answers, and the claims that give it."""

    at: int
    answer: Answer
    told: Sequence[Told]
    named_by: frozenset[Account] = frozenset()
    """The accounts that name what the answer names, if under an entity of its own."""


class Found(msgspec.Struct, frozen=True):
    """What two claims have to do with each other."""

    kind: BearingKind
    type: ContradictionType | None
    certain: bool


class _Met(msgspec.Struct):
    """The claims of two answers that meet in one way; certain if any two of them do."""

    left: dict[str, Told] = msgspec.field(default_factory=dict)
    right: dict[str, Told] = msgspec.field(default_factory=dict)
    certain: bool = False


def between(topic: str, left: Side, right: Side, context: Context) -> Iterator[Bearing]:
    """The bearings of two different answers on each other, one for each kind and type, with the claims that meet."""
    one, other = left.told[0].put, right.told[0].put
    outcome = compare(topic, one, other, context)
    rule = exclusion_of(topic, one, other)
    if outcome is Outcome.BESIDE or rule is None or _told_together(topic, left, right):
        return
    met: dict[tuple[BearingKind, ContradictionType | None], _Met] = {}
    for first in left.told:
        for second in right.told:
            if first.id != second.id and (found := _bearing(topic, first, second, outcome, rule)) is not None:
                meets = met.setdefault((found.kind, found.type), _Met())
                meets.certain |= found.certain
                meets.left[first.id], meets.right[second.id] = first, second
    for kind, type in sorted(met, key=lambda found: (found[0], found[1] or "")):
        meets = met[kind, type]
        firsts, seconds = meets.left, meets.right
        yield Bearing(
            kind=kind,
            type=type,
            certain=meets.certain,
            left=left.at,
            right=right.at,
            left_claims=tuple(firsts),
            right_claims=tuple(seconds),
            reason=reasons.between(topic, kind, type, list(firsts.values()), list(seconds.values())),
        )


def _told_together(topic: str, left: Side, right: Side) -> bool:
    """Whether some account names both fillers of one place, as two leaders, who are then no contradiction."""
    known = topics().get(topic)
    if known is None or known.compares not in ("objects", "subjects"):
        return False
    return bool(set(left.named_by) & set(right.named_by))


def _bearing(topic: str, one: Told, other: Told, outcome: Outcome, rule: Exclusion) -> Found | None:
    known = topics().get(topic)
    lasts = known is None or known.lasts
    met = meeting(one.time, other.time) if lasts else Meeting.SURELY
    if outcome is Outcome.SAME:
        return Found("agrees", None, True)
    if known is not None and known.dated and not (one.dated and other.dated):
        return None
    if known is not None and known.adds_up:
        if do_not_add_up(one, other):
            return Found("contradicts", "number", True)
        if one.put.so_far != other.put.so_far:
            return None
    if met is Meeting.NEVER:
        return Found("succession", None, True)
    if outcome is Outcome.LOOSER:
        return Found("precision", None, True)
    if not lasts and known is not None and known.told_in_turn and _is_history(one, other):
        return Found("succession", None, True)
    if not lasts:
        type = rule.type if known is not None and known.compares == "persons" else _type(one, other, rule)
        return Found("contradicts", type, not rule.possible)
    if _may_follow(one, other, told_in_turn=known is not None and known.told_in_turn):
        return Found("succession", None, False)
    certain = met is Meeting.SURELY and not rule.possible
    return Found("contradicts", _type(one, other, rule), certain)


def _is_history(one: Told, other: Told) -> bool:
    """Whether one account tells of a beginning and of a later change, as founded and then re-formed."""
    if one.account != other.account or one.put.turns == other.put.turns:
        return False
    turn, before = (one, other) if one.put.turns else (other, one)
    if turn.put.edtf is None or before.put.edtf is None:
        return False
    return certainly_after(days_of_edtf(turn.put.edtf), days_of_edtf(before.put.edtf))


def _may_follow(one: Told, other: Told, *, told_in_turn: bool) -> bool:
    """Whether something speaks for the two having held one after the other, though their times do not say so.

    Words such as "initially"; one account that tells both in turn; a change of sides, before which the other may have
    been so; and documents of different years where neither claim has a time.
    """
    if told_in_turn and one.account == other.account:
        return True
    if follow_each_other(one.kept, other.kept):
        return True
    if one.put.turns != other.put.turns:
        turn, before = (one, other) if one.put.turns else (other, one)
        return not _begins_after(before, turn)
    return not one.dated and not other.dated and years_apart(one, other)


def _begins_after(later: Told, turn: Told) -> bool:
    start = later.time.earliest_start if later.time is not None else None
    turned = turn.time.latest_start if turn.time is not None else None
    return start is not None and turned is not None and str(start) > str(turned)


def _type(one: Told, other: Told, rule: Exclusion) -> ContradictionType:
    """What was claimed, where two documents give different accounts of one narrator's word; else what the rule says."""
    return "claimed" if one.document != other.document and same_voice(one, other) else rule.type
