"""A sentence's dependency tree as the network takes it: what each word is, and the way from word to word.

The way from a trigger to another word is the labels that one climbs and descends ("^relcl vnsubj"): what carries a
role in English syntax, whatever the words are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from spacy.tokens import Token

FARTHEST = 4
"""Steps in the tree over which a way is told."""
ITSELF = "="
OTHER = 0
"""The number of what is too far, or was not learned."""


class Tree(msgspec.Struct, frozen=True):
    """For each word its part of speech, its dependency label, and the place of its head in the sentence."""

    tags: tuple[str, ...]
    labels: tuple[str, ...]
    heads: tuple[int, ...]


def tree_of(sentence: Iterable[Token], start: int) -> Tree:
    """The tree of a parsed sentence that begins at token `start` of its passage."""
    tokens = list(sentence)
    return Tree(
        tuple(t.pos_ for t in tokens), tuple(t.dep_ for t in tokens), tuple(t.head.i - start for t in tokens)
    )


def ways(tree: Tree) -> dict[tuple[int, int], str]:
    """The way from each word to each that is near enough."""
    below: list[list[int]] = [[] for _ in tree.heads]
    for word, head in enumerate(tree.heads):
        if head != word and 0 <= head < len(below):
            below[head].append(word)
    found: dict[tuple[int, int], str] = {}
    for start in range(len(tree.heads)):
        found[start, start] = ITSELF
        reached = [(start, "", True, start)]
        for _ in range(FARTHEST):
            further = []
            for word, way, climbing, last in reached:
                head = tree.heads[word]
                if climbing and head != word and 0 <= head < len(below):
                    further.append((head, f"{way}^{tree.labels[word]}", True, word))
                further.extend(
                    (child, f"{way}v{tree.labels[child]}", False, child) for child in below[word] if child != last
                )
            found.update(((start, word), way) for word, way, _, _ in further)
            reached = further
    return found


def numbered(tree: Tree, numbers: Mapping[str, int]) -> list[list[int]]:
    """The numbers of the ways between all words, a row for each word that they start from."""
    size = len(tree.heads)
    table = [[OTHER] * size for _ in range(size)]
    for (start, end), way in ways(tree).items():
        table[start][end] = numbers.get(way, OTHER)
    return table


def codes(words: Sequence[str], numbers: Mapping[str, int]) -> list[int]:
    """Tags or labels by their numbers."""
    return [numbers.get(word, OTHER) for word in words]
