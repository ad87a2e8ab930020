"""A gloss absorbed: the bracketed word of a translator or editor that stands in the same quotation of two documents."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from rawi.model import Document, Finding, KeptClaim, Passage, Span
from rawi.vocabulary import plain

_BRACKET = re.compile(r"\[(?!\d+\])([^\[\]\n]{1,60})\]")
_IDLE = frozenset(
    {"sic", "edit", "citation needed", "note", "nb", "emphasis added", "emphasis mine", "who", "when", ""}
)
_OPENING, _CLOSING = "\"“«„‘'", "\"”»“’'"
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
REACH = 120
"""Characters on either side in which the quotation marks around a gloss are looked for."""
NEIGHBOURS = 2
"""Words beside the bracket that must be the same in both."""


class Gloss(msgspec.Struct, frozen=True):
    """A bracketed word with the quotation around it, and keys that the same gloss has elsewhere."""

    words: str
    quotation: Span
    keys: tuple[tuple[str, ...], ...]


def glosses_of(text: str) -> Iterator[Gloss]:
    """The glosses of a text: brackets inside quotation marks, but for "[sic]", "[…]" and numbers of notes."""
    for found in _BRACKET.finditer(text):
        said = plain(found[1])
        if said in _IDLE:
            continue
        span = _quotation(text, found.start(), found.end())
        if span is None:
            continue
        before = [plain(w) for w in _WORD.findall(text[span.start : found.start()])][-NEIGHBOURS:]
        after = [plain(w) for w in _WORD.findall(text[found.end() : span.end])][:NEIGHBOURS]
        keys = [(*before, f"[{said}]")] if len(before) == NEIGHBOURS else []
        keys += [(f"[{said}]", *after)] if len(after) == NEIGHBOURS else []
        yield Gloss(f"[{found[1]}]", span, tuple(keys))


def glosses_absorbed(documents: Sequence[Document], kept: Iterable[KeptClaim]) -> Iterator[Finding]:
    """One alarm for each gloss that two or more documents have; which has it from which, it does not say."""
    where: dict[tuple[str, ...], dict[str, tuple[Document, Gloss]]] = defaultdict(dict)
    for document in sorted(documents, key=lambda d: d.id):
        for gloss in glosses_of(document.text):
            for key in gloss.keys:
                where[key].setdefault(document.id, (document, gloss))
    told: set[frozenset[tuple[str, Span]]] = set()
    shared = [key for key, places in where.items() if len(places) > 1]
    covered = list(kept) if shared else []
    for key in sorted(shared):
        places = list(where[key].values())
        same = frozenset((document.id, gloss.quotation) for document, gloss in places)
        if same in told:
            continue
        told.add(same)
        yield Finding(
            kind="gloss absorbed",
            entity=None,
            claims=tuple(k.claim.id for k in covered if _covers(k, places)),
            passages=tuple(
                Passage(document=document.id, span=gloss.quotation, exact=gloss.quotation.cut(document.text))
                for document, gloss in places
            ),
            reason=f"“{places[0][1].words}”, added in brackets to a quotation, stands in the same quotation of "
            f"{len(places)} documents: one has it from another, or all from one who is not named",
        )


def _quotation(text: str, start: int, end: int) -> Span | None:
    """The quotation in which a bracket stands, within its paragraph."""
    left = max(text.rfind("\n", 0, start) + 1, start - REACH)
    line_end = text.find("\n", end)
    right = min(line_end if line_end >= 0 else len(text), end + REACH)
    opens = [at for at in range(left, start) if text[at] in _OPENING and _edge(text, at - 1)]
    closes = [at for at in range(end, right) if text[at] in _CLOSING and _edge(text, at + 1)]
    return Span(opens[-1] + 1, closes[0]) if opens and closes else None


def _edge(text: str, at: int) -> bool:
    """Whether no letter stands there, so that the mark beside it is no apostrophe."""
    return at < 0 or at >= len(text) or not text[at].isalnum()


def _covers(k: KeptClaim, places: Iterable[tuple[Document, Gloss]]) -> bool:
    return any(
        k.claim.document == document.id and k.reading.quote.overlaps(gloss.quotation) for document, gloss in places
    )
