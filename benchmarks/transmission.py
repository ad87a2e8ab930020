"""Trees of transmission with known origins: who told what to whom, and what each document says of it.

No such collection exists, for nobody knows who really copied whom. So one is made: origins speak, documents take up an
origin or an earlier document, and quote, paraphrase, cite, forget to cite, round a figure, add a gloss or merge two
accounts. Everything comes from one seed; the texts are invented words, so that chance makes nobody alike.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import random
from dataclasses import dataclass, field

from rawi.documents import read_document
from rawi.model import (
    Argument,
    Document,
    Entity,
    EntityType,
    KeptClaim,
    Link,
    Mention,
    Quote,
    Reading,
    Source,
    Span,
    Value,
    make_claim,
    make_mention,
)

SUBJECT = Argument("Halvik Front", EntityType.GROUP)
FIRST_DAY = dt.date(2014, 1, 1)


@dataclass
class Manner:
    """How documents pass on what they took up; all are chances between 0 and 1."""

    forgets: float = 0.0
    """To name its source."""
    copies: float = 0.5
    """To take over the words, quoted if the source is named; else it paraphrases."""
    drifts: float = 0.1
    """To round the figure."""
    glosses: float = 0.1
    """To put an explanation in brackets into words that it takes over."""
    merges: float = 0.15
    """To take up a second account."""
    fresh: float = 0.25
    """To go to an origin itself, not to an earlier document."""


@dataclass
class Telling:
    """One document's account: what it says, from whom (indices of documents, names of origins), and whom it names."""

    number: int
    value: int
    words: list[str]
    sources: list[int | str]
    named: list[int | str]
    text: str = ""
    quotes: list[str] = field(default_factory=list)

    @property
    def outlet(self) -> str:
        kind = OUTLETS[self.number // len(NAMES) % len(OUTLETS)]
        return f"{NAMES[self.number % len(NAMES)]} {kind} {self.number}"


OUTLETS = ("Times", "Post", "Herald", "Review", "Monitor")
NAMES = [
    f"{a}{b}" for a in ("Orv", "Tam", "Kel", "Bry", "Zen", "Mor", "Vash", "Dor") for b in ("an", "ek", "ista", "ov")
]


class World:
    """Documents, claims and mentions as Rawi would hold them, and the true tree beside them."""

    def __init__(self, seed: int, size: int, manner: Manner | None = None):
        self.random = random.Random(seed)
        self.manner = manner or Manner()
        self.tellings: list[Telling] = []
        count = self.random.randint(1, max(2, min(6, size // 3 + 1)))
        self.origins = {f"{NAMES[-1 - i]} Sarel{i}": self._figure() for i in range(count)}
        for number in range(size):
            self.tellings.append(self._tell(number))
        self.documents: list[Document] = []
        self.kept: list[KeptClaim] = []
        self.mentions: list[Mention] = []
        for telling in self.tellings:
            self._publish(telling)

    @property
    def entities(self) -> list[Entity]:
        """The subject, and every named teller: one entity for all mentions of one name."""
        by_name: dict[tuple[str, EntityType], list[str]] = {}
        for mention in self.mentions:
            by_name.setdefault((mention.name, mention.type), []).append(mention.id)
        return [Entity(id=min(ids), name=name, type=kind, mentions=tuple(ids)) for (name, kind), ids in by_name.items()]

    def roots(self, number: int) -> set[str]:
        """The origins on which a document truly rests."""
        found: set[str] = set()
        for source in self.tellings[number].sources:
            found |= {source} if isinstance(source, str) else self.roots(source)
        return found

    def rests_on(self, later: int, earlier: int) -> bool:
        """Whether a document truly took something up from another, itself or through others."""
        return any(
            s == earlier or self.rests_on(s, earlier) for s in self.tellings[later].sources if isinstance(s, int)
        )

    def _figure(self) -> int:
        return self.random.randint(101, 9899)

    def _word(self) -> str:
        return "".join(self.random.choice("bcdfghklmnprstvz") + self.random.choice("aeiou") for _ in range(3))

    def _passage(self, value: int) -> list[str]:
        return [
            *(self._word() for _ in range(self.random.randint(9, 16))),
            f"{value}",
            *(self._word() for _ in range(5)),
        ]

    def _tell(self, number: int) -> Telling:
        r, m = self.random, self.manner
        takes = 2 if r.random() < m.merges else 1
        sources: list[int | str] = []
        for _ in range(takes):
            fresh = number == 0 or r.random() < m.fresh
            source: int | str = r.choice(sorted(self.origins)) if fresh else r.randrange(number)
            if source not in sources:
                sources.append(source)
        first = sources[0]
        value = self.origins[first] if isinstance(first, str) else self.tellings[first].value
        names = [s for s in sources if r.random() >= m.forgets]
        copied = isinstance(first, int) and r.random() < m.copies
        words = list(self.tellings[first].words) if copied and isinstance(first, int) else self._passage(value)
        if r.random() < m.drifts:
            value = round(value, -2) or value
            words = [w if not w.isdigit() else f"{value}" for w in words]
        if copied and r.random() < m.glosses:
            words.insert(r.randrange(3, 7), f"[{self._word()}]")
        told = Telling(number=number, value=value, words=words, sources=sources, named=names)
        if copied:
            told.quotes = [" ".join(words)] if first in names else []
        return told

    def copy(self, number: int, *, named: bool) -> None:
        """Adds a document that takes one over word for word, and names it or not."""
        first = self.tellings[number]
        told = Telling(
            number=len(self.tellings),
            value=first.value,
            words=list(first.words),
            sources=[number],
            named=[number] if named else [],
            quotes=[" ".join(first.words)] if named else [],
        )
        self.tellings.append(told)
        self._publish(told)

    def _called(self, source: int | str) -> str:
        return source if isinstance(source, str) else self.tellings[source].outlet

    def _publish(self, telling: Telling) -> None:
        filler = [" ".join(self._word() for _ in range(14)).capitalize() + "." for _ in range(3)]
        passage = " ".join(telling.words)
        if telling.quotes:
            passage = f"“{passage}”"
        tellers = [self._called(s) for s in telling.named]
        sentence = f"According to {' and '.join(tellers)}, {passage}." if tellers else f"{passage.capitalize()}."
        text = " ".join([*filler[:1], sentence, *filler[1:]])
        day = FIRST_DAY + dt.timedelta(days=9 * telling.number + self.random.randrange(9))
        side = {"title": f"Report {telling.number}", "publisher": telling.outlet, "date": day.isoformat()}
        document = read_document(text.encode(), f"{telling.number:03}.txt", side)
        start = text.index(sentence)
        quote = Span(start, start + len(sentence))
        claim = make_claim(
            document=document.id,
            quote=Quote(sentence),
            subject=SUBJECT,
            predicate="size",
            value=Value(number=telling.value),
        )
        links = [Link(tellers=tuple(tellers), mode="according to", span=quote)] if tellers else []
        chain = (*links, Link(tellers=(document.narrator,), mode="published"))
        reading = Reading(claim=claim.id, reader="made", version="1", quote=quote, chain=chain)
        people = [(SUBJECT.name, SUBJECT.type)]
        people += [(t, EntityType.PERSON if t in self.origins else EntityType.ORGANIZATION) for t in tellers]
        made = [make_mention(document=document.id, name=name, type=kind) for name, kind in dict.fromkeys(people)]
        self.documents.append(document)
        self.mentions.extend(made)
        source = Source(
            id=document.id, path=document.path, title=document.title, publisher=telling.outlet, date=day.isoformat()
        )
        self.kept.append(KeptClaim(claim=claim, readings=(reading,), source=source, subject=_SUBJECT_ID))


_SUBJECT_ID = hashlib.sha256(b"subject").hexdigest()[:32]
