"""From mentions to entities: what the machine may join by itself, always provisional, and finding them by name."""

from rawi.resolve.entities import resolve
from rawi.resolve.find import Match, find, forms_of, in_memory

__all__ = ["Match", "find", "forms_of", "in_memory", "resolve"]
