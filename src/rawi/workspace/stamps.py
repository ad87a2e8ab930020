"""Time stamps (RFC 3161) on the head of the log: a request to be carried to a stamping authority, and its answer.

The request asks to stamp the head itself, which is the SHA-256 of the last entry; nothing else leaves. Rawi calls no
one: the user takes the request to an authority and brings the answer back. What is stamped existed at that time; that
is the one thing about a log in one's own folder that does not rest on its holder's word.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
from cryptography import x509
from rfc3161_client import (
    HashAlgorithm,
    TimeStampRequest,
    TimestampRequestBuilder,
    TimeStampResponse,
    VerificationError,
    VerifierBuilder,
    decode_timestamp_response,
)
from sqlalchemy import Connection, Select, select

from rawi.errors import WorkspaceError
from rawi.workspace import custody, der, files
from rawi.workspace.problem import Problem
from rawi.workspace.schema import details, log

FOLDER = "stamps"
REQUESTED, RECEIVED = "timestamp requested", "timestamp received"
GRANTED = (0, 1)


class Stamp(msgspec.Struct, frozen=True, kw_only=True):
    """An answer that was taken in. `time` is the authority's; `verified` whether its signature led to a given root."""

    head: str
    entry: int
    time: str
    serial: str
    verified: bool
    file: str
    sha256: str


class _Requested(msgspec.Struct):
    head: str
    nonce: str


def request(connection: Connection, clock: custody.Clock) -> tuple[str, bytes]:
    """A request for the head of now, and the head. It is logged with the number that the answer must repeat."""
    last = connection.execute(select(log).order_by(log.c.seq.desc()).limit(1)).one()
    chained = custody.chained(last.seq, last.at, last.kind, last.digest, last.previous)
    made: TimeStampRequest = TimestampRequestBuilder().data(chained).hash_algorithm(HashAlgorithm.SHA256).build()
    if made.message_imprint.message.hex() != last.hash:
        raise WorkspaceError("the last entry of the log is not what its hash says", advice="run `rawi verify`")
    custody.append(connection, REQUESTED, {"head": last.hash, "entry": last.seq, "nonce": str(made.nonce)}, clock)
    return last.hash, made.as_bytes()


def take(connection: Connection, folder: Path, answer: bytes, roots: Sequence[bytes], clock: custody.Clock) -> Stamp:
    """Checks an answer, keeps it and logs it.

    It must be granted, of a head of this log, and repeat the number of a request; with `roots` (certificates, PEM) its
    signature must lead to one of them. Raises `WorkspaceError` where any of this does not hold, and keeps nothing.
    """
    try:
        read = _decoded(answer)
    except ValueError as error:
        raise WorkspaceError(
            f"this is no answer to a time-stamp request: {error}", advice="give the .tsr file"
        ) from error
    if read.status not in GRANTED:
        said = "; ".join(read.status_string) or f"status {read.status}"
        raise WorkspaceError(f"the authority refused: {said}", advice="ask again, or ask another authority")
    info = read.tst_info
    head = info.message_imprint.message.hex()
    entry = connection.execute(select(log.c.seq).where(log.c.hash == head)).scalar()
    if entry is None:
        raise WorkspaceError(f"it stamps {head}, which is no head of this log", advice="is it of another workspace?")
    if str(info.nonce) not in {one.nonce for one in _requests(connection) if one.head == head}:
        raise WorkspaceError("it repeats the number of no request that was made here", advice="`rawi stamp request`")
    if roots:
        _check_signature(read, roots)
    when = info.gen_time.astimezone(dt.UTC).isoformat()
    sha256 = files.sha256(answer)
    stamp = Stamp(
        head=head,
        entry=entry,
        time=when,
        serial=f"{info.serial_number:x}",
        verified=bool(roots),
        file=f"{FOLDER}/{sha256}.tsr",
        sha256=sha256,
    )
    files.keep(folder / stamp.file, answer, read_only=True)
    custody.append(connection, RECEIVED, msgspec.to_builtins(stamp), clock)
    return stamp


def received(connection: Connection) -> list[Stamp]:
    """The answers that were taken in, oldest first; one whose details cannot be read is left out."""
    rows = connection.execute(_bodies(RECEIVED))
    found = []
    for body in rows.scalars():
        try:
            found.append(msgspec.json.decode(body, type=Stamp))
        except (msgspec.DecodeError, msgspec.ValidationError):
            continue  # named by the check of the log
    return found


def check(connection: Connection, folder: Path) -> list[Problem]:
    """Answers that are missing, were changed, or stamp something else than an entry of the log."""
    problems = []
    hashes = {row.hash: row.seq for row in connection.execute(select(log.c.hash, log.c.seq))}
    for stamp in received(connection):
        try:
            data = (folder / stamp.file).read_bytes()
        except OSError:
            problems.append(Problem(where=stamp.file, what=f"the time stamp on log row {stamp.entry} is missing"))
            continue
        if files.sha256(data) != stamp.sha256:
            problems.append(Problem(where=stamp.file, what=f"the time stamp on log row {stamp.entry} was changed"))
        elif hashes.get(_decoded(data).tst_info.message_imprint.message.hex()) != stamp.entry:
            problems.append(
                Problem(where=f"log row {stamp.entry}", what=f"is not the entry that was stamped {stamp.time}")
            )
    return problems


def _decoded(answer: bytes) -> TimeStampResponse:
    """The answer; raises `ValueError` where it is none. What is kept are the bytes as they came."""
    return decode_timestamp_response(der.in_order(answer))


def _check_signature(read: TimeStampResponse, roots: Sequence[bytes]) -> None:
    try:
        builder = VerifierBuilder(roots=[one for root in roots for one in x509.load_pem_x509_certificates(root)])
        builder.build().verify(read, read.tst_info.message_imprint.message)
    except (VerificationError, ValueError) as error:
        raise WorkspaceError(
            f"its signature does not lead to the root that was given: {error}", advice="give the authority's own root"
        ) from error


def _requests(connection: Connection) -> list[_Requested]:
    return [msgspec.json.decode(body, type=_Requested) for body in connection.execute(_bodies(REQUESTED)).scalars()]


def _bodies(kind: str) -> Select[Any]:
    return (
        select(details.c.body).join(log, log.c.seq == details.c.seq).where(log.c.kind == kind).order_by(details.c.seq)
    )
