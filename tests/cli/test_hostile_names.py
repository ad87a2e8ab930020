"""Names made to break things: stored as they are, shown so that nothing hides, matched in bounded time."""

from __future__ import annotations

import json
import re
import time

import pytest

from rawi.model import EntityType, make_mention
from rawi.names import compare
from rawi.publish.lines import line
from rawi.publish.visible import visible, visible_name
from rawi.resolve import find, forms_of, in_memory, resolve
from rawi.resolve.find import LONGEST

HOSTILE = {
    "ten thousand letters": "a" * 10_000,
    "ten thousand words": "liwa al " * 5_000,
    "only combining marks": "\u0301\u0323\u0651" * 300,
    "a tower of marks": "e" + "\u0301" * 5_000,
    "overrides": "Liwa \u202elacoL\u202c al-Nur\u2066x\u2069",
    "NUL": "Liwa\x00al-Nur",
    "an escape sequence": "\x1b[2J\x1b[31mLiwa al-Nur\x07",
    "a regular expression": "(a+)+$|.*[^x]{1000}(?P<n>\\w+)\\1",
    "a pattern of LIKE": "%_Liwa%' OR 1=1 --",
    "a lone surrogate": "Liwa \ud800 al-Nur",
    "tags": "Liwa\U000e0041\U000e0042",
    "lines": "Liwa\r\nal-Nur\u2028x",
    "nothing but signs": "!!! ??? …",
    "digits": "9" * 10_000,
    "alef ten thousand times": "ا" * 10_000,
}
UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\U000e0000-\U000e007f]"
)
SECONDS = 5.0
"""Far more than any of these needs on a loaded machine, and far less than a runaway match."""


@pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_name_is_resolved_found_and_compared_in_bounded_time(name: str) -> None:
    plain = make_mention(document="a" * 64, name="Liwa al-Nur", type=EntityType.GROUP)
    begun = time.process_time()
    for kind in (EntityType.GROUP, EntityType.PERSON, EntityType.PLACE):
        stored = name.encode("utf-8", "replace").decode()  # what no file can hold no reader gives
        odd = make_mention(document="b" * 64, name=stored, type=kind)
        resolution = resolve([plain, odd], [], [])
        assert sorted(id for one in resolution.entities for id in one.mentions) == sorted({plain.id, odd.id})
        assert {form.name for form in forms_of(resolution, [plain, odd])} == {plain.name, stored}
        lookup = in_memory(resolution.entities, [plain, odd])
        find(name, lookup)
        if stored == stored.strip()[:LONGEST]:
            assert [match.name for match in find(stored, lookup, exact=True)] == [stored]
        compare(name[:300], "Liwa al-Nur", kind)
    assert time.process_time() - begun < SECONDS


@pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_name_is_shown_without_hiding_anything(name: str) -> None:
    shown = visible_name(name)
    assert not UNSAFE.search(shown) and "\n" not in shown
    assert len(shown) < 3_000
    assert not UNSAFE.search(line(0, name).plain.replace("\n", ""))


def test_ordinary_names_are_shown_as_they_are() -> None:
    for name in ("Liwa al-Nur", "لواء النور", "می‌خواهم", "Kata'ib Ḥizbullāh", "Їжак", "N’Djamena"):
        assert visible(name) == visible_name(name) == name


def test_what_was_hidden_is_named_by_its_number() -> None:
    assert visible("a\u202eb\x00") == "a⟨U+202E⟩b⟨U+0000⟩"
    assert visible_name("\u0301x").startswith("◌")
    assert "(10,000 characters)" in visible_name("a" * 10_000)
    assert "more marks" in visible_name("e" + "\u0301" * 100)


def test_json_keeps_every_letter_and_prints_none_that_turns_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    from rawi.cli.options import print_json

    name = HOSTILE["overrides"]
    print_json({"name": name})
    printed = capsys.readouterr().out
    assert not UNSAFE.search(printed.replace("\n", "")) and json.loads(printed)["name"] == name


def test_a_hostile_query_ends_with_one_line_and_no_trace(rawi, case) -> None:
    for name in HOSTILE.values():
        if "\x00" in name or "\ud800" in name:
            continue  # no shell passes these on
        for command in (("find", name), ("identity", "explain", name, "Liwa Zahr")):
            outcome = rawi(*command, "-w", case)
            assert outcome.status in (0, 2), (command[0], name[:40], outcome.err[:300])
            assert "fault of Rawi" not in outcome.err and not UNSAFE.search(
                (outcome.out + outcome.err).replace("\n", "")
            )
