"""Posts: what words before or behind a name say of it, and the posts of a person's own record."""

from __future__ import annotations

import re

from rawi.model import Argument, EntityType, Span, Value, When
from rawi.reading.fields.kinds import head_kind, kind_of, listed_kind
from rawi.reading.fields.making import Maker
from rawi.vocabulary import is_acronym, plain, roles

_OF = re.compile(r"(?P<post>.+?)\s+(?:of|for|in|at)\s+(?:the\s+)?(?P<body>[^\W\d_a-z].*)$")
_COMMA = re.compile(r"(?P<post>[^,]+),\s*(?P<body>[^\W\d_a-z][^,]*)(?:,.*)?$")
_FORMER = re.compile(r"(?P<former>(?:former|ex-?|acting|interim|current)\s+)(?P<rest>.+)$", re.I)
_PUBLIC = (
    "representative",
    "deputy",
    "parliamentarian",
    "legislator",
    "lawmaker",
    "parliament",
    "senator",
    "minister",
    "mp",
)


def role_head(role: str) -> str:
    """The role without what it is of: "deputy leader of the unit" → "deputy leader"."""
    return re.split(r"\s+(?:of|for|in|at|from|to)\s+|,", role.strip(), maxsplit=1)[0]


def ends_in_role(words: str) -> bool:
    """Whether words end in a public office: "National Assembly representative"."""
    return words.rsplit(maxsplit=1)[-1].lower() in _PUBLIC


def body_and_post(words: str) -> tuple[Argument | None, str]:
    """The body and the post in words before a name: "National Assembly representative", "member of Parliament"."""
    of = _OF.match(words)
    if of and roles().is_position(of["post"]):
        return Argument(of["body"], kind_of(of["body"], EntityType.ORGANIZATION)), of["post"]
    tokens = words.split()
    for cut in range(len(tokens) - 1, 0, -1):
        body, post = " ".join(tokens[:cut]), " ".join(tokens[cut:])
        capital = tokens[0][0].isupper() and tokens[cut - 1][0].isupper()
        if capital and post[0].islower() and (roles().is_position(post) or ends_in_role(post)):
            return Argument(body, listed_kind(body) or head_kind(body) or EntityType.ORGANIZATION), post
    return None, words


def state_post(maker: Maker, who: Argument, span: Span, quote: Span, *, rule: str, when: When | None) -> None:
    """Adds the post that a person's "Designation" gives: "Interim President of X", "X General", "Leader, X"."""
    text = maker.document.text
    words = span.cut(text).strip(" .")
    if not words or plain(words) in roles().honorific:
        return
    cut = _second_post(words)
    if cut is not None:
        for part in (Span(span.start, span.start + cut[0]), Span(span.start + cut[1], span.end)):
            state_post(maker, who, part, quote, rule=rule, when=when)
        return
    post, body = _post_of(words)
    at = {"value": span}
    target = None
    if body is not None:
        target = Argument(body, kind_of(body, EntityType.GROUP))
        start = text.find(body, span.start, span.end)
        at |= {"object": Span(start, start + len(body))} if start >= 0 else {}
    maker.claim(who, "holds_position", quote, rule=rule, object=target, value=Value(text=post), when=when, spans=at)


def _second_post(words: str) -> tuple[int, int] | None:
    """Where a comma parts two posts ("General, Commander of the 31st Brigade"): its start and end."""
    for comma in re.finditer(r",\s+", words):
        before = words[: comma.start()].split()
        if before and roles().is_position(before[-1]) and roles().is_position(role_head(words[comma.end() :])):
            return comma.span()
    return None


def _post_of(words: str) -> tuple[str, str | None]:
    """The post and the body it is held in, None where no body is named."""
    of, comma, former = _OF.match(words), _COMMA.match(words), _FORMER.match(words)
    if of and roles().is_position(of["post"]):
        return of["post"], of["body"]
    if comma and roles().is_position(comma["post"]):
        return comma["post"], comma["body"]
    rest = former["rest"].split() if former else words.split()
    if rest and len(rest) > 1 and is_acronym(rest[0].rstrip(",").split("-")[0]):
        return (former["former"] if former else "") + " ".join(rest[1:]), rest[0].rstrip(",")
    return words, None
