"""Boxes, list entries and profiles to claims, as a reader of a dossier would check them."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rawi.dates import to_edtf
from rawi.documents import read_document
from rawi.errors import UnreadableDocument
from rawi.model import EntityType
from rawi.reading.fields import implied_subject, read_fields


def read(text: str, path: str = "a.txt", side=None):
    return read_fields(read_document(text.encode(), path, side))


def rows(text: str, path: str = "a.txt") -> list[tuple[str, str, str | None, str | None]]:
    """(subject, predicate, object or value, time) of every claim."""
    found = []
    for claim, reading in read(text, path):
        value = claim.value
        filler = claim.object.name if claim.object else value and (value.text or value.edtf or value.number)
        found.append((claim.subject.name, claim.predicate, filler, to_edtf(reading.time) if reading.time else None))
    return found


BOX = """= Dawn Brigade =

Dawn Brigade
- Leaders: Karim Sule
- Allies: (until 2024), River Front (until 2024), Iran , Various northern militias (until 2020)
- Battles: River war, * Battle of the Ford (2012), ** Operation Dawn , ** Ford clashes (May 2014), * Siege of Kelm
- Uniform: grey

The Dawn Brigade was a militia.
"""


def test_allies_have_their_bounds_and_their_kinds():
    claims = [(c, r) for c, r in read(BOX) if c.predicate == "allied_with"]
    assert [(c.object and c.object.name, r.time and to_edtf(r.time)) for c, r in claims] == [
        (None, "/2024"),
        ("River Front", "/2024"),
        ("Iran", None),
        ("Various northern militias", "/2020"),
    ]
    assert claims[0][0].value.lost
    assert claims[2][0].object.type is EntityType.STATE


def test_events_keep_the_dates_of_their_names_and_their_nesting():
    claims = [(c, r) for c, r in read(BOX) if c.predicate == "participated_in"]
    assert [c.object.name for c, _ in claims] == [
        "River war",
        "Battle of the Ford (2012)",
        "Operation Dawn",
        "Ford clashes (May 2014)",
        "Siege of Kelm",
    ]
    assert all(r.time is None for _, r in claims)
    assert claims[3][1].rule.endswith("depth 1 under Battle of the Ford (2012)")
    assert "depth" not in claims[4][1].rule


def test_a_label_that_is_not_known_gives_nothing():
    assert not any("grey" in (c.quote.exact) for c, _ in read(BOX))


def test_every_quote_is_cut_from_the_text_and_the_chain_ends_with_the_document(examples):
    for file in sorted(examples.glob("0*")):
        if file.suffix == ".json":
            continue
        document = read_document(file.read_bytes(), file.name)
        for claim, reading in read_fields(document):
            assert reading.quote.cut(document.text) == claim.quote.exact
            assert document.text[: reading.quote.start].endswith(claim.quote.prefix)
            assert document.text[reading.quote.end :].startswith(claim.quote.suffix)
            assert reading.chain[-1].tellers == (document.narrator,)
            assert reading.claim == claim.id
            for span in reading.spans.values():
                assert 0 <= span.start <= span.end <= len(document.text)


PROFILE = """Liwa al-Fajr (Dawn Brigade)

FOUNDING

- Group claims 2011, likely 2012 or later

SIZE

- Estimated at 3,000

KEY LEADERS

- Karim Sule (aka Abu Nahr, al-Hajj Karim) is the top commander
- Per Holm (aka Abu Kelm) is a commander of the brigade's scouts
- National Council representative Amina Sele

POLITICAL WING

- None

STATE SPONSORS

- Unknown

WEAPONS

- Has displayed rifles that were left by the army

ATROCITIES

- Possible role in the burning of villages

AREAS OF OPERATION

- Based in Kelm province, has operated in Gao and Kidal regions

CONNECTIONS

- Claims to coordinate operations with the River Front
"""


def test_a_profile_says_who_tells_what():
    found = {}
    for claim, reading in read(PROFILE):
        filler = claim.object.name if claim.object else claim.value.text or claim.value.edtf or str(claim.value.number)
        tellers = [name for link in reading.chain[:-1] for name in link.tellers]
        found[claim.subject.name, claim.predicate, filler] = (reading.stance.value, tellers)
    group = "Liwa al-Fajr"
    assert found[group, "founded", "2011"] == ("claimed", [group])
    assert found[group, "founded", "2012/.."] == ("possible", [])
    assert found[group, "also_known_as", "Dawn Brigade"] == ("stated", [])
    assert found[group, "led_by", "Karim Sule"] == ("stated", [])
    assert found["Karim Sule", "also_known_as", "al-Hajj Karim"] == ("stated", [])
    assert found["Per Holm", "holds_position", group] == ("stated", [])
    assert found["Amina Sele", "holds_position", "National Council"] == ("stated", [])
    assert found[group, "uses_weapon", "rifles that were left by the army"] == ("stated", [])
    assert found[group, "accused_of", "role in the burning of villages"] == ("possible", [])
    assert found[group, "based_in", "Kelm province"] == ("stated", [])
    assert found[group, "operates_in", "Kidal"] == ("stated", [])
    assert found[group, "allied_with", "River Front"] == ("claimed", [group])
    assert not any(key[:2] == (group, "led_by") and key[2] == "Per Holm" for key in found)


def test_none_is_a_negated_claim_and_unknown_a_value():
    by = {claim.predicate: claim for claim, _ in read(PROFILE)}
    assert by["political_wing"].negated and by["political_wing"].value.none
    assert not by["supported_by"].negated and by["supported_by"].value.unknown
    assert by["political_wing"].quote.exact.startswith("POLITICAL WING")


def test_the_size_keeps_its_qualifier():
    [size] = [claim.value for claim, _ in read(PROFILE) if claim.predicate == "size"]
    assert (size.number, size.qualifier) == (3000, "estimated")


@pytest.mark.parametrize(
    ("words", "number", "low", "high", "qualifier"),
    [
        ("3,000", 3000, None, None, None),
        ("about 300", 300, None, None, "about"),
        ("~300", 300, None, None, "about"),
        ("500+", 500, None, None, "at least"),
        ("at least 500", 500, None, None, "at least"),
        ("up to 2,000 fighters", 2000, None, None, "up to"),
        ("10,000–20,000", None, 10000, 20000, None),
        ("between 200 and 400 members", None, 200, 400, None),
        ("10 000", 10000, None, None, None),
        ("2000", 2000, None, None, None),
        ("2 thousand", 2000, None, None, None),
    ],
)
def test_sizes(words, number, low, high, qualifier):
    [(claim, _)] = read(f"Dawn Brigade\n- Name: Dawn Brigade\n- Size: {words}\n- Uniform: grey\n")
    assert (claim.value.number, claim.value.min, claim.value.max, claim.value.qualifier) == (
        number,
        low,
        high,
        qualifier,
    )


LIST = """United Nations Security Council Consolidated List (generated 2018-10-29T19:09:49)
1999 (River) list: entities and individuals

RVe.001 Name: Mouvement du Fleuve et du Nord (MFN)
Name (original script): حركة النهر
f.k.a.: Groupe du Fleuve
Address: Gao, Mali
Listed on: 2014-06-02
Other information: Associated with the Dawn Brigade (RVe.002) and led by Karim Sule (RVi.003).

RVi.003 Name: KARIM SULE
Title: Dr.
Designation: MFN Interim President; Colonel
Good: Karim SOULE
DOB: EXACT 1971
Address: Gao, Mali, as of early 2016
Address: Niger, in prison
Listed on: 2014-06-03
Other information: He fled to Niger in March 2013.
"""


def test_entries_of_a_sanctions_list():
    assert rows(LIST) == [
        ("Mouvement du Fleuve et du Nord", "also_known_as", "MFN", None),
        ("Mouvement du Fleuve et du Nord", "also_known_as", "حركة النهر", None),
        ("Mouvement du Fleuve et du Nord", "also_known_as", "Groupe du Fleuve", None),
        ("Mouvement du Fleuve et du Nord", "based_in", "Gao, Mali", None),
        ("Mouvement du Fleuve et du Nord", "designated_by", "United Nations Security Council", "2014-06-02"),
        ("Mouvement du Fleuve et du Nord", "allied_with", "Dawn Brigade", None),
        ("Mouvement du Fleuve et du Nord", "led_by", "Karim Sule", None),
        ("KARIM SULE", "holds_position", "MFN", None),
        ("KARIM SULE", "holds_position", "Colonel", None),
        ("KARIM SULE", "also_known_as", "Karim SOULE", None),
        ("KARIM SULE", "based_in", "Gao, Mali", "2016-01/2016-04"),
        ("KARIM SULE", "designated_by", "United Nations Security Council", "2014-06-03"),
    ]


def test_a_designation_names_the_list():
    claim = next(claim for claim, _ in read(LIST) if claim.predicate == "designated_by")
    assert claim.value.text == "1999 (River) list"


def test_remarks_without_a_subject_are_handed_on_with_whom_they_are_about():
    document = read_document(LIST.encode(), "a.txt")
    about = implied_subject(document)
    told = {document.segments[i].content.cut(document.text)[:20]: subject.name for i, subject in about.items()}
    assert told["Associated with the "] == "Mouvement du Fleuve et du Nord"
    assert told["He fled to Niger in "] == "KARIM SULE"


def test_bullets_that_are_clauses_are_handed_on_and_others_are_not():
    document = read_document(PROFILE.encode(), "a.txt")
    told = {document.segments[i].content.cut(document.text) for i in implied_subject(document)}
    assert "Based in Kelm province, has operated in Gao and Kidal regions" in told
    assert "Claims to coordinate operations with the River Front" in told
    assert "Estimated at 3,000" not in told
    assert not any(words.startswith("Karim Sule") for words in told)


@pytest.mark.parametrize(
    ("name", "bracket", "known"),
    [
        ("Mouvement du Fleuve et du Nord", "MFN", True),
        ("Mouvement pour l’Unité dans l’Afrique de l’Ouest", "MUAO", True),
        ("Front of the River (NGO)", None, False),
        ("Tous pour la paix", "NGO", False),
        ("Dawn Brigade", "disputed", False),
        ("Dawn Brigade", "until 2012", False),
        ("Dawn Brigade", "لواء الفجر", True),
        ("Dawn Brigade", "Liwa al-Fajr", True),
    ],
)
def test_what_in_brackets_is_another_name(name, bracket, known):
    text = f"RVe.001 Name: {name}" + (f" ({bracket})" if bracket else "") + "\nAddress: Mali\nListed on: 2014-06-02\n"
    aliases = [row[2] for row in rows(text) if row[1] == "also_known_as"]
    assert aliases == ([bracket] if known else [])


def test_a_table_is_no_box_about_the_title():
    text = "# Dawn Brigade\n\n| Leader | Allies |\n|---|---|\n| Karim Sule | Iran |\n| Per Holm | Mali |\n"
    assert rows(text, "a.md") == []


def test_a_box_of_an_event_is_about_the_event():
    text = "Battle of the Ford\n- Date: 3 May 2012\n- Place: Kelm\n"
    text += "- Result: Victory of the north\n- Combatant1: Dawn Brigade\n"
    assert rows(text) == [
        ("Battle of the Ford", "happened", "2012-05-03", "2012-05-03"),
        ("Battle of the Ford", "happened", "Kelm", None),
        ("Battle of the Ford", "result", "Victory of the north", None),
        ("Dawn Brigade", "participated_in", "Battle of the Ford", None),
    ]


def test_a_headline_is_no_subject_of_a_box():
    text = (
        "---\ntitle: Militia quits the river\n---\n\n# Militia quits the river\n\n* Leader: Karim Sule\n* Size: 300\n"
    )
    assert rows(text, "a.md") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "= لواء النهر =\n\nلواء النهر\n- سنوات النشاط: 2012–2019\n- القائد: كريم سليم\n"
            "- الحلفاء: إيران (حتى 2015)، لواء الفجر\n",
            [("active", "2012/2019"), ("led_by", None), ("allied_with", "/2015"), ("allied_with", None)],
        ),
        (
            "= Ejército del Río =\n\nEjército del Río\n- Líder: Juan Pérez\n"
            "- Aliados: Cuba (hasta 1999)\n- Ideología: Marxismo\n",
            [("led_by", None), ("allied_with", "/1999"), ("ideology", None)],
        ),
    ],
)
def test_boxes_in_other_languages(text, expected):
    assert [(predicate, time) for _, predicate, _, time in rows(text)] == expected


def test_the_same_text_gives_the_same_claims_twice():
    assert read(LIST) == read(LIST)


def test_no_language_model_is_loaded():
    """In a process of its own: other tests of the same run may have loaded one."""
    script = (
        "import sys\n"
        "from rawi.documents import read_document\n"
        "from rawi.reading.fields import read_fields\n"
        "assert read_fields(read_document(sys.stdin.buffer.read(), 'profile.txt'))\n"
        "assert not any(name.startswith('en_core_web') for name in sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], input=PROFILE.encode(), capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()


_LABELS = (
    "Allies: Leaders: Size: Battles: Founded: Name: Address: None unknown (until 2012) (2012–2014) , ; * ** [1] ( ) a)"
)
_NAMES = "Iran Karim Sule Dawn Brigade and the of is the commander likely claims led by 3,000 300+ – « » “ ”"
WORDS = st.sampled_from([*_LABELS.split(" "), *_NAMES.split(" "), "Other information:", "\n", "-", "\n\n"])


@settings(max_examples=300, deadline=None)
@given(st.lists(WORDS, max_size=40))
def test_whatever_stands_in_a_list_quotes_are_cut_from_it(words):
    text = "= Dawn Brigade =\n\nDawn Brigade\n- Ideology: Regionalism\n- " + " ".join(words)
    try:
        document = read_document(text.encode(), "a.txt")
    except UnreadableDocument:
        return
    for claim, reading in read_fields(document):
        assert reading.quote.cut(document.text) == claim.quote.exact != ""
        assert claim.object is not None or claim.value is not None
