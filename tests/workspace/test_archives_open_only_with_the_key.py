"""A workspace travels as one file that only the key opens, and comes out as it went in."""

from __future__ import annotations

import io
import tarfile

import pyrage
import pytest

from rawi.errors import WorkspaceError
from rawi.workspace import Workspace
from rawi.workspace.archiving import unpack


@pytest.fixture
def key() -> pyrage.x25519.Identity:
    return pyrage.x25519.Identity.generate()


@pytest.fixture
def packed(workspace, claims, key, tmp_path):
    (workspace.folder / "originals" / "large").write_bytes(bytes(range(256)) * 2000)
    file = tmp_path / "case.age"
    workspace.pack(file, recipients=[str(key.to_public())], passphrase="", reason="to the office")
    return file


def test_it_comes_out_as_it_went_in(workspace, claims, packed, key, tmp_path):
    unpack(packed, tmp_path / "again", identities=[str(key)])
    with Workspace.open(tmp_path / "again") as again:
        assert again.verify() == []
        assert [one.claim for one in again.kept_claims()] == claims
        assert [entry.hash for entry in again.log()] == [entry.hash for entry in workspace.log()][:-1]
    assert (tmp_path / "again" / "originals" / "large").stat().st_size == 512_000


def test_nothing_of_it_can_be_read_on_the_way_and_it_is_logged(workspace, claims, packed):
    assert b"Zahr" not in packed.read_bytes()
    last = workspace.log()[-1]
    assert (last.kind, last.body["reason"], last.body["unmasked"]) == ("archive made", "to the office", True)
    assert not list(workspace.folder.glob(".archive*"))
    assert sorted(path.name for path in packed.parent.iterdir()) == ["case", "case.age"]
    assert workspace.verify() == []


def test_another_key_a_changed_byte_or_half_a_file_open_nothing(packed, key, tmp_path):
    data = packed.read_bytes()
    stranger = pyrage.x25519.Identity.generate()
    changed = data[:-2000] + bytes([data[-2000] ^ 1]) + data[-1999:]
    for content, own in ((data, stranger), (changed, key), (data[:-5000], key), (b"", key), (b"no archive", key)):
        packed.write_bytes(content)
        with pytest.raises(WorkspaceError, match=r"case\.age"):
            unpack(packed, tmp_path / "again", identities=[str(own)])
        assert sorted(path.name for path in tmp_path.iterdir()) == ["case", "case.age"], "nothing is left of it"


def test_a_passphrase_does_too(workspace, claims, tmp_path):
    file = tmp_path / "case.age"
    workspace.pack(file, recipients=[], passphrase="correct horse", reason="to the office")
    with pytest.raises(WorkspaceError):
        unpack(file, tmp_path / "again", passphrase="wrong horse")
    unpack(file, tmp_path / "again", passphrase="correct horse")
    with Workspace.open(tmp_path / "again") as again:
        assert again.verify() == []


@pytest.mark.parametrize(("recipients", "passphrase"), [([], ""), (["age1x"], ""), (["nobody"], "too")])
def test_what_locks_nothing_is_refused(workspace, claims, tmp_path, recipients, passphrase):
    with pytest.raises(WorkspaceError):
        workspace.pack(tmp_path / "case.age", recipients=recipients, passphrase=passphrase, reason="none")
    assert not (tmp_path / "case.age").exists()
    assert workspace.log()[-1].kind != "archive made"


def test_nothing_that_stands_is_overwritten(packed, key, tmp_path):
    (tmp_path / "again").mkdir()
    with pytest.raises(WorkspaceError, match="stands there already"):
        unpack(packed, tmp_path / "again", identities=[str(key)])


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.DIRTYPE, tarfile.REGTYPE])
def test_what_a_workspace_never_packed_is_not_unpacked(tmp_path, kind):
    """A link, or a name that leads out of the folder: somebody else made the archive."""
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as tar:
        member = tarfile.TarInfo("../outside")
        member.type, member.linkname = kind, "/etc/passwd"
        tar.addfile(member, io.BytesIO())
    file = tmp_path / "case.age"
    file.write_bytes(pyrage.passphrase.encrypt(made.getvalue(), "correct horse"))
    with pytest.raises(WorkspaceError, match="no file of a workspace"):
        unpack(file, tmp_path / "again", passphrase="correct horse")
    assert [path.name for path in tmp_path.iterdir()] == ["case.age"]
