"""From bytes to the stored text: one encoding, NFC, newlines as `\\n`; what is no text is refused with its reason."""

from __future__ import annotations

import codecs
import re
import unicodedata

from rawi.documents.encodings import known_encoding, legacy_encoding, unmarked_utf16
from rawi.errors import UnreadableDocument

MOST_BYTES = 64 * 1024 * 1024
LONGEST_LINE = 5 * 1000 * 1000

_SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive (docx, xlsx, odt and epub are such)"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"{\\rtf", "an RTF file"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3", "an SQLite database"),
)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.I)
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.I)
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
# Windows-1252 bytes where they make sense in prose: an accented letter inside or at the end of a Latin word,
# typographic quotes and dashes beside a letter, a space or a mark.
_SENSIBLE = re.compile(
    rb"(?<=[A-Za-z])[\xe0-\xf6\xf8-\xff](?=[A-Za-z\s.,;:!?)'\"-]|$)|(?<![\x80-\xff])[\xc0-\xd6\xd8-\xde](?=[A-Za-z])"
    rb"|(?<![\x80-\xff])[\xe0-\xf6\xf8-\xff](?=[A-Za-z]{2})"
    rb"|(?<=[A-Za-z])\x92(?=[A-Za-z\s])|(?<=\s)[\x93\x91](?=\w)|(?<=[\w.,!?])[\x94\x92](?=[\s.,;:)]|$)"
    rb"|(?<=[\w\s])[\x96\x97](?=[\w\s])|(?<=\d)\xb0|(?<=[\w\s])[\x85\xa0\xab\xbb\xa9\xae\xb7]"
)
# Numeric references and formats may carry these; they are no letters and no white space, and never stored.
_CONTROLS = {code: None for code in (*range(9), 11, *range(14, 32), 127, 0xFEFF)}


def decode(data: bytes, path: str, declared: str | None = None) -> str:
    """The text of `data`, in NFC and with `\\n` alone as newline, or `UnreadableDocument` with the byte it fails at.

    `declared` is the encoding that a mail or a web server names, which may be wrong.
    """
    return decoded(data, path, declared)[0]


def decoded(data: bytes, path: str, declared: str | None = None) -> tuple[str, str | None]:
    """The text, and the encoding where nothing declared it and it had to be found out."""
    if not data.strip():
        raise UnreadableDocument("the file is empty", where=path, advice="leave it out, or fetch it again")
    if len(data) > MOST_BYTES:
        size = f"{len(data) / 1e6:.0f} MB"
        raise UnreadableDocument(f"the file is too large ({size})", where=path, advice="split it into documents")
    for signature, name in _SIGNATURES:
        if data.startswith(signature):
            raise UnreadableDocument(
                f"the file is {name}, not text", where=path, offset=0, advice="save its text as .txt, .md or .html"
            )
    encoding, body = _encoding(data)
    found_out = unmarked_utf16(body) if encoding is None and b"\0" in body else None
    if found_out is None:
        _refuse_long_lines(body, path)
        encoding = encoding or _usable(body, declared)
        text, found_out = _text(body, encoding, path, is_html=bool(_HTML.search(data[:4096])))
    else:
        text = body.decode(found_out)
    _refuse_binary(text, path)
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n\n")
    text = unicodedata.normalize("NFC", text.replace("\f", "\n\n").replace("\x85", "\n").translate(_CONTROLS))
    if not text.strip():
        raise UnreadableDocument("the file holds only white space", where=path, advice="leave it out")
    return text, found_out


def _encoding(data: bytes) -> tuple[str | None, bytes]:
    for mark, name in _BOMS:
        if data.startswith(mark):
            return name, data[len(mark) :]
    return None, data


def _refuse_long_lines(data: bytes, path: str) -> None:
    """A line of many megabytes is a dump, not a document, and would cost hours in every later stage."""
    start = 0
    while len(data) - start > LONGEST_LINE:
        window = data[start : start + LONGEST_LINE + 1]
        cut = max(window.rfind(b"\n"), window.rfind(b"\r"))
        if cut < 0:
            raise UnreadableDocument(
                f"a line is longer than {LONGEST_LINE // 1_000_000} MB",
                where=path,
                offset=start,
                advice="break it into lines, or split it into documents",
            )
        start += cut + 1


def _usable(data: bytes, declared: str | None) -> str | None:
    """The declared encoding if it is one that Python knows and the bytes keep to it; UTF-8 is tried without that."""
    name = known_encoding(declared) if declared else None
    if name is None:
        return None
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        # Encodings of East Asia that switch by escapes are ASCII to the eye.
        return name if b"\x1b" in data else None
    try:
        data.decode(name)
    except UnicodeDecodeError:
        return None
    return name


def _text(data: bytes, encoding: str | None, path: str, *, is_html: bool) -> tuple[str, str | None]:
    if encoding is not None:
        try:
            return data.decode(encoding), None
        except UnicodeDecodeError as error:
            raise _undecodable(path, error) from error
    if b"\0" in data:
        where = data.index(b"\0")
        raise UnreadableDocument(
            "the file is binary: it holds a zero byte", where=path, offset=where, advice="save its text as .txt"
        )
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError as error:
        declared = _declared(data) if is_html else None
        if declared is not None:
            try:
                return data.decode(declared), None
            except UnicodeDecodeError:
                pass
        if _is_windows_1252(data, enough=1 if is_html else 3):
            return data.decode("cp1252"), "windows-1252"
        legacy = legacy_encoding(data)
        if legacy is not None:
            return data.decode(legacy), legacy
        raise _undecodable(path, error) from error


def _declared(data: bytes) -> str | None:
    found = _DECLARED.search(data[:4096])
    if found is None:
        return None
    return known_encoding(found[1].decode("ascii"))


def _is_windows_1252(data: bytes, *, enough: int) -> bool:
    """True if every high byte makes sense as windows-1252 and none of them is a piece of UTF-8."""
    if _MULTIBYTE.search(data):
        return False
    high = sum(byte > 127 for byte in data)
    return high >= enough and len(_SENSIBLE.findall(data)) == high


def _undecodable(path: str, error: UnicodeDecodeError) -> UnreadableDocument:
    at = data_hex = ""
    if isinstance(error.object, bytes):
        data_hex = error.object[error.start : error.start + 2].hex(" ")
        at = f" (line {error.object.count(bytes([10]), 0, error.start) + 1}, bytes {data_hex})"
    return UnreadableDocument(
        f"not valid text: broken {error.encoding.upper()} at byte {error.start}{at}",
        where=path,
        advice="save the file as UTF-8, or fetch the original again",
    )


def _refuse_binary(text: str, path: str) -> None:
    odd = sum(text.count(chr(code)) for code in (*range(1, 9), *range(14, 27), *range(28, 32)))
    if odd > 8 and odd > len(text) / 100:
        raise UnreadableDocument(
            "the file is binary: it is full of control characters", where=path, advice="save its text as .txt"
        )
