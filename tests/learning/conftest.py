"""One annotated document of our own, as a writer of the corpus would hand it in."""

from __future__ import annotations

from pathlib import Path

import pytest

TEXT = """The Karun Front

The front, formed in late 2015 by Ilyas Oqtay, may have some 300 men, according to Port Sabel police. It denied on 3 May
that its fighters had burned Alut, as Kudu Radio reported. The Karun Front (KF) has no political wing.
"""
HEAD = """title: The Karun Front
genre: encyclopedia
region: Central Asia
names: invented
publisher: Steppe Encyclopedia
date: 2019-05-04
manner: native
brief: b00

Group: Karun Front | KF
Person: Ilyas Oqtay | Oqtay
Organization: Kudu Radio
"""
CLAIMS = """
> The front, formed in late 2015 by Ilyas Oqtay, may have some 300 men, according to Port Sabel police.
founded | The front = Karun Front | 2015-10/2015-12 <late 2015> | formed
founded_by | The front = Karun Front | Ilyas Oqtay | formed
size | The front = Karun Front | 300 <some 300> | men | from: Port Sabel police | cue: possible <may>
> It denied on 3 May that its fighters had burned Alut, as Kudu Radio reported.
attacked | its fighters = Karun Front | Alut :: Place | burned | from: It = Karun Front > Kudu Radio | cue: denies <denied> | extent: members
> The Karun Front (KF) has no political wing.
also_known_as | Karun Front | KF | -
political_wing | Karun Front | none | political wing | not <no>
"""  # noqa: E501  a claim stands on one line


@pytest.fixture
def write(tmp_path):
    """Writes an annotated document; gives the path of its claims."""

    def written(claims: str = CLAIMS, *, head: str = HEAD, text: str = TEXT) -> Path:
        (tmp_path / "one.txt").write_text(text, encoding="utf-8")
        path = tmp_path / "one.claims"
        path.write_text(head + claims, encoding="utf-8")
        return path

    return written


@pytest.fixture(scope="session")
def prose():
    from rawi.reading import Reader

    reader = Reader.load(learned=False).prose
    if reader is None:
        pytest.skip("the English model is not installed")
    return reader
