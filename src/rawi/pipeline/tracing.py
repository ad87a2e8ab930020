"""What documents leave that others may share: laid down when everything is settled, and asked for by a change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection

from rawi.model import Document, Evidence
from rawi.model.dependence import How
from rawi.pipeline.report import Progress
from rawi.weigh.origins.texts import words_of
from rawi.weigh.origins.traces import Answer, Answers, Pair, Trace, shingles_of
from rawi.weigh.origins.works import SLACK, Told
from rawi.weigh.resting import Leads
from rawi.workspace import Workspace, shingling, tracing
from rawi.workspace.tracing import Answered, Cited, Left

_share = msgspec.json.Decoder(tuple[tuple[How, Evidence], ...])
_leads = msgspec.json.Decoder(Leads | None)


def left_of(traces: Mapping[str, Trace], leads: Mapping[str, Leads], outlines: Iterable[Document]) -> list[Left]:
    """What each of these documents leaves for the next settlement; `outlines` are theirs, with their notes."""
    by_id = {one.id: one for one in outlines}
    return [_left(by_id[id], trace, leads.get(id)) for id, trace in traces.items()]


def _left(document: Document, trace: Trace, leads: Leads | None) -> Left:
    return Left(
        document=document.id,
        first=trace.first,
        last=trace.last,
        leads=_encoded(leads),
        answers=tuple(Answered(question, one.value, one.chance) for question, one in trace.answers.items()),
        shares={earlier: _encoded(evidence) for earlier, evidence in trace.shares.items()},
        names=leads.names if leads is not None else (),
        cites=tuple(Cited(*Told.of(note)) for note in document.notes),
        work=Cited(*Told.of(document)),
    )


class KeptTraces:
    """The traces of the settlement with this number. Source of the seam: `rawi.weigh.origins.traces.Traces`."""

    def __init__(self, connection: Connection, number: int) -> None:
        self._connection = connection
        self._number = number

    def of(self, ids: Collection[str], /) -> dict[str, Trace]:
        told = tracing.left_by(self._connection, self._number, ids)
        answers = tracing.answers_of(self._connection, self._number, ids)
        shared = tracing.shares_of(self._connection, self._number, ids)
        return {
            id: Trace(
                first=one.first,
                last=one.last,
                answers=_by_question(answers.get(id, ())),
                shares={earlier: _share.decode(record) for earlier, record in shared.get(id, {}).items()},
            )
            for id, one in told.items()
        }

    def days(self, ids: Collection[str], /) -> dict[str, tuple[str, str]]:
        told = tracing.left_by(self._connection, self._number, ids)
        return {id: (one.first, one.last) for id, one in told.items()}

    def sharing(self, ids: Collection[str], /) -> set[Pair]:
        return tracing.sharing(self._connection, self._number, ids)

    def answering(self, questions: Collection[str], /) -> Answers:
        told = tracing.answers_to(self._connection, self._number, questions)
        return {id: _by_question(answers) for id, answers in told.items()}

    def holding(self, shingles: Collection[int], most: int, /) -> dict[int, dict[str, int]]:
        return shingling.holding(self._connection, shingles, most)

    def leads(self, ids: Collection[str]) -> dict[str, Leads]:
        """What leads from these documents to others; of those that have claims."""
        told = tracing.left_by(self._connection, self._number, ids)
        decoded = {id: _leads.decode(one.leads) for id, one in told.items()}
        return {id: leads for id, leads in decoded.items() if leads is not None}


def may_be_cited(connection: Connection, number: int, document: Document) -> bool:
    """Whether a note in any document of the settlement may mean this one."""
    told = Told.of(document)
    alike = tracing.cited_like(connection, number, Cited(*told), SLACK)
    return any(_told(one).may_be(told) for one in alike)


def may_be_meant(connection: Connection, number: int, documents: Iterable[Document]) -> set[str]:
    """The documents of the settlement that notes in these may mean."""
    found = set()
    for told in {Told.of(note) for document in documents for note in document.notes}:
        held = tracing.held_like(connection, number, Cited(*told), SLACK)
        found |= {id for id, work in held.items() if told.may_be(_told(work))}
    return found


def _told(work: Cited) -> Told:
    return Told(work.address, work.author, work.title)


def shingle(workspace: Workspace, progress: Progress, came: Sequence[str] | None) -> None:
    """Makes the runs of words known of every text that shows, and of no other; only `came` are new, where told."""
    shingling.sweep(workspace.database, came)
    with workspace.database.read() as connection:
        wanting = shingling.wanting(connection, came)

    def told() -> Iterable[tuple[str, Counter[int]]]:
        for done, document in enumerate(workspace.iter_documents(wanting)):
            progress("comparing", done, len(wanting), document.path)
            yield document.id, Counter(shingles_of(words_of(document).words))

    shingling.put(workspace.database, told())


def _by_question(answers: Iterable[Answered]) -> dict[str, Answer]:
    return {one.question: Answer(one.value, one.chance) for one in answers}


def _encoded(record: Any) -> str:
    return msgspec.json.encode(record).decode()
