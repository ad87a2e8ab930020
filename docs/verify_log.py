#!/usr/bin/env python3
"""Checks a custody log that `rawi log export` wrote, without Rawi: Python 3 and its standard library suffice.

    python3 verify_log.py log.jsonl [--head HASH]

The first line names the format, the number of entries and the head. Every other line is an entry: seq, at, kind,
digest, previous, hash; and, where they were exported with it, the salt and the body that the digest is of.
digest = SHA-256 of salt, newline and body; hash = SHA-256 of the JSON array [seq, at, kind, digest, previous] without
spaces; previous is the hash of the entry before, sixty-four zeros in the first one.
Give --head the head that was noted down elsewhere (every export prints it): without it, a log that somebody wrote
anew from end to end cannot be told from the first one. Exit status 0 if all holds, 1 if not, and then it says where.
"""

import argparse
import hashlib
import json
import sys


def sha256(text):
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def check(lines, noted):
    """Says what is wrong, line by line; nothing if the chain holds."""
    top = json.loads(lines[0])
    if top["format"] != "rawi-log/1":
        yield "line 1: is no log of Rawi (rawi-log/1)"
        return
    seq, previous, heads = 0, "0" * 64, set()
    for number, line in enumerate(lines[1:], start=2):
        entry = json.loads(line)
        where = f"line {number}, entry {entry['seq']} ({entry['kind']}, {entry['at']})"
        if entry["seq"] != seq + 1:
            yield f"{where}: does not follow on entry {seq}; entries are missing, or in another order"
        elif entry["previous"] != previous:
            yield f"{where}: does not follow from the entry before it"
        chained = [entry[key] for key in ("seq", "at", "kind", "digest", "previous")]
        if sha256(json.dumps(chained, separators=(",", ":"), ensure_ascii=False)) != entry["hash"]:
            yield f"{where}: was changed"
        if "body" in entry and sha256(f"{entry['salt']}\n{entry['body']}") != entry["digest"]:
            yield f"{where}: its details are not those that were logged"
        seq, previous = entry["seq"], entry["hash"]
        heads.add(previous)
    if (top["entries"], top["head"]) != (seq, previous):
        yield f"the log ends at entry {seq}, but {top['entries']} entries up to {top['head']} were exported"
    if noted and noted not in heads:
        yield f"the head that was noted, {noted}, is in no entry: this is another log, or an older one"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Checks a custody log exported by Rawi.")
    parser.add_argument("file")
    parser.add_argument("--head", help="a head that was noted down elsewhere")
    asked = parser.parse_args()
    with open(asked.file, encoding="utf-8") as file:
        read = file.read().splitlines()
    try:
        wrong = list(check(read, asked.head)) if read else ["the file is empty"]
    except (ValueError, KeyError, TypeError) as error:
        wrong = [f"a line is no entry of a log: {error!r}"]
    print("\n".join(wrong) if wrong else f"all holds: {len(read) - 1} entries, head {json.loads(read[0])['head']}")
    sys.exit(1 if wrong else 0)
