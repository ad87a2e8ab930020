"""How long weighing takes against the size of a workspace, and how much of it one more document costs.

Claims are made by a seeded generator: groups of very unequal fame, so that a few are told of by most documents, with
founding years, sizes, counts of dead, sides and leaders that agree, differ and follow each other. One core is used.

    python benchmarks/weighing_scale.py [--documents 1000] [--claims 100] [--seed 1]
"""

from __future__ import annotations

import argparse
import hashlib
import random
import time
from collections.abc import Iterator

from rawi.dates import from_edtf
from rawi.model import (
    Argument,
    Document,
    DocumentTime,
    Entity,
    EntityType,
    KeptClaim,
    Link,
    Mention,
    Quote,
    Reading,
    Source,
    Span,
    Stance,
    Value,
    make_claim,
    make_mention,
)
from rawi.weigh import weigh

STANCES = (Stance.STATED, Stance.STATED, Stance.REPORTED, Stance.CLAIMED, Stance.POSSIBLE)
DATED = ("founded", "dissolved")
COUNTED = ("size", "suffered_deaths")
TIED = ("allied_with", "opposed_to", "supports", "part_of", "supported_by", "controlled_by", "attacked")


class World:
    """Groups and persons; the n-th group is told of as often as 1/n."""

    def __init__(self, seed: int, groups: int):
        self.random = random.Random(seed)
        self.groups = [f"Column {n}" for n in range(groups)]
        self.weights = [1 / (n + 1) for n in range(groups)]
        self.mentions: dict[str, Mention] = {}

    def document(self, number: int, claims: int) -> tuple[Document, list[KeptClaim]]:
        id = hashlib.sha256(str(number).encode()).hexdigest()
        date = f"{2008 + number % 17}-{1 + number % 12:02d}"
        document = Document(
            id=id,
            path=f"{number:06d}.txt",
            format="text",
            reader="text/1",
            text="",
            times=(DocumentTime(when=from_edtf(date), role="published"),),
        )
        source = Source(id=id, path=document.path, date=date, author=f"Author {number % 97}")
        return document, list(self._claims(source, claims))

    def _claims(self, source: Source, count: int) -> Iterator[KeptClaim]:
        draw = self.random
        for at in range(count):
            subject, other = draw.choices(self.groups, self.weights, k=2)
            predicate = draw.choice((*DATED, *COUNTED, *TIED, *TIED, "led_by"))
            value, whom, kind = None, None, EntityType.GROUP
            if predicate in DATED:
                value = Value(edtf=str(draw.randint(2009, 2014)))
            elif predicate in COUNTED:
                value = Value(number=draw.choice((13, 300, 500, 2000, 3000)))
            elif predicate == "led_by":
                whom, kind = f"Commander {draw.randint(0, 400)}", EntityType.PERSON
            else:
                whom = other
            year = draw.choice((None, None, *range(2010, 2024)))
            yield self._claim(source, at, subject, predicate, value, whom, kind, str(year) if year else None)

    def _claim(  # type: ignore[no-untyped-def]  # noqa: PLR0917
        self, source, at, subject, predicate, value, whom, kind, year
    ) -> KeptClaim:
        draw = self.random
        teller = draw.choice((None, None, None, draw.choice(self.groups)))
        exact = f"{subject} {predicate} {whom or value} ({at})"
        claim = make_claim(
            document=source.id,
            quote=Quote(exact),
            subject=Argument(subject, EntityType.GROUP),
            predicate=predicate,
            object=Argument(whom, kind) if whom else None,
            value=value,
        )
        told = (Link(tellers=(teller,), mode="said"),) if teller else ()
        reading = Reading(
            claim=claim.id,
            reader="made",
            version="1",
            quote=Span(at * 200, at * 200 + len(exact)),
            chain=(*told, Link(tellers=(source.author,), mode="published")),
            stance=draw.choice(STANCES),
            time=from_edtf(year, words=year) if year else None,
        )
        for name, type in ((subject, EntityType.GROUP), (whom, kind), (teller, EntityType.GROUP)):
            if name:
                made = make_mention(document=source.id, name=name, type=type)
                self.mentions[made.id] = made
        return KeptClaim(claim=claim, readings=(reading,), source=source, subject=subject, object=whom)

    def entities(self) -> list[Entity]:
        by_name: dict[tuple[str, EntityType], list[str]] = {}
        for mention in self.mentions.values():
            by_name.setdefault((mention.name, mention.type), []).append(mention.id)
        return [Entity(id=n, name=n, type=t, mentions=tuple(sorted(ids))) for (n, t), ids in sorted(by_name.items())]


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    asked.add_argument("--documents", type=int, default=1000)
    asked.add_argument("--claims", type=int, default=100)
    asked.add_argument("--seed", type=int, default=1)
    given = asked.parse_args()
    print(f"{'documents':>9} {'claims':>8} {'questions':>9} {'all, s':>8} {'one more, s':>11} {'weighed':>8}")
    for part in (8, 4, 2, 1):
        measure(given.documents // part, given.claims, given.seed)


def measure(documents: int, claims: int, seed: int) -> None:
    """Weighs everything, then again with one more document, and prints what both cost."""
    world = World(seed, groups=max(20, documents))
    made = [world.document(n, claims) for n in range(documents)]
    held, kept = [d for d, _ in made], [k for _, told in made for k in told]
    started = time.process_time()
    first = weigh(kept, world.entities(), world.mentions.values(), held)
    whole = time.process_time() - started
    document, more = world.document(documents, claims)
    known = first.by_key
    started = time.process_time()
    again = weigh([*kept, *more], world.entities(), world.mentions.values(), [*held, document], remembered=known)
    one = time.process_time() - started
    questions = len(again.weighed)
    print(f"{documents:>9} {len(kept):>8} {questions:>9} {whole:>8.1f} {one:>11.1f} {again.fresh:>8}", flush=True)


if __name__ == "__main__":
    main()
