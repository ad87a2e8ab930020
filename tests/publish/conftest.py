"""An invented group in invented documents, as a workspace would keep it: real records, real resolving."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import pytest
from msgspec.structs import replace

from rawi.dates import from_edtf
from rawi.model import (
    Argument,
    Document,
    Entity,
    EntityType,
    KeptClaim,
    Link,
    Quote,
    Reading,
    Reserve,
    Review,
    Source,
    Span,
    Stance,
    Value,
    make_claim,
    make_mention,
)
from rawi.publish import Knowledge
from rawi.resolve import resolve

GROUP, PERSON, PLACE, STATE, EVENT = (
    EntityType.GROUP,
    EntityType.PERSON,
    EntityType.PLACE,
    EntityType.STATE,
    EntityType.EVENT,
)


class Case:
    """Gathers documents and claims; `knowledge()` is what a workspace would give of them."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}
        self.sources: dict[str, Source] = {}
        self.documents: dict[str, Document] = {}
        self.kept: list[KeptClaim] = []
        self.seen: dict[tuple[str, str, EntityType], bool] = {}

    def document(self, path: str, text: str, *, omissions: tuple = (), **said: str) -> str:
        id = hashlib.sha256(text.encode()).hexdigest()
        self.texts[id] = text
        self.sources[id] = Source(id=id, path=path, **said)
        self.documents[id] = Document(id=id, path=path, format="text", reader="text/1", text="", omissions=omissions)
        return id

    def mention(self, document: str, name: str, type: EntityType, named: bool = True) -> None:
        self.seen[document, name, type] = named

    def claim(
        self,
        document: str,
        quote: str,
        subject: str | Argument,
        predicate: str,
        object: Argument | None = None,
        *,
        value: Value | None = None,
        time: str | None = None,
        words: str = "",
        place: str | None = None,
        tellers: tuple[str, ...] = (),
        stance: Stance = Stance.STATED,
        reserve: str | None = None,
        negated: bool = False,
        review: Review | None = None,
    ) -> KeptClaim:
        text, source = self.texts[document], self.sources[document]
        start = text.index(quote)
        end = start + len(quote)
        who = Argument(subject, GROUP) if isinstance(subject, str) else subject
        made = make_claim(
            document=document,
            quote=Quote(quote, text[max(0, start - 32) : start], text[end : end + 32]),
            subject=who,
            predicate=predicate,
            object=object,
            value=value,
            negated=negated,
        )
        last = Link(tellers=(source.publisher or source.author or "unknown",), mode="published")
        reading = Reading(
            claim=made.id,
            reader="hand",
            version="1",
            quote=Span(start, end),
            chain=(*(Link(tellers=(t,), mode="said", span=Span(start, end)) for t in tellers), last),
            stance=stance,
            reserve=(Reserve(kind="claims", holder=None, words=reserve, span=Span(start, end)),) if reserve else (),
            time=replace(from_edtf(time), words=words) if time else None,
            place=Argument(place, PLACE) if place else None,
            confidence=0.9,
        )
        for argument in (who, object):
            if argument is not None:
                self.seen.setdefault((document, argument.name, argument.type), True)
        kept = KeptClaim(claim=made, readings=(reading,), source=source, review=review or Review())
        self.kept.append(kept)
        return kept

    def knowledge(self) -> Knowledge:
        mentions = [make_mention(document=d, name=n, type=t, named=named) for (d, n, t), named in self.seen.items()]
        entities = resolve(mentions, [k.claim for k in self.kept], []).entities
        owner = {m: e.id for e in entities for m in e.mentions}
        ids = {(m.document, m.type, m.name): owner[m.id] for m in mentions}

        def of(k: KeptClaim, argument: Argument | None) -> str | None:
            return ids[k.claim.document, argument.type, argument.name] if argument else None

        kept = [replace(k, subject=of(k, k.claim.subject), object=of(k, k.claim.object)) for k in self.kept]
        return Knowledge(
            kept=tuple(kept),
            entities=tuple(entities),
            mentions=tuple(mentions),
            documents=tuple(self.documents.values()),
        )


def entity(knowledge: Knowledge, name: str) -> Entity:
    owner = {m: e for e in knowledge.entities for m in e.mentions}
    return next(owner[m.id] for m in knowledge.mentions if m.name == name)


def person(name: str) -> Argument:
    return Argument(name, PERSON)


def group(name: str) -> Argument:
    return Argument(name, GROUP)


PROFILE = """Tidewater Guard (Liwa al-Madd, لواء المد) is a militia of the coast.
The Tidewater Guard was founded in 2011.
Its commander is Idris Qawwam. It counts about 400 fighters. It is backed by Ostrava, which trains it.
Political wing: none. Allies: , Ostrava (until 2019). The guard fought beside the Salt Battalion in 2016.
"""
REPORT = """HARBOUR NEWS, 4 March 2018.
The Coast Post claims that the Tidewater Guard was set up in 2014, and that it has 2,000 men.
"We left them in late 2015," said Nadim Sarraj, a fisherman.
Salt Battalion and Tidewater Guard fought each other in 2016.
Tidewater Guard men killed Nadim Sarraj's cousin Rula Haddawi at Port Ezra, residents told the Coast Post.
The Tidewater Guard holds Port Ezra. Wael Rummani was seen near Port Ezra. Sarraj now lives in Ostrava.
Idris Qawwam, the commander of the Tidewater Guard, is a brother of Tarek Qawwam.
"""


@pytest.fixture
def make() -> Callable[[], Case]:
    return Case


@pytest.fixture
def case() -> Case:
    """Two documents about one brigade: names in two scripts, a founding that differs, an ally that is an enemy."""
    c = Case()
    profile = c.document(
        "01_profile.txt", PROFILE, title="Tidewater Guard", publisher="Institute of the Coast", date="2017"
    )
    report = c.document(
        "02_report.txt", REPORT, title="Who are the Tidewater Guard?", url="https://harbour.example/who"
    )
    for alias in ("Liwa al-Madd", "لواء المد"):
        c.claim(
            profile,
            "Tidewater Guard (Liwa al-Madd, لواء المد)",
            "Tidewater Guard",
            "also_known_as",
            value=Value(text=alias),
        )
        c.mention(profile, alias, GROUP)
    c.claim(profile, "was founded in 2011", "Tidewater Guard", "founded", value=Value(edtf="2011"))
    c.claim(profile, "Its commander is Idris Qawwam", "Tidewater Guard", "led_by", person("Idris Qawwam"))
    c.claim(profile, "about 400 fighters", "Tidewater Guard", "size", value=Value(number=400, qualifier="about"))
    c.claim(
        profile,
        "It is backed by Ostrava, which trains it",
        "Tidewater Guard",
        "supported_by",
        Argument("Ostrava", STATE),
        value=Value(text="trained"),
    )
    c.claim(profile, "Political wing: none", "Tidewater Guard", "political_wing", value=Value(none=True), negated=True)
    c.claim(profile, "Allies: ,", "Tidewater Guard", "allied_with", value=Value(lost=True))
    c.claim(
        profile,
        "Ostrava (until 2019)",
        "Tidewater Guard",
        "allied_with",
        Argument("Ostrava", STATE),
        time="/2019",
        words="until 2019",
    )
    c.claim(
        profile,
        "beside the Salt Battalion in 2016",
        "Tidewater Guard",
        "allied_with",
        group("Salt Battalion"),
        time="2016",
    )
    c.claim(
        report,
        "The Coast Post claims that the Tidewater Guard was set up in 2014",
        "Tidewater Guard",
        "founded",
        value=Value(edtf="2014"),
        tellers=("Coast Post",),
        stance=Stance.CLAIMED,
        reserve="claims",
    )
    c.claim(report, "it has 2,000 men", "Tidewater Guard", "size", value=Value(number=2000), tellers=("Coast Post",))
    c.claim(
        report,
        "Salt Battalion and Tidewater Guard fought each other in 2016",
        "Salt Battalion",
        "opposed_to",
        group("Tidewater Guard"),
        time="2016",
        words="in 2016",
    )
    c.claim(
        report,
        "Tidewater Guard men killed Nadim Sarraj's cousin Rula Haddawi at Port Ezra",
        "Tidewater Guard",
        "killed",
        person("Rula Haddawi"),
        place="Port Ezra",
        tellers=("residents",),
    )
    c.claim(report, "The Tidewater Guard holds Port Ezra", "Tidewater Guard", "took", Argument("Port Ezra", PLACE))
    c.claim(
        report,
        '"We left them in late 2015," said Nadim Sarraj, a fisherman',
        person("Nadim Sarraj"),
        "defected_to",
        group("Salt Battalion"),
        time="2015-10/2015-12",
        words="late 2015",
        tellers=("Nadim Sarraj",),
    )
    c.claim(report, "Sarraj now lives in Ostrava", person("Nadim Sarraj"), "based_in", Argument("Ostrava", STATE))
    c.claim(
        report,
        "Idris Qawwam, the commander of the Tidewater Guard",
        person("Idris Qawwam"),
        "holds_position",
        group("Tidewater Guard"),
        value=Value(text="commander"),
    )
    c.claim(
        report,
        "is a brother of Tarek Qawwam",
        person("Idris Qawwam"),
        "kin_of",
        person("Tarek Qawwam"),
        value=Value(text="brother"),
    )
    return c


@pytest.fixture
def knowledge(case: Case) -> Knowledge:
    return case.knowledge()


@pytest.fixture
def named() -> Callable[[Knowledge, str], Entity]:
    return entity
