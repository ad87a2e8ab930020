"""Every kind of bad input in one folder: each is named, the good documents are built."""

from __future__ import annotations

import os

import pytest

GOOD = "Profile of Liwa Zahr\n\nLiwa Zahr was founded in 2014. Liwa Zahr is allied with Harakat Noor.\n"
SENTENCE = "Title\n\nLiwa Zahr attacked Jaysh Marj in 2017. "

BAD = {
    "empty.txt": b"",
    "binary.txt": bytes(range(256)) * 40,
    "broken.txt": b"Liwa Zahr attacked Jaysh Marj \xff\xfe\xc3\x28 in 2015.",
    "line.txt": b"word " * 10_000_000,
    "deep.html": b"<html><body>" + b"<div>" * 100_000 + b"Liwa Zahr was founded in 2014." + b"</div>" * 100_000,
    "paper.pdf": b"%PDF-1.7 and so on",
}
LABORIOUS = {  # nothing to refuse, and nothing that may hold up the others
    "quoted.md": ">" * 100_000 + " hello\n" + "- " * 50_000 + "[[" * 50_000,
    "braces.wiki": "{{a|" * 20_000 + "}}" * 20_000,
    "brackets.txt": SENTENCE + "(" * 50_000,
    "letters.txt": SENTENCE + "Qm9n" * 30_000,
    "names.txt": SENTENCE + "Liwa Zahr, " * 1_500,
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("bad") / "texts"
    folder.mkdir()
    (folder / "good.txt").write_text(GOOD, encoding="utf-8")
    (folder / "side.txt").write_text(SENTENCE, encoding="utf-8")
    (folder / "side.json").write_bytes(b"")
    for name, data in BAD.items():
        (folder / name).write_bytes(data)
    for name, text in LABORIOUS.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "round").symlink_to(folder / "round")
    (folder / "up").symlink_to(folder.parent)
    os.mkfifo(folder / "pipe.txt")
    (folder / "shut").mkdir()
    (folder / "shut").chmod(0)
    yield folder
    (folder / "shut").chmod(0o700)


@pytest.fixture(scope="module")
def outcome(rawi, folder, tmp_path_factory):
    case = tmp_path_factory.mktemp("case") / "case"
    return rawi("build", folder, folder / "nowhere", "-w", case), case


pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes and links here: skipped")


def test_each_is_named_with_its_reason_and_the_status_is_1(outcome, folder):
    done, _ = outcome
    assert done.returncode == 1
    said = dict(line.removeprefix("rawi: ").split(": ", 1) for line in done.stderr.splitlines() if ": " in line)
    named = {*BAD, "side.json", "round", "up", "pipe.txt", str(folder / "nowhere")}
    if os.geteuid():  # nothing is shut to root
        named.add("shut")
    assert named <= set(said), named - set(said)
    assert not set(LABORIOUS) & set(said)
    assert all(said[name].strip() for name in named)
    assert "Traceback" not in done.stderr
    assert "fault of Rawi" not in done.stderr


def test_the_rest_is_built_and_holds(rawi, outcome):
    done, case = outcome
    assert f"documents  {2 + len(LABORIOUS)} " in done.stdout
    assert rawi("verify", "-w", case).returncode == 0
    found = rawi("claims", "--predicate", "founded", "-w", case).stdout
    assert "Liwa Zahr · founded · 2014" in found


def test_what_was_built_answers(rawi, outcome):
    _, case = outcome
    done = rawi("show", "liwa zahr", "-w", case)
    assert done.returncode == 0
    assert "Harakat Noor" in done.stdout
