"""Data files of the field and their loaders."""

from rawi.vocabulary.files import load_yaml
from rawi.vocabulary.predicates import Predicate, predicates

__all__ = ["Predicate", "load_yaml", "predicates"]
