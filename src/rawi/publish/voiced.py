"""The names in documents that tell whose word a claim is: those that its tellers bear, or are described by."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache

from rawi.model import KeptClaim
from rawi.publish.wording import UNKNOWN
from rawi.weigh.origins.works import name_key
from rawi.workspace.holdings import Names

_BEGINS = re.compile(r"(?<!\w)")
_ENDS = re.compile(r"(?!\w)|(?='s|’s)")
MANY_WORDS = 40
"""From so many words on a teller is looked for every name, instead of every run of its words among the names."""


def names_wanted(kept: Iterable[KeptClaim], names: Names) -> dict[str, dict[str, bool]]:
    """By document the names that its claims need known: those of tellers, and descriptions that stand as arguments.

    False for those that are needed only where they describe.
    """
    tellers: dict[str, set[str]] = defaultdict(set)
    wanted: dict[str, dict[str, bool]] = defaultdict(dict)
    for k in kept:
        told = tellers[k.source.id]
        told.update(name for link in k.reading.chain for name in link.tellers)
        told.update((k.source.author or UNKNOWN, k.source.publisher or UNKNOWN))
        for argument in (k.claim.subject, k.claim.object):
            if argument is not None and names.named.get(argument.name) is False:
                wanted[k.source.id][argument.name] = False
    borne = {teller: _borne(teller, names) for teller in {one for told in tellers.values() for one in told}}
    for document, told in tellers.items():
        for teller in told:
            wanted[document].update(dict.fromkeys(borne[teller], True))
    return {document: found for document, found in wanted.items() if found}


@lru_cache(maxsize=20_000)
def _borne(teller: str, names: Names) -> frozenset[str]:
    """The names that a teller bears in some spelling, and those that stand in it as words of their own."""
    begins = [found.start() for found in _BEGINS.finditer(teller)]
    spelt = _by_key(names).get(name_key(teller), ())
    if len(begins) > MANY_WORDS:
        return frozenset((*spelt, *(name for name in names.named if name in teller)))
    ends = [found.start() for found in _ENDS.finditer(teller)]
    within = {teller[begin:end] for begin in begins for end in ends if begin < end}
    return frozenset((*spelt, *(within & names.named.keys())))


@lru_cache(maxsize=2)
def _by_key(names: Names) -> Mapping[str, tuple[str, ...]]:
    """Names by the form in which two spellings of a teller's name meet."""
    found: dict[str, list[str]] = defaultdict(list)
    for name in names.named:
        found[name_key(name)].append(name)
    return {key: tuple(spelt) for key, spelt in found.items()}
