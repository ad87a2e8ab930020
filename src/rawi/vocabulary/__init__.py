"""Data files of the field and their loaders."""

from rawi.vocabulary.files import load_yaml
from rawi.vocabulary.gazetteer import Entry, Gazetteer, State, gazetteer, is_capital
from rawi.vocabulary.heads import HeadClass, Heads, heads
from rawi.vocabulary.letters import is_acronym, plain
from rawi.vocabulary.name_words import NameWords, Sense, name_words
from rawi.vocabulary.place_states import states_of_place
from rawi.vocabulary.predicates import Predicate, predicates
from rawi.vocabulary.roles import Roles, roles

__all__ = [
    "Entry",
    "Gazetteer",
    "HeadClass",
    "Heads",
    "NameWords",
    "Predicate",
    "Roles",
    "Sense",
    "State",
    "gazetteer",
    "heads",
    "is_acronym",
    "is_capital",
    "load_yaml",
    "name_words",
    "plain",
    "predicates",
    "roles",
    "states_of_place",
]
