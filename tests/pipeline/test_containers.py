"""What holds documents is kept as it came, and each document in it is taken in with where it stood."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import os
import tarfile
import zipfile

import pytest

from rawi.workspace import Workspace, intake

SENTENCE = b"Title\n\nLiwa Zahr is allied with Harakat Noor.\n"
PAGE = (
    b"<html><head><title>Page</title></head>"
    b"<body><p>Liwa Zahr is opposed to Jaysh Marj. It rained for days.</p></body></html>"
)


def packed(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def tarred(members: dict[str, bytes], mode: str = "w:gz") -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:
        for name, data in members.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    return out.getvalue()


def record(kind: str, headers: dict[str, str], payload: bytes, *, length: int | None = None) -> bytes:
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\n" + "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    head += f"Content-Length: {len(payload) if length is None else length}\r\n\r\n"
    return head.encode() + payload + b"\r\n\r\n"


def answer(body: bytes, media: str = "text/html; charset=utf-8", status: str = "200 OK") -> bytes:
    return f"HTTP/1.1 {status}\r\nContent-Type: {media}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body


def response(url: str, body: bytes, captured: str = "2024-03-01T12:00:00Z", **more) -> bytes:
    named = {"WARC-Target-URI": url, "WARC-Date": captured, "WARC-Record-ID": f"<urn:uuid:{len(url)}>"}
    return record("response", {**named, "Content-Type": "application/http"}, answer(body, **more))


def reasons(report) -> dict[str, str]:
    return {failure.path: failure.reason for failure in report.failures}


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "incoming"
    made.mkdir()
    return made


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("box.zip", packed({"in/a.txt": SENTENCE, "b.html": PAGE, ".hidden.txt": b"no", "README.md": b"no"})),
        ("box.tar.gz", tarred({"in/a.txt": SENTENCE, "b.html": PAGE})),
        ("box.tar", tarred({"in/a.txt": SENTENCE, "b.html": PAGE}, "w")),
        ("box.tar.bz2", tarred({"in/a.txt": SENTENCE, "b.html": PAGE}, "w:bz2")),
        ("box.tar.xz", tarred({"in/a.txt": SENTENCE, "b.html": PAGE}, "w:xz")),
    ],
)
def test_an_archive_is_read_as_a_folder_and_kept_as_it_came(built, folder, case, name, data):
    (folder / name).write_bytes(data)
    report = built(folder)
    assert report.failures == []
    assert sorted(report.read) == [f"{name}/b.html", f"{name}/in/a.txt"]
    whole = hashlib.sha256(data).hexdigest()
    with Workspace.open(case) as workspace:
        assert workspace.originals.read(whole) == data
        assert {source.path for source in workspace.documents()} == set(report.read)
        with workspace.database.read() as connection:
            place = intake.first_place(connection, hashlib.sha256(SENTENCE).hexdigest())
        assert (place.container, place.member.name) == (whole, "in/a.txt")
        assert workspace.verify() == []
    assert not list(case.glob(".unpacked-*"))
    again = built(folder)
    assert (again.read, again.failures, again.documents) == ([], [], 2)


def test_a_changed_archive_supersedes_what_changed_in_it(built, folder):
    (folder / "box.zip").write_bytes(packed({"a.txt": SENTENCE, "b.html": PAGE}))
    built(folder)
    (folder / "box.zip").write_bytes(packed({"a.txt": SENTENCE.replace(b"Noor", b"Fajr"), "b.html": PAGE}))
    report = built(folder)
    assert report.read == report.superseded == ["box.zip/a.txt"]
    assert report.documents == 2


def test_a_side_file_in_an_archive_describes_its_document(built, folder, case):
    side = json.dumps({"publisher": "Ember Monitor", "date": "2020-05-01"}).encode()
    (folder / "box.zip").write_bytes(packed({"x/a.txt": SENTENCE, "x/a.json": side}))
    assert built(folder).failures == []
    with Workspace.open(case) as workspace:
        (source,) = workspace.documents()
        assert (source.publisher, source.date) == ("Ember Monitor", "2020-05-01")


def test_names_that_lead_out_and_links_are_named_and_nothing_is_written_there(built, folder, tmp_path):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name in ("../../escaped.txt", "/tmp/absolute.txt", "good.txt"):
            entry = tarfile.TarInfo(name)
            entry.size = len(SENTENCE)
            archive.addfile(entry, io.BytesIO(SENTENCE))
        link = tarfile.TarInfo("passwords.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    (folder / "box.tar").write_bytes(out.getvalue())
    (folder / "box.zip").write_bytes(packed({"..\\..\\escaped.txt": SENTENCE, "C:/x.txt": SENTENCE, "fine.txt": PAGE}))
    report = built(folder)
    named = reasons(report)
    assert "leads out" in named["box.tar/../../escaped.txt"] and "leads out" in named["box.tar//tmp/absolute.txt"]
    assert "link" in named["box.tar/passwords.txt"]
    assert sum("leads out" in reason for reason in named.values()) == 4
    assert sorted(report.read) == ["box.tar/good.txt", "box.zip/fine.txt"]
    assert not list(tmp_path.rglob("escaped.txt"))


def test_a_bomb_is_stopped_and_what_came_before_is_read(built, folder):
    bomb = {"a.txt": SENTENCE} | {f"{n}.txt": b"0" * 40_000_000 for n in range(4)}
    (folder / "bomb.zip").write_bytes(packed(bomb))
    (folder / "b.txt").write_bytes(PAGE)
    report = built(folder)
    assert "may be a bomb" in reasons(report)["bomb.zip"]
    assert {"bomb.zip/a.txt", "b.txt"} <= set(report.read)


def test_archives_in_archives_end_at_the_limit_and_one_that_holds_itself_is_not_opened(built, folder):
    data = packed({"deep.txt": SENTENCE})
    for level in range(6):
        data = packed({f"{level}.zip": data, f"{level}.txt": SENTENCE + str(level).encode()})
    (folder / "box.zip").write_bytes(data)
    report = built(folder)
    (reason,) = reasons(report).values()
    assert "more than 3 archives" in reason and "nesting" in reason
    assert len(report.read) == 4


def test_locked_broken_and_cut_off_archives_are_named(built, folder):
    whole = packed({"a.txt": SENTENCE, "b.html": PAGE})
    locked = bytearray(whole)
    for sign in (b"PK\x01\x02", b"PK\x03\x04"):  # bit 0 of the flags: encrypted
        at = bytes(locked).index(sign)
        locked[at + (8 if sign == b"PK\x01\x02" else 6)] |= 1
    (folder / "locked.zip").write_bytes(bytes(locked))
    (folder / "cut.zip").write_bytes(whole[:-30])
    (folder / "cut.tar").write_bytes(tarred({"a.txt": SENTENCE, "b.txt": b"x" * 9000}, "w")[:4000])
    (folder / "cut.gz").write_bytes(gzip.compress(SENTENCE * 100)[:-9])
    (folder / "rubbish.zip").write_bytes(b"PK\x03\x04" + bytes(range(256)))
    named = reasons(built(folder))
    assert "password" in named["locked.zip/a.txt"]
    assert {"cut.zip", "rubbish.zip", "cut.tar", "cut.gz"} <= set(named)
    assert all("the reader failed" not in reason for reason in named.values()), named


def test_each_page_of_a_web_archive_is_a_document_with_address_and_capture_time(built, folder, case):
    data = record("warcinfo", {"WARC-Date": "2024-03-01T12:00:00Z"}, b"software: none\r\n")
    data += response("http://example.org/a", PAGE)
    data += response("http://example.org/a", PAGE.replace(b"rained", b"snowed"), "2024-04-01T12:00:00Z")
    data += response("http://example.org/style.css", b"p {}", media="text/css")
    data += response("http://example.org/gone", b"<p>gone</p>", status="404 Not Found")
    for name, body in (("crawl.warc", data), ("crawl.warc.gz", gzip.compress(data))):
        (folder / name).write_bytes(body)
    report = built(folder / "crawl.warc")
    assert sorted(report.read) == [f"crawl.warc/2024{month}01120000/http://example.org/a" for month in ("03", "04")]
    assert "1 redirects" in report.notices[-1] and "1 pictures" in report.notices[-1]
    with Workspace.open(case) as workspace:
        documents = [workspace.document(source.id) for source in workspace.documents()]
        assert {document.captured for document in documents} == {"2024-03-01T12:00:00Z", "2024-04-01T12:00:00Z"}
        assert {document.url for document in documents} == {"http://example.org/a"}
        assert all(document.format == "html" and document.title == "Page" for document in documents)
        assert workspace.verify() == []
    packed_too = built(folder / "crawl.warc.gz")
    assert packed_too.failures == [] and packed_too.documents == 2


def test_addresses_longer_than_any_file_name_are_taken(built, folder):
    long = "http://example.org/" + "a" * 2000
    (folder / "crawl.warc").write_bytes(response(long, PAGE) + response(long + "b", PAGE.replace(b"days", b"weeks")))
    (folder / "box.zip").write_bytes(packed({"n" * 300 + ".txt": SENTENCE}))
    report = built(folder)
    assert (report.failures, len(report.read)) == ([], 3)


def test_a_wacz_gives_the_pages_of_its_web_archives(built, folder):
    data = gzip.compress(response("http://example.org/a", PAGE))
    wacz = packed({"datapackage.json": b"{}", "archive/data.warc.gz": data, "pages/pages.jsonl": b"{}", "x.txt": b"x"})
    (folder / "site.wacz").write_bytes(wacz)
    report = built(folder)
    assert report.failures == []
    assert report.read == ["site.wacz/archive/data.warc.gz/20240301120000/http://example.org/a"]


def test_a_record_with_a_wrong_length_costs_itself(built, folder):
    named = {"WARC-Target-URI": "http://example.org/bad", "WARC-Date": "2024-03-01T12:00:00Z"}
    good = [response(f"http://example.org/{n}", PAGE.replace(b"days", str(n).encode())) for n in range(3)]
    wrong = record("response", {**named, "Content-Type": "application/http"}, answer(PAGE), length=len(PAGE) + 9999)
    short = record("response", {**named, "Content-Type": "application/http"}, answer(PAGE), length=7)
    (folder / "long.warc").write_bytes(good[0] + wrong + good[1] + good[2])
    (folder / "short.warc").write_bytes(good[0] + short + good[1] + good[2])
    (folder / "cut.warc").write_bytes(good[0] + good[1][:-60])
    (folder / "none.warc").write_bytes(b"WARC/1.0\r\nnothing\r\n\r\n" + b"x" * 5000)
    report = built(folder)
    assert all("the reader failed" not in reason for reason in reasons(report).values())
    assert "short.warc/20240301120000/http://example.org/2" not in reasons(report)
    for name in ("long.warc", "short.warc", "cut.warc", "none.warc"):
        assert any(path.startswith(name) for path in reasons(report)), (name, reasons(report))
    with_bytes = {path for path in report.read if path.endswith("example.org/0")}
    assert len(with_bytes) == 1  # the same page in three archives is one document


def test_a_mail_is_a_document_and_its_attachments_are_documents(built, folder, case):
    mail = (
        b"From: =?utf-8?q?Nadia_Ashf=C3=A1ll?= <n@example.org>\r\nTo: desk@example.org\r\nSubject: The truce\r\n"
        b"Date: Tue, 03 May 2022 10:00:00 +0200\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n'
        b"Liwa Zahr is opposed to Harakat Noor. More in the file.\r\n--b\r\n"
        b'Content-Type: text/plain\r\nContent-Disposition: attachment; filename="../../note.txt"\r\n\r\n'
        + SENTENCE
        + b"\r\n--b\r\nContent-Type: image/png\r\nContent-Disposition: attachment; filename=x.png\r\n\r\nx\r\n--b--\r\n"
    )
    (folder / "m.eml").write_bytes(mail)
    report = built(folder)
    assert report.failures == []
    assert len(report.read) == 2 and report.read[0] == "m.eml" and report.read[1].startswith("m.eml/")
    assert ".." not in report.read[1].split("/")
    with Workspace.open(case) as workspace:
        source = next(one for one in workspace.documents() if one.path == "m.eml")
        assert (source.title, source.author, source.date) == ("The truce", "Nadia Ashfáll", "2022-05-03")
        with workspace.database.read() as connection:
            attached = next(one for one in workspace.documents() if one.path != "m.eml")
            assert intake.first_place(connection, attached.id).container == source.id


def test_a_broken_mail_in_a_mail_is_named_and_the_attachment_behind_it_is_read(built, folder):
    mail = (
        b"From: n@example.org\r\nSubject: The truce\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\n'
        b"Liwa Zahr is opposed to Harakat Noor.\r\n--b\r\n"
        b"Content-Type: message/rfc822\r\nContent-Disposition: attachment; filename=old.eml\r\n\r\n"
        b'Content-Type: multipart/mixed; boundary="c"\r\n\r\n\xff and none of its parts.\r\n--b\r\n'
        b"Content-Type: text/plain\r\nContent-Disposition: attachment; filename=note.txt\r\n\r\n"
        + SENTENCE
        + b"\r\n--b--\r\n"
    )
    (folder / "m.eml").write_bytes(mail)
    report = built(folder)
    assert [path.rpartition("/")[2] for path in report.read] == ["m.eml", "note.txt"]
    assert any(path.endswith("old.eml") and "broken" in said for path, said in reasons(report).items())


def test_a_record_of_the_auto_archiver_is_side_data_of_what_it_names(built, folder, case):
    record = {
        "status": "telegram: success",
        "metadata": {
            "url": "https://example.org/post/7",
            "title": "Statement on the truce",
            "timestamp": "2022-05-03 10:00:00",
            "_processed_at": "2022-05-04T08:30:00+00:00",
        },
        "media": [{"filename": "/tmp/x/page.html", "properties": {"hash": "SHA3-512:00"}}, {"filename": "video.mp4"}],
    }
    (folder / "page.html").write_bytes(PAGE)
    (folder / "metadata.json").write_text(json.dumps(record), encoding="utf-8")
    report = built(folder)
    assert (report.failures, report.read) == ([], ["page.html"])
    with Workspace.open(case) as workspace:
        (source,) = workspace.documents()
        assert (source.title, source.date, source.url) == (
            "Statement on the truce",
            "2022-05-03",
            "https://example.org/post/7",
        )


@pytest.mark.skipif(not hasattr(os, "truncate"), reason="no sparse files here")
@pytest.mark.parametrize("name", ["huge.txt", "huge.html", "huge.zip", "huge.tar", "huge.warc.gz", "huge.pdf"])
def test_a_file_of_ten_gigabytes_is_named_and_not_read(built, folder, name):
    heads = {"huge.zip": b"PK\x03\x04", "huge.tar": bytes(257) + b"ustar", "huge.warc.gz": b"\x1f\x8b\x08"}
    (folder / name).write_bytes(heads.get(name, b"%PDF-1.7" if name.endswith("pdf") else b"text"))
    os.truncate(folder / name, 10_000_000_000)
    (folder / "good.txt").write_bytes(SENTENCE)
    report = built(folder)
    assert "is larger than" in reasons(report)[name] and "rawi.toml" in reasons(report)[name]
    assert report.read == ["good.txt"]


def test_links_that_lead_round_are_named_and_the_rest_is_read(built, folder):
    (folder / "a.txt").symlink_to(folder / "b.txt")
    (folder / "b.txt").symlink_to(folder / "a.txt")
    (folder / "round").symlink_to(folder)
    (folder / "good.txt").write_bytes(SENTENCE)
    report = built(folder)
    assert set(reasons(report)) == {"a.txt", "b.txt", "round"}
    assert report.read == ["good.txt"]
