"""The story: at what time a text has arrived, for what it tells without a date.

A claim without a date of its own is dated by an event told before that it takes up ("in the attack"), by the sentence
before where it goes on from it, by the day of a report that starts with its news, or, in the present tense, by the
document's own date. Where none of these is plain it has no time.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from msgspec.structs import replace

from rawi.dates import to_edtf
from rawi.model import Document, When
from rawi.reading.memory import nouns
from rawi.reading.parsing import ParsedPassage
from rawi.reading.phrases import clause_of
from rawi.reading.timing import Dated, Dates, grain, is_going_on, is_past, is_reporting

if TYPE_CHECKING:
    from spacy.tokens import Span as SpacySpan
    from spacy.tokens import Token

GOING_ON = frozenset(
    {"operates_in", "opposed_to", "supported_by", "supports", "controlled_by", "part_of", "allied_with", "based_in"}
    | {"uses_weapon", "accused_of", "trained", "size", "linked_to", "declared", "threatened", "recruits_from"}
)
"""What a dated document in the present tense says to be so at its date."""
HAPPENINGS = frozenset(
    {"attacked", "killed", "took", "lost", "suffered_deaths", "died", "shot_down", "supported_by", "deployed_to"}
    | {"defected_to", "opposed_to", "declared", "threatened", "mutinied_against", "met", "attended", "detained"}
    | {"wounded", "disappeared", "accused_of", "result", "led_by", "holds_position", "mediated", "allied_with"}
)
"""What may happen in a story that goes on from sentence to sentence."""
LOSSES = frozenset(
    {"killed", "suffered_deaths", "died", "shot_down", "wounded", "detained", "disappeared", "lost", "took"}
)
GOES_ON = frozenset(
    {"then", "also", "accordingly", "afterwards", "afterward", "later", "subsequently", "meanwhile", "thus"}
)
WITHIN = frozenset({"in", "during", "at", "by", "of", "amid", "throughout"})
HANGING = frozenset({"pobj", "prep", "compound", "nmod", "nummod", "npadvmod"})
FAR = 2
"""Sentences over which a day of the story reaches."""
NEWS = 3
"""Days before its own date of which a report still tells as news."""


class Story:
    """The times of one document's story, from its first sentence to its last."""

    def __init__(self, document: Document):
        self.document = document
        self.now: When | None = None
        """The time at which the paragraph has arrived."""
        self.since = 0
        """Sentences since then."""
        self.events: dict[str, When] = {}
        """When the events were that were told by such a word."""
        self.news: When | None = None
        """The day of a report that starts with its news."""
        self.first = True

    def paragraph(self) -> None:
        """A new paragraph starts: its story does not go on from the one before."""
        self.now = None

    def time(
        self, predicate: str, trigger: Token, own: set[int], dates: Dates, parsed: ParsedPassage
    ) -> tuple[When | None, Dated | None]:
        """The time of a claim that hangs on a trigger, and the words that give it where they stand in its sentence."""
        dated = dates.of(trigger, own=own, reported=predicate in HAPPENINGS)
        if dated is not None and to_edtf(dated.found.when):
            return dated.found.when, dated
        return self._undated(predicate, trigger, dates, parsed), None

    def note(self, sentence: SpacySpan, dates: Dates, parsed: ParsedPassage) -> None:
        """Remember the times that a sentence told, for those after it."""
        for dated in dates.dates:
            if dated.token.sent != sentence:
                continue
            noun = self._event_of(dated.token)
            if noun is not None:
                self.events[noun.lemma_.lower()] = dated.found.when
        told = dates.told_by(sentence)
        for token in sentence:
            if told is not None and token.lemma_.lower() in nouns()["event"] and token.pos_ == "NOUN":
                self.events.setdefault(token.lemma_.lower(), told)
        if told is not None:
            self.now, self.since = told, 0
        elif dates.any_in(sentence):
            self.now = self.now if self.now is not None and grain(self.now) != "day" else None
        self.since += 1
        if self.first and parsed.passage.segment.kind.value == "body":
            self.first = False
            self.news = self._news(told)

    # ---------------------------------------------------------------- without a date of its own
    def _undated(self, predicate: str, trigger: Token, dates: Dates, parsed: ParsedPassage) -> When | None:
        present = self._present(predicate, trigger, dates, parsed)
        if present is not None or predicate not in HAPPENINGS:
            return present
        clause = clause_of(trigger)
        event = self._taken_up(trigger, clause)
        if event is not None:
            return replace(event, words="", rule="story: the event told before")
        if dates.any_in(trigger.sent) or not self._tells(trigger, clause):
            return None
        if self.now is not None and self._goes_on(predicate, trigger, clause):
            return replace(self.now, words="", rule="story: the time of a sentence before")
        if self.now is None and self.news is not None and predicate not in {"led_by", "holds_position"}:
            return replace(self.news, words="", rule="story: the day of the report")
        return None

    def _present(self, predicate: str, trigger: Token, dates: Dates, parsed: ParsedPassage) -> When | None:
        """The document's own date where it speaks in the present tense of what goes on; the day of a statement where
        somebody spoke so on that day."""
        times = self.document.times
        frame = parsed.passage.segment.frame
        if predicate not in GOING_ON or not is_going_on(trigger):
            return None
        speech = is_reporting(trigger)
        if speech is not None and speech.tag_ in {"VBD", "VBN"}:
            said = dates.of(speech, own=set())
            if said is not None:
                return replace(said.found.when, words="", rule="the day of the statement: present tense")
        if frame >= len(times) or times[frame].inferred is not None:
            return None
        return replace(times[frame].when, words="", rule="document's date: present tense")

    def _taken_up(self, trigger: Token, clause: Token) -> When | None:
        """ "Three men died in the attack": the time of the attack told before."""
        for token in (*clause.children, *trigger.children, trigger):
            noun = token
            if token.dep_ == "prep" and token.lower_ in WITHIN:
                noun = next((c for c in token.children if c.dep_ == "pobj"), token)
            elif token.dep_ not in {"nsubj", "nsubjpass", "agent"}:
                continue
            if noun.dep_ == "agent":
                noun = next((c for c in noun.children if c.dep_ == "pobj"), noun)
            definite = any(c.dep_ == "det" and c.lower_ in {"the", "this", "that", "these"} for c in noun.children)
            if definite and noun.pos_ == "NOUN":
                told = self.events.get(noun.lemma_.lower())
                if told is not None:
                    return told
        return None

    def _event_of(self, token: Token) -> Token | None:
        """The event that a date belongs to: "the bombing on 3 May", "the May offensive"."""
        current = token
        for _ in range(3):
            if current.pos_ == "NOUN" and current.lemma_.lower() in nouns()["event"]:
                return current
            if current.head == current or current.dep_ not in HANGING:
                return None
            current = current.head
        return None

    def _tells(self, trigger: Token, clause: Token) -> bool:
        """Whether a trigger's clause tells the story on: in the past, in the main clause or in what somebody said."""
        top = clause
        while top.dep_ in {"conj", "ccomp", "xcomp", "advcl"} and top.head != top:
            if top.dep_ == "advcl" and top.tag_ not in {"VBG", "VBN"}:
                return False
            top = top.head
        return top.dep_ == "ROOT" and (is_past(trigger) or is_reporting(trigger) is not None)

    def _goes_on(self, predicate: str, trigger: Token, clause: Token) -> bool:
        """Whether a sentence goes on from the one before, so that its time is the same."""
        if self.now is None:
            return False
        if grain(self.now) != "day":
            return is_past(trigger)
        if self.since > FAR:
            return False
        if predicate in LOSSES and any(c.dep_ in {"nsubjpass", "agent"} for c in clause.children):
            return True
        root = trigger.sent.root
        first = next((t for t in root.children if t.dep_ in {"nsubj", "nsubjpass"}), None)
        pronoun = first is not None and first.lower_ in {"they", "it", "he", "she"}
        linked = any(t.lower_ in GOES_ON and t.dep_ == "advmod" for t in root.children)
        return self.since <= 1 and (pronoun or linked)

    def _news(self, told: When | None) -> When | None:
        """The day of the first sentence, if the document is dated and tells it as news."""
        times = [t for t in self.document.times if t.inferred is None]
        if told is None or not times or grain(told) != "day":
            return None
        date, day = times[0].when.earliest_start, told.earliest_start
        if not isinstance(date, dt.date) or not isinstance(day, dt.date) or grain(times[0].when) != "day":
            return None
        return told if 0 <= (date - day).days <= NEWS else None
