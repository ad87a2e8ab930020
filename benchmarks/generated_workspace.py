"""A workspace of any size, made up from a seed: documents with claims about entities of very unequal fame.

    python benchmarks/generated_workspace.py DIR --documents 1000 --claims 100000 --entities 20000 [--seed 1]

Every claim is a sentence of its document's text, so that quotes cut and `rawi verify` holds. Names, founding years,
sizes, counts of dead, sides, leaders and tellers agree, differ and follow each other; the n-th entity is told of as
often as 1/(n + 10). Documents are kept as a reading keeps them, and then resolved and weighed as a build does it.
Other benchmarks take the documents from here: `World.document` makes the n-th.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import random
import time
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path

from rawi.dates import from_edtf
from rawi.model import (
    Argument,
    Claim,
    Document,
    DocumentTime,
    EntityType,
    Link,
    Mention,
    Quote,
    Reading,
    Segment,
    SegmentKind,
    Span,
    Stance,
    Value,
    make_claim,
    make_mention,
)
from rawi.pipeline import stages
from rawi.pipeline.outcome import settled
from rawi.workspace import Found, Place, Workspace

READER = "made up"
ONSETS = ["b", "d", "f", "g", "h", "j", "k", "l", "m", "n", "q", "r", "s", "sh", "t", "th", "w", "y", "z", "kh"]
VOWELS = ["a", "i", "u", "aa", "ee"]
HEADS = ["Liwa {}", "{} Brigade", "Jaysh {}", "{} Front", "Katibat {}", "{} Movement", "Harakat {}", "{} Battalion"]
KINDS = [EntityType.GROUP, EntityType.PERSON, EntityType.PLACE, EntityType.COMMUNITY]
SHARES = [6, 3, 2, 1]
STANCES = [Stance.STATED, Stance.STATED, Stance.REPORTED, Stance.CLAIMED, Stance.POSSIBLE]
BODY = [  # predicate, what stands on the other side, how often of a hundred
    ("allied_with", EntityType.GROUP, 16),
    ("opposed_to", EntityType.GROUP, 12),
    ("part_of", EntityType.GROUP, 8),
    ("supported_by", EntityType.GROUP, 6),
    ("attacked", EntityType.GROUP, 14),
    ("led_by", EntityType.PERSON, 12),
    ("based_in", EntityType.PLACE, 8),
    ("operates_in", EntityType.PLACE, 8),
    ("recruits_from", EntityType.COMMUNITY, 4),
    ("founded", None, 4),
    ("dissolved", None, 2),
    ("size", None, 3),
    ("suffered_deaths", None, 3),
]
FAME = 10
"""The n-th entity is told of as often as 1/(n + FAME)."""


class Told:
    """The entities of one type, drawn by their fame."""

    def __init__(self, names: list[str], fame: list[float]):
        self.names = names
        self.summed = list(accumulate(fame))

    def draw(self, luck: random.Random) -> str:
        return luck.choices(self.names, cum_weights=self.summed)[0]


class World:
    """Invented entities; the n-th document about them is the same whichever were made before it."""

    def __init__(self, entities: int, seed: int = 1):
        self.seed = seed
        luck = random.Random(f"world {seed}")
        names: dict[EntityType, list[str]] = {kind: [] for kind in KINDS}
        fame: dict[EntityType, list[float]] = {kind: [] for kind in KINDS}
        given = [word(luck) for _ in range(200)]
        known: set[str] = set()
        for rank in range(entities):
            kind = KINDS[rank] if rank < len(KINDS) else luck.choices(KINDS, SHARES)[0]
            name = made_name(luck, kind, given)
            while name in known:
                name = made_name(luck, kind, given)
            known.add(name)
            names[kind].append(name)
            fame[kind].append(1 / (rank + FAME))
        self.told = {kind: Told(names[kind], fame[kind]) for kind in KINDS}
        self.names = {kind: names[kind] for kind in KINDS}

    def document(self, number: int, claims: int) -> Found:
        """The n-th document as a reading of it gives it, with as many claims, or a few less where some are the same."""
        luck = random.Random(f"{self.seed} document {number}")
        day = self._day(number)
        title = f"Report {number} of {day.isoformat()}"
        made = [self._sentence(luck, at, number) for at in range(claims)]
        text = title + "\n\n" + "".join(said + ("\n\n" if at % 6 == 5 else " ") for at, (said, _) in enumerate(made))
        id = hashlib.sha256(text.encode()).hexdigest()
        document = Document(
            id=id,
            path=f"{number:06d}.txt",
            format="text",
            reader=READER,
            text=text,
            title=title,
            author=f"Author {number % 97}",
            times=(DocumentTime(when=from_edtf(day.isoformat()), role="published"),),
            segments=tuple(_segments(text)),
        )
        found: dict[str, tuple[Claim, Reading]] = {}
        mentions: dict[str, Mention] = {}
        start = len(title) + 2
        for at, (said, parts) in enumerate(made):
            claim, reading = _claim(document, said, start, parts)
            found[claim.id] = (claim, reading)
            for name, kind in ((claim.subject.name, claim.subject.type), *_others(claim, reading)):
                mention = make_mention(document=id, name=name, type=kind)
                mentions[mention.id] = mention
            start += len(said) + (2 if at % 6 == 5 else 1)
        return Found(
            place=Place(origin=f"/generated/{document.path}", path=document.path, original=id),
            document=document,
            claims=list(found.values()),
            mentions=[mentions[id] for id in sorted(mentions)],
            key=f"{READER} {id}",
            date=day.isoformat(),
        )

    def _day(self, number: int) -> dt.date:
        """The day on which a document came out."""
        return dt.date(2016, 1, 1) + dt.timedelta(days=random.Random(f"{self.seed} day {number}").randrange(3300))

    def _sentence(self, luck: random.Random, at: int, number: int) -> tuple[str, dict[str, object]]:
        """One sentence in words and what it claims."""
        subject = self.told[EntityType.GROUP].draw(luck)
        predicate, kind, _ = luck.choices(BODY, [share for *_, share in BODY])[0]
        other = self.told[kind].draw(luck) if kind is not None else None
        value, words = None, other or ""
        if predicate in ("founded", "dissolved"):
            year = luck.randint(2009, 2013) if predicate == "founded" else luck.randint(2014, 2016)
            value, words = Value(edtf=str(year)), str(year)
        elif kind is None:
            number = luck.choice((13, 300, 500, 2000, 3000)) if predicate == "size" else luck.randint(1, 400)
            value, words = Value(number=number), str(number)
        year = luck.choice((None, None, None, *range(2006, self._day(number).year + 1))) if kind is not None else None
        teller = self.told[EntityType.GROUP].draw(luck) if luck.random() < 0.2 else None
        told = f"{subject} {predicate.replace('_', ' ')} {words}"
        told += f" in {year}" if year else ""
        told += f", {teller} said" if teller else ""
        return f"{told} [{at}].", {
            "subject": Argument(subject, EntityType.GROUP),
            "predicate": predicate,
            "object": Argument(other, kind) if other and kind else None,
            "value": value,
            "year": str(year) if year else None,
            "teller": teller,
            "stance": luck.choice(STANCES),
        }


def word(luck: random.Random) -> str:
    """An invented word of two to four syllables."""
    return "".join(luck.choice(ONSETS) + luck.choice(VOWELS) for _ in range(luck.randint(2, 4))).capitalize()


def made_name(luck: random.Random, kind: EntityType, given: list[str]) -> str:
    """An invented name of a person (one of the `given` names first), a group, a place or a tribe."""
    if kind is EntityType.PERSON:
        return f"{luck.choice(given)} al-{word(luck)}{word(luck).lower()}"
    if kind is EntityType.GROUP:
        return luck.choice(HEADS).format(f"al-{word(luck)} {word(luck)}")
    return f"{word(luck)} {word(luck)}" if kind is EntityType.PLACE else f"Banu {word(luck)}{word(luck).lower()}"


def _segments(text: str) -> Iterator[Segment]:
    start = 0
    for at, part in enumerate(text.split("\n\n")):
        span = Span(start, start + len(part.rstrip()))
        if part.strip():
            yield Segment(kind=SegmentKind.BODY if at else SegmentKind.TITLE, span=span, content=span)
        start += len(part) + 2


def _claim(document: Document, said: str, start: int, parts: dict[str, object]) -> tuple[Claim, Reading]:
    end = start + len(said)
    claim = make_claim(
        document=document.id,
        quote=Quote(said, document.text[max(0, start - 32) : start], document.text[end : end + 32]),
        subject=parts["subject"],  # type: ignore[arg-type]
        predicate=str(parts["predicate"]),
        object=parts["object"],  # type: ignore[arg-type]
        value=parts["value"],  # type: ignore[arg-type]
    )
    year, teller = parts["year"], parts["teller"]
    told = (Link(tellers=(str(teller),), mode="said"),) if teller else ()
    return claim, Reading(
        claim=claim.id,
        reader=READER,
        version="1",
        quote=Span(start, end),
        chain=(*told, Link(tellers=(document.narrator,), mode="published")),
        stance=parts["stance"],  # type: ignore[arg-type]
        time=from_edtf(str(year), words=str(year)) if year else None,
        spans={"quote": Span(start, end)},
    )


def _others(claim: Claim, reading: Reading) -> Iterator[tuple[str, EntityType]]:
    if claim.object is not None:
        yield claim.object.name, claim.object.type
    for link in reading.chain[:-1]:
        yield from ((teller, EntityType.GROUP) for teller in link.tellers)


def keep(workspace: Workspace, found: Found) -> None:
    """Keeps a made-up document as a build keeps one that it has read."""
    data = found.document.text.encode()
    workspace.originals.add(data)
    workspace.passes.keep(found, {found.document.id: len(data)})


def make(folder: Path, *, documents: int, claims: int, entities: int, seed: int = 1) -> World:
    """Writes the documents of a workspace, not settled yet; `claims` are those of all documents together."""
    world = World(entities, seed)
    with Workspace.create(folder) as workspace:
        for number in range(documents):
            keep(workspace, world.document(number, claims // documents))
    return world


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    asked.add_argument("folder", type=Path, metavar="DIR")
    asked.add_argument("--documents", type=int, default=1000)
    asked.add_argument("--claims", type=int, default=100_000)
    asked.add_argument("--entities", type=int, default=20_000)
    asked.add_argument("--seed", type=int, default=1)
    given = asked.parse_args()
    begun = time.process_time()
    make(
        given.folder,
        documents=given.documents,
        claims=given.claims,
        entities=given.entities,
        seed=given.seed,
    )
    print(f"{given.documents} documents kept in {time.process_time() - begun:.0f} s of CPU", flush=True)
    begun = time.process_time()
    with Workspace.open(given.folder) as workspace:
        settled(workspace, stages())
    print(f"resolved and weighed in {time.process_time() - begun:.0f} s of CPU")


if __name__ == "__main__":
    main()
