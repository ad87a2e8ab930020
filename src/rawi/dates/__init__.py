"""Times: EDTF in and out, and the times that English prose and field values tell."""

from rawi.dates.anchors import Anchors, hull
from rawi.dates.edtf import UnreadableDate, from_edtf, point, to_edtf
from rawi.dates.prose import FoundDate, read_dates
from rawi.dates.senses import framed
from rawi.dates.whole import read_date, read_publication_date

__all__ = [
    "Anchors",
    "FoundDate",
    "UnreadableDate",
    "framed",
    "from_edtf",
    "hull",
    "point",
    "read_date",
    "read_dates",
    "read_publication_date",
    "to_edtf",
]
