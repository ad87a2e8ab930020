"""Reference lists as files: UN, OFAC, UCDP, Wikidata, OpenSanctions. They give names with numbers, and no truth."""

from rawi.resolve.registries.files import Register, read_register

__all__ = ["Register", "read_register"]
