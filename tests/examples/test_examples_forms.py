"""What the form of each example says: its times, its cuts, its lost names, its notes, its furniture."""

from __future__ import annotations

from rawi.dates import to_edtf
from rawi.model import Document, SegmentKind
from rawi.pipeline import BuildReport
from rawi.workspace import Workspace


def words(document: Document, *kinds: SegmentKind) -> str:
    """All text of these kinds."""
    return "\n".join(document.text[s.content.start : s.content.end] for s in document.segments if s.kind in kinds)


def test_five_documents_are_read_and_the_note_beside_them_is_not(built: tuple[Workspace, BuildReport]) -> None:
    workspace, report = built
    assert not report.failures
    assert [source.path[:2] for source in workspace.documents()] == ["01", "02", "03", "04", "05"]


def test_every_document_says_who_published_it(documents: dict[str, Document]) -> None:
    assert {number: document.narrator for number, document in documents.items()} == {
        "01": "Openpedia",
        "02": "Meridian Institute for Conflict Study",
        "03": "CESMA",
        "04": "Rowena's Marginalia",
        "05": "Frontline Ledger",
    }


def test_the_names_that_the_infobox_lost_are_recorded_not_filled_in(documents: dict[str, Document]) -> None:
    lost = [omission.reason for omission in documents["01"].omissions if omission.kind == "lost_name"]
    assert len(lost) == 2
    assert any("Allies" in reason for reason in lost)
    assert any("Opponents" in reason for reason in lost)


def test_a_note_leads_from_the_death_toll_to_an_article_that_is_older(documents: dict[str, Document]) -> None:
    profile = documents["02"]
    note = next(note for note in profile.notes if note.label == "5")
    assert note.author == "Rowena Halberd"
    assert note.date is not None
    assert to_edtf(note.date) == "2013-06-02"
    assert note.markers
    assert "179" in profile.text[note.markers[0].start - 120 : note.markers[0].start]


def test_the_republished_article_has_the_times_of_its_body_and_its_frame(documents: dict[str, Document]) -> None:
    post = documents["03"]
    times = {to_edtf(time.when) for time in post.times}
    assert {"2013-06", "2015-03-24"} <= times
    body = next(s for s in post.segments if "30,000 fighters" in post.text[s.span.start : s.span.end])
    frame = next(s for s in post.segments if "Jabal Harf. Footage" in post.text[s.span.start : s.span.end])
    assert to_edtf(post.times[body.frame].when) == "2013-06"
    assert to_edtf(post.times[frame.frame].when) == "2015-03-24"


def test_the_paywall_cut_is_recorded(documents: dict[str, Document]) -> None:
    assert [omission.kind for omission in documents["04"].omissions] == ["paywall"]


def test_sharing_buttons_and_navigation_are_set_aside_and_stay_in_the_text(documents: dict[str, Document]) -> None:
    for number, furniture in (("03", "Skip to content"), ("03", "412 views"), ("04", "Share this post")):
        document = documents[number]
        assert furniture in document.text
        assert furniture in words(document, SegmentKind.CHROME)
        assert furniture not in words(document, *(kind for kind in SegmentKind if kind is not SegmentKind.CHROME))


def test_the_undated_report_gets_a_month_that_is_marked_as_inferred(documents: dict[str, Document]) -> None:
    time = documents["05"].times[0]
    assert to_edtf(time.when) == "2017-02"
    assert time.inferred
