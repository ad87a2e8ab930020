"""Who may ask the app, and what a browser may do with its answers.

The app answers one machine and one person. A name that points elsewhere (DNS rebinding) is refused by the Host
header, another site by Origin and Fetch Metadata, another program by the token of this launch, a forged form by a
second token that only our pages hold. Sources: OWASP cheat sheets on CSRF and on HTTP headers; W3C Fetch Metadata.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Callable, Mapping
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qsl, urlencode

import msgspec
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from rawi.errors import RawiError

SAFE = ("GET", "HEAD", "OPTIONS")
FIGURES = 12
"""So many figures a length has at most: of more, Python would refuse to make a number."""
LARGEST_FORM_BYTES = 1_000_000
OPEN_PATHS = ("/static/",)
"""What holds nothing of a workspace: style sheets, scripts and letters, so that a refusal can be read."""

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
}


class Forbidden(RawiError):
    """A request that is not answered. `status` is that of HTTP."""

    def __init__(self, reason: str, *, status: int = 403, advice: str | None = None):
        super().__init__(reason, advice=advice)
        self.status = status


class Door(msgspec.Struct, frozen=True, kw_only=True):
    """What opens the app: the port that it listens at and the token of this launch."""

    port: int
    token: str

    @property
    def hosts(self) -> tuple[str, ...]:
        """What the Host header may say."""
        names = ("127.0.0.1", "localhost")
        return tuple(f"{name}:{self.port}" for name in names) + (names if self.port == 80 else ())

    @property
    def cookie(self) -> str:
        """The name of the cookie; browsers do not part cookies by port, so the name does."""
        return f"rawi-{self.port}"

    @property
    def pass_words(self) -> str:
        """What the cookie holds: made from the token, and not the token itself."""
        return self._made("cookie")

    @property
    def csrf(self) -> str:
        """What every form of ours carries and no other site can know."""
        return self._made("form")

    def _made(self, purpose: str) -> str:
        return hmac.new(self.token.encode(), purpose.encode(), hashlib.sha256).hexdigest()

    def refusal(self, method: str, path: str, headers: Mapping[str, str]) -> Forbidden | None:
        """Why a request is not answered, or None."""
        if headers.get("host", "").lower() not in self.hosts:
            return Forbidden("this app answers to 127.0.0.1 and to no other name", status=421)
        if path.startswith(OPEN_PATHS) and method in SAFE:
            return None
        if not self.known(headers):
            return Forbidden(
                "this address needs the token of this launch",
                advice="open the address that `rawi serve` printed; a new launch prints a new one",
            )
        if method not in SAFE and not self.bearer(headers) and not self._from_our_page(headers):
            return Forbidden("a change must come from a page of this app")
        length = headers.get("content-length", "")
        if method not in SAFE and not (length.isascii() and length.isdecimal()):
            return Forbidden("a change must say how long it is", status=411)
        if method not in SAFE and (len(length) > FIGURES or int(length) > LARGEST_FORM_BYTES):
            return Forbidden("this is too long", status=413, advice="send less at a time")
        return None

    def known(self, headers: Mapping[str, str]) -> bool:
        """Whether whoever asks holds the token: in the cookie, or as a bearer in a script's header."""
        try:
            sent = SimpleCookie(headers.get("cookie", "")).get(self.cookie)
        except CookieError:
            sent = None
        return self.bearer(headers) or (sent is not None and _equal(sent.value, self.pass_words))

    def bearer(self, headers: Mapping[str, str]) -> bool:
        """Whether a script showed the token itself, which no browser sends by itself."""
        kind, _, shown = headers.get("authorization", "").partition(" ")
        return kind.lower() == "bearer" and _equal(shown.strip(), self.token)

    def _from_our_page(self, headers: Mapping[str, str]) -> bool:
        """A page under `no-referrer` posts with the origin `null`: what the browser says of the site decides then."""
        site = headers.get("sec-fetch-site")
        if site is not None and site != "same-origin":
            return False
        origin = headers.get("origin")
        if origin in (None, "null"):
            return site == "same-origin"
        return origin in {f"http://{host}" for host in self.hosts}


def new_token() -> str:
    """A token for one launch."""
    return secrets.token_urlsafe(24)


def _equal(sent: str, right: str) -> bool:
    return hmac.compare_digest(sent.encode("utf-8", "replace"), right.encode())


class Guard:
    """The middleware before everything: it refuses, lets in by token, and puts the headers on every answer."""

    def __init__(self, app: ASGIApp, door: Door, answered: Callable[[Request, Exception], Response]):
        self.app, self.door, self.answered = app, door, answered

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
            return
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        begun = False

        async def send_guarded(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                static = scope["path"].startswith(OPEN_PATHS)
                headers["Cache-Control"] = "no-cache" if static else "no-store"
            await send(message)

        try:
            await self._answer(scope)(scope, receive, send_guarded)
        except Exception as error:
            if begun:
                raise
            await self.answered(Request(scope), error)(scope, receive, send_guarded)

    def _answer(self, scope: Scope) -> ASGIApp:
        headers = Headers(scope=scope)
        entering = self._entering(scope, headers)
        if entering is not None:
            return entering
        refusal = self.door.refusal(scope["method"], scope["path"], headers)
        return self.app if refusal is None else self.answered(Request(scope), refusal)

    def _entering(self, scope: Scope, headers: Headers) -> Response | None:
        """The way in: the printed address carries the token, which becomes a cookie and leaves the address."""
        if scope["method"] != "GET" or headers.get("host", "").lower() not in self.door.hosts:
            return None
        asked = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        shown = [value for name, value in asked if name == "token"]
        if not shown or not _equal(shown[0], self.door.token):
            return None
        rest = urlencode([(name, value) for name, value in asked if name != "token"])
        path = "/" + scope["path"].lstrip("/\\")  # `//elsewhere` would leave this machine
        answer = RedirectResponse(path + (f"?{rest}" if rest else ""), status_code=303)
        answer.set_cookie(self.door.cookie, self.door.pass_words, path="/", httponly=True, samesite="strict")
        return answer


async def guarded(request: Request) -> None:
    """A dependency of every route: a change carries the form's token. Raises `Forbidden`."""
    door: Door = request.app.state.site.door
    if request.method in SAFE or door.bearer(request.headers):
        return
    sent = request.headers.get("x-csrf-token")
    if sent is None:
        said = (await request.form()).get("csrf")
        sent = said if isinstance(said, str) else ""
    if not _equal(sent, door.csrf):
        raise Forbidden("this form is not of this launch", advice="open the page anew and send it again")
