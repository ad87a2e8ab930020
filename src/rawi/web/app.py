"""The application: its families of pages, its guard, and an answer of ours to every error."""

from __future__ import annotations

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import Depends, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, Response
from starlette.staticfiles import StaticFiles

from rawi import __version__
from rawi.errors import RawiError
from rawi.web import (
    adding,
    contested,
    deciding,
    dossier,
    entities,
    home,
    identity,
    log,
    map,
    network,
    reader,
    review,
    searching,
    sources,
    timeline,
)
from rawi.web.ahead import Ahead
from rawi.web.beside import Beside, Launch
from rawi.web.faults import Fault, fault_of
from rawi.web.opened import Opened
from rawi.web.pages import Family, json_response, navigation
from rawi.web.security import Door, Guard, guarded, new_token
from rawi.web.site import Site
from rawi.web.state import LANGUAGES, Language
from rawi.web.templating import render_plain

FAMILIES: tuple[Family, ...] = (
    home.family,
    searching.family,
    entities.family,
    dossier.family,
    reader.family,
    adding.family,
    contested.family,
    review.family,
    identity.family,
    deciding.family,
    log.family,
    network.family,
    timeline.family,
    map.family,
    sources.pages,
)
"""Each family of pages stands in a file of its own; its place in the navigation it says itself."""


def create_app(
    folder: Path, *, port: int, token: str | None = None, language: Language = "en", beside: int = 0
) -> FastAPI:
    """The app over one workspace, for whoever has the token, asked at 127.0.0.1 and `port`.

    Opens nothing yet: the first request does, and each sees what others have changed meanwhile. `beside` is how many
    processes make pages for it.
    """
    site = site_of(folder, port=port, token=token or new_token(), language=language, beside=beside)

    @asynccontextmanager
    async def running(_: FastAPI) -> AsyncIterator[None]:
        spare_collecting()
        ahead = Ahead(site, lambda id: dossier.family.ahead(site, "dossier", f"/entity/{id}", entity=id))
        ahead.start()
        yield
        ahead.close()
        if site.beside is not None:
            site.beside.close()
        site.drawing.close()
        site.opened.close()

    app = FastAPI(
        title="Rawi",
        version=__version__,
        description="The pages of one workspace; each has a JSON twin at the same address with `.json`.",
        docs_url=None,
        redoc_url=None,
        dependencies=[Depends(guarded)],
        lifespan=running,
    )
    app.state.site = site
    for family in FAMILIES:
        app.include_router(family.router)
    app.mount("/static", StaticFiles(packages=[("rawi.web", "static")]), name="static")
    app.add_exception_handler(RawiError, _answered)
    app.add_exception_handler(RequestValidationError, _answered)
    app.add_exception_handler(HTTPException, _answered)
    app.add_middleware(Guard, door=site.door, answered=_answered)
    return app


def site_of(folder: Path, *, port: int, token: str, language: Language, beside: int = 0) -> Site:
    """What one launch knows, as `create_app` is told it."""
    here = folder.absolute()
    return Site(
        folder=here,
        opened=Opened(here),
        door=Door(port=port, token=token),
        language=language,
        nav=navigation(FAMILIES),
        beside=Beside(Launch(str(here), port, token, language), beside) if beside else None,
    )


def spare_collecting() -> None:
    """Lets Python look for cycles rarely: a page makes many thousand records at once, none of them part of a cycle.

    Looking through all of them each time some were made took up to half of a large page.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)


def _answered(request: Request, error: Exception) -> Response:
    """An error as a page of ours, or as JSON where JSON was asked for; never a trace of the program."""
    fault = fault_of(error)
    headers = {"Retry-After": "2"} if fault.status == 503 else {}
    if request.url.path.endswith(".json"):
        answer = json_response(fault, fault.status)
    else:
        answer = HTMLResponse(_fault_page(request, fault), fault.status)
    answer.headers.update(headers)
    return answer


def _fault_page(request: Request, fault: Fault) -> str:
    site: Site = request.app.state.site
    said = request.query_params.get("lang")
    language = next((one for one in LANGUAGES if one == said), site.language)
    return render_plain("fault.html", language, site, fault)
