"""What people decided on claims, as annotated documents to learn from: in the notation of the corpus, masked.

Only sentences leave in which every claim that was read has been decided: what is not marked in them is not said, and
what nobody decided on teaches nobody that it says nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from rawi.learning.annotation import Annotation
from rawi.learning.decided import Decided, Stretch, Verdict, decided, stretches
from rawi.learning.taught import Sentence, annotation_of, spoken
from rawi.learning.writing import written
from rawi.model import KeptClaim, Source
from rawi.publish.covering import cover
from rawi.publish.dossier import Withheld
from rawi.publish.gathering import published
from rawi.publish.profile import Profile
from rawi.publish.publication import Publication
from rawi.workspace import Workspace

SHORT_ID = 12


class Training(msgspec.Struct, frozen=True, kw_only=True):
    """Annotated documents as files by name, and what of the decisions is in them.

    `claims` and `rejected` count what is; `undecided` the decisions in sentences that have claims still open, `private`
    those that stay for what they tell of somebody's life, `unsayable` those that the notation cannot say. `masked` is
    what is hidden; None where nothing is.
    """

    files: Mapping[str, str]
    documents: int
    claims: int
    rejected: int
    undecided: int
    private: int
    unsayable: int
    masked: Withheld | None


def training_data(workspace: Workspace, profile: Profile | None) -> Training:
    """The decisions of a workspace as annotated documents, masked by a redaction profile; None masks nobody."""
    publication = published(workspace, profile, rejected=True) if profile is not None else None
    telling = _Telling(workspace, publication)
    files: dict[str, str] = {}
    claims = rejected = unsayable = 0
    for annotation in telling.annotations():
        made = written(annotation)
        files[f"{annotation.name}.txt"] = annotation.text
        files[f"{annotation.name}.claims"] = made.lines
        lost = sum(claim in annotation.rejected for claim in made.left_out)
        claims += len(annotation.claims) - len(made.left_out) + lost
        rejected += len(annotation.rejected) - lost
        unsayable += len(made.left_out)
    return Training(
        files=files,
        documents=len(files) // 2,
        claims=claims,
        rejected=rejected,
        undecided=telling.undecided,
        private=telling.private,
        unsayable=unsayable,
        masked=telling.masked(),
    )


class _Telling:
    """The decided sentences of a workspace, in the words in which they may leave."""

    def __init__(self, workspace: Workspace, publication: Publication | None):
        self.workspace = workspace
        self.publication = publication
        self.kept = list(workspace.iter_kept_claims())
        self.shown = {k.claim.id: k for k in (publication.knowledge.kept if publication else self.kept)}
        self.known = {one.kept.claim.id: one for one in decided(self.kept, workspace.in_force())}
        self.undecided = self.private = 0
        self.left: list[KeptClaim] = []

    def annotations(self) -> Iterator[Annotation]:
        """The documents with decided sentences, by path."""
        found: dict[str, list[KeptClaim]] = defaultdict(list)
        for k in self.kept:
            found[k.source.id].append(k)
        for document, kept in found.items():
            if not any(k.claim.id in self.known for k in kept):
                continue
            sentences = list(self._sentences(document, kept))
            if sentences:
                mentions = self.workspace.mentions(documents=[document])
                described = {(m.name, m.type) for m in mentions if not m.named}
                head = _head(sentences[0].told[0].source)
                yield annotation_of(document[:SHORT_ID], head, sentences, described)

    def _sentences(self, document: str, kept: Sequence[KeptClaim]) -> Iterator[Sentence]:
        text = self.workspace.text(document)
        for stretch in stretches(kept, text):
            known = [self.known[k.claim.id] for k in stretch.kept if k.claim.id in self.known]
            if len(known) < len(stretch.kept):
                self.undecided += len(known)
            elif not all(one.kept.claim.id in self.shown for one in known):
                self.private += len(known)
            elif any(one.verdict is not Verdict.TWICE for one in known):
                yield self._sentence(text, stretch, known)

    def _sentence(self, text: str, stretch: Stretch, known: Sequence[Decided]) -> Sentence:
        ids = [one.kept.claim.id for one in known]
        told = tuple(self.shown[id] for id in ids)
        self.left += told
        document = known[0].kept.source.id
        hidden = self.publication.masking.hidden(document, text, stretch.span, ids) if self.publication else []
        words = stretch.span.cut(text)
        covered = cover(words, [(start, end, spoken(instead)) for start, end, instead in hidden])
        return Sentence(
            start=stretch.span.start,
            words=words,
            text=covered.text,
            moved=covered.span,
            decided=tuple(known),
            told=told,
        )

    def masked(self) -> Withheld | None:
        """What is hidden in what left."""
        if self.publication is None:
            return None
        known = msgspec.structs.replace(self.publication.knowledge, kept=tuple(self.left))
        return msgspec.structs.replace(self.publication, knowledge=known).withheld()


def _head(source: Source) -> dict[str, str]:
    """What the notation says of a document, as far as it is known."""
    return {
        "title": spoken(source.title or ""),
        "genre": "unknown",
        "region": "",
        "names": "real",
        "publisher": spoken(source.publisher or ""),
        "date": source.date or "",
        "manner": "",
        "brief": "decisions",
    }
