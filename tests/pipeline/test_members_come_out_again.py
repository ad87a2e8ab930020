"""`rawi verify` opens every archive, web archive and mail once more: what is said to come out of it does."""

from __future__ import annotations

import email.message
import gzip
import io
import sqlite3
import tarfile
import zipfile

import pytest

from rawi.pipeline.recutting import recut
from rawi.workspace import Workspace

SENTENCE = "Liwa Zahr is allied with Harakat Noor. Told by {}.\n"


def said(who: str) -> bytes:
    return SENTENCE.format(who).encode()


def zipped(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("_", "."), data)
    return out.getvalue()


def taped(name: str, data: bytes) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:xz") as archive:
        entry = tarfile.TarInfo(name)
        entry.size = len(data)
        archive.addfile(entry, io.BytesIO(data))
    return out.getvalue()


def captured(*pages: bytes) -> bytes:
    out = b""
    for number, page in enumerate(pages):
        answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>" + page
        head = f"WARC-Target-URI: http://example.org/{number}\r\nWARC-Date: 2024-03-01T12:00:00Z\r\nContent-Length: "
        out += f"WARC/1.0\r\nWARC-Type: response\r\n{head}{len(answer)}\r\n\r\n".encode() + answer + b"\r\n\r\n"
    return out


def mailed(attached: bytes) -> bytes:
    message = email.message.EmailMessage()
    message["From"], message["Subject"] = "desk@example.org", "The truce"
    message.set_content(said("the desk").decode())
    message.add_attachment(attached, "text", "plain", filename="note.txt")
    return message.as_bytes()


@pytest.fixture
def holding(built, tmp_path, case):
    """A workspace with one of each kind of container, one in another, and two files of one name."""
    folder = tmp_path / "incoming"
    folder.mkdir()
    twins = io.BytesIO(zipped(a_txt=said("a"), b_txt=said("b")))
    with zipfile.ZipFile(twins, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("a.txt", said("another a"))
    for name, data in {
        "twins.zip": twins.getvalue(),
        "outer.zip": zipped(inner_zip=zipped(c_txt=said("c")), m_eml=mailed(said("d"))),
        "tape.tar.xz": taped("e.txt", said("e")),
        "f.txt.gz": gzip.compress(said("f")),
        "crawl.warc": captured(said("g"), said("h")),
        "site.wacz": zipped(**{"archive/data.warc.gz": gzip.compress(captured(said("i"))), "datapackage_json": b"{}"}),
        "mail.eml": mailed(said("j")),
    }.items():
        (folder / name).write_bytes(data)
    report = built(folder)
    assert report.failures == []
    assert len(report.read) == 13
    with Workspace.open(case) as workspace:
        assert workspace.verify() == []
    return case


def test_every_member_comes_out_of_its_container_again(holding):
    with Workspace.open(holding) as workspace:
        assert sum(map(len, workspace.members().values())) == 14, "thirteen less two mails and a file, and containers"
        assert recut(workspace) == []


@pytest.mark.parametrize("path", ["twins.zip/a.txt", "outer.zip/m.eml/note.txt", "tape.tar.xz/e.txt", "f.txt.gz/f.txt"])
@pytest.mark.parametrize("how", ["other bytes", "another place"])
def test_a_member_that_its_container_does_not_hold_is_named(holding, path, how):
    with sqlite3.connect(holding / "rawi.db") as connection:
        if how == "other bytes":
            mail = "(SELECT original FROM places WHERE path = 'mail.eml')"
            statement = f"UPDATE places SET original = {mail} WHERE path = ?"
        else:
            statement = "UPDATE places SET member = json_set(member, '$.at', 77) WHERE path = ?"
        assert connection.execute(statement, (path,)).rowcount == 1
    connection.close()
    with Workspace.open(holding) as workspace:
        (problem,) = recut(workspace)
        assert problem.where == f"places row of {path}"
        assert ("other bytes stand there" if how == "other bytes" else "it is not found there") in problem.what


def test_a_container_that_no_longer_opens_shows_nothing_of_its_members(holding):
    """It holds by its hash; what does not come out of it within the limits is not shown, and the limit is told."""
    (holding / "rawi.toml").write_text("[documents]\nmembers = 1\n", encoding="utf-8")
    with Workspace.open(holding) as workspace:
        found = [problem for problem in recut(workspace) if "twins.zip" in problem.where]
        assert len(found) == 3 and all("raise members" in p.what or "more than 1 files" in p.what for p in found)


def test_what_was_disposed_of_is_not_asked_for(holding):
    with Workspace.open(holding) as workspace:
        gone = next(place.original for held in workspace.members().values() for place in held if "e.txt" in place.path)
        workspace.dispose(gone, by="A. Name", reason="on request")
        assert recut(workspace) == []
