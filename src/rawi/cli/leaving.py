"""What goes into a file leaves: masked by default, unmasked for a reason that is logged. The screen is no file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import msgspec
import typer

from rawi.cli.options import fail, say
from rawi.cli.writing import log_export, write
from rawi.publish import Publication
from rawi.publish.footing import withheld_words
from rawi.publish.gathering import published
from rawi.publish.profile import MASKED, PUBLICATION, Profile
from rawi.workspace import Workspace

Unmasked = Annotated[bool, typer.Option("--unmasked", help="Mask nobody in the file; needs --reason.")]
WhyUnmasked = Annotated[str | None, typer.Option("--reason", metavar="TEXT", help="Why names leave; logged.")]


class Leaving(msgspec.Struct, frozen=True):
    """How something is to be written. `profile` is None where nobody is masked, as on the screen."""

    output: Path | None
    profile: Profile | None
    publish: bool
    reason: str

    def publication(self, workspace: Workspace) -> Publication | None:
        """What may leave, and what of it was masked said; None where nothing is masked."""
        if self.profile is None:
            return None
        found = published(workspace, self.profile)
        if not self.publish:
            for words in withheld_words(found.withheld()):
                say(words)
        return found

    def write(self, workspace: Workspace, made: str, *, claims: int, form: str) -> None:
        """Writes it, and lays down in the log that it left, save for what is only shown on the screen."""
        bare = self.profile is None and self.output is not None
        write(made, self.output, private=bare)
        if self.output is not None or self.publish:
            log_export(
                workspace,
                made,
                self.output,
                claims=claims,
                form=form,
                published=self.publish,
                unmasked=bare,
                reason=self.reason or None,
            )


def leaving(output: Path | None, *, publish: bool, unmasked: bool, reason: str | None) -> Leaving:
    """Reads the options of a command that writes; ends it where names would leave without a reason."""
    if output is not None and str(output) == "-":
        output = None
    said = (reason or "").strip()
    if unmasked and publish:
        fail("--unmasked masks nobody, so it stands alone")
    if unmasked and not said:
        fail("names of private persons would leave; say why: --reason TEXT")
    profile = PUBLICATION if publish else None if unmasked or output is None else MASKED
    return Leaving(output, profile, publish, said)
