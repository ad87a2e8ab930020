"""Questions about one entity, claim or document find their rows by index, however many claims there are."""

from __future__ import annotations

import pytest
from sqlalchemy import event

from rawi.workspace import shingling, tracing

LARGE = (
    "answered",
    "arguments",
    "cited",
    "claims",
    "dependences",
    "findings",
    "form_keys",
    "forms",
    "joins",
    "known_as",
    "members",
    "mentions",
    "questions",
    "readings",
    "shares",
    "shingles",
    "traces",
)


def left(workspace, ask, *given):
    """What documents left, of the settlement that shows."""
    with workspace.database.read() as connection:
        ask(connection, 1, *given)


def holding(workspace, runs):
    with workspace.database.read() as connection:
        shingling.holding(connection, runs, 41)


@pytest.mark.parametrize(
    "ask",
    [
        lambda workspace, claim: workspace.kept_claims(entity="e1"),
        lambda workspace, claim: workspace.claim(claim.id),
        lambda workspace, claim: workspace.kept_claims(document=claim.document),
        lambda workspace, claim: workspace.text(claim.document),
        lambda workspace, claim: workspace.entity("e1"),
        lambda workspace, claim: workspace.names_bearing(["same name: Liwa Zahr"]),
        lambda workspace, claim: workspace.names_bearing(["part of the name: zahr"], all_of_them=True),
        lambda workspace, claim: workspace.names_of("e1"),
        lambda workspace, claim: workspace.mentions(documents=[claim.document]),
        lambda workspace, claim: workspace.entities(["e1"]),
        lambda workspace, claim: workspace.questions("e1"),
        lambda workspace, claim: workspace.findings("e1"),
        lambda workspace, claim: left(workspace, tracing.left_by, ["d"]),
        lambda workspace, claim: left(workspace, tracing.answers_of, ["d"]),
        lambda workspace, claim: left(workspace, tracing.answers_to, ["founded e1"]),
        lambda workspace, claim: left(workspace, tracing.shares_of, ["d"]),
        lambda workspace, claim: left(workspace, tracing.sharing, ["d"]),
        lambda workspace, claim: left(workspace, tracing.by_names, ["ember monitor"]),
        lambda workspace, claim: left(workspace, tracing.dependences_of, ["d"]),
        lambda workspace, claim: left(workspace, tracing.cited_like, tracing.Cited("a.example", "rana", "on it"), 0.2),
        lambda workspace, claim: holding(workspace, [1, 2]),
    ],
    ids=[
        "entity",
        "claim",
        "document",
        "text",
        "entity record",
        "names by key",
        "names by all keys",
        "names",
        "mentions",
        "entities",
        "questions",
        "alarms",
        "traces",
        "answers",
        "answers alike",
        "shared words",
        "who shares words",
        "authors",
        "dependences",
        "works cited",
        "runs of words",
    ],
)
def test_no_question_about_one_thing_reads_a_whole_table(workspace, claims, ask):
    asked: list[tuple[str, object]] = []
    engine = workspace.database._engine
    event.listen(
        engine, "before_cursor_execute", lambda _c, _u, statement, values, _x, _m: asked.append((statement, values))
    )
    ask(workspace, claims[0])
    questions = [one for one in asked if one[0].lstrip().startswith("SELECT")]
    assert questions
    with workspace.database.read() as connection:
        for statement, values in questions:
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).all()
            read = [row.detail for row in plan if row.detail.startswith(tuple(f"SCAN {table}" for table in LARGE))]
            assert read == [], f"{statement}\n{plan}"
