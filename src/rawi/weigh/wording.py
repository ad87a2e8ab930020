"""How values are put into words, in reasons and wherever a claim is listed."""

from __future__ import annotations

from collections.abc import Iterable

from rawi.model import Value

BEFORE_NUMBER = {
    "about": "about ",
    "at least": "at least ",
    "at most": "at most ",
    "up to": "up to ",
    "several": "several ",
}


def value_words(value: Value | None) -> str:
    """A value as a reader would write it: `about 3,000`, `10–15`, `2012`, `none`, `unknown`, `name lost`."""
    if value is None:
        return ""
    if value.none:
        return "none"
    if value.unknown:
        return "unknown"
    if value.lost:
        return "name lost in the capture"
    return _quantity(value) or (date_words(value.edtf) if value.edtf else "") or value.text or ""


def date_words(edtf: str) -> str:
    """An EDTF date for people: `2012–2024`, `2014 or before`, `2012 or later`, `since 2015`, `around 2014`.

    What it has no words for stays as it is.
    """
    start, slash, end = edtf.partition("/")
    if not slash:
        return _date(edtf)
    if end == "..":
        return f"since {_date(start)}" if start not in ("", "..") else edtf
    if start in ("", "..") and end:
        return f"{_date(end)} or before"
    if not end:
        return f"{_date(start)} or later"
    return f"{_date(start)}–{_date(end)}" if _is_year(start) and _is_year(end) else f"{_date(start)} to {_date(end)}"


def _date(edtf: str) -> str:
    if edtf.endswith(("~", "%")):
        return f"around {_date(edtf[:-1])}"
    if edtf.endswith("?"):
        return f"perhaps {_date(edtf[:-1])}"
    if len(edtf) == 4 and edtf.endswith("X") and edtf[:3].isdigit():
        return f"the {edtf[:3]}0s"
    return edtf


def _is_year(edtf: str) -> bool:
    return len(edtf) == 4 and edtf.isdigit()


def _quantity(value: Value) -> str:
    if value.number is not None:
        words = number_words(value.number)
    elif value.min is not None and value.max is not None:
        words = f"{number_words(value.min)}–{number_words(value.max)}"
    elif value.min is not None:
        words = f"{number_words(value.min)} or more"
    elif value.max is not None:
        words = f"{number_words(value.max)} or fewer"
    else:
        return ""
    if value.qualifier == "estimated":
        return f"{words} (estimated)"
    return BEFORE_NUMBER.get(value.qualifier or "", "") + words


def number_words(number: float) -> str:
    """Digits in groups of three; whole numbers without a decimal point."""
    return f"{int(number):,}" if float(number).is_integer() else f"{number:,}"


def documents_words(count: int) -> str:
    return "1 document" if count == 1 else f"{count} documents"


def counted(told: Iterable[tuple[str, str]]) -> str:
    """`2012 (2 documents), 2015 (1 document)` from pairs of words and document id, most documents first."""
    documents: dict[str, set[str]] = {}
    for words, document in told:
        documents.setdefault(words, set()).add(document)
    ranked = sorted(documents.items(), key=lambda item: (-len(item[1]), item[0]))
    return ", ".join(f"{words} ({documents_words(len(ids))})" for words, ids in ranked)
