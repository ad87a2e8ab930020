"""What one launch of the app knows: its workspace folder, its door, its language; and each request as it asks."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, Generic, TypeVar

import msgspec
from fastapi import Depends, Query, Request
from markupsafe import Markup

from rawi.web.beside import Beside
from rawi.web.drawing import Drawing
from rawi.web.opened import Opened
from rawi.web.phrasebook import said_plainly
from rawi.web.security import Door
from rawi.web.state import Language, State, View, clock_of
from rawi.web.wording import told
from rawi.workspace import Workspace

Found = TypeVar("Found")


class Remembered(Generic[Found]):
    """What was found last, for as long as what it rests on stays the same."""

    def __init__(self) -> None:
        self._last: tuple[object, Found] | None = None

    def get(self, rests_on: object, find: Callable[[], Found]) -> Found:
        last = self._last
        if last is None or last[0] != rests_on:
            self._last = last = (rests_on, find())
        return last[1]


class Site(msgspec.Struct, frozen=True, kw_only=True):
    """One launch."""

    folder: Path
    opened: Opened
    door: Door
    language: Language = "en"
    nav: tuple[tuple[str, str], ...] = ()
    """The entries of the navigation: message and address."""
    counted: Remembered[Any] = msgspec.field(default_factory=Remembered)
    """What the first page counts."""
    drawing: Drawing = msgspec.field(default_factory=Drawing)
    """Where the pages of documents become pictures."""
    beside: Beside | None = None
    """The processes that make pages; None where this one makes all."""


class Ask(msgspec.Struct, frozen=True, kw_only=True):
    """One request of a page: the workspace as it stands, and what the address says."""

    site: Site
    workspace: Workspace
    state: State
    path: str
    """Without `.json`, and without what stands after `?`."""
    as_json: bool = False
    """Whether the page's twin is asked for, which says all that there is to say."""
    query: dict[str, str]
    """What the address says besides clocks and language; what it says several times is parted by commas."""

    def t(self, key: str, **parameters: Any) -> str | Markup:
        """Words of the interface in the language of the page."""
        return told(self.state.language, key, **parameters)

    def say(self, about: str, sentence: str) -> str:
        """A sentence that Rawi composed, in the language of the page, without markup: see `phrasebook.py`."""
        return said_plainly(self.state.language, about, sentence)

    def here(self, **changes: object) -> str:
        """The address of this page with some of its parameters changed."""
        return self.state.address(self.path, **{**self.query, **changes})


_CARRIED = ("as_of", "as_known", "lang")
_CLOCK = Query(max_length=60, description="An EDTF date: 2018, 2018-02 or 2018-02-20")


def state_of(
    request: Request,
    as_of: Annotated[str | None, _CLOCK] = None,
    as_known: Annotated[str | None, _CLOCK] = None,
    lang: Annotated[Language | None, Query()] = None,
    view: Annotated[View, Query(description="`table`: a picture's twin; `pages`: those of a PDF")] = "picture",
) -> State:
    """What the address asks of every page. Raises `RawiError` for a clock that is no date."""
    site: Site = request.app.state.site
    return State(
        language=lang or site.language,
        home=site.language,
        as_of=clock_of(as_of),
        as_known=clock_of(as_known),
        view=view,
    )


def asked(request: Request, state: Annotated[State, Depends(state_of)]) -> Ask:
    """The request with its workspace. Raises `WorkspaceError` where that is gone."""
    site: Site = request.app.state.site
    return Ask(
        site=site,
        workspace=site.opened.workspace(),
        state=state,
        path=_page_path(request.url.path),
        as_json=request.url.path.endswith(".json"),
        query={
            name: ",".join(request.query_params.getlist(name)) for name in request.query_params if name not in _CARRIED
        },
    )


def _page_path(path: str) -> str:
    path = path.removesuffix(".json")
    return "/" if path == "/index" else path


Asked = Annotated[Ask, Depends(asked)]
