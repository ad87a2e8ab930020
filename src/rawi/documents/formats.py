"""Which format a text is in: what its signs say first, then the extension of its name."""

from __future__ import annotations

import re
from pathlib import PurePath

_HTML_START = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_TAGS = re.compile(r"</(?:p|div|body|html|table|article|h[1-6]|li)>", re.I)
_WIKI_HEADING = re.compile(r"^(={1,6})[^=\n].*?\1[ \t]*$", re.M)
_WIKI_SIGNS = re.compile(r"^\s*\{\{|\[\[[^\]\n]{1,200}\]\]|<ref[ >/]|\{\{[^{}]{1,80}\|", re.M)
_MARKDOWN_SIGNS = (
    re.compile(r"^#{1,6}[ \t]+\S", re.M),
    re.compile(r"\[[^\]\n]{1,200}\]\((?:https?:|/|#|mailto:)[^)\n]*\)"),
    re.compile(r"^\[\^[^\]\n]{1,40}\]:", re.M),
    re.compile(r"^[ \t]*\|[ \t]*:?---", re.M),
    re.compile(r"^```", re.M),
    re.compile(r"(?<!\*)\*\*(?=\S)[^*\n]{1,200}(?<=\S)\*\*(?!\*)"),
)
_FRONT = re.compile(r"---[ \t]*\n(?:.*\n)*?(?:---|\.\.\.)[ \t]*(?:\n|$)")
_EXTENSIONS = {
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".md": "markdown",
    ".markdown": "markdown",
    ".mkd": "markdown",
    ".wiki": "wikitext",
    ".wikitext": "wikitext",
    ".mediawiki": "wikitext",
}


def format_of(text: str, path: str) -> str:
    """`text`, `markdown`, `html`, `wikitext` or `boxtext` (encyclopedia text with `== headings ==` and no markup)."""
    named = _EXTENSIONS.get(PurePath(path).suffix.lower())
    if named:
        return named
    if _HTML_START.match(text) or len(_TAGS.findall(text[:20000])) >= 5:
        return "html"
    if _FRONT.match(text):
        return "markdown"
    headings = len(_WIKI_HEADING.findall(text))
    signs = len(_WIKI_SIGNS.findall(text))
    if signs >= 3 or (signs and headings):
        return "wikitext"
    if headings:
        return "boxtext"
    if _MARKDOWN_SIGNS[0].search(text) or sum(bool(sign.search(text)) for sign in _MARKDOWN_SIGNS) >= 2:
        return "markdown"
    return "text"
