"""Saved mail (EML) and saved pages (MHTML): the message as a document, its attachments as members.

Nothing that a mail points to is fetched, and nothing in it is run.
"""

from __future__ import annotations

import email
import email.errors
import email.header
import email.policy
import io
import re
from collections.abc import Iterator
from email.message import Message
from email.utils import parsedate_to_datetime
from pathlib import Path

from rawi.documents.archives import shown
from rawi.documents.blocks import Block, Hints, Page
from rawi.documents.decoding import decode
from rawi.documents.html import read_html
from rawi.documents.lines import read_lines
from rawi.documents.spool import LeftOut, Refusal, Spool, Taken
from rawi.errors import UnreadableDocument
from rawi.model import Member, SegmentKind
from rawi.settings import DocumentSettings

_DEEPEST = 20
_HEADERS = ("From", "To", "Cc", "Date", "Subject")
_UNWRITABLE = (ValueError, LookupError, TypeError, AttributeError, email.errors.MessageError)
"""What the standard library raises for a mail inside a mail that it has read and cannot write down again."""
Part = Message


def read_mail(data: bytes, path: str) -> Page:
    """A page over the text of a mail, or over a saved web page, which knows when it was saved.

    Raises `UnreadableDocument` for a mail without words.
    """
    message = _parsed(data, path)
    parts = list(_leaves(message, path))
    saved = _saved_page(message, parts)
    if saved is not None:
        page = read_html(_words(saved, path), path)
        hints = page.hints
        hints.url = _header(message, "Snapshot-Content-Location") or hints.url or _header(saved, "Content-Location")
        hints.title = hints.title or _header(message, "Subject")
        page.captured = _date(message)
        return page
    plain = next((part for part in parts if part.get_content_type() == "text/plain" and not _is_attached(part)), None)
    rich = next((part for part in parts if part.get_content_type() == "text/html" and not _is_attached(part)), None)
    if rich is not None and (plain is None or not _words(plain, path, empty=True).strip()):
        page = read_html(_words(rich, path), path)
        page.hints = Hints(language=page.hints.language)
    elif plain is not None:
        page = read_lines(_words(plain, path), "mail")
    else:
        raise UnreadableDocument("a mail without words", where=path, advice="its attachments are read on their own")
    page.format = "mail"
    _head(page, message)
    return page


def unpack_mail(file: Path, spool: Spool, limits: DocumentSettings) -> Iterator[Taken | Refusal | LeftOut]:
    """What is attached to a mail; pictures and what belongs to a saved page are only counted."""
    data = file.read_bytes()
    message = _parsed(data, file.name)
    parts = list(_leaves(message, file.name))
    if _saved_page(message, parts) is not None:
        return
    pictures = 0
    names: set[str] = set()
    for number, part in enumerate(parts):
        if not _is_attached(part):
            continue
        media = part.get_content_type()
        if media.startswith(("image/", "audio/", "video/")):
            pictures += 1
            continue
        name = shown(_file_name(part) or "").rpartition("/")[2].lstrip(".") or f"attachment {number + 1}"
        if name in names:
            name = f"{name}#{number + 1}"
        names.add(name)
        try:
            content = _bytes(part)
        except (*_UNWRITABLE, RecursionError):
            yield Refusal(name=name, reason="is a mail that is broken", advice="save it by itself in the mail program")
            continue
        yield spool.take(Member(name=name, at=number), io.BytesIO(content))
    if pictures:
        yield LeftOut(count=pictures, what="pictures, sounds and films")


def _parsed(data: bytes, path: str) -> Message:
    """The mail by the lenient rules, which keep headers as they stand and raise for nothing."""
    try:
        return email.message_from_bytes(data, policy=email.policy.compat32)
    except (RecursionError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise UnreadableDocument("a mail that is broken", where=path, advice="save it again") from error


def _leaves(message: Message, path: str, depth: int = 0) -> Iterator[Part]:
    """The parts that hold content, in their order; a mail inside a mail is one part."""
    if depth > _DEEPEST:
        raise UnreadableDocument(f"parts nested deeper than {_DEEPEST}", where=path, advice="save its text as .txt")
    if message.get_content_type() == "message/rfc822" or not message.is_multipart():
        yield message  # its words are not asked for here: that decodes them by a charset that may be none
        return
    for part in message.get_payload():
        if isinstance(part, Message):
            yield from _leaves(part, path, depth + 1)


def _saved_page(message: Message, parts: list[Part]) -> Part | None:
    """The page of an MHTML file: its root, or the first part that is HTML."""
    related = message.get_content_type() == "multipart/related"
    if not related or _header(message, "To") or _header(message, "Received"):
        return None
    start = (message.get_param("start") or "") if related else ""
    pages = [part for part in parts if part.get_content_type() in ("text/html", "application/xhtml+xml")]
    rooted = [part for part in pages if start and part.get("Content-ID") == start]
    return next(iter(rooted or pages), None)


def _is_attached(part: Part) -> bool:
    return (
        part.get_content_disposition() == "attachment"
        or _file_name(part) is not None
        or part.get_content_maintype() not in ("text", "multipart")
    )


def _file_name(part: Part) -> str | None:
    try:
        name = part.get_filename()
    except (LookupError, ValueError, TypeError, AttributeError):
        return None
    return name if isinstance(name, str) and name.strip() else None


def _bytes(part: Part) -> bytes:
    if part.get_content_type() == "message/rfc822":
        inner = part.get_payload()
        return inner[0].as_bytes() if isinstance(inner, list) and inner and isinstance(inner[0], Message) else b""
    found = part.get_payload(decode=True)
    return found if isinstance(found, bytes) else b""


def _words(part: Part, path: str, *, empty: bool = False) -> str:
    data = _bytes(part)
    if not data.strip() and empty:
        return ""
    try:
        charset = part.get_content_charset()
    except (LookupError, ValueError, TypeError, AttributeError):
        charset = None
    return decode(data, path, declared=charset)


def _header(message: Message, name: str) -> str | None:
    """A header with its encoded words undone, None where it is missing or empty."""
    try:
        value = message.get(name)
        if value is None:
            return None
        pieces = email.header.decode_header(str(value))
        words = "".join(
            piece.decode(charset or "utf-8", "replace") if isinstance(piece, bytes) else piece
            for piece, charset in pieces
        )
    except (LookupError, ValueError, TypeError, AttributeError, email.errors.HeaderParseError):
        words = str(message.get(name))
    return " ".join(words.split()) or None


def _date(message: Message) -> str | None:
    """When a page was saved or a mail was sent, ISO 8601 with its zone."""
    try:
        return parsedate_to_datetime(_header(message, "Date") or "").isoformat()
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


def _head(page: Page, message: Message) -> None:
    """Puts the lines that a mail program shows above the text, and takes title, author and date from them."""
    hints = page.hints
    lines = [(name, _header(message, name)) for name in _HEADERS]
    hints.title = dict(lines)["Subject"]
    sender = re.sub(r"\s*<[^<>]*>\s*$", "", dict(lines)["From"] or "").strip("\"' ")
    hints.author = sender or None
    sent = _date(message)
    if sent:
        hints.dates.append(("published", sent[:10]))
    head, blocks = "", []
    for name, value in lines:
        if value:
            start = len(head)
            head += f"{name}: {value}"
            # Who wrote to whom is about the mail, not about the world.
            blocks.append(Block(start, len(head), start, len(head), SegmentKind.CHROME, role="front", marked=True))
            head += "\n"
    if not head:
        return
    head += "\n"
    for block in page.blocks:
        block.start += len(head)
        block.end += len(head)
        block.content_start += len(head)
        block.content_end += len(head)
        block.chunk += 1
    page.markers = [(label, start + len(head), end + len(head)) for label, start, end in page.markers]
    page.dropped = [(what, where + len(head)) for what, where in page.dropped]
    page.text = head + page.text
    page.blocks = [*blocks, *page.blocks]
