"""The patterns that a reader goes by: the package's own, and what a researcher adds in a workspace."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache, cached_property
from importlib import resources
from pathlib import Path

import msgspec
import yaml

from rawi.errors import VocabularyError
from rawi.model import EntityType
from rawi.reading.patterns import Pattern
from rawi.vocabulary import predicates
from rawi.vocabulary.files import parse_yaml

PACKAGE = "rawi.reading.patterns"
NAMES = "names.tsv"


class Rulebook(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """Patterns in the order of their files, and names whose type a researcher has told.

    `origins` says in which file each pattern stands, by its name; `digest` is empty unless a workspace adds something.
    """

    patterns: tuple[Pattern, ...]
    origins: Mapping[str, str]
    names: Mapping[str, EntityType] = {}
    digest: str = ""

    def for_word(self, trigger: str, word: str) -> tuple[Pattern, ...]:
        """The patterns that a word of one kind ("verb", "noun", "adjective") sets off."""
        return self._by_word.get((trigger, word), ())

    @cached_property
    def _by_word(self) -> dict[tuple[str, str], tuple[Pattern, ...]]:
        found: dict[tuple[str, str], list[Pattern]] = defaultdict(list)
        for pattern in self.patterns:
            for word in pattern.words:
                found[pattern.trigger, word].append(pattern)
        return {key: tuple(items) for key, items in found.items()}

    def is_own(self, name: str) -> bool:
        """Whether a pattern is the workspace's, not the package's."""
        return self.origins[name] != rulebook().origins.get(name)

    def pattern(self, name: str) -> Pattern | None:
        return next((p for p in self.patterns if p.name == name), None)

    def with_folder(self, folder: Path) -> Rulebook:
        """This rulebook with a workspace's own `*.yaml` patterns and `names.tsv`; itself where there are none.

        A pattern of a name that is taken stands in the other's place, so that a researcher can mend one. Raises
        `VocabularyError` with the file and the entry for what is not as it must be.
        """
        files = sorted(folder.glob("*.yaml")) if folder.is_dir() else []
        listed = folder / NAMES
        if not files and not listed.is_file():
            return self
        content = hashlib.sha256()
        patterns = {p.name: p for p in self.patterns}
        origins = dict(self.origins)
        own: set[str] = set()
        for file in files:
            text = _text(file, content)
            for pattern in read_patterns(text, str(file)):
                if pattern.name in own:
                    raise VocabularyError(
                        f"two patterns are called {pattern.name}", where=str(file), advice="give one another name"
                    )
                own.add(pattern.name)
                patterns[pattern.name] = pattern
                origins[pattern.name] = str(file)
        names = {**self.names, **(_names(_text(listed, content), str(listed)) if listed.is_file() else {})}
        return Rulebook(
            patterns=tuple(patterns.values()), origins=origins, names=names, digest=content.hexdigest()[:12]
        )


@cache
def rulebook() -> Rulebook:
    """The package's own patterns, in the order of file names; raises `VocabularyError`."""
    patterns: list[Pattern] = []
    origins: dict[str, str] = {}
    for file in sorted(resources.files(PACKAGE).iterdir(), key=lambda f: f.name):
        if file.name.endswith(".yaml"):
            for pattern in read_patterns(file.read_text(encoding="utf-8"), file.name):
                patterns.append(pattern)
                origins[pattern.name] = file.name
    return Rulebook(patterns=tuple(patterns), origins=origins)


def read_patterns(text: str, where: str) -> Iterable[Pattern]:
    """The patterns of one YAML file; raises `VocabularyError` that names the entry and what is wrong with it."""
    try:
        entries = parse_yaml(text)
    except yaml.YAMLError as error:
        raise VocabularyError(f"is not valid YAML: {' '.join(str(error).split())}", where=where) from error
    if not isinstance(entries, list):
        raise VocabularyError(
            "must be a list of patterns", where=where, advice="begin each with `- name:`; see docs/patterns.md"
        )
    for number, entry in enumerate(entries, 1):
        called = entry.get("name") if isinstance(entry, dict) else None
        which = f"pattern {called or number}"
        try:
            pattern = msgspec.convert(entry, Pattern)
        except msgspec.ValidationError as error:
            raise VocabularyError(f"{which}: {error}", where=where, advice="see docs/patterns.md") from error
        unknown = [claim.predicate for claim in pattern.claims if claim.predicate not in predicates()]
        if unknown:
            raise VocabularyError(
                f"{which}: there is no predicate {unknown[0]}",
                where=where,
                advice="`rawi patterns predicates` lists them",
            )
        if not pattern.words or not pattern.claims or not pattern.expect:
            raise VocabularyError(
                f"{which}: words, claims and expect must not be empty", where=where, advice="see docs/patterns.md"
            )
        yield pattern


def _text(file: Path, content: hashlib._Hash) -> str:
    try:
        data = file.read_bytes()
        text = data.decode("utf-8")
    except OSError as error:
        raise VocabularyError(f"cannot be read: {error.strerror}", where=str(file)) from error
    except UnicodeDecodeError as error:
        raise VocabularyError("is not UTF-8 text", where=str(file), offset=error.start) from error
    content.update(file.name.encode() + b"\0" + data + b"\0")
    return text


def _names(text: str, where: str) -> dict[str, EntityType]:
    """A name and its type on each line, parted by a tab; `#` begins a note."""
    found: dict[str, EntityType] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        name, _, kind = (part.strip() for part in line.partition("\t"))
        if kind not in {t.value for t in EntityType} or not name:
            types = ", ".join(t.value for t in EntityType)
            raise VocabularyError(
                f"line {number} is no name, tab and type: {line!r}", where=where, advice=f"the types are {types}"
            )
        found[name] = EntityType(kind)
    return found
