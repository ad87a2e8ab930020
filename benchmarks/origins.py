"""Origins counted on made trees of transmission, beside counting documents, voting and near-duplicates.

Run `python benchmarks/origins.py`; `--worlds N` for more trees of each size. Three figures must hold: known origins
counted exactly on at least 90 % of bundles where every document names its source; the true number of chains that share
nothing inside the interval on at least 95 % where some forget; and fewer than 5 % of the inferred dependences false.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter, defaultdict

import networkx as nx
from datasketch import MinHash, MinHashLSH
from transmission import Manner, World

from rawi.weigh.origins import Lineage, infer

SIZES = (3, 5, 8, 13, 25, 50, 100, 200)


def bundles(world: World) -> dict[int, list[int]]:
    """The documents that give each figure."""
    found: dict[int, list[int]] = defaultdict(list)
    for telling in world.tellings:
        found[telling.value].append(telling.number)
    return found


def true_chains(world: World, members: list[int]) -> int:
    """The largest number of chains from these documents to origins that share nothing, in the true tree."""
    graph: nx.DiGraph = nx.DiGraph()
    todo, done = list(members), set()
    for member in members:
        graph.add_edge("s", (member, "in"), capacity=1)
    while todo:
        number = todo.pop()
        if number in done:
            continue
        done.add(number)
        graph.add_edge((number, "in"), (number, "out"), capacity=1)
        for source in world.tellings[number].sources:
            if isinstance(source, str):
                graph.add_edge((number, "out"), (source, "in"), capacity=1)
                graph.add_edge((source, "in"), "t", capacity=1)
            else:
                graph.add_edge((number, "out"), (source, "in"), capacity=1)
                todo.append(source)
    return int(nx.maximum_flow_value(graph, "s", "t"))


def near_duplicates(world: World, members: list[int]) -> int:
    """Clusters of near-duplicate texts: what a pipeline that knows no tellers would count as sources."""
    index = MinHashLSH(threshold=0.2, num_perm=64)
    clusters: nx.Graph = nx.Graph()
    clusters.add_nodes_from(members)
    for number in members:
        words = world.documents[number].text.lower().split()
        sketch = MinHash(num_perm=64)
        for at in range(len(words) - 3):
            sketch.update(" ".join(words[at : at + 4]).encode())
        clusters.add_edges_from((number, other) for other in index.query(sketch))
        index.insert(number, sketch)
    return nx.number_connected_components(clusters)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--worlds", type=int, default=25, help="trees of each size and manner")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    ok = True
    print(f"{options.worlds} trees each of {', '.join(map(str, SIZES))} documents, seed {options.seed}")
    for forgets in (0.0, 0.25, 0.5):
        tally: Counter[str] = Counter()
        wide = 0
        seconds = 0.0
        for size in SIZES:
            for n in range(options.worlds):
                world = World(options.seed * 100_003 + size * 1_009 + n, size, Manner(forgets=forgets))
                started = time.process_time()
                dependences = infer(world.documents, world.kept)
                lineage = Lineage(world.kept, world.entities, world.mentions, world.documents, dependences)
                number = {document.id: i for i, document in enumerate(world.documents)}
                made = {
                    value: lineage.bundle([world.kept[i] for i in ms], world.kept)
                    for value, ms in bundles(world).items()
                }
                seconds += time.process_time() - started
                inferred = [d for d in dependences if not d.declared]
                tally["inferred"] += len(inferred)
                tally["false"] += sum(not world.rests_on(number[d.later], number[d.earlier]) for d in inferred)
                for value, members in bundles(world).items():
                    bundle = made[value]
                    roots = set().union(*(world.roots(i) for i in members))
                    truth = true_chains(world, members)
                    least, most = bundle.corroboration
                    tally["bundles"] += 1
                    tally["origins exact"] += len(bundle.known) == len(roots)
                    tally["inside"] += least <= truth <= most
                    wide += most - least
                    tally["documents exact"] += len(members) == truth
                    tally["voting exact"] += truth == 1
                    tally["duplicates exact"] += near_duplicates(world, members) == truth
        n = tally["bundles"]
        print(f"\n{forgets:.0%} of the sources not named: {n} bundles, {seconds:.1f} s")
        print(f"  known origins counted exactly       {tally['origins exact'] / n:.3f}")
        print(f"  true number inside the interval     {tally['inside'] / n:.3f}   (mean width {wide / n:.2f})")
        share = tally["false"] / max(1, tally["inferred"])
        print(f"  inferred dependences that are false {share:.3f}   (of {tally['inferred']})")
        print(f"  documents counted: exact            {tally['documents exact'] / n:.3f}")
        print(f"  one vote for each answer: exact     {tally['voting exact'] / n:.3f}")
        print(f"  MinHash clusters counted: exact     {tally['duplicates exact'] / n:.3f}")
        ok &= share < 0.05 and tally["inside"] / n >= 0.95
        ok &= forgets > 0 or tally["origins exact"] / n >= 0.90
    return 0 if ok else 1


if __name__ == "__main__":
    sys.exit(main())
