"""The elements of an SVG: text escaped, numbers short, names closed off so that either direction keeps its place.

Every look is an attribute of the element, never a style: a page may forbid inline styles and still show the picture.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape

from rawi.publish.visible import visible, visible_name

FONT = "Noto Sans, Noto Sans Arabic, sans-serif"
INK, SOFT, PAPER, LINE = "#1d1d1b", "#5b5b57", "#ffffff", "#8a8a84"
PLUS, MINUS, NEITHER, ALARM = "#1b6e43", "#a3271f", "#44546a", "#b35c00"
_OPEN, _CLOSE = "\u2068", "\u2069"
Say = Callable[[str, str], str]
"""How a picture says its own sentences: from what they are about and their English to words of another language."""


def as_written(about: str, sentence: str) -> str:
    return sentence


def element(name: str, *inside: str, **attributes: object) -> str:
    """An element; in the names of attributes `_` stands for `-`, and one that is None is left out."""
    said = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(_value(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{said}>{''.join(inside)}</{name}>" if inside else f"<{name}{said}/>"


def words(text: str, x: float, y: float, **attributes: object) -> str:
    """A line of words of ours or of a document, at a place."""
    return element("text", escape(visible(text)), **{"x": x, "y": y, "font_size": 13, "fill": INK, **attributes})


def name(text: str, x: float, y: float, *, most: int, **attributes: object) -> str:
    """A name of a document: in its own direction, cut after `most` characters; the whole is its title elsewhere."""
    shown = visible_name(text)
    shown = shown if len(shown) <= most else shown[: most - 1].rstrip() + "…"
    isolated = f"{_OPEN}{escape(shown)}{_CLOSE}"
    return element("text", isolated, **{"x": x, "y": y, "font_size": 13, "fill": INK, **attributes})


def title(text: str) -> str:
    return element("title", escape(visible(text)))


def group(inside: Iterable[str], **attributes: object) -> str:
    return element("g", "".join(inside) or " ", **attributes)


def link(href: str | None, inside: str, label: str) -> str:
    """What can be asked for its evidence; without an address, only what is drawn."""
    return element("a", inside, href=href, aria_label=visible(label)) if href else inside


def picture(
    inside: Iterable[str], *, width: float, height: float, label: str, defs: str = "", **attributes: object
) -> str:
    """The whole picture, with its name for those who do not see it."""
    return element(
        "svg",
        title(label),
        element("defs", defs) if defs else "",
        element("rect", width=width, height=height, fill=PAPER),
        *inside,
        **{
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {_value(width)} {_value(height)}",
            "width": width,
            "height": height,
            "direction": "ltr",
            "font_family": FONT,
            "role": "group",
            "aria_label": visible(label),
            **attributes,
        },
    )


def _value(value: object) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
