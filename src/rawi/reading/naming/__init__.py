"""Names in prose: where they begin and end, and what kind of thing each names."""

from rawi.reading.naming.finding import find_names
from rawi.reading.naming.words import ACRONYM, DATE_ASIDE, Name

__all__ = ["ACRONYM", "DATE_ASIDE", "Name", "find_names"]
