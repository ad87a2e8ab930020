"""Who a document speaks of: its names with one type each, agreed upon by all their uses, and their other names."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from rawi.model import EntityType, SegmentKind
from rawi.reading.aliases import Alias, aliases_of
from rawi.reading.naming import ACRONYM, Name
from rawi.reading.naming.words import head_kind
from rawi.reading.passages import Passage
from rawi.vocabulary import gazetteer, heads, roles
from rawi.vocabulary.letters import plain

ARTICLES = re.compile(r"^(?:the|al|el|an|as|ash|ad|ar|at|az|ul)[\s\-]+", re.I)
SURE, TOLD, GUESSED = 12, 4, 1
"""Votes of a list or head-word, of the words beside a name, of a tagger's label or a shape."""
GUESSES = {"label", "shape", "acronym", "article", "unknown", "in", "said", "led by", "struck", "taken", "los"}
PERSON_TOLD = {"title", "role"}
"""Signs beside a name that it is a person's, which a stray word behind it does not undo."""
GROUP_SIGNS = {"its fighters", "followed", "members of", "group before", "group does"}
SMALL_WORD = re.compile(r"\b[a-z]{3,}\b")


def key(name: str) -> str:
    """The form under which a document's uses of a name are counted together."""
    folded = plain(name)
    return ARTICLES.sub("", folded).replace("-", " ")


@dataclass
class Cast:
    """Types by name key, and the aliases in the order of the text."""

    types: dict[str, EntityType] = field(default_factory=dict)
    aliases: list[Alias] = field(default_factory=list)
    full: dict[str, str] = field(default_factory=dict)
    """Key of an acronym or short form → the name it stands for."""
    bodies: list[str] = field(default_factory=list)
    """The groups and organisations that bear a name of several words, in the order of the text."""

    def type_of(self, name: str) -> EntityType | None:
        return self.types.get(key(name))

    def whole(self, name: str) -> str:
        """The key of the name that an acronym or other name stands for; of a name that stands for no other, its own."""
        return key(self.full.get(key(name), name))


def assemble_cast(
    passages: Sequence[Passage], names: Sequence[Sequence[Name]], known: Mapping[str, EntityType]
) -> tuple[Cast, list[list[Name]]]:
    """The cast of a document, and its names with their types settled. `known` are names that its field lists give."""
    kept = _heard(passages, names, known)
    votes: dict[str, Counter[EntityType]] = defaultdict(Counter)
    for found in kept:
        for name in found:
            if name.type is not None:
                votes[key(name.text)][name.type] += SURE if name.sure else GUESSED if name.rule in GUESSES else TOLD
    for text, kind in known.items():
        votes[key(text)][kind] += 40
    _weigh_signs(votes, kept)
    cast = Cast()
    for name_key, counter in votes.items():
        cast.types[name_key] = _most(counter)
    _share_parts(cast, votes, kept)
    _by_other_names(cast, votes, passages, kept)
    for passage, found in zip(passages, kept, strict=True):
        for alias in aliases_of(passage, found, cast.type_of):
            cast.aliases.append(alias)
            other = key(alias.other)
            if not any(votes[other][kind] >= SURE for kind in votes[other]):
                cast.types[other] = alias.type
            cast.full.setdefault(other, alias.owner)
    settled = [[_settled(name, cast) for name in found] for found in kept]
    bodies = {EntityType.GROUP, EntityType.ORGANIZATION}
    named = (name for found in settled for name in found if name.type in bodies and " " in name.text)
    cast.bodies = list(dict.fromkeys(name.text for name in named))
    return cast, settled


def _weigh_signs(votes: dict[str, Counter[EntityType]], names: Sequence[Sequence[Name]]) -> None:
    """Takes back the votes that a stronger sign belies: "X gunmen" says that X is no person, "X tribe" no group."""
    rules: dict[str, set[str]] = defaultdict(set)
    for name in (n for found in names for n in found):
        rules[key(name.text)].add(name.rule)
    for name_key, seen in rules.items():
        counter = votes[name_key]
        if "its fighters" in seen and not seen & PERSON_TOLD:
            counter.pop(EntityType.PERSON, None)
        if seen & GROUP_SIGNS and not seen & {"outlet", "head-word", "gazetteer"}:
            counter.pop(EntityType.ORGANIZATION, None)
        tribe = any(f"{name_key} {word}" in rules for word in ("tribe", "clan"))
        if tribe and not seen & {"gazetteer", "head-word"}:
            votes[name_key] = Counter({EntityType.COMMUNITY: SURE})
    for name_key in [name_key for name_key, counter in votes.items() if not counter]:
        del votes[name_key]


def _by_other_names(
    cast: Cast,
    votes: dict[str, Counter[EntityType]],
    passages: Sequence[Passage],
    names: Sequence[Sequence[Name]],
) -> None:
    """A name whose other name is surely a group's is a group's; letters in brackets are seldom a person's."""
    for passage, found in zip(passages, names, strict=True):
        for alias in aliases_of(passage, found, cast.type_of):
            owner, other = key(alias.owner), key(alias.other)
            if cast.types.get(owner) is not EntityType.PERSON or owner not in votes:
                continue
            entry = gazetteer().lookup(alias.other)
            group = entry is not None and entry.type in (EntityType.GROUP, EntityType.ORGANIZATION)
            group = group or (votes[other][EntityType.GROUP] >= SURE if other in votes else False)
            guessed = sum(n.rule in GUESSES for row in names for n in row if key(n.text) == owner)
            told = votes[owner][EntityType.PERSON] - guessed
            letters = ACRONYM.fullmatch(alias.other) is not None and _has_initials(alias.owner, alias.other)
            if group or (letters and told <= 0):
                cast.types[owner] = EntityType.GROUP


def _has_initials(name: str, letters: str) -> bool:
    """Whether the initials of a name's words stand among the letters in their order: "HTK" for "Tahrir al-Karm"."""
    rest = iter(letters)
    initials = [word[0].upper() for word in re.split(r"[\s\-]+", ARTICLES.sub("", name)) if word[:1].isupper()]
    return len(initials) > 1 and len(letters) > 2 and all(initial in rest for initial in initials)


def _most(counter: Counter[EntityType]) -> EntityType:
    return min(counter, key=lambda kind: (-counter[kind], list(EntityType).index(kind)))


def _settled(name: Name, cast: Cast) -> Name:
    if name.rule == "adjective":
        return name
    if name.rule.startswith("event") or (name.rule == "title" and name.type is EntityType.PERSON):
        return name
    return replace(name, type=cast.types.get(key(name.text), name.type))


def _share_parts(cast: Cast, votes: dict[str, Counter[EntityType]], names: Sequence[Sequence[Name]]) -> None:
    """A short form takes the type of the longer name that it is part of: "Fatah" of "Harakat Fatah"."""
    known = heads()
    parts: dict[str, Counter[EntityType]] = defaultdict(Counter)
    for name_key, kind in cast.types.items():
        words = [w for w in name_key.split() if w not in ("al", "the", "of")]
        if len(words) < 2:
            continue
        if kind is EntityType.PERSON:
            for part in (words[0], words[-1], " ".join(words[-2:])):
                parts[part][kind] += 1
        elif kind is EntityType.COMMUNITY and words[-1] in ("tribe", "clan"):
            parts[" ".join(words[:-1])][kind] += 1
        elif kind is EntityType.GROUP and _most(votes[name_key] or Counter({kind: 1})) is kind:
            rest = " ".join(w for w in words if head_kind(w) is None)
            if rest and rest != " ".join(words):
                parts[rest][kind] += 1
    shown = {key(name.text): name for found in names for name in found if name.rule != "adjective"}
    for short, counter in parts.items():
        if short not in shown or known.kind_of(short) is not None:
            continue
        if ACRONYM.fullmatch(shown[short].text) and counter[EntityType.PERSON]:
            continue
        entry = gazetteer().lookup(shown[short].text)
        if entry is not None and (entry.type is not EntityType.PLACE or votes[short][EntityType.PLACE] >= 2 * SURE):
            continue
        told = _told(short, cast.types[short], names) if short in cast.types else 0
        if told < TOLD or (entry is not None and counter[EntityType.PERSON]):
            cast.types[short] = _most(counter)


def _told(short: str, kind: EntityType, names: Sequence[Sequence[Name]]) -> int:
    """The votes for a name's kind that are more than guesses, of a tagger or of a shape."""
    uses = [n for row in names for n in row if n.type is kind and key(n.text) == short and n.rule not in GUESSES]
    return sum(SURE if n.sure else TOLD for n in uses)


def _heard(
    passages: Sequence[Passage], names: Sequence[Sequence[Name]], known: Mapping[str, EntityType]
) -> list[list[Name]]:
    """The names without those that only look like names: words of headings, capitals that open a sentence."""
    small = {word for p in passages for word in SMALL_WORD.findall(p.text)}
    body = {key(n.text) for p, found in zip(passages, names, strict=True) if not _titled(p) for n in found}
    body |= {key(text) for text in known}
    kept = []
    for passage, found in zip(passages, names, strict=True):
        if _titled(passage):
            kept.append([n for n in found if _stands_in_title(n, passage, body, small)])
        else:
            kept.append([n for n in found if not _opens_only(n, passage, small)])
    return kept


def _titled(passage: Passage) -> bool:
    """Whether a passage is a heading or title whose capitals say nothing: every longer word has one."""
    if passage.segment.kind not in (SegmentKind.HEADING, SegmentKind.TITLE):
        return False
    words: list[str] = re.findall(r"[^\W\d_]{4,}", passage.text)
    return sum(w[:1].isupper() for w in words) >= 0.75 * len(words)


def _stands_in_title(name: Name, passage: Passage, body: set[str], small: set[str]) -> bool:
    if key(name.text) in body or name.rule in {"gazetteer", "adjective"}:
        return True
    if passage.text.upper() == passage.text and len(passage.text) > 6:
        return False
    words = [w for w in plain(name.text).split() if w not in ("of", "the", "and", "in", "for")]
    plainly = [w for w in words if w in small or heads().closes(w) or w in roles().titles]
    return name.type is not None and len(plainly) < len(words) and (name.sure or len(words) > 1)


def _opens_only(name: Name, passage: Passage, small: set[str]) -> bool:
    """A common word with a capital because a sentence or a quotation opens with it."""
    if name.sure or " " in name.text or name.rule not in GUESSES or ACRONYM.fullmatch(name.text):
        return False
    before = passage.text[: name.start].rstrip()
    if before.lower().endswith((" the", " of")) or before == "The":
        return False
    return plain(name.text) in small


__all__ = ["Alias", "Cast", "assemble_cast", "key"]
