"""How fast the app answers over a large workspace: the p95 of its pages at two users at once.

    python benchmarks/generated_workspace.py DIR --documents 1000 --claims 100000 --entities 20000
    python benchmarks/app_load.py DIR [--users 2] [--each 60] [--seed 1] [--new] [--more]

The app runs in a process of its own at 127.0.0.1; each user asks one page after another and waits for the whole of it,
so that what is measured is the server's time and next to nothing else. Entities, documents and claims are drawn by how
often they are spoken of, as people ask for them: who is asked for often is asked for again, and the app remembers
pages for as long as nothing changes, and makes some ahead. With `--new` no page is asked for twice, nor one that was
made ahead, as where somebody decides between any two. `famous` is the one entity of which most is told, always made
anew. `--more` asks the pages that sweep wider, too.
Asked for: p95 of dossier, reader, search and queue under 150 ms.

Milliseconds on a busy machine are those of the machine: processor time is that of the server for one page after the
other, where the system tells it (Linux).
"""

from __future__ import annotations

import argparse
import contextlib
import http.client
import multiprocessing
import os
import random
import socket
import statistics
import threading
import time
from collections import defaultdict
from itertools import count
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from rawi.workspace import Workspace
from rawi.workspace.overview import ranked

TOKEN = "of-this-measurement"
ASKED_MS = 150
WARM = 3
"""Requests of each page before anything is measured: what is counted once is counted then."""
ALONE = 12
"""Pages of each kind that are made anew, one at a time."""


def serve(folder: Path, port: int) -> None:
    """The app, until its process is ended."""
    import uvicorn

    from rawi.web import create_app
    from rawi.web.beside import PROCESSES

    app = create_app(folder, port=port, token=TOKEN, beside=PROCESSES)
    uvicorn.run(app, port=port, log_level="warning", access_log=False)


def addresses(folder: Path, each: int, seed: int, *, more: bool = False) -> dict[str, list[str]]:
    """For each kind of page the addresses that are asked for; with `more` also those of pages that sweep wider."""
    draw = random.Random(seed)
    with Workspace.open(folder) as workspace:
        with workspace.database.read() as connection:
            entities, _ = ranked(connection, most=2000)
        documents = [source.id for source in workspace.documents()]
        predicates = ["allied_with", "opposed_to", "attacked", "led_by", "size", "founded"]
    often = [one.claims for one in entities]
    drawn = draw.choices(entities, weights=often, k=2 * each)
    orders = ["", "?order=grave", "?order=confidence", *(f"?predicate={one}" for one in predicates)]
    asked = {
        "dossier": [f"/entity/{one.id}" for one in drawn[:each]],
        "famous": [f"/entity/{entities[0].id}?again={number}" for number in range(max(WARM + 2, each // 10))],
        "reader": [f"/document/{draw.choice(documents)}" for _ in range(each)],
        "search": [f"/search?q={quote(one.name)}" for one in drawn[each:]],
        "queue": [f"/review{draw.choice(orders)}" for _ in range(each)],
        "board": ["/contested"] * (each // 3),
        "home": ["/"] * (each // 3),
    }
    if more:
        few = [one.id for one in drawn[: WARM + 5]]
        asked |= {
            "dossier at a date": [f"/entity/{id}?as_of=2018-02-20" for id in few],
            "timeline": [f"/timeline?about={id}" for id in few],
            "network": [f"/network?about={id}" for id in few],
            "map": [f"/map?about={id}" for id in few],
            "source": [f"/source?name=Author+{number}" for number in range(WARM + 2)],
            "who is who": [f"/review/identity?entity={id}" for id in few],
        }
    return asked


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


class Measured(NamedTuple):
    """Milliseconds by kind of page: of all users together, and of the server's processor for one page at a time."""

    taken: dict[str, list[float]]
    processor: dict[str, list[float]]
    megabytes: float
    """Of memory that the server holds at the end."""


def measure(folder: Path, wanted: dict[str, list[str]], users: int, seed: int, *, new: bool = False) -> Measured:
    """Asks for all addresses, each user for a part of them; with `new` each is made one that was not asked before."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = multiprocessing.get_context("spawn").Process(target=serve, args=(folder, port), daemon=True)
    server.start()
    taken: dict[str, list[float]] = defaultdict(list)
    processor: dict[str, list[float]] = defaultdict(list)
    number = count()

    def made_new(address: str) -> str:
        return f"{address}{'&' if '?' in address else '?'}new={next(number)}" if new else address

    try:
        _until_it_answers(port)
        for pages in wanted.values():
            for address in pages[:WARM]:
                ask(port, made_new(address))
        _until_it_rests(server.pid)
        for kind, pages in wanted.items():
            for address in pages[WARM : WARM + ALONE]:
                begun = _processor_ms(server.pid)
                ask(port, f"{address}{'&' if '?' in address else '?'}alone=1")
                processor[kind].append(_processor_ms(server.pid) - begun)
        jobs = [(kind, made_new(address)) for kind, pages in wanted.items() for address in pages[WARM:]]
        random.Random(seed).shuffle(jobs)

        def user(number: int) -> None:
            for kind, address in jobs[number::users]:
                taken[kind].append(ask(port, address))

        threads = [threading.Thread(target=user, args=(number,)) for number in range(users)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        held = _megabytes(server.pid)
    finally:
        server.terminate()
        server.join()
    return Measured(taken, processor, held)


def _processor_ms(pid: int | None) -> float:
    """The processor time of a process and of those that it started; 0 where the system does not tell."""
    ticks = sum(int(fields[11]) + int(fields[12]) for fields in _told(pid).values())
    return 1000 * ticks / os.sysconf("SC_CLK_TCK") if ticks else 0.0


def _megabytes(pid: int | None) -> float:
    """The memory that these processes hold, without files that they read in place; 0 where the system does not tell."""
    pages = 0
    for id in _told(pid):
        with contextlib.suppress(OSError):
            held = Path(f"/proc/{id}/statm").read_text().split()
            pages += int(held[1]) - int(held[2])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6 if pages else 0.0


def _told(pid: int | None) -> dict[int, list[str]]:
    """What the system tells (Linux: proc(5), from the state on) of a process and of those that it started."""
    told: dict[int, list[str]] = {}
    for file in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            told[int(file.parent.name)] = file.read_text().rpartition(")")[2].split()
    return {id: fields for id, fields in told.items() if pid is not None and (id == pid or int(fields[1]) == pid)}


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


def _until_it_rests(pid: int | None) -> None:
    """Waits until the app has made ahead what it makes ahead."""
    used, last = -1.0, time.monotonic() + 120
    while (now := _processor_ms(pid)) != used and time.monotonic() < last:
        used = now
        time.sleep(2)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--users", type=int, default=2)
    parser.add_argument("--each", type=int, default=60, help="pages of each kind, 20 at least")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--new", action="store_true", help="no page twice: nothing is remembered")
    parser.add_argument("--more", action="store_true", help="also the pages that sweep wider")
    given = parser.parse_args()
    wanted = addresses(given.folder, given.each, given.seed, more=given.more)
    found = measure(given.folder, wanted, given.users, given.seed, new=given.new)
    print(f"{given.users} users at once; milliseconds until the whole page is there (asked for: p95 < {ASKED_MS});")
    print(f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores; the server holds {found.megabytes:.0f} MB")
    for kind, taken in sorted(found.taken.items()):
        alone = statistics.median(found.processor[kind] or [0])
        print(
            f"  {kind:<18} median {statistics.median(taken):6.0f}   p95 {p95(taken):6.0f}   of {len(taken):3}"
            f"   processor, made anew {alone:6.0f}"
        )


if __name__ == "__main__":
    main()
