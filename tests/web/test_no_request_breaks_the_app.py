"""Whatever is asked, in whatever form, the app answers with a page or JSON of ours and never breaks.

Schemathesis makes the requests up from the app's own description of itself.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, given, settings

from rawi.web import create_app

TOKEN = "of-this-test"
EXAMPLES = 5
"""Requests made up for each address; more of them find more, and take longer."""
HEADERS = {"Authorization": f"Bearer {TOKEN}", "Host": "127.0.0.1:8000"}


@pytest.fixture(scope="module")
def app(case: Path, tmp_path_factory: pytest.TempPathFactory) -> FastAPI:
    own = shutil.copytree(case, tmp_path_factory.mktemp("asked") / "case")
    return create_app(own, port=8000, token=TOKEN)


@pytest.fixture(scope="module")
def described(app: FastAPI) -> schemathesis.BaseSchema:
    return schemathesis.openapi.from_asgi("/openapi.json", app, headers=HEADERS)


def test_nothing_that_is_asked_breaks_it(described: schemathesis.BaseSchema) -> None:
    asked = 0
    for found in described.get_all_operations():
        operation = found.ok()

        @settings(max_examples=EXAMPLES, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
        @given(case=operation.as_strategy())
        def ask(case: schemathesis.Case) -> None:
            nonlocal asked
            asked += 1
            answer = case.call(headers=HEADERS)
            assert answer.status_code < 500, f"{case.method} {case.path}: {case.as_curl_command()}"

        ask()
    assert asked > EXAMPLES * 10
