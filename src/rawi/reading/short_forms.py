"""Short forms: "the Front", "this Council", a head-word alone with a capital, is the body of the document that has it
in its name, in any language, and no name of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rawi.model import EntityType
from rawi.reading.cast import key
from rawi.reading.memory import Actor, Memory
from rawi.reading.naming.words import cues
from rawi.vocabulary import gazetteer, heads

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rawi.reading.actors import Actors
    from rawi.reading.naming import Name

BODIES = frozenset({EntityType.GROUP, EntityType.ORGANIZATION})


def has_head(name: str, head: str) -> bool:
    """Whether a longer name has the head-word, or one of its class in another language ("Liwa X" for "brigade")."""
    known, folded = heads(), head.lower()
    wanted = known.class_of(head)
    words = name.split()
    return len(words) > 1 and any(w.lower() == folded or (wanted and known.class_of(w) == wanted) for w in words)


def fuller(actors: Actors, name: Name) -> Actor | None:
    """The body that a head-word with a capital and a determiner stands for: one spoken of before, else the only one
    that the document names at all. None where the word is a name by itself."""
    if " " in name.text or name.text.isupper() or not _is_head(name.text) or not _is_determined(actors, name):
        return None
    found = spoken_of(actors.memory, name.text)
    if found is not None:
        return found
    others = _distinct(n for n in actors.cast.bodies if has_head(n, name.text))
    if len(others) != 1:
        return None
    return Actor(others[0], actors.cast.type_of(others[0]) or EntityType.GROUP, name.start, name.end)


def spoken_of(memory: Memory, head: str) -> Actor | None:
    """The body with a head-word in its name that "the Front" means: the document's own, else the last one spoken of,
    and a numbered one ("Front 7") only where there is no other."""
    topic = [memory.topic] if memory.topic is not None else []
    spoken = [*topic, *reversed(memory.groups), *reversed(memory.bodies)]
    told = [a for a in spoken if a.type in BODIES and has_head(a.name, head)]
    return next((a for a in told if not any(c.isdigit() for c in a.name)), told[0] if told else None)


def _is_head(word: str) -> bool:
    classes = heads().classes_of(word)
    return bool(classes) and classes[0].type in BODIES and classes[0].named and gazetteer().lookup(word) is None


def _is_determined(actors: Actors, name: Name) -> bool:
    before = actors.parsed.passage.text[: name.start].split()[-1:]
    return bool(before) and before[0].lower() in cues()["determiners"]


def _distinct(names: Iterable[str]) -> list[str]:
    return list({key(name): name for name in names}.values())
