"""A workspace made of hostile strings, kept as a reading keeps them.

`hostile.json` holds the strings (`times` repeats one). Each stands in a document's text, title, author, publisher,
address, language and path, names an entity and a teller, and is the value of a claim.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from rawi.model import (
    Argument,
    Document,
    EntityType,
    Link,
    Quote,
    Reading,
    Reserve,
    Segment,
    SegmentKind,
    Span,
    Value,
    make_claim,
    make_mention,
)
from rawi.pipeline import stages
from rawi.pipeline.settling import settle
from rawi.workspace import Found, Place, Workspace

LISTED = json.loads((Path(__file__).parent / "hostile.json").read_text(encoding="utf-8"))
STRINGS = [one["text"] * one.get("times", 1) for one in LISTED]


def kept(number: int, words: str) -> Found:
    """The document of one string, as a reading of it gives it."""
    text = f"{words}\n\n{words} is allied with Liwa Zahr. It is also called {words}. Founded in {2000 + number % 20}.\n"
    id = hashlib.sha256(f"{number} {text}".encode("utf-8", "surrogatepass")).hexdigest()
    who, zahr = Argument(words, EntityType.GROUP), Argument("Liwa Zahr", EntityType.GROUP)
    claims = []
    year = str(2000 + number % 20)
    for subject, exact, predicate, object, value in (
        (who, f"{words} is allied with Liwa Zahr.", "allied_with", zahr, None),
        (who, f"It is also called {words}.", "also_known_as", None, Value(text=words)),
        (zahr, f"Founded in {year}.", "founded", None, Value(edtf=year)),
    ):
        start = text.index(exact)
        span = Span(start, start + len(exact))
        around = Quote(exact, text[max(0, start - 32) : start], text[span.end : span.end + 32])
        claim = make_claim(document=id, quote=around, subject=subject, predicate=predicate, object=object, value=value)
        reading = Reading(
            claim=claim.id,
            reader="prose",
            version=words[:40],
            rule=words[:200],
            quote=span,
            chain=(Link(tellers=(words,), mode="said", span=span), Link(tellers=(words,), mode="published")),
            reserve=(Reserve(kind="claims", holder=words, words=words[:300], span=span),),
            spans={"quote": span, "subject": span},
            resolved={"subject": words},
        )
        claims.append((claim, reading))
    whole = Span(0, len(text))
    document = Document(
        id=id,
        path=words,
        format="text",
        reader="text/1",
        text=text,
        title=words,
        author=words,
        publisher=words,
        url=words,
        language=words[:20],
        segments=(Segment(kind=SegmentKind.BODY, span=whole, content=whole),),
    )
    mentions = [make_mention(document=id, name=one.name, type=one.type) for one in (who, zahr)]
    place = Place(origin=f"/sources/{number}", path=words, original=id)
    return Found(place=place, document=document, claims=claims, mentions=mentions, key=str(number), date="2016-05")


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("hostile") / "case"
    with Workspace.create(made) as workspace:
        for number, words in enumerate(STRINGS):
            found = kept(number, words)
            workspace.passes.keep(found, {found.document.id: 1})
        first = workspace.kept_claims(predicate="founded")[0]
        workspace.decide("accept", first.claim.id, by=STRINGS[1], reason=STRINGS[2])
        settle(workspace, stages())
    return made


@pytest.fixture(scope="session")
def ids(folder: Path) -> dict[int, tuple[str, str, str]]:
    """For each string its document, its entity and its claim."""
    with Workspace.open(folder) as workspace:
        by_text = {}
        claims = {one.claim.document: one for one in workspace.kept_claims(predicate="allied_with")}
        for number, words in enumerate(STRINGS):
            document = kept(number, words).document.id
            one = claims[document]
            by_text[number] = (document, one.subject or "", one.claim.id)
    return by_text
