"""Names: folding, keys that spellings and scripts share, and comparison with its reasons. A likeness never merges."""

from rawi.names.folding import fold, script_of, small_words
from rawi.names.groups import group_key, group_name, same_group
from rawi.names.persons import PersonName, person_name
from rawi.names.search import is_bare, search_keys

__all__ = [
    "PersonName",
    "fold",
    "group_key",
    "group_name",
    "is_bare",
    "person_name",
    "same_group",
    "script_of",
    "search_keys",
    "small_words",
]
