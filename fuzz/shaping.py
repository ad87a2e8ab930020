"""From what the fuzzer changes to whole documents: archives with their sums right, mails and pages that parse.

A changed byte in a ZIP or a tape archive hits its checksums and nothing behind them. So those targets are given a bag:
named parts one after the other, which is packed here. A bag is plain bytes, so that the fuzzer changes it as it likes.
"""

from __future__ import annotations

import copy
import io
import random
import tarfile
import zipfile

from lxml import etree

_PART = b"\n@@ "
_TYPES = [tarfile.REGTYPE, tarfile.REGTYPE, tarfile.REGTYPE, tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.DIRTYPE]


def bag(parts: dict[str, bytes]) -> bytes:
    """The parts as one stretch of bytes; `parts_of` is its inverse."""
    return b"".join(_PART + name.encode("utf-8", "surrogateescape") + b"\n" + data for name, data in parts.items())


def parts_of(data: bytes) -> list[tuple[str, bytes]]:
    """Names and contents of the parts of a bag; what is none is one part without a name."""
    found = []
    for piece in data.split(_PART)[:20]:
        name, _, content = piece.partition(b"\n")
        found.append((name.decode("utf-8", "surrogateescape"), content))
    return found[1:] if len(found) > 1 and not data.partition(_PART)[0] else found


def zipped(parts: list[tuple[str, bytes]]) -> bytes:
    """A ZIP of parts, also where two bear one name; a name that a ZIP cannot hold is made plain."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in parts:
            entry = zipfile.ZipInfo(name.encode("utf-8", "replace").decode()[:200] or "?")
            archive.NameToInfo.pop(entry.filename, None)  # two files of one name are written without a warning
            archive.writestr(entry, data)
    return out.getvalue()


def taped(parts: list[tuple[str, bytes]]) -> bytes:
    """A TAR of parts; the first letter of a name also says of what type the entry is."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.GNU_FORMAT) as archive:
        for name, data in parts:
            entry = tarfile.TarInfo(name.replace("\0", ""))
            entry.type = _TYPES[ord(name[0]) % len(_TYPES)] if name[:1].isupper() else tarfile.REGTYPE
            entry.linkname = data[:50].decode("utf-8", "replace").replace("\0", "") if entry.type in b"12" else ""
            entry.size = len(data) if entry.type == tarfile.REGTYPE else 0
            archive.addfile(entry, io.BytesIO(data))
    return out.getvalue()


def recorded(parts: list[tuple[str, bytes]]) -> bytes:
    """A WARC of parts: the name is the rest of the record's head, the content an answer, with its length right."""
    out = b""
    for name, data in parts:
        head = name.encode("utf-8", "surrogateescape").replace(b"\t", b"\r\n")
        out += b"WARC/1.0\r\n" + head + b"\r\nContent-Length: %d\r\n\r\n" % len(data) + data + b"\r\n\r\n"
    return out


def printed(content: bytes) -> bytes:
    """A PDF of one page with that content; the place of everything in it is right."""
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % len(out)
    return out + b"xref\n0 6\n0000000000 65535 f \n" + table + end


def reshaped(data: bytes, seed: int) -> bytes:
    """The bag with one of its XML parts changed as a tree, so that it still parses; as it is where none parses."""
    chance = random.Random(seed)
    parts = dict(parts_of(data))
    name = chance.choice(sorted(parts))
    try:
        root = etree.fromstring(parts[name], etree.XMLParser(resolve_entities=False))
    except (etree.XMLSyntaxError, ValueError):
        return data
    for _ in range(chance.randint(1, 4)):
        _change(root, chance)
    return bag(parts | {name: etree.tostring(root)})


def _change(root: etree._Element, chance: random.Random) -> None:
    """Takes an element out, doubles it, puts it elsewhere, or gives it words, an attribute or a name of another."""
    elements = [element for element in root.iter() if isinstance(element.tag, str)]
    one, other = chance.choice(elements), chance.choice(elements)
    parent, how = one.getparent(), chance.randrange(6)
    if how == 0 and parent is not None:
        parent.remove(one)
    elif how == 1 and parent is not None:
        parent.insert(chance.randrange(len(parent) + 1), copy.deepcopy(one))
    elif how == 2:
        other.append(copy.deepcopy(one))
    elif how == 3:
        one.text = chance.choice(["", " ", "-1", "1e9", "x" * 300, "٣", "2016-02-30", "\u202e", "Liwa Zahr: 2012"])
    elif how == 4 and other.attrib:
        key = chance.choice(sorted(other.attrib))
        one.set(key, chance.choice(["", "0", "-1", "99999999999", "x", str(other.get(key))]))
    else:
        one.tag = other.tag
