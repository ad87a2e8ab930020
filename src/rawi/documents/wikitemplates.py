"""What templates of wikitext show: lists are expanded, icons and layout say nothing, the rest shows its words."""

from __future__ import annotations

import re
from typing import Any

import mwparserfromhell as mw
from mwparserfromhell.nodes import Template
from mwparserfromhell.wikicode import Wikicode

from rawi.documents.figures import whole_number
from rawi.vocabulary import load_yaml


def _names(group: str) -> frozenset[str]:
    return frozenset(str(name) for name in table(group))


def is_infobox(name: str) -> bool:
    return name.startswith(tuple(table("infobox_beginnings"))) or name in _names("infoboxes")


def table(group: str) -> Any:
    """A table of `wikitemplates.yaml`."""
    return load_yaml("wikitemplates.yaml", "rawi.documents")[group]


def is_silent(name: str) -> bool:
    """Whether a template only draws: flags, icons, layout, maintenance notices."""
    return name in _names("silent") or bool(
        re.match(
            r"(?:flag ?icon|flagdeco|navbar|navbox|use \w+ |pp-|short desc|sidebar|portal|authority|defaultsort)", name
        )
    )


def listed(node: Template, name: str) -> list[Wikicode] | None:
    """The items of a list template, or None for any other."""
    if name not in _names("lists"):
        return None
    items = []
    for parameter in node.params:
        if parameter.showkey and not str(parameter.name).strip().isdigit():
            continue
        items.append(parameter.value)
    return items


def shown(node: Template, name: str) -> Wikicode | None:
    """What any other template shows of its parameters: a name of a country, the words of a language, a date."""
    words = [
        parameter.value for parameter in node.params if not parameter.showkey or str(parameter.name).strip().isdigit()
    ]
    if name in ("circa", "c."):
        return mw.parse("c. " + (str(words[0]).strip() if words else ""))
    if name in _names("dates") or re.match(r"(?:start|end|birth|death)[ -]date", name):
        numbers = [number for w in words[:3] if (number := whole_number(str(w))) is not None]
        return mw.parse("-".join(f"{number:02d}" for number in numbers))
    if not words:
        return None
    if name in _names("second"):
        return words[1] if len(words) > 1 else words[0]
    if name in _names("first") or name.startswith(("flag", "lang-", "langx")):
        return words[1 if name == "langx" and len(words) > 1 else 0]
    return words[0] if name in _names("transparent") else None


def language_before(node: Template, name: str) -> str:
    """The language that `{{langx|ar|…}}` and `{{lang-ar|…}}` show before the words: "Arabic: "."""
    code = name[5:] if name.startswith("lang-") else ""
    if name == "langx" and node.params:
        code = str(node.params[0].value).strip()
    language = table("languages").get(code.split("-")[0])
    return f"{language}: " if language else ""
