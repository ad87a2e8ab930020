"""What the rules see in a text: the names, the words that set off patterns, and the roles that these found filled."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from rawi.model import Document
from rawi.reading.actors import Actors
from rawi.reading.matching import Matcher
from rawi.reading.memory import Memory
from rawi.reading.parsing import ParsedPassage
from rawi.reading.prose import ProseReader


class SeenName(msgspec.Struct, frozen=True):
    words: str
    type: str | None
    """None for an adjective of a state ("Iranian")."""


class Trigger(msgspec.Struct, frozen=True, kw_only=True):
    """A word that sets off patterns, with the roles of its frame: the words that stand in each."""

    word: str
    kind: str
    passive: bool
    negated: bool
    patterns: tuple[str, ...]
    roles: dict[str, tuple[str, ...]]


class Trace(msgspec.Struct, frozen=True, kw_only=True):
    sentence: str
    names: tuple[SeenName, ...]
    triggers: tuple[Trigger, ...]


def trace(document: Document, prose: ProseReader) -> Iterator[Trace]:
    """Sentence by sentence, in the order of the text. References ("it") are left as they stand."""
    cast, passages = prose.parse(document, prose.rulebook.names)
    for parsed in passages:
        matcher = Matcher(Actors(parsed, cast, Memory()), prose.rulebook)
        for sentence in parsed.doc.sents:
            words = parsed.passage.written(parsed.starts[sentence.start], parsed.ends[sentence.end - 1])
            held = [parsed.names[i] for i in range(sentence.start, sentence.end) if i in parsed.names]
            names = tuple(SeenName(name.text, name.type.value if name.type else None) for name in held)
            triggers = tuple(t for token in sentence for t in _triggers(matcher, parsed, token.i))
            yield Trace(sentence=words, names=names, triggers=triggers)


def _triggers(matcher: Matcher, parsed: ParsedPassage, at: int) -> Iterator[Trigger]:
    if at in parsed.names:
        return
    found = list(matcher.frames(parsed.doc[at]))
    if not found:
        return
    frame = found[0][0]
    patterns = tuple(dict.fromkeys(pattern.name for _, triggered in found for pattern in triggered))
    if patterns:
        yield Trigger(
            word=frame.trigger.text,
            kind=frame.kind,
            passive=frame.passive,
            negated=frame.negated,
            patterns=patterns,
            roles={
                role: tuple(matcher.actors.text(token) for token in tokens)
                for role, tokens in sorted(frame.roles.items())
                if tokens and role not in {"self", "said"}
            },
        )
