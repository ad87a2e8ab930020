"""`rawi evaluate`: precision, recall and F1 against claims that people read."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import msgspec
import typer

from rawi.cli.options import JsonOption, WorkspaceOption, opened, print_json
from rawi.evaluation import Scores, score
from rawi.publish.record import export_record


def register(app: typer.Typer) -> None:
    app.command()(evaluate)


def evaluate(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="Folder of STEM.jsonl files, one gold claim a line.")],
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
    per_predicate: Annotated[bool, typer.Option("--per-predicate", help="Also figures for each predicate.")] = False,
) -> None:
    """Score the claims of the workspace against gold claims, document by document."""
    with opened(workspace) as here:
        scores = score(gold, (export_record(kept) for kept in here.iter_kept_claims()))
    if as_json:
        print_json(msgspec.to_builtins(scores))
    else:
        _table(scores, per_predicate)


def _table(scores: Scores, per_predicate: bool) -> None:
    for one in scores.documents:
        counts = f"gold {one.counts.gold:4} pred {one.counts.predicted:4}"
        typer.echo(f"{one.stem[:48]:48} {counts}  {one.counts}")
    if per_predicate:
        for name, counted in scores.predicates.items():
            typer.echo(f"  {name:18} gold {counted.gold:4} {counted}")
    qualities = scores.qualities
    typer.echo(
        f"on matched claims: stance {qualities.stance}  first teller {qualities.first_teller}"
        f"  own voice {qualities.own_voice}  time {qualities.time}"
        f"  time where gold has none {qualities.invented_time}"
    )
    typer.echo(f"macro F1 {scores.macro_f1:.3f}")
    typer.echo(f"TOTAL claims {scores.total}")
