"""The command line: one file per command family."""

from __future__ import annotations


def main() -> None:
    """The `rawi` command."""
    from rawi.cli.app import main as run

    run()


__all__ = ["main"]
