"""Values in the text's own words: what a role says, without its article; a deed as a deed, a sign as it looks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from rawi.model import Value
from rawi.reading.clauses import Frame
from rawi.reading.coordination import expand
from rawi.reading.framing import gerund
from rawi.reading.memory import nouns
from rawi.reading.parsing import ParsedPassage
from rawi.reading.patterns import Asserts
from rawi.reading.phrases import WIDE, phrase
from rawi.reading.speech import MESSAGES

if TYPE_CHECKING:
    from spacy.tokens import Span as SpacySpan
    from spacy.tokens import Token

Worded = tuple[Value, tuple[int, int]]
"""A value and where it stands in its passage."""
ABBREVIATED = re.compile(r"\b[A-Z]\.$")
LEAD = re.compile(r"^(?:that|the|an?|its|their|his|her)\s+", re.I)
OWN = {"dobj", "prep", "xcomp", "ccomp", "prt", "dative", "oprd"}
ARMS = {"weapons", "arms", "weaponry", "ammunition", "equipment", "vehicles", "munitions", "explosives", "materiel"}
OF_A_SIGN = {"amod", "compound"}
BARE = MESSAGES | {
    "support",
    "report",
    "photo",
    "picture",
    "image",
    "order",
    "result",
    "channel",
    "area",
}
"""What is no declaration by itself: the vehicle of one, or half of a phrase that another pattern reads."""


class Wording:
    """Words the values of one passage's claims."""

    def __init__(self, parsed: ParsedPassage):
        self.parsed = parsed

    def of(self, claim: Asserts, frame: Frame, tokens: list[Token]) -> Iterator[Worded]:
        """The values that a pattern's `text` asks for; `tokens` are those of its role."""
        if claim.text == "self":
            yield from self._own_words(claim, frame)
        elif claim.text == "core":
            yield from self._words(claim, phrase(frame.trigger, frozenset()))
        elif claim.text == "portrayal":
            yield from self._portrayal(claim, frame)
        else:
            yield from self._roles(claim, frame, tokens)

    def _roles(self, claim: Asserts, frame: Frame, tokens: list[Token]) -> Iterator[Worded]:
        if claim.predicate == "declared" or claim.value == "doing":
            tokens = [t for t in tokens if not (t.dep_ == "conj" and t.head in tokens)]
        for token in tokens:
            if token.pos_ == "PRON" or (claim.predicate == "uses_weapon" and not is_item(token)):
                continue
            if claim.predicate == "uses_weapon" and token.lower_ in ARMS and not any(True for _ in token.lefts):
                continue  # "received arms": of which nothing is said
            if claim.predicate == "declared" and token.lemma_.lower() in BARE and token.i != frame.trigger.i:
                continue
            span = _clause(token) if token.pos_ in {"VERB", "AUX"} else phrase(token, WIDE)
            if claim.value == "doing":
                yield self._doing(frame, _all_joined(token, span))
            elif claim.predicate == "uses_symbol" and (each := self._of_each(token)):
                yield from each
            else:
                behind = frame.trigger.text.lower() if claim.value == "trigger" else claim.value
                yield from self._words(claim, span, behind)

    def _of_each(self, token: Token) -> list[Worded]:
        """A picture of each whom it shows, where they are several: "portraits of A, B and C"."""
        ofs = [c for c in token.children if c.dep_ == "prep" and c.lower_ == "of"]
        shown = [t for c in ofs for o in c.children if o.dep_ == "pobj" for t in expand(o, listing=False)]
        names = [self.parsed.names[t.i] for t in shown if t.i in self.parsed.names]
        start = self.parsed.starts[token.i]
        return [(Value(text=f"{token.text} of {n.text}"), (start, n.end)) for n in names] if len(names) > 1 else []

    def _words(self, claim: Asserts, span: SpacySpan, behind: str | None = None) -> Iterator[Worded]:
        """A stretch of the text, without its article, with the pattern's own word behind it."""
        start, end = self.parsed.starts[span.start], self.parsed.ends[span.end - 1]
        text = LEAD.sub("", self.parsed.passage.written(start, end)).strip(" ,;:")
        text = text if ABBREVIATED.search(text) else text.rstrip(".")
        if text:
            yield Value(text=f"{text} {behind}" if behind else text), (start, end)

    def _own_words(self, claim: Asserts, frame: Frame) -> Iterator[Worded]:
        """The trigger with what belongs to it: a verb with its objects and complements, a noun with its phrases."""
        trigger = frame.trigger
        if trigger.pos_ in {"VERB", "AUX"}:
            inner = [c for c in trigger.children if c.i > trigger.i and c.dep_ in OWN]
            last = max((c.right_edge.i for c in inner), default=trigger.i)
            span = trigger.doc[trigger.i : last + 1]
        else:
            span = phrase(trigger) if claim.predicate == "suffered_deaths" else phrase(trigger, WIDE - {"by"})
            owners = [c for c in trigger.children if c.i < trigger.i and (c.dep_ == "poss" or c.i in self.parsed.names)]
            own = [c.right_edge.i + 1 for c in owners]
            undone = [_end_of(t) for t in frame.roles.get("left undone", [])]
            span = trigger.doc[max([span.start, *own]) : max([span.end, *undone])]
        yield from self._words(claim, span)

    def _portrayal(self, claim: Asserts, frame: Frame) -> Iterator[Worded]:
        """A sign with what it shows: "emblem showing a lion" of "its emblem shows a lion"; else the sign alone."""
        sign = frame.trigger
        told = [v for v in frame.roles.get("then verb", []) if v.lemma_ != "be"]
        shown = [t for role in ("patient", "attribute", "on", "of", "in") for t in frame.roles.get(f"then {role}", [])]
        if not shown:
            first = sign.i
            while first and sign.doc[first - 1].head == sign and sign.doc[first - 1].dep_ in OF_A_SIGN:
                first -= 1
            if first not in self.parsed.names:
                yield from self._words(claim, sign.doc[first : sign.i + 1])
            return
        seen = min(shown, key=lambda t: t.i)
        last = phrase(seen, WIDE).end - 1
        if seen.pos_ in {"ADJ", "NOUN"}:
            last = max([last, *(c.i for c in seen.conjuncts if c.i == last + 2)])
        doing = f" {gerund(told[0].lemma_.lower())}" if told else ""
        start, end = min(sign.i, seen.left_edge.i), max(last, sign.i)
        value = Value(text=f"{sign.text}{doing} {self.parsed.words(seen.left_edge.i, last)}")
        yield value, (self.parsed.starts[start], self.parsed.ends[end])

    def _doing(self, frame: Frame, span: SpacySpan) -> Worded:
        """The deed as a deed: "looted homes" and "homes were looted by" are both "looting homes"; with what it goes on
        to ("using women in combat", "selling captives to traders")."""
        trigger = frame.trigger
        particles = "".join(f" {c.text}" for c in trigger.children if c.dep_ == "prt")
        first, last = span.start, span.end - 1
        if first > trigger.i:
            more = [c for c in trigger.children if c.i > last]
            more += [c for c in trigger.doc[last].children if c.lower_ == "as"]
            last = max([last, *(end for c in more if (end := _goes_on(c)) is not None)])
        done = self.parsed.words(first, last)
        value = Value(text=f"{gerund(trigger.lemma_.lower())}{particles} {done}")
        return value, (self.parsed.starts[min(first, trigger.i)], self.parsed.ends[max(last, trigger.i)])


def _goes_on(child: Token) -> int | None:
    """The last token of a phrase behind a verb's object that tells more of the deed: whom to, what as; never when."""
    inner = [c for c in child.children if c.dep_ in {"dobj", "pobj", "pcomp"}]
    if any(t.ent_type_ in {"DATE", "TIME"} or t.like_num for t in child.subtree):
        return None
    leading = child.dep_ in {"prep", "dative"} and child.lower_ in {"as", "into", "to", "from"}
    if not inner or not (leading or child.dep_ == "xcomp"):
        return None
    return max(phrase(c, WIDE).end - 1 for c in inner)


def _end_of(verb: Token) -> int:
    """Where a verb with its object ends."""
    return max([verb.i + 1, *(phrase(c, WIDE).end for c in verb.children if c.dep_ == "dobj")])


def _all_joined(token: Token, span: SpacySpan) -> SpacySpan:
    """A phrase with those that are joined to it: "ivory and other supplies"."""
    last = max([span.end, *(phrase(t, WIDE).end for t in expand(token, listing=False))])
    return token.doc[span.start : last]


def _clause(verb: Token) -> SpacySpan:
    """A clause up to the next one that is joined to it."""
    later = [c.left_edge.i for c in verb.children if c.dep_ == "conj" and c.pos_ in {"VERB", "AUX"}]
    last = min(later, default=verb.right_edge.i + 1)
    while later and last - 1 > verb.i and verb.doc[last - 1].dep_ in {"cc", "punct"}:
        last -= 1
    return verb.doc[verb.left_edge.i : last]


def is_item(token: Token) -> bool:
    """Whether a noun stands for a weapon, a vehicle or other gear."""
    words = nouns()["item"]
    return token.lower_ in words or token.lemma_.lower() in words
