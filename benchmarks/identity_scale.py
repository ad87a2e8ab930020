"""200,000 entities in one workspace: opening it, searching a name, explaining a pair, each in a process of its own.

    python benchmarks/identity_scale.py [--entities N] [--questions N] [--keep DIR] [--all]

The entities, their documents and claims are made up from a seed: groups, persons, places and tribes of invented names,
spread over documents, a fifth of them mentioned in two. They are resolved and kept as a build would; then each question
is asked of another entity, and the 50th, 95th and 99th of a hundred are printed in milliseconds, beside those of the
processor alone (which a loaded machine does not blur), with the memory that the asking process held at most. The
vocabulary is loaded before by a few questions, as in an app that is open. Asking is what must stay interactive; what
the making took is printed beside it. A workspace that `--keep` left is asked as it is. `--all` also lists what may be
the same among all, which looks at every name.
"""

from __future__ import annotations

import argparse
import hashlib
import multiprocessing
import random
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from generated_workspace import READER, keep, made_name, word

from rawi.model import (
    Argument,
    Claim,
    Document,
    EntityType,
    Link,
    Mention,
    Quote,
    Reading,
    Span,
    make_claim,
    make_mention,
)
from rawi.pipeline import stages
from rawi.pipeline.looking import Looker
from rawi.pipeline.searching import found
from rawi.workspace import Filling, Found, Place, Settled, Workspace, settlement

SEED = 20261122
MENTIONS_IN_ONE = 400
LIMIT_MS = 100
LIMIT_MB = 1000


def names(luck: random.Random, wanted: int) -> Iterator[tuple[EntityType, str]]:
    """Types and names, mostly of persons and groups, as a corpus of this field has them."""
    given = [word(luck) for _ in range(400)]
    for _ in range(wanted):
        kind = luck.choices(
            [EntityType.PERSON, EntityType.GROUP, EntityType.PLACE, EntityType.COMMUNITY], [5, 3, 2, 1]
        )[0]
        yield kind, made_name(luck, kind, given)


def make(folder: Path, wanted: int) -> list[tuple[EntityType, str]]:
    """Fills a workspace; gives the names that stand in it."""
    luck = random.Random(SEED)
    made = list(names(luck, wanted))
    spread = made + luck.sample(made, wanted // 5)
    with Workspace.create(folder) as workspace:
        claims: list[Claim] = []
        mentions: list[Mention] = []
        for place in range(0, len(spread), MENTIONS_IN_ONE):
            one = told(place, list(dict.fromkeys(spread[place : place + MENTIONS_IN_ONE])))
            keep(workspace, one)
            claims += [claim for claim, _ in one.claims]
            mentions += one.mentions
        begun = time.perf_counter()
        using = stages()
        resolution = using.resolve(mentions, claims, [], {})
        spent = time.perf_counter() - begun
        print(f"resolved {len(mentions):,} mentions into {len(resolution.entities):,} entities in {spent:.0f} s")
        begun = time.perf_counter()
        owner = {mention: entity.id for entity in resolution.entities for mention in entity.mentions}
        by_name = {(one.document, one.type, one.name): owner[one.id] for one in mentions}
        fillings = [
            Filling(claim.id, role, by_name[claim.document, side.type, side.name])
            for claim in claims
            for role, side in (("subject", claim.subject), ("object", claim.object))
            if side is not None
        ]
        settled = Settled(resolution=resolution, fillings=fillings, forms=using.forms(resolution, mentions))
        settlement.keep(workspace.database, settled)
        print(f"kept them with the keys of their names in {time.perf_counter() - begun:.0f} s")
    return made


def told(place: int, here: list[tuple[EntityType, str]]) -> Found:
    """One document: a sentence for each two names of it."""
    pairs = list(zip(here[::2], here[1::2], strict=False))
    lines = [f"Document {place}.", *(f"{one} is linked to {other}." for (_, one), (_, other) in pairs)]
    text = "\n".join(lines)
    id = hashlib.sha256(text.encode()).hexdigest()
    start, claims = len(lines[0]) + 1, []
    for ((kind, one), (other_kind, other)), said in zip(pairs, lines[1:], strict=True):
        claim = make_claim(
            document=id,
            quote=Quote(said),
            subject=Argument(one, kind),
            predicate="linked_to",
            object=Argument(other, other_kind),
        )
        span = Span(start, start + len(said))
        chain = (Link(tellers=("unknown",), mode="published"),)
        claims.append((claim, Reading(claim=claim.id, reader=READER, version="1", quote=span, chain=chain)))
        start += len(said) + 1
    path = f"{place:07}.txt"
    return Found(
        place=Place(origin=f"/{path}", path=path, original=id),
        document=Document(id=id, path=path, format="text", reader=READER, text=text),
        claims=claims,
        mentions=[make_mention(document=id, name=name, type=kind) for kind, name in here],
        key=f"{READER} {id}",
    )


def held() -> float:
    """The most memory that this process had, in megabytes, and not the one that began it."""
    status = Path("/proc/self/status")
    if status.exists():
        peak = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(peak.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def ask(folder: Path, made: list[tuple[EntityType, str]], questions: int, whole: bool) -> None:
    """Asks, and prints what each kind of question took; the vocabulary is loaded by one question before."""
    luck = random.Random(SEED + 1)
    with Workspace.open(folder) as workspace:
        for name in (made[0][1], misspelled(made[0][1])):
            found(workspace, name)
    chosen = luck.sample(made, questions)

    def opening(_: str) -> None:
        Workspace.open(folder).close()

    took = {"opening": timed(opening, [name for _, name in chosen])}
    with Workspace.open(folder) as workspace:
        took["search, as written"] = timed(lambda name: found(workspace, name), [name for _, name in chosen])
        took["search, folded"] = timed(lambda name: found(workspace, name), [folded(name) for _, name in chosen])
        took["search, a part"] = timed(lambda name: found(workspace, name), [name.split()[-1] for _, name in chosen])
        took["search, misspelled"] = timed(
            lambda name: found(workspace, name), [misspelled(name) for _, name in chosen]
        )
        ids = [found(workspace, name)[0].entity for _, name in chosen]
        pairs = dict(zip(ids, ids[1:] + ids[:1], strict=True))
        took["explaining a pair"] = timed(lambda id: Looker(workspace).explain(id, pairs[id]), list(pairs))
        took["what one may be"] = timed(lambda id: Looker(workspace).beside(id, 10), list(pairs))
    print(f"\n{'ms':<22}{'p50':>8}{'p95':>8}{'p99':>8}{'p95 CPU':>10}")
    late = []
    for question, spent in took.items():
        wall, worked = ([one[clock] for one in spent] for clock in (0, 1))
        p95 = share_of(wall, 0.95)
        figures = f"{share_of(wall, 0.5):8.1f}{p95:8.1f}{share_of(wall, 0.99):8.1f}{share_of(worked, 0.95):10.1f}"
        print(f"{question:<22}{figures}")
        late += [question] if p95 > LIMIT_MS else []
    most = held()
    print(f"memory at most {most:.0f} MB")
    print(f"over {LIMIT_MS} ms at p95: {', '.join(late) or 'nothing'}")
    print(f"over {LIMIT_MB} MB: {'yes' if most > LIMIT_MB else 'no'}")
    if whole:
        with Workspace.open(folder) as workspace:
            [(wall, worked)] = timed(lambda _: Looker(workspace).worth_a_look(20), [""])
        took_s = f"{wall / 1000:.0f} s ({worked / 1000:.0f} s of processor)"
        print(f"what may be the same among all: {took_s}, {held():.0f} MB")


def folded(name: str) -> str:
    return name.upper().replace("AL-", "EL ").replace("AA", "A")


def misspelled(name: str) -> str:
    """The name without the third letter of its last word."""
    *before, last = name.split()
    return " ".join([*before, last[:2] + last[3:]])


def timed(question: Callable[[str], object], names: list[str]) -> list[tuple[float, float]]:
    """Milliseconds of each question, by the clock on the wall and of the processor."""
    spent = []
    for name in names:
        begun, worked = time.perf_counter(), time.process_time()
        question(name)
        spent.append((1000 * (time.perf_counter() - begun), 1000 * (time.process_time() - worked)))
    return spent


def share_of(spent: list[float], share: float) -> float:
    """The figure that this share of the questions stays under."""
    return sorted(spent)[min(len(spent) - 1, int(share * len(spent)))]


def main() -> None:
    told = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    told.add_argument("--entities", type=int, default=200_000)
    told.add_argument("--questions", type=int, default=200)
    told.add_argument("--keep", type=Path, help="where to leave the workspace")
    told.add_argument("--all", action="store_true", help="list what may be the same among all, too")
    asked = told.parse_args()
    with tempfile.TemporaryDirectory() as spare:
        folder = asked.keep or Path(spare) / "case"
        if (folder / "rawi.db").exists():
            made = list(names(random.Random(SEED), asked.entities))
        else:
            made = make(folder, asked.entities)
            size = (folder / "rawi.db").stat().st_size / 1e6
            print(f"making it held {held():.0f} MB at most; rawi.db has {size:.0f} MB")
        questions = (folder, made, asked.questions, asked.all)
        asking = multiprocessing.get_context("spawn").Process(target=ask, args=questions)
        asking.start()
        asking.join()


if __name__ == "__main__":
    main()
