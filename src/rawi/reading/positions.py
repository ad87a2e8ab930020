"""Who leads, serves and is kin to whom, read from role nouns: "X leader Y", "Y, commander of X", "its spokesman Y"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rawi.model import EntityType, Value
from rawi.reading.actors import Actors
from rawi.reading.clauses import noun_frame, verb_frame
from rawi.reading.coordination import expand
from rawi.reading.descriptions import words_of
from rawi.reading.doers import is_negated, subjects
from rawi.reading.findings import Found
from rawi.reading.fitting import fit, same
from rawi.reading.kin import read_kin
from rawi.reading.memory import Actor, nouns
from rawi.reading.naming import Title
from rawi.reading.phrases import first_of
from rawi.reading.postings import Posting
from rawi.reading.postings.resolving import resolved
from rawi.vocabulary import gazetteer, roles
from rawi.vocabulary.letters import plain

if TYPE_CHECKING:
    from spacy.tokens import Span as SpacySpan
    from spacy.tokens import Token

BODIES = (EntityType.GROUP, EntityType.STATE, EntityType.ORGANIZATION, EntityType.COMMUNITY)
FOUNDING = {"founder", "co-founder", "cofounder", "creator"}
OBSERVERS = {
    "researcher",
    "expert",
    "analyst",
    "historian",
    "journalist",
    "scholar",
    "correspondent",
    "reporter",
    "author",
    "specialist",
    "observer",
    "watcher",
}
"""Of these, what stands before the noun is what they study, not what they serve."""
PARTIAL = {
    "political",
    "spiritual",
    "military",
    "regional",
    "local",
    "tribal",
    "deputy",
    "field",
    "religious",
    "student",
    "community",
}
"""A leader in part: a position, not the leader."""
HEADS = {"leader", "chief", "head", "emir", "founder", "boss", "kingpin"}
MEMBERS = {"member", "fighter", "militant", "volunteer", "recruit", "rebel", "guerrilla", "jihadist", "insurgent"}
MEMBERS |= {"gunman", "combatant", "militiaman", "cadre", "veteran", "foot soldier", "follower", "activist"}
NOT_A_POSITION = {
    "victim",
    "resident",
    "hostage",
    "prisoner",
    "captive",
    "man",
    "woman",
    "brother",
    "friend",
    "supporter",
    "relative",
    "someone",
}


def read_positions(actors: Actors, sentence: SpacySpan) -> Iterator[Found]:
    """Claims of leading, founding, holding a position, membership and kinship in one sentence."""
    told: set[int] = set()
    for posting, person, body in resolved(actors, sentence):
        found = _posted(actors, posting, person, body)
        if found is not None:
            said = posting.role or posting.rank
            told.add(found.trigger.i)
            told |= {t.i for t in sentence if said and said.start <= actors.parsed.start(t) < said.end}
            yield found
    for token in sentence:
        if token.i in actors.parsed.names or token.pos_ not in {"NOUN", "PROPN"} or token.i in told:
            continue
        lemma = token.lemma_.lower()
        kin = roles().kin_of(lemma)
        if kin is not None:
            yield from read_kin(actors, token, kin)
            continue
        office = actors.parsed.offices.get(token.i)
        title = plain(office.text) if office is not None and office.formal else _title(token)
        if (
            not (roles().is_position(title) or roles().is_position(lemma) or lemma in FOUNDING | MEMBERS)
            or lemma in NOT_A_POSITION
        ):
            continue
        yield from _position(actors, token, title)
    yield from _heads(actors, sentence)


def _posted(actors: Actors, posting: Posting, person: Actor, body: Actor | None) -> Found | None:
    """The claim that a posting makes: an office in a body, or a rank where no office is told."""
    title = posting.role or posting.rank
    if body is None or title is None or person.type is not EntityType.PERSON or not person.named or same(person, body):
        return None
    parsed = actors.parsed
    if _is_replaced(parsed.doc[person.token]) or _is_beside(parsed.doc[person.token]):
        return None
    at = next((i for i, office in parsed.offices.items() if office == title), None)
    trigger = parsed.doc[at if at is not None else person.token]
    words = " ".join(title.text.split())
    value = Value(text=f"former {words}" if title.past else words)
    lemma = trigger.lemma_.lower()
    if lemma in NOT_A_POSITION and posting.role is not None:
        return None
    predicate = "holds_position"
    if posting.role is not None:
        leads = body.type is EntityType.GROUP and roles().is_leader(plain(words))
        whole = lemma in HEADS or _told_definite(parsed.passage.text, title)
        if lemma in FOUNDING:
            predicate = "founded_by"
        elif lemma in MEMBERS and not set(body.name.lower().split()) & words_of("chambers"):
            predicate = "member_of"
        elif leads and whole and not PARTIAL & set(plain(words).split()):
            predicate = "led_by"
    of_body = predicate in {"led_by", "founded_by"}
    return Found(
        predicate,
        body if of_body else person,
        trigger,
        f"posting: {posting.rule}",
        object=person if of_body else body,
        value=value if predicate != "founded_by" else None,
        value_range=(title.start, title.end),
        timed=False,
        nominal=True,
        own={person.token, body.token},
    )


def _is_replaced(person: Token) -> bool:
    """Whether somebody else takes the office behind "as": "Y succeeded X as leader"."""
    verb = person.head
    return person.dep_ == "dobj" and verb.lemma_ in REPLACING and any(c.lower_ == "as" for c in verb.children)


def _is_beside(person: Token) -> bool:
    """Whether a name only tells whose relative somebody is: Y of "X, a son of Y, as governor"."""
    return person.dep_ == "pobj" and roles().kin_of(person.head.head.lemma_) is not None


REPLACING = {"succeed", "replace", "follow", "oust", "overthrow", "depose", "supplant", "unseat"}


def _told_definite(text: str, title: Title) -> bool:
    """Whether an office is the one that there is: "the commander of X", "its commander", "Commander, X"."""
    before = text[max(0, title.start - 30) : title.start].lower().replace("former ", "").split()
    if before and before[-1] in CHOOSING and text[title.end : title.end + 4] in {" of ", " for"}:
        return True
    while before and before[-1] in ("new", "newly", "appointed", "current", "acting", "incumbent", "overall"):
        before.pop()
    return not before or before[-1] in ("the", "its", "their", "as", "whose") or before[-1].endswith(CLOSING)


CHOOSING = {"elected", "appointed", "named", "chosen", "became", "become", "declared", "installed", "proclaimed"}
CLOSING = (",", ";", ":", ".", "'s", "s'")


def _title(token: Token) -> str:
    """The role with the words that qualify it ("deputy commander", "supreme leader")."""
    words = [
        c.text
        for c in token.children
        if c.i < token.i
        and c.dep_ in {"amod", "compound", "nmod"}
        and (c.lower_ in TITLE_WORDS or (c.pos_ == "NOUN" and c.lower_ not in nouns()["group"]))
    ]
    return " ".join([*words, token.lemma_ if token.tag_ in {"NNS", "NNPS"} else token.text]).lower()


TITLE_WORDS = {
    "deputy",
    "vice",
    "supreme",
    "top",
    "senior",
    "chief",
    "prime",
    "foreign",
    "interior",
    "defense",
    "defence",
    "spiritual",
    "political",
    "military",
    "field",
    "overall",
    "acting",
    "former",
    "general",
    "prominent",
    "leading",
    "current",
    "key",
    "regional",
    "local",
    "tribal",
    "second",
}


def _holders(actors: Actors, token: Token) -> list[Actor]:
    """The named persons who are said to hold the role."""
    frame = noun_frame(token)
    tokens = list(frame.roles.get("holder", []))
    if token.dep_ in {"compound", "nmod"} and token.head.i in actors.parsed.names:
        tokens.append(token.head)
    for child in token.children:
        if child.dep_ in {"appos", "nmod", "compound"} and child.i > token.i:
            tokens.extend(expand(child, listing=False))
    following = token.i + 1
    if following < len(token.doc) and following in actors.parsed.names and token.doc[following].sent == token.sent:
        tokens.append(token.doc[following])
    behind = [t for t in frame.roles.get("as", []) if t != token]
    tokens = [*behind, *tokens] if token.head.lower_ == "as" else [*tokens, *behind]
    if token.tag_ not in {"NNS", "NNPS"}:
        named = [t for t in tokens if t.i in actors.parsed.names]
        tokens = named[:1] or tokens[:1] if token.dep_ != "attr" else named or tokens
    return [p for a in actors.all(tokens) if a.named and (p := fit(a, (EntityType.PERSON,))) is not None]


def _bodies(actors: Actors, token: Token) -> list[Actor]:
    """What the role is held in: "of X", "X's", "its", "X commander", "Xish president"."""
    frame = noun_frame(token)
    for role in ("of", "possessor", "for", "with", "at", "in"):
        heads_of = [_whole(t) if role == "of" else t for t in frame.roles.get(role, [])]
        found = [a for a in actors.all(heads_of) if a.type in BODIES]
        if found:
            return found
    if token.lemma_.lower() in OBSERVERS:
        return []
    holder = token.head if token.dep_ in {"compound", "nmod"} else None
    for source in [token, *([holder] if holder is not None else [])]:
        for child in reversed(list(source.children)):
            if child.dep_ in {"compound", "nmod", "amod", "poss"} and child.i < token.i:
                actor = actors.who(child) if child.i in actors.parsed.names or child.dep_ == "poss" else None
                if actor is not None and actor.type in BODIES:
                    return [actor]
                state = gazetteer().state(child.text)
                if state is not None and token.lemma_.lower() not in nouns()["trade"]:
                    return [
                        Actor(
                            state, EntityType.STATE, actors.parsed.start(child), actors.parsed.end(child), token=child.i
                        )
                    ]
    if token.i and (token.i - 1) in actors.parsed.names:
        actor = actors.who(token.doc[token.i - 1])
        if actor is not None and actor.type in BODIES and token.doc[token.i - 1].sent == token.sent:
            return [actor]
    return []


def _whole(part: Token) -> Token:
    """The body that a wing or bureau belongs to: X of "the military wing of X"."""
    if part.lower_ not in words_of("wings"):
        return part
    owners = [t for c in part.children if c.lower_ == "of" for t in c.children if t.dep_ == "pobj"]
    return next((t for t in [*(c for c in part.children if c.dep_ == "poss"), *owners]), part)


def _position(actors: Actors, token: Token, title: str) -> Iterator[Found]:
    people = _holders(actors, token)
    bodies = _bodies(actors, token)
    if not people or not bodies:
        return
    start, end = actors.parsed.starts[token.i], actors.parsed.ends[token.i]
    denied = token.dep_ == "attr" and is_negated(token.head)
    for body in bodies:
        for person in people:
            predicate = _predicate(token, title, body)
            of_body = predicate in {"led_by", "founded_by"}
            yield Found(
                predicate,
                body if of_body else person,
                token,
                "position",
                object=person if of_body else body,
                value=Value(text=title) if predicate != "founded_by" else None,
                value_range=(start, end),
                negated=denied,
                timed=False,
                nominal=True,
                own={person.token, body.token},
            )


def _predicate(token: Token, title: str, body: Actor) -> str:
    """What a role in a body is: its founder, its leader, a member, or another position."""
    lemma = token.lemma_.lower()
    if lemma in FOUNDING:
        return "founded_by"
    if any(g.lower_ in words_of("wings") for c in token.children if c.lower_ == "of" for g in c.children):
        return "holds_position"
    if lemma == "member" and set(body.name.lower().split()) & words_of("chambers"):
        return "holds_position"
    if lemma in MEMBERS or (body.type is EntityType.COMMUNITY and not _definite(token)):
        return "member_of"
    whole = (
        lemma in HEADS or _said_definite(token) or any(word in title.split() for word in ("top", "overall", "supreme"))
    )
    if body.type is EntityType.GROUP and roles().is_leader(title) and whole and not PARTIAL & set(title.split()):
        return "led_by"
    return "holds_position"


def _said_definite(token: Token) -> bool:
    """ "the commander of X", "its commander", "Y, commander of X": the one that there is, unlike "X commander Y"."""
    if token.tag_ in {"NNS", "NNPS"}:
        return False  # "one of its commanders"
    article = next((c for c in token.children if c.dep_ == "det"), None)
    if article is not None:
        return article.lower_ in {"the", "this"}
    owned = any(c.dep_ == "poss" for c in token.children) and not any(c.lower_ in {"in", "for"} for c in token.children)
    return owned or any(c.dep_ == "prep" and c.lower_ == "of" for c in token.children)


def _definite(token: Token) -> bool:
    """Whether it is the one who holds the role ("the commander", "its commander") and not one of many."""
    for child in token.children:
        if child.dep_ == "det":
            return child.lower_ in {"the", "this"}
    return token.tag_ not in {"NNS", "NNPS"} and not (
        token.i and token.doc[token.i - 1].lower_ in {"a", "an", "one", "another"}
    )


LEADING_VERBS = {"lead", "head", "command", "found"}


def _heads(actors: Actors, sentence: SpacySpan) -> Iterator[Found]:
    """ "X, led by Y", "Y heads X"."""
    for token in sentence:
        lemma = token.lemma_.lower()
        if token.i in actors.parsed.names and token.dep_ == "pobj" and token.head.lower_ == "under":
            yield from _under(actors, token)
        if lemma not in LEADING_VERBS or not token.tag_.startswith("VB"):
            continue
        frame = verb_frame(token)
        people = [
            a
            for a in actors.all(frame.roles.get("agent", []) + frame.roles.get("by", []))
            if a.type in (EntityType.PERSON, None)
        ]
        groups = [
            a
            for a in actors.all([first_of(t) if token.dep_ == "acl" else t for t in frame.roles.get("patient", [])])
            if a.type in (EntityType.GROUP, EntityType.ORGANIZATION)
        ]
        for group in groups:
            for person in people:
                if not person.named or same(group, person):
                    continue
                own = {person.token, group.token}
                if lemma == "found":
                    continue
                yield Found(
                    "led_by",
                    group,
                    token,
                    "led by",
                    object=person,
                    value=Value(text="leader"),
                    own=own,
                    negated=frame.negated,
                )


def _under(actors: Actors, token: Token) -> Iterator[Found]:
    """ "Under Y, X grew", "X under Y": who led X then."""
    person, above = actors.who(token), token.head.head
    if person is None or person.type is not EntityType.PERSON:
        return
    verbal = above.pos_ in {"VERB", "AUX"}
    for group in actors.all([t for s, _ in subjects(above) for t in expand(s)] if verbal else [above]):
        if group.type is EntityType.GROUP and (group.named or group.by_reference or not verbal):
            yield Found("led_by", group, token, "under a leader", object=person, value=Value(text="leader"),
                        timed=verbal, nominal=not verbal, own={person.token, group.token})
