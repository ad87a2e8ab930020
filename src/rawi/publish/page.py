"""The dossier as one web page: self-contained, without scripts, readable in either direction and on paper."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from rawi import __version__
from rawi.model import Stance
from rawi.publish.backing import backing_words
from rawi.publish.dossier import Dossier, Telling
from rawi.publish.footing import missing_words, withheld_words
from rawi.publish.text import clock_words, entry_words, review_words, standing_words
from rawi.publish.visible import visible
from rawi.publish.wording import MARKS
from rawi.weigh import documents_words

_BREAK = re.compile(r"\s*\n\s*")

STANCES = {
    Stance.STATED: "the document says it in its own voice",
    Stance.REPORTED: "passes it on without distance",
    Stance.CLAIMED: "passes it on with distance",
    Stance.POSSIBLE: "says it with reserve",
    Stance.DOUBTED: "says that it is doubtful or not verified",
    Stance.DENIED: "says that somebody denies it",
}


def dossier_page(dossier: Dossier) -> str:
    """The whole page as HTML; every text of a document is escaped, and no address but http and https becomes a link."""
    return (
        _environment()
        .get_template("dossier.html.jinja")
        .render(
            dossier=dossier,
            standing=standing_words(dossier),
            clocks=clock_words(dossier),
            scripts=_by_script(dossier),
            missing=missing_words(dossier.missing),
            withheld=withheld_words(dossier.withheld) if dossier.withheld else None,
            legend=[(MARKS[stance], stance.value, says) for stance, says in STANCES.items()],
            version=__version__,
        )
    )


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("rawi.publish", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "documents": documents_words,
        "backing": lambda entry: backing_words(entry.documents, entry.known_origins, entry.untraced),
        "entry_words": entry_words,
        "review_words": review_words,
        "anchor": anchor,
        "safe_url": safe_url,
        "cited": cited,
        "one_line": one_line,
        "direction": direction,
    }
    return environment


def shown(value: Any) -> Any:
    """What a text of a document may look like on a page: controls are made visible, markup of our own stays."""
    if type(value) is str:
        return value if value.isascii() and value.isprintable() else visible(value)
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def anchor(words: str) -> str:
    """A heading as the target of a link."""
    return "-".join("".join(c if c.isalnum() else " " for c in words.lower()).split())


def safe_url(url: str | None) -> str | None:
    """The address if it is a web address, else None: no `javascript:`, `data:` or local file is ever linked."""
    if url is None:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


def cited(telling: Telling) -> str:
    """Where a quote stands: file and characters, so that it can be found again."""
    return f"{telling.path}, characters {telling.start}–{telling.end}"


def one_line(context: str) -> str:
    """The words around a quote on one line, line breaks as `¶`; blanks at its ends stay as blanks."""
    return _BREAK.sub(" ¶ ", context)


def direction(words: str) -> str:
    """The direction of a quote: that of most of its letters, whatever the first one is; `auto` where none tells."""
    sides = [unicodedata.bidirectional(c) for c in words]
    left, right = sides.count("L"), sides.count("R") + sides.count("AL")
    return "auto" if left == right else "ltr" if left > right else "rtl"


def _by_script(dossier: Dossier) -> list[tuple[str, Sequence[object]]]:
    scripts: dict[str, list[object]] = {}
    for form in dossier.names:
        scripts.setdefault(form.script, []).append(form)
    return list(scripts.items())
