"""A whole session without a network: whoever opens a connection, or asks for an address, fails this test."""

from __future__ import annotations

import subprocess
import sys

SESSION = """
import socket, sys

def refuse(*_, **__):
    raise AssertionError("something asks for the network")

for name in ("connect", "connect_ex", "sendto"):
    setattr(socket.socket, name, refuse)
for name in ("getaddrinfo", "gethostbyname", "create_connection"):
    setattr(socket, name, refuse)

from rawi.cli import main

source, case = sys.argv[1:]
for command in (
    ["build", source, "-w", case],
    ["show", "Liwa Zahr", "-w", case, "--format", "html", "-o", case + "/page.html"],
    ["export", "--format", "jsonl", "-w", case, "-o", case + "/out.jsonl"],
    ["verify", "-w", case],
):
    sys.argv = ["rawi", *command]
    try:
        main()
    except SystemExit as end:
        assert not end.code, (command, end.code)
"""

PAGE = """<html><head><title>Liwa Zahr</title><link rel="stylesheet" href="https://example.org/a.css">
<script src="https://example.org/a.js"></script></head><body><img src="https://example.org/a.png">
<p>Liwa Zahr is allied with <a href="https://example.org/noor">Harakat Noor</a>.</p></body></html>"""


def test_a_session_asks_for_no_connection_and_its_page_loads_nothing(tmp_path):
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    command = [sys.executable, "-c", SESSION, str(tmp_path / "page.html"), str(tmp_path / "case")]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False, timeout=150)
    assert done.returncode == 0, done.stderr
    page = (tmp_path / "case" / "page.html").read_text(encoding="utf-8")
    assert "Harakat Noor" in page
    for loads in ("<script", "<link", "<img", "<iframe", "@import", "url("):
        assert loads not in page
