"""Wikitext: rendered to the flattened form, `== headings ==` and `- Key: value` boxes, its references as endnotes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import mwparserfromhell as mw
from mwparserfromhell.nodes import Comment, ExternalLink, Heading, HTMLEntity, Tag, Template, Text, Wikilink
from mwparserfromhell.wikicode import Wikicode

from rawi.documents.blocks import Cited, Page
from rawi.documents.lines import read_lines
from rawi.documents.wikicitations import cited_in, is_citation, written_out
from rawi.documents.wikitemplates import is_infobox, is_silent, language_before, listed, shown, table
from rawi.errors import UnreadableDocument
from rawi.model import SegmentKind

_FILE = re.compile(r"\s*:?\s*(?:file|image|category|ملف|تصنيف|صورة|fichier|archivo|datei)\s*:", re.I)
_NOTES_HEADING = re.compile(
    r"\n(=+)\s*(?:references|notes|citations|footnotes|sources|المراجع|références|referencias)\s*\1$", re.I
)


@dataclass(slots=True)
class _Article:
    """The text as it grows, and the references met on the way."""

    notes: list[tuple[str, Cited]] = field(default_factory=list)
    named: dict[str, str] = field(default_factory=dict)
    dropped: list[str] = field(default_factory=list)


def read_wikitext(text: str, path: str) -> Page:
    """A page over the rendered text of an article; raises `UnreadableDocument` where it is nested too deep."""
    article = _Article()
    # The parser looks for the end of every tag that is never closed, and would look for hours.
    if len(re.findall(r"<[a-z]", text)) - len(re.findall(r"</|/>|<br", text)) > 2000:
        raise UnreadableDocument(
            "the wikitext is full of tags that are never closed", where=path, advice="save the page's text as .txt"
        )
    try:
        rendered = _tidy(_render(mw.parse(text, skip_style_tags=False), article))
    except (RecursionError, mw.parser.ParserError) as error:
        raise UnreadableDocument(
            "the wikitext is nested too deep", where=path, advice="save the page's text as .txt, or the page as .html"
        ) from error
    start = len(rendered)
    if article.notes:
        lines = [f"[{label}] {words}" for label, (words, _) in enumerate(article.notes, 1)]
        rendered = rendered.rstrip()
        heading = "" if _NOTES_HEADING.search(rendered) else "\n\n== Notes =="
        start = len(rendered)
        rendered += heading + "\n\n" + "\n".join(lines) + "\n"
    page = read_lines(rendered, "wikitext")
    notes = {f"[{label}]": cited for label, (_, cited) in enumerate(article.notes, 1)}
    for block in page.blocks:
        if article.notes and block.start >= start and block.role == "number":
            block.kind, block.role = SegmentKind.ENDNOTE, "note"
            cited = notes.get(f"[{block.label}]")
            if cited is not None and (cited.title or cited.url):
                cited.block = block
                page.cited.append(cited)
    page.dropped = [(what, 0) for what in article.dropped]
    return page


def _render(code: Wikicode, article: _Article, *, box: bool = False) -> str:
    pieces: list[str] = []
    for node in code.nodes:
        pieces.append(_node(node, article, box=box))
    return "".join(pieces)


def _node(node: object, article: _Article, *, box: bool) -> str:
    if isinstance(node, Text):
        return str(node.value)
    if isinstance(node, Comment):
        return ""
    if isinstance(node, HTMLEntity):
        return str(node.normalize())
    if isinstance(node, Heading):
        marks = "=" * node.level
        return f"{marks} {_render(node.title, article).strip()} {marks}"
    if isinstance(node, Wikilink):
        return _link(node, article, box=box)
    if isinstance(node, ExternalLink):
        return (
            _render(node.title, article, box=box) if node.title is not None else "" if node.brackets else str(node.url)
        )
    if isinstance(node, Template):
        return _template(node, article, box=box)
    if isinstance(node, Tag):
        return _tag(node, article, box=box)
    return ""


def _link(node: Wikilink, article: _Article, *, box: bool) -> str:
    target = str(node.title)
    if _FILE.match(target):
        if box or node.text is None or target.lstrip().startswith(":"):
            return ""
        caption = _render(node.text, article).split("|")[-1].strip()
        plain = re.fullmatch(r"thumb|right|left|center|frame(?:less)?|upright.*|\d+(?:x\d+)?px|alt=.*", caption)
        return "" if plain or not caption else f"\n\n{caption}\n\n"
    if node.text is not None:
        return _render(node.text, article, box=box)
    return target.split("#", maxsplit=1)[0].strip() or target


def _tag(node: Tag, article: _Article, *, box: bool) -> str:
    name = str(node.tag).strip().lower()
    if name == "ref":
        return _reference(node, article)
    if name == "br":
        return "\n" if box else " "
    if name in (
        "references",
        "gallery",
        "timeline",
        "math",
        "style",
        "script",
        "imagemap",
        "section",
        "templatestyles",
    ):
        return ""
    if name in ("li", "dt", "dd") and node.wiki_markup:
        return str(node.wiki_markup)
    if name == "li":
        return "\n* " + _render(node.contents, article, box=box).strip()
    if name == "hr":
        return "\n"
    if name == "table":
        return _table(node, article)
    if name == "blockquote":
        return "\n\n> " + " ".join(_render(node.contents, article).split()) + "\n\n"
    return _render(node.contents, article, box=box) if node.contents is not None else ""


def _reference(node: Tag, article: _Article) -> str:
    name = str(node.get("name").value).strip() if node.has("name") else ""
    inner = node.contents
    if name in article.named and (inner is None or not str(inner).strip()):
        return f"[{article.named[name]}]"
    if inner is None or not str(inner).strip():
        # A name that is declared further down keeps its number for then.
        label = article.named.setdefault(name, str(len(article.notes) + 1))
        if label == str(len(article.notes) + 1):
            article.notes.append(("", Cited()))
        return f"[{label}]"
    cited = cited_in(inner)
    words = " ".join(_render(inner, _Article()).split())
    if name in article.named:
        article.notes[int(article.named[name]) - 1] = (words, cited)
        return f"[{article.named[name]}]"
    article.notes.append((words, cited))
    label = str(len(article.notes))
    if name:
        article.named[name] = label
    return f"[{label}]"


def _template(node: Template, article: _Article, *, box: bool) -> str:
    name = " ".join(str(node.name).replace("_", " ").split()).lower()
    if is_infobox(name):
        return _infobox(node, article)
    items = listed(node, name)
    if items is not None:
        return "".join(_items(_render(item, article, box=True)) for item in items)
    if is_citation(name):
        return written_out(cited_in(mw.parse(str(node))))
    if is_silent(name):
        if "flag" in name or "icon" in name:
            article.dropped.append(f"a picture instead of words: {{{{{node.name}}}}}")
        return ""
    words = shown(node, name)
    if words is None:
        article.dropped.append(f"a template that is not known: {{{{{node.name}}}}}")
        return ""
    return language_before(node, name) + _render(words, article, box=box)


def _items(words: str) -> str:
    """The lines of a list template, each with its star."""
    lines = [line.strip() for line in words.split("\n") if line.strip()]
    return "".join(f"\n{line if line.startswith('*') else '* ' + line}" for line in lines)


def _infobox(node: Template, article: _Article) -> str:
    title, rows = None, []
    for parameter in node.params:
        key = " ".join(str(parameter.name).replace("_", " ").split())
        value = _value(_render(parameter.value, article, box=True))
        if not value or (parameter.showkey is False):
            continue
        if title is None and key.lower() in table("name_keys"):
            title = value
        elif key.lower() == "size" or not re.match(table("layout_keys"), key, re.I):
            rows.append(f"- {key[:1].upper()}{key[1:]}: {value}" if key else f"- {value}")
    return "\n" + "\n".join([title or "Infobox", *rows]) + "\n\n" if rows else ""


def _value(words: str) -> str:
    """A value on one line: list items joined by a middle dot, deeper ones with their stars."""
    lines = [" ".join(line.split()) for line in words.split("\n")]
    items: list[str] = []
    for line in lines:
        stars = re.match(r"\*+", line)
        rest = line[stars.end() :].strip() if stars else line
        if rest:
            depth = len(stars[0]) if stars else 0
            items.append(("*" * depth + " " if depth > 1 else "") + rest)
    return " · ".join(items)


def _table(node: Tag, article: _Article) -> str:
    rows: list[str] = []
    for row in node.contents.filter_tags(matches=lambda tag: str(tag.tag) == "tr", recursive=False):
        cells = [
            " ".join(_render(cell.contents, article).split()).replace("|", "/")
            for cell in row.contents.filter_tags(matches=lambda tag: str(tag.tag) in ("td", "th"), recursive=False)
        ]
        if cells:
            rows.append("| " + " | ".join(cells) + " |")
    return "\n" + "\n".join(rows) + "\n" if rows else ""


def _tidy(words: str) -> str:
    """One blank line at most between paragraphs, no blank inside a line, headings apart."""
    lines = [re.sub(r"[ \t\u00a0]+", " ", line).strip() for line in words.split("\n")]
    lines = [re.sub(r"\(\s*[;,]?\s*\)", "", line).replace(" ,", ",") if line[:2] != "- " else line for line in lines]
    kept: list[str] = []
    for line in lines:
        if not line and (not kept or not kept[-1]):
            continue
        if line.startswith("=") and kept and kept[-1]:
            kept.append("")
        kept.append(line)
    return "\n".join(kept).strip() + "\n"
