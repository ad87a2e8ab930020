"""Certificates of a time stamp in the order that DER demands, for authorities that send them as they came.

The set of certificates in an answer (RFC 3161, in a CMS SignedData, RFC 5652) is not signed: it only helps to check the
signature. A set must be in ascending order in DER; CMS itself asks for BER, which does not care, and so do many
authorities. Nothing else is touched, and nothing changes its length.
"""

from __future__ import annotations

from typing import NamedTuple

_SEQUENCE, _TAGGED = 0x30, 0xA0
_CERTIFICATES, _CRLS = 0xA0, 0xA1


class _Part(NamedTuple):
    """An element: its tag, where it begins, where its content does, and where it ends."""

    tag: int
    start: int
    content: int
    end: int


def in_order(answer: bytes) -> bytes:
    """The answer with its sets of certificates and revocations in order; as it came where it is none that is known."""
    try:
        status, token = _parts(answer, _only(answer, 0, len(answer), _SEQUENCE))
        kind, wrapped = _parts(answer, token)
        signed = _only(answer, wrapped.content, wrapped.end, _SEQUENCE)
        sets = [part for part in _parts(answer, signed) if part.tag in (_CERTIFICATES, _CRLS)]
        if status.tag != _SEQUENCE or kind.tag != 0x06 or wrapped.tag != _TAGGED:
            return answer
        for one in sets:
            held = sorted(answer[part.start : part.end] for part in _parts(answer, one))
            answer = answer[: one.content] + b"".join(held) + answer[one.end :]
    except (IndexError, ValueError):
        return answer  # what it is, the decoder says
    return answer


def _only(data: bytes, start: int, end: int, tag: int) -> _Part:
    part = _part(data, start)
    if part.tag != tag or part.end != end:
        raise ValueError("not one element")
    return part


def _parts(data: bytes, whole: _Part) -> list[_Part]:
    """What an element holds, one after the other."""
    found, at = [], whole.content
    while at < whole.end:
        found.append(_part(data, at))
        at = found[-1].end
    if at != whole.end:
        raise ValueError("an element reaches over the end of what holds it")
    return found


def _part(data: bytes, start: int) -> _Part:
    """The element at `start`; lengths must be given, and tags be of one byte."""
    tag, length, content = data[start], data[start + 1], start + 2
    if tag & 0x1F == 0x1F or length in (0x80, 0xFF):
        raise ValueError("a long tag or an open length")
    if length & 0x80:
        size = length & 0x7F
        length, content = int.from_bytes(data[content : content + size], "big"), content + size
    if content + length > len(data):
        raise ValueError("cut off")
    return _Part(tag, start, content, content + length)
