"""How questions in dispute and alarms are put into words for a dossier, a board and a page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import msgspec

from rawi.model import Bearing, Finding, Question
from rawi.publish.clocks import Clock, seen_at
from rawi.publish.dossier import Alarm
from rawi.publish.knowledge import Knowledge
from rawi.weigh import weigh

KINDS = {
    "agrees": "says the same",
    "precision": "less exact",
    "succession": "one after the other",
    "reserve": "with reserve",
    "doubted": "doubted",
    "contradicts": "contradiction",
}


class Disputes(msgspec.Struct, frozen=True):
    """Questions and alarms, as a workspace has weighed them or as they are at two clocks."""

    questions: tuple[Question, ...]
    findings: tuple[Finding, ...]

    def about(self, entity: str) -> Disputes:
        """Those of one entity."""
        return Disputes(
            tuple(q for q in self.questions if entity in (q.entity, q.other)),
            tuple(f for f in self.findings if f.entity == entity),
        )

    @property
    def claims(self) -> frozenset[str]:
        """The ids of every claim that they rest on."""
        asked = (id for question in self.questions for id in question.claims)
        return frozenset((*asked, *(id for finding in self.findings for id in finding.claims)))

    @property
    def entities(self) -> frozenset[str]:
        """The ids of every entity that they are about."""
        sides = [side for question in self.questions for side in (question.entity, question.other)]
        return frozenset(id for id in (*sides, *(finding.entity for finding in self.findings)) if id is not None)

    @property
    def documents(self) -> frozenset[str]:
        """The ids of the documents whose words alarms rest on beside claims."""
        return frozenset(passage.document for finding in self.findings for passage in finding.passages)


def disputes_of(
    knowledge: Knowledge,
    *,
    as_of: Clock | None = None,
    as_known: Clock | None = None,
    remembered: Mapping[str, Question] | None = None,
) -> Disputes:
    """What the claims that both clocks leave dispute about; `remembered` spares weighing again what is the same."""
    seen = seen_at(knowledge.kept, as_of, as_known)
    out = [d for d in knowledge.documents if as_known is None or d.id in seen.documents]
    weighing = weigh(seen.kept, knowledge.entities, knowledge.mentions, out, remembered=remembered)
    return Disputes(weighing.questions, weighing.findings)


def at_odds(questions: Iterable[Question]) -> frozenset[str]:
    """The ids of the claims that contradict another."""
    return frozenset(
        id for question in questions for b in question.contradictions for id in (*b.left_claims, *b.right_claims)
    )


def disputes(bearings: Iterable[Bearing]) -> list[Bearing]:
    """The bearings for which a question is in dispute, certain ones first."""
    found = [b for b in bearings if b.kind in ("contradicts", "doubted")]
    return sorted(found, key=lambda b: (b.kind, not b.certain, b.type or "", b.left, b.right))


def bearing_words(bearing: Bearing) -> str:
    """`contradiction of identity, perhaps: …` in one line."""
    kind = KINDS[bearing.kind]
    if bearing.type is not None:
        kind = f"{kind} ({bearing.type})"
    if not bearing.certain:
        kind = f"{kind}, perhaps"
    return f"{kind}: {bearing.reason}"


def asks(question: Question, seen_from: str, name: Callable[[str], str]) -> str:
    """The question in words, seen from one of its two entities."""
    _, other = question.asked_of(seen_from)
    return question.asks.replace("{other}", name(other)) if other is not None else question.asks


def question_alarm(question: Question, seen_from: str, name: Callable[[str], str]) -> Alarm:
    """A question in dispute as one alarm of a dossier: for each kind of dispute its first reason, the rest counted."""
    words: list[str] = []
    by_kind: dict[tuple[str, str], list[Bearing]] = {}
    for bearing in disputes(question.bearings):
        by_kind.setdefault((bearing.kind, bearing.type or ""), []).append(bearing)
    for found in by_kind.values():
        more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
        words.append(f"{bearing_words(found[0])}{more}")
    claims = [id for bearing in disputes(question.bearings) for id in (*bearing.left_claims, *bearing.right_claims)]
    return Alarm(
        kind="contradiction" if question.contradictions else "doubt",
        heading=asks(question, seen_from, name),
        reason="; ".join(words),
        claims=tuple(dict.fromkeys(claims)),
    )


def finding_alarms(findings: Iterable[Finding]) -> list[Alarm]:
    """Alarms of weighing as those of a dossier; what two of them say in the same words stands once, with all claims."""
    said: dict[tuple[str, str], list[str]] = {}
    for one in findings:
        reason = one.reason if one.certain else f"{one.reason} (a hypothesis)"
        said.setdefault((one.kind, reason), []).extend(one.claims)
    return [
        Alarm(kind=kind, heading=kind[:1].upper() + kind[1:], reason=reason, claims=tuple(dict.fromkeys(claims)))
        for (kind, reason), claims in said.items()
    ]
