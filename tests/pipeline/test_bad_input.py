"""What cannot be read is named with its reason, the rest is built, and nothing stored before is lost."""

from __future__ import annotations

import os
import socket
import tempfile
from pathlib import Path
from typing import TextIO

import pytest

from rawi.errors import UnreadableDocument
from rawi.pipeline import walking
from rawi.workspace import Workspace


def reasons(report) -> dict[str, str]:
    return {failure.path: failure.reason for failure in report.failures}


def test_each_bad_file_is_named_and_the_rest_is_built(built, sources):
    (sources / "empty.txt").write_bytes(b"")
    (sources / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (sources / "broken.txt").write_bytes(b"Liwa A is allied with Liwa B." + b"\xff\xfe\xc3\x28" * 50)
    (sources / "line.txt").write_bytes(b"x" * 50_000_000)
    (sources / "deep.html").write_text("<div>" * 200_000 + "deep" + "</div>" * 200_000, encoding="utf-8")
    report = built(sources)
    named = reasons(report)
    assert {"empty.txt", "binary.txt", "broken.txt", "line.txt", "deep.html"} == set(named)
    assert all(reason.strip() and "the reader failed" not in reason for reason in named.values()), named
    assert report.documents == 3
    assert report.claims == 4


def test_a_missing_path_is_named(built, sources, tmp_path):
    report = built(tmp_path / "nowhere", sources)
    assert reasons(report) == {str(tmp_path / "nowhere"): "does not exist"}
    assert report.documents == 3


def test_a_folder_that_leads_back_to_itself_is_named_and_not_entered(built, sources):
    (sources / "more" / "back").symlink_to(sources)
    report = built(sources)
    assert list(reasons(report)) == ["more/back"]
    assert report.documents == 3


def test_a_link_to_nowhere_is_named(built, sources):
    (sources / "gone.txt").symlink_to(sources / "not-there.txt")
    assert reasons(built(sources)) == {"gone.txt": "the link leads nowhere"}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_pipes_and_sockets_are_named_and_never_waited_for(built, sources, monkeypatch):
    os.mkfifo(sources / "pipe.txt")
    monkeypatch.chdir(sources)
    with socket.socket(socket.AF_UNIX) as door:
        door.bind("door.txt")
        report = built(sources)
    assert set(reasons(report)) == {"pipe.txt", "door.txt"}
    assert "named pipe" in reasons(report)["pipe.txt"]


def test_a_file_that_vanishes_while_others_are_read_is_named(built, sources, reader):
    class Eraser(reader):
        def read(self, document, /):
            (sources / "b.txt").unlink(missing_ok=True)
            return super().read(document)

    report = built(sources, reader=Eraser())
    assert reasons(report) == {"b.txt": "vanished before it could be read"}
    assert report.read == ["a.txt", "more/c.txt"]


def test_a_fault_of_the_reader_costs_one_document_only(built, sources):
    (sources / "b.txt").write_text("Title\n\nFAULT\n", encoding="utf-8")
    report = built(sources)
    assert list(reasons(report)) == ["b.txt"]
    assert report.documents == 2


def test_a_good_file_that_goes_bad_keeps_its_claims_and_says_so(built, sources, case):
    built(sources)
    (sources / "b.txt").write_bytes(b"")
    report = built(sources)
    assert "what was read from it before is kept" in reasons(report)["b.txt"]
    assert (report.documents, report.claims) == (3, 4)
    with Workspace.open(case) as workspace:
        assert workspace.verify() == []


def test_a_bad_side_file_is_named_and_its_document_is_read_without(built, sources):
    (sources / "a.json").write_text('{"publisher": ', encoding="utf-8")
    report = built(sources)
    assert list(reasons(report)) == ["a.json"]
    assert "a.txt" in report.read


def test_a_name_that_is_no_utf8_is_taken_in(built, sources):
    try:
        Path(os.fsdecode(os.fsencode(sources) + b"/caf\xe9.txt")).write_text("Title\n\nIt rained.\n", encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes no such name")
    report = built(sources)
    assert "caf\\xe9.txt" in report.read
    assert report.failures == []


def test_a_file_over_the_limit_is_named(built, sources, case):
    built()
    (case / "rawi.toml").write_text("[documents]\nlargest_megabytes = 1\n", encoding="utf-8")
    (sources / "b.txt").write_text("A line.\n" * 200_000, encoding="utf-8")
    assert "larger than 1 MB" in reasons(built(sources))["b.txt"]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_folder_without_permission_is_named(tmp_path):
    """As somebody else where the tests run as root, who may enter everything."""
    answer = tmp_path / "answer.txt"
    with tempfile.TemporaryDirectory() as name, answer.open("w", encoding="utf-8") as out:
        folder = Path(name)
        (folder / "closed").mkdir(mode=0)
        (folder / "a.txt").write_text("It rained.", encoding="utf-8")
        (folder / "b.txt").write_text("It rained.", encoding="utf-8")
        (folder / "b.txt").chmod(0)
        folder.chmod(0o755)
        child = os.fork()
        if not child:
            _walk_as_somebody_else(folder, out)
        assert os.waitpid(child, 0)[1] == 0
        (folder / "closed").chmod(0o755)
    assert answer.read_text(encoding="utf-8").splitlines() == [
        "closed: the folder cannot be opened: no permission to read it",
        "b.txt: no permission to read it",
    ]


def _walk_as_somebody_else(folder: Path, out: TextIO) -> None:
    """In a child process: writes what cannot be had, and ends."""
    try:
        if os.geteuid() == 0:
            os.setuid(65534)
        listing = walking.walk([folder], lambda path: False)
        said = [str(failure) for failure in listing.failures]
        for file in listing.files:
            try:
                walking.read(file.origin, 10**6)
            except UnreadableDocument as error:
                said.append(f"{file.path}: {error.reason}")
        out.write("\n".join(said))
    except BaseException as error:  # nothing may escape into the parent's test run
        out.write(repr(error))
    out.flush()
    os._exit(0)


def test_a_link_to_a_folder_above_does_not_take_in_what_stands_beside_the_folder(built, sources):
    (sources.parent / "private.txt").write_text("Liwa A is allied with Liwa B.", encoding="utf-8")
    (sources / "up").symlink_to(sources.parent)
    report = built(sources)
    assert list(reasons(report)) == ["up"]
    assert report.documents == 3
