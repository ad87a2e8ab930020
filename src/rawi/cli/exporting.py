"""`rawi export`: all claims in a form that other programs read."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from rawi.cli.options import WorkspaceOption, opened, say
from rawi.cli.writing import log_export, write
from rawi.publish import csv_table, jsonl
from rawi.publish.footing import withheld_words
from rawi.publish.gathering import published


class Format(StrEnum):
    JSONL = "jsonl"
    CSV = "csv"


def register(app: typer.Typer) -> None:
    app.command()(export)


def export(
    *,
    form: Annotated[Format, typer.Option("--format", help="jsonl (lossless) or csv (one row a claim).")],
    output: Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write to a file.")] = None,
    workspace: WorkspaceOption = None,
    publish: Annotated[
        bool,
        typer.Option("--publish", help="For publication: what is grave and unreviewed goes, persons are masked."),
    ] = False,
) -> None:
    """Writes every claim with its quote, chain, stance, time and review, in the same order every time."""
    with opened(workspace) as here:
        if publish:
            publication = published(here)
            kept = list(publication.knowledge.kept)
            for words in withheld_words(publication.withheld()):
                say(words)
        else:
            kept = list(here.iter_kept_claims())
        made = jsonl(kept) if form is Format.JSONL else csv_table(kept)
        write(made, output)
        log_export(here, made, output, claims=len(kept), form=form.value, published=publish)
