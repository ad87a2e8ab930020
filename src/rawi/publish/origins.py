"""Origins for people and programs: a tree from each answer down to where its telling ends, with the rows behind it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec

from rawi.model import Dependence, KeptClaim
from rawi.publish.lines import BLANK, Line, isolated, line
from rawi.publish.properties import property_of
from rawi.publish.wording import MARKS, UNKNOWN, claim_words, source_date, source_title
from rawi.weigh import documents_words
from rawi.weigh.origins import Answered, Bundle, Chain, Lineage, Loss, Matter, Node, Origin, Wanted

Record = dict[str, Any]
HOW = {
    "quoted": "quotes",
    "declared": "quotes, and names,",
    "republished": "republishes",
    "reused text": "takes over words of",
    "shared detail": "shares details with",
}


def footing(bundle: Bundle) -> str:
    """ "2 documents, 1 known origin, 1 untraced"."""
    parts = [documents_words(len(bundle.documents))]
    if bundle.known:
        parts.append(f"{len(bundle.known)} known origin{'s' if len(bundle.known) > 1 else ''}")
    if bundle.untraced:
        parts.append(f"{len(bundle.untraced)} untraced")
    return ", ".join(parts)


def corroboration_words(bundle: Bundle) -> str:
    least, most = bundle.corroboration
    if most == 1:
        return "told by one chain only"
    many = f"{least}" if least == most else f"{least} to {most}"
    return f"{many} chains that share nothing"


def origins_lines(matter: Matter, lineage: Lineage, *, bits: bool = False) -> list[Line]:
    """Each answer with its tree; then the dependences that were found, row by row."""
    head = f"{lineage.parties.name(matter.entity)} · {property_of(matter.predicate).label.lower()}"
    lines = [line(0, (isolated(head), "bold"))]
    shown: dict[str, Dependence] = {}
    for answer in matter.answers:
        bundle = lineage.bundle(answer.claims, matter.claims)
        lines += [BLANK, line(0, (isolated(answer.words), "bold cyan"), f" — {footing(bundle)}")]
        lines.append(line(2, (corroboration_words(bundle), "dim")))
        for kept in answer.claims:
            lines.extend(_claim(kept, lineage, bundle))
        if bundle.common_links:
            names = " and ".join(lineage.called(node) for node in bundle.common_links)
            lines.append(line(2, ("everything goes through ", "yellow"), isolated(names)))
        for circle in bundle.circles:
            names = " → ".join(lineage.called(node) for node in (*circle, circle[0]))
            lines.append(line(2, ("they tell it to each other: ", "red"), isolated(names)))
        if len(bundle.chains) > 1:
            names = " and ".join(sorted({_called(lineage, node) for node in bundle.fragility}))
            lines.append(line(2, ("nothing is left without ", "dim"), isolated(names)))
        shown.update({d.id: d for d in bundle.dependences})
    if shown:
        lines += [BLANK, line(0, ("Between the documents", "bold"))]
        for dependence in shown.values():
            lines.extend(dependence_lines(dependence, lineage, bits=bits))
    return lines


def _claim(kept: KeptClaim, lineage: Lineage, bundle: Bundle) -> Iterator[Line]:
    source = kept.source
    mark = MARKS[kept.reading.stance]
    yield line(
        2, f"{mark} ", isolated(source_title(source)), (f", {source_date(source)} · {kept.claim.id[:12]}", "dim")
    )
    for chain in (c for c in bundle.chains if c.claim == kept.claim.id):
        for depth, step in enumerate(chain.steps):
            last = depth == len(chain.steps) - 1
            name = step.name if step.name != UNKNOWN else "no author or publisher known"
            if step.earlier.kind == "document":
                name = f"{step.name}: “{lineage.called(step.earlier)}”, which is here"
            how = "in its own voice" if step.earlier.kind == "narrator" else step.how
            tail = f" — {_end(chain)}" if last else ""
            yield line(4 + 2 * depth, ("└ ", "dim"), (f"{how}: ", "dim"), isolated(name), (tail, "dim"))


def _end(chain: Chain) -> str:
    if not chain.traced:
        return "untraced: where it has this from is not known"
    interest = {"unknown": "interest unknown", "third": "a third party"}.get(chain.interest, chain.interest)
    return f"{chain.basis}, {interest}"


def dependence_lines(dependence: Dependence, lineage: Lineage, *, bits: bool = False) -> Iterator[Line]:
    later, earlier = (lineage.called(Node("document", id)) for id in (dependence.later, dependence.earlier))
    sure = "declared" if dependence.how == "declared" else dependence.verdict
    yield line(2, isolated(f"“{later}” {HOW[dependence.how]} “{earlier}”"), (f"  {sure} · {dependence.id[:12]}", "dim"))
    for row in dependence.evidence:
        weight = f"  {row.bits:+.1f} bits" if bits and row.bits is not None else ""
        yield line(4, isolated(row.words), (weight, "dim"))


def origins_record(matter: Matter, lineage: Lineage) -> Record:
    """All of it, with the rows from which every number can be made again."""
    bundles = [(answer, lineage.bundle(answer.claims, matter.claims)) for answer in matter.answers]
    dependences = {d.id: d for _, bundle in bundles for d in bundle.dependences}
    return {
        "entity": {"id": matter.entity, "name": lineage.parties.name(matter.entity)},
        "predicate": matter.predicate,
        "answers": [answer_record(answer, bundle, lineage) for answer, bundle in bundles],
        "dependences": [dependence_record(d) for d in dependences.values()],
    }


def answer_record(answer: Answered, bundle: Bundle, lineage: Lineage) -> Record:
    least, most = bundle.corroboration
    return {
        "answer": answer.words,
        "claims": list(answer.ids),
        "documents": [{"id": d, "path": lineage.library.documents[d].path} for d in bundle.documents],
        "known": len(bundle.known),
        "untraced": len(bundle.untraced),
        "footing": footing(bundle),
        "corroboration": {"least": least, "most": most},
        "origins": [_origin(origin, lineage) for origin in bundle.origins],
        "chains": [_chain(chain, lineage) for chain in (*bundle.chains, *bundle.relayed)],
        "common_links": [_node(node, lineage) for node in bundle.common_links],
        "circles": [[_node(node, lineage) for node in circle] for circle in bundle.circles],
        "fragility": [_node(node, lineage) for node in bundle.fragility],
    }


def dependence_record(dependence: Dependence) -> Record:
    return {
        "id": dependence.id,
        "later": dependence.later,
        "earlier": dependence.earlier,
        "how": dependence.how,
        "verdict": dependence.verdict,
        "bits": dependence.bits,
        "evidence": msgspec.to_builtins(dependence.evidence),
    }


def _origin(origin: Origin, lineage: Lineage) -> Record:
    return {
        **_node(origin.node, lineage),
        "names": list(origin.names),
        "traced": origin.traced,
        "basis": origin.basis,
        "interest": origin.interest,
        "claims": list(origin.claims),
    }


def _chain(chain: Chain, lineage: Lineage) -> Record:
    return {
        "claim": chain.claim,
        "document": chain.witness.key,
        "steps": [{"how": s.how, "name": s.name, "node": _node(s.earlier, lineage)} for s in chain.steps],
        "traced": chain.traced,
        "basis": chain.basis,
        "interest": chain.interest,
    }


def _node(node: Node, lineage: Lineage) -> Record:
    return {"kind": node.kind, "key": node.key, "name": _called(lineage, node)}


def _called(lineage: Lineage, node: Node) -> str:
    name = lineage.called(node)
    return name if name != UNKNOWN else f"the unknown author of “{lineage.called(Node('document', node.key))}”"


def losses_lines(name: str, found: Sequence[Loss], lineage: Lineage) -> list[Line]:
    """What falls without a source, then what stands on less."""
    if not found:
        return [line(0, f"No answer rests on {name}.")]
    falls = sum(loss.falls for loss in found)
    lost = sum(loss.loses_last_origin for loss in found)
    words = f"Without {name}: {falls} answers fall, {lost} lose their last known origin, {len(found)} change."
    lines = [line(0, (words, "bold"))]
    for loss in found:
        kept = lineage.kept[loss.claims[0]]
        after = "nothing is left" if loss.falls else _standing(loss)
        style = "red" if loss.falls else "yellow" if loss.loses_last_origin else "dim"
        lines.append(line(2, isolated(_put(kept, lineage)), (f" — {after}", style)))
    return lines


def _standing(loss: Loss) -> str:
    a, b = loss.before, loss.after
    parts = [
        f"{words} {before} → {after}"
        for words, before, after in (
            ("documents", a.documents, b.documents),
            ("known origins", a.known, b.known),
            ("untraced", a.untraced, b.untraced),
        )
        if before != after
    ]
    return ", ".join(parts) or f"chains {a.least}–{a.most} → {b.least}–{b.most}"


def losses_record(found: Iterable[Loss], lineage: Lineage) -> list[Record]:
    return [
        {
            "claims": list(loss.claims),
            "answer": _put(lineage.kept[loss.claims[0]], lineage),
            "falls": loss.falls,
            "loses_last_origin": loss.loses_last_origin,
            "before": msgspec.to_builtins(loss.before),
            "after": msgspec.to_builtins(loss.after),
        }
        for loss in found
    ]


def _put(kept: KeptClaim, lineage: Lineage) -> str:
    subject = lineage.parties.name(kept.subject) if kept.subject else kept.claim.subject.name
    return f"{subject} · {property_of(kept.claim.predicate).label.lower()} · {claim_words(kept)}"


def wanted_lines(found: Sequence[Wanted], lineage: Lineage) -> list[Line]:
    """The acquisition list, what would settle most first."""
    if not found:
        return [line(0, "Nothing is cited, named or cut off that is not here.")]
    lines = []
    for one in found:
        settles = f"{one.settles} answers" if one.settles != 1 else "1 answer"
        lines.append(line(0, (f"{settles:>11}  ", "bold"), (f"{one.why}: ", "cyan"), isolated(one.citation)))
        by = ", ".join(lineage.called(Node("document", d)) for d in one.documents)
        if one.why in {"cited work", "source named in the text"}:
            lines.append(line(13, (isolated(f"by {by}"), "dim")))
    return lines
