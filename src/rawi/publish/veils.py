"""A veil for every document of a workspace: which names it hides, under which placeholder, and which it keeps."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

import msgspec

from rawi.model import EntityType, KeptClaim
from rawi.publish.bearers import surname
from rawi.publish.doubtful import doubtful
from rawi.publish.knowledge import Knowledge, in_order
from rawi.publish.standing import Standing, authors_of
from rawi.publish.strangers import Familiar, settled, stock
from rawi.publish.veil import ARTICLES, STRANGER, UNNUMBERED, Veil, lookup, parts_of
from rawi.publish.words import name_key, words_of
from rawi.vocabulary import gazetteer, heads, roles

STEADFAST = (EntityType.GROUP, EntityType.ORGANIZATION, EntityType.PLACE, EntityType.STATE)
"""Types whose names stay whole; the name of an event, a family or a thing may hold a victim's."""


class Veils(msgspec.Struct, frozen=True):
    """`of` a document by its id; `everywhere` hides the private names of all, for what belongs to no one document."""

    of: Mapping[str, Veil]
    everywhere: Veil
    public: frozenset[str]
    """The ids of the persons who are named."""
    placeholder: Mapping[str, str]
    """By id of the entity that is hidden: a private one that a document names (who is only described, as "an officer",
    needs none), or one whose name may be a person's."""


def veils(knowledge: Knowledge, parted: Standing, common: frozenset[str], *, also: Collection[str] = ()) -> Veils:
    """The veils over all documents. `common` are ordinary words of their texts, in plain letters.

    `also` are names that are hidden besides, whoever bears them.
    """
    placeholder = _numbered(knowledge, parted)
    unsure = doubtful(knowledge) - placeholder.keys()
    private: dict[str, list[tuple[str, str]]] = defaultdict(list)
    public: dict[str, list[str]] = defaultdict(list)
    steady: dict[str, list[str]] = defaultdict(list)
    communities: list[str] = []
    for entity in knowledge.entities:
        for mention in (knowledge.mention[m] for m in entity.mentions if m in knowledge.mention):
            if entity.id in placeholder:
                if mention.named or _gives_away(mention.name):
                    private[mention.document].append((mention.name, placeholder[entity.id]))
            elif entity.id in parted.public:
                public[mention.document].append(mention.name)
            elif entity.id in unsure:
                continue
            elif entity.type in STEADFAST and mention.named:
                steady[mention.document].append(mention.name)
            elif entity.type is EntityType.COMMUNITY and mention.named and _is_people(mention.name):
                communities.append(mention.name)
    for k in knowledge.kept:  # names that stand in claims and in no mention: those that an edit brought, say
        _note(k, placeholder, private)
        aliased = k.claim.predicate == "also_known_as" and k.subject not in unsure
        if aliased and k.claim.subject.type in STEADFAST and k.claim.value is not None:
            steady[k.claim.document].append(k.claim.value.text or "")
    for document in sorted({k.claim.document for k in knowledge.kept} | {d.id for d in knowledge.documents}):
        private[document] += [(name, STRANGER) for name in also]
        for listed_names in (public, steady):
            listed_names[document] = [name for name in listed_names[document] if name not in also]
    everybody = [pair for document in sorted(private) for pair in private[document]]
    everywhere = _words([*_all(public), *_all(steady), *communities]) | common
    surnames = sorted({last for name, _ in everybody if (last := surname(name)) and _tells(last, everywhere)})
    authors = sorted(set(authors_of(knowledge)))
    named = _words(name for names in (*steady.values(), communities, authors) for name in names)
    office = _words(name for names in public.values() for name in names)
    familiar = Familiar(common=common, named=named, office=office - named)
    settings: dict[str, set[str]] = defaultdict(set)
    for k in knowledge.kept:
        quote = k.claim.quote
        settings[k.source.id] |= set(settled(quote.prefix + quote.exact + quote.suffix, familiar))
    everyone = _veil(
        private=everybody,
        public=_all(public),
        steady=_all(steady),
        authors=authors,
        settings=[],
        elsewhere=[],
        surnames=surnames,
        familiar=familiar,
    )
    strange = [i for i in sorted(unsure) if everyone.over(knowledge.entity[i].name) != knowledge.entity[i].name]
    return Veils(
        of={
            source: _veil(
                private=private[source],
                public=public[source],
                steady=steady[source],
                authors=authors,
                settings=sorted(settings[source]),
                elsewhere=everybody,
                surnames=surnames,
                familiar=familiar,
            )
            for source in sorted({k.source.id for k in knowledge.kept} | {d.id for d in knowledge.documents})
        },
        everywhere=everyone,
        public=parted.public,
        placeholder=placeholder | {i: f"[name withheld {number}]" for number, i in enumerate(strange, start=1)},
    )


def common_words(texts: Iterable[str]) -> frozenset[str]:
    """The words that stand in small letters in texts: no names."""
    return frozenset(word.plain for text in texts for word in words_of(text) if not word.capital)


def _numbered(knowledge: Knowledge, parted: Standing) -> dict[str, str]:
    order: dict[str, None] = {}
    for k in in_order(knowledge.kept):
        order |= {entity: None for entity in (k.subject, k.object) if entity in parted.private and entity}
    order |= {entity: None for entity in sorted(parted.private)}
    told = [entity for entity in order if _is_told(knowledge, entity)]
    return {entity: f"[person withheld {number}]" for number, entity in enumerate(told, start=1)}


def _is_told(knowledge: Knowledge, entity: str) -> bool:
    mentions = [knowledge.mention[m] for m in knowledge.entity[entity].mentions if m in knowledge.mention]
    return any(m.named or _gives_away(m.name) for m in mentions)


def _gives_away(description: str) -> bool:
    """Whether a description points at one person by kin to somebody named: "Karim's brother"."""
    found = list(words_of(description))
    return any(word.plain in roles().kin for word in found) and any(word.capital for word in found)


def _note(k: KeptClaim, placeholder: Mapping[str, str], private: dict[str, list[tuple[str, str]]]) -> None:
    for argument, entity in ((k.claim.subject, k.subject), (k.claim.object, k.object)):
        if argument is None or argument.type is not EntityType.PERSON:
            continue
        hidden = placeholder.get(entity) if entity else UNNUMBERED
        if hidden is None:
            continue
        if _is_name(argument.name) or _gives_away(argument.name):
            private[k.claim.document].append((argument.name, hidden))
        if k.claim.predicate == "also_known_as" and argument is k.claim.subject and k.claim.value is not None:
            private[k.claim.document].append((k.claim.value.text or "", hidden))


def _is_name(words: str) -> bool:
    return any(word.capital for word in words_of(words))


def _veil(
    *,
    private: list[tuple[str, str]],
    public: list[str],
    steady: list[str],
    authors: list[str],
    settings: list[str],
    elsewhere: list[tuple[str, str]],
    surnames: list[str],
    familiar: Familiar,
) -> Veil:
    """Public names and private ones of the document itself; then full names and surnames that are private elsewhere.

    A name that is both is kept if a person of the document holds it in office.
    """
    kept = _words([*public, *steady, *authors])
    little = stock() | ARTICLES
    own = [(form, hidden) for name, hidden in private for form in _forms(name, little)]
    called = [(name, hidden) for name, hidden in own if not _OF & set(name_key(name))]
    full_elsewhere = [(name, UNNUMBERED) for name, _ in elsewhere if len(name_key(name)) > 1]
    return Veil(
        names=lookup(
            [
                *((name, None) for name in public),
                *own,
                *((name, None) for name in (*steady, *authors, *settings)),
                *full_elsewhere,
            ]
        ),
        parts=parts_of([*called, *((last, UNNUMBERED) for last in surnames)], kept, little),
        familiar=familiar,
    )


def _tells(last: str, kept: frozenset[str]) -> bool:
    """Whether a surname points at its bearer in other documents too: no place, word or public name is the same."""
    said = last.capitalize()
    listed = gazetteer().lookup(said) is not None or gazetteer().state_of_adjective(said) is not None
    return len(last) >= _TELLING and last not in kept and not listed


def _is_people(name: str) -> bool:
    """Whether a community's name is one: "Norwegian" and two unknown words after it are rather a person's."""
    found = [word for word in words_of(name) if not word.proclitic]
    if any(heads().kind_of(word.plain) is not None for word in found):
        return True
    said = [name[word.start : word.end] for word in found if word.capital and word.plain not in ARTICLES | stock()]
    unknown = [s for s in said if gazetteer().lookup(s) is None and gazetteer().state_of_adjective(s) is None]
    foreign = len(unknown) < len(said)
    return len(unknown) < 2 or not foreign


def _forms(name: str, little: frozenset[str]) -> list[str]:
    """A name, and the name without the titles before it."""
    key = name_key(name)
    start = next((i for i, word in enumerate(key) if word not in roles().titles), 0)
    bare = key[start:]
    if not start or not bare or bare[0] in _OF or all(word in little for word in bare):
        return [name]
    return [name, " ".join(bare)]


_TELLING = 4
"""Letters that a surname has at least to be hidden in documents that name nobody by it in full."""

_OF = frozenset({"of", "for", "in", "at", "to", "the", "and"})
"""What follows a role that is no title: "governor of" a place has no name in it."""


def _words(names: Iterable[str]) -> frozenset[str]:
    return frozenset(word for name in names for word in name_key(name) if word not in ARTICLES)


def _all(names: Mapping[str, list[str]]) -> list[str]:
    return [name for document in sorted(names) for name in names[document]]
