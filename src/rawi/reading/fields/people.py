"""Leaders as lists give them: "Name (aka Other) is the top commander", "Commander Name", "Name, deputy leader"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rawi.model import Argument, Span, Value, When
from rawi.reading.fields.aliases import state_aliases
from rawi.reading.fields.making import PLAIN, Maker, Voice, person
from rawi.reading.fields.offices import body_and_post, ends_in_role, role_head
from rawi.reading.fields.values import Item
from rawi.vocabulary import roles

_PREDICATE = re.compile(
    r"(?P<name>.+?)(?:\s*\((?P<other>[^()]*)\))?\s*(?:,\s*(?:who )?)?"
    r"\b(?:is|was|serves? as|served as|acts? as|became|remains)\s+(?:currently |now |also |reportedly )?"
    r"(?P<article>the |a |an |its |their |one of (?:the|its) )?(?P<role>.+)$"
)
_APPOSITION = re.compile(
    r"(?P<name>[^,:]+?)(?:\s*\((?P<other>[^()]*)\))?\s*(?:,|–|—|-(?=\s)|:)\s+(?P<role>[^,]+(?:,[^,]+)?)$"
)
_CAPITAL = re.compile(r"[^\W\d_a-z]|(?:al|el|bin|ibn|abu)-")
_LETTERS = re.compile(r"[\w.’'‘`-]+")


@dataclass(frozen=True, slots=True)
class Named:
    """A person of a list with what is said of them."""

    name: Span
    other: Span | None = None
    role: Span | None = None
    definite: bool = True
    before: Span | None = None
    """A role or body that stands before the name."""
    clause: bool = False
    """A whole clause ("X commands the unit"), of which only the name could be read."""


def read_person(text: str, item: Item) -> Named | None:
    """The person whom an entry names, or None where it names nobody."""
    if item.name is None:
        return None
    span = Span(item.name.start, max(item.name.end, item.brackets[-1].end + 1 if item.brackets else 0))
    span = Span(span.start, item.span.end) if item.when is None else span
    for pattern, predicate in ((_PREDICATE, True), (_APPOSITION, False)):
        match = pattern.match(text[span.start : span.end])
        if match is None or not is_person_name(match["name"]):
            continue
        if not predicate and not roles().is_position(role_head(match["role"])):
            continue
        article = (match["article"] or "the ").strip() if predicate else "the"
        definite = article not in ("a", "an") and not article.startswith("one of")
        return Named(
            _at(span, match, "name"),
            _at(span, match, "other") if match["other"] else None,
            _at(span, match, "role"),
            definite,
        )
    other = item.brackets[0] if item.brackets else None
    name = item.name
    inner = re.match(r"(?P<name>[^()]+?)\s*\((?P<other>[^()]*)\)\s+(?P<verb>[a-z]+)\b", text[span.start : span.end])
    if inner and is_person_name(inner["name"]):
        return Named(_at(span, inner, "name"), _at(span, inner, "other"), clause=True)
    split = _role_before(text, name)
    if split is not None:
        return Named(split[1], other, before=split[0])
    words = name.cut(text)
    return Named(name, other) if is_person_name(words) else None


def _at(span: Span, match: re.Match[str], group: str) -> Span:
    return Span(span.start + match.start(group), span.start + match.end(group))


def is_person_name(words: str) -> bool:
    """Whether words are written as a person's name is: at most seven, the first with a capital or in another script."""
    parts = words.split()
    return 0 < len(parts) <= 7 and bool(_CAPITAL.match(parts[0]) or not parts[0].isascii()) and not words.endswith(".")


def _role_before(text: str, name: Span) -> tuple[Span, Span] | None:
    """A role before the name: the longest run of words that ends in a role and is followed by capitals."""
    tokens = [(m.start() + name.start, m.end() + name.start) for m in _LETTERS.finditer(name.cut(text))]
    for cut in range(len(tokens) - 1, 0, -1):
        role = text[tokens[0][0] : tokens[cut - 1][1]]
        rest = text[tokens[cut][0] : name.end]
        known = roles().is_position(role) or roles().is_leader(role) or ends_in_role(role)
        if known and is_person_name(rest) and text[tokens[cut - 1][1] : tokens[cut][0]].strip() in ("", ","):
            return Span(tokens[0][0], tokens[cut - 1][1]), Span(tokens[cut][0], name.end)
    return None


def state_leader(
    maker: Maker,
    group: Argument,
    named: Named,
    quote: Span,
    *,
    rule: str,
    title: str | None,
    when: When | None,
    voice: Voice = PLAIN,
) -> Argument:
    """Adds what an entry of a list of leaders says: who leads, other names, posts elsewhere; returns the person."""
    text = maker.document.text
    who = person(named.name.cut(text))
    if named.other is not None:
        state_aliases(maker, who, named.other, quote, rule=f"{rule}/alias", voice=voice)
    if named.clause:
        return who
    if named.role is not None:
        role = named.role.cut(text).strip()
        leads = roles().is_leader(role_head(role)) or roles().is_leader(role)
        value, at = Value(text=role), {"value": named.role}
        if named.definite and leads:
            at |= {"object": named.name}
            maker.claim(group, "led_by", quote, rule=rule, object=who, value=value, when=when, voice=voice, spans=at)
        else:
            at |= {"subject": named.name}
            post = f"{rule}/post"
            maker.claim(
                who, "holds_position", quote, rule=post, object=group, value=value, when=when, voice=voice, spans=at
            )
        return who
    if named.before is not None:
        before = named.before.cut(text)
        body, post = body_and_post(before)
        if body is not None:
            at = {"subject": named.name, "value": named.before}
            value = Value(text=post)
            maker.claim(
                who, "holds_position", quote, rule=f"{rule}/post", object=body, value=value, voice=voice, spans=at
            )
        elif roles().is_leader(before):
            title = before
    label = Value(text=title) if title else None
    at = {"object": named.name}
    maker.claim(group, "led_by", quote, rule=rule, object=who, value=label, when=when, voice=voice, spans=at)
    return who
