"""What the head of an HTML page says of it: meta elements, JSON-LD, canonical address, language."""

from __future__ import annotations

import json
from typing import Any

from lxml import html

from rawi.documents.blocks import Hints
from rawi.vocabulary import load_yaml


def read_hints(root: html.HtmlElement) -> Hints:
    """Title, author, publisher, address, language and dates as the page's head gives them."""
    hints = Hints(language=(root.get("lang") or "").split("-")[0].lower() or None)
    wanted: dict[str, list[str]] = load_yaml("metadata.yaml", "rawi.documents")["html_meta"]
    stated: dict[str, str] = {}
    for element in root.iter("meta"):
        name = (element.get("property") or element.get("name") or element.get("itemprop") or "").lower()
        content = " ".join((element.get("content") or "").split())
        if name and content:
            stated.setdefault(name, content)
    for field, names in wanted.items():
        found = next((stated[name] for name in names if name in stated), None)
        if found is None:
            continue
        if field in ("published", "updated"):
            hints.dates.append((field, found))
        elif field != "author" or not found.startswith("http"):
            setattr(hints, field, getattr(hints, field) or found)
    for element in root.iter("link"):
        if element.get("rel") == "canonical" and element.get("href"):
            hints.url = hints.url or element.get("href")
    for element in root.iter("script"):
        if element.get("type") == "application/ld+json" and element.text:
            _read_linked_data(element.text, hints)
    if not any(role == "published" for role, _ in hints.dates):
        for element in root.iter("time"):
            if element.get("datetime"):
                hints.dates.append(("published", element.get("datetime") or ""))
                break
    if hints.title is None:
        title = root.find(".//head/title")
        if title is not None:
            hints.title = " ".join(title.text_content().split()) or None
    return hints


def _read_linked_data(source: str, hints: Hints) -> None:
    try:
        found: Any = json.loads(source)
    except (ValueError, RecursionError):
        return
    queue = found if isinstance(found, list) else [found]
    for entry in queue:
        if not isinstance(entry, dict):
            continue
        queue.extend(part for part in entry.get("@graph") or [] if isinstance(part, dict) and len(queue) < 200)
        if not any("Article" in str(kind) or "Posting" in str(kind) for kind in _listed(entry.get("@type"))):
            continue
        hints.author = hints.author or _name(entry.get("author"))
        hints.publisher = hints.publisher or _name(entry.get("publisher"))
        hints.title = hints.title or _name(entry.get("headline"))
        known = {role for role, _ in hints.dates}
        for key, role in (("datePublished", "published"), ("dateModified", "updated")):
            if isinstance(entry.get(key), str) and role not in known:
                hints.dates.append((role, entry[key]))


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _name(value: Any) -> str | None:
    """The name of a person or body as JSON-LD gives it: a string, an object with a name, or a list of these."""
    names = [part.get("name") if isinstance(part, dict) else part for part in _listed(value)]
    return " and ".join(name.strip() for name in names if isinstance(name, str) and name.strip()) or None
