"""What tests of the app share: built workspaces, a client that holds the token, a running server, a browser.

`case` is the workspace of `examples/`, `seeds` that of the measured texts; both are built once and never changed.
A test that decides something asks for `own_case`, a copy of its own. Tests in a browser ask for `browser` or `page`
and skip where no Chromium is installed.
"""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
import uvicorn
from starlette.testclient import TestClient

from rawi.pipeline import build
from rawi.web import create_app
from rawi.workspace import Workspace

TOKEN = "of-this-test"
PORT = 8000


def built(folder: Path, texts: Path) -> Path:
    with Workspace.create(folder) as workspace:
        build(workspace, [texts])
    return folder


@pytest.fixture(scope="session")
def case(examples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workspace of `examples/`; do not change it."""
    return built(tmp_path_factory.mktemp("case") / "sarim", examples)


@pytest.fixture(scope="session")
def seeds(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workspace of the five measured texts, where they are; do not change it."""
    return built(tmp_path_factory.mktemp("seeds") / "baqir", shared / "seeds")


@pytest.fixture
def own_case(case: Path, tmp_path: Path) -> Path:
    """A copy of `case` that a test may change."""
    return shutil.copytree(case, tmp_path / "own")


@contextmanager
def asking(folder: Path, language: str = "en") -> Iterator[TestClient]:
    """A client that came in by the token."""
    app = create_app(folder, port=PORT, token=TOKEN, language=language)  # type: ignore[arg-type]
    client = TestClient(
        app, base_url=f"http://127.0.0.1:{PORT}", headers={"Sec-Fetch-Site": "same-origin"}, follow_redirects=False
    )
    assert client.get(f"/?token={TOKEN}").status_code == 303
    yield client
    client.close()


@pytest.fixture
def client(case: Path) -> Iterator[TestClient]:
    """The app over `case`, for asking only."""
    with asking(case) as one:
        yield one


@pytest.fixture
def own_client(own_case: Path) -> Iterator[TestClient]:
    """The app over `own_case`, for changing."""
    with asking(own_case) as one:
        yield one


@pytest.fixture
def asking_at() -> Iterator[Callable[..., TestClient]]:
    """`asking_at(folder, language)`: a client that came in by the token, over any workspace."""
    with ExitStack() as stack:
        yield lambda folder, language="en": stack.enter_context(asking(folder, language))


@pytest.fixture
def csrf() -> Callable[[TestClient], str]:
    """`csrf(client)`: the token that the forms of the app carry; send it as `data={"csrf": …}`."""
    return lambda client: client.app.state.site.door.csrf  # type: ignore[attr-defined,no-any-return]


class Server:
    """A running app; `url(path)` is an address of it, `entry` the one that carries the token."""

    def __init__(self, folder: Path, language: str = "en"):
        self.socket = socket.socket()
        self.socket.bind(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        self.app = create_app(folder, port=self.port, token=TOKEN, language=language)  # type: ignore[arg-type]
        self.server = uvicorn.Server(uvicorn.Config(self.app, log_level="warning", access_log=False))
        self.thread = threading.Thread(target=self.server.run, kwargs={"sockets": [self.socket]}, daemon=True)

    def url(self, path: str = "/") -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    @property
    def entry(self) -> str:
        return self.url(f"/?token={TOKEN}")

    def __enter__(self) -> Server:
        self.thread.start()
        last = time.monotonic() + 20
        while not self.server.started:
            if time.monotonic() > last:
                raise TimeoutError("the app did not start")
            time.sleep(0.02)
        return self

    def __exit__(self, *_: object) -> None:
        self.server.should_exit = True
        self.thread.join(timeout=10)
        self.socket.close()


@pytest.fixture(scope="session")
def server(case: Path) -> Iterator[Server]:
    """The app over `case`, running."""
    with Server(case) as running:
        yield running


@pytest.fixture(scope="session")
def seeds_server(seeds: Path) -> Iterator[Server]:
    """The app over `seeds`, running."""
    with Server(seeds) as running:
        yield running


@pytest.fixture
def own_server(own_case: Path) -> Iterator[Server]:
    """The app over `own_case`, running."""
    with Server(own_case) as running:
        yield running


@pytest.fixture
def serving() -> Iterator[Callable[..., Server]]:
    """`serving(folder, language)`: the app over any workspace, running until the test ends."""
    with ExitStack() as stack:
        yield lambda folder, language="en": stack.enter_context(Server(folder, language))


@pytest.fixture(scope="session")
def serving_folders() -> Iterator[Callable[..., Server]]:
    """The same for workspaces that tests share: running until the last test has ended."""
    with ExitStack() as stack:
        yield lambda folder, language="en": stack.enter_context(Server(folder, language))


@pytest.fixture(scope="session")
def browser():  # type: ignore[no-untyped-def]
    """Debian's Chromium, where it is installed."""
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("no Chromium is installed (Debian: apt-get install chromium): skipped")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield running
        running.close()


@pytest.fixture
def requests_made() -> list[str]:
    """Every address that a page of the test asked for; a test may look at it, and the `page` fixture does."""
    return []


@pytest.fixture
def page(browser, requests_made: list[str]):  # type: ignore[no-untyped-def]
    """A page of its own; when the test ends, no request has gone to another host."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.set_default_timeout(10_000)
    context.on("request", lambda request: requests_made.append(request.url))
    yield context.new_page()
    context.close()
    elsewhere = [url for url in requests_made if not url.startswith(("http://127.0.0.1:", "data:", "blob:"))]
    assert elsewhere == []


@pytest.fixture
def page_without_scripts(browser):  # type: ignore[no-untyped-def]
    """A page of a browser whose JavaScript is off."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, java_script_enabled=False)
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()
