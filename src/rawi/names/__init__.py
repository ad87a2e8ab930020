"""Names: folding, keys that spellings and scripts share, and comparison with its reasons. A likeness never merges."""

from rawi.names.among import among
from rawi.names.compare import compare
from rawi.names.folding import fold, script_of, small_words
from rawi.names.groups import GroupName, group_key, group_name, same_group, same_rest
from rawi.names.index import Candidate, NameIndex
from rawi.names.keys import candidate_keys
from rawi.names.likeness import Likeness, Reason
from rawi.names.persons import PersonName, person_name
from rawi.names.search import is_bare, search_keys

__all__ = [
    "Candidate",
    "GroupName",
    "Likeness",
    "NameIndex",
    "PersonName",
    "Reason",
    "among",
    "candidate_keys",
    "compare",
    "fold",
    "group_key",
    "group_name",
    "is_bare",
    "person_name",
    "same_group",
    "same_rest",
    "script_of",
    "search_keys",
    "small_words",
]
