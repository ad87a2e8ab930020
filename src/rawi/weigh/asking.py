"""From claims to the questions that they answer: each claim is put to its topics, and to the plain question whether
what it says is so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from rawi.model import EntityType, KeptClaim, Stance, Value
from rawi.names import fold
from rawi.vocabulary import plain, predicates, roles
from rawi.weigh.counting import is_so_far
from rawi.weigh.topics import AnswerRule, Topic, answering, classes, ground_of, topics
from rawi.weigh.values import Range, range_of, says_something
from rawi.weigh.wording import date_words, value_words

SO, NOT_SO, NONE, SOME = "yes", "no", "none", "some"
PLAIN = "plain"
"""The topic of the question whether one thing is so: "is X allied with Y?"."""
OPEN_END = "/.."
ABSENCE = "absence"
"""The topic of a "None": whether there is anything of that predicate at all."""


class Asked(msgspec.Struct, frozen=True, order=True):
    """Which question: all claims with the same `Asked` answer the same one."""

    topic: str
    entity: str
    predicate: str = ""
    """Of a plain question, and of one of absence."""
    other: str = ""
    slot: tuple[str, ...] = ()


class Put(msgspec.Struct, frozen=True, kw_only=True):
    """A claim as one answer to one question: what it answers, and as what."""

    kept: KeptClaim
    label: str
    key: str
    """Claims with equal label and key give one answer."""
    words: str
    edtf: str | None = None
    numbers: Range | None = None
    object: str | None = None
    turns: bool = False
    so_far: bool = False
    """Whether a number is a count of all so far."""


def is_symmetric(asked: Asked) -> bool:
    """Whether a question about two entities is the same whichever of them is named first."""
    if asked.topic == PLAIN:
        known = predicates().get(asked.predicate)
        return known is not None and known.symmetric
    return asked.topic in topics() and "pair" in topics()[asked.topic].per


def predicates_of(asked: Asked) -> frozenset[str]:
    """The predicates of the claims that may answer a question."""
    if asked.predicate:
        return frozenset({asked.predicate})
    return frozenset(p for rule in topics()[asked.topic].answers for p in rule.predicates)


def put(kept: Iterable[KeptClaim]) -> dict[Asked, list[Put]]:
    """The questions with all that answers them. A claim whose subject is not resolved answers none."""
    asked: dict[Asked, list[Put]] = {}
    for k in kept:
        for question, answer in _put(k):
            asked.setdefault(question, []).append(answer)
    _add_presence(asked)
    return asked


def _put(k: KeptClaim) -> Iterator[tuple[Asked, Put]]:
    if k.subject is None:
        return
    for topic, rule in answering(k.claim.predicate):
        answer = _answer(k, topic, rule)
        place = _place(k, topic, rule) if answer is not None else None
        if answer is not None and place is not None:
            yield place, answer
    yield from _plain(k, k.subject)


def _answer(k: KeptClaim, topic: Topic, rule: AnswerRule) -> Put | None:
    """The claim as an answer under a rule; None where it does not meet the conditions."""
    value = k.claim.value
    none = value is not None and value.none
    if none != rule.none or (k.claim.negated and not none) != rule.negated:
        return None
    if value is not None and (value.unknown or value.lost):
        return None
    if k.reading.stance is Stance.DENIED:
        return None
    role = plain(value.text or "") if value is not None else ""
    if rule.words and not rule.words & set(role.split()):
        return None
    if rule.besides and k.claim.object is not None and rule.besides & set(plain(k.claim.object.name).split()):
        return None
    if rule.leads and role and not roles().is_leader(role):
        return None
    if rule.so_far is not None and rule.so_far != is_so_far(k):
        return None
    if rule.person and (k.claim.object is None or k.claim.object.type is not EntityType.PERSON):
        return None
    match topic.compares:
        case "dates":
            return _date(k, rule, value)
        case "numbers":
            numbers = range_of(value) if value is not None and says_something(value) else None
            words = value_words(value)
            if numbers is None:
                return None
            so_far = bool(rule.so_far)
            return Put(kept=k, label=rule.label, key=words, words=words, numbers=numbers, so_far=so_far)
        case "labels":
            return Put(kept=k, label=rule.label, key="", words=rule.label, turns=rule.turns)
        case "objects":
            return _filler(k, rule, k.object, k.claim.object.name if k.claim.object else "")
        case "subjects":
            return _filler(k, rule, k.subject, k.claim.subject.name)
        case "classes":
            kind = _class(k, topic, rule)
            return Put(kept=k, label=rule.label, key=kind, words=kind) if kind else None
        case "persons":
            return None


def _date(k: KeptClaim, rule: AnswerRule, value: Value | None) -> Put | None:
    edtf = value.edtf if value is not None else None
    if edtf is None or (k.reading.time is not None and k.reading.time.yearless):
        return None
    if rule.bound is not None:
        start, slash, end = edtf.partition("/")
        edtf = (start if rule.bound == "start" else end) if slash else edtf
        if edtf in ("", ".."):
            return None
    words = f"{date_words(edtf[: -len(OPEN_END)])} or later" if edtf.endswith(OPEN_END) else date_words(edtf)
    return Put(kept=k, label=rule.label, key=edtf, words=words, edtf=edtf, turns=rule.turns)


def _filler(k: KeptClaim, rule: AnswerRule, entity: str | None, name: str) -> Put | None:
    return Put(kept=k, label=rule.label, key=entity, words=name, object=entity) if entity else None


def _class(k: KeptClaim, topic: Topic, rule: AnswerRule) -> str | None:
    of = classes(topic.classes or "").of
    if not rule.quoted:
        return of(k.claim.value.text or "") if k.claim.value is not None else None
    reading, quote = k.reading, k.claim.quote.exact
    trigger = reading.spans.get("trigger")
    said = quote[trigger.start - reading.quote.start : trigger.end - reading.quote.start] if trigger else ""
    return of(said) or of(quote)


def _place(k: KeptClaim, topic: Topic, rule: AnswerRule) -> Asked | None:
    """The question to which an answer belongs; None where what parts its questions is not known."""
    entity, other = (k.object, k.subject) if rule.of == "object" else (k.subject, k.object)
    slot: list[str] = []
    second = ""
    for part in topic.per:
        if part in ("pair", "object"):
            if not entity or not other or entity == other:
                return None
            second = other
        elif part == "ground":
            if k.claim.object is None:
                return None
            slot.append(ground_of(plain(k.claim.object.name)))
        elif part == "place":
            slot.append(k.place or (plain(k.reading.place.name) if k.reading.place else ""))
        else:
            slot.append("" if k.claim.extent in (None, "all", "members") else str(k.claim.extent))
    if entity is None:
        return None
    if "pair" in topic.per:
        entity, second = min(entity, second), max(entity, second)
    return Asked(topic.name, entity, other=second, slot=tuple(slot))


def _plain(k: KeptClaim, subject: str) -> Iterator[tuple[Asked, Put]]:
    """Whether it is so: what has an object or a text for its value; dates and numbers are compared by their topics."""
    predicate, value = k.claim.predicate, k.claim.value
    label = NOT_SO if k.claim.negated or k.reading.stance is Stance.DENIED else SO
    if value is not None and value.none:
        yield Asked(ABSENCE, subject, predicate), Put(kept=k, label=NONE, key="", words=NONE)
    elif any(topic.one_saying for topic, _ in answering(predicate)):
        return  # a topic asks whether it is so, of all names of what it is said of
    elif label == NOT_SO and any(rule.negated and topic.per for topic, rule in answering(predicate)):
        return  # a topic asks whether it is so
    elif k.object is not None and k.object != subject:
        asked = Asked(PLAIN, subject, predicate, k.object)
        if is_symmetric(asked):
            asked = Asked(PLAIN, min(subject, k.object), predicate, max(subject, k.object))
        yield asked, Put(kept=k, label=label, key="", words=label)
    elif value is not None and value.text:
        said = " ".join(fold(value.text))
        yield Asked(PLAIN, subject, predicate, slot=(said,)), Put(kept=k, label=label, key="", words=label)


def _add_presence(asked: dict[Asked, list[Put]]) -> None:
    """To every question of absence, the claims by which there is something after all."""
    absent = {(question.entity, question.predicate) for question in asked if question.topic == ABSENCE}
    if not absent:
        return
    for question, puts in list(asked.items()):
        if question.topic != PLAIN:
            continue
        for one in puts:
            where = (one.kept.subject or "", question.predicate)
            if where in absent and one.label == SO:
                name = one.kept.claim.object.name if one.kept.claim.object else value_words(one.kept.claim.value)
                asked[Asked(ABSENCE, *where)].append(
                    Put(kept=one.kept, label=SOME, key=question.other or question.slot[0], words=name)
                )
