"""What a page was asked to be: its two clocks, its language, picture or table. All of it stands in the address."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal
from urllib.parse import quote_plus

import msgspec

from rawi.publish import Clock, read_clock

Language = Literal["en", "ar"]
LANGUAGES: tuple[Language, ...] = ("en", "ar")
View = Literal["picture", "table", "pages"]


class State(msgspec.Struct, frozen=True, kw_only=True):
    """`home` is the language that the app was started with, which an address need not name."""

    language: Language = "en"
    home: Language = "en"
    as_of: Clock | None = None
    as_known: Clock | None = None
    view: View = "picture"

    @property
    def direction(self) -> Literal["ltr", "rtl"]:
        return "rtl" if self.language == "ar" else "ltr"

    @property
    def kept(self) -> dict[str, str]:
        """The parameters that every address of the app carries on, so that clocks and language drive all pages."""
        found = {}
        if self.as_of is not None:
            found["as_of"] = self.as_of.words
        if self.as_known is not None:
            found["as_known"] = self.as_known.words
        if self.language != self.home:
            found["lang"] = self.language
        return found

    def address(self, path: str, **parameters: object) -> str:
        """`path` with what every address carries and with `parameters`; one that is None or "" is left out.

        A part after `#` stays at the end.
        """
        asked = {**self.kept, **parameters}
        if not asked:
            return path
        path, mark, anchor = path.partition("#")
        said = ((name, str(value)) for name, value in asked.items() if value not in (None, ""))
        query = "&".join(f"{_quoted(name)}={_quoted(value)}" for name, value in said)
        return f"{path}{'?' if query else ''}{query}{mark}{anchor}"


@lru_cache(maxsize=4096)
def _quoted(words: str) -> str:
    return quote_plus(words)


def clock_of(words: str | None) -> Clock | None:
    """The clock that an address sets; None for none. Raises `RawiError` for what is no date."""
    return read_clock(words) if words and words.strip() else None
