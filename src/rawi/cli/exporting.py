"""`rawi export`: all claims in a form that other programs read, masked unless somebody says why not."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from rawi.cli.options import WorkspaceOption, fail, opened, say
from rawi.cli.writing import log_export, write, write_folder
from rawi.publish import csv_table, jsonl
from rawi.publish.footing import withheld_words
from rawi.publish.gathering import published
from rawi.publish.profile import MASKED, PUBLICATION, Profile, read_profile
from rawi.publish.training import training_data
from rawi.workspace import Workspace


class Format(StrEnum):
    JSONL = "jsonl"
    CSV = "csv"
    TRAINING = "training"


SUMS = "SHA256SUMS"
LOSSLESS = "the lossless record of the workspace"
"""Why `jsonl` is written unmasked where nobody says another reason: what a workspace is compared and scored by."""


def register(app: typer.Typer) -> None:
    app.command()(export)


def export(
    *,
    form: Annotated[
        Format,
        typer.Option("--format", help="jsonl (lossless), csv (one row a claim) or training (decided sentences)."),
    ],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write to a file; training: to a new folder.")
    ] = None,
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

    training writes what people accepted, corrected, added and rejected in the notation of the corpus (docs/corpus.md),
    of those sentences alone in which no claim is left undecided.
    """
    said = (reason or "").strip()
    if form is Format.TRAINING and (publish or output is None or str(output) == "-"):
        fail("training data is a folder to learn from, and no publication: say -o DIR, without --publish")
    redaction = _redaction(form, publish=publish, masked=masked, unmasked=unmasked, profile=profile)
    names_leave = redaction is None or bool(redaction.unmasks)
    if names_leave and not said and (unmasked or redaction is not None):
        fail("names of private persons would leave; say why: --reason TEXT")
    with opened(workspace) as here:
        if form is Format.TRAINING and output is not None:
            _training(here, redaction, output, said)
            return
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


def _training(here: Workspace, redaction: Profile | None, output: Path, reason: str) -> None:
    """Writes the decisions as annotated documents, with the SHA-256 of each file; that list is what the log holds."""
    made = training_data(here, redaction)
    if not made.files:
        fail("no sentence has all its claims decided, so there is nothing to learn from: `rawi review` decides on them")
    for words in withheld_words(made.masked) if made.masked is not None else ():
        say(words)
    for number, why in (
        (made.undecided, "in sentences that have other claims nobody decided on yet"),
        (made.private, "in sentences about private life"),
        (made.unsayable, "that the notation of the corpus cannot say"),
    ):
        if number:
            say(f"note: left out: {number} decisions {why}")
    sums = _sums(made.files)
    bare = redaction is None or bool(redaction.unmasks)
    write_folder({**made.files, SUMS: sums}, output, private=bare)
    typer.echo(f"documents  {made.documents}")
    typer.echo(f"claims     {made.claims}, and {made.rejected} rejected")
    log_export(
        here,
        sums,
        output,
        claims=made.claims + made.rejected,
        form=Format.TRAINING.value,
        published=False,
        reason=reason or None,
        unmasked=bare,
        withheld=None if made.masked is None else msgspec.to_builtins(made.masked),
    )


def _sums(files: Mapping[str, str]) -> str:
    """A line for each file, as `sha256sum --check` reads it."""
    return "".join(f"{hashlib.sha256(made.encode()).hexdigest()}  {name}\n" for name, made in sorted(files.items()))


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
