"""The swifter templates put out what Jinja puts out, whatever the values are."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import DictLoader, Environment, StrictUndefined, UndefinedError
from markupsafe import Markup

from rawi.model import EntityType
from rawi.publish.page import shown
from rawi.web.state import State
from rawi.web.swift import Swift

PAGE = """{% import "parts" as parts with context %}
<p class="{{ 'long' if words | length > 3 }}" title="{{ value }}">{{ words }}{{ none }}{{ 3.5 }}{{ "a<b" }}</p>
{% for one in [words, value, kind] %}{{ loop.index }}: {{ parts.row(one, word=words ~ "&") }}
{{ sep() if not loop.last }}
{% endfor %}{{ [words, words] | join(" & ") }} {{ words ~ ("/" ~ words if flag) }} {{ kind | lower }} {{ trusted }}
{% set ns = namespace(seen=0) %}{% for one in words %}{% set ns.seen = ns.seen + 1 %}{% endfor %}{{ ns.seen }}"""
PARTS = """{% macro row(one, word="none", other=none) %}<b>{{ one }}</b>{{ word }}{% if other %}{{ other }}{% endif %}
{{- inner(one) }}{% endmacro %}{% macro inner(x) %}<i>{{ x }}{{ sep(n=2) }}</i>{% endmacro %}"""


def made(kind: type[Environment]) -> Environment:
    return kind(
        loader=DictLoader({"page": PAGE, "parts": PARTS, "missing": "{{ nobody }}", "gone": "{{ nobody.name }}"}),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )


SWIFT, JINJA = made(Swift), made(Environment)
HOSTILE = ["<script>", "a&b", "“quoted”", "'", '"', "\u202eabc", "\x1b[2J", "\x00", "ا" * 3, "", "\t", "\n"]
WORDS = st.text() | st.sampled_from(HOSTILE)
VALUES = WORDS | st.integers() | st.floats() | st.none() | WORDS.map(lambda one: Markup("<em>{}</em>").format(one))


@given(words=WORDS, value=VALUES, kind=st.sampled_from(EntityType), flag=st.booleans(), trusted=WORDS)
def test_a_page_is_the_same_with_either(words: str, value: Any, kind: EntityType, flag: bool, trusted: str) -> None:
    around = {
        "words": words,
        "value": value,
        "kind": kind,
        "flag": flag,
        "trusted": Markup("<q>{}</q>").format(trusted),
        "sep": lambda n=1: " < " * n,
    }
    assert SWIFT.get_template("page").render(**around) == JINJA.get_template("page").render(**around)


@pytest.mark.parametrize("template", ["missing", "gone"])
def test_what_is_not_there_is_an_error_with_either(template: str) -> None:
    for environment in (SWIFT, JINJA):
        with pytest.raises(UndefinedError):
            environment.get_template(template).render()


@given(st.dictionaries(st.text(min_size=1), st.text() | st.integers() | st.none(), max_size=4))
def test_an_address_says_its_parameters_as_the_web_does(asked: dict[str, str | int | None]) -> None:
    said = {name: str(value) for name, value in asked.items() if value not in (None, "")}
    assert State().address("/review", **{}) == "/review"
    expected = f"/review?{urlencode(said)}" if said else "/review"
    assert State().address("/review", **asked) == expected  # type: ignore[arg-type]
