"""Settling anew only what a change touches: documents that came, and decisions on claims.

What the last settlement kept says which entities, questions and alarms that is; all of these are resolved and weighed
as everything is, by the same functions, and change where they stand. Whatever reaches further than can be told settles
everything: `touch` then does nothing and says so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection

from rawi.model import (
    Claim,
    Document,
    EntityType,
    KeptClaim,
    Mention,
    Raised,
    Review,
    make_mention,
)
from rawi.model.dependence import dependence_id
from rawi.pipeline.basis import CLAIM, DOCUMENT, Differing, OfClaim
from rawi.pipeline.drawing import Drawing
from rawi.pipeline.filling import arguments_of, brought_by, filled
from rawi.pipeline.reaching import Reached, Reaching, Unbounded
from rawi.pipeline.replacing import additions, changes
from rawi.pipeline.stages import Stages
from rawi.pipeline.tracing import KeptTraces, may_be_cited, may_be_meant
from rawi.resolve.aliases import doubtful
from rawi.resolve.circumstances import rules
from rawi.resolve.touching import Placed
from rawi.weigh.again import (
    COUNTS,
    ENDS,
    KIN,
    SPEAKS,
    TIES,
    Again,
    Held,
    asked_by,
    is_act,
    predicates_of,
    texts_alarms,
)
from rawi.weigh.alarms.glosses import glosses_of
from rawi.weigh.asking import ABSENCE, PLAIN, Asked, put
from rawi.weigh.origins.inferring import inferred_again, judged
from rawi.weigh.resting import leads_of
from rawi.weigh.weighing import asked_from
from rawi.workspace import Workspace, touched, tracing
from rawi.workspace.amending import Addition, Change, amend
from rawi.workspace.edits import edited

WIDEST = 80
"""Documents whose claims are all looked at anew, at most."""
Subject = tuple[str, str]


def touch(workspace: Workspace, using: Stages, change: Differing) -> bool:
    """Carries a change out in the settlement that shows; False where everything has to be settled."""
    if not using.by_touch:
        return False
    try:
        with workspace.database.read() as connection:
            written = Touch(workspace, connection, using, change).made()
    except Unbounded:
        return False
    amend(workspace.database, change.number, *written)
    return True


class Touch:
    """One change to the settlement that shows, worked out step by step; each step rests on those before it."""

    def __init__(self, workspace: Workspace, connection: Connection, using: Stages, change: Differing) -> None:
        self.workspace, self.connection, self.using = workspace, connection, using
        self.number, self.basis, self.changed = change.number, change.basis, change.subjects
        self.kept_traces = KeptTraces(connection, change.number)
        self.came: list[str] = []
        self.decided: list[str] = []
        for subject, (old, now) in sorted(change.subjects.items()):
            sort, _, id = subject.partition(" ")
            if sort == DOCUMENT and old is None and now is not None:
                self.came.append(id)
            elif sort == CLAIM:
                self.decided.append(id)
            else:
                raise Unbounded
        if len(self.came) + len(self.decided) > WIDEST:
            raise Unbounded

    def made(self) -> tuple[list[Change], list[Addition]]:
        self._read()
        self._resolve()
        self._follow()
        self._infer()
        self._ask()
        self._hold()
        return changes(self), additions(self)

    # what changed

    def _read(self) -> None:
        """The claims and mentions of the documents that came, and of those in which something was decided."""
        workspace = self.workspace
        as_read = {k.claim.id: k for k in workspace.claims_as_read(self.decided)}
        if len(as_read) < len(self.decided):
            raise Unbounded  # a claim that is no more
        states = {id: self.changed[f"{CLAIM} {id}"] for id in self.decided}
        before = {id: _state(old) for id, (old, _) in states.items()}
        after = {id: _state(now) for id, (_, now) in states.items()}
        self.laid = {id for id in self.decided if before[id].by_hand != after[id].by_hand}
        self.earlier = {id: _as_decided(as_read[id], before[id]) for id in self.decided if id not in self.laid}
        self.documents = sorted({*self.came, *(k.claim.document for k in as_read.values())})
        if len(self.documents) > WIDEST:
            raise Unbounded
        self.kept = [k for id in self.documents for k in workspace.kept_claims(document=id)]
        read = workspace.mentions(documents=self.documents, brought=False)
        brought = brought_by(self.kept, read)
        brought_before = touched.brought(self.connection, self.number, self.documents)
        self.mentions_here = [*read, *brought]
        self.brought = brought
        came = set(self.came)
        self.new = [m for m in self.mentions_here if m.document in came]
        self.new += [m for m in brought if m.document not in came and m.id not in brought_before]
        self.gone = brought_before - {m.id for m in brought}

    def _resolve(self) -> None:
        changed = self._changed_mentions()
        self.reached: Reached | None = None
        if self.new or self.gone or changed:
            claims = [k.claim for k in self.kept if _believed(k)]
            reaching = Reaching(self.workspace, self.connection, self.number, self.using.resolve)
            self.reached = reaching.reach(self.new, self.gone, claims, changed, self._believed)
        owners = dict(self.reached.owners) if self.reached else {}
        owners |= self.workspace.owners({m.id for m in self.mentions_here} - owners.keys() - self.gone)
        self.owners = owners

    def _changed_mentions(self) -> set[str]:
        """The mentions in documents that stood here of which something else is told now."""
        placing = {p for p, facet in rules().facets["subject"].items() if facet in ("place", "name")}
        placing |= {*rules().begins, *rules().ends, "also_known_as"}
        now = {k.claim.id: k for k in self.kept}
        changed: dict[str, bool] = {}
        decided = [k for id in self.decided for k in (self.earlier.get(id), now.get(id)) if k is not None]
        for k in decided:
            for role, name, kind in arguments_of(k):
                if role != "place":
                    mention = make_mention(document=k.claim.document, name=name, type=kind).id
                    changed[mention] = changed.get(mention, False) or k.claim.predicate in placing
        owners = self.workspace.owners(changed)
        plain = touched.recurring(self.connection, self.number, set(owners.values()))
        found = set()
        for mention, moves in changed.items():
            one = plain.get(owners.get(mention, ""))
            placed = msgspec.json.decode(one.placed, type=Placed) if one is not None else None
            if moves or placed is None or not placed.admits(placed):
                found.add(mention)
        named = {k.claim.document for k in decided if k.claim.predicate == "also_known_as"}
        named |= {m.document for m in self.new} - set(self.came)
        if named or self.gone:  # what names tie to each other within a document may be others now
            stood = set(self.documents) - set(self.came) if self.gone else named
            found |= {m.id for m in self.mentions_here if m.document in stood}
        return found - {m.id for m in self.new}

    def _believed(self, ids: Collection[str], besides: Sequence[Claim]) -> Sequence[Claim]:
        """Claims that count for resolving, in the order of listings."""
        wanted = set(ids) | {claim.id for claim in besides}
        return [k.claim for k in self.workspace.kept_claims(ids=wanted) if _believed(k)]

    # what follows from it

    def _follow(self) -> None:
        """The claims whose places are filled anew, and those whose surroundings changed."""
        moved: list[KeptClaim] = []
        vanished: set[str] = set()
        renamed: set[str] = set()
        reached = self.reached
        if reached is not None and reached.gone:
            old = {e.id: e for e in self.workspace.entities(reached.gone)}
            now = {e.id: e for e in reached.resolution.entities}
            vanished = {id for id in old if id not in now}
            renamed = {id for id in old if id in now and (old[id].name, old[id].type) != (now[id].name, now[id].type)}
            about = touched.about(self.connection, self.number, reached.gone)
            ids = {one.claim for told in about.values() for one in told} - {k.claim.id for k in self.kept}
            stood = self.workspace.kept_claims(ids=ids)
            moved = [k for k, n in zip(stood, filled(stood, self.owner), strict=True) if k != n]
        self.moved = {k.claim.id: k for k in moved}
        self.vanished, self.renamed = vanished, renamed
        changed = [k for k in self.kept if k.claim.document in set(self.came) or k.claim.id in set(self.decided)]
        self.touched_claims = [*changed, *filled(changed, self.owner), *self.earlier.values(), *moved]
        self.touched_claims += filled(moved, self.owner)
        speakers = {
            side
            for k in self.touched_claims
            if k.claim.predicate in SPEAKS
            for side, said in ((k.subject, k.claim.subject), (k.object, k.claim.object))
            if side is not None and said is not None and said.type is EntityType.PERSON
        }
        told = touched.told_by(self.connection, self.number, vanished | renamed | speakers)
        if reached is not None:  # who told it may have become whom it is about
            anew = {entity.id for entity in reached.resolution.entities}
            told |= touched.told_by(self.connection, self.number, anew | reached.gone) & self.moved.keys()
        counted = {k.claim.document for k in moved if k.claim.value is not None}
        self.around = sorted({*self.documents, *counted})
        if len(self.around) > WIDEST:
            raise Unbounded
        if any(k.claim.predicate in KIN for k in self.touched_claims):
            raise Unbounded
        kin = touched.filling(self.connection, self.number, "kin_of")
        if any(k.subject in kin for k in self.touched_claims):
            raise Unbounded
        own = set(self.documents)
        more = [k for id in self.around if id not in own for k in self.workspace.kept_claims(document=id)]
        self.all_around = [*self.kept, *more]
        self.anew = {k.claim.id for k in self.all_around}
        elsewhere = [*moved, *self.workspace.kept_claims(ids=told - self.moved.keys())]
        self.elsewhere = [k for k in elsewhere if k.claim.id not in self.anew]
        self.revoiced = told - self.anew
        """Claims whose teller is another now; their surroundings are what they were."""

    def owner(self, mention: Mention) -> str | None:
        """Whom a mention belongs to now; raises `KeyError` where nothing of it changed."""
        if mention.id in self.gone:
            return None
        return self.owners[mention.id]

    def _infer(self) -> None:
        """Which document rests on which."""
        around = [self.workspace.document(id) for id in self.around]
        if any(may_be_cited(self.connection, self.number, one) for one in around if one.id in set(self.came)):
            raise Unbounded  # a work that was cited all along may be what came
        self.texts = {document.id: document for document in around}
        now = filled(self.all_around, self.owner)
        found = inferred_again(self.kept_traces, around, now, self._document)
        if found is None:
            raise Unbounded
        pairs, inferred = found
        self.traces = inferred.traces
        compared = {dependence_id(later, earlier) for later, earlier in pairs}
        stood = tracing.dependences_with(self.connection, self.number, compared)
        anew = judged(inferred.dependences, self.workspace.in_force())
        self.dependences_before = {one.id: one for one in stood}
        self.dependences = {one.id: one for one in anew}
        self.pair_ids = self.dependences_before.keys() | self.dependences.keys()

    def _document(self, id: str) -> Document:
        return self.texts.get(id) or self.workspace.document(id)

    # what is asked

    def _ask(self) -> None:
        """The questions that are touched, and the claims that answer them."""
        now = filled(self.all_around, self.owner)
        stood = [self.earlier.get(k.claim.id, k) for k in self.all_around if k.claim.id not in self.laid]
        now += filled(self.elsewhere, self.owner)
        asked = asked_by([*now, *stood, *self.elsewhere])
        fillers = touched.asked_of_fillers(
            self.connection, self.number, {side for k in self.touched_claims for side in (k.subject, k.object) if side}
        )
        ids = {id for one in self.vanished | self.renamed for id in fillers.get(one, ())}
        for k in self.touched_claims:
            if k.claim.predicate in TIES and k.subject and k.object:
                ids |= fillers.get(k.subject, set()) & fillers.get(k.object, set())
        keys = touched.asked(self.connection, self.number, ids) if ids else []
        if self.renamed:
            keys += touched.asked_of(self.connection, self.number, self.renamed)
        asked |= {asked_from(key) for key in keys}
        self.asked = asked
        self._index = touched.about(
            self.connection, self.number, {side for one in asked for side in (one.entity, one.other) if side}
        )
        absent = {(entity, one.predicate) for entity, told in self._index.items() for one in told if one.none}
        absent |= {(k.subject, k.claim.predicate) for k in now if k.subject is not None and _none(k)}
        asked |= {Asked(ABSENCE, *where) for one in asked if one.topic == PLAIN for where in absent & {one_of(one)}}
        by_entity = {entity: {one.claim for one in told} for entity, told in self._index.items()}
        by_predicate: dict[tuple[str, str], set[str]] = defaultdict(set)
        for entity, told in self._index.items():
            for here in told:
                by_predicate[entity, here.predicate].add(here.claim)
        wanted = {k.claim.id for k in (*self.all_around, *self.elsewhere)} | self._edited()
        for one in asked:
            if one.other:
                wanted |= by_entity.get(one.entity, set()) & by_entity.get(one.other, set())
            else:
                for predicate in predicates_of(one):
                    wanted |= by_predicate.get((one.entity, predicate), set())
        self.alarmed = {side for k in self.touched_claims for side in (k.subject, k.object) if side} | self.renamed
        self.wanted = wanted | self._for_alarms()

    def _edited(self) -> set[str]:
        """The claims that people changed: what is asked of the database is how they were read."""
        states = ((s.partition(" ")[2], s) for s in self.basis if s.startswith(f"{CLAIM} "))
        return {id for id, subject in states if msgspec.json.decode(self.basis[subject], type=OfClaim).edits}

    def _for_alarms(self) -> set[str]:
        """The claims on which the alarms about whole entities rest: their ends, what came after, their counts."""
        index = touched.about(self.connection, self.number, self.alarmed)
        ends, counts = set(self.renamed), set()
        for k in self.touched_claims:
            if k.claim.predicate in ENDS and k.subject:
                ends.add(k.subject)
            if k.claim.predicate in COUNTS and k.subject:
                counts.add(k.subject)
        wanted: set[str] = set()
        quiet = []
        for entity in self.alarmed:
            told = index.get(entity, ())
            wanted |= {one.claim for one in told if one.predicate in ENDS}
            wanted |= {one.claim for one in told if one.predicate in COUNTS}
            if entity in ends:
                wanted |= {one.claim for one in told if is_act(one.predicate)}
            else:
                quiet.append(f"entity {entity}")
        for record in touched.found_in(self.connection, self.number, quiet):
            wanted |= set(msgspec.json.decode(record)["claims"])
        return wanted

    def _hold(self) -> None:
        """Weighs what is asked on the claims that answer it."""
        stood = self.workspace.kept_claims(ids=self.wanted)
        kept = filled(stood, self.owner)
        given = put(_standing(kept))
        objects = {p.object for one in self.asked for p in given.get(one, ()) if p.object}
        index = touched.about(self.connection, self.number, objects)
        sides: dict[str, int] = defaultdict(int)
        for entity in objects:
            for claim in {one.claim for one in index.get(entity, ()) if one.predicate in TIES}:
                sides[claim] += 1
        ties = {claim for claim, n in sides.items() if n > 1} - {k.claim.id for k in kept}
        speakers = self._speakers()
        if ties | speakers:
            stood = self.workspace.kept_claims(ids=self.wanted | ties | speakers)
            kept = filled(stood, self.owner)
        document_of = {k.claim.id: k.claim.document for k in kept}
        outlines = {d.id: d for d in self.workspace.outlines({k.source.id for k in kept})} | self.texts
        citing = {k.source.id for k in kept if any(link.mode == "cites" for link in k.reading.chain)}
        meant = may_be_meant(self.connection, self.number, (outlines[id] for id in sorted(citing)))
        outlines |= {d.id: d for d in self.workspace.outlines(meant - outlines.keys())}
        voiced = {k.claim.document for k in self.elsewhere if k.claim.id in self.revoiced}
        mentions = self.workspace.mentions(documents={*self.around, *voiced}, brought=False)
        known = {m.id for m in mentions}
        mentions += [m for m in self.mentions_here if m.id not in known]
        heard = touched.heard(self.connection, self.number, {k.claim.id for k in kept} - self.anew)
        self.again = Again(
            Held(
                kept=kept,
                entities=self._entities(kept, mentions),
                mentions=mentions,
                documents=[outlines[id] for id in sorted(outlines)],
                heard=heard,
                revoiced=frozenset(self.revoiced),
                described=frozenset(self._described(objects)),
            )
        )
        around = _standing(filled(self.all_around, self.owner))
        self.drawing = Drawing(
            self.connection,
            self.number,
            leads=leads_of(around, self.again.context.lineage),
            around=self.around,
            gone=self.dependences_before,
            come=self.dependences,
        )
        if not self.drawing.elsewhere_as_before():
            raise Unbounded
        self.weighed = self.again.questions(self.asked)
        self.accounts = self.again.accounts(self.anew | self.revoiced)
        moved = {k.claim.document for k in self.elsewhere} - set(self.around)
        noted = [id for id in sorted(moved) if id in outlines and outlines[id].notes]
        with_texts = [self._document(id) if id in noted else outlines[id] for id in sorted(moved)]
        self.raised = [
            *self.again.of_claims(self.around),
            *self.again.of_single(self.moved.keys() - self.anew, with_texts),
            *self.again.of_entities(self.alarmed),
            *self.again.of_questions(self.weighed, self.drawing.behind(self.weighed, document_of)),
            *self._glosses(),
        ]

    def _speakers(self) -> set[str]:
        """The claims by which persons who are told of in these documents may speak for somebody."""
        voiced = {k.claim.document for k in self.elsewhere if k.claim.id in self.revoiced}
        own = self.workspace.mentions(documents={*self.around, *voiced})
        persons = {self.owners.get(m.id) for m in own if m.type is EntityType.PERSON}
        persons |= set(self.workspace.owners({m.id for m in own if m.type is EntityType.PERSON}).values())
        index = touched.about(self.connection, self.number, {id for id in persons if id})
        return {one.claim for told in index.values() for one in told if one.predicate in SPEAKS}

    def _entities(self, kept: Iterable[KeptClaim], mentions: Iterable[Mention]) -> list[Any]:
        here: dict[str, list[str]] = defaultdict(list)
        mentions = list(mentions)
        old = self.workspace.owners({m.id for m in mentions} - self.owners.keys())
        for m in mentions:
            owner = self.owners.get(m.id) or old.get(m.id)
            if owner is not None:
                here[owner].append(m.id)
        for k in kept:
            for side in (k.subject, k.object, k.place):
                if side is not None:
                    here.setdefault(side, [])
        for one in self.asked:
            for side in (one.entity, one.other):
                if side:
                    here.setdefault(side, [])
        known = {e.id: e for e in self.workspace.called(here.keys())}
        if self.reached is not None:
            known |= {e.id: e for e in self.reached.resolution.entities if e.id in here}
        there = sorted(here.keys() & known.keys())
        return [msgspec.structs.replace(known[id], mentions=tuple(sorted(here[id]))) for id in there]

    def _described(self, objects: Collection[str]) -> set[str]:
        """Those of these who bear no name anywhere."""
        named = touched.named_among(self.connection, self.number, objects)
        if self.reached is not None:
            now = self.reached.owners
            anew = {e.id for e in self.reached.resolution.entities}
            named = (named - anew) | {now[id] for id, m in self.reached.mentions.items() if m.named and id in now}
        return {id for id in objects if id not in named}

    def _glosses(self) -> list[Raised]:
        """The alarms over texts, where what came has glosses; the scope is left alone otherwise."""
        told = [msgspec.json.decode(r) for r in touched.found_in(self.connection, self.number, ["texts"])]
        known = {passage["document"] for one in told for passage in one["passages"]}
        self.texts_touched = bool(known & set(self.around)) or any(
            True for id in self.came for _ in glosses_of(self.texts[id].text)
        )
        if not self.texts_touched:
            return []
        documents = [self._document(source.id) for source in self.workspace.documents()]
        passages = {p.document for one in texts_alarms(documents, ()) for p in one.finding.passages}
        kept = [k for id in sorted(passages) for k in self.workspace.kept_claims(document=id)]
        return texts_alarms(documents, _standing(kept))


def _state(told: str | None) -> OfClaim:
    return msgspec.json.decode(told or "{}", type=OfClaim)


def _believed(k: KeptClaim) -> bool:
    return k.review.state != "rejected" and not doubtful(k)


def _standing(kept: Iterable[KeptClaim]) -> list[KeptClaim]:
    return [k for k in kept if k.review.state != "rejected"]


def one_of(asked: Asked) -> tuple[str, str]:
    """The entity and the predicate of a plain question."""
    return asked.entity, asked.predicate


def _none(k: KeptClaim) -> bool:
    return k.claim.value is not None and k.claim.value.none


def _as_decided(k: KeptClaim, state: OfClaim) -> KeptClaim:
    """A claim as other decisions had made it."""
    claim, readings = k.claim, k.readings
    for change in state.edits:
        claim, readings = edited(claim, readings, change)
    review = Review(state="rejected") if state.rejected else Review()
    return msgspec.structs.replace(k, claim=claim, readings=readings, review=review)
