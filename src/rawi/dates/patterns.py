"""The patterns of `expressions.yaml`, filled from `calendar.yaml`, compiled once, by the word that each starts at."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, NamedTuple

from rawi.dates.calendar import month_names, words
from rawi.vocabulary import load_yaml

SPACE = r"(?:[^\S\n]+|[^\S\n]*\n[^\S\n]*)"
"""White space that does not leave the paragraph."""
DIGITS = "digits"


class Pattern(NamedTuple):
    """One row of the file: its name, its compiled pattern and the row itself."""

    name: str
    regex: re.Pattern[str]
    row: dict[str, Any]


@cache
def expressions() -> dict[str, Any]:
    """The rows of `expressions.yaml`."""
    rows: dict[str, Any] = load_yaml("expressions.yaml", "rawi.dates")
    return rows


def either(options: list[str]) -> str:
    """An alternation, the longest first, so that `september` is not read as `sep`."""
    return "|".join(re.escape(o).replace("\\ ", " ") for o in sorted(options, key=lambda o: (-len(o), o)))


@cache
def pieces() -> dict[str, str]:
    """What stands for each name in curly brackets."""
    tables = words()
    english = month_names("english")
    full = [row[0] for row in tables["months"]["english"]]
    short = either([n for n in english if n not in full])
    month = f"(?:(?:{either(full)})(?![a-z])|(?:{short})(?:\\.|(?![a-z])))"
    numbers = either([*tables["vague_numbers"], *tables["numbers"]])
    return {
        "day": r"(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?!\d|[.,]\d|:\d|%)",
        "day2": r"(?P<day2>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?!\d|[.,]\d|:\d|%)",
        "d": r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?",
        "month": f"(?P<month>{month})",
        "month2": f"(?P<month2>{month})",
        "monthname": month,
        "monthfull": f"(?P<month>(?:{either(full)})(?![a-z]))",
        "year": r"(?P<year>1\d\d\d|20\d\d)(?!\d|[.,]\d)",
        "season": f"(?P<season>{either(list(tables['season_names']))})",
        "season2": f"(?P<season2>{either(list(tables['season_names']))})",
        "weekday": f"(?P<weekday>{either(tables['weekdays'])})",
        "n": rf"(?P<n>(?:{numbers})|\d{{1,3}})",
        "unit": r"(?P<unit>day|week|month|year|decade)s?(?![a-z])",
        "ordinal": either(list(tables["ordinals"])),
        "about": f"(?:{'|'.join(row['words'] for row in expressions()['hedges'] if row['means'] == 'around')})",
        "centuries": either(list(tables["centuries"])),
    }


def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern of the file as a regular expression that ignores case and keeps to whole words at its end."""
    for name, piece in pieces().items():
        pattern = pattern.replace("{" + name + "}", piece.replace(" ", "\0"))
    pattern = pattern.replace("[ ", "[\\x20").replace(" ?", "\\s?").replace(" *", "[^\\S\\n]*")
    pattern = pattern.replace(" ", SPACE).replace("\0", SPACE)
    return re.compile(f"(?:{pattern})(?<![A-Za-z0-9](?=[A-Za-z0-9]))", re.IGNORECASE)


@cache
def by_start(section: str) -> dict[str, tuple[Pattern, ...]]:
    """The patterns of one section by the folded word (or `digits`) at which each is tried, in the file's order."""
    found: dict[str, list[Pattern]] = {}
    for row in expressions()[section]:
        pattern = Pattern(row["name"], compiled(row["pattern"]), row)
        for start in row["starts"]:
            for word in _start_words(str(start)):
                found.setdefault(word, []).append(pattern)
    return {word: tuple(rows) for word, rows in found.items()}


def _start_words(start: str) -> list[str]:
    tables = words()
    match start:
        case "month":
            return [n.rstrip(".") for n in month_names("english")]
        case "season":
            return list(tables["season_names"])
        case "weekday":
            return list(tables["weekdays"])
        case "number":
            return [DIGITS, *dict.fromkeys(n.split()[0] for n in (*tables["numbers"], *tables["vague_numbers"]))]
        case _:
            return [start.lower()]


@cache
def listed(section: str) -> tuple[tuple[str, str], ...]:
    """`(words, means)` of a section whose rows name words and what they mean."""
    return tuple((row["words"], row["means"]) for row in expressions()[section])


@cache
def one_of(name: str, *, before: str = "", after: str = "") -> re.Pattern[str]:
    """The words listed under `name`, between two pieces of pattern."""
    return re.compile(f"{before}(?:{expressions()[name].replace(' ', SPACE)}){after}", re.IGNORECASE)
