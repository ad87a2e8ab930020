"""Accounts: whose telling reaches over more than one sentence. A version named at its end, a statement given whole, a
quoted block, a sentence that goes on from the one before."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rawi.model import Link, SegmentKind, Span, Stance
from rawi.reading.attributions import links_of
from rawi.reading.cues import cues, listed, verb_stance
from rawi.reading.parsing import ParsedPassage
from rawi.reading.passages import Passage
from rawi.reading.speakers import speakers
from rawi.reading.tellers import Tellers

if TYPE_CHECKING:
    from spacy.tokens import Span as SpacySpan

Account = tuple[Link, Stance]
KINDS = (
    r"statements?|communiqu[eé]s?|declarations?|proclamations?|speech|address|message|letter|press release|manifesto"
    r"|bulletin|interview|remarks|testimony"
)
ISSUER = re.compile(
    rf"^(?:\w+ )?(?:{KINDS})(?: (?:no\.?|number) ?\d+)?(?: \w+)? (?:by|from|of|with) (?:the )?(.+)$", re.I
)
KIND = re.compile(rf"^(?:\w+ )?(?:{KINDS})$", re.I)
FRAME = re.compile(
    r"^(?:text|excerpts?|passage omitted|report|summary|recorded|live|no video|words indistinct)\b", re.I
)
OUTLET = re.compile(r"^[A-Z][\w .'-]{2,60}$")
LEAD_IN = re.compile(
    rf"\b(?:following|text|full)\b.*\b(?:{KINDS})\b|\b(?:{KINDS})\b.*\b(?:follows?|reads?|said|says|read)\b", re.I
)
HEAD = 90
"""Characters of a passage within which the head of a wire story stands."""
GOING_ON = re.compile(
    r"^(?:among (?:them|the (?:dead|victims|wounded|injured|casualties))"
    r"|the (?:dead|victims|casualties|wounded|injured|fatalities)"
    r"|of (?:these|those|them)\b|another (?:\d|[a-z]+ (?:were|people|men))|those killed)",
    re.I,
)


@dataclass
class Accounts:
    """Whose account each passage and sentence of one document belongs to."""

    whole: list[Account] = field(default_factory=list)
    """A statement that the document gives whole, and who broadcast it."""
    block: list[Account] = field(default_factory=list)
    """What the last passage led in to a quoted block with."""
    section: tuple[str, ...] | None = None

    def enter(self, passage: Passage) -> list[Account]:
        """The accounts that a whole passage belongs to, from the first teller."""
        if passage.segment.section != self.section:
            self.section = passage.segment.section
            self.block = []
        self.whole = _statement(passage) or self.whole
        if passage.segment.kind is SegmentKind.QUOTATION:
            return self.block or self.whole
        return self.whole

    def leave(self, parsed: ParsedPassage, tellers: Tellers) -> None:
        """Remember what a passage leads in to: the block behind it is its last speaker's."""
        if parsed.passage.segment.kind is SegmentKind.QUOTATION:
            return
        self.block = []
        last = list(parsed.doc.sents)[-1]
        if not parsed.passage.text.rstrip().endswith(":"):
            return
        verbs = [t for t in reversed(list(last)) if t.lemma_.lower() in verb_stance()]
        heads = next((h for t in verbs if (h := speakers(t))), [])
        heads = heads or [t for t in last if t.lemma_.lower() in listed("works") and t.pos_ == "NOUN"][:1]
        heads = [h for h in heads if not tellers.is_narrator(h)]
        links = links_of(tellers, heads[:1], "said") if heads else []
        self.block = [(link, Stance.REPORTED) for link in links]
        if LEAD_IN.search(parsed.words(last[0].i, last[-1].i)) and links:
            self.whole = self.block


def reaches(parsed: ParsedPassage) -> tuple[set[int], set[int]]:
    """First tokens of sentences that an account of the passage reaches: one named at its end ("according to this
    version"), and those that only go on from the sentence before ("the dead included …")."""
    versions: set[int] = set()
    going_on: set[int] = set()
    sentences = list(parsed.doc.sents)
    for k, sentence in enumerate(sentences):
        text = parsed.words(sentence[0].i, sentence[-1].i)
        if k and GOING_ON.match(text) and not _tells(sentence):
            going_on.add(sentence.start)
        if not any(words in text.lower() for words in cues()["back_reference"]):
            continue
        first = k
        while first > 0 and not _tells(sentences[first - 1]):
            first -= 1
        if first > 0:
            versions.update(s.start for s in sentences[first : k + 1])
    return versions, going_on


def _tells(sentence: SpacySpan) -> bool:
    root = sentence.root
    return root.lemma_.lower() in verb_stance() and any(c.dep_ == "ccomp" for c in root.children)


def _statement(passage: Passage) -> list[Account]:
    """Who issued the statement that starts in a passage, by its bracketed head: "(RADIO X) -- [STATEMENT] [ISSUER]"."""
    issuer: tuple[str, Span] | None = None
    outlet: tuple[str, Span] | None = None
    kind = False
    for aside in passage.asides:
        if aside.at > HEAD:
            break
        m = ISSUER.match(aside.text)
        if m:
            issuer = (m[1].strip(), aside.span)
        elif KIND.match(aside.text):
            kind = True
        elif FRAME.match(aside.text):
            continue
        elif kind and issuer is None:
            issuer = (aside.text, aside.span)
        elif not kind and outlet is None and OUTLET.match(aside.text):
            outlet = (aside.text, aside.span)
    if issuer is None:
        return []
    links = [Link(tellers=(issuer[0],), mode="published", span=issuer[1])]
    if outlet is not None:
        links.append(Link(tellers=(outlet[0],), mode="said", span=outlet[1]))
    return [(link, Stance.REPORTED) for link in links]
