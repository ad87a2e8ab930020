"""From the bytes of a file to a `Document`: its text, its segments, and what it says of itself."""

from rawi.documents.reader import READER_VERSION, is_side_file, read_document
from rawi.documents.signatures import CONTAINERS, HEAD, PACKED, kind_of
from rawi.documents.spool import Budget, LeftOut, Refusal, Taken
from rawi.documents.supervised import Supervised

__all__ = [
    "CONTAINERS",
    "HEAD",
    "PACKED",
    "READER_VERSION",
    "Budget",
    "LeftOut",
    "Refusal",
    "Supervised",
    "Taken",
    "is_side_file",
    "kind_of",
    "read_document",
]
