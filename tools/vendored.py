"""Fetches the files of others that the app serves, as `vendor.lock.yaml` names them, and checks them against it.

    python tools/vendored.py            fetches every package at its version and writes its files; ends with 1 where a
                                        file is not the one that the lock knows
    python tools/vendored.py --renew    the same, and writes the sums of what came into the lock: after a version was
                                        changed there by hand

Needs npm for the fetching. Nobody who uses or tests Rawi needs this: the files stand in the repository.
"""

from __future__ import annotations

import hashlib
import io
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import Any

import yaml

VENDOR = Path(__file__).parent.parent / "src" / "rawi" / "web" / "static" / "vendor"
LOCK = VENDOR / "vendor.lock.yaml"
HEAD = """\
# Files of others that the app serves: where each came from, under what licence, and its sum. A test checks every file
# against it. To change one: set its version here, then `python tools/vendored.py --renew`.
"""


def main() -> int:
    renew = "--renew" in sys.argv[1:]
    locked: list[dict[str, Any]] = yaml.safe_load(LOCK.read_text(encoding="utf-8"))
    wrong = []
    for package in locked:
        archive = fetched(package["package"], package["version"])
        for file in package["files"]:
            data = member(archive, file["from"])
            found = hashlib.sha256(data).hexdigest()
            if renew:
                file["sha256"] = found
            elif found != file["sha256"]:
                wrong.append(file["file"])
                continue
            path = VENDOR / file["file"]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
    if renew:
        LOCK.write_text(HEAD + yaml.safe_dump(locked, sort_keys=False, allow_unicode=True), encoding="utf-8")
    for name in wrong:
        print(f"{name}: not the file that the lock knows; it is left as it is", file=sys.stderr)
    return 1 if wrong else 0


def fetched(package: str, version: str) -> bytes:
    """The archive of a package of the npm registry."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["npm", "pack", "--silent", f"{package}@{version}"], cwd=folder, check=True, capture_output=True)
        (archive,) = Path(folder).iterdir()
        return archive.read_bytes()


def member(archive: bytes, name: str) -> bytes:
    """A file of a package; every one stands under `package/`."""
    with tarfile.open(fileobj=io.BytesIO(archive), mode="r:gz") as whole:
        file = whole.extractfile(f"package/{name}")
        if file is None:
            raise FileNotFoundError(name)
        return file.read()


if __name__ == "__main__":
    sys.exit(main())
