"""What becomes one entity by itself, with its reason, and what must stay apart until a person decides."""

import hashlib
from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from rawi.model import Argument, Claim, Decision, Entity, EntityType, Mention, Quote, Value, make_claim
from rawi.resolve import resolve as resolution


def resolve(mentions: Sequence[Mention], claims: Sequence[Claim], decisions: Sequence[Decision]) -> list[Entity]:
    return list(resolution(mentions, claims, decisions).entities)


def mention(document: str, kind: str, name: str, named: bool = True) -> Mention:
    digest = hashlib.sha256(f"{document}|{kind}|{name}".encode()).hexdigest()[:32]
    return Mention(id=digest, document=document, name=name, type=EntityType(kind), named=named)


def aka(document: str, kind: str, name: str, other: str, negated: bool = False) -> Claim:
    return make_claim(
        document=document,
        quote=Quote(f"{name}, also called {other}"),
        subject=Argument(name, EntityType(kind)),
        predicate="also_known_as",
        value=Value(text=other),
        negated=negated,
    )


def decide(number: int, action: str, target: str, undoes: int | None = None) -> Decision:
    return Decision(
        id=number, action=action, target=target, by="A. Reader", reason="seen", at="2026-01-01T00:00:00Z", undoes=undoes
    )


def together(entities: Sequence[Entity], *mentions: Mention) -> bool:
    owner = {member: entity.id for entity in entities for member in entity.mentions}
    return len({owner[one.id] for one in mentions}) == 1


def test_group_names_join_across_spellings_scripts_and_documents() -> None:
    ours = [
        mention("a", "Group", "Liwa al-Nur"),
        mention("b", "Group", "Nur Brigade"),
        mention("c", "Group", "the al-Nur Brigade"),
        mention("d", "Group", "لواء النور"),
    ]
    other = mention("a", "Group", "Liwa al-Qamar")
    entities = resolve([*ours, other], [], [])
    assert together(entities, *ours)
    assert not together(entities, ours[0], other)
    joined = next(entity for entity in entities if len(entity.mentions) == 4)
    assert all(join.provisional and join.reason and join.rule for join in joined.joins)
    assert joined.name in ("Liwa al-Nur", "Nur Brigade", "the al-Nur Brigade")


def test_types_never_mix() -> None:
    person, group = mention("a", "Person", "Nur al-Samir"), mention("b", "Group", "Nur al-Samir")
    assert not together(resolve([person, group], [], []), person, group)


def test_a_declared_alias_joins_in_its_document_and_equal_names_elsewhere() -> None:
    full, short, elsewhere = (
        mention("a", "Group", "Nahr Defence Forces"),
        mention("a", "Group", "River Shield"),
        mention("b", "Group", "River Shield"),
    )
    claim = aka("a", "Group", "Nahr Defence Forces", "River Shield")
    entities = resolve([full, short, elsewhere], [claim], [])
    assert together(entities, full, short, elsewhere)
    declared = [join for entity in entities for join in entity.joins if join.rule == "declared alias"]
    assert declared and all(join.claim == claim.id for join in declared)
    assert not together(resolve([full, short, elsewhere], [], []), full, short)


def test_negated_and_rejected_aliases_do_not_join() -> None:
    full, short = mention("a", "Group", "Nahr Defence Forces"), mention("a", "Group", "River Shield")
    assert not together(
        resolve([full, short], [aka("a", "Group", full.name, short.name, negated=True)], []), full, short
    )
    claim = aka("a", "Group", full.name, short.name)
    rejected = [decide(1, "reject", claim.id)]
    assert not together(resolve([full, short], [claim], rejected), full, short)
    assert together(resolve([full, short], [claim], [*rejected, decide(2, "undo", claim.id, undoes=1)]), full, short)


def test_an_acronym_joins_only_while_it_stands_for_one_group() -> None:
    one, short_one = mention("a", "Group", "Nahr Defence Forces"), mention("a", "Group", "NDX")
    other, short_other = mention("b", "Group", "National Dawn"), mention("b", "Group", "NDX")
    undeclared = mention("c", "Group", "NDX")
    claims = [aka("a", "Group", one.name, "NDX"), aka("b", "Group", other.name, "NDX")]
    alone = resolve([one, short_one, undeclared], claims[:1], [])
    assert together(alone, one, short_one, undeclared)
    both = resolve([one, short_one, other, short_other, undeclared], claims, [])
    assert together(both, one, short_one) and together(both, other, short_other)
    assert not together(both, one, other) and not together(both, undeclared, short_one)


def test_forms_of_a_state_are_the_state() -> None:
    forms = [mention("a", "State", "Iranian"), mention("b", "State", "Iran"), mention("c", "State", "ایران")]
    (entity,) = resolve(forms, [], [])
    assert entity.name == "Iran"


def test_descriptions_and_bare_names_stay_in_their_document() -> None:
    pairs = [
        ("Group", "rebels", False),
        ("Group", "the Army", True),
        ("Group", "tribal militia", True),
        ("Group", "4th Division", True),
        ("Person", "a resident", False),
        ("Event", "the offensive", True),
    ]
    for kind, name, named in pairs:
        one, other = mention("a", kind, name, named), mention("b", kind, name, named)
        assert not together(resolve([one, other], [], []), one, other), name


def test_equal_names_of_places_events_and_tribes_join() -> None:
    for kind, name, again in [
        ("Place", "Tel Nahr", "Tel Nahr"),
        ("Event", "Battle of Nahr", "The Battle of Nahr"),
        ("Community", "al-Samir tribe", "al-Samir"),
        ("Organization", "Nahr Observatory", "The Nahr Observatory"),
    ]:
        one, other = mention("a", kind, name), mention("b", kind, again)
        assert together(resolve([one, other], [], []), one, other), name


def test_persons_join_by_full_name_in_one_document_and_never_across() -> None:
    full = mention("a", "Person", "Karim al-Samir")
    titled = mention("a", "Person", "General Karim al-Samir")
    first = mention("a", "Person", "Karim")
    elsewhere = mention("b", "Person", "Karim al-Samir")
    entities = resolve([full, titled, first, elsewhere], [], [])
    assert together(entities, full, titled, first)
    assert not together(entities, full, elsewhere)
    rules = {join.rule for entity in entities for join in entity.joins}
    assert "full name in one document" in rules and "part of the only such name in one document" in rules


def test_a_surname_of_two_persons_joins_neither() -> None:
    one, other = mention("a", "Person", "Karim al-Samir"), mention("a", "Person", "Omar al-Samir")
    surname = mention("a", "Person", "al-Samir")
    entities = resolve([one, other, surname], [], [])
    assert len(entities) == 3


def test_a_nom_de_guerre_is_no_surname() -> None:
    kunya, bearer = mention("a", "Person", "Abu Karim"), mention("a", "Person", "Karim al-Samir")
    assert not together(resolve([kunya, bearer], [], []), kunya, bearer)


def test_persons_of_two_documents_join_on_two_shared_declared_names() -> None:
    one, other = mention("a", "Person", "Karim al-Samir"), mention("b", "Person", "Karim al-Samir")
    both = [aka("a", "Person", one.name, "al-Hajj Nuri"), aka("b", "Person", other.name, "al-Hajj Nuri")]
    assert together(resolve([one, other], both, []), one, other)
    assert not together(resolve([one, other], both[:1], []), one, other)
    weak = [aka("a", "Person", one.name, "Karim"), aka("b", "Person", other.name, "Karim")]
    assert not together(resolve([one, other], weak, []), one, other)


def test_a_declared_name_under_a_title_is_not_anothers_surname() -> None:
    """Joins made on the way must not make a joined short name look free again."""
    leader = mention("a", "Person", "Karim al-Samir")
    titled = [mention("a", "Person", f"al-Hajj {name}") for name in ("Nuri", "Karim", "Qadi", "Omar")]
    others = [mention("a", "Person", f"Muhammad al-{name}") for name in ("Nuri", "Qadi", "Omar")]
    short = [mention("a", "Person", name) for name in ("Karim", "Samir")]
    claims = [aka("a", "Person", leader.name, one.name) for one in titled]
    entities = resolve([leader, *titled, *others, *short], claims, [])
    assert together(entities, leader, *titled, *short)
    assert not any(together(entities, leader, other) for other in others)


def test_persons_join_across_documents_on_a_shared_nom_de_guerre_and_another_name() -> None:
    one, other = mention("a", "Person", "Abu Nur"), mention("b", "Person", "Karim al-Samir")
    claims = [
        aka("a", "Person", "Abu Nur", "al-Hajj Karim"),
        aka("b", "Person", "Karim al-Samir", "Abu Nur"),
        aka("b", "Person", "Karim al-Samir", "al-Hajj Karim"),
    ]
    assert together(resolve([one, other], claims, []), one, other)
    assert not together(resolve([one, other], claims[:2], []), one, other)


def test_a_short_group_name_joins_the_only_group_so_named_in_its_document() -> None:
    brigade, short = mention("a", "Group", "Liwa al-Qandil"), mention("a", "Group", "al-Qandil")
    front, elsewhere = mention("b", "Group", "Qandil Front"), mention("b", "Group", "Qandil")
    far = mention("c", "Group", "al-Qandil")
    entities = resolve([brigade, short, front, elsewhere, far], [], [])
    assert together(entities, brigade, short) and together(entities, front, elsewhere)
    assert not together(entities, brigade, front) and not together(entities, far, brigade)
    two = resolve([brigade, short, mention("a", "Group", "Qandil Front")], [], [])
    assert not together(two, brigade, short)


def test_persons_do_not_join_across_documents_on_a_shared_nom_de_guerre_alone() -> None:
    one, other = mention("a", "Person", "Karim al-Samir"), mention("b", "Person", "Omar al-Qadi")
    claims = [aka("a", "Person", one.name, "Abu Nur"), aka("b", "Person", other.name, "Abu Nur")]
    assert not together(resolve([one, other], claims, []), one, other)


def test_a_mention_that_an_older_log_detached_stands_alone_until_undone() -> None:
    one, other, third = (mention(name, "Group", "Liwa al-Nur") for name in "abc")
    detached = [decide(1, "detach", other.id)]
    entities = resolve([one, other, third], [], detached)
    assert together(entities, one, third) and not together(entities, one, other)
    undone = [*detached, decide(2, "undo", other.id, undoes=1)]
    assert together(resolve([one, other, third], [], undone), one, other, third)


def test_nothing_comes_of_nothing_and_odd_names_break_nothing() -> None:
    assert resolve([], [], []) == []
    odd = [mention("a", kind, name) for kind in ("Group", "Person", "State") for name in ("", "???", "!!!", "👍", "的")]
    assert len(resolve(odd, [aka("a", "Group", "???", ""), aka("z", "Group", "Nobody", "None")], [])) == len(odd)


_NAMES = st.sampled_from(
    ["Liwa al-Nur", "Nur Brigade", "لواء النور", "NDX", "Nahr Front", "the Army", "Karim al-Samir", "Karim", "Iran"]
)
_MENTIONS = st.lists(
    st.builds(mention, st.sampled_from("abc"), st.sampled_from(["Group", "Person", "State"]), _NAMES),
    unique_by=lambda one: one.id,
    max_size=14,
)


@settings(deadline=None)  # the first call reads the data files
@given(_MENTIONS, st.lists(st.tuples(st.sampled_from("abc"), _NAMES, _NAMES), max_size=4), st.randoms())
def test_order_changes_nothing_and_no_mention_is_lost(
    mentions: list[Mention], names: list[tuple[str, str, str]], random: object
) -> None:
    claims = [aka(document, "Group", one, other) for document, one, other in names]
    entities = resolve(mentions, claims, [])
    shuffled, turned = list(mentions), list(claims)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    random.shuffle(turned)  # type: ignore[attr-defined]
    assert resolve(shuffled, turned, []) == entities
    assert sorted(member for entity in entities for member in entity.mentions) == sorted(one.id for one in mentions)
    by_id = {one.id: one for one in mentions}
    for entity in entities:
        assert {by_id[member].type for member in entity.mentions} == {entity.type}
        assert len(entity.mentions) == 1 or entity.joins


def test_an_entity_is_headed_by_the_name_it_has_not_by_what_else_it_is_called() -> None:
    own = mention("a", "Group", "Harakat Zahr")
    called = mention("a", "Group", "Those Who Sign in the Longest of Inks")
    declared = aka("a", "Group", own.name, called.name)
    (entity,) = resolve([own, called], [declared], [])
    assert entity.name == own.name
    used = mention("b", "Group", called.name)
    (entity,) = resolve([own, called, used, mention("c", "Group", called.name)], [declared], [])
    assert entity.name == called.name, "most documents use it"


def test_an_entity_is_not_headed_in_capitals_where_the_document_also_writes_it_small() -> None:
    (entity,) = resolve([mention("a", "Group", "HARAKAT ZAHR"), mention("a", "Group", "Harakat Zahr")], [], [])
    assert entity.name == "Harakat Zahr"


def named_after(document: str, group: str, person: str, negated: bool = False) -> Claim:
    return make_claim(
        document=document,
        quote=Quote(f"{group} is named after {person}"),
        subject=Argument(group, EntityType.GROUP),
        predicate="named_after",
        object=Argument(person, EntityType.PERSON),
        negated=negated,
    )


def test_persons_after_whom_one_group_is_named_are_one_in_another_spelling() -> None:
    groups = [mention("a", "Group", "Liwa al-Nur"), mention("b", "Group", "Nur Brigade")]
    persons = [mention("a", "Person", "Muhammad al-Nuri"), mention("b", "Person", "Mohammed al-Nuri")]
    told = [named_after("a", "Liwa al-Nur", persons[0].name), named_after("b", "Nur Brigade", persons[1].name)]
    entities = resolve([*groups, *persons], told, [])
    assert together(entities, *persons)
    [join] = next(entity for entity in entities if persons[0].id in entity.mentions).joins
    assert join.provisional and join.rule == "namesake of one group" and "spelling" in join.reason
    assert not together(resolve([*groups, *persons], told[:1], []), *persons), "only where both documents say so"


def test_namesakes_of_two_groups_or_of_other_names_stay_apart() -> None:
    groups = [mention("a", "Group", "Liwa al-Nur"), mention("b", "Group", "Liwa al-Qamar")]
    persons = [mention("a", "Person", "Hasan al-Nuri"), mention("b", "Person", "Hasan al-Nuri")]
    told = [named_after("a", "Liwa al-Nur", "Hasan al-Nuri"), named_after("b", "Liwa al-Qamar", "Hasan al-Nuri")]
    assert not together(resolve([*groups, *persons], told, []), *persons)
    same = mention("b", "Group", "Liwa al-Nur")
    others = [persons[0], mention("b", "Person", "Husayn al-Nuri")]
    told = [told[0], named_after("b", "Liwa al-Nur", "Husayn al-Nuri")]
    assert not together(resolve([groups[0], same, *others], told, []), *others)
