"""Times: EDTF in and out."""

from rawi.dates.edtf import UnreadableDate, from_edtf, point, to_edtf

__all__ = ["UnreadableDate", "from_edtf", "point", "to_edtf"]
