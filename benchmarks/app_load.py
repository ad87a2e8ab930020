"""How fast the app answers over a large workspace: the p95 of its pages at two users at once.

    python benchmarks/generated_workspace.py DIR --documents 1000 --claims 100000 --entities 20000
    python benchmarks/app_load.py DIR [--users 2] [--each 60] [--seed 1]

The app runs in a process of its own at 127.0.0.1; each user asks one page after another and waits for the whole of it,
so that what is measured is the server's time and next to nothing else. Entities, documents and claims are drawn by how
often they are spoken of, as people ask for them. Asked for: p95 under 150 ms.
"""

from __future__ import annotations

import argparse
import http.client
import multiprocessing
import random
import socket
import statistics
import threading
import time
from collections import defaultdict
from pathlib import Path
from urllib.parse import quote

from rawi.workspace import Workspace
from rawi.workspace.overview import ranked

TOKEN = "of-this-measurement"
ASKED_MS = 150
WARM = 3
"""Requests of each page before anything is measured: what is counted once is counted then."""


def serve(folder: Path, port: int) -> None:
    """The app, until its process is ended."""
    import uvicorn

    from rawi.web import create_app

    uvicorn.run(create_app(folder, port=port, token=TOKEN), port=port, log_level="warning", access_log=False)


def addresses(folder: Path, each: int, seed: int) -> dict[str, list[str]]:
    """For each kind of page the addresses that are asked for."""
    draw = random.Random(seed)
    with Workspace.open(folder) as workspace:
        with workspace.database.read() as connection:
            entities, _ = ranked(connection, most=2000)
        documents = [source.id for source in workspace.documents()]
        predicates = ["allied_with", "opposed_to", "attacked", "led_by", "size", "founded"]
    often = [one.claims for one in entities]
    drawn = draw.choices(entities, weights=often, k=2 * each)
    orders = ["", "?order=grave", "?order=confidence", *(f"?predicate={one}" for one in predicates)]
    return {
        "dossier": [f"/entity/{one.id}" for one in drawn[:each]],
        "reader": [f"/document/{draw.choice(documents)}" for _ in range(each)],
        "search": [f"/search?q={quote(one.name)}" for one in drawn[each:]],
        "queue": [f"/review{draw.choice(orders)}" for _ in range(each)],
        "board": ["/contested"] * (each // 3),
        "home": ["/"] * (each // 3),
    }


def ask(port: int, address: str) -> float:
    """Milliseconds until the whole page is there. Raises `RuntimeError` where it is not."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    begun = time.perf_counter()
    connection.request("GET", address, headers={"Authorization": f"Bearer {TOKEN}"})
    answer = connection.getresponse()
    answer.read()
    took = 1000 * (time.perf_counter() - begun)
    connection.close()
    if answer.status != 200:
        raise RuntimeError(f"{address}: {answer.status}")
    return took


def p95(taken: list[float]) -> float:
    return statistics.quantiles(taken, n=20, method="inclusive")[-1] if len(taken) > 1 else taken[0]


def measure(folder: Path, users: int, each: int, seed: int) -> dict[str, list[float]]:
    """Milliseconds by kind of page, of all users together."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = multiprocessing.get_context("spawn").Process(target=serve, args=(folder, port), daemon=True)
    server.start()
    taken: dict[str, list[float]] = defaultdict(list)
    try:
        wanted = addresses(folder, each, seed)
        _until_it_answers(port)
        for pages in wanted.values():
            for address in pages[:WARM]:
                ask(port, address)
        jobs = [(kind, address) for kind, pages in wanted.items() for address in pages[WARM:]]
        random.Random(seed).shuffle(jobs)

        def user(number: int) -> None:
            for kind, address in jobs[number::users]:
                taken[kind].append(ask(port, address))

        threads = [threading.Thread(target=user, args=(number,)) for number in range(users)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        server.terminate()
        server.join()
    return taken


def _until_it_answers(port: int) -> None:
    last = time.monotonic() + 60
    while True:
        try:
            ask(port, "/decider")
            return
        except OSError:
            if time.monotonic() > last:
                raise
            time.sleep(0.2)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--users", type=int, default=2)
    parser.add_argument("--each", type=int, default=60, help="pages of each kind, 20 at least")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    taken = measure(given.folder, given.users, given.each, given.seed)
    print(f"{given.users} users at once; milliseconds until the whole page is there (asked for: p95 < {ASKED_MS})")
    for kind, found in sorted(taken.items()):
        print(f"  {kind:<8} median {statistics.median(found):6.0f}   p95 {p95(found):6.0f}   of {len(found)}")


if __name__ == "__main__":
    main()
