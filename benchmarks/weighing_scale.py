"""How long settling takes against the size of a workspace, and how much of it a document or a decision more costs.

    python benchmarks/weighing_scale.py [--documents 100 300 1000] [--claims 100] [--entities 20] [--seed 1]

Workspaces are those of `generated_workspace.py`: so many documents, with so many claims each, and so many entities for
each document, of very unequal fame. Each is settled whole, then with one document more, and then with one claim
rejected; all times are of the processor alone, on one core, of resolving, weighing and writing, in one process whose
vocabulary is loaded. `by touch` says whether only what the change touches was settled.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from pathlib import Path

from generated_workspace import World, keep, make

from rawi.pipeline import stages, touching
from rawi.pipeline.settling import settle
from rawi.workspace import Workspace


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    asked.add_argument("--documents", type=int, nargs="+", default=[100, 300, 1000])
    asked.add_argument("--claims", type=int, default=100, help="of each document")
    asked.add_argument("--entities", type=int, default=20, help="for each document")
    asked.add_argument("--seed", type=int, default=1)
    given = asked.parse_args()
    heads = f"{'documents':>9} {'claims':>8} {'questions':>9} {'all, s':>8}"
    print(f"{heads} {'one document, s':>22} {'one rejection, s':>22}  MB")
    for documents in given.documents:
        with tempfile.TemporaryDirectory() as folder:
            world = make(
                Path(folder) / "case",
                documents=documents,
                claims=documents * given.claims,
                entities=documents * given.entities,
                seed=given.seed,
            )
            measure(Path(folder) / "case", world, documents, given.claims)


def measure(folder: Path, world: World, documents: int, claims: int) -> None:
    """Settles everything, then after one more document, then after a decision, and prints what each cost."""
    using = stages()
    with Workspace.open(folder) as workspace:
        whole, _ = settled(workspace, using)
        more = []
        for number in range(documents, documents + 5):
            keep(workspace, world.document(number, claims))
            more.append(settled(workspace, using))
        kept = workspace.kept_claims(document=workspace.documents()[0].id)
        decided = []
        for one in kept[:5]:
            workspace.decide("reject", one.claim.id, by="benchmark", reason="to see what it costs")
            decided.append(settled(workspace, using))
        told = len(workspace.questions())
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    counted = f"{documents:>9} {documents * claims:>8} {told:>9} {whole:>8.1f}"
    print(f"{counted} {middle(more):>22} {middle(decided):>22}  {held}", flush=True)


def settled(workspace: Workspace, using: object) -> tuple[float, bool]:
    """Seconds of the processor, and whether only what the change touches was settled."""
    by_touch: list[bool] = []
    touch = touching.touch

    def noting(*given: object) -> bool:
        by_touch.append(touch(*given))  # type: ignore[arg-type]
        return by_touch[-1]

    from rawi.pipeline import settling

    settling.touch = noting  # type: ignore[assignment]
    begun = time.process_time()
    settle(workspace, using)  # type: ignore[arg-type]
    spent = time.process_time() - begun
    settling.touch = touch
    return spent, bool(by_touch and by_touch[-1])


def middle(spent: list[tuple[float, bool]]) -> str:
    """The middle of several, and how many of them were settled by touch."""
    ordered = sorted(seconds for seconds, _ in spent)
    return f"{ordered[len(ordered) // 2]:.2f} ({sum(touched for _, touched in spent)}/{len(spent)} by touch)"


if __name__ == "__main__":
    main()
