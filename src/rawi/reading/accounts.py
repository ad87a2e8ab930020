"""Accounts: which sentences a version reaches over that is named as somebody's only at its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rawi.reading.cues import cues, verb_stance
from rawi.reading.parsing import ParsedPassage

if TYPE_CHECKING:
    from spacy.tokens import Span as SpacySpan


def account_before(parsed: ParsedPassage) -> set[int]:
    """First tokens of the sentences that an "according to this version" at their end reaches over.

    It names what its teller began to tell: everything after the last sentence before it that tells who says so.
    """
    reached: set[int] = set()
    sentences = list(parsed.doc.sents)
    for k, sentence in enumerate(sentences):
        text = parsed.words(sentence[0].i, sentence[-1].i).lower()
        if not any(words in text for words in cues()["back_reference"]):
            continue
        first = k
        while first > 0 and not _tells(sentences[first - 1]):
            first -= 1
        if first > 0:
            reached.update(s.start for s in sentences[first : k + 1])
    return reached


def _tells(sentence: SpacySpan) -> bool:
    root = sentence.root
    return root.lemma_.lower() in verb_stance() and any(c.dep_ == "ccomp" for c in root.children)
