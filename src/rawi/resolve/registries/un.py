"""The UN Security Council Consolidated List, as XML (https://main.un.org/securitycouncil/en/content/un-sc-consolidated-list)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from rawi.errors import UnreadableDocument
from rawi.model import EntityType, Listed, ListedName
from rawi.model.listed import NameSort

TITLE = "UN Security Council Consolidated List"
_PARTS = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
_SEVERAL = re.compile(r"([^()]+)\(([^()]*)\)")
_SORTS: dict[str, NameSort] = {"low": "weak", "f.k.a.": "former"}


def entries(data: bytes) -> Iterator[Listed | None]:
    """Persons and entities by their reference numbers (`QDe.137`). Raises `UnreadableDocument`."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableDocument(f"is no well-formed XML ({error})") from error
    if root.tag != "CONSOLIDATED_LIST":
        raise UnreadableDocument("is XML, but not the consolidated list of the UN Security Council")
    for tag, kind, alias in (
        ("INDIVIDUAL", EntityType.PERSON, "INDIVIDUAL_ALIAS"),
        ("ENTITY", EntityType.GROUP, "ENTITY_ALIAS"),
    ):
        for item in root.iter(tag):
            yield _entry(item, kind, alias)


def _entry(item: etree._Element, kind: EntityType, alias: str) -> Listed:
    names = [ListedName(" ".join(filter(None, (_text(item, part) for part in _PARTS))))]
    if native := _text(item, "NAME_ORIGINAL_SCRIPT"):
        names.append(ListedName(native, "native"))
    for other in item.findall(alias):
        sort = _SORTS.get(_text(other, "QUALITY").casefold(), "alias")
        names += [ListedName(name, sort) for name in _apart(_text(other, "ALIAS_NAME"))]
    states = [" ".join((value.text or "").split()) for value in item.findall("NATIONALITY/VALUE")]
    return Listed(
        register="un",
        number=_text(item, "REFERENCE_NUMBER"),
        type=kind,
        names=tuple(one for one in names if one.name),
        states=tuple(dict.fromkeys(state for state in states if state)),
    )


def _apart(alias: str) -> list[str]:
    """The names of an alias that holds several: "A (B; C)" are three; a remark in brackets stays with its name."""
    found = _SEVERAL.fullmatch(alias)
    if found is None or ";" not in found[2]:
        return [alias]
    return [found[1].strip(), *(part.strip() for part in found[2].split(";"))]


def _text(item: etree._Element, tag: str) -> str:
    return " ".join((item.findtext(tag) or "").split())
