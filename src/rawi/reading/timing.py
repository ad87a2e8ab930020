"""When a claim holds: the time expressions of its clause, and of the phrases that hang on it."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from rawi.dates import Anchors, FoundDate, framed, hull, read_dates
from rawi.model import Stance, When
from rawi.reading.cues import verb_stance
from rawi.reading.parsing import ParsedPassage

if TYPE_CHECKING:
    from spacy.tokens import Span as SpacySpan
    from spacy.tokens import Token

SHORTEST_MONTH = 27
HEAD = 60
"""Characters within which the dateline of a report stands."""
PLACE_AHEAD = re.compile(r"[A-Z][\w .,'/-]*,?\s*")
DASH_BEHIND = re.compile(r"[^\S\n]*(?:\([^()\n]{2,60}\)[^\S\n]*)*(?:--|—|–)\s")
BOUNDING = {"since": "since", "until": "until", "till": "until"}
SPANS = {"course", "midst", "wake", "aftermath", "framework", "context"}
"""Nouns that only lead to an event: "in the course of the offensive"."""
STATIVE = {"head", "lead", "command", "know", "call", "dub", "name", "chair", "own"}
BEGINNING = {"begin", "start", "commence", "resume"}
ENDING = {"stop", "cease", "end", "halt", "discontinue"}
CARRYING = {"announce", "carry", "complete", "conduct", "commit", "declare", "decree", "launch", "order",
            "perpetrate", "proclaim", "stage", "mount", "hold", "execute"}
CLAUSAL = {"relcl", "ccomp", "advcl", "acl", "parataxis"}


@dataclass(frozen=True)
class Dated:
    """A time expression with the token that it hangs on; `inside` is true where it is part of a name."""

    found: FoundDate
    token: Token
    start: int
    end: int
    inside: bool


class Dates:
    """The time expressions of one passage, tied to its tokens."""

    def __init__(self, parsed: ParsedPassage, anchors: Anchors):
        self.parsed = parsed
        found, self.anchors = read_dates(parsed.passage.text, offset=0, anchors=anchors)
        self.dates: list[Dated] = []
        for date in found:
            if self._is_dateline(date):
                continue  # where and when the report was filed
            tokens = [
                i
                for i in range(len(parsed.starts))
                if parsed.starts[i] < date.span.end and date.span.start < parsed.ends[i]
            ]
            if not tokens:
                continue
            held = next((i for i in tokens if i in parsed.names), None)
            token = parsed.doc[held if held is not None else tokens[0]]
            top = _above_state(min((parsed.doc[i] for i in tokens), key=_depth)) if held is None else token
            bounded, top = _bounded(date, top)
            self.dates.append(Dated(bounded, top, date.span.start, date.span.end, held is not None))
        for aside in parsed.passage.asides:
            self._aside(aside.at, aside.text)

    def _is_dateline(self, date: FoundDate) -> bool:
        """ "ARDEN, March 3 (RADIO ONE) --": a place, a date and a dash at the head of a report."""
        passage = self.parsed.passage
        if date.span.start > HEAD or not PLACE_AHEAD.fullmatch(passage.text[: date.span.start]):
            return False
        behind = passage.origin[date.span.end - 1] + 1
        return bool(DASH_BEHIND.match(passage.stored, behind))

    def _aside(self, at: int, text: str) -> None:
        """A date in brackets right behind a word belongs to that word."""
        found, _ = read_dates(text, offset=0, anchors=self.anchors)
        if len(found) != 1 or len(text) > 40:
            return
        before = [i for i in range(len(self.parsed.ends)) if self.parsed.ends[i] <= at]
        while before and self.parsed.doc[before[-1]].is_punct:
            before.pop()  # a comma that has moved up to where the bracket stood
        if before:
            token = self.parsed.doc[before[-1]]
            self.dates.append(
                Dated(
                    found[0],
                    token,
                    self.parsed.starts[token.i],
                    self.parsed.ends[token.i],
                    token.i in self.parsed.names,
                )
            )

    def of(self, trigger: Token, *, own: set[int], reported: bool = False) -> Dated | None:
        """The time of a trigger's clause, nearest first.

        `own` are tokens of names whose own dates do not count; `reported` lets a date that opens the sentence reach
        over the verb of telling ("On 3 May, X said that Y attacked").
        """
        best: tuple[int, int, Dated] | None = None
        said = own - set(self.parsed.names)
        for dated in self.dates:
            if dated.token.sent != trigger.sent or (dated.token.i in own and (dated.inside or dated.token.i in said)):
                continue
            distance = self._distance(trigger, dated, reported)
            if distance is None:
                continue
            rank = (distance, abs(dated.token.i - trigger.i), dated)
            if best is None or rank[:2] < best[:2]:
                best = rank
        return best[2] if best else None

    def told_by(self, sentence: SpacySpan) -> When | None:
        """The time of a sentence's main clause, if it tells of the past: the story goes on from there."""
        root = sentence.root
        if root.tag_ not in {"VBD", "VBN"} or verb_stance().get(root.lemma_.lower()) is Stance.REPORTED:
            return None
        own = [
            d
            for d in self.dates
            if d.token.sent == sentence
            and (self._distance(root, d, False) == 0 if not d.inside else self._opens(d, sentence))
        ]
        return own[0].found.when if own and own[0].found.when.within and grain(own[0].found.when) else None

    def _opens(self, dated: Dated, sentence: SpacySpan) -> bool:
        """ "In the May 2003 incident, …": a sentence that opens with a dated event."""
        top = dated.token
        return top.dep_ == "pobj" and top.head.lower_ in {"in", "during"} and top.head.i - sentence.start <= 1

    def spoken_in(self, sentence: SpacySpan) -> When | None:
        """The day on which the sentence's main clause says that somebody spoke."""
        root = sentence.root
        if root.tag_ not in {"VBD", "VBN"} or root.lemma_.lower() not in verb_stance():
            return None
        own = [d for d in self.dates if d.token.sent == sentence and not d.inside]
        said = [d for d in own if self._distance(root, d, False) == 0]
        return said[0].found.when if said and grain(said[0].found.when) == "day" else None

    def any_in(self, sentence: SpacySpan) -> bool:
        """Whether a sentence tells any time that has days."""
        return any(d.token.sent == sentence and hull(d.found.when) is not None for d in self.dates)

    def below(self, speech: Token) -> set[int]:
        """The tokens of dates that stand in what a verb of speech says, and are not when it was said."""
        found: set[int] = set()
        for dated in self.dates:
            path = _path_up(dated.token, speech)
            if path is not None and any(t.dep_ in {"dobj", "ccomp", "xcomp"} for t in path[:-1]):
                found.add(dated.token.i)
        return found

    def _distance(self, trigger: Token, dated: Dated, reported: bool) -> int | None:
        """Clauses between trigger and date: 0 in its own clause, more if inherited from above, None if not its."""
        path = _path_up(dated.token, trigger)
        if path is not None:  # the date hangs below the trigger
            between = [t for t in path[:-1] if t.dep_ in CLAUSAL and t != trigger]
            if any(not _is_when(t) and not _carries(t, trigger) for t in between):
                return None
            if any(t.dep_ == "conj" and t.pos_ in {"VERB", "AUX"} for t in path[:-1]):
                return None
            if dated.inside:
                return 1
            return 0
        current, steps = trigger, 0
        crossed: Token | None = None
        while current.head != current and steps < 6:
            parent = current.head
            if parent.pos_ in {"VERB", "AUX"} and current.dep_ in {"ccomp"}:
                opens = dated.token.i < parent.i and dated.token.i - trigger.sent.start <= 5
                past = current.tag_ in {"VBD", "VBN"} or any(
                    c.dep_ == "aux" and c.tag_ == "VBD" for c in current.children
                )
                if not (reported and opens and past):
                    return None
            if current.dep_ == "conj" and current.pos_ in {"VERB", "AUX"}:
                crossed = parent
            current = parent
            path = _path_up(dated.token, current)
            if path is not None:
                if any(t.dep_ in CLAUSAL and not _is_when(t) for t in path[:-1]):
                    return None
                if any(t.dep_ == "conj" and t.pos_ in {"VERB", "AUX"} for t in path[:-1]):
                    return None
                if crossed is not None and (dated.inside or dated.token.i > crossed.i):
                    return None
                leads = dated.token.i < trigger.i
                climbed_noun = trigger.pos_ in {"NOUN", "PROPN"} or current.dep_ == "relcl"
                if dated.inside and not climbed_noun:
                    return None
                if trigger.pos_ == "NOUN" and any(t.pos_ == "NOUN" and t.lower_ not in SPANS for t in path[1:-1]):
                    return None  # "from its founding until his death in 2009": the date is the other noun's
                return (
                    2 + steps
                    if leads or trigger.dep_ in {"xcomp", "pobj", "dobj", "pcomp", "advcl", "acomp"} or climbed_noun
                    else None
                )
            steps += 1
            if current.dep_ in {"relcl"}:
                return None
        return None


def _above_state(token: Token) -> Token:
    """A day behind "headed by X" is no day of heading: it hangs on what is described."""
    current = token
    while current.head != current and current.pos_ not in {"VERB", "AUX"}:
        current = current.head
    stative = current.dep_ == "acl" and current.lemma_.lower() in STATIVE and current.i < token.i
    return current.head if stative and current != token else token


def _bounded(date: FoundDate, token: Token) -> tuple[FoundDate, Token]:
    """ "Since the breakout on 3 May", "until the truce of 2004": the date of the event is where it starts or ends.

    With the word that such a time hangs on.
    """
    current = token
    for _ in range(4):
        if current.head == current or current.pos_ in {"VERB", "AUX"}:
            return date, token
        current = current.head
        sense = BOUNDING.get(current.lower_) if current.dep_ in {"prep", "mark"} else None
        between = current.doc[current.i + 1 : token.i]
        if sense is not None and current.i < token.i and any(t.pos_ == "NOUN" for t in between):
            stretch = hull(date.when)
            if stretch is None or not date.when.within:
                return date, token
            when = framed(stretch, sense, attributive=True)
            named = msgspec.structs.replace(when, words=date.when.words, rule=f"{sense} what was then")
            return msgspec.structs.replace(date, when=named), current
    return date, token


def at_its_edge(trigger: Token, when: When) -> When:
    """ "Began its participation in 2016" is since then, "stopped attacking it in 2016" until then."""
    governor = trigger.head
    stretch = hull(when)
    if stretch is None or not when.within or trigger.dep_ not in {"xcomp", "dobj"}:
        return when
    lemma = governor.lemma_.lower()
    if lemma in BEGINNING | ENDING and governor.pos_ == "VERB":
        edge = framed(stretch, "since" if lemma in BEGINNING else "until", attributive=True)
        return msgspec.structs.replace(edge, words=when.words, rule=f"{when.rule}: {lemma}")
    return when


def _is_when(verb: Token) -> bool:
    """A clause that tells when the main one happened: "When X fell in May, Y fled"."""
    return verb.dep_ == "advcl" and any(c.lower_ == "when" and c.dep_ in {"advmod", "mark"} for c in verb.children)


def _carries(verb: Token, act: Token) -> bool:
    """A participle that only says of an act that it was done: "its dissolution, decreed on 3 May"."""
    return verb.dep_ == "acl" and verb.tag_ == "VBN" and verb.head == act and verb.lemma_ in CARRYING


def _path_up(token: Token, top: Token) -> list[Token] | None:
    """The tokens from `token` up to `top`, or None if it does not hang below."""
    path = [token]
    while path[-1].i != top.i:
        if path[-1].head.i == path[-1].i:
            return None
        path.append(path[-1].head)
    return path


def _depth(token: Token) -> int:
    depth = 0
    while token.head.i != token.i and depth < 50:
        token = token.head
        depth += 1
    return depth


def grain(when: When) -> str:
    """How fine a time is: "day" for some days of one month, "month" for more, "" where it has no bounds."""
    first, last = when.earliest_start, when.latest_end
    if not isinstance(first, dt.date) or not isinstance(last, dt.date):
        return ""
    return "month" if (last - first).days >= SHORTEST_MONTH else "day"


def is_reporting(trigger: Token) -> Token | None:
    """The verb of telling that a trigger's clause is told by, if it is."""
    current = trigger
    while current.head != current:
        if current.dep_ == "relcl":
            return None
        if current.dep_ == "ccomp" and current.head.lemma_.lower() in verb_stance():
            return current.head
        current = current.head
    return None


def is_going_on(trigger: Token) -> bool:
    """Whether the clause of a trigger is in the present tense, without perfect and without "used to"."""
    verb = trigger
    while verb.head.i != verb.i and verb.pos_ not in {"VERB", "AUX"}:
        if verb.dep_ in {"appos", "amod", "compound", "nmod", "poss"}:
            return False
        verb = verb.head
    steps = 0
    while (
        verb.dep_ in {"xcomp", "conj"}
        and verb.tag_ not in {"VBZ", "VBP", "VBD"}
        and verb.head.pos_ in {"VERB", "AUX"}
        and steps < 4
    ):
        if any(c.dep_ in {"aux", "auxpass"} and c.lower_ != "to" for c in verb.children):
            break
        verb, steps = verb.head, steps + 1
    if verb.dep_ == "advcl" and verb.tag_ == "VBG" and verb.head.tag_ in {"VBZ", "VBP"}:
        return not any(c.dep_ == "aux" for c in verb.children)  # "describing itself as X, it seems"
    if verb.dep_ in {"acl", "advcl", "pcomp"} and verb.tag_ not in {"VBZ", "VBP"}:
        return False
    auxiliaries = [c for c in verb.children if c.dep_ in {"aux", "auxpass"}]
    if any(c.lemma_ == "have" or c.tag_ in {"VBD", "MD"} for c in auxiliaries):
        return False
    if auxiliaries:
        return any(c.tag_ in {"VBZ", "VBP"} for c in auxiliaries)
    plain = verb.tag_ == "VB" and any(c.dep_ == "nsubj" for c in verb.children)  # "the leadership pay"
    return verb.tag_ in {"VBZ", "VBP"} or plain


def is_past(trigger: Token) -> bool:
    """Whether the clause of a trigger tells of the past, without perfect: "attacked", "was captured"."""
    verb = trigger
    while verb.head.i != verb.i and verb.pos_ not in {"VERB", "AUX"}:
        if verb.dep_ in {"appos", "amod", "compound", "nmod", "poss"}:
            return False
        verb = verb.head
    auxiliaries = [c for c in verb.children if c.dep_ in {"aux", "auxpass"}]
    if any(c.lemma_ == "have" or c.tag_ == "MD" for c in auxiliaries):
        return False
    return verb.tag_ == "VBD" or any(c.tag_ == "VBD" for c in auxiliaries)
