"""The examples, read once for all tests of this folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from rawi.model import Document
from rawi.pipeline import BuildReport, build
from rawi.workspace import Workspace


@pytest.fixture(scope="session")
def built(examples: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Workspace, BuildReport]]:
    """The workspace of the examples and what its build reported."""
    folder = tmp_path_factory.mktemp("examples") / "case"
    with Workspace.create(folder) as workspace:
        yield workspace, build(workspace, [examples])


@pytest.fixture(scope="session")
def case(built: tuple[Workspace, BuildReport]) -> Workspace:
    return built[0]


@pytest.fixture(scope="session")
def documents(case: Workspace) -> dict[str, Document]:
    """Each document by the two digits that its file begins with."""
    return {source.path[:2]: case.document(source.id) for source in case.documents()}
