"""Who says so and with what reserve: the chain of tellers over a trigger, and the stance that all cues give."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rawi.model import EntityType, Link, Reserve, Stance
from rawi.reading import content
from rawi.reading.actors import Actors
from rawi.reading.attributions import attributions, cited_by, links_of
from rawi.reading.cues import listed, stances, told_behind, unreal, verb_stance
from rawi.reading.doers import subjects
from rawi.reading.memory import kind_of_noun
from rawi.reading.quotations import Quotation, spoken_by
from rawi.reading.reserves import Reserves, is_supposed
from rawi.reading.speakers import ACCUSING, told_in_passive
from rawi.reading.speakers import speakers as speakers_of
from rawi.reading.tellers import ISSUING, NOBODY, PICTURES, Tellers
from rawi.reading.told import Telling
from rawi.reading.voices import Voices

if TYPE_CHECKING:
    from spacy.tokens import Span as SpacySpan
    from spacy.tokens import Token

CREDIT = frozenset({"take", "accept", "assume", "admit"})
COUNTING = frozenset({"estimate", "put", "place", "set", "number"})
NOTING = frozenset(
    {"note", "stress", "emphasize", "emphasise", "recall", "remember", "mention", "observe", "point", "add"}
)
REFLEXIVE = frozenset({"itself", "themselves", "himself", "herself"})
OPINION = frozenset({"seem", "appear"})
STEPS = 30


class Teller:
    """Reads the telling of triggers in one sentence."""

    def __init__(self, actors: Actors, sentence: SpacySpan, voices: Voices | None = None):
        self.actors = actors
        self.sentence = sentence
        self.parsed = actors.parsed
        self.tellers = Tellers(actors, voices or Voices())
        self.reserves = Reserves(self.tellers, sentence)
        self.accounts: list[tuple[Link, Stance]] = []
        """Whose account the sentence belongs to, from the first teller."""
        self.quotations: list[Quotation] = []
        """The utterances of the passage."""
        self.verdict: tuple[Stance, Reserve] | None = None
        """What the sentence after says of this one."""
        self.beside = attributions(self.tellers, sentence)

    # ---------------------------------------------------------------- one trigger
    def of(
        self,
        trigger: Token,
        *,
        nominal: bool = False,
        passing: bool = False,
        arguments: frozenset[int] = frozenset(),
    ) -> Telling:
        """The telling over a trigger: its own clause's cues, then every clause of telling above it.

        A `nominal` trigger (a modifier, an apposition) takes no cue of the clause that it stands in; what is said so
        in `passing` (who somebody is) is the document's own. `arguments` are the tokens that the claim is about: a
        trigger of telling with another subject is told by its subject.
        """
        told = Telling()
        if nominal:
            self.reserves.adjectives(trigger, told)
            self._nominal(trigger, told, passing=passing)
        else:
            self.reserves.own(trigger, arguments, told)
            if self._accuses(trigger, arguments):
                counted = trigger.lemma_.lower() in COUNTING
                self._tell(trigger, trigger, Stance.REPORTED, told) if counted else self._speak(trigger, trigger, told)
            self._climb(trigger, told)
        for quotation in self.quotations:
            spoken = spoken_by(self.tellers, quotation) if quotation.first <= trigger.i <= quotation.last else None
            if spoken is not None:
                told.add(spoken[0])
                told.stances.append(spoken[1])
        for link, stance in self.accounts:
            if link.tellers not in [known.tellers for known in told.links]:
                told.add([link])
                told.stances.append(stance)
        if not nominal:
            self.reserves.beside(trigger, told)
            if self.verdict is not None:
                told.stances.append(self.verdict[0])
                told.reserve.append(self.verdict[1])
        return told

    def _nominal(self, trigger: Token, told: Telling, *, passing: bool) -> None:
        """Who tells what a modifier says in the words of somebody, or what they describe somebody as."""
        side = Telling()
        if not passing:
            self._climb(trigger, side)
        else:
            current = trigger
            while current.dep_ in {"pobj", "conj", "compound", "appos", "amod"} and current.head.pos_ != "VERB":
                current = current.head
            if current.lower_ == "as" and "as" in told_behind(current.head.lemma_.lower()):
                self._speak(current.head, current, side)
        told.add(side.links)
        told.stances += side.voiced if side.links else [s for s in side.stances if s is Stance.REPORTED and passing]

    def main_telling(self) -> tuple[Link, Stance] | None:
        """Who tells the sentence's main clause, or what is shown in it, and how, if anybody does."""
        root = self.sentence.root
        clauses = [c for c in root.children if c.dep_ == "ccomp" and root.lemma_.lower() in verb_stance()]
        clauses = clauses or [t for t in self.sentence if t.dep_ == "ccomp" and t.head.lemma_ in listed("showing")]
        if not clauses:
            return None
        told = Telling()
        self._climb(clauses[0], told)
        return (told.links[0], told.stance) if told.links else None

    # ---------------------------------------------------------------- upwards
    def _climb(self, trigger: Token, told: Telling) -> None:
        current = trigger
        described = False
        for _ in range(STEPS):
            self._beside(current, told)
            if current.head == current:
                return
            if self._is_aside(current):
                self._retold(current, told)
                self._shown(current, told)
                return  # what is added to a name, or behind a comma, is the document's own
            head = current.head
            described = described or (current.dep_ in {"relcl", "acl"} and self._is_actor(head))
            if head.pos_ in {"NOUN", "PROPN"} and not content.is_mistaken(head, current):
                self._noun_above(head, current, told)
            elif head.pos_ == "ADJ" and current.dep_ in {"xcomp", "ccomp", "prep"}:
                self.reserves.adjective_above(head, current, told)
            elif head.pos_ in {"VERB", "AUX"} or head.lemma_ in verb_stance():
                self._verb_above(head, current, told, described=described)
            current = head

    def _is_aside(self, current: Token) -> bool:
        """Whether a description is added in passing: to a name, or behind a comma."""
        head = current.head
        if current.dep_ == "appos" and head.i in self.parsed.names:
            return True
        if current.dep_ != "relcl":
            return False
        if head.i not in self.parsed.names and current.tag_ == "VBD" and self._continues(current):
            return False  # "threw stones at police, who responded by firing"
        when = any(c.lower_ == "when" for c in current.children)
        return head.i in self.parsed.names or (not when and current.doc[current.left_edge.i - 1].text == ",")

    def _continues(self, clause: Token) -> bool:
        """Whether a clause with "who" tells what its people did next."""
        who = any(c.lower_ == "who" and c.dep_ == "nsubj" for c in clause.children)
        return who and not any(c.dep_ in {"aux", "auxpass"} for c in clause.children)

    def _retold(self, current: Token, told: Telling) -> None:
        """ "X told Y, which reported that …": X is where it came from."""
        verb = current.head.head
        if current.dep_ != "relcl" or current.lemma_.lower() not in verb_stance() or not told.links:
            return
        if verb.lemma_ in {"tell", "inform", "brief", "say"} or current.head.head.lower_ == "to":
            source = verb if verb.pos_ == "VERB" else verb.head
            heads = [t for t, _ in subjects(source)] if source.pos_ == "VERB" else []
            links = links_of(self.tellers, heads, "said") if heads else []
            told.links[:0] = [link for link in links if link.tellers not in [k.tellers for k in told.links]]

    def _shown(self, current: Token, told: Telling) -> None:
        """ "X published photos, which showed …": whose photos they are."""
        noun = current.head
        if current.lemma_.lower() in listed("showing") and noun.lemma_.lower() in PICTURES | listed("works"):
            heads = [t for t in self.tellers.issuers(noun) if not self.tellers.is_narrator(t)]
            told.add(links_of(self.tellers, heads[:1], "said") if heads else [])

    def _is_actor(self, noun: Token) -> bool:
        """Whether a noun is somebody, whose description is no part of what is told of them."""
        if noun.i in self.parsed.names:
            return True
        return kind_of_noun(noun) in {EntityType.PERSON, EntityType.GROUP, EntityType.STATE, EntityType.COMMUNITY}

    def _beside(self, current: Token, told: Telling) -> None:
        """Attributions that stand beside the clause that has been climbed to."""
        for attribution in self.beside:
            governor = attribution.governor
            reached = current.head == current if governor is None else current == governor
            if reached and attribution.at != current.i:
                told.add(attribution.links)
                told.stances.append(attribution.stance)
                told.voiced.append(attribution.stance)

    # ---------------------------------------------------------------- verbs
    def _accuses(self, trigger: Token, arguments: frozenset[int]) -> bool:
        """Whether a trigger is itself what somebody says of another: "residents blamed X"."""
        lemma = trigger.lemma_.lower()
        if not arguments or not (lemma in ACCUSING or (lemma in COUNTING and content.counts(trigger))):
            return False
        return not any(t.i in arguments for t, passive in subjects(trigger) if not passive)

    def _verb_above(self, verb: Token, below: Token, told: Telling, *, described: bool) -> None:
        lemma = content.word_of_telling(verb)
        if content.is_wished(verb, lemma, below):
            told.unreal = True
        elif below.dep_ == "ccomp" and verb.lemma_ == "be":
            for adjective in [c for c in verb.children if c.dep_ == "acomp"]:
                self.reserves.adjective_above(adjective, below, told)
        elif lemma in verb_stance() and content.tells(verb, lemma, below, described):
            self._speak(verb, below, told)
        elif lemma in CREDIT and below.dep_ in {"dobj", "prep"} and content.takes_credit(verb, below):
            self._tell(verb, below, Stance.CLAIMED, told)
        elif (lemma in COUNTING and content.counts(verb)) or (
            lemma in ISSUING and below.dep_ == "dobj" and below.lemma_.lower() in PICTURES
        ):
            self._tell(verb, below, Stance.REPORTED, told)
        elif lemma in verb_stance() and content.fronts(verb, below):
            self._speak(verb, below, told)

    def _speak(self, verb: Token, below: Token, told: Telling) -> None:
        """Add who tells by this verb, and the stance that the verb gives."""
        lemma = content.word_of_telling(verb)
        stance = Stance.REPORTED if lemma in COUNTING and content.counts(verb) else verb_stance()[lemma]
        if any(c.dep_ in {"dobj", "nsubjpass"} and c.lower_ in REFLEXIVE for c in verb.children):
            stance = Stance.CLAIMED  # "describes itself as"
        self._tell(verb, below, stance, told)

    def _tell(self, verb: Token, below: Token, stance: Stance, told: Telling) -> None:
        lemma = content.word_of_telling(verb)
        if any(c.dep_ == "neg" for c in verb.children):
            stance = Stance.REPORTED if stance in (Stance.DENIED, Stance.DOUBTED) else Stance.DOUBTED
        passive = told_in_passive(verb)
        if passive and lemma in NOTING and any(c.lower_ == "it" for c in verb.children if c.dep_ == "nsubjpass"):
            return  # "it should be noted that"
        self._imagined(verb, told)
        speakers = speakers_of(verb)
        if lemma in OPINION or (passive and not speakers):
            self._impersonal(verb, lemma, stance, told)
            return
        if lemma in listed("showing") or all(t.lower_ in NOBODY for t in speakers):
            speakers = [t for t in speakers if self.tellers.can_tell(t)]
            if not speakers:
                if stance is not Stance.REPORTED:
                    self.reserves.keep(stance, None, verb, told)
                return
        if speakers and all(self.tellers.is_narrator(t) for t in speakers):
            if stance is not Stance.REPORTED:
                self.reserves.keep(stance, None, verb, told)
            return
        if not speakers and self.tellers.implied is None and stance is Stance.REPORTED:
            return  # "it is worth noting that"
        told.add(cited_by(self.tellers, verb))
        links = links_of(self.tellers, speakers, "said") if speakers else self.tellers.fragment(verb)
        told.add(links)
        if links:
            told.voiced.append(Stance.CLAIMED if stance is Stance.CLAIMED else Stance.REPORTED)
        if any(stances("adverbs").get(c.lower_) is Stance.DOUBTED for c in verb.children):
            stance = Stance.DOUBTED  # "wrongly reported"
        self.reserves.keep(stance, links[0].tellers[0] if links else None, verb, told)

    def _imagined(self, verb: Token, told: Telling) -> None:
        """A verb of telling that is itself only supposed, asked or foreseen tells nothing yet."""
        if is_supposed(verb):
            told.unreal = True
        for child in verb.children:
            if child.dep_ == "aux" and child.tag_ == "MD":
                self.reserves.modal(child, verb, told)

    def _impersonal(self, verb: Token, lemma: str, stance: Stance, told: Telling) -> None:
        """ "It is believed", "was accused of", "appears to": nobody is named who thinks or says so."""
        clause = any(c.dep_ in {"xcomp", "ccomp"} for c in verb.children)
        if lemma in OPINION or (lemma in listed("impersonal") and clause):
            self.reserves.keep(Stance.POSSIBLE, None, verb, told)
        elif lemma == "estimate":
            return  # a qualifier of the number
        else:
            self.reserves.keep(stance, None, verb, told)

    # ---------------------------------------------------------------- nouns
    def _noun_above(self, noun: Token, below: Token, told: Telling) -> None:
        """ "The claim that …", "an admission of …", "a plan to …"."""
        lemma = noun.lemma_.lower()
        if below.dep_ not in {"acl", "ccomp", "prep", "relcl", "xcomp"}:
            return
        if lemma in unreal("nouns") and content.is_aim(below):
            told.unreal = True
            return
        verb = noun.head
        if below.dep_ == "prep" and noun.dep_ in {"dobj", "nsubjpass"} and verb.lemma_.lower() in ACCUSING:
            self._verb_above(verb, below, told, described=False)  # the phrase hung on who is accused
            return
        stance = stances("nouns").get(lemma)
        if stance is None or (below.dep_ == "relcl" and not content.is_content(below)):
            return
        if below.dep_ == "prep" and below.lower_ not in {"of", "that", "about"}:
            return
        if below.lemma_.lower() in verb_stance() and below.dep_ in {"acl", "relcl"}:
            return  # "a statement saying": the verb has told it
        for child in noun.children:
            described = stances("adjectives").get(child.lower_) if child.dep_ == "amod" else None
            if described is not None and described is not Stance.STATED:
                self.reserves.keep(described, None, child, told)
        heads = [c for c in noun.children if c.dep_ == "poss"]
        by = [c for c in noun.children if c.dep_ == "prep" and c.lower_ in {"by", "from"}]
        heads = heads or [g for c in by for g in c.children if g.dep_ == "pobj"]
        heads = heads or [t for t in self.tellers.issuers(noun) if t.head.lower_ != "of"]
        links = links_of(self.tellers, heads[:1], "said") if heads else []
        told.add(links)
        self.reserves.keep(stance, links[0].tellers[0] if links else None, noun, told)
