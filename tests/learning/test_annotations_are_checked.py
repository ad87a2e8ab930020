"""The corpus's notation: what is written is what is read, every part stands in the text, every fault is told."""

from __future__ import annotations

import pytest

from rawi.errors import RawiError
from rawi.learning.annotation import as_record
from rawi.learning.checking import check, main
from rawi.learning.notation import check_annotation, read_annotation
from rawi.model import EntityType, Stance

QUOTE = "\n> The front, formed in late 2015 by Ilyas Oqtay, may have some 300 men, according to Port Sabel police.\n"


def test_a_claim_has_its_parts_where_they_stand(write):
    document = read_annotation(write())
    founded, founder, size, *_ = document.claims

    assert (founded.value, founded.value_span.cut(document.text)) == ("2015-10/2015-12", "late 2015")
    assert (founded.subject.name, founded.subject.span.cut(document.text)) == ("Karun Front", "The front")
    assert (founder.object.name, founder.object.type, founder.object.span.cut(document.text)) == (
        "Ilyas Oqtay",
        EntityType.PERSON,
        "Ilyas Oqtay",
    )
    assert founder.trigger.cut(document.text) == "formed"
    assert (size.value, size.stance, [teller.name for teller in size.chain]) == (
        "300",
        Stance.POSSIBLE,
        ["Port Sabel police"],
    )


def test_tellers_cues_extent_and_negation(write):
    document = read_annotation(write())
    burned, _, wing = document.claims[3:]

    assert [teller.name for teller in burned.chain] == ["Karun Front", "Kudu Radio"]
    assert (burned.stance, burned.extent, burned.object.name) == (Stance.DENIED, "members", "Alut")
    assert burned.quote.cut(document.text).startswith("It denied on 3 May\nthat its fighters"), "white space may differ"
    assert (wing.negated, wing.negation.cut(document.text), wing.value) == (True, "no", "none")


def test_as_a_record_it_has_the_keys_of_the_gold_and_its_spans(write):
    document = read_annotation(write())
    record = as_record(document.claims[2], document)
    assert (record["subject"], record["predicate"], record["value"], record["stance"]) == (
        "Karun Front",
        "size",
        "300",
        "possible",
    )
    for start, end in record["spans"].values():
        assert 0 <= start < end <= len(document.text)
    assert document.text[slice(*record["spans"]["trigger"])] == "men"


@pytest.mark.parametrize(
    ("claims", "says"),
    [
        ("\n> The front, founded in 2015\n", "not in the text"),
        (QUOTE + "founded | The front = Karun Front | 2015 <2015>\n", "predicate | subject"),
        (QUOTE + "born | The front = Karun Front | 2015 <2015> | formed\n", "no predicate is called 'born'"),
        (QUOTE + "founded | The front | 2015 <2015> | formed\n", "no entity"),
        (QUOTE + "founded | The front = Kerun Front | 2015 <2015> | formed\n", "no entity of the head"),
        (QUOTE + "founded | The front = Karun Front | late 2015 | formed\n", "no EDTF date"),
        (QUOTE + "founded | The front = Karun Front | 2015 <late 2016> | formed\n", "'late 2016' is not in the text"),
        (QUOTE + "founded_by | The front = Karun Front | Somebody | formed\n", "no entity"),
        (QUOTE + "size | The front = Karun Front | many | men\n", "needs a number"),
        (QUOTE + "size | The front = Karun Front | 300 <some 300> | men | cue: maybe <may>\n", "a cue is"),
        (QUOTE + "size | The front = Karun Front | 300 <some 300> | men | by: police\n", "no mark"),
        (QUOTE + "size | The front = Karun Front | 300 <some 300> | men | extent: half\n", "an extent is one of"),
        (QUOTE + "attacked | The front = Karun Front | a post :: Building | formed\n", "no type"),
        (QUOTE + "size | The front#2 = Karun Front | 300 <some 300> | men\n", "2 times"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(write, claims, says):
    path = write(claims)
    _, faults = check_annotation(path)
    assert len(faults) == 1 and says in faults[0].says
    line = path.read_text(encoding="utf-8").splitlines()[faults[0].line - 1]
    assert line in claims.splitlines()
    with pytest.raises(RawiError, match="1 faults"):
        read_annotation(path)


def test_a_form_of_two_entities_is_a_fault(write):
    head = write().read_text(encoding="utf-8").split("\n>")[0] + "Group: Kazan Front | KF\n"
    _, faults = check_annotation(write(head=head))
    assert any("form of 'Karun Front' too" in fault.says for fault in faults)


def test_a_head_that_lacks_a_key_is_a_fault(write):
    _, faults = check_annotation(write(head="title: x\nGroup: Karun Front | KF\nPerson: Ilyas Oqtay\n"))
    assert any("lacks genre" in fault.says for fault in faults)


def test_a_folder_is_checked_whole(write, tmp_path, capsys, monkeypatch):
    write(QUOTE + "founded | The front | 2015 | formed\n")
    (tmp_path / "two.txt").write_text("Nobody annotated this.", encoding="utf-8")
    (tmp_path / "three.claims").write_text("title: alone\n", encoding="utf-8")
    read, faults = check(tmp_path)
    assert [annotation.name for annotation in read] == ["one"]
    assert len(faults) == 3 and any("two.txt" in f for f in faults) and any("three.claims" in f for f in faults)

    monkeypatch.setattr("sys.argv", ["checking", str(tmp_path)])
    assert main() == 1
    assert "two.txt" in capsys.readouterr().err
