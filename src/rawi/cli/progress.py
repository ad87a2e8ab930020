"""A bar on standard error for work that takes longer than a second, where somebody is looking."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Iterator

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from rawi.pipeline.report import Progress as Reported
from rawi.pipeline.report import Step, silent

PATIENCE_SECONDS = 1.0


@contextlib.contextmanager
def showing() -> Iterator[Reported]:
    """A function to report progress to; it draws nothing in the first second, nor where nobody looks."""
    if not sys.stderr.isatty():
        yield silent
        return
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[item]}"),
        console=Console(stderr=True),
        transient=True,
    )
    tasks: dict[Step, TaskID] = {}
    began = time.monotonic()

    def report(step: Step, done: int, total: int, item: str) -> None:
        if step not in tasks:
            tasks[step] = bar.add_task(step, total=total or None, item=item)
        for other, task in tasks.items():
            bar.update(task, visible=other == step)
        bar.update(tasks[step], completed=done, total=total or None, item=item)
        if not bar.live.is_started and time.monotonic() - began > PATIENCE_SECONDS:
            bar.start()

    try:
        yield report
    finally:
        bar.stop()
