"""The one place where formats meet: from bytes, their name and what a container says of them to a page."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import PurePath

from rawi.documents.archives import BROKEN, shown
from rawi.documents.blocks import Page
from rawi.documents.decoding import decoded
from rawi.documents.formats import format_of
from rawi.documents.html import read_html
from rawi.documents.lines import read_lines
from rawi.documents.markdown import read_markdown
from rawi.documents.signatures import CONTAINERS, HEAD, kind_of, zip_kind
from rawi.documents.spool import Budget
from rawi.documents.wikitext import read_wikitext
from rawi.errors import UnreadableDocument
from rawi.model import Member
from rawi.settings import DocumentSettings

_MEDIA = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "text",
    "message/rfc822": "mail",
    "multipart/related": "mail",
}
_DECLARES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.I)
_DATA = (".json", ".jsonl", ".yaml", ".yml")


def page_of(data: bytes, path: str, member: Member | None, limits: DocumentSettings) -> Page:
    """The page that the bytes hold; raises `UnreadableDocument`.

    Readers of formats are imported when a document asks for them: most builds meet few of them.
    """
    kind = kind_of(data[:HEAD], path)
    if kind == "text" and member is not None and member.media is not None:
        kind = _MEDIA.get(member.media, kind)
    if kind == "packed zip":
        kind = _office(data, path, limits)
    if kind == "pdf":
        from rawi.documents.pdf import read_pdf

        return read_pdf(data, path, limits)
    if kind == "docx":
        from rawi.documents.docx import read_docx

        return read_docx(data, path)
    if kind in ("csv", "xlsx"):
        from rawi.documents.sheet import read_csv, read_xlsx

        return read_csv(data, path, limits) if kind == "csv" else read_xlsx(data, path, limits)
    if kind == "mail":
        from rawi.documents.mail import read_mail

        return read_mail(data, path)
    if kind in CONTAINERS or kind == "packed gzip":
        raise UnreadableDocument(
            "an archive that holds documents, and is none itself",
            where=path,
            advice="take it into a workspace with `rawi add`, and each document in it is read",
        )
    return _text_page(data, path, kind, member)


def _text_page(data: bytes, path: str, kind: str, member: Member | None) -> Page:
    text, encoding = decoded(data, path, member.charset if member else None)
    suffix = PurePath(path).suffix.lower()
    if suffix in _DATA and kind == "text" and (member is None or member.media is None):
        raise UnreadableDocument(
            f"a data file ({suffix[1:].upper()}), not a document",
            where=path,
            advice="give it the name of the document that it describes, or leave it out",
        )
    form = "html" if kind == "html" else format_of(text, path)
    if form == "html":
        page = read_html(text, path)
    elif form == "markdown":
        page = read_markdown(text)
    elif form == "wikitext":
        page = read_wikitext(text, path)
    else:
        page = read_lines(text, form)
    page.encoding = encoding
    return page


def _refuse_entities(archive: zipfile.ZipFile, path: str) -> None:
    """No office program writes a document type, and none is read: entities can grow without end, or name files."""
    for name in archive.namelist():
        if name.endswith((".xml", ".rels")):
            with archive.open(name) as part:
                if _DECLARES.search(part.read(HEAD).replace(b"\0", b"")):
                    raise UnreadableDocument(
                        f"the file declares entities in {shown(name)}, which are not expanded",
                        where=path,
                        advice="open it in an office program and save it again",
                    )


def _office(data: bytes, path: str, limits: DocumentSettings) -> str:
    """What a ZIP in memory is by the names in it; a bomb by the sizes in it, over which no part is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            kind = zip_kind(set(archive.namelist()))
            if kind in ("docx", "xlsx"):
                Budget.of(len(data), limits.expansion).spend(sum(part.file_size for part in archive.infolist()))
                _refuse_entities(archive, path)
    except BROKEN as error:
        raise UnreadableDocument(
            f"the ZIP archive is broken or cut off: {' '.join(str(error).split())[:200]}",
            where=path,
            advice="fetch it again",
        ) from error
    if kind.startswith("a"):
        raise UnreadableDocument(f"the file is {kind}, which is not read", where=path, advice="save it as .docx or PDF")
    return kind
