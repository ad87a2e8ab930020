"""The public lists that names are measured and fitted on: UN, OFAC and UCDP, read into entries with their names.

Terms: UN Security Council Consolidated List, published by the UN for use; US Treasury, OFAC, US public domain;
UCDP Actor Dataset 22.1 (Uppsala Conflict Data Program), CC BY 4.0.
"""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import msgspec

from rawi.model import EntityType
from rawi.names.terms import terms_of

DEFAULT = Path(__file__).resolve().parents[2] / "shared" / "data"
_NAMES = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
_COMPANY = re.compile(
    r"\b(company|co|ltd|llc|bank|trading|shipping|s\.?a|industr\w*|corporation|corp|foundation|llp|limited|fund|university"
    r"|institute|[a-z]?jsc|zao|ooo|oao|ao|pao|holdings?|investments?|gmbh|inc|plc|est|fze|lines?|airlines?|airways|center|tv"
    r"|ob[sc]h?chestvo|aktsionern\w*|predpriyati\w*|zavod|kompaniya|uchrezhdenie)\b",
    re.IGNORECASE,
)


class Name(msgspec.Struct, frozen=True):
    """A name of an entry; `quality` as the list has it: main, original, Good, Low, a.k.a., f.k.a. …"""

    text: str
    quality: str


class Entry(msgspec.Struct, frozen=True):
    """One person or group of a list with all its names."""

    id: str
    kind: EntityType
    names: tuple[Name, ...]

    @property
    def held_out(self) -> bool:
        """Whether the entry is in the half that nothing is fitted on, by a hash of its id."""
        return hashlib.sha256(self.id.encode()).digest()[0] % 2 == 1


def un(folder: Path) -> list[Entry]:
    """The UN Consolidated List: persons and entities (as groups) in the order of the file."""
    root = ElementTree.parse(folder / "un_consolidated.xml").getroot()
    return [_un_entry(node) for node in root.iter() if node.tag in ("INDIVIDUAL", "ENTITY")]


def _un_entry(node: ElementTree.Element) -> Entry:
    def text(tag: str, inside: ElementTree.Element = node) -> str:
        return " ".join((inside.findtext(tag) or "").split())

    names = [Name(" ".join(filter(None, map(text, _NAMES))), "main"), Name(text("NAME_ORIGINAL_SCRIPT"), "original")]
    names += [Name(text("ALIAS_NAME", alias), text("QUALITY", alias)) for alias in node if alias.tag.endswith("_ALIAS")]
    kind = EntityType.PERSON if node.tag == "INDIVIDUAL" else EntityType.GROUP
    return Entry(f"UN {text('REFERENCE_NUMBER')}", kind, tuple(dict.fromkeys(name for name in names if name.text)))


def ofac(folder: Path) -> list[Entry]:
    """The persons ("FAMILY, Given") and the armed groups (by their head-words) of OFAC's alternative names."""
    found: dict[str, list[Name]] = {}
    with (folder / "ofac_alt.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.reader(file):
            if len(row) >= 4:
                found.setdefault(row[0], []).append(Name(row[3].strip(), row[2]))
    entries = []
    for id, names in found.items():
        texts = [name.text for name in names]
        if any(_COMPANY.search(text) for text in texts):
            continue
        if all(re.fullmatch(r"[^,]+, [^,]+", text) for text in texts):
            entries.append(Entry(f"OFAC {id}", EntityType.PERSON, tuple(names)))
        elif any(_has_head(text) for text in texts) and not any("," in text for text in texts):
            entries.append(Entry(f"OFAC {id}", EntityType.GROUP, tuple(names)))
    return entries


def _has_head(text: str) -> bool:
    terms = terms_of(text)
    return len(terms) > 1 and any(term.sort == "head" for term in terms)


def ucdp(folder: Path) -> list[Entry]:
    """The actors of UCDP that are no governments: groups, and communities (organisation level 3)."""
    entries = []
    with (folder / "ucdp-actor-221.csv").open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            if row["Org"] not in ("1", "2", "3") or row["NameData"].startswith("Government of"):
                continue
            kind = EntityType.COMMUNITY if row["Org"] == "3" else EntityType.GROUP
            names = [row["NameData"], row["NameOrigFull"], row["NameOrigFullEng"]]
            if "," not in row["NewName"]:
                names += [row["NewNameFullMotherTongue"], row["NewNameFullEng"]]
            texts = dict.fromkeys(" ".join(text.split()) for text in names)
            kept = [Name(text, "ucdp") for text in texts if text and text.lower() not in ("n/a", "spanish")]
            entries.append(Entry(f"UCDP {row['ActorId']}", kind, tuple(kept)))
    return entries


def available(folder: Path) -> bool:
    """Whether the three lists are there."""
    return all((folder / name).is_file() for name in ("un_consolidated.xml", "ofac_alt.csv", "ucdp-actor-221.csv"))


def names_of(entries: list[Entry]) -> Iterator[tuple[Entry, Name]]:
    """Every name with its entry."""
    for entry in entries:
        for name in entry.names:
            yield entry, name
