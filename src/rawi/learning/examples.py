"""From annotated documents to what the small reader learns from: sentences as the rules' parser cuts them, with labels.

The reader sees the parser's own tokens, in which each name is one plain word of its kind, so that it learns wordings
and not names. What it has to find stands at tokens: the heads of subject and of object or value, the trigger, and
where a value is a stretch of words, its first and last token.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import msgspec

from rawi.documents import read_document
from rawi.learning.annotation import Annotated, Annotation
from rawi.model import Document, EntityType, Span
from rawi.reading.learned.trees import Tree, tree_of
from rawi.reading.parsing import ParsedPassage
from rawi.reading.prose import ProseReader

if TYPE_CHECKING:
    from spacy.tokens import Span as SpacySpan
    from spacy.tokens import Token


class Link(msgspec.Struct, frozen=True, order=True):
    """A claim as tokens of its sentence: heads of subject and filler, the trigger, the predicate.

    Where no word triggers a claim ("the Front (KF)"), its filler does.
    """

    subject: int
    filler: int
    trigger: int
    predicate: str


class Example(msgspec.Struct, frozen=True, kw_only=True):
    """One sentence: its words as the parser sees them, the claims it makes, and the stretches of words among values.

    `lost` counts claims of the sentence that have no two ends in it: they cannot be learned from.
    """

    document: str
    words: tuple[str, ...]
    tree: Tree
    links: tuple[Link, ...]
    stretches: tuple[tuple[int, int], ...] = ()
    types: tuple[tuple[int, EntityType], ...] = ()
    """The heads of arguments, and what each is."""
    lost: int = 0


def document_of(annotation: Annotation) -> Document:
    """The annotated text as a document, with date and publisher of its head."""
    side: Mapping[str, object] = {
        "title": annotation.meta.get("title", ""),
        "publisher": annotation.meta.get("publisher", ""),
        "date": annotation.meta.get("date", ""),
    }
    return read_document(annotation.text.encode("utf-8"), f"{annotation.name}.txt", dict(side))


def parsed(annotation: Annotation, reader: ProseReader) -> Iterator[ParsedPassage]:
    """The passages of an annotated document as the rules' parser takes them."""
    return reader.parse(document_of(annotation), reader.rulebook.names)[1]


def examples(annotation: Annotation, reader: ProseReader) -> Iterator[Example]:
    """The sentences of one document, in order; those that claim nothing too.

    A sentence with a claim of which nobody said what triggers it is none: its words would be taken for no triggers.
    """
    claims = list(annotation.claims)
    unplaced = [claim.quote for claim in claims if claim.unplaced]
    for passage in parsed(annotation, reader):
        tokens = _Tokens(passage)
        for sentence in passage.doc.sents:
            here = tokens.span(sentence.start, sentence.end - 1)
            if not any(quote.overlaps(here) for quote in unplaced):
                yield _example(annotation.name, tokens, sentence, claims)


def _example(name: str, tokens: _Tokens, sentence: SpacySpan, claims: list[Annotated]) -> Example:
    links: set[Link] = set()
    stretches: set[tuple[int, int]] = set()
    types: dict[int, EntityType] = {}
    lost = 0
    here = tokens.span(sentence.start, sentence.end - 1)
    for claim in claims:
        anchor = claim.trigger or claim.value_span or (claim.object.span if claim.object else None) or claim.quote
        if not (here.start <= anchor.start < here.end):
            continue
        subject = tokens.head(claim.subject.span, sentence)
        filler, stretch = _filler(claim, tokens, sentence)
        trigger = tokens.head(claim.trigger, sentence)
        if filler is None and trigger is not None and claim.object is None and claim.value_span is None:
            filler = trigger
        if subject is None or filler is None:
            lost += 1
            continue
        base = sentence.start
        setting_off = trigger if trigger is not None else filler
        links.add(Link(subject.i - base, filler.i - base, setting_off.i - base, claim.predicate))
        types.setdefault(subject.i - base, claim.subject.type)
        if claim.object is not None:
            types.setdefault(filler.i - base, claim.object.type)
        if stretch is not None:
            stretches.add((stretch[0] - base, stretch[1] - base))
    return Example(
        document=name,
        words=tuple(token.text for token in sentence),
        tree=tree_of(sentence, sentence.start),
        links=tuple(sorted(links)),
        stretches=tuple(sorted(stretches)),
        types=tuple(sorted(types.items())),
        lost=lost,
    )


def _filler(
    claim: Annotated, tokens: _Tokens, sentence: SpacySpan
) -> tuple[Token | None, tuple[int, int] | None]:
    """The head of what the claim says of its subject, and the stretch of words where it is a text."""
    span = claim.object.span if claim.object is not None else claim.value_span
    head = tokens.head(span, sentence)
    if head is None or claim.object is not None or span is None or claim.value is None:
        return head, None
    within = tokens.within(span, sentence)
    wordy = claim.value[:1].isalpha() and not claim.value[:4].isdigit()
    return head, (within[0].i, within[-1].i) if within and wordy else None


class _Tokens:
    """The tokens of one passage by where they stand in the stored text."""

    def __init__(self, passage: ParsedPassage):
        self.spans = passage.stored_spans

    def span(self, first: int, last: int) -> Span:
        return Span(self.spans[first].start, self.spans[last].end)

    def within(self, span: Span, sentence: SpacySpan) -> list[Token]:
        return [token for token in sentence if self.spans[token.i].overlaps(span)]

    def head(self, span: Span | None, sentence: SpacySpan) -> Token | None:
        """The token that heads the words of a span: the one whose own head is not among them."""
        if span is None:
            return None
        within = self.within(span, sentence)
        among = {token.i for token in within}
        tops = [t for t in within if (t.head.i not in among or t.head == t) and not t.is_punct]
        return tops[0] if tops else (within[0] if within else None)
