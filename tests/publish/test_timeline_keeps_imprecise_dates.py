"""A timeline orders by the earliest possible day, says the words and bounds, and invents no day."""

from __future__ import annotations

import re

from rawi.model import Argument, EntityType, Value
from rawi.publish import timeline, timeline_lines
from rawi.publish.lines import plain

EVENT = EntityType.EVENT


def told(c, name: str, named):
    knowledge = c.knowledge()
    return timeline(named(knowledge, name), knowledge)


def test_moments_come_by_earliest_possible_day_and_the_rest_after(make, named):
    c = make()
    text = "Reed Column rose in 2011, took Port Ezra in late 2015, took Fort Lom on 3 May 2015, "
    text += "vowed war on Feb. 6. It is big."
    d = c.document("a.txt", text)
    place = EntityType.PLACE
    c.claim(d, "took Port Ezra in late 2015", "Reed Column", "took", Argument("Port Ezra", place),
            time="2015-10/2015-12", words="late 2015")  # fmt: skip
    c.claim(d, "rose in 2011", "Reed Column", "founded", value=Value(edtf="2011"))
    c.claim(d, "took Fort Lom on 3 May 2015", "Reed Column", "took", Argument("Fort Lom", place), time="2015-05-03",
            words="3 May 2015")  # fmt: skip
    c.claim(
        d, "vowed war on Feb. 6", "Reed Column", "declared", value=Value(text="war"), time="XXXX-02-06", words="Feb. 6"
    )
    c.claim(d, "It is big", "Reed Column", "size", value=Value(text="big"))
    shown = told(c, "Reed Column", named)
    assert [m.words for m in shown.dated] == ["", "Fort Lom", "Port Ezra"]
    assert [m.day for m in shown.dated] == ["2011-01-01", "2015-05-03", "2015-10-01"]
    assert {m.time for m in shown.undated} == {"Feb. 6", "undated"}


def test_an_imprecise_time_is_shown_by_its_words_and_never_as_a_day(make, named):
    c = make()
    d = c.document("a.txt", "Reed Column took Port Ezra in late 2015.")
    c.claim(d, "took Port Ezra in late 2015", "Reed Column", "took", Argument("Port Ezra", EntityType.PLACE),
            time="2015-10/2015-12", words="late 2015")  # fmt: skip
    shown = plain(timeline_lines(told(c, "Reed Column", named)))
    assert "late 2015 [" in shown
    assert not re.search(r"\d{4}-\d\d-\d\d", shown)


def test_what_only_ends_stands_at_its_end(make, named):
    c = make()
    d = c.document("a.txt", "Reed Column was an ally of Ostrava until 2019 and rose in 2011.")
    c.claim(d, "ally of Ostrava until 2019", "Reed Column", "allied_with", Argument("Ostrava", EntityType.STATE),
            time="/2019", words="until 2019")  # fmt: skip
    c.claim(d, "rose in 2011", "Reed Column", "founded", value=Value(edtf="2011"))
    assert [m.time for m in told(c, "Reed Column", named).dated] == ["2011", "until 2019"]


def test_dates_of_events_that_it_took_part_in_are_told(make, named):
    c = make()
    d = c.document("a.txt", "Reed Column fought at the Battle of Lom. The Battle of Lom took place in 2016.")
    lom = Argument("Battle of Lom", EVENT)
    c.claim(d, "fought at the Battle of Lom", "Reed Column", "participated_in", lom)
    c.claim(d, "took place in 2016", lom, "happened", value=Value(edtf="2016"))
    shown = told(c, "Reed Column", named)
    assert [(m.label, m.words, m.time) for m in shown.dated] == [("Took place", "Battle of Lom", "2016")]
    assert len(shown.undated) == 1


def test_the_same_said_by_two_documents_is_one_moment_of_two(make, named):
    c = make()
    for path in ("a.txt", "b.txt"):
        d = c.document(path, f"{path}: Reed Column rose in 2011.")
        c.claim(d, "rose in 2011", "Reed Column", "founded", value=Value(edtf="2011"))
    [moment] = told(c, "Reed Column", named).dated
    assert moment.documents == 2 and len(moment.tellings) == 2
