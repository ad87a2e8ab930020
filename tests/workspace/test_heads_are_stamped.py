"""A request holds the head and nothing else; an answer is kept if it is of this log, and signed by whom was given."""

from __future__ import annotations

import base64
import shutil
import subprocess

import pytest
import rfc3161_client
from hypothesis import given
from hypothesis import strategies as st

from rawi.errors import WorkspaceError
from rawi.workspace import der

pytestmark = pytest.mark.skipif(shutil.which("openssl") is None, reason="needs openssl to play the authority: skipped")

CONFIG = """
[req]
distinguished_name = name
prompt = no
x509_extensions = ext
[name]
CN = Stamping Authority
[ext]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign, cRLSign
[leaf]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
[tsa]
default_tsa = own
[own]
serial = {folder}/serial
crypto_device = builtin
signer_cert = {folder}/tsa.pem
certs = {folder}/root.pem
signer_key = {folder}/tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
ess_cert_id_alg = sha256
"""


class Authority:
    """Answers requests as a stamping authority does, by openssl."""

    def __init__(self, folder):
        self.folder = folder
        folder.mkdir()
        (folder / "conf").write_text(CONFIG.format(folder=folder), encoding="utf-8")
        (folder / "serial").write_text("01", encoding="utf-8")
        new = ["req", "-newkey", "rsa:2048", "-nodes", "-config", "conf"]
        self.run(*new, "-x509", "-keyout", "root.key", "-out", "root.pem", "-days", "9")
        self.run(*new, "-keyout", "tsa.key", "-out", "tsa.csr", "-subj", "/CN=Stamper")
        signed = ["x509", "-req", "-in", "tsa.csr", "-CA", "root.pem", "-CAkey", "root.key", "-CAcreateserial"]
        self.run(*signed, "-extfile", "conf", "-extensions", "leaf", "-out", "tsa.pem", "-days", "9")

    def run(self, *arguments):
        subprocess.run(["openssl", *arguments], cwd=self.folder, check=True, capture_output=True)

    def answer(self, request: bytes) -> bytes:
        (self.folder / "q.tsq").write_bytes(request)
        self.run("ts", "-reply", "-config", "conf", "-section", "own", "-queryfile", "q.tsq", "-out", "a.tsr")
        return (self.folder / "a.tsr").read_bytes()

    @property
    def root(self) -> bytes:
        return (self.folder / "root.pem").read_bytes()


@pytest.fixture(scope="module")
def authority(tmp_path_factory) -> Authority:
    return Authority(tmp_path_factory.mktemp("stamping") / "authority")


@pytest.fixture(scope="module")
def stranger(tmp_path_factory) -> Authority:
    return Authority(tmp_path_factory.mktemp("stamping") / "stranger")


def test_the_request_holds_the_head_and_no_name(workspace, claims):
    before = workspace.head()
    head, request = workspace.request_stamp()
    assert head == before
    assert bytes.fromhex(head) in request
    assert len(request) < 100
    assert b"Zahr" not in request


def test_an_answer_is_checked_kept_and_logged(workspace, claims, authority):
    head, request = workspace.request_stamp()
    answer = authority.answer(request)
    stamp = workspace.take_stamp(answer, [authority.root])
    assert (stamp.head, stamp.verified) == (head, True)
    assert (workspace.folder / stamp.file).read_bytes() == answer
    assert workspace.stamps() == [stamp]
    assert workspace.verify() == []


def test_certificates_in_any_order_are_taken_and_the_answer_is_kept_as_it_came(workspace, claims, authority):
    """The set is not signed; CMS lets it be in any order, and only DER does not."""
    _, request = workspace.request_stamp()
    answer = authority.answer(request)
    ordered = der.in_order(answer)
    certificates = sorted(
        base64.b64decode("".join((authority.folder / name).read_text(encoding="ascii").split("\n")[1:-2]))
        for name in ("root.pem", "tsa.pem")
    )
    assert ordered.count(b"".join(certificates)) == 1
    turned = ordered.replace(b"".join(certificates), b"".join(reversed(certificates)))
    with pytest.raises(ValueError, match="SetOrdering"):
        rfc3161_client.decode_timestamp_response(turned)
    stamp = workspace.take_stamp(turned, [authority.root])
    assert stamp.verified
    assert (workspace.folder / stamp.file).read_bytes() == turned
    assert workspace.verify() == []


@given(data=st.data())
def test_any_bytes_are_put_in_order_or_left(authority_answer, data):
    changed = bytearray(authority_answer)
    for at, value in data.draw(st.lists(st.tuples(st.integers(0, 200), st.integers(0, 255)), max_size=5)):
        changed[at] = value
    ordered = der.in_order(bytes(changed))
    assert sorted(ordered) == sorted(changed)
    assert der.in_order(ordered) == ordered


@pytest.fixture(scope="module")
def authority_answer(authority) -> bytes:
    """An answer to a request of our own making."""
    builder = rfc3161_client.TimestampRequestBuilder().data(b"x")
    request = builder.hash_algorithm(rfc3161_client.HashAlgorithm.SHA256).build()
    return authority.answer(request.as_bytes())


def test_whose_it_is_is_unknown_without_a_root_and_refused_under_another(workspace, claims, authority, stranger):
    _, request = workspace.request_stamp()
    answer = authority.answer(request)
    with pytest.raises(WorkspaceError, match="does not lead to the root"):
        workspace.take_stamp(answer, [stranger.root])
    with pytest.raises(WorkspaceError, match="does not lead to the root"):
        workspace.take_stamp(answer, [b"no certificate"])
    assert workspace.stamps() == []
    assert workspace.take_stamp(answer).verified is False


def test_an_answer_to_nothing_asked_here_is_refused(workspace, claims, authority, tmp_path):
    from rawi.workspace import Workspace

    with Workspace.create(tmp_path / "other") as other:
        _, foreign = other.request_stamp()
    with pytest.raises(WorkspaceError, match="no head of this log"):
        workspace.take_stamp(authority.answer(foreign))
    _, request = workspace.request_stamp()
    changed = bytearray(request)
    changed[-5] ^= 1  # in the number, which stands before the last three bytes
    for bad in (b"", b"no answer", authority.answer(request)[:-30], request):
        with pytest.raises(WorkspaceError, match="no answer"):
            workspace.take_stamp(bad)
    with pytest.raises(WorkspaceError, match="number of no request"):
        workspace.take_stamp(authority.answer(bytes(changed)))


def test_a_stamp_that_is_gone_or_changed_is_named(workspace, claims, authority):
    _, request = workspace.request_stamp()
    stamp = workspace.take_stamp(authority.answer(request))
    path = workspace.folder / stamp.file
    path.chmod(0o644)
    path.write_bytes(path.read_bytes()[:-1] + b"\x00")
    assert [problem.where for problem in workspace.verify()] == [stamp.file]
    path.unlink()
    assert [problem.where for problem in workspace.verify()] == [stamp.file]
