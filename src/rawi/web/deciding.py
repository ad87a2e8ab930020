"""What every page that decides shares: who decides, asked once; one settling behind many decisions; undo."""

from __future__ import annotations

import threading
import unicodedata
from collections.abc import Mapping
from typing import Annotated, Any
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

import msgspec
from fastapi import Depends, Form, Query, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from rawi.errors import WorkspaceError
from rawi.model import Decision
from rawi.pipeline import Following, Outcome, undo
from rawi.web.pages import Family, back, local
from rawi.web.site import Ask, Asked
from rawi.web.templating import render
from rawi.workspace import DecidedMeanwhile

LONGEST_NAME = 80
LONGEST_REASON = 4000
A_YEAR_SECONDS = 365 * 24 * 3600
WAIT_SECONDS = 2.0
"""How long a page waits for entities to follow a decision on who is who, before it says that they will."""
WHICH = ("claim", "question", "left", "right", "of", "queue", "back")
"""The fields of a form that say what is decided on, and were not typed."""
JOINERS = "\u200c\u200d"

family = Family("deciding")


def cookie_name(ask_or_request: Request) -> str:
    return f"rawi-name-{ask_or_request.app.state.site.door.port}"


def decider(request: Request) -> str:
    """The name under which this browser decides; "" where nobody has said one."""
    return clean_name(unquote(request.cookies.get(cookie_name(request), "")))


def following(request: Request) -> Following:
    """What settles this workspace behind the decisions of this launch; it begins with the first that asks for it."""
    state = request.app.state
    with _BEGINNING:
        if not hasattr(state, "following"):
            state.following = Following(state.site.folder)
            state.following.ask()  # decisions that an earlier launch left behind
    found: Following = state.following
    return found


_BEGINNING = threading.Lock()
Decider = Annotated[str, Depends(decider)]
Follow = Annotated[Following, Depends(following)]
Back = Annotated[str, Form(max_length=4000)]
Reason = Annotated[str, Form(max_length=LONGEST_REASON)]
Seen = Annotated[int, Form(ge=0, le=2**31)]
"""The number of the last decision that stood when the form was made."""


class DeciderView(msgspec.Struct, frozen=True, kw_only=True):
    name: str
    back: str


class Meanwhile(msgspec.Struct, frozen=True, kw_only=True):
    """A form that came too late: what was decided meanwhile, and everything that the form held."""

    decision: Decision
    last: int
    action: str
    fields: dict[str, str]
    typed: dict[str, str]
    """What a person wrote in it, to be read again."""
    back: str
    look: str | None


@family.page("/decider", "decider.html")
def asked_who(
    ask: Asked, name: Decider, back: Annotated[str, Query(max_length=4000)] = "/review"
) -> DeciderView:
    """Under which name this browser decides."""
    return DeciderView(name=name, back=local(back))


@family.change("/decider")
def say_who(
    ask: Asked,
    request: Request,
    name: Annotated[str, Form(max_length=400)] = "",
    back: Back = "/review",
) -> Response:
    """Keeps the name under which this browser decides."""
    said = clean_name(name)
    if not said:
        raise WorkspaceError("a decision needs a name", advice="say who decides")
    answer = RedirectResponse(local(back), status_code=303)
    answer.set_cookie(
        cookie_name(request), quote(said), max_age=A_YEAR_SECONDS, path="/", httponly=True, samesite="strict"
    )
    return answer


@family.change("/undo")
def take_back(
    ask: Asked,
    *,
    name: Decider,
    follow: Follow,
    decision: Annotated[int, Form(ge=1, le=2**31)],
    back_to: Annotated[str, Form(max_length=4000)] = "/review",
    reason: Reason = "",
) -> str:
    """Takes a decision back; both stay in the log."""
    laid = {one.id: one for one in ask.workspace.decisions()}
    outcome = undo(ask.workspace, decision, by=named(name), reason=reason.strip() or "taken back", now=False)
    followed(follow, outcome, wait=bool(laid[decision].left))
    return with_query(back(ask, back_to, "/review"), done=outcome.decision.id)


def named(name: str) -> str:
    """The name of who decides. Raises `WorkspaceError` where nobody said one."""
    if not name:
        raise WorkspaceError("a decision needs a name", advice="say who decides: the page /decider asks for it once")
    return name


def clean_name(said: str) -> str:
    """A name without controls and what turns lines around, on one line."""
    kept = [c if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Zl", "Zp") or c in JOINERS else " " for c in said]
    return " ".join("".join(kept).split())[:LONGEST_NAME]


def followed(follow: Following, outcome: Outcome, *, wait: bool = False) -> None:
    """Lets entities and findings follow a decision; waits a little where the next page is about them."""
    if not outcome.settled:
        follow.ask()
        if wait:
            follow.wait(WAIT_SECONDS)


def last_decision(ask: Ask) -> int:
    """The number of the last decision there is."""
    laid = ask.workspace.decisions()
    return laid[-1].id if laid else 0


def with_query(address: str, **changes: object) -> str:
    """An address of this app with some of its parameters changed; None takes one away."""
    path, _, query = local(address).partition("?")
    kept = {**dict(parse_qsl(query)), **{name: value for name, value in changes.items()}}
    told = urlencode({name: str(value) for name, value in kept.items() if value is not None})
    return f"{path}?{told}" if told else path


def too_late(
    ask: Ask, error: DecidedMeanwhile, fields: Mapping[str, Any], *, back: str, look: str | None = None
) -> Response:
    """The page that says who decided meanwhile, holds what was typed, and sends it again only if it is meant.

    `back` leads on, `look` to what was decided on, where that is somewhere else.
    """
    held = {name: str(value) for name, value in fields.items() if value is not None}
    typed = {name: value for name, value in held.items() if name not in WHICH and value}
    page = Meanwhile(
        decision=error.decision,
        last=last_decision(ask),
        action=ask.path,
        fields=held,
        typed=typed,
        back=back,
        look=look,
    )
    address = urlsplit(back)
    asked = msgspec.structs.replace(ask, path=address.path, query=dict(parse_qsl(address.query)))
    return HTMLResponse(render("meanwhile.html", asked, page), status_code=409)
