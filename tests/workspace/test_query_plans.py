"""Questions about one entity, claim or document find their rows by index, however many claims there are."""

from __future__ import annotations

import pytest
from sqlalchemy import event

LARGE = (
    "arguments",
    "claims",
    "findings",
    "form_keys",
    "forms",
    "joins",
    "members",
    "mentions",
    "questions",
    "readings",
)


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
    ],
)
def test_no_question_about_one_thing_reads_a_whole_table(workspace, claims, ask):
    asked: list[tuple[str, object]] = []
    engine = workspace.database._engine
    event.listen(
        engine, "before_cursor_execute", lambda _c, _u, statement, values, _x, _m: asked.append((statement, values))
    )
    ask(workspace, claims[0])
    questions = [one for one in asked if one[0].startswith("SELECT")]
    assert questions
    with workspace.database.read() as connection:
        for statement, values in questions:
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).all()
            read = [
                row.detail for row in plan if row.detail.startswith(tuple(f"SCAN {table}" for table in LARGE))
            ]
            assert read == [], f"{statement}\n{plan}"
