"""Draws the pictures of README.md: the app over `examples/`, in Debian's Chromium.

    python docs/pictures.py        builds the examples, serves them and photographs the pages into docs/

Needs the development dependencies and a Chromium. Nothing leaves the machine.
"""

from __future__ import annotations

import shutil
import socket
import sys
import tempfile
import threading
import time
from pathlib import Path

import uvicorn
from playwright.sync_api import Page, sync_playwright

from rawi.pipeline import build
from rawi.pipeline.searching import found
from rawi.web import create_app
from rawi.workspace import Workspace

HERE = Path(__file__).resolve().parent
TOKEN = "for-pictures"
WIDTH, HEIGHT = 1280, 820
GROUP = "Liwa al-Sarim"


def photograph(page: Page, home: str, group: str) -> None:
    """Each picture: its file, the address, and what is done before it is taken."""
    page.goto(f"{home}/entity/{group}#founded")
    page.locator("#founded details.value .marks").nth(1).click()
    page.screenshot(path=HERE / "dossier.png")
    door = page.locator("#allied_with .doors a").first.get_attribute("href")
    page.goto(f"{home}{door}")
    page.screenshot(path=HERE / "document.png")
    page.goto(f"{home}/entity/{group}?lang=ar#founded")
    page.screenshot(path=HERE / "dossier_ar.png")


def main() -> int:
    chromium = shutil.which("chromium")
    if chromium is None:
        print("no Chromium is installed (Debian: apt-get install chromium)", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder, socket.socket() as door:
        case = Path(folder) / "sarim"
        with Workspace.create(case) as workspace:
            build(workspace, [HERE.parent / "examples"])
            group = found(workspace, GROUP)[0].entity
        door.bind(("127.0.0.1", 0))
        port = door.getsockname()[1]
        server = uvicorn.Server(uvicorn.Config(create_app(case, port=port, token=TOKEN), log_level="warning"))
        serving = threading.Thread(target=server.run, kwargs={"sockets": [door]}, daemon=True)
        serving.start()
        while not server.started:
            time.sleep(0.05)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
            home = f"http://127.0.0.1:{port}"
            page.goto(f"{home}/?token={TOKEN}")
            photograph(page, home, group)
            browser.close()
        server.should_exit = True
        serving.join()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
