"""Origins: chains end where the telling ends, copies add nothing, one party is one voice, and every number has rows."""

from __future__ import annotations

import importlib.util
import random
import sys
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rawi.documents import read_document
from rawi.model import (
    Argument,
    Claim,
    Document,
    Entity,
    EntityType,
    KeptClaim,
    Link,
    Mention,
    Quote,
    Reading,
    Source,
    Span,
    Value,
    make_claim,
    make_mention,
)
from rawi.weigh.origins import Lineage, infer, losses, named, standing, wanted

THREE_THOUSAND = Value(number=3000)
FRONT = Argument("Halvik Front", EntityType.GROUP)


def transmission() -> ModuleType:
    """The generator of trees that the benchmark measures with."""
    path = Path(__file__).resolve().parents[2] / "benchmarks" / "transmission.py"
    spec = importlib.util.spec_from_file_location("transmission", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["transmission"] = module
    spec.loader.exec_module(module)
    return module


World = transmission().World
Manner = transmission().Manner


class Case:
    """Documents that tell of one group, made a sentence at a time."""

    def __init__(self) -> None:
        self.documents: list[Document] = []
        self.kept: list[KeptClaim] = []
        self.mentions: list[Mention] = []
        self.leads: dict[str, str] = {}

    def document(self, text: str, **side: str) -> Document:
        made = read_document(text.encode(), f"{len(self.documents)}.txt", side)
        self.documents.append(made)
        return made

    def claim(
        self,
        document: Document,
        *tellers: str,
        predicate: str = "size",
        object: Argument | None = None,
        value: Value = THREE_THOUSAND,
        mode: str = "according to",
        anonymous: bool = False,
        span: Span | None = None,
    ) -> KeptClaim:
        made: Claim = make_claim(
            document=document.id,
            quote=Quote(document.text[:40], suffix=str(len(self.kept))),
            subject=FRONT,
            predicate=predicate,
            object=object,
            value=value if object is None else None,
        )
        links = [Link(tellers=tellers, mode=mode, span=span)] if tellers else []
        chain = (*links, Link(tellers=(document.narrator,), mode="published"))
        reading = Reading(claim=made.id, reader="test", version="1", quote=Span(0, 40), chain=chain)
        names = [(FRONT.name, FRONT.type, True), *((t, EntityType.PERSON, not anonymous) for t in tellers)]
        names += [(object.name, object.type, True)] if object is not None else []
        for name, kind, is_named in names:
            mention = make_mention(document=document.id, name=name, type=kind, named=is_named)
            if mention.id not in {m.id for m in self.mentions}:
                self.mentions.append(mention)
        own = document.times[0].when if document.times else None
        source = Source(
            id=document.id,
            path=document.path,
            title=document.title,
            author=document.author,
            publisher=document.publisher,
            date=own.words if own else None,
        )
        ids = {name: self.entity(name) for name, _, _ in names}
        kept = KeptClaim(
            claim=made,
            readings=(reading,),
            source=source,
            subject=ids[FRONT.name],
            object=ids[object.name] if object is not None else None,
        )
        self.kept.append(kept)
        return kept

    def entity(self, name: str) -> str:
        return f"entity of {name}"

    def lineage(self) -> Lineage:
        by_name: dict[str, list[Mention]] = {}
        for mention in self.mentions:
            if mention.named:
                by_name.setdefault(mention.name, []).append(mention)
        entities = [
            Entity(id=self.entity(name), name=name, type=ms[0].type, mentions=tuple(m.id for m in ms))
            for name, ms in by_name.items()
        ]
        return Lineage(self.kept, entities, self.mentions, self.documents, infer(self.documents, self.kept))


@pytest.fixture
def case() -> Case:
    return Case()


def report(case: Case, name: str, date: str = "2015-03-01") -> Document:
    return case.document(
        f"{name} is what this report tells of the front and its men in the hills.", publisher=name, date=date
    )


def test_documents_that_name_one_teller_have_one_origin(case: Case) -> None:
    claims = [case.claim(report(case, name), "Dano Felk") for name in ("Orvan Times", "Kelek Post", "Zenan Herald")]
    bundle = case.lineage().bundle(claims)
    assert [o.names for o in bundle.known] == [("Dano Felk",)]
    assert bundle.corroboration == (1, 1)
    assert len(bundle.documents) == 3


def test_what_names_nobody_is_untraced_and_no_independence(case: Case) -> None:
    claims = [case.claim(report(case, "Orvan Times"), "Dano Felk"), case.claim(report(case, "Kelek Post"))]
    bundle = case.lineage().bundle(claims)
    assert (len(bundle.known), len(bundle.untraced)) == (1, 1)
    assert bundle.corroboration == (1, 2)
    assert bundle.untraced[0].basis == "unknown"
    assert bundle.untraced[0].interest == "unknown"


def test_anonymous_tellers_of_two_documents_are_not_joined(case: Case) -> None:
    claims = [case.claim(report(case, name), "one officer", anonymous=True) for name in ("Orvan Times", "Kelek Post")]
    assert len(case.lineage().bundle(claims).known) == 2


def test_a_group_and_its_commander_are_one_interested_origin(case: Case) -> None:
    first = report(case, "Orvan Times")
    case.claim(first, predicate="led_by", object=Argument("Dano Felk", EntityType.PERSON))
    claims = [case.claim(first, "Dano Felk"), case.claim(report(case, "Kelek Post"), FRONT.name)]
    bundle = case.lineage().bundle(claims)
    assert len(bundle.known) == 1
    assert bundle.known[0].interest == "the party itself"
    assert bundle.corroboration == (1, 1)


def test_an_opponent_is_called_one(case: Case) -> None:
    first = report(case, "Orvan Times")
    guard = Argument("Dorem Guard", EntityType.GROUP)
    case.claim(first, predicate="opposed_to", object=guard)
    bundle = case.lineage().bundle([case.claim(first, "Dorem Guard")])
    assert bundle.known[0].interest == "its opponent"


def test_a_named_outlet_whose_own_report_is_here_is_followed_to_its_source(case: Case) -> None:
    inner = case.claim(report(case, "Kelek Post", "2015-02-01"), "Dano Felk")
    outer = case.claim(report(case, "Orvan Times", "2015-03-01"), "Kelek Post")
    bundle = case.lineage().bundle([inner, outer])
    assert [o.names for o in bundle.known] == [("Dano Felk",)]
    assert bundle.corroboration == (1, 1)


def test_nobody_passes_on_what_appears_only_after_him(case: Case) -> None:
    inner = case.claim(report(case, "Kelek Post", "2016-02-01"), "Dano Felk")
    outer = case.claim(report(case, "Orvan Times", "2015-03-01"), "Kelek Post")
    assert len(case.lineage().bundle([inner, outer]).known) == 2


def test_everything_that_runs_through_one_document_is_said_to(case: Case) -> None:
    middle = report(case, "Kelek Post", "2015-02-01")
    inner = [case.claim(middle, "Dano Felk"), case.claim(middle, "Resa Mol")]
    outer = [case.claim(report(case, name), "Kelek Post") for name in ("Orvan Times", "Zenan Herald")]
    bundle = case.lineage().bundle([*inner, *outer])
    assert [node.key for node in bundle.common_links] == [middle.id]
    assert [node.key for node in bundle.fragility] == [middle.id]
    assert len(bundle.known) == 2
    assert bundle.corroboration == (1, 1)


def test_reporting_in_a_circle_is_found(case: Case) -> None:
    one = case.claim(report(case, "Kelek Post"), "Orvan Times")
    other = case.claim(report(case, "Orvan Times"), "Kelek Post")
    assert len(case.lineage().bundle([one, other]).circles) == 1


SENTENCE = "the men came down from the hills at dusk and burned the mill beside the old stone bridge"


@pytest.mark.parametrize("quoted", [True, False])
def test_words_taken_over_show_who_rests_on_whom(case: Case, quoted: bool) -> None:
    first = case.document(
        f"Nothing was known then. {SENTENCE.capitalize()}.", publisher="Kelek Post", date="2015-02-01"
    )
    words = f"“{SENTENCE}”" if quoted else SENTENCE
    later = case.document(f"We asked. It was said that {words}.", publisher="Orvan Times", date="2015-03-01")
    found = infer(case.documents, [])
    assert [(d.later, d.earlier, d.how) for d in found] == [(later.id, first.id, "quoted" if quoted else "reused text")]
    row = found[0].evidence[-1] if quoted else found[0].evidence[1]
    assert row.later is not None and row.later.cut(later.text) in later.text
    assert SENTENCE[-40:] in row.words


def test_a_long_name_is_no_borrowing(case: Case) -> None:
    name = "Office of the United Nations High Commissioner for Human Rights in Northern Halvik"
    for outlet, date in (("Kelek Post", "2015-02-01"), ("Orvan Times", "2015-03-01")):
        case.document(f"{outlet} wrote that the {name} was there.", publisher=outlet, date=date)
    assert infer(case.documents, []) == []


def test_two_who_quote_the_same_third_do_not_rest_on_each_other(case: Case) -> None:
    for outlet, date in (("Kelek Post", "2015-02-01"), ("Orvan Times", "2015-03-01")):
        case.document(f"A witness told {outlet}: “{SENTENCE}.”", publisher=outlet, date=date)
    assert infer(case.documents, []) == []


def test_an_insertion_in_brackets_betrays_the_copy(case: Case) -> None:
    first = case.document(
        "They were “the first auxiliary [/reserve]” he said.", publisher="Kelek Post", date="2015-02-01"
    )
    later = case.document("It was “the first auxiliary [/reserve]” of all.", publisher="Orvan Times", date="2016-02-01")
    assert [(d.later, d.earlier) for d in infer(case.documents, [])] == [(later.id, first.id)]


def test_dropping_the_only_document_lets_the_answer_fall(case: Case) -> None:
    only = case.claim(report(case, "Kelek Post"), "Dano Felk")
    lineage = case.lineage()
    found = losses(lineage, [((only.claim.id,), ())], named(lineage, "Kelek Post"))
    assert [(x.falls, x.before.known, x.after.documents) for x in found] == [(True, 1, 0)]
    found = losses(lineage, [((only.claim.id,), ())], named(lineage, "Dano Felk"))
    assert found[0].falls


def test_a_source_that_nobody_rests_on_changes_nothing(case: Case) -> None:
    only = case.claim(report(case, "Kelek Post"), "Dano Felk")
    lineage = case.lineage()
    assert losses(lineage, [((only.claim.id,), ())], named(lineage, "Nobody at All")) == []


def test_what_is_named_and_not_here_is_wanted_most_answers_first(case: Case) -> None:
    first = report(case, "Kelek Post")
    claims = [case.claim(first, "Dano Felk", value=Value(number=n)) for n in (10, 20)]
    other = case.claim(first, "Resa Mol", value=Value(number=30))
    found = wanted(case.lineage(), [(k.claim.id,) for k in (*claims, other)])
    assert [(w.name, w.settles) for w in found] == [("Dano Felk", 2), ("Resa Mol", 1)]


def lineage_of(world) -> Lineage:
    return Lineage(world.kept, world.entities, world.mentions, world.documents, infer(world.documents, world.kept))


worlds = st.builds(
    lambda seed, size, forgets: World(seed, size, Manner(forgets=forgets)),
    st.integers(0, 10_000),
    st.integers(2, 14),
    st.sampled_from([0.0, 0.3, 0.6]),
)


@settings(max_examples=40, deadline=None)
@given(worlds, st.randoms(use_true_random=False))
def test_dropping_a_source_never_adds_an_origin(world, chance: random.Random) -> None:
    lineage = lineage_of(world)
    bundle = lineage.bundle(world.kept)
    node = chance.choice(sorted(bundle.nodes))
    before, after = standing(bundle), standing(bundle.without({node}))
    assert after.known <= before.known
    assert after.most <= before.most
    assert after.documents <= before.documents


@settings(max_examples=40, deadline=None)
@given(worlds)
def test_order_of_documents_changes_nothing(world) -> None:
    one = lineage_of(world).bundle(world.kept)
    world.documents.reverse()
    world.kept.reverse()
    other = lineage_of(world).bundle(world.kept)
    assert one.origins == other.origins
    assert one.corroboration == other.corroboration
    assert one.common_links == other.common_links


@settings(max_examples=40, deadline=None)
@given(worlds, st.randoms(use_true_random=False))
def test_a_copy_never_raises_the_least_that_is_sure(world, chance: random.Random) -> None:
    before = lineage_of(world).bundle(world.kept)
    copied = chance.choice(world.tellings)
    world.copy(copied.number, named=chance.random() < 0.5)
    after = lineage_of(world).bundle(world.kept)
    assert len(after.documents) == len(before.documents) + 1, "the copy gives the answer, too"
    assert after.corroboration[0] <= before.corroboration[0]


def test_the_worlds_of_the_properties_have_something_to_lose() -> None:
    """The properties would hold of worlds without sources, origins or copies as well."""
    made = [World(seed, 10, Manner(forgets=0.3)) for seed in range(12)]
    bundles = [lineage_of(world).bundle(world.kept) for world in made]
    assert any(len(b.known) > 1 for b in bundles) and any(b.untraced for b in bundles)
    assert any(b.corroboration[0] < b.corroboration[1] for b in bundles)
    assert any(b.corroboration[0] > 1 for b in bundles)
    losses_found = [(standing(b), standing(b.without({node}))) for b in bundles for node in b.nodes]
    assert any(after.known < before.known for before, after in losses_found)
    assert any(after.documents < before.documents for before, after in losses_found)


@settings(max_examples=40, deadline=None)
@given(worlds)
def test_every_number_is_made_again_from_its_rows(world) -> None:
    bundle = lineage_of(world).bundle(world.kept)
    chains = [*bundle.chains, *bundle.relayed]
    for origin in bundle.origins:
        assert set(origin.claims) == {c.claim for c in chains if c.end == origin.node}
    assert set(bundle.documents) == {c.witness.key for c in bundle.chains}
    assert len(bundle.known) + len(bundle.untraced) == len(bundle.origins)
    for dependence in bundle.dependences:
        bits = [row.bits for row in dependence.evidence if row.bits is not None]
        assert dependence.bits == (sum(bits) if bits else None)
