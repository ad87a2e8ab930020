"""Leaders as lists give them: "Name (aka Other) is the top commander", "Commander Name", "Name, deputy leader"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rawi.model import Argument, EntityType, Span, Value, When
from rawi.reading.fields.aliases import state_aliases
from rawi.reading.fields.kinds import head_kind, kind_of, listed_kind
from rawi.reading.fields.making import PLAIN, Maker, Voice, person
from rawi.reading.fields.values import Item
from rawi.vocabulary import is_acronym, roles

_PREDICATE = re.compile(
    r"(?P<name>.+?)(?:\s*\((?P<other>[^()]*)\))?\s*(?:,\s*(?:who )?)?\b(?:is|was|serves? as|served as|acts? as|became|remains)\s+"
    r"(?:currently |now |also |reportedly )?(?P<article>the |a |an |its |their |one of (?:the|its) )?(?P<role>.+)$"
)
_APPOSITION = re.compile(r"(?P<name>[^,:]+?)(?:\s*\((?P<other>[^()]*)\))?\s*(?:,|–|—|-(?=\s)|:)\s+(?P<role>[^,]+(?:,[^,]+)?)$")
_OF = re.compile(r"^(?P<role>.+?)\s+(?:of|for|in|at)\s+(?:the\s+)?(?P<body>[A-Z].*)$")
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
        if match is None or not _is_name(match["name"]):
            continue
        if not predicate and not roles().is_position(_role_head(match["role"])):
            continue
        definite = not predicate or (match["article"] or "the ").strip() not in ("a", "an") and "one of" not in (match["article"] or "")
        return Named(
            _at(span, match, "name"), _at(span, match, "other") if match["other"] else None, _at(span, match, "role"), definite
        )
    other = item.brackets[0] if item.brackets else None
    name = item.name
    inner = re.match(r"(?P<name>[^()]+?)\s*\((?P<other>[^()]*)\)\s+(?P<verb>[a-z]+)\b", text[span.start : span.end])
    if inner and _is_name(inner["name"]):
        return Named(_at(span, inner, "name"), _at(span, inner, "other"), clause=True)
    split = _role_before(text, name)
    if split is not None:
        return Named(split[1], other, before=split[0])
    words = name.cut(text)
    return Named(name, other) if _is_name(words) else None


def _at(span: Span, match: re.Match[str], group: str) -> Span:
    return Span(span.start + match.start(group), span.start + match.end(group))


def _is_name(words: str) -> bool:
    parts = words.split()
    return 0 < len(parts) <= 7 and bool(_CAPITAL.match(parts[0]) or not parts[0].isascii()) and not words.endswith(".")


def _role_head(role: str) -> str:
    """The role without what it is of: "deputy leader of the unit" → "deputy leader"."""
    return re.split(r"\s+(?:of|for|in|at|from|to)\s+|,", role.strip())[0]


def _role_before(text: str, name: Span) -> tuple[Span, Span] | None:
    """A role before the name: the longest run of words that ends in a role and is followed by capitals."""
    tokens = [(m.start() + name.start, m.end() + name.start) for m in _LETTERS.finditer(name.cut(text))]
    for cut in range(len(tokens) - 1, 0, -1):
        role = text[tokens[0][0] : tokens[cut - 1][1]]
        rest = text[tokens[cut][0] : name.end]
        known = roles().is_position(role) or roles().is_leader(role) or _ends_in_role(role)
        if known and _is_name(rest) and text[tokens[cut - 1][1] : tokens[cut][0]].strip() in ("", ","):
            return Span(tokens[0][0], tokens[cut - 1][1]), Span(tokens[cut][0], name.end)
    return None


def _ends_in_role(words: str) -> bool:
    last = words.split()[-1].lower()
    return last in ("representative", "deputy", "parliamentarian", "legislator", "lawmaker", "parliament", "senator", "minister", "mp")


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
    role = named.role.cut(text).strip() if named.role is not None else None
    spans = {"object": named.name}
    if role is not None and named.role is not None:
        spans["value"] = named.role
        if named.definite and roles().is_leader(_role_head(role)) or roles().is_leader(role):
            if named.definite:
                maker.claim(group, "led_by", quote, rule=rule, object=who, value=Value(text=role), when=when, voice=voice, spans=spans)
                return who
        maker.claim(who, "holds_position", quote, rule=f"{rule}/post", object=group, value=Value(text=role), when=when, voice=voice,
                    spans={"subject": named.name, "value": named.role})  # fmt: skip
        return who
    if named.clause:
        return who
    if named.before is not None:
        before = named.before.cut(text)
        body, post = _body_and_post(before)
        if body is not None:
            maker.claim(who, "holds_position", quote, rule=f"{rule}/post", object=body, value=Value(text=post), voice=voice,
                        spans={"subject": named.name, "value": named.before})  # fmt: skip
        elif roles().is_leader(before):
            title = before
    value = Value(text=title) if title else None
    maker.claim(group, "led_by", quote, rule=rule, object=who, value=value, when=when, voice=voice, spans=spans)
    return who


def _body_and_post(words: str) -> tuple[Argument | None, str]:
    """ "National Assembly representative" → National Assembly, representative."""
    of = _OF.match(words)
    if of and roles().is_position(of["role"]):
        return Argument(of["body"], kind_of(of["body"], EntityType.ORGANIZATION)), of["role"]
    tokens = words.split()
    for cut in range(len(tokens) - 1, 0, -1):
        body, post = " ".join(tokens[:cut]), " ".join(tokens[cut:])
        capital = tokens[0][0].isupper() and tokens[cut - 1][0].isupper()
        if capital and post[0].islower() and (roles().is_position(post) or _ends_in_role(post)):
            found = listed_kind(body) or head_kind(body) or EntityType.ORGANIZATION
            return Argument(body, found), post
    return None, words


def state_post(maker: Maker, who: Argument, span: Span, quote: Span, *, rule: str, when: When | None) -> None:
    """Adds the post that a person's "Designation" gives: "Interim President of X", "X General", "Leader, X"."""
    text = maker.document.text
    words = span.cut(text).strip(" .")
    if not words:
        return
    body: str | None = None
    post = words
    of = re.match(r"(?P<post>.+?)\s+(?:of|in|at)\s+(?:the\s+)?(?P<body>[^\W\d_a-z].+)$", words)
    comma = re.match(r"(?P<post>[^,]+),\s*(?P<body>[^\W\d_a-z][^,]*)(?:,.*)?$", words)
    first = words.split()[0]
    former = re.match(r"(?P<former>(?:former|ex-?|acting|interim|current)\s+)(?P<rest>.+)$", words, re.I)
    rest = former["rest"] if former else words
    head = rest.split()[0] if rest.split() else ""
    if of and roles().is_position(of["post"]):
        post, body = of["post"], of["body"]
    elif comma and roles().is_position(comma["post"]):
        post, body = comma["post"], comma["body"]
    elif is_acronym(head.split("-")[0]) and len(rest.split()) > 1:
        body = head
        post = (former["former"] if former else "") + rest[len(head) :].strip()
    elif comma and is_acronym(first.strip(",")):
        body, post = first.strip(","), words[len(first) :].strip(" ,")
    target = Argument(body, kind_of(body, EntityType.GROUP)) if body else None
    at = text.find(body, span.start, span.end) if body else -1
    spans = {"value": span} | ({"object": Span(at, at + len(body))} if body and at >= 0 else {})
    maker.claim(who, "holds_position", quote, rule=rule, object=target, value=Value(text=post), when=when, spans=spans)
