"""`rawi serve` prints one address, answers there, and says plainly why it cannot."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Callable
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any

COMMAND = [sys.executable, "-c", "from rawi.cli import main; main()", "serve", "--no-browser"]


def test_the_printed_address_opens_the_workspace(case: Path) -> None:
    quiet = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        [*COMMAND, "-w", case, "--port", "0"], stdout=subprocess.PIPE, text=True, encoding="utf-8", env=quiet
    ) as serving:
        try:
            assert serving.stdout is not None
            address = next(found.group() for line in serving.stdout if (found := re.search(r"http://\S+", line)))
            assert address.startswith("http://127.0.0.1:")
            browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
            with browser.open(address, timeout=30) as answer:
                assert "Liwa Zahr" in answer.read().decode("utf-8")
                assert "token" not in answer.url
        finally:
            serving.terminate()


def test_a_port_that_is_taken_is_told_with_what_to_do(case: Path, rawi: Callable[..., Any]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        told = rawi("serve", "-w", case, "--no-browser", "--port", taken.getsockname()[1])
    assert told.status == 2
    assert "--port 0" in told.err


def test_a_folder_that_is_no_workspace_is_told_before_anything_opens(tmp_path: Path, rawi: Callable[..., Any]) -> None:
    told = rawi("serve", "-w", tmp_path, "--no-browser", "--port", 0)
    assert told.status == 2
    assert "no Rawi workspace" in told.err
