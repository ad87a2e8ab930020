"""How records become HTML: everything escaped, every control of a document's words made visible, nothing inline."""

from __future__ import annotations

from functools import cache, partial
from typing import Any

from jinja2 import PackageLoader, StrictUndefined
from markupsafe import Markup

from rawi import __version__
from rawi.publish.dossier import Entry
from rawi.publish.page import anchor, cited, direction, one_line, safe_url, shown
from rawi.publish.visible import visible, visible_name
from rawi.vocabulary import load_yaml
from rawi.web.phrasebook import said, said_or_rule, said_or_words
from rawi.web.site import Ask, Site
from rawi.web.state import LANGUAGES, Language, State
from rawi.web.swift import Swift
from rawi.web.wording import told


def render(template: str, ask: Ask, page: Any) -> str:
    """The page as HTML."""
    return environment().get_template(template).render(ask=ask, page=page, **_around(ask))


def render_plain(template: str, language: Language, site: Site, page: Any) -> str:
    """A page that may not know the workspace: an error, a refusal."""
    state = State(language=language, home=site.language)
    return (
        environment()
        .get_template(template)
        .render(page=page, state=state, t=partial(told, language), url=state.address)
    )


def _around(ask: Ask) -> dict[str, Any]:
    """What every template is given beside its record."""
    return {
        "t": ask.t,
        "url": ask.state.address,
        "here": ask.here,
        "state": ask.state,
        "nav": ask.site.nav,
        "csrf": ask.site.door.csrf,
        "term": lambda family, words: term(ask, family, words),
        "term_words": lambda family, words: term_words(ask, family, words),
        "value": lambda entry: value(ask, entry),
        "value_words": lambda entry: value_words(ask, entry),
        "say": partial(said, ask.state.language),
        "say_or_words": partial(said_or_words, ask.state.language),
        "say_or_rule": partial(said_or_rule, ask.state.language),
        "say_plainly": ask.say,
        "case_name": ask.site.folder.name,
        "languages": LANGUAGES,
        "version": __version__,
    }


def term(ask: Ask, family: str, words: str) -> str | Markup:
    """A word of the vocabulary (a stance, a type, a heading, a property) in the language of the page.

    What `terms.yaml` does not have stands in English, marked so.
    """
    said = term_words(ask, family, words)
    if ask.state.language == "en" or said != words:
        return said
    return Markup('<span lang="en" dir="ltr">{}</span>').format(visible(words))


def term_words(ask: Ask, family: str, words: str) -> str:
    """The same without markup, for where none can stand."""
    return words if ask.state.language == "en" else str(load_yaml("terms.yaml", "rawi.web")[family].get(words, words))


def value(ask: Ask, entry: Entry) -> str | Markup:
    """The value of an entry of a dossier; what is none, unknown, lost or denied says so."""
    if entry.absence is not None:
        return _absence(ask, entry)
    said_so = said_or_words(ask.state.language, "value", entry.words)
    return Markup("{} {}").format(ask.t("reader.not"), said_so) if entry.negated else said_so


def value_words(ask: Ask, entry: Entry) -> str:
    """The same without markup, for a title."""
    if entry.absence is not None:
        return _absence(ask, entry)
    said_so = ask.say("value", entry.words)
    return f"{ask.t('reader.not')} {said_so}" if entry.negated else said_so


def _absence(ask: Ask, entry: Entry) -> str:
    if entry.absence == "lost" and entry.claims > 1:
        return str(ask.t("absence.lost_often", n=entry.claims))
    return str(ask.t(f"absence.{entry.absence}"))


@cache
def environment() -> Swift:
    made = Swift(
        loader=PackageLoader("rawi.web", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=shown,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters |= {
        "anchor": anchor,
        "cited": cited,
        "direction": direction,
        "one_line": one_line,
        "one_name": visible_name,
        "safe_url": safe_url,
        "static": lambda path: f"/static/{path}",
    }
    return made
