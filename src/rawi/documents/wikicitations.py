"""Cite templates of wikitext: the work that each cites, in the languages whose parameter names are known."""

from __future__ import annotations

from mwparserfromhell.nodes import Template
from mwparserfromhell.wikicode import Wikicode

from rawi.documents.blocks import Cited
from rawi.documents.wikitemplates import table


def is_citation(name: str) -> bool:
    """Whether a template of this name (lower case) cites a work."""
    return name.startswith(tuple(table("cite_beginnings")))


def cited_in(code: Wikicode) -> Cited:
    """The work that the cite templates of a reference name; all None where there is none."""
    cited = Cited()
    for template in code.filter_templates(recursive=False):
        if not is_citation(" ".join(str(template.name).split()).lower()):
            continue
        value = _values(template)
        found = {
            part: next((value[key] for key in keys if value.get(key)), None)
            for part, keys in table("cite_fields").items()
        }
        cited.author = cited.author or _people(value) or found["author"]
        cited.title = cited.title or found["title"]
        cited.publisher = cited.publisher or found["publisher"]
        cited.date = cited.date or found["date"]
        cited.url = cited.url or found["url"]
    return cited


def written_out(cited: Cited) -> str:
    """The work in one line, as an endnote shows it."""
    parts = [
        cited.author and f"{cited.author},",
        cited.title and f"“{cited.title}.”",
        cited.publisher and f"*{cited.publisher}*,",
        cited.date,
        cited.url and f"({cited.url})",
    ]
    return " ".join(part for part in parts if part)


def _people(value: dict[str, str]) -> str | None:
    """The authors of a template that gives first and last names, in order."""
    names = []
    for number in ("", *map(str, range(1, 10))):
        last, first = value.get(f"last{number}"), value.get(f"first{number}")
        if last:
            names.append(f"{first or ''} {last}".strip())
        elif number and value.get(f"author{number}"):
            names.append(value[f"author{number}"])
    return " and ".join(names) or None


def _values(template: Template) -> dict[str, str]:
    return {str(p.name).strip().lower(): " ".join(str(p.value.strip_code()).split()) for p in template.params}
