"""Agreement of two annotators: what both marked, what one alone did, and whether they say the same of it."""

from __future__ import annotations

from rawi.learning.agreement import agreement, main
from rawi.learning.notation import read_annotation

OTHER = """
> The front, formed in late 2015 by Ilyas Oqtay, may have some 300 men, according to Port Sabel police.
founded | The front = Karun Front | 2015-10/2015-12 <late 2015> | formed
size | The front = Karun Front | 300 <some 300> | men | from: Port Sabel police
led_by | The front = Karun Front | Ilyas Oqtay | formed
"""


def test_one_with_himself_agrees(write):
    document = read_annotation(write())
    found = agreement([(document, document)])
    assert (found.f1, found.only_first, found.only_second) == (1.0, 0, 0)
    assert found.stance == found.both and found.teller[0] == found.teller[1]


def test_what_one_alone_marked_and_what_they_say_otherwise_is_counted(write):
    first = read_annotation(write())
    found = agreement([(first, read_annotation(write(OTHER)))])
    assert (found.both, found.only_first, found.only_second) == (2, len(first.claims) - 2, 1)
    assert found.stance == 1, "one saw the 'may', the other did not"
    assert found.teller == (1, 1)
    assert found.predicates["led_by"] == (0, 1)


def test_folders_are_paired_by_name(write, tmp_path, capsys):
    write()
    main(tmp_path, tmp_path)
    assert "1 documents" in capsys.readouterr().out
