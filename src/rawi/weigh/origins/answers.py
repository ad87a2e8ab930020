"""Claims that give one answer: the same filler of the same predicate of the same subject."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import msgspec

from rawi.model import Entity, KeptClaim
from rawi.names import fold
from rawi.vocabulary import predicates
from rawi.weigh.values import asserts
from rawi.weigh.wording import value_words


class Answered(msgspec.Struct, frozen=True, kw_only=True):
    """One answer and the claims that give it. How exact they are ("3,000", "about 3,000") makes no other answer."""

    entity: str
    predicate: str
    words: str
    claims: tuple[KeptClaim, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(k.claim.id for k in self.claims)


class Matter(msgspec.Struct, frozen=True, kw_only=True):
    """All answers to what is asked of one entity by one predicate, most documents first."""

    entity: str
    predicate: str
    answers: tuple[Answered, ...]

    @property
    def claims(self) -> tuple[KeptClaim, ...]:
        return tuple(k for answer in self.answers for k in answer.claims)


def matters(kept: Iterable[KeptClaim], entities: Iterable[Entity]) -> list[Matter]:
    """What the claims answer, by entity and predicate; a relation that holds both ways is asked of either side.

    What was rejected, is negated or denied, or has no resolved subject, answers nothing.
    """
    names = {entity.id: entity.name for entity in entities}
    grouped: dict[tuple[str, str], dict[str, list[tuple[str, KeptClaim]]]] = defaultdict(lambda: defaultdict(list))
    for k in kept:
        if k.subject is None or k.review.state == "rejected" or not asserts(k):
            continue
        known = predicates().get(k.claim.predicate)
        sides = [(k.subject, k.object)]
        if known is not None and known.symmetric and k.object is not None:
            sides.append((k.object, k.subject))
        for entity, other in sides:
            key, words = _filler(k, other, names)
            grouped[entity, k.claim.predicate][key].append((words, k))
    return [_matter(entity, predicate, answers) for (entity, predicate), answers in sorted(grouped.items())]


def _matter(entity: str, predicate: str, answers: dict[str, list[tuple[str, KeptClaim]]]) -> Matter:
    made = [
        Answered(entity=entity, predicate=predicate, words=told[0][0], claims=tuple(k for _, k in told))
        for _, told in sorted(answers.items())
    ]
    made.sort(key=lambda a: (-len({k.source.id for k in a.claims}), -len(a.claims), a.words))
    return Matter(entity=entity, predicate=predicate, answers=tuple(made))


def _filler(k: KeptClaim, other: str | None, names: dict[str, str]) -> tuple[str, str]:
    """What makes two answers one, and how the answer is put."""
    value = k.claim.value
    if other is not None:
        return f"entity {other}", names.get(other, k.claim.object.name if k.claim.object else other)
    if k.claim.object is not None:
        return f"name {k.claim.object.name}", k.claim.object.name
    if value is None:
        return "", "not said"
    if value.number is not None:
        return f"number {value.number:g}", value_words(msgspec.structs.replace(value, qualifier=None))
    if value.text is not None:
        return f"text {' '.join(fold(value.text))}", value.text
    return f"value {value_words(value)}", value_words(value)


def answered(found: Iterable[Matter]) -> list[tuple[Sequence[str], Sequence[str]]]:
    """The answers as pairs of claim ids: those that give one, and those of its whole matter."""
    return [(answer.ids, tuple(k.claim.id for k in matter.claims)) for matter in found for answer in matter.answers]
