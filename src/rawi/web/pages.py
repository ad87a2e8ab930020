"""The one way a page is made: a function from what was asked to a record, shown as HTML by a template or as JSON.

    family = Family("sources", nav=("nav.sources", "/sources", 50))

    @family.page("/sources", "sources.html")
    def sources(ask: Asked) -> SourcesView: ...

    @family.change("/sources/grade")
    def grade(ask: Asked, document: Annotated[str, Form()]) -> str: ...

gives `/sources`, its JSON twin `/sources.json`, and a change that answers with the address to go to (303). In the
template, `page` is the record, `ask` the request, `t` the words of the interface, `url` makes addresses that carry
clocks and language. A page without JavaScript is complete; htmx asks for the same addresses.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from functools import wraps
from typing import Any

import msgspec
from fastapi import APIRouter
from starlette.responses import HTMLResponse, RedirectResponse, Response

from rawi.web.beside import Wanted
from rawi.web.site import Ask, Site
from rawi.web.state import State
from rawi.web.templating import render

_UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
"""What turns a line of a viewer around: escaped in JSON, not lost."""

Nav = tuple[str, str, int]
"""The message of an entry of the navigation, its address, and its place among the others."""


class Family:
    """The pages of one family; `router` is what the app takes in, `nav` its entry in the navigation."""

    def __init__(self, name: str, nav: Nav | None = None):
        self.name, self.nav = name, nav
        self.router = APIRouter(tags=[name])
        self._remembered: dict[str, tuple[str, Callable[..., Any]]] = {}
        """Template and view of the pages that are remembered, by the name of the view."""

    def page(
        self, path: str, template: str, *, remembered: bool = False
    ) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
        """Registers a view, whose first parameter is `ask: Asked`, at `path` and its JSON twin.

        A page is `remembered` while nothing in the workspace changes: one that shows the workspace and what it is asked
        with, and nothing else.
        """

        def register(view: Callable[..., Any]) -> Callable[..., Any]:
            if remembered:
                self._remembered[view.__name__] = template, view

            @_as(view)
            def page(**given: Any) -> Response:
                return HTMLResponse(self._again(view.__name__, given) if remembered else _made(template, view, given))

            @_as(view)
            def twin(**given: Any) -> Response:
                return json_response(view(**given))

            says = _summary(view)
            beside = "/index.json" if path == "/" else f"{path}.json"
            self.router.get(beside, name=f"{view.__name__}.json", response_class=JsonText, summary=says)(twin)
            self.router.get(path, name=view.__name__, response_class=HTMLResponse, summary=says)(page)
            return view

        return register

    def made(self, view: str, given: dict[str, Any]) -> bytes:
        """The page of a view that is remembered, by the view's name and its parameters."""
        return _made(*self._remembered[view], given)

    def _again(self, view: str, given: dict[str, Any]) -> bytes:
        """The page as it was made for the same question, where nothing has changed since; else made now."""
        ask: Ask = given["ask"]
        rest = {name: value for name, value in given.items() if name != "ask"}
        wanted = Wanted(self.name, view, ask.state, ask.path, ask.query, rest)
        opened = ask.site.opened
        stands = opened.standing()
        page = opened.page(wanted.key, stands)
        if page is None:
            page = ask.site.beside.page(wanted) if ask.site.beside is not None else None
            page = page or self.made(view, given)
            opened.remember(wanted.key, stands, page)
        return page

    def ahead(self, site: Site, view: str, path: str, **given: Any) -> None:
        """Makes a page that is remembered before anybody asks for it, by a process beside the app.

        `given` are those parameters of the view that have no default.
        """
        parameters = inspect.signature(self._remembered[view][1]).parameters.values()
        rest = {one.name: one.default for one in parameters if one.name != "ask"} | given
        wanted = Wanted(self.name, view, State(language=site.language, home=site.language), path, {}, rest)
        stands = site.opened.standing()
        if site.beside is None or site.opened.page(wanted.key, stands) is not None:
            return
        page = site.beside.ahead(wanted)
        if page is not None:
            site.opened.remember(wanted.key, stands, page)

    def change(self, path: str) -> Callable[[Callable[..., str | Response]], Callable[..., Any]]:
        """Registers a change: it answers with the address to go to, or with an answer of its own."""

        def register(view: Callable[..., str | Response]) -> Callable[..., Any]:
            @_as(view)
            def changed(**given: Any) -> Response:
                going = view(**given)
                return going if isinstance(going, Response) else RedirectResponse(local(going), status_code=303)

            self.router.post(
                path, name=view.__name__, response_class=HTMLResponse, status_code=303, summary=_summary(view)
            )(changed)
            return view

        return register


def _made(template: str, view: Callable[..., Any], given: dict[str, Any]) -> bytes:
    return render(template, given["ask"], view(**given)).encode()


class JsonText(Response):
    media_type = "application/json"


def json_response(record: Any, status: int = 200) -> Response:
    """A record as JSON, letters as they are; what turns a viewer's line around stands by its number."""
    made = msgspec.json.format(msgspec.json.encode(record), indent=2).decode()
    escaped = _UNSAFE.sub(lambda found: f"\\u{ord(found.group()):04x}", made)
    return JsonText(escaped + "\n", status_code=status)


def local(address: str) -> str:
    """An address of this app, for going back to it: anything that leads elsewhere becomes the first page."""
    inside = address.startswith("/") and not address.startswith(("//", "/\\")) and address.isprintable()
    return address if inside else "/"


def back(ask: Ask, given: str | None, otherwise: str) -> str:
    """Where a form goes when it is done: where it says, else to `otherwise`, with clocks and language."""
    return local(given) if given else ask.state.address(otherwise)


def _as(view: Callable[..., Any]) -> Callable[[Callable[..., Response]], Callable[..., Response]]:
    """The function under the name and the parameters of a view, their types resolved where the view stands."""

    def dress(function: Callable[..., Response]) -> Callable[..., Response]:
        dressed = wraps(view)(function)
        signature = inspect.signature(view, eval_str=True)
        dressed.__signature__ = signature.replace(return_annotation=Response)  # type: ignore[attr-defined]
        dressed.__annotations__ = {name: one.annotation for name, one in signature.parameters.items()}
        return dressed

    return dress


def _summary(view: Callable[..., Any]) -> str:
    return (view.__doc__ or "").strip().partition("\n")[0]


def navigation(families: tuple[Family, ...]) -> tuple[tuple[str, str], ...]:
    """The entries of the navigation in their order: message and address."""
    entries = sorted((family.nav for family in families if family.nav), key=lambda nav: nav[2])
    return tuple((key, path) for key, path, _ in entries)
