"""Names in prose: where they begin and end, and what kind of thing each names; ranks and offices beside them."""

from rawi.reading.naming.finding import find_names
from rawi.reading.naming.titles import Title, titles_of
from rawi.reading.naming.words import ACRONYM, DATE_ASIDE, Name

__all__ = ["ACRONYM", "DATE_ASIDE", "Name", "Title", "find_names", "titles_of"]
