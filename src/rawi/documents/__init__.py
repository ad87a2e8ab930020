"""From the bytes of a file to a `Document`: its text, its segments, and what it says of itself."""

from rawi.documents.reader import READER_VERSION, is_side_file, read_document

__all__ = ["READER_VERSION", "is_side_file", "read_document"]
