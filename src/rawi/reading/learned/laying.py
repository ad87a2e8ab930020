"""A proposal as a finding: its words as roles of a frame, under the same laws as what patterns find.

Who a word means, what type fits, how a number reads, whether a deed was done: all that is the rules' own work. What
does not pass them is no claim, however sure the network is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Self

from rawi.model import EntityType, Value
from rawi.reading.clauses import Frame, noun_frame, verb_frame
from rawi.reading.findings import Found
from rawi.reading.fitting import fit
from rawi.reading.learned import READER, scoring
from rawi.reading.learned.adaptation import read_adaptation
from rawi.reading.learned.proposing import Kind, Proposal, propose
from rawi.reading.learned.scoring import FACTS, Scorer
from rawi.reading.learned.sureness import Evidence, Standing
from rawi.reading.learned.trees import tree_of
from rawi.reading.matching import Matcher
from rawi.reading.memory import Actor
from rawi.reading.patterns import Asserts, Pattern
from rawi.vocabulary import predicates

if TYPE_CHECKING:
    from spacy.tokens import Span as SpacySpan
    from spacy.tokens import Token

SURE = 0.6
"""How sure the network must be of a type that the rules do not see."""
POINTING = frozenset({"PRP", "PRP$", "WP", "WP$", "WDT", "DT"})
"""Tags of words that name nobody: "it", "its", "who", "that"."""
SUBJECTS = frozenset({"nsubj", "nsubjpass", "ROOT"})
WORDED = frozenset({"holds_position", "led_by", "supported_by", "kin_of"})
"""What is told by the trigger's own word: an office, a kind of backing, a kinship."""


class Learned:
    """The small reader on the sentences of a document that the rules' parser has parsed."""

    name = READER

    def __init__(self, scorer: Scorer):
        self.scorer = scorer
        self.notice: str | None = None
        """What a user should know of how it was loaded."""

    @classmethod
    def load(cls, own: Path | None = None, weights: Path | None = None) -> Self | None:
        """The reader with the weights of a folder, and the adaptation in a workspace's folder of own rules, if any.

        Where no `weights` are named, the shipped ones; None where there are none. An adaptation of other weights is
        left aside, and `notice` says so. Raises `RawiError` for files that cannot be used.
        """
        weights = weights or scoring.FOLDER
        if not (weights / FACTS).is_file():
            return None
        scorer = Scorer(weights)
        adaptation = read_adaptation(own) if own is not None else None
        if adaptation is None or adaptation.weights == scorer.facts.version:
            return cls(Scorer(weights, adaptation))
        made = cls(scorer)
        made.notice = "the learned reader is newer than what `rawi train` made of it; until then it reads as shipped"
        return made

    @property
    def version(self) -> str:
        return self.scorer.facts.version

    def sentence(self, matcher: Matcher, sentence: SpacySpan) -> Iterator[Found]:
        """What the network proposes of a sentence and the rules' laws let stand."""
        facts = self.scorer.facts
        for proposal in propose(self.scorer, [t.text for t in sentence], tree_of(sentence, sentence.start)):
            for found in lay(proposal, matcher, sentence):
                if found.evidence is not None:
                    found.confidence = facts.sureness.of(found.evidence)
                    if found.confidence >= facts.least:
                        yield found


def lay(proposal: Proposal, matcher: Matcher, sentence: SpacySpan) -> Iterator[Found]:
    """The findings of one proposal, with what they rest on: none where its words mean nobody of a fitting kind."""
    doc, base = sentence.doc, sentence.start
    subject, filler = doc[base + proposal.subject], doc[base + proposal.filler]
    trigger = doc[base + proposal.trigger]
    known = predicates()[proposal.predicate]
    if known.object and _suffer_together(subject, filler):
        return
    meant = {}
    for token, wanted, kind in ((subject, known.subject, proposal.kinds[0]), (filler, known.object, proposal.kinds[1])):
        actor = _meant(token, wanted, kind, matcher)
        if actor is not None:
            meant[token.i] = actor
    with matcher.actors.supposing(meant):
        actor = matcher.actors.who(filler)
        is_actor = bool(known.object) and actor is not None and fit(actor, known.object) is not None
        in_words = known.value == "text" and not is_actor and proposal.predicate != "also_known_as"
        words = _words(proposal, matcher, base) if in_words else None
        pattern, frame = _pattern(proposal.predicate, is_actor), _frame(trigger, subject, filler)
        for found in matcher.lay_words(pattern, frame, *words) if words is not None else matcher.lay(pattern, frame):
            found.reader = READER
            found.evidence = Evidence(
                proposal.predicate,
                *proposal.scores,
                _standing(found.subject, subject),
                _standing(found.object, filler) if found.object is not None else Standing.VALUE,
            )
            yield found


def _suffer_together(one: Token, other: Token) -> bool:
    """Whether two words stand in one list that is no subject: "clashed with A and B" says nothing of A and B."""
    joined = [one, *one.conjuncts]
    return other in joined and min(joined, key=lambda token: token.i).dep_ not in SUBJECTS


def _standing(actor: Actor, token: Token) -> Standing:
    """How a party stands at the word that heads its phrase."""
    if token.pos_ == "PRON" or token.tag_ in POINTING:
        return Standing.PRONOUN
    if actor.by_reference:
        return Standing.NOUN
    return Standing.NAME if actor.named else Standing.DESCRIPTION


def _meant(token: Token, wanted: tuple[EntityType, ...], kind: Kind, matcher: Matcher) -> Actor | None:
    """Who a word means where the rules see nobody in it, or somebody of a kind of whom this is never said: the phrase
    that it heads, of the type that the network sees. Pronouns mean whom the rules say, or nobody."""
    actor = matcher.actors.who(token)
    type_, sure = kind
    if not wanted or type_ not in wanted or sure < SURE or (actor is not None and fit(actor, wanted) is not None):
        return None
    if actor is not None:
        return None if actor.by_reference else replace(actor, type=type_)
    if token.pos_ not in {"NOUN", "PROPN"}:
        return None
    start, end = matcher.actors.range(token)
    return Actor(matcher.actors.text(token), type_, start, end, named=False, token=token.i)


def _frame(trigger: Token, subject: Token, filler: Token) -> Frame:
    """The trigger's own frame, with two roles alone: of whom it is said, and what."""
    is_verb = trigger.pos_ in {"VERB", "AUX"}
    own = verb_frame(trigger) if is_verb else noun_frame(trigger)
    return replace(own, roles={"subject": [subject], "filler": [filler]})


@cache
def _pattern(predicate: str, is_actor: bool) -> Pattern:
    """A predicate's claim of the roles `subject` and `filler`."""
    known = predicates()[predicate]
    if is_actor:
        claim = Asserts(
            predicate=predicate,
            subject="subject",
            object="filler",
            value="trigger" if predicate in WORDED else None,
        )
    elif known.value == "number" and predicate != "killed":
        claim = Asserts(predicate=predicate, subject="subject", number="filler")
    elif known.value == "text":
        claim = Asserts(predicate=predicate, subject="subject", text="filler")
    elif known.object:
        claim = Asserts(predicate=predicate, subject="subject", object="filler")
    else:
        claim = Asserts(predicate=predicate, subject="subject")
    return Pattern(
        name=f"learned/{predicate}", trigger="verb", words=(), claims=(claim,), example="", expect=()
    )


def _words(proposal: Proposal, matcher: Matcher, base: int) -> tuple[Value, tuple[int, int]] | None:
    """The stretch of words that the network marked as the value."""
    if proposal.stretch is None:
        return None
    parsed = matcher.parsed
    start, end = parsed.starts[base + proposal.stretch[0]], parsed.ends[base + proposal.stretch[1]]
    text = parsed.passage.written(start, end).strip(" ,;:.")
    return (Value(text=text), (start, end)) if text else None
