"""The same documents give the same export to the byte, wherever they lie and whatever was built before."""

from __future__ import annotations

import shutil


def test_files_added_one_by_one_from_elsewhere_give_the_export_of_one_build(rawi, built_examples, examples, tmp_path):
    elsewhere, grown = tmp_path / "moved" / "examples", tmp_path / "grown"
    elsewhere.mkdir(parents=True)
    files = [file for file in sorted(examples.iterdir()) if file.is_file()]
    half = len(files) // 2
    for part in (files[half:], files[:half]):  # the later ones first
        for file in part:
            shutil.copyfile(file, elsewhere / file.name)
        done = rawi("build", elsewhere, "-w", grown, PYTHONHASHSEED="7")
        assert done.returncode == 0, done.stderr
    for folder, name in ((built_examples, "one"), (grown, "two")):
        assert rawi("export", "--format", "jsonl", "-w", folder, "-o", tmp_path / name).returncode == 0
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_building_again_reads_no_document_anew(rawi, case, examples):
    done = rawi("build", examples, "-w", case)
    assert done.returncode == 0
    assert "(0 read, 5 unchanged)" in done.stdout
