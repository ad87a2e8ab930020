"""Merges, splits and what is kept apart: replayed they give one state, undone they leave no trace, and no chain of
"the same" leads to two that a person held not to be the same."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as some

from rawi.model import Decision, EntityType, Mention, Reference, Resolution, make_mention
from rawi.resolve import resolve
from rawi.resolve.decided import decided
from rawi.resolve.refusal import refusal

G = EntityType.GROUP


def mention(document: str, name: str, kind: EntityType = G, named: bool = True) -> Mention:
    return make_mention(document=document, name=name, type=kind, named=named)


def side(*mentions: Mention) -> tuple[Reference, ...]:
    return tuple(Reference(one.document, one.type, one.name) for one in mentions)


def decision(number: int, action: str, left: Sequence[Mention], right: Sequence[Mention] = ()) -> Decision:
    return Decision(
        id=number,
        action=action,  # type: ignore[arg-type]
        target=left[0].id,
        by="A. Reader",
        reason="seen",
        at="2026-01-01T00:00:00Z",
        left=side(*left),
        right=side(*right),
    )


def undo(number: int, of: int) -> Decision:
    return Decision(id=number, action="undo", target="", by="B", reason="no", at="2026-01-02", undoes=of)


def together(resolution: Resolution, *mentions: Mention) -> bool:
    owner = {member: entity.id for entity in resolution.entities for member in entity.mentions}
    return len({owner[one.id] for one in mentions}) == 1


A, B, C = mention("a", "Zahr Brigade"), mention("b", "Marj Front"), mention("c", "Tell Column")


def test_a_merge_joins_for_good_and_says_who_decided() -> None:
    merged = resolve([A, B], [], [decision(1, "merge", [A], [B])])
    (entity,) = merged.entities
    (join,) = entity.joins
    assert (join.provisional, join.decision, join.rule) == (False, 1, "decision")
    assert "A. Reader" in join.reason and "seen" in join.reason
    assert len(resolve([A, B], [], [decision(1, "merge", [A], [B]), undo(2, 1)]).entities) == 2


def test_not_the_same_is_never_overridden_by_a_chain() -> None:
    laid = [decision(1, "keep apart", [A], [C]), decision(2, "merge", [A], [B]), decision(3, "merge", [B], [C])]
    stood = resolve([A, B, C], [], laid[:2])
    refused = refusal(laid, [A, B, C], stood.entities)
    assert refused is not None and refused.forbids.id == 1
    assert [(step.left, step.right) for step in refused.path] == [(A.id, B.id), (B.id, C.id)]
    assert [step.decision for step in refused.path] == [2, 3]
    resolution = resolve([A, B, C], [], laid)  # as if it had been laid down all the same
    assert together(resolution, A, B) and not together(resolution, A, C)
    (unmet,) = resolution.unmet
    assert unmet.decision == 3 and "Marj Front" in unmet.why and "decision 1" in unmet.why


def test_what_is_one_by_decision_is_not_kept_apart_in_silence() -> None:
    laid = [decision(1, "merge", [A], [B]), decision(2, "merge", [B], [C]), decision(3, "keep apart", [A], [C])]
    stood = resolve([A, B, C], [], laid[:2])
    refused = refusal(laid, [A, B, C], stood.entities)
    assert refused is not None
    assert [(step.left, step.right) for step in refused.path] == [(A.id, B.id), (B.id, C.id)]
    assert refusal([laid[0], decision(2, "split", [B], [A])], [A, B, C], stood.entities) is not None


def test_what_an_undo_brings_back_must_fit_too() -> None:
    laid = [
        decision(1, "keep apart", [A], [C]),
        undo(2, 1),
        decision(3, "merge", [A], [B]),
        decision(4, "merge", [B], [C]),
    ]
    stood = resolve([A, B, C], [], laid)
    assert together(stood, A, B, C)
    assert refusal([*laid, undo(5, 2)], [A, B, C], stood.entities) is not None
    assert refusal([*laid, undo(5, 3)], [A, B, C], stood.entities) is None


def test_a_merge_that_rules_would_carry_across_a_wall_is_refused() -> None:
    spelled = mention("d", "Marj Front")  # joins B by itself
    mentions = [A, B, C, spelled]
    laid = [decision(1, "keep apart", [A], [spelled])]
    stood = resolve(mentions, [], laid)
    assert together(stood, B, spelled)
    refused = refusal([*laid, decision(2, "merge", [A], [B])], mentions, stood.entities)
    assert refused is not None and [step.decision for step in refused.path] in ([2, None], [None, 2])


def test_a_wall_parts_two_and_not_all_who_bear_the_name() -> None:
    bearers = [mention(document, "Zahr Brigade") for document in "abcde"]
    apart = resolve(bearers, [], [decision(1, "keep apart", [bearers[0]], [bearers[1]])])
    assert len(apart.entities) == 2
    assert apart.held_apart and all(held.decision == 1 for held in apart.held_apart)
    assert not together(apart, bearers[0], bearers[1])


def test_a_split_takes_out_and_nothing_takes_back_in() -> None:
    bearers = [mention(document, "Zahr Brigade") for document in "abc"]
    out = [decision(1, "split", [bearers[1]], [bearers[0], bearers[2]])]
    resolution = resolve(bearers, [], out)
    assert together(resolution, bearers[0], bearers[2]) and not together(resolution, bearers[0], bearers[1])
    later = mention("d", "the Zahr Brigade")
    resolution = resolve([*bearers, later], [], out)
    assert not together(resolution, bearers[1], later), "a rule proposes to it no more"
    assert together(resolve(bearers, [], [*out, undo(2, 1)]), *bearers)


def test_two_that_were_taken_out_may_yet_be_one() -> None:
    wrong, also_wrong = mention("c", "Zahr Brigade"), mention("d", "Zahr Brigade")
    right = [mention("a", "Zahr Brigade"), mention("b", "Zahr Brigade")]
    mentions = [*right, wrong, also_wrong]
    laid = [
        decision(1, "split", [wrong], [*right, also_wrong]),
        decision(2, "split", [also_wrong], right),
        decision(3, "merge", [wrong], [also_wrong]),
    ]
    resolution = resolve(mentions, [], laid)
    assert together(resolution, wrong, also_wrong) and not together(resolution, wrong, right[0])
    assert resolution.unmet == ()
    assert refusal([*laid, undo(4, 2)], mentions, resolution.entities) is not None, "3 has come to rest on 2"


def test_a_name_that_was_taken_out_is_not_declared_back_in() -> None:
    from rawi.model import Argument, Quote, Value, make_claim

    full, short, elsewhere = mention("a", "Nahr Guard"), mention("a", "River Shield"), mention("b", "River Shield")
    claim = make_claim(
        document="a",
        quote=Quote("Nahr Guard, also called River Shield"),
        subject=Argument(full.name, G),
        predicate="also_known_as",
        value=Value(text=short.name),
    )
    assert together(resolve([full, short, elsewhere], [claim], []), full, short, elsewhere)
    split = [decision(1, "split", [short, elsewhere], [full])]
    resolution = resolve([full, short, elsewhere], [claim], split)
    assert not together(resolution, full, short) and not together(resolution, full, elsewhere)


def test_a_decision_finds_its_mentions_again_after_another_reading() -> None:
    laid = [decision(1, "merge", [mention("a", "Kata'ib Zahr")], [B])]
    renamed = mention("a", "Kata’ib Zahr")
    assert together(resolve([renamed, B], [], laid), renamed, B)
    retyped = mention("a", "Kata'ib Zahr", EntityType.ORGANIZATION)
    assert together(resolve([retyped, B], [], laid), retyped, B)
    moved = mention("a2", "Kata'ib Zahr")
    assert together(resolve([moved, B], [], laid, {"a": "a2"}), moved, B)
    gone = resolve([B], [], laid)
    assert [one.decision for one in gone.unmet] == [1] and "none of the mentions" in gone.unmet[0].why


def test_possibly_the_same_joins_nothing() -> None:
    laid = [decision(1, "possibly the same", [A], [B])]
    assert len(resolve([A, B], [], laid).entities) == 2
    assert [pair.decision.id for pair in decided(laid, [A, B]).possible] == [1]


POOL = [
    *(mention(document, "Zahr Brigade") for document in "abc"),
    *(mention(document, "Marj Front") for document in "ab"),
    mention("a", "Tell Column"),
    mention("b", "Tell Column"),
    mention("c", "Nahr Guard"),
]
STEPS = some.lists(
    some.tuples(
        some.sampled_from(["merge", "merge", "keep apart", "split", "undo", "undo"]),
        some.integers(0, len(POOL) - 1),
        some.integers(0, len(POOL) - 1),
    ),
    max_size=14,
)


def played(steps: Sequence[tuple[str, int, int]]) -> list[Decision]:
    """Decisions as a person would come to make them, entity by entity; what is refused is not laid down."""
    laid: list[Decision] = []
    for action, one, other in steps:
        entities = resolve(POOL, [], laid).entities
        owner = {member: entity for entity in entities for member in entity.mentions}
        by_id = {item.id: item for item in POOL}
        left, right = owner[POOL[one].id], owner[POOL[other].id]
        number = len(laid) + 1
        if action == "undo":
            taken_back = {item.undoes for item in laid if item.undoes}
            open_ones = [item.id for item in laid if item.id not in taken_back]
            if not open_ones:
                continue
            drafted = undo(number, open_ones[one % len(open_ones)])
        elif action == "split":
            rest = [by_id[member] for member in left.mentions if member != POOL[one].id]
            if not rest:
                continue
            drafted = decision(number, "split", [POOL[one]], rest)
        elif left.id == right.id:
            continue
        else:
            sides = [[by_id[member] for member in entity.mentions] for entity in (left, right)]
            drafted = decision(number, action, *sides)
        if refusal([*laid, drafted], POOL, entities) is None:
            laid.append(drafted)
    return laid


@settings(deadline=None, max_examples=120)
@given(STEPS, some.randoms(use_true_random=False))
def test_replay_gives_the_same_state_and_every_decision_in_force_holds(steps, random) -> None:
    laid = played(steps)
    state = resolve(POOL, [], laid)
    shuffled_mentions, shuffled_laid = list(POOL), list(laid)
    random.shuffle(shuffled_mentions)
    random.shuffle(shuffled_laid)
    assert resolve(shuffled_mentions, [], shuffled_laid) == state
    assert state.unmet == ()
    owner = {member: entity.id for entity in state.entities for member in entity.mentions}
    held = decided(laid, POOL)
    for pair in held.apart:
        assert not {owner[one] for one in pair.left} & {owner[one] for one in pair.right}
    for pair in held.merges:
        assert {owner[one] for one in pair.left} & {owner[one] for one in pair.right}
    assert sorted(owner) == sorted(one.id for one in POOL)


@settings(deadline=None, max_examples=80)
@given(STEPS, some.integers(0, len(POOL) - 1), some.integers(0, len(POOL) - 1), some.sampled_from(["merge", "split"]))
def test_undo_is_exact(steps, one, other, action) -> None:
    before = played(steps)
    after = played([*steps, (action, one, other)])
    if len(after) == len(before):
        return
    state = resolve(POOL, [], before)
    last = after[-1].id
    assert resolve(POOL, [], [*after, undo(last + 1, last)]) == state
    assert resolve(POOL, [], [*after, undo(last + 1, last), undo(last + 2, last + 1)]) == resolve(POOL, [], after)
