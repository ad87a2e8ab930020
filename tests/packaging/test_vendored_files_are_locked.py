"""Every file of others that the app serves is the one that the lock names, with its licence beside it."""

import hashlib
from pathlib import Path

import pytest
import yaml

VENDOR = Path(__file__).parents[2] / "src" / "rawi" / "web" / "static" / "vendor"
LOCK = "vendor.lock.yaml"
PACKAGES = yaml.safe_load((VENDOR / LOCK).read_text(encoding="utf-8"))
FILES = [file for package in PACKAGES for file in package["files"]]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file["file"])
def test_each_file_is_the_one_that_the_lock_knows(file):
    assert hashlib.sha256((VENDOR / file["file"]).read_bytes()).hexdigest() == file["sha256"]


def test_no_file_is_served_that_the_lock_does_not_know():
    there = {path.relative_to(VENDOR).as_posix() for path in VENDOR.rglob("*") if path.is_file()}
    assert there == {LOCK, *(file["file"] for file in FILES)}


@pytest.mark.parametrize("package", PACKAGES, ids=lambda package: package["name"])
def test_each_package_names_its_version_and_keeps_its_licence(package):
    assert package["version"][0].isdigit() and package["licence"]
    kept = [file["file"] for file in package["files"] if file["file"].startswith("licences/")]
    assert kept and (VENDOR / kept[0]).read_text(encoding="utf-8").strip()


GEOGRAPHY = VENDOR.parents[2] / "publish" / "geography"
MADE = yaml.safe_load((GEOGRAPHY / "made.lock.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("file", MADE, ids=lambda file: file["file"])
def test_each_file_of_map_data_is_the_one_that_was_made(file):
    assert hashlib.sha256((GEOGRAPHY / file["file"]).read_bytes()).hexdigest() == file["sha256"]
    assert file["of"] and file["licence"]


def test_map_data_and_vendored_files_stay_small():
    shipped = [GEOGRAPHY / file["file"] for file in MADE] + [VENDOR / file["file"] for file in FILES]
    assert sum(path.stat().st_size for path in shipped) < 9_000_000
