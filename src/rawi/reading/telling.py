"""Who says so and with what reserve: the chain of tellers over a trigger, and the stance that all cues give."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rawi.model import Link, Mode, Reserve, Stance
from rawi.reading.actors import Actors
from rawi.reading.clauses import is_passive, subjects
from rawi.reading.cues import KIND, cues, verb_stance
from rawi.reading.tellers import according, stored, teller_name

if TYPE_CHECKING:
    from spacy.tokens import Span as SpacySpan
    from spacy.tokens import Token


@dataclass
class Telling:
    """`links` first teller first, without the document; `unreal` where the text does not say that it is so."""

    links: list[Link] = field(default_factory=list)
    stances: list[Stance] = field(default_factory=list)
    reserve: list[Reserve] = field(default_factory=list)
    unreal: bool = False

    @property
    def stance(self) -> Stance:
        return max(self.stances, key=lambda s: s.strength, default=Stance.STATED)


class Teller:
    """Reads the telling of triggers in one sentence."""

    def __init__(self, actors: Actors, sentence: SpacySpan):
        self.actors = actors
        self.sentence = sentence
        self.parsed = actors.parsed
        first, last = sentence[0].i, sentence[-1].i
        self.text = self.parsed.words(first, last)
        self.offset = self.parsed.starts[first]
        self.account: tuple[Link, Stance] | None = None
        self.frame_links = according(actors, sentence)

    # ---------------------------------------------------------------- one trigger
    def of(self, trigger: Token, *, nominal: bool = False) -> Telling:
        """The telling over a trigger: its own clause's cues, then every clause of telling above it.

        A `nominal` trigger (a modifier, an apposition) is said in passing, in the document's own voice.
        """
        told = Telling()
        if nominal:
            self._adjectives(trigger, told)
            if self.account is not None:
                self._within(told)
            return told
        self._own_cues(trigger, told)
        self._climb(trigger, told)
        if self.account is not None and not told.links:
            self._within(told)
        for link, governor in self.frame_links:
            governed = governor is None or trigger in governor.subtree or governor in trigger.subtree
            if governed and all(link.tellers != known.tellers for known in told.links):
                told.links.append(link)
                told.stances.append(Stance.REPORTED)
        self._sentence_doubt(told, trigger)
        return told

    def _within(self, told: Telling) -> None:
        """The sentence belongs to an account that somebody gives ("According to this version, …")."""
        if self.account is not None:
            link, stance = self.account
            told.links.append(link)
            told.stances.append(stance)

    def _adjectives(self, trigger: Token, told: Telling) -> None:
        for child in trigger.children:
            value = cues()["adjectives"].get(child.lower_)
            if child.dep_ == "amod" and value:
                self._reserve(Stance(value), None, child, told)

    def _own_cues(self, trigger: Token, told: Telling) -> None:
        chain = [trigger]
        current = trigger
        while current.head != current and (current.pos_ not in {"VERB", "AUX"} or current.dep_ == "xcomp"):
            current = current.head
            chain.append(current)
        lowest_verb = next((t for t in chain if t.pos_ in {"VERB", "AUX"}), None)
        for token in chain:
            for child in token.children:
                if child.dep_ in {"advmod", "amod"}:
                    table = cues()["adverbs"] if child.dep_ == "advmod" else cues()["adjectives"]
                    value = table.get(child.lower_)
                    if value and (child.dep_ == "advmod" or token == trigger):
                        self._reserve(Stance(value), None, child, told)
                if child.dep_ in {"prep", "agent"} and token is lowest_verb:
                    for adverb in child.children:
                        value = cues()["adverbs"].get(adverb.lower_)
                        if adverb.dep_ == "advmod" and value:
                            self._reserve(Stance(value), None, adverb, told)
                if token == lowest_verb or token.dep_ != "xcomp":
                    self._modal(child, token, told)
        if lowest_verb is not None and lowest_verb.dep_ == "relcl":
            self._matrix_reserve(lowest_verb, told)
        if lowest_verb is not None:
            if any(c.dep_ == "mark" and c.lower_ in {"if", "unless", "whether"} for c in lowest_verb.children):
                told.unreal = True
            if (
                lowest_verb.tag_ == "VB"
                and lowest_verb.dep_ == "ROOT"
                and not any(c.dep_ in {"aux", "nsubj"} for c in lowest_verb.children)
            ):
                told.unreal = True
        if self.text.rstrip().endswith("?"):
            told.unreal = True

    def _matrix_reserve(self, verb: Token, told: Telling) -> None:
        """A reserve over the clause that a relative clause belongs to covers it too ("reportedly … X, which …")."""
        above = verb.head
        while above.head != above and above.pos_ not in {"VERB", "AUX"}:
            above = above.head
        for child in above.children:
            value = cues()["adverbs"].get(child.lower_)
            if child.dep_ == "advmod" and value and Stance(value) is not Stance.STATED:
                self._reserve(Stance(value), None, child, told)

    def _modal(self, child: Token, verb: Token, told: Telling) -> None:
        if child.dep_ != "aux" or child.tag_ != "MD":
            return
        lower = child.lower_
        if lower in cues()["modals"]:
            self._reserve(Stance(cues()["modals"][lower]), None, child, told)
        elif lower in cues()["future"]:
            perfect = any(c.dep_ == "aux" and c.lemma_ == "have" for c in verb.children)
            if lower == "would" and (perfect or verb.lemma_ in {"appear", "seem"}):
                self._reserve(Stance.POSSIBLE, None, child, told)
            else:
                told.unreal = True

    def _climb(self, trigger: Token, told: Telling) -> None:
        current = trigger
        steps = 0
        while current.head != current and steps < 30:
            steps += 1
            if current.dep_ == "relcl" and current.head.i in self.parsed.names:
                return  # what a clause adds to a name is the document's own
            head = current.head
            if head.pos_ in {"VERB", "AUX"} or head.lemma_ in verb_stance():
                self._verb_above(head, current, told)
            elif head.pos_ == "ADJ" and current.dep_ in {"xcomp", "ccomp"}:
                if head.lower_ in {"likely", "possible", "probable"}:
                    self._reserve(Stance.POSSIBLE, None, head, told)
                elif head.lemma_ in cues()["unreal"] and current.dep_ == "xcomp":
                    told.unreal = True
            elif head.pos_ == "NOUN":
                self._noun_above(head, current, told)
            current = head

    def _verb_above(self, verb: Token, below: Token, told: Telling) -> None:
        lemma = verb.lemma_.lower()
        stance = verb_stance().get(lemma)
        complement = below.dep_ in {"ccomp", "xcomp"} or (
            below.dep_ in {"dobj", "nsubjpass"} and lemma in OBJECT_TELLING
        )
        if below.dep_ == "advcl" and verb.dep_ == "ROOT":
            return
        if below.dep_ in {"pcomp", "prep"} and lemma in OBJECT_TELLING:
            complement = True
        if below.dep_ == "prep" and below.lower_ == "from" and lemma in PREVENTING:
            told.unreal = True
            return
        if not complement:
            return
        if below.dep_ == "xcomp" and lemma in cues()["unreal"]:
            told.unreal = True
            return
        if below.dep_ == "ccomp" and lemma in UNREAL_CLAUSE:
            told.unreal = True
            return
        if stance is None:
            return
        if any(c.dep_ == "neg" for c in verb.children) and stance in (Stance.REPORTED, Stance.CLAIMED):
            stance = Stance.DOUBTED
        passive = is_passive(verb)
        if passive or (below.dep_ == "xcomp" and lemma in {"seem", "appear"}):
            agents = [g for c in verb.children if c.dep_ == "agent" for g in c.children if g.dep_ == "pobj"]
            if not agents:
                if lemma in cues()["impersonal_possible"] or lemma in {"seem", "appear"}:
                    self._reserve(Stance.POSSIBLE, None, verb, told)
                elif stance is Stance.CLAIMED:
                    self._reserve(Stance.CLAIMED, None, verb, told)
                else:
                    told.stances.append(Stance.REPORTED)
                return
            speakers = agents
        else:
            speakers = [t for t, _ in subjects(verb)]
        if lemma in {"seem", "appear"}:
            self._reserve(Stance.POSSIBLE, None, verb, told)
            return
        names = [teller_name(self.actors, t) for t in speakers]
        clean = tuple(dict.fromkeys(n for n in names if n))
        holder = clean[0] if clean else None
        if clean:
            span = stored(self.actors, speakers[0])
            mode: Mode = "said"
            if all(clean != link.tellers for link in told.links):
                told.links.append(Link(tellers=clean, mode=mode, span=span))
        if stance is Stance.POSSIBLE and clean and lemma not in cues()["impersonal_possible"]:
            stance = Stance.REPORTED
        if stance in KIND:
            self._reserve(stance, holder, verb, told)
        else:
            told.stances.append(stance)

    def _noun_above(self, noun: Token, below: Token, told: Telling) -> None:
        value = cues()["nouns"].get(noun.lemma_.lower())
        if value is None or below.dep_ not in {"acl", "ccomp", "prep", "relcl", "xcomp"}:
            return
        if below.dep_ == "prep" and below.lower_ not in {"of", "that"}:
            return
        stance = Stance(value)
        owner = next((c for c in noun.children if c.dep_ == "poss"), None)
        if owner is None:
            of = [
                g
                for c in noun.children
                if c.dep_ == "prep" and c.lower_ in {"by", "from"}
                for g in c.children
                if g.dep_ == "pobj"
            ]
            owner = of[0] if of else None
        name = teller_name(self.actors, owner) if owner is not None else None
        if name and owner is not None:
            told.links.append(Link(tellers=(name,), mode="said", span=stored(self.actors, owner)))
        if stance in KIND:
            self._reserve(stance, name, noun, told)
        else:
            told.stances.append(stance)

    def _reserve(self, stance: Stance, holder: str | None, cue: Token, told: Telling) -> None:
        told.stances.append(stance)
        if stance in KIND:
            span = stored(self.actors, cue)
            words = self.parsed.words(cue.i, cue.i)
            told.reserve.append(Reserve(kind=KIND[stance], holder=holder, words=words, span=span))

    def main_telling(self) -> tuple[Link, Stance] | None:
        """Who tells the sentence's main clause, and how, if anybody does."""
        root = self.sentence.root
        clause = next((c for c in root.children if c.dep_ == "ccomp"), None)
        if clause is None or root.lemma_.lower() not in verb_stance():
            return None
        told = Telling()
        self._climb(clause, told)
        return (told.links[0], told.stance) if told.links else None

    # ---------------------------------------------------------------- the sentence
    def _sentence_doubt(self, told: Telling, trigger: Token) -> None:
        lower = self.text.lower()
        asides = [a for a in self.parsed.passage.asides if self.offset <= a.at <= self.offset + len(self.text) + 1]
        for words in cues()["doubt_phrases"]:
            at = lower.find(words)
            if at >= 0:
                span = self.parsed.passage.span(self.offset + at, self.offset + at + len(words))
                told.stances.append(Stance.DOUBTED)
                told.reserve.append(
                    Reserve(
                        kind="unverified" if "verif" in words or "confirm" in words else "doubts",
                        holder=None,
                        words=words,
                        span=span,
                    )
                )
                return
            for aside in asides:
                if words in aside.text.lower() and self._right_before(aside.at, trigger):
                    told.stances.append(Stance.DOUBTED)
                    told.reserve.append(Reserve(kind="doubts", holder=None, words=aside.text, span=aside.span))
                    return

    def _right_before(self, at: int, trigger: Token) -> bool:
        """Whether a bracket at this index closes the clause of the trigger, and not one before or after it."""
        before = [t for t in self.sentence if self.parsed.starts[t.i] < at]
        return bool(before) and any(t == before[-1] for t in trigger.subtree)


OBJECT_TELLING = {
    "credit",
    "blame",
    "describe",
    "accuse",
    "portray",
    "claim",
    "report",
    "mention",
    "allege",
    "depict",
    "present",
    "confirm",
    "deny",
    "document",
    "show",
    "record",
    "suspect",
    "boast",
    "advertise",
}
PREVENTING = frozenset(
    {"prevent", "stop", "keep", "bar", "ban", "deter", "dissuade", "discourage", "block", "hinder", "prohibit"}
)
"""What they keep from happening: "prevented X from taking Y"."""
UNREAL_CLAUSE = {
    "hope",
    "want",
    "wish",
    "demand",
    "insist that",
    "ask",
    "order",
    "wonder",
    "decide",
    "agree",
    "ensure",
    "doubt",
    "prevent",
}
