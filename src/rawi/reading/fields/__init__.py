"""Field lists to claims: infoboxes, entries of lists, profiles of headings and bullets. No language model is needed."""

from rawi.reading.fields.profiles import implied_subject
from rawi.reading.fields.reader import READER, VERSION, FieldsReader, read_fields

__all__ = ["READER", "VERSION", "FieldsReader", "implied_subject", "read_fields"]
