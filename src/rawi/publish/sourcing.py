"""The sources of a workspace: documents, outlets and authors; what each rests on, and what rests on it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

import msgspec

from rawi.model import Dependence, Source
from rawi.publish.wording import source_title
from rawi.weigh.origins import Lineage, Node, named

Role = Literal["document", "outlet", "author", "teller", "work", "narrator"]


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    """A document as a source. `parents` are what it is held to rest on, `children` what rests on it (ids)."""

    id: str
    title: str
    path: str
    outlet: str | None
    author: str | None
    date: str | None
    date_inferred: str | None
    url: str | None
    language: str | None
    claims: int
    parents: tuple[str, ...]
    children: tuple[str, ...]


class Body(msgspec.Struct, frozen=True, kw_only=True):
    """An outlet or an author with what it published here."""

    name: str
    documents: tuple[str, ...]
    claims: int


class SourceList(msgspec.Struct, frozen=True, kw_only=True):
    documents: tuple[Listed, ...]
    outlets: tuple[Body, ...]
    authors: tuple[Body, ...]


class Kin(msgspec.Struct, frozen=True, kw_only=True):
    """A source next to another one: what it is, how the one rests on the other, and in how many claims."""

    kind: Role
    key: str
    name: str
    how: tuple[str, ...]
    claims: int
    inferred: bool = False
    """Found by comparing the texts, and confirmed by nobody."""


class Family(msgspec.Struct, frozen=True, kw_only=True):
    """A source between what it rests on and what rests on it, those with most claims first."""

    name: str
    kind: Role
    documents: tuple[str, ...]
    parents: tuple[Kin, ...]
    children: tuple[Kin, ...]


def source_list(sources: Iterable[Source], claims: Mapping[str, int], dependences: Sequence[Dependence]) -> SourceList:
    """Every document by path, every outlet and author by the number of their claims (`claims`: by document)."""
    held = list(sources)
    standing = [d for d in dependences if d.stands]
    documents = tuple(
        Listed(
            id=s.id,
            title=source_title(s),
            path=s.path,
            outlet=s.publisher,
            author=s.author,
            date=s.date,
            date_inferred=s.date_inferred,
            url=s.url,
            language=s.language,
            claims=claims.get(s.id, 0),
            parents=tuple(sorted(d.earlier for d in standing if d.later == s.id)),
            children=tuple(sorted(d.later for d in standing if d.earlier == s.id)),
        )
        for s in held
    )
    return SourceList(
        documents=documents,
        outlets=_bodies(held, claims, "publisher"),
        authors=_bodies(held, claims, "author"),
    )


def family(lineage: Lineage, name: str) -> Family | None:
    """A document (by path, title or id), an outlet, an author or a teller with its kin; None for an unknown name."""
    nodes = named(lineage, name)
    if not nodes:
        return None
    own = {node.key for node in nodes if node.kind == "document"}
    parents: dict[Node, Counter[str]] = defaultdict(Counter)
    children: dict[Node, Counter[str]] = defaultdict(Counter)
    for k in lineage.kept.values():
        for chain in lineage.chains(k):
            for step in chain.steps:
                if step.later in nodes and step.earlier not in nodes and step.earlier.kind != "narrator":
                    parents[step.earlier][step.how] += 1
                if step.earlier in nodes and step.later not in nodes:
                    children[step.later][step.how] += 1
                if step.earlier in nodes and chain.witness not in nodes and step.later != chain.witness:
                    children[chain.witness]["passed on"] += 1
    inferred: set[Node] = set()
    for d in lineage.dependences:
        for side, one, other in ((parents, d.later, d.earlier), (children, d.earlier, d.later)):
            if d.stands and one in own and other not in own:
                side[Node("document", other)].setdefault(d.how, 0)
                if d.verdict == "proposed" and not d.declared:
                    inferred.add(Node("document", other))
    return Family(
        name=lineage.called(Node("document", name)) if name in own else name,
        kind=_role(nodes, own, name, lineage),
        documents=tuple(sorted(own)),
        parents=tuple(_kin(parents, lineage, inferred)),
        children=tuple(_kin(children, lineage, inferred)),
    )


def _role(nodes: frozenset[Node], own: set[str], name: str, lineage: Lineage) -> Role:
    if not own:
        return min(nodes).kind
    documents = [lineage.library.documents[key] for key in sorted(own)]
    if any(name == d.publisher for d in documents):
        return "outlet"
    return "author" if any(name == d.author for d in documents) else "document"


def _kin(found: Mapping[Node, Counter[str]], lineage: Lineage, inferred: set[Node]) -> list[Kin]:
    kin = [
        Kin(
            kind=node.kind,
            key=node.key,
            name=lineage.called(node),
            how=tuple(sorted(how)),
            claims=sum(how.values()),
            inferred=node in inferred,
        )
        for node, how in found.items()
    ]
    return sorted(kin, key=lambda k: (k.kind != "document", -k.claims, k.name, k.key))


def _bodies(
    held: Sequence[Source], claims: Mapping[str, int], part: Literal["publisher", "author"]
) -> tuple[Body, ...]:
    own: dict[str, list[str]] = defaultdict(list)
    for source in held:
        if name := getattr(source, part):
            own[name].append(source.id)
    bodies = [
        Body(name=name, documents=tuple(ids), claims=sum(claims.get(id, 0) for id in ids)) for name, ids in own.items()
    ]
    return tuple(sorted(bodies, key=lambda b: (-b.claims, b.name)))
