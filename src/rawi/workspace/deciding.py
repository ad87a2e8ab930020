"""What people lay down in a workspace: each decision in one durable transaction, checked against those before it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import msgspec
from sqlalchemy import Connection, select

from rawi.errors import UnknownName, WorkspaceError
from rawi.model import (
    Action,
    Claim,
    ClaimAction,
    Decision,
    DependenceAction,
    GradeAction,
    IdentityAction,
    KeptClaim,
    LabelAction,
    Question,
    QuestionState,
    Reading,
    Reference,
    in_force,
)
from rawi.model.assessment import ASSESS, change_of
from rawi.workspace import custody, edits, handmade, queries, settlement, verdicts, weighings
from rawi.workspace.holdings import Holdings
from rawi.workspace.schema import claims, documents

Allowed = Callable[[Sequence[Decision]], None]
"""Raises where the decisions, the last of which is about to be laid down, cannot stand together."""


def anything(decisions: Sequence[Decision]) -> None:
    """Allows every decision."""


class DecidedMeanwhile(WorkspaceError):
    """Somebody decided on the same after what this decision rests on was shown. `decision` is the last of those."""

    def __init__(self, decision: Decision):
        super().__init__(
            f"this was decided meanwhile by {decision.by} (decision {decision.id}, {decision.action})",
            advice="look at it again; nothing was changed",
        )
        self.decision = decision


class Deciding(Holdings):
    """The decisions of a workspace.

    `seen` is the number of the last decision that stood when a person was shown what he decides on: where somebody has
    decided on the same since, `DecidedMeanwhile` is raised and nothing changes. None asks nothing.
    """

    clock: custody.Clock

    def decide(
        self,
        action: ClaimAction,
        target: str,
        *,
        by: str,
        reason: str,
        change: Mapping[str, str] | None = None,
        second: tuple[Claim, Reading] | None = None,
        seen: int | None = None,
    ) -> Decision:
        """Lays down a decision on a claim, by its id or a unique beginning of it.

        To `divide`, `second` is the claim that the quote tells besides; to call a claim a `duplicate`, `change` names
        the one that is told already as `of`. Raises `UnknownName` for a target that is not there, `WorkspaceError` for
        a change that cannot be.
        """
        told = dict(change or {})
        with self.database.write("durable") as connection:
            laid = verdicts.all_decisions(connection)
            kept = self._kept(connection, target)
            not_since(laid, kept.claim.id, seen)
            if action == "edit" and not told:
                raise WorkspaceError("an edit must change something", advice="say --set FIELD=VALUE")
            if action in verdicts.EDITS:
                edits.edited(kept.claim, kept.readings, told)
            if action == "divide":
                told |= self._second(connection, kept, second)
            if action == "duplicate":
                told = {"of": self._told_already(connection, kept, told.get("of", ""))}
            decision = verdicts.lay_down(
                connection,
                action=action,
                target=kept.claim.id,
                by=by,
                reason=reason,
                change=told,
                quote=kept.claim.quote.exact,
                clock=self.clock,
            )
            if (hand := handmade.of(decision)) is not None:
                handmade.lay(connection, self.texts, hand)
            return decision

    def add_claim(self, claim: Claim, reading: Reading, *, by: str, reason: str) -> Decision:
        """Lays down a claim that a person read. Raises `WorkspaceError` where its quote does not stand there, or where
        the same claim stands already.
        """
        with self.database.write("durable") as connection:
            hand = self._hand(connection, claim, reading)
            decision = verdicts.lay_down(
                connection,
                action="add",
                target=claim.id,
                by=by,
                reason=reason,
                change={handmade.HAND: hand},
                quote=claim.quote.exact,
                clock=self.clock,
            )
            if (laid := handmade.of(decision)) is not None:
                handmade.lay(connection, self.texts, laid)
            return decision

    def assess(
        self, question: str, state: QuestionState, words: str, *, by: str, reason: str, seen: int | None = None
    ) -> Decision:
        """Lays down how a person stands to a question, by its id or a unique beginning of it; no answer is removed.

        Raises `UnknownName`, and `WorkspaceError` where it is called assessed without a word.
        """
        with self.database.write("durable") as connection:
            asked = self._question(connection, question)
            not_since(verdicts.all_decisions(connection), asked.id, seen)
            if state == "assessed" and not words.strip():
                raise WorkspaceError("an assessment needs words", advice="say what to hold of it, and why")
            change = change_of(asked, state, words.strip())
            return verdicts.lay_down(
                connection, action=ASSESS, target=asked.id, by=by, reason=reason, change=change, clock=self.clock
            )

    def decide_dependence(self, action: DependenceAction, target: str, *, by: str, reason: str) -> Decision:
        """Lays down whether one document rests on another, by the id of the dependence or a unique beginning of it.

        Raises `UnknownName`.
        """
        with self.database.write("durable") as connection:
            found = [one.id for one in settlement.all_dependences(connection) if one.id.startswith(target)]
            if len(found) != 1 or not target:
                what = "several dependences begin" if found else "no dependence begins"
                raise UnknownName(f"{what} with {target!r}", advice="`rawi dependence list` gives their ids")
            return verdicts.lay_down(connection, action=action, target=found[0], by=by, reason=reason, clock=self.clock)

    def decide_grade(self, action: GradeAction, target: str, grade: str, *, by: str, reason: str) -> Decision:
        """Lays down a person's grade of a document or a claim, by its id. Whether it may be given is asked before."""
        with self.database.write("durable") as connection:
            given = {"grade": grade}
            return verdicts.lay_down(
                connection, action=action, target=target, by=by, reason=reason, change=given, clock=self.clock
            )

    def decide_label(
        self,
        action: LabelAction,
        target: str | None,
        change: Mapping[str, str],
        *,
        by: str,
        reason: str,
        left: Sequence[Reference] = (),
    ) -> Decision:
        """Lays down what a person says of a claim or document by its id, or of whom the mentions of `left` name."""
        with self.database.write("durable") as connection:
            return verdicts.lay_down(
                connection,
                action=action,
                target=target or verdicts.target_of(left),
                by=by,
                reason=reason,
                change=change,
                left=left,
                clock=self.clock,
            )

    def decide_place(
        self, mentions: Sequence[Reference], where: Mapping[str, str], *, by: str, reason: str
    ) -> Decision:
        """Lays down where the place that these mentions name lies. What `where` says is checked before."""
        with self.database.write("durable") as connection:
            return verdicts.lay_down(
                connection,
                action="place",
                target=verdicts.target_of(mentions),
                by=by,
                reason=reason,
                change=where,
                left=mentions,
                clock=self.clock,
            )

    def decide_identity(
        self,
        action: IdentityAction,
        left: Sequence[Reference],
        right: Sequence[Reference],
        *,
        by: str,
        reason: str,
        allowed: Allowed = anything,
    ) -> Decision:
        """Lays down who is who. `allowed` is asked first, with all decisions and this one last; what it raises is
        raised, and nothing changes.
        """
        with self.database.write("durable") as connection:
            drafted = Decision(
                id=verdicts.next_id(connection),
                action=action,
                target=verdicts.target_of(left),
                by=by,
                reason=reason,
                at=custody.stamp(self.clock),
                left=tuple(left),
                right=tuple(right),
            )
            allowed([*verdicts.all_decisions(connection), drafted])
            return verdicts.lay_down(
                connection,
                action=action,
                target=drafted.target,
                by=by,
                reason=reason,
                left=left,
                right=right,
                clock=self.clock,
            )

    def undo(
        self,
        id: int | None = None,
        *,
        by: str,
        reason: str,
        actions: Sequence[Action] = (),
        allowed: Allowed = anything,
    ) -> Decision:
        """Takes back a decision, by its number or the last one in force (of `actions`, if given).

        Raises `UnknownName`; `allowed` is asked as in `decide_identity`.
        """
        with self.database.write("durable") as connection:
            laid = verdicts.all_decisions(connection)
            before = verdicts.to_undo(laid, id, actions)
            drafted = Decision(
                id=verdicts.next_id(connection),
                action="undo",
                target=before.target,
                by=by,
                reason=reason,
                at=custody.stamp(self.clock),
                undoes=before.id,
            )
            allowed([*laid, drafted])
            decision = verdicts.lay_down(
                connection,
                action="undo",
                target=before.target,
                by=by,
                reason=reason,
                undoes=before.id,
                clock=self.clock,
            )
            if any(handmade.HAND in one.change for one in laid):
                handmade.follow(connection, self.texts, in_force([*laid, decision]))
            return decision

    def _kept(self, connection: Connection, id: str) -> KeptClaim:
        found = queries.claim_id(connection, id)
        return queries.kept_claims(connection, ids=[found], superseded=True)[0]

    def _question(self, connection: Connection, id: str) -> Question:
        number = settlement.number(connection)
        found = weighings.beginning_with(connection, number, id) if id else []
        if len(found) != 1:
            what = "several questions begin" if found else "no question begins"
            raise UnknownName(f"{what} with {id!r}", advice="`rawi contested --json` gives their ids")
        return weighings.with_ids(connection, number, found)[0]

    def _second(self, connection: Connection, kept: KeptClaim, second: tuple[Claim, Reading] | None) -> dict[str, str]:
        if second is None:
            raise WorkspaceError("a claim is divided into two", advice="say what the second one is: --also FIELD=VALUE")
        if second[0].quote != kept.claim.quote:
            raise WorkspaceError("what is divided keeps its quote", advice="add the other claim by hand instead")
        return {"second": second[0].id, handmade.HAND: self._hand(connection, *second)}

    def _told_already(self, connection: Connection, kept: KeptClaim, of: str) -> str:
        other = self._kept(connection, of)
        if other.claim.id == kept.claim.id:
            raise WorkspaceError("a claim is no duplicate of itself", advice="name the other one")
        if other.claim.document != kept.claim.document:
            raise WorkspaceError(
                "what two documents tell is told twice", advice="leave both: how many tell it is counted by origins"
            )
        if other.review.state == "rejected":
            raise WorkspaceError("the other one is rejected", advice="keep the one that is right")
        return other.claim.id

    def _hand(self, connection: Connection, claim: Claim, reading: Reading) -> str:
        """What a decision holds of a claim laid down by hand, once it is sure that it may be."""
        text = connection.execute(select(documents.c.text).where(documents.c.id == claim.document)).scalar()
        if text is None:
            raise UnknownName(f"no document {claim.document}")
        if not claim.quote.exact.strip() or reading.quote.cut(self.texts.read(text)) != claim.quote.exact:
            raise WorkspaceError(
                "the quote does not stand there", advice="take it from the text as it is stored, letter by letter"
            )
        known = queries.shown_readings(True).with_only_columns(claims.c.id).order_by(None)
        if connection.execute(known.where(claims.c.id == claim.id).limit(1)).first() is not None:
            raise WorkspaceError(
                "this very claim stands already", where=claim.id[:12], advice="accept or edit it instead"
            )
        return msgspec.json.encode(handmade.Hand(claim, reading, text)).decode()


def not_since(laid: Sequence[Decision], target: str, seen: int | None) -> None:
    """Raises `DecidedMeanwhile` where a decision on the target is newer than the last one that was seen."""
    newer = [one for one in laid if seen is not None and one.id > seen and target in one.claims]
    if newer:
        raise DecidedMeanwhile(newer[-1])
