"""What the small reader tells apart: the predicates, in a fixed order, as its weights have them."""

from __future__ import annotations

from rawi.model import EntityType
from rawi.vocabulary import predicates

LABELS: tuple[str, ...] = tuple(sorted(predicates()))
"""All predicates by name. A new one changes the shape of the weights: they must be trained again."""

TYPES: tuple[EntityType, ...] = tuple(EntityType)
"""What a word may stand for, in the order of the weights."""
