"""What the app describes in `/openapi.json` is asked for with made-up values: it answers, and never with a fault."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings

from rawi.web import create_app

EXAMPLES = 6
"""Requests made up for each operation; the same in every run."""
TOKEN = "of-this-test"
SHOWN = {"Host": "127.0.0.1:8000", "Authorization": f"Bearer {TOKEN}"}
MADE_UP = settings(
    max_examples=EXAMPLES,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(scope="module")
def described(case: Path, tmp_path_factory: pytest.TempPathFactory):  # type: ignore[no-untyped-def]
    """The operations of the app over a case of its own."""
    folder = shutil.copytree(case, tmp_path_factory.mktemp("described") / "case")
    app = create_app(folder, port=8000, token=TOKEN)
    loaded = schemathesis.openapi.from_asgi("/openapi.json", app, headers=SHOWN)
    return [found.ok() for found in loaded.get_all_operations()]


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_no_request_ends_in_a_fault(described, method: str) -> None:  # type: ignore[no-untyped-def]
    asked = [operation for operation in described if operation.method.upper() == method]
    assert asked
    for operation in asked:

        @MADE_UP
        @given(made_up=operation.as_strategy())
        def answers(made_up: schemathesis.Case) -> None:
            answer = made_up.call(headers={**(made_up.headers or {}), **SHOWN})
            assert answer.status_code < 500, f"{made_up.method} {made_up.formatted_path}: {answer.text[:300]}"

        answers()
