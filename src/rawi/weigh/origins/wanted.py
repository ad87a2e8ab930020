"""The acquisition list: what is not in the workspace and would settle most."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Literal

import msgspec

from rawi.model import Document
from rawi.weigh.origins.chains import Chain
from rawi.weigh.origins.lineage import Lineage
from rawi.weigh.origins.works import name_key

Why = Literal["cited work", "source named in the text", "text cut off", "footnotes lost"]
OMITTED: dict[str, Why] = {"paywall": "text cut off", "lost_footnotes": "footnotes lost"}


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """Something to get hold of. `citation` is ready to copy; `documents` name it, `claims` would be settled by it."""

    why: Why
    name: str
    citation: str
    documents: tuple[str, ...]
    claims: tuple[str, ...]
    answers: tuple[tuple[str, ...], ...] = ()
    """The answers of which an origin is unresolved for want of it, each as the claims that give it."""

    settles: int = 0
    """How many `answers` there are."""


def wanted(lineage: Lineage, answers: Iterable[Sequence[str]]) -> list[Wanted]:
    """What is cited, named or cut off, and not here; what would settle most answers first.

    `answers` are the ids of the claims that give one answer each; one that is asked for from two sides counts once.
    """
    settles: dict[tuple[Why, str], set[tuple[str, ...]]] = defaultdict(set)
    claims: dict[tuple[Why, str], set[str]] = defaultdict(set)
    shown: dict[tuple[Why, str], tuple[str, str]] = {}
    documents: dict[tuple[Why, str], set[str]] = defaultdict(set)
    for ids in sorted({tuple(sorted(set(ids))) for ids in answers}):
        for id in ids:
            if id not in lineage.kept:
                continue
            for chain in lineage.chains(lineage.kept[id]):
                for why, name, citation in _missing(lineage, chain):
                    settles[why, name].add(ids)
                    claims[why, name].add(id)
                    documents[why, name].add(chain.witness.key)
                    shown.setdefault((why, name), (name, citation))
    found = [
        Wanted(
            why=key[0],
            name=shown[key][0],
            citation=shown[key][1],
            documents=tuple(sorted(documents[key])),
            claims=tuple(sorted(claims[key])),
            answers=tuple(sorted(hang)),
            settles=len(hang),
        )
        for key, hang in settles.items()
    ]
    found.extend(_cut(lineage, {w.name for w in found if w.why in OMITTED.values()}))
    return sorted(found, key=lambda w: (-w.settles, _ORDER.index(w.why), w.name))


_ORDER: tuple[Why, ...] = ("cited work", "text cut off", "footnotes lost", "source named in the text")


def _missing(lineage: Lineage, chain: Chain) -> Iterable[tuple[Why, str, str]]:
    """What would tell more of where one chain comes from."""
    for step in chain.steps:
        if step.earlier.kind == "work":
            work = lineage.library.work(lineage.kept[chain.claim], step.name)
            yield "cited work", work.title or work.name, work.citation
    last = chain.steps[-1]
    if _could_be_had(lineage, chain):
        yield (
            "source named in the text",
            last.name,
            f"{last.name}, its own account (named in {lineage.source_of(chain)})",
        )
    held = lineage.library.documents.get(chain.witness.key)
    if held is not None and not chain.traced:
        for why in dict.fromkeys(OMITTED[o.kind] for o in held.omissions if o.kind in OMITTED):
            yield why, _title(held), _citation(held)


def _could_be_had(lineage: Lineage, chain: Chain) -> bool:
    """Whether its end is a teller who has a name, may publish, and has written none of the documents that are here."""
    last = chain.steps[-1]
    if last.earlier.kind != "teller" or not last.earlier.key.startswith("name "):
        return False
    here = {name_key(n) for d in lineage.library.documents.values() for n in (d.author, d.publisher) if n}
    entity = lineage.parties.of(chain.witness.key, last.name)
    return name_key(last.name) not in here and (entity is None or lineage.parties.may_publish(entity))


def _cut(lineage: Lineage, known: set[str]) -> Iterable[Wanted]:
    """Documents of which something is lost, though no claim was read that hangs on it."""
    for document in lineage.library.documents.values():
        if _title(document) in known:
            continue
        for why in dict.fromkeys(OMITTED[o.kind] for o in document.omissions if o.kind in OMITTED):
            yield Wanted(
                why=why,
                name=_title(document),
                citation=_citation(document),
                documents=(document.id,),
                claims=(),
            )


def _title(document: Document) -> str:
    return document.title or document.path


def _citation(document: Document) -> str:
    return ", ".join(filter(None, (document.author, _title(document), document.publisher, document.url)))
