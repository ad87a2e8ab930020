"""Settling only what a change touches gives, row for row, what settling everything gives, in any order of changes."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from rawi.dates import from_edtf
from rawi.model import (
    Argument,
    Document,
    DocumentTime,
    EntityType,
    Footnote,
    Link,
    Quote,
    Reading,
    Segment,
    SegmentKind,
    Span,
    Stance,
    Value,
    make_claim,
    make_mention,
)
from rawi.pipeline import stages, touching
from rawi.pipeline.settling import settle
from rawi.publish import jsonl
from rawi.weigh.origins import texts, traces
from rawi.workspace import Found, Place, Workspace, schema_settled
from rawi.workspace.metadata import metadata

GROUPS = ["Liwa al-Zahr", "Zahr Brigade", "al-Zahr", "Harakat Noor", "HN", "Jaysh Marj", "rebels", "Marj Front"]
PERSONS = ["Idris al-Matar", "Idris", "Abu Salim", "Samir Haddad", "al-Matar"]
PLACES = ["Aleppo", "Tripoli", "Benghazi", "Raqqa"]
RELATIONS = ["allied_with", "opposed_to", "part_of", "attacked"]
WORKS = [None, "The river war in four maps", "River war in four maps", "On the salt road, a report"]
"""What documents are called, and what their notes cite."""
SHARED = "the column moved along the river road before dawn and waited there for two days"
TABLES = sorted({name for name in metadata.tables if name in vars(schema_settled)} | {"mentions"})


@st.composite
def told(draw) -> dict[str, object]:
    """What one sentence claims: any predicate that resolving or weighing heeds."""
    group = draw(st.sampled_from(GROUPS))
    said: dict[str, object] = {
        "subject": (group, EntityType.GROUP),
        "year": draw(st.sampled_from([None, None, "2012", "2015", "/2016"])),
        "teller": draw(st.sampled_from([None, None, "Harakat Noor", "Idris al-Matar", "one analyst"])),
        "stance": draw(st.sampled_from([Stance.STATED, Stance.CLAIMED, Stance.POSSIBLE, Stance.DOUBTED])),
        "negated": draw(st.integers(0, 9)) == 0,
    }
    kind = draw(st.integers(0, 9))
    if kind <= 3:
        other = draw(st.sampled_from(GROUPS))
        return said | {"predicate": draw(st.sampled_from(RELATIONS)), "object": (other, "Group")}
    if kind == 4:
        return said | {"predicate": "led_by", "object": (draw(st.sampled_from(PERSONS)), "Person")}
    if kind == 5:
        return said | {"predicate": "based_in", "object": (draw(st.sampled_from(PLACES)), "Place")}
    if kind == 6:
        predicate = draw(st.sampled_from(["founded", "dissolved"]))
        return said | {"predicate": predicate, "value": Value(edtf=draw(st.sampled_from(["2011", "2014", "2019"])))}
    if kind == 7:
        predicate = draw(st.sampled_from(["size", "suffered_deaths"]))
        return said | {"predicate": predicate, "value": Value(number=draw(st.sampled_from([5, 13, 246, 251])))}
    if kind == 8:
        whose = draw(st.sampled_from([(group, EntityType.GROUP), (draw(st.sampled_from(PERSONS)), EntityType.PERSON)]))
        other = draw(st.sampled_from(PERSONS if whose[1] is EntityType.PERSON else GROUPS))
        return said | {"predicate": "also_known_as", "subject": whose, "value": Value(text=other)}
    value = draw(st.sampled_from([Value(none=True), Value(text="the Salt Office")]))
    return said | {"predicate": "political_wing", "value": value}


def found(
    number: int,
    sentences: list[dict[str, object]],
    *,
    dated: bool,
    shares: bool,
    called: str | None = None,
    cites: str | None = None,
) -> Found:
    """A document of these sentences; where it cites, the first of them rests on a note."""
    title = called or f"Report {number}"
    marker = Span(0, 1)
    text = f"{title}\n\n{SHARED if shares else f'nothing is shared by {number}'}.\n\n"
    places = []
    for at, said in enumerate(sentences):
        words = f"[{at}] {said['subject'][0]} {said['predicate']} {said.get('object', ('',))[0]} {said['year']}."
        places.append((len(text), words))
        text += f"{words} "
    text += f"\n\nNo. {number}"  # the same words with another date would be the same document, read differently
    id = hashlib.sha256(text.encode()).hexdigest()
    when = from_edtf(f"{2010 + number}") if dated else None
    document = Document(
        id=id,
        path=f"{number:02}.txt",
        format="text",
        reader="made up",
        text=text,
        title=title,
        author=f"Author {number % 3}",
        notes=(Footnote(label="1", span=Span(0, 6), markers=(marker,), title=cites),) if cites else (),
        times=(DocumentTime(when=when, role="published"),) if when else (),
        segments=(Segment(kind=SegmentKind.BODY, span=Span(0, len(text)), content=Span(0, len(text))),),
    )
    claims, mentions = {}, {}
    for (start, words), said in zip(places, sentences, strict=True):
        other = said.get("object")
        claim = make_claim(
            document=id,
            quote=Quote(words),
            subject=Argument(*said["subject"]),
            predicate=said["predicate"],
            object=Argument(other[0], EntityType(other[1])) if other else None,
            value=said.get("value"),
            negated=said["negated"],
        )
        links = (Link(tellers=(said["teller"],), mode="said"),) if said["teller"] else ()
        if cites and not claims:
            links = (*links, Link(tellers=("note 1",), mode="cites", span=marker))
        claims[claim.id] = (
            claim,
            Reading(
                claim=claim.id,
                reader="made up",
                version="1",
                quote=Span(start, start + len(words)),
                chain=(*links, Link(tellers=(document.narrator,), mode="published")),
                stance=said["stance"],
                time=from_edtf(said["year"], words=said["year"]) if said["year"] else None,
            ),
        )
        named = [(claim.subject.name, claim.subject.type)]
        named += [(claim.object.name, claim.object.type)] if claim.object else []
        named += [(said["teller"], EntityType.GROUP)] if said["teller"] in GROUPS else []
        for name, kind in named:
            mention = make_mention(document=id, name=name, type=kind, named=name != "rebels")
            mentions[mention.id] = mention
    return Found(
        place=Place(origin=f"/made/{number}", path=document.path, original=id),
        document=document,
        claims=list(claims.values()),
        mentions=list(mentions.values()),
        key=f"made {id}",
        date=str(2010 + number) if dated else None,
    )


def rows(workspace: Workspace) -> dict[str, list[str]]:
    """Everything of the settlement that shows, but for what only tells how far a later one may be taken short."""
    kept = {}
    with workspace.database.read() as connection:
        number = connection.exec_driver_sql("SELECT max(id) FROM memo WHERE stage = 'settle' AND complete").scalar()
        for name in TABLES:
            columns = [c.name for c in metadata.tables[name].columns if c.name not in ("memo", "plain")]
            listed = ", ".join(f'"{column}"' for column in columns)
            told = connection.exec_driver_sql(f"SELECT {listed} FROM {name} WHERE memo = {number}")
            kept[name] = sorted(map(str, told))
    return kept


def forget(workspace: Workspace) -> None:
    """Leaves nothing by which a settlement could be taken short."""
    with workspace.database.write() as connection:
        connection.exec_driver_sql("UPDATE memo SET key = 'forgotten' WHERE stage = 'settle'")
        connection.exec_driver_sql("DELETE FROM rests_upon")
        connection.exec_driver_sql("UPDATE questions SET key = id")


def decide(workspace: Workspace, draw) -> None:
    kept = workspace.kept_claims()
    entities = workspace.entities()
    if not kept:
        return
    target = kept[draw(st.integers(0, len(kept) - 1))].claim.id
    action = draw(st.sampled_from(["reject", "accept", "edit", "undo", "merge"]))
    if action in ("reject", "accept"):
        workspace.decide(action, target, by="Rana", reason="seen")
    elif action == "edit":
        workspace.decide("edit", target, by="Rana", reason="misread", change={"subject": draw(st.sampled_from(GROUPS))})
    elif action == "undo" and workspace.in_force():
        workspace.undo(by="Rana", reason="in haste")
    elif action == "merge" and len(entities) > 1:
        from rawi.errors import RawiError
        from rawi.pipeline.identity import sides_of

        one, other = entities[0], entities[-1]
        try:
            workspace.decide_identity(
                "merge", sides_of(workspace, one), sides_of(workspace, other), by="Rana", reason="one"
            )
        except RawiError:
            return


FEW_EXAMPLES = settings(
    max_examples=int(os.environ.get("RAWI_TOUCHES", "25")),
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.generate],
)


@given(st.data())
@FEW_EXAMPLES
def test_in_any_order_of_documents_and_decisions_it_is_the_same(data):
    changed_and_anew_are_the_same(data, st.integers(2, 6), decisions=True, sentences=7)


@given(st.data())
@FEW_EXAMPLES
def test_it_is_the_same_where_words_and_answers_grow_too_common_to_tell(data):
    with pytest.MonkeyPatch.context() as patch:
        for module, name in ((texts, "TOO_COMMON"), (traces, "TOO_COMMON"), (traces, "FEW")):
            patch.setattr(module, name, 3)
        changed_and_anew_are_the_same(data, st.integers(4, 8), decisions=False, sentences=3)


def changed_and_anew_are_the_same(data, changes, *, decisions: bool, sentences: int) -> None:
    """Settles after each change, and everything anew at the end: the rows and the export are the same."""
    using = stages()
    with tempfile.TemporaryDirectory() as folder:
        clock = lambda: dt.datetime(2026, 11, 1, tzinfo=dt.UTC)  # noqa: E731
        with Workspace.create(Path(folder) / "case", clock) as workspace:
            for number in range(data.draw(changes)):
                if decisions and number and data.draw(st.integers(0, 2)) == 0:
                    decide(workspace, data.draw)
                else:
                    made = found(
                        number,
                        data.draw(st.lists(told(), min_size=1, max_size=sentences)),
                        dated=data.draw(st.booleans()),
                        shares=not decisions or data.draw(st.booleans()),
                        called=data.draw(st.sampled_from(WORKS)),
                        cites=data.draw(st.sampled_from(WORKS)),
                    )
                    data_ = made.document.text.encode()
                    workspace.originals.add(data_)
                    workspace.passes.keep(made, {made.document.id: len(data_)})
                settle(workspace, using)
            touched = rows(workspace)
            exported = jsonl(workspace.kept_claims())
            forget(workspace)
            settle(workspace, using)
            assert rows(workspace) == touched
            assert jsonl(workspace.kept_claims()) == exported


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Whether each settling was done by touch."""
    done: list[bool] = []
    touch = touching.touch

    def counting(*given: object) -> bool:
        done.append(touch(*given))
        return done[-1]

    monkeypatch.setattr("rawi.pipeline.settling.touch", counting)
    return done


def test_a_document_and_a_rejection_are_settled_by_touch_and_an_acceptance_settles_nothing(tmp_path, counted):
    using = stages()
    said = {"subject": ("Liwa al-Zahr", EntityType.GROUP), "year": None, "teller": None, "negated": False}
    said |= {"stance": Stance.STATED, "predicate": "founded"}
    with Workspace.create(tmp_path / "case") as workspace:
        for number, year in enumerate(("2011", "2014", "2019")):
            made = found(number, [said | {"value": Value(edtf=year)}], dated=True, shares=False)
            workspace.originals.add(made.document.text.encode())
            workspace.passes.keep(made, {made.document.id: 1})
            assert settle(workspace, using)
        assert counted == [True, True]  # the first settles everything, and asks nothing
        (question,) = workspace.questions(contested=True)
        assert len(question.answers) == 3
        claim = workspace.kept_claims()[0].claim.id
        workspace.decide("accept", claim, by="Rana", reason="seen")
        assert not settle(workspace, using)
        workspace.decide("reject", claim, by="Rana", reason="misread")
        assert settle(workspace, using)
        assert counted == [True, True, True]
        assert len(workspace.questions(contested=True)[0].answers) == 2
        assert workspace.verify() == [] or [one.where for one in workspace.verify()] == ["table seals"]


def test_notes_settle_everything_only_where_they_may_cite_what_came(tmp_path, counted):
    using = stages()
    said = {"year": None, "teller": None, "negated": False, "stance": Stance.STATED, "predicate": "founded"}
    with Workspace.create(tmp_path / "case") as workspace:
        for number, (called, cites) in enumerate(
            (
                ("Report one", "The river war in four maps"),
                ("Another paper altogether", "Report one"),
                ("River war in four maps, the", None),
            ),
            1,
        ):
            group = {"subject": (GROUPS[2 * number - 1], EntityType.GROUP), "value": Value(edtf=str(2010 + number))}
            made = found(number, [said | group], dated=True, shares=False, called=called, cites=cites)
            workspace.originals.add(made.document.text.encode())
            workspace.passes.keep(made, {made.document.id: 1})
            assert settle(workspace, using)
        assert counted == [True, False]
        touched = rows(workspace)
        forget(workspace)
        settle(workspace, using)
        assert rows(workspace) == touched
