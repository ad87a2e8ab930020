"""Reading the data files that stand beside this module."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Any

import yaml

from rawi.errors import VocabularyError


@cache
def load_yaml(name: str, package: str = "rawi.vocabulary") -> Any:
    """The content of the YAML file `name` of a package; raises `VocabularyError` if it is missing or malformed."""
    try:
        text = resources.files(package).joinpath(name).read_text(encoding="utf-8")
    except OSError as error:
        raise VocabularyError("data file not found", where=name, advice="install Rawi again") from error
    try:
        return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError as error:
        raise VocabularyError(f"not valid YAML: {error}", where=name) from error
