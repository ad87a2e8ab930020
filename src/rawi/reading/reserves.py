"""Reserves: the cues of a trigger's own clause, and the verdicts that stand beside what is told."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from rawi.model import Reserve, Stance
from rawi.reading.attributions import links_of
from rawi.reading.cues import KIND, cues, listed, stances, unreal, verb_stance
from rawi.reading.doers import is_passive, subjects
from rawi.reading.tellers import Tellers
from rawi.reading.told import Telling

if TYPE_CHECKING:
    from spacy.tokens import Span as SpacySpan
    from spacy.tokens import Token

BEFORE_VERDICT = re.compile(r"\b(?:it|this|that|these|those|which|claims?|allegations?|accounts?|reports?)\b", re.I)


@cache
def _phrases() -> list[tuple[str, Stance]]:
    """The phrases of `cues.yaml`, the longest first."""
    return sorted(stances("phrases").items(), key=lambda row: (-len(row[0]), row[0]))


class Reserves:
    """The cues of distance and doubt of one sentence."""

    def __init__(self, tellers: Tellers, sentence: SpacySpan):
        self.tellers = tellers
        self.sentence = sentence
        self.parsed = tellers.actors.parsed
        first, last = sentence[0].i, sentence[-1].i
        self.text = self.parsed.words(first, last)
        self.offset = self.parsed.starts[first]

    def keep(self, stance: Stance, holder: str | None, cue: Token, told: Telling) -> None:
        """Add a stance, and its cue where it is one of distance."""
        told.stances.append(stance)
        if stance in KIND:
            span = self.parsed.passage.span(self.parsed.starts[cue.i], self.parsed.ends[cue.i])
            words = self.parsed.words(cue.i, cue.i)
            told.reserve.append(Reserve(kind=KIND[stance], holder=holder, words=words, span=span))

    # ---------------------------------------------------------------- the trigger's own clause
    def adjectives(self, noun: Token, told: Telling) -> None:
        """Cues that describe a noun: "the alleged killing"."""
        for child in noun.children:
            stance = stances("adjectives").get(child.lower_) if child.dep_ in {"amod", "advmod"} else None
            if stance is not None and stance is not Stance.STATED:
                self.keep(stance, None, child, told)

    def own(self, trigger: Token, arguments: frozenset[int], told: Telling) -> None:
        """The cues between a trigger and the verb of its clause, and on those whom the claim is about."""
        chain = [trigger]
        current = trigger
        while current.head != current and (current.pos_ not in {"VERB", "AUX"} or current.dep_ == "xcomp"):
            if current.dep_ in {"relcl", "appos"}:
                break
            current = current.head
            chain.append(current)
        verb = next((t for t in chain if t.pos_ in {"VERB", "AUX"}), None)
        self.adjectives(trigger, told)
        for token in chain:
            self._adverbs(token, told, behind=token is verb)
            if token == verb or token.dep_ != "xcomp":
                for child in token.children:
                    if child.dep_ == "aux" and child.tag_ == "MD":
                        self.modal(child, token, told)
        for at in sorted(arguments):
            if at != trigger.i and self.sentence.start <= at < self.sentence.end:
                self._suspects(trigger.doc[at], told)
        if trigger.pos_ in {"NOUN", "PROPN"}:
            self._told_of(trigger, told)
            self._laid_by(trigger, told)
        if verb is not None:
            self._unreal(verb, told)
            if verb.dep_ == "relcl":
                self._matrix(verb, told)
        if self.text.rstrip().endswith("?"):
            told.unreal = True

    def _adverbs(self, token: Token, told: Telling, *, behind: bool) -> None:
        for child in token.children:
            if child.dep_ == "advmod":
                self._adverb(child, told)
            elif behind and child.dep_ in {"prep", "agent"}:
                for inner in child.children:
                    if inner.dep_ == "advmod":
                        self._adverb(inner, told)

    def _adverb(self, adverb: Token, told: Telling) -> None:
        stance = stances("adverbs").get(adverb.lower_)
        if stance is not None and stance is not Stance.STATED and not any(c.dep_ == "neg" for c in adverb.children):
            self.keep(stance, None, adverb, told)

    def _suspects(self, noun: Token, told: Telling) -> None:
        """ "Suspected rebels", "alleged members": who did it is a guess."""
        for child in noun.children:
            if child.dep_ == "amod" and child.lower_ in SUSPECTS:
                self.keep(stances("adjectives")[child.lower_], None, child, told)

    def _told_of(self, noun: Token, told: Telling) -> None:
        """ "Attacks claimed by X", "abuses reported by X"."""
        for child in noun.children:
            lemma = child.lemma_.lower()
            if (
                child.dep_ != "acl"
                or child.tag_ != "VBN"
                or lemma not in verb_stance()
                or lemma not in listed("of_objects")
            ):
                continue
            heads = [g for c in child.children if c.dep_ == "agent" for g in c.children if g.dep_ == "pobj"]
            if heads and not self.tellers.is_narrator(heads[0]):
                links = links_of(self.tellers, heads, "said")
                told.add(links)
                self.keep(verb_stance()[lemma], links[0].tellers[0] if links else None, child, told)

    def _laid_by(self, noun: Token, told: Telling) -> None:
        """ "Accusations of racism levelled by X", "dismissed him on charges of treason": who lays it on somebody."""
        if stances("nouns").get(noun.lemma_.lower()) is not Stance.CLAIMED:
            return
        raised = [c for c in noun.children if c.dep_ == "acl" and c.tag_ == "VBN" and c.lemma_ in RAISING]
        by = [c for v in (noun, *raised) for c in v.children if c.lower_ in {"by", "from"} and c.dep_ != "mark"]
        heads = [c for c in noun.children if c.dep_ == "poss"] + [g for c in by for g in c.children if g.dep_ == "pobj"]
        verb = noun.head.head
        if not heads and noun.dep_ == "pobj" and noun.head.lower_ == "on" and verb.pos_ == "VERB":
            heads = [t for t, _ in subjects(verb)] if not is_passive(verb) else []
        heads = [h for h in heads if not self.tellers.is_narrator(h)]
        links = links_of(self.tellers, heads[:1], "said") if heads else []
        told.add(links)
        self.keep(Stance.CLAIMED, links[0].tellers[0] if links else None, noun, told)

    def _matrix(self, verb: Token, told: Telling) -> None:
        """A reserve over the clause that a relative clause belongs to covers it too ("reportedly … X, which …")."""
        above = verb.head
        while above.head != above and above.pos_ not in {"VERB", "AUX"}:
            above = above.head
        self._adverbs(above, told, behind=False)

    def modal(self, auxiliary: Token, verb: Token, told: Telling) -> None:
        """ "May", "could have", "would": reserve, or what the text does not say to be so."""
        lower = MODAL_FORMS.get(auxiliary.lower_, auxiliary.lower_)
        if lower in stances("modals"):
            self.keep(stances("modals")[lower], None, auxiliary, told)
        elif lower in unreal("auxiliaries"):
            perfect = any(c.dep_ == "aux" and c.lemma_ == "have" for c in verb.children)
            if lower == "would" and (perfect or verb.lemma_ in {"appear", "seem"}):
                self.keep(Stance.POSSIBLE, None, auxiliary, told)
            else:
                told.unreal = True

    def _unreal(self, verb: Token, told: Telling) -> None:
        """Conditions, and commands: "leave the village"."""
        if is_supposed(verb):
            told.unreal = True
        bare = not any(c.dep_ in {"aux", "nsubj", "nsubjpass"} for c in verb.children)
        if verb.tag_ == "VB" and verb.dep_ == "ROOT" and bare:
            told.unreal = True

    def adjective_above(self, adjective: Token, below: Token, told: Telling) -> None:
        """ "It is likely that", "are unlikely to have", "is ready to"."""
        lower = adjective.lower_
        if below.dep_ == "prep":
            return
        if lower in cues()["over_clauses"]:
            planned = below.dep_ == "xcomp" and not any(c.dep_ == "aux" and c.lemma_ == "have" for c in below.children)
            if planned and below.tag_ == "VB" and below.lemma_ not in {"be", "have"}:
                told.unreal = True  # "is likely to attack"
            self.keep(stances("adjectives")[lower], None, adjective, told)
        elif below.dep_ == "xcomp" and (lower in unreal("adjectives") or adjective.lemma_ in unreal("verbs")):
            told.unreal = True
        elif lower in {
            "alleged",
            "reputed",
            "rumored",
            "rumoured",
            "believed",
            "reported",
            "said",
            "thought",
            "supposed",
        }:
            self.keep(stances("adjectives").get(lower, Stance.POSSIBLE), None, adjective, told)

    # ---------------------------------------------------------------- beside it
    def beside(self, trigger: Token, told: Telling) -> None:
        """Verdicts of the sentence that reach the trigger: phrases, brackets, and who denies what was told."""
        lower = self.text.lower()
        for words, stance in _phrases():
            at = lower.find(words)
            if at >= 0 and _is_whole(lower, at, at + len(words)) and self._reaches(at, len(words), stance, trigger):
                self._phrase(words, at, stance, told)
                break
        self._bracket(trigger, told)
        self._denied(trigger, told)

    def _phrase(self, words: str, at: int, stance: Stance, told: Telling) -> None:
        told.stances.append(stance)
        if stance in KIND:
            span = self.parsed.passage.span(self.offset + at, self.offset + at + len(words))
            unverified = "verif" in words or "confirm" in words
            told.reserve.append(
                Reserve(kind="unverified" if unverified else KIND[stance], holder=None, words=words, span=span)
            )

    def _reaches(self, at: int, length: int, stance: Stance, trigger: Token) -> bool:
        """Whether a phrase reaches a trigger: it stands in its stretch of the sentence, or takes up the one before."""
        start = self.offset + at
        word = next((t for t in self.sentence if self.parsed.ends[t.i] > start), self.sentence[0])
        mine, its = self._stretch(trigger), self._stretch(word)
        if mine == its:
            return True
        if stance is not Stance.DOUBTED or mine != its - 1:
            return False
        head = self.text[: at + length]
        opened = next((self.parsed.starts[t.i] for t in self.sentence if self._stretch(t) == its), start)
        return bool(BEFORE_VERDICT.search(head, opened - self.offset) or BEFORE_VERDICT.search(self.text, at))

    def _stretch(self, token: Token) -> int:
        """Which of the sentence's coordinated main clauses a token stands in."""
        stretch, verb = 0, self.sentence.root
        while True:
            later = [
                c
                for c in verb.children
                if c.dep_ in {"conj", "parataxis"} and c.pos_ in {"VERB", "AUX"} and c.i > verb.i
            ]
            own = [c for c in later if any(g.dep_ in {"nsubj", "nsubjpass", "expl"} for g in c.children)]
            if not own or token.i < own[0].left_edge.i:
                return stretch
            stretch, verb = stretch + 1, own[0]

    def _bracket(self, trigger: Token, told: Telling) -> None:
        first, last = self.offset, self.offset + len(self.text) + 1
        for aside in self.parsed.passage.asides:
            if not first <= aside.at <= last or not self._right_before(aside.at, trigger):
                continue
            text = aside.text.lower()
            stance = stances("adverbs").get(text) or stances("adjectives").get(text)
            stance = stance or next((s for words, s in _phrases() if words in text), None)
            if stance is None and VERDICT.search(text):
                stance = Stance.DOUBTED
            if stance is not None and stance in KIND:
                told.stances.append(stance)
                told.reserve.append(Reserve(kind=KIND[stance], holder=None, words=aside.text, span=aside.span))

    def _right_before(self, at: int, trigger: Token) -> bool:
        """Whether a bracket at this index closes the clause of the trigger, and not one before or after it."""
        before = [t for t in self.sentence if self.parsed.starts[t.i] < at]
        return bool(before) and any(t == before[-1] for t in trigger.subtree)

    def _denied(self, trigger: Token, told: Telling) -> None:
        """Who takes the ground from what was told before: "a charge denied by X", "which X disputes"."""
        for verb in self.sentence:
            stance = verb_stance().get(verb.lemma_.lower())
            if verb.i <= trigger.i or stance not in (Stance.DENIED, Stance.DOUBTED) or verb.pos_ != "VERB":
                continue
            if any(c.dep_ == "neg" for c in verb.children) or not self._takes_up(verb, trigger):
                continue
            passive = is_passive(verb) or verb.tag_ == "VBN"
            heads = [g for c in verb.children if c.dep_ == "agent" for g in c.children if g.dep_ == "pobj"]
            heads = heads if passive else [t for t, _ in subjects(verb)]
            holder = next((n for h in heads if (n := self.tellers.name(h))), None)
            self.keep(stance, holder, verb, told)

    def _takes_up(self, verb: Token, trigger: Token) -> bool:
        """Whether a verdict's verb speaks of the clause of the trigger."""
        if trigger in verb.subtree:
            return False
        noun = verb.head
        if verb.dep_ in {"acl", "relcl"} and noun.lemma_.lower() in listed("sayings"):
            return trigger.i < noun.i and noun.doc[noun.left_edge.i - 1].text in {",", ";"}
        if verb.dep_ == "relcl":
            which = next((c for c in verb.children if c.dep_ in {"dobj", "nsubjpass"} and c.lower_ == "which"), None)
            return which is not None and trigger.i < noun.i and verb.doc[which.i - 1].text == ","
        return False


RAISING = frozenset({"level", "make", "bring", "raise", "direct", "voice"})
SUSPECTS = frozenset({"suspected", "alleged", "presumed", "purported", "supposed", "believed", "apparent", "reputed",
                      "putative", "probable", "likely"})  # fmt: skip
VERDICT = re.compile(r"\b(?:exaggerat|unverified|unconfirmed|disputed|doubtful|dubious|not true|false|unlikely)")
MODAL_FORMS = {"'ll": "will", "wo": "will", "'d": "would", "ca": "can"}


def is_supposed(verb: Token) -> bool:
    """Whether a clause is a condition or an open question ("if", "whether", but not "as if")."""
    for child in verb.children:
        if child.dep_ == "mark" and child.lower_ in unreal("conjunctions"):
            return not (child.i and child.doc[child.i - 1].lower_ == "as")
    return False


def _is_whole(text: str, start: int, end: int) -> bool:
    return not text[start - 1 : start].isalpha() and not text[end : end + 1].isalpha()
