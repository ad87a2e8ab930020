"""Each name with its script, its language where letters tell, and the documents that use it, by their dates."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from rawi.model import Argument, EntityType, KeptClaim, Link, Quote, Reading, Source, Span, make_claim, make_mention
from rawi.publish.knowledge import Knowledge
from rawi.publish.naming import language_of_letters, name_forms
from rawi.publish.text import uses_words
from rawi.resolve import resolve

GROUP = EntityType.GROUP


def kept(document: str, name: str, date: str | None, *tellers: str) -> KeptClaim:
    claim = make_claim(
        document=document,
        quote=Quote(f"{name} came"),
        subject=Argument(name, GROUP),
        predicate="operates_in",
        object=Argument("Marj", EntityType.PLACE),
    )
    chain = (*(Link(tellers=(one,), mode="said") for one in tellers), Link(tellers=("Paper",), mode="published"))
    reading = Reading(claim=claim.id, reader="r", version="1", quote=Span(0, 4), chain=chain)
    source = Source(id=document, path=f"{document}.txt", publisher=f"Paper {document}", date=date)
    return KeptClaim(claim=claim, readings=(reading,), source=source)


def test_a_name_says_who_uses_it_when_and_whom_they_pass_on() -> None:
    claims = [
        kept("b", "Nur Brigade", "2019"),
        kept("a", "Liwa al-Nur", "2015-03", "A Witness"),
        kept("c", "Liwa al-Nur", None),
    ]
    mentions = [make_mention(document=k.claim.document, name=k.claim.subject.name, type=GROUP) for k in claims]
    (entity,) = resolve(mentions, [k.claim for k in claims], []).entities
    filled = tuple(replace(k, subject=entity.id) for k in claims)
    forms = {
        form.name: form
        for form in name_forms(entity, Knowledge(kept=filled, entities=(entity,), mentions=tuple(mentions)))
    }
    used = forms["Liwa al-Nur"].uses
    assert [(use.document, use.date, use.tellers) for use in used] == [
        ("a", "2015-03", ("A Witness",)),
        ("c", None, ()),
    ]
    assert forms["Nur Brigade"].script == "Latin" and forms["Nur Brigade"].documents == 1
    assert uses_words(used) == "used by Paper a, 2015-03, passing on A Witness; Paper c, undated"


@pytest.mark.parametrize(
    ("name", "language"),
    [
        ("لواء النور", None),
        ("سپاه پاسداران", "fa"),
        ("لشکر طیبہ ٹی", "ur"),
        ("Їжак", "uk"),
        ("Бригада", None),
        ("Мы", "ru"),
        ("Liwa al-Nur", None),
        ("", None),
    ],
)
def test_the_language_of_a_name_is_said_only_where_letters_tell(name: str, language: str | None) -> None:
    assert language_of_letters(name) == language
