"""HTML: the visible text in its order, with what the tags say of each stretch; furniture is marked, not dropped."""

from __future__ import annotations

import re

from lxml import etree, html

from rawi.documents.blocks import Block, Page
from rawi.documents.figures import whole_number
from rawi.documents.htmlmeta import read_hints
from rawi.documents.htmltables import Row, rows_of
from rawi.errors import UnreadableDocument
from rawi.model import SegmentKind
from rawi.vocabulary import load_yaml

_SKIPPED = {"script", "style", "noscript", "template", "head", "svg", "iframe", "object", "datalist", "math", "select"}
_INLINE = set(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "img",
        "ins",
        "kbd",
        "label",
        "mark",
        "nobr",
        "q",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
    ]
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_FURNITURE = {"nav", "aside", "footer", "form", "button", "menu", "dialog"}
_ROLES = {"navigation", "banner", "contentinfo", "complementary", "search", "menu", "menubar", "toolbar", "dialog"}
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_SPACES = re.compile(r"[ \t\r\n\u00a0\u200b]+")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_NOTE_ID = re.compile(r"(?:cite_?note|foot_?note|end_?note|_?ftn|_?edn|fn|note|ref)[-_:.]?\w*$", re.I)


def read_html(text: str, path: str) -> Page:
    """A page of the visible text; raises `UnreadableDocument` where the markup is nested deeper than can be read."""
    parser = html.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(_DECLARATION.sub("", text), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError) as error:
        if isinstance(error, etree.XMLSyntaxError) and "unknown error" in str(error):
            raise MemoryError from error  # the parser's way to say that it was given no more
        raise UnreadableDocument(
            f"no HTML that can be read: {error}", where=path, advice="save the page again from a browser, or as text"
        ) from error
    for entry in parser.error_log:
        if "Excessive depth" in entry.message:
            raise UnreadableDocument(
                f"the HTML is nested too deep (line {entry.line})",
                where=path,
                advice="save the page's text as .txt, or its reader view as .html",
            )
    page = Page(text="", format="html", blocks=[], hints=read_hints(root))
    _Walk(page, root).run()
    return page


class _Walk:
    """One pass over the tree without recursion, building the stored text and its blocks as it goes."""

    def __init__(self, page: Page, root: html.HtmlElement):
        self.page = page
        self.root = root
        self.pieces: list[str] = []
        self.length = 0
        self.open: int | None = None
        self.linked = 0
        self.bold = 0
        self.href = ""
        self.gap = 0
        self.chunk = 0
        self.stack: list[html.HtmlElement] = []
        self.skipping: html.HtmlElement | None = None
        self.furniture = _furniture(root)
        self.table: dict[html.HtmlElement, Row] = {}
        self.tables = 0

    def run(self) -> None:
        for event, element in etree.iterwalk(self.root, events=("start", "end")):
            if event == "start":
                self._start(element)
            else:
                self._end(element)
        self._close(1)
        self.page.text = "".join(self.pieces)

    def _start(self, element: html.HtmlElement) -> None:
        if self.skipping is None:
            if element.tag == "br":
                self._close(0)
            elif self._is_block(element):
                self._close(1)
        self.stack.append(element)
        if self.skipping is not None:
            return
        if element.tag in _SKIPPED or _hidden(element):
            self.skipping = element
            return
        if element.tag in ("table", "dl"):
            self.table |= rows_of(element, self.tables)
            self.tables += 1
        if element.tag == "a" and not self.href and (element.get("href") or "").startswith("http"):
            self.href = element.get("href") or ""
        if element in self.table and not self.furniture.intersection(self.stack):
            self._row(self.table[element])
            self.skipping = element
            return
        self._say(element.text)

    def _end(self, element: html.HtmlElement) -> None:
        if self.skipping is None and element.tag != "br" and self._is_block(element):
            self._close(1)
        self.stack.pop()
        if self.skipping is element:
            self.skipping = None
        if self.skipping is None and self.stack:
            self._say(element.tail)

    def _is_block(self, element: html.HtmlElement) -> bool:
        return element.tag not in _INLINE or element in self.furniture

    def _say(self, words: str | None) -> None:
        words = _SPACES.sub(" ", words or "")
        if self.open is None or self.pieces[-1].endswith(" "):
            words = words.lstrip(" ")
        if not words:
            return
        if self.open is None:
            self._begin()
        tags = {above.tag for above in self.stack}
        if "sup" in tags and words.strip().isdigit() and "a" in tags:
            words = words.strip().translate(_SUPERSCRIPT)
            self.page.markers.append((words, self.length, self.length + len(words)))
        if "a" in tags or "button" in tags:
            self.linked += len(words)
        if tags & {"b", "strong"}:
            self.bold += len(words)
        self._write(words)

    def _begin(self) -> None:
        if self.length:
            self._write("\n" * (1 + self.gap))
        self.open = self.length
        self.linked = self.bold = 0

    def _write(self, words: str) -> None:
        self.pieces.append(words)
        self.length += len(words)

    def _close(self, gap: int) -> None:
        """Ends the block that is being written and says what its tags make of it; two `<br>` make a gap as well."""
        if self.open is None:
            self.gap = max(self.gap, gap, 1 if self.page.blocks else 0)
            return
        kept = self.pieces[-1].rstrip()
        self.length -= len(self.pieces[-1]) - len(kept)
        self.pieces[-1] = kept
        length = max(1, self.length - self.open)
        block = Block(self.open, self.length, self.open, self.length, links=self.linked / length, href=self.href)
        block.bold = self.bold >= 0.95 * length
        self._add(block)
        self._next(gap)

    def _add(self, block: Block) -> None:
        block.gap, block.chunk = self.gap, self.chunk
        self._judge(block)
        self.page.blocks.append(block)

    def _next(self, gap: int) -> None:
        self.open = None
        self.href = ""
        self.gap = gap
        self.chunk += bool(gap)

    def _row(self, row: Row) -> None:
        """Writes a row of an infobox or table: key, tab, value; each value a field."""
        for number, cell in enumerate(row.cells):
            if number == 0:
                self._begin()
                start = self.length
            else:
                self._write("\t")
                start = self.length
            if cell.written_key:
                self._write(cell.key or "")
                self._write("\t")
            inner = self.length
            self._write(cell.text)
            kind = SegmentKind.FIELD if cell.key and not row.head else SegmentKind.CHROME if row.head else None
            block = Block(start, self.length, inner, self.length, kind, key=cell.key, role="table", marked=True)
            block.label = str(row.record)
            block.gap, block.chunk = (self.gap if number == 0 else 0), self.chunk
            self.page.blocks.append(block)
        self._next(0)

    def _judge(self, block: Block) -> None:
        """Kind, depth and role from the elements that the block stands in."""
        depth = -1
        for element in reversed(self.stack):
            tag = element.tag
            if element in self.furniture:
                block.role = "nav"
            if _NOTE_ID.match(element.get("id") or "") and block.role != "nav" and tag in ("li", "p", "div", "aside"):
                block.role = "note"
            if tag in _HEADINGS and block.kind is None:
                block.kind, block.depth, block.marked = SegmentKind.HEADING, _HEADINGS[tag], True
            elif tag == "li" and block.kind is None:
                block.kind, block.marked, block.role = SegmentKind.LIST_ITEM, True, block.role or "bullet"
            elif tag in ("ul", "ol"):
                depth += 1
                if tag == "ol" and depth == 0 and block.kind is SegmentKind.LIST_ITEM:
                    block.role = block.role if block.role != "bullet" else "number"
                    block.label = self._position(element)
            elif tag == "blockquote" and block.kind is None:
                block.kind, block.marked = SegmentKind.QUOTATION, True
            elif block.kind is None and (tag == "figcaption" or _is_caption(element)):
                block.kind, block.marked = SegmentKind.CAPTION, True
        if block.kind is SegmentKind.LIST_ITEM:
            block.depth = max(0, depth)

    def _position(self, ordered: html.HtmlElement) -> str:
        """The number that the item of this list shows."""
        item = next((element for element in self.stack if element.getparent() is ordered), None)
        if item is None:
            return ""
        first = whole_number(ordered.get("start") or "")
        before = sum(1 for _ in item.itersiblings("li", preceding=True))
        return str((1 if first is None else first) + before)


def _is_caption(element: html.HtmlElement) -> bool:
    return any("caption" in name for name in (element.get("class") or "").lower().split())


def _hidden(element: html.HtmlElement) -> bool:
    style = (element.get("style") or "").replace(" ", "").lower()
    return (
        element.get("hidden") is not None
        or "display:none" in style
        or "visibility:hidden" in style
        or element.get("aria-hidden") == "true"
    )


def _furniture(root: html.HtmlElement) -> set[html.HtmlElement]:
    """The elements that hold page furniture: by tag, by role, or by a class that says so; never the article itself."""
    words = set(load_yaml("chrome.yaml", "rawi.documents")["classes"])
    lengths: dict[html.HtmlElement, int] = {}
    keeps: set[html.HtmlElement] = set()
    for _, element in etree.iterwalk(root, events=("end",)):
        own = len(element.text or "") + sum(len(child.tail or "") for child in element)
        lengths[element] = own + sum(lengths.get(child, 0) for child in element)
        if element.tag in ("article", "main", "h1") or any(child in keeps for child in element):
            keeps.add(element)
    whole = max(1, lengths.get(root, 1))
    found: set[html.HtmlElement] = set()
    for element, length in lengths.items():
        if element.tag in ("html", "body", "main", "article", "p", "h1", "h2", "h3", "li") or element in keeps:
            continue
        if length > 0.4 * whole and element.tag not in _FURNITURE:
            continue
        named = set(re.split(r"[\s_-]+", f"{element.get('class') or ''} {element.get('id') or ''}".lower()))
        parent = element.getparent()
        if (
            element.tag in _FURNITURE
            or element.get("role") in _ROLES
            or named & words
            or (element.tag == "header" and parent is not None and parent.tag == "body")
        ):
            found.add(element)
    return found
