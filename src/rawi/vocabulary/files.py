"""Reading the data files that stand beside this module."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from typing import Any

import yaml

from rawi.errors import VocabularyError


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """YAML with two booleans: word lists hold "on", "no" and "yes" as words. A key that stands twice is an error."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        """PyYAML lets the second of two equal keys win, and whoever wrote the first never learns of it."""
        seen: set[str] = set()
        for key, _ in node.value:
            if isinstance(key, yaml.ScalarNode) and key.value != "<<":
                if key.value in seen:
                    raise yaml.constructor.ConstructorError(None, None, f"{key.value!r} stands twice", key.start_mark)
                seen.add(key.value)
        return super().construct_mapping(node, deep)  # type: ignore[no-any-return]


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in rules if tag != "tag:yaml.org,2002:bool"]
    for first, rules in _Loader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"(?:true|false)\Z"), list("tf"))


def parse_yaml(text: str) -> Any:
    """The content of a YAML text, "on" and "no" taken as words; raises `yaml.YAMLError`."""
    return yaml.load(text, Loader=_Loader)


def load_text(name: str, package: str = "rawi.vocabulary") -> str:
    """The text of the data file `name` of a package; raises `VocabularyError` if it is missing."""
    try:
        return resources.files(package).joinpath(name).read_text(encoding="utf-8")
    except OSError as error:
        raise VocabularyError("data file not found", where=name, advice="install Rawi again") from error


@cache
def load_yaml(name: str, package: str = "rawi.vocabulary") -> Any:
    """The content of the YAML file `name` of a package; raises `VocabularyError` if it is missing or malformed."""
    try:
        return parse_yaml(load_text(name, package))
    except yaml.YAMLError as error:
        raise VocabularyError(f"not valid YAML: {error}", where=name) from error
