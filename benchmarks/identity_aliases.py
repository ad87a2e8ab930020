"""How well what joins by itself agrees with lists of names that people made: no decision by hand, nothing merged.

    python benchmarks/identity_aliases.py TEXTS ALIASES.json

builds a workspace of TEXTS in a temporary folder, prints pairwise precision and recall over names and over mentions,
for each type and for all, and every pair that was missed or wrongly joined.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import Counter
from pathlib import Path

from rawi.evaluation.identity import Joined, score_identity
from rawi.model import EntityType
from rawi.pipeline import build
from rawi.workspace import Workspace

TYPES = (EntityType.GROUP, EntityType.PERSON, EntityType.PLACE, EntityType.COMMUNITY)


def figures(title: str, joined: Joined) -> str:
    return (
        f"{title:<12} P {joined.precision:.3f}  R {joined.recall:.3f}  "
        f"({joined.right} right, {len(joined.wrong)} wrong, {len(joined.missed)} missed)"
    )


def main() -> None:
    told = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    told.add_argument("texts", type=Path)
    told.add_argument("aliases", type=Path)
    asked = told.parse_args()
    aliases = json.loads(asked.aliases.read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder, Workspace.create(Path(folder) / "case") as workspace:
        build(workspace, [asked.texts])
        entities, mentions = workspace.entities(), workspace.mentions()
    whole = score_identity(aliases, entities, mentions, TYPES)
    print(figures("all names", whole.names))
    print(figures("all mentions", whole.mentions))
    for kind in TYPES:
        part = score_identity(aliases, entities, mentions, [kind])
        print(figures(kind.value, part.names), "names;", figures("", part.mentions).strip(), "mentions")
    print("\nmissed, as names:")
    for one, other in whole.names.missed:
        print(f"  {one} | {other}")
    print("\nmissed, as mentions only:")
    left = Counter(whole.mentions.missed)
    for (one, other), times in sorted(left.items()):
        if (one, other) not in whole.names.missed and (other, one) not in whole.names.missed:
            print(f"  {one} | {other}" + (f" ({times} times)" if times > 1 else ""))
    for one, other in (*whole.names.wrong, *whole.mentions.wrong):
        print(f"WRONG  {one} | {other}")


if __name__ == "__main__":
    main()
