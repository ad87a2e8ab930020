"""The story: at what time a text has arrived, for what it tells without a date.

A claim without a date of its own is dated by an event told before that it takes up ("in the attack"), by the sentence
before where it goes on from it, by the day of a report that starts with its news, or, in the present tense, by the
document's own date. Where none of these is plain it has no time.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from msgspec.structs import replace

from rawi.dates import hull, read_dates, to_edtf
from rawi.model import Document, EntityType, SegmentKind, When
from rawi.reading.cues import verb_stance
from rawi.reading.memory import nouns
from rawi.reading.parsing import ParsedPassage
from rawi.reading.phrases import clause_of
from rawi.reading.timing import Dated, Dates, at_its_edge, grain, is_going_on, is_past, is_reporting

if TYPE_CHECKING:
    from spacy.tokens import Span as SpacySpan
    from spacy.tokens import Token

GOING_ON = frozenset(
    {"operates_in", "opposed_to", "supported_by", "supports", "controlled_by", "part_of", "allied_with", "based_in"}
    | {"uses_weapon", "accused_of", "trained", "size", "linked_to", "declared", "threatened", "recruits_from"}
    | {"led_by", "holds_position", "uses_symbol"}
)
"""What a dated document in the present tense says to be so at its date."""
HAPPENINGS = frozenset(
    {"attacked", "killed", "took", "lost", "suffered_deaths", "died", "shot_down", "supported_by", "deployed_to"}
    | {"defected_to", "opposed_to", "declared", "threatened", "mutinied_against", "met", "attended", "detained"}
    | {"wounded", "disappeared", "accused_of", "result", "led_by", "holds_position", "mediated", "allied_with"}
    | {"operates_in", "uses_weapon", "size"}
)
"""What may happen in a story that goes on from sentence to sentence."""
LOSSES = frozenset(
    {"killed", "suffered_deaths", "died", "shot_down", "wounded", "detained", "disappeared", "lost", "took"}
)
STATES = GOING_ON - {"declared", "threatened", "size", "led_by", "holds_position"} | {"participated_in", "member_of"}
"""What goes on once it began."""
DEEDS = HAPPENINGS - {"participated_in", "result", "operates_in", "opposed_to"}
TIMELESS = frozenset({"founded", "dissolved", "happened", "died", "active", "reorganised", "participated_in"})
SAID = frozenset({"declared", "threatened"})
SPEECH = frozenset({"declared", "threatened", "allied_with", "opposed_to", "operates_in", "supports"})
BECOMING = frozenset({"become", "appoint", "elect", "name", "succeed", "replace", "install", "promote"})
FORMER = frozenset({"former", "ex", "late", "then", "old", "onetime", "ousted", "deposed"})
DYING = frozenset({"die", "defect", "resign", "flee", "leave", "retire", "disappear"})
FOUGHT = frozenset({"opposed_to", "attacked", "killed", "took", "lost", "suffered_deaths"})
GOES_ON = frozenset(
    {"then", "also", "accordingly", "afterwards", "afterward", "later", "subsequently", "meanwhile", "thus"}
)
WITHIN = frozenset({"in", "during", "at", "by", "of", "amid", "throughout"})
HANGING = frozenset({"pobj", "prep", "compound", "nmod", "nummod", "npadvmod"})
FAR = 2
"""Sentences over which a day of the story reaches."""
REACH = 6
"""Sentences over which "the attack" may be one told before."""
NEWS_SENTENCES = 4
"""Sentences at the head of a report in which its news must stand."""
NEWS = 3
"""Days before its own date of which a report still tells as news."""


@dataclass(frozen=True)
class Event:
    """A dated event: the word for it, the words of the sentence that tells it, and which sentence that is."""

    word: str
    around: frozenset[str]
    when: When
    sentence: int


class Story:
    """The times of one document's story, from its first sentence to its last."""

    def __init__(self, document: Document):
        self.document = document
        self.now: When | None = None
        """The time at which the paragraph has arrived."""
        self.since = 0
        """Sentences since then."""
        self.events: list[Event] = []
        """The dated events told so far."""
        self.sentence = 0
        self.news: When | None = None
        """The day of a report that starts with its news."""
        self.read = 0
        self.spoken: When | None = None
        """The day on which somebody spoke who speaks on."""

    def paragraph(self) -> None:
        """A new paragraph starts: its story does not go on from the one before."""
        self.now = None
        self.spoken = None

    def time(
        self, predicate: str, trigger: Token, own: set[int], dates: Dates, parsed: ParsedPassage
    ) -> tuple[When | None, Dated | None]:
        """The time of a claim that hangs on a trigger, and the words that give it where they stand in its sentence."""
        if predicate in SAID:
            own = own | dates.below(trigger)
        own = {i for i in own if predicate not in DEEDS or not self._is_event(parsed, i)}
        dated = dates.of(trigger, own=own, reported=predicate not in TIMELESS)
        if dated is not None and dated.found.when.rule == "now" and is_past(trigger) and self.now is not None:
            return self._arrived(), None  # "it was now led by X"
        if dated is not None and to_edtf(dated.found.when):
            when = dated.found.when
            return (at_its_edge(trigger, when) if predicate in STATES else when), dated
        return self._undated(predicate, trigger, dates, parsed), None

    def held(self, title: Token, dates: Dates) -> tuple[When | None, Dated | None]:
        """The time at which somebody acts who is called by a role: they held it then, though not only then."""
        holder = title
        while holder.dep_ in {"compound", "nmod", "amod", "appos", "poss"} and holder.head.pos_ not in {"VERB", "AUX"}:
            holder = holder.head
        verb = holder.head
        former = any(c.lower_ in FORMER for t in (title, holder) for c in t.children)
        if holder.dep_ not in {"nsubj", "agent"} or verb.pos_ != "VERB" or former or verb.lemma_ in DYING:
            return None, None
        dated = dates.of(verb, own=set())
        if dated is None or not dated.found.when.within or not grain(dated.found.when):
            return None, None
        return dated.found.when, dated

    def _arrived(self) -> When | None:
        return None if self.now is None else replace(self.now, words="", rule="story: the time of a sentence before")

    def _is_event(self, parsed: ParsedPassage, token: int) -> bool:
        """Whether a name is that of an event, whose own date is also the date of the deed ("the 3 May bombings")."""
        name = parsed.names.get(token)
        return name is not None and name.type is EntityType.EVENT

    def note(self, sentence: SpacySpan, dates: Dates, parsed: ParsedPassage) -> None:
        """Remember the times that a sentence told, for those after it."""
        self.sentence += 1
        around = frozenset(t.lemma_.lower() for t in sentence) | {
            name.text.lower() for i, name in parsed.names.items() if sentence.start <= i < sentence.end
        }
        dated_nouns: set[int] = set()
        for dated in dates.dates:
            noun = self._event_of(dated.token) if dated.token.sent == sentence else None
            if noun is not None and grain(dated.found.when):
                dated_nouns.add(noun.i)
                self.events.append(Event(noun.lemma_.lower(), around, dated.found.when, self.sentence))
        told = dates.told_by(sentence)
        spoken = dates.spoken_in(sentence)
        self.spoken = spoken or (self.spoken if verb_stance().get(sentence.root.lemma_.lower()) else None)
        for token in sentence if told is not None else ():
            event = token.pos_ == "NOUN" and token.lemma_.lower() in nouns()["event"] and token.i not in dated_nouns
            if event and told is not None:
                self.events.append(Event(token.lemma_.lower(), around, told, self.sentence))
        if told is not None:
            self.now, self.since = told, 0
        elif dates.any_in(sentence):
            self.now = self.now if self.now is not None and grain(self.now) != "day" else None
        self.since += 1
        if self.read < NEWS_SENTENCES and parsed.passage.segment.kind is SegmentKind.BODY:
            self.read += 1
            self.news = self.news or self._news(sentence, dates)

    # ---------------------------------------------------------------- without a date of its own
    def _undated(self, predicate: str, trigger: Token, dates: Dates, parsed: ParsedPassage) -> When | None:
        present = self._present(predicate, trigger, dates, parsed)
        if present is not None or predicate not in HAPPENINGS:
            return present
        clause = clause_of(trigger)
        described = self._described(clause, dates)
        if described is not None:
            return replace(described, words="", rule="the event that the clause describes")
        if predicate in FOUGHT:
            described = self._joined(clause, dates)
            if described is not None:
                return replace(described, words="", rule="the event that the clause before takes part in")
        event = self._taken_up(trigger, clause, parsed)
        if event is not None:
            return replace(event, words="", rule="story: the event told before")
        if dates.any_in(trigger.sent) or not self._tells(trigger, clause):
            return None
        if self.now is not None and self._goes_on(predicate, trigger, clause):
            return replace(self.now, words="", rule="story: the time of a sentence before")
        if self.spoken is not None and predicate in SPEECH and trigger.sent.root.lemma_.lower() in verb_stance():
            return replace(self.spoken, words="", rule="story: the day of a statement before")
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
        stretch = hull(times[frame].when) if frame < len(times) and times[frame].inferred is None else None
        speech = is_reporting(trigger)
        if speech is not None and speech.tag_ in {"VBD", "VBN"}:
            said = dates.of(speech, own=set())
            if said is not None:
                return replace(said.found.when, words="", rule="the day of the statement: present tense")
            if self.spoken is not None:
                return replace(self.spoken, words="", rule="the day of the statement: present tense")
        if stretch is None or stretch.grain not in ("day", "month"):
            return None  # a mere year is no day on which anything goes on
        return replace(times[frame].when, words="", rule="document's date: present tense")

    def _described(self, clause: Token, dates: Dates) -> When | None:
        """ "The May 2021 coup that deposed X", "the offensive of May that resulted in Y": the time of the event."""
        noun = clause.head
        which = next((c for c in clause.children if c.dep_ == "nsubj" and c.tag_ == "WDT"), None)
        if clause.dep_ not in {"relcl", "acl"} and which is not None and which.i > clause.sent.start:
            noun = clause.doc[which.i - 1]  # the parser hung "that resulted in X" elsewhere
            loose = HANGING | {"conj"}
            while noun.head.i < noun.i and noun.dep_ in loose and noun.lemma_.lower() not in nouns()["event"]:
                noun = noun.head
        elif clause.dep_ not in {"relcl", "acl"} or (clause.dep_ == "acl" and clause.tag_ != "VBG"):
            return None
        name = dates.parsed.names.get(noun.i)
        if noun.lemma_.lower() not in nouns()["event"] and (name is None or name.type is not EntityType.EVENT):
            return None
        near = [d for d in dates.dates if d.token.sent == noun.sent and d.token.i < clause.left_edge.i]
        own = [d for d in near if d.token.i == noun.i or self._event_of(d.token) == noun]
        if not own:
            return None
        last = own[-1]
        bare, _ = read_dates(dates.parsed.passage.text[last.start : last.end], anchors=dates.anchors)
        return bare[0].when if len(bare) == 1 and hull(bare[0].when) else last.found.when

    def _joined(self, clause: Token, dates: Dates) -> When | None:
        """ "Spearheaded the campaign (May 2017), and fought against X": the event of the clause before."""
        before = clause.head
        if clause.dep_ != "conj" or before.pos_ != "VERB" or any(c.dep_ == "nsubj" for c in clause.children):
            return None
        for dated in dates.dates:
            name = dates.parsed.names.get(dated.token.i)
            event = name is not None and name.type is EntityType.EVENT
            if dated.inside and event and clause_of(dated.token) == before and grain(dated.found.when):
                return dated.found.when
        return None

    def _taken_up(self, trigger: Token, clause: Token, parsed: ParsedPassage) -> When | None:
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
                told = self._event(noun, parsed)
                if told is not None:
                    return told
        return None

    def _event(self, noun: Token, parsed: ParsedPassage) -> When | None:
        """The event last told under such a word; one told apart ("the attack on X") where X was spoken of with it."""
        apart: set[str] = set()
        for child in noun.children:
            if child.dep_ in {"compound", "nmod"}:
                apart.add(child.lemma_.lower())
            elif child.dep_ == "prep" and child.lower_ in {"on", "in", "at", "against", "near", "of"}:
                apart |= {parsed.names[c.i].text.lower() for c in child.children if c.i in parsed.names}
        for event in reversed(self.events):
            if event.word != noun.lemma_.lower() or (not apart and self.sentence - event.sentence > REACH):
                continue
            if apart <= event.around or {f"{word}s" for word in apart} <= event.around:
                return event.when
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
            when = any(c.lower_ in {"when", "as"} for c in top.children)
            if top.dep_ == "advcl" and top.tag_ not in {"VBG", "VBN"} and not when:
                return False
            top = top.head
        return top.dep_ == "ROOT" and (is_past(trigger) or is_reporting(trigger) is not None)

    def _goes_on(self, predicate: str, trigger: Token, clause: Token) -> bool:
        """Whether a sentence goes on from the one before, so that its time is the same."""
        if self.now is None:
            return False
        if grain(self.now) != "day":
            return is_past(trigger) and is_reporting(trigger) is None
        if self.since > FAR:
            return False
        if self.since <= 1 and predicate in {"led_by", "holds_position"} and clause.lemma_ in BECOMING:
            return True
        if predicate in LOSSES and any(c.dep_ in {"nsubjpass", "agent"} for c in clause.children):
            return True
        root = trigger.sent.root
        first = next((t for t in root.children if t.dep_ in {"nsubj", "nsubjpass"}), None)
        pronoun = first is not None and first.lower_ in {"they", "it", "he", "she"}
        linked = any(t.lower_ in GOES_ON and t.dep_ == "advmod" for t in root.children)
        return self.since <= 1 and (pronoun or linked)

    def _news(self, sentence: SpacySpan, dates: Dates) -> When | None:
        """The day of the news that a sentence at the head of a dated document tells."""
        times = [t for t in self.document.times if t.inferred is None]
        if not times or grain(times[0].when) != "day":
            return None
        date = times[0].when.earliest_start
        for dated in dates.dates:
            day = dated.found.when.earliest_start
            if dated.token.sent != sentence or dated.inside or grain(dated.found.when) != "day":
                continue
            verb = clause_of(dated.token)
            told = verb.lemma_.lower() in verb_stance() or verb.tag_ not in {"VBD", "VBN", "VBG"}
            if not told and isinstance(date, dt.date) and isinstance(day, dt.date) and 0 <= (date - day).days <= NEWS:
                return dated.found.when
        return None
