"""Weighing: the questions that claims answer, each weighed once and anew only where something of it changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from rawi.model import (
    Account,
    Dependence,
    Document,
    Entity,
    Finding,
    KeptClaim,
    Mention,
    Question,
    Raised,
    Stance,
    Weighed,
)
from rawi.weigh.alarms import alarms
from rawi.weigh.asking import ABSENCE, PLAIN, Asked, Put, put
from rawi.weigh.bearing import question
from rawi.weigh.context import Context
from rawi.weigh.kin import which_kin
from rawi.weigh.resting import Leads, leads_of, rests_on
from rawi.weigh.topics import topics
from rawi.weigh.wording import value_words

OTHER = "{other}"
"""Where the words of a question name the second entity."""

VERSION = "weigh/2"
"""Raised with every change of what is asked or how answers are compared: nothing weighed before is then taken over."""


class Weighing(msgspec.Struct, frozen=True):
    """All questions that more than one claim answers, or that somebody doubts, and the alarms."""

    weighed: tuple[Weighed, ...]
    raised: tuple[Raised, ...]
    fresh: int = 0
    """How many questions were weighed now; the others were taken over as they were."""
    accounts: tuple[Account, ...] = ()
    """Of the claims that took part."""
    leads: Mapping[str, Leads] = {}
    """By document."""

    @property
    def findings(self) -> tuple[Finding, ...]:
        return tuple(one.finding for one in self.raised)

    @property
    def by_key(self) -> Mapping[str, Question]:
        return {w.key: w.question for w in self.weighed}

    @property
    def questions(self) -> tuple[Question, ...]:
        return tuple(w.question for w in self.weighed)


def weigh(
    kept: Sequence[KeptClaim],
    entities: Sequence[Entity],
    mentions: Iterable[Mention] = (),
    documents: Sequence[Document] = (),
    *,
    dependences: Sequence[Dependence] = (),
    remembered: Mapping[str, Question] | None = None,
) -> Weighing:
    """Holds claims against each other; nothing is settled, every claim stays. The order of the input plays no part.

    Claims that a person rejected and those whose subject is not resolved take no part. `mentions` tell who a teller
    is and who is only described; `documents` (their texts, notes and times) and the `dependences` between them are
    needed for the alarms that rest on them. `remembered` are questions weighed before, by key: what has not changed is
    taken from there.
    """
    standing = [k for k in kept if k.review.state != "rejected"]
    context = Context(standing, entities, mentions, documents, dependences)
    weighed, fresh = weigh_questions({**put(standing), **which_kin(standing, context)}, context, remembered or {})
    leads = leads_of(standing, context.lineage)
    resting = rests_on(leads, context.lineage.dependences)
    raised = alarms(standing, [w.question for w in weighed], context, documents, resting)
    return Weighing(tuple(weighed), tuple(raised), fresh, tuple(context.accounts(standing)), leads)


def weigh_questions(
    asked: Mapping[Asked, Sequence[Put]], context: Context, remembered: Mapping[str, Question]
) -> tuple[list[Weighed], int]:
    """The questions at issue in their order, and how many of them were not remembered."""
    weighed: list[Weighed] = []
    fresh = 0
    for question_, puts in sorted(asked.items()):
        if not _at_issue(puts):
            continue
        key = _key(question_, puts, context)
        found = remembered.get(key)
        if found is None:
            fresh += 1
            found = question(id_of(question_), question_, _asks(question_, puts), puts, context)
        fillers = sorted({p.object for p in puts if p.object is not None})
        weighed.append(Weighed(key, sort_key(question_), found, tuple(fillers)))
    return weighed, fresh


def sort_key(asked: Asked) -> str:
    """What questions are ordered by: topic, entity, predicate, the other entity, slot."""
    return "\x1f".join((asked.topic, asked.entity, asked.predicate, asked.other, *asked.slot))


def asked_from(key: str) -> Asked:
    """The question of a `sort_key`."""
    topic, entity, predicate, other, *slot = key.split("\x1f")
    return Asked(topic, entity, predicate, other, tuple(slot))


def _at_issue(puts: Sequence[Put]) -> bool:
    """Whether there is anything to weigh: two claims, or one that is doubted."""
    return len(puts) > 1 or puts[0].kept.reading.stance in (Stance.DOUBTED, Stance.DENIED)


def id_of(asked: Asked) -> str:
    return hashlib.sha256(msgspec.json.encode(asked)).hexdigest()[:32]


def _key(asked: Asked, puts: Sequence[Put], context: Context) -> str:
    """SHA-256 of everything that the weighing of a question reads; the same whatever order the claims come in."""
    rows = sorted((p.label, p.key, p.kept.claim.id, _row(p, context)) for p in puts)
    objects = sorted({p.object for p in puts if p.object})
    about = [(o, context.described(o), [context.tied(o, other) for other in objects]) for o in objects]
    return hashlib.sha256(msgspec.json.encode([VERSION, asked, rows, about])).hexdigest()


def _row(p: Put, context: Context) -> list[object]:
    reading, voice = p.kept.reading, context.voice(p.kept)
    narrated = context.narrated(p.kept) if reading.time is None else None
    return [p.words, voice, reading.stance, reading.reserve, reading.time, narrated, p.kept.source.date]


def _asks(asked: Asked, puts: Sequence[Put]) -> str:
    said = asked.predicate.replace("_", " ")
    if asked.topic == PLAIN:
        return f"{said[:1].upper()}{said[1:]} {OTHER if asked.other else _words(puts)}?"
    if asked.topic == ABSENCE:
        return f"Is there any ({said})?"
    asks = topics()[asked.topic].asks.replace("{slot}", asked.slot[0] if asked.slot else "")
    return asks.replace("{place}", _shortest(puts)) if "{place}" in asks else asks


def _shortest(puts: Sequence[Put]) -> str:
    """The shortest name of what is asked about: "X" where others say "X Region"."""
    return min({p.kept.claim.object.name for p in puts if p.kept.claim.object}, key=lambda name: (len(name), name))


def _words(puts: Sequence[Put]) -> str:
    """The value that is asked about, as most claims write it."""
    said = [value_words(p.kept.claim.value) for p in puts]
    return min(set(said), key=lambda words: (-said.count(words), words))
