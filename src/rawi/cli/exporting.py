"""`rawi export`: all claims in a form that other programs read, masked unless somebody says why not."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from rawi.cli.options import WorkspaceOption, fail, opened, say
from rawi.cli.writing import log_export, write
from rawi.publish import csv_table, jsonl
from rawi.publish.footing import withheld_words
from rawi.publish.gathering import published
from rawi.publish.profile import MASKED, PUBLICATION, Profile, read_profile


class Format(StrEnum):
    JSONL = "jsonl"
    CSV = "csv"


LOSSLESS = "the lossless record of the workspace"
"""Why `jsonl` is written unmasked where nobody says another reason: what a workspace is compared and scored by."""


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
    masked: Annotated[bool, typer.Option("--masked", help="Mask persons in jsonl too; csv is masked anyway.")] = False,
    unmasked: Annotated[bool, typer.Option("--unmasked", help="Mask nobody; needs --reason.")] = False,
    profile: Annotated[
        Path | None, typer.Option("--profile", metavar="FILE", help="A redaction profile: who is masked; TOML.")
    ] = None,
    reason: Annotated[str | None, typer.Option("--reason", metavar="TEXT", help="Why names leave; logged.")] = None,
) -> None:
    """Writes every claim with its quote, chain, stance, time and review, in the same order every time.

    Whoever is not known as a public figure is masked, and where survivors are; what was masked is said. jsonl is the
    lossless record, unmasked, for this machine: its file is readable by you alone, and that it was written is logged.
    """
    said = (reason or "").strip()
    redaction = _redaction(form, publish=publish, masked=masked, unmasked=unmasked, profile=profile)
    names_leave = redaction is None or bool(redaction.unmasks)
    if names_leave and not said and (unmasked or redaction is not None):
        fail("names of private persons would leave; say why: --reason TEXT")
    with opened(workspace) as here:
        if redaction is not None:
            publication = published(here, redaction)
            kept = list(publication.knowledge.kept)
            withheld = publication.withheld()
            for words in withheld_words(withheld):
                say(words)
        else:
            kept = list(here.iter_kept_claims())
            withheld = None
            say("note: unmasked: it holds the names of private persons; --masked or --publish makes a copy to pass on")
        made = jsonl(kept) if form is Format.JSONL else csv_table(kept)
        write(made, output, private=names_leave)
        log_export(
            here,
            made,
            output,
            claims=len(kept),
            form=form.value,
            published=publish,
            reason=(said or LOSSLESS) if names_leave else said or None,
            unmasked=names_leave,
            withheld=None if withheld is None else msgspec.to_builtins(withheld),
        )


def _redaction(form: Format, *, publish: bool, masked: bool, unmasked: bool, profile: Path | None) -> Profile | None:
    """What is masked; None for nothing."""
    if unmasked and (publish or masked or profile is not None):
        fail("--unmasked masks nobody, so it stands alone")
    if profile is not None:
        read = read_profile(profile)
        return msgspec.structs.replace(read, unreviewed=False) if publish else read
    if publish:
        return PUBLICATION
    return None if unmasked or (form is Format.JSONL and not masked) else MASKED
