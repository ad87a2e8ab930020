"""What may leave a workspace: the claims that may be published, with private persons masked in every word of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

import msgspec

from rawi.errors import RawiError
from rawi.model import Entity
from rawi.model.sensitivity import Level
from rawi.publish.dossier import Withheld
from rawi.publish.knowledge import Knowledge
from rawi.publish.masking import WITHHELD_ADDRESS, WITHHELD_QUOTE, Masking
from rawi.publish.nearness import WITHHELD_PLACE, places_below_province
from rawi.publish.private import LeftOut, Why, left_out, spans_of
from rawi.publish.profile import PUBLICATION, Profile
from rawi.publish.sensitivity import levels
from rawi.publish.standing import Standing, standing
from rawi.publish.veil import STRANGER, Veil
from rawi.publish.veils import common_words, veils

_PERSON = re.compile(r"\[person withheld(?: \d+)?\]")


class Publication(msgspec.Struct, frozen=True, kw_only=True):
    """Knowledge that is fit to leave, and the claims that stayed behind."""

    knowledge: Knowledge
    left_out: tuple[LeftOut, ...]
    standing: Standing
    masking: Masking

    @property
    def veil(self) -> Veil:
        """Over words that belong to no one record, such as those of a picture."""
        return self.masking.veils.everywhere

    def fit(self, entity: Entity) -> Entity:
        """The entity as it may be shown. Raises `RawiError` for a private person: no page is published of one."""
        if entity.id in self.standing.private:
            raise RawiError(
                f"{entity.name} holds no public position that a document names, so nothing is published of this person",
                advice="on the screen there is a working copy; in a file persons are named with --unmasked --reason",
            )
        if entity.id not in self.knowledge.entity:
            raise RawiError(
                f"nothing shows that {entity.name} is not a person, so no page is published under this name",
                advice="on the screen there is a working copy; in a file persons are named with --unmasked --reason",
            )
        return self.knowledge.entity[entity.id]

    def withheld(self, entity: str | None = None) -> Withheld:
        """The counts, over all claims or over those about one entity."""
        gone = [x for x in self.left_out if entity is None or entity in (x.kept.subject, x.kept.object)]
        shown = [k for k in self.knowledge.kept if entity is None or entity in (k.subject, k.object)]
        words = "\n".join(msgspec.json.encode((k.claim, k.readings, k.source)).decode() for k in shown)
        quotes = {(k.source.id, k.reading.quote): k.claim.quote for k in shown}.values()
        said = "\n".join(quote.prefix + quote.exact + quote.suffix for quote in quotes)
        reviewers = Counter(k.review.by for k in shown if k.review.by and k.review.state != "unreviewed")
        return Withheld(
            sensitive=_counted(gone, Why.SENSITIVE),
            private=_counted(gone, Why.PRIVATE),
            rejected=sum(x.why is Why.REJECTED for x in gone),
            persons=len(set(_PERSON.findall(words))),
            names=said.count(STRANGER),
            places=said.count(WITHHELD_PLACE),
            quotes=sum(quote.exact == WITHHELD_QUOTE for quote in quotes),
            addresses=len({k.source.id for k in shown if WITHHELD_ADDRESS in (k.source.url, k.source.path)}),
            reviewers=dict(sorted(reviewers.items(), key=lambda item: (-item[1], item[0]))),
        )


def for_publication(
    knowledge: Knowledge, texts: Iterable[str] = (), profile: Profile = PUBLICATION, *, rejected: bool = False
) -> Publication:
    """What of a whole workspace may be published, or leave under another redaction profile.

    Left out are rejected claims, grave ones (killings, attacks, accusations, designations) that nobody has reviewed,
    and the private life of persons without a public position, whose names are masked wherever they stand. With
    `rejected`, claims rejected in review leave too, for those who learn from them. `texts` are the documents' texts:
    the more of them, the fewer ordinary words are taken for a stranger's name. `knowledge` must be the whole workspace,
    for who is in office is known from all of it.
    """
    parted = standing(knowledge)
    known = levels(knowledge, parted.public)
    parted = _unmasked(parted, known, profile)
    spared = {id for id, level in knowledge.sensitivity.items() if level in profile.mask}
    gone = left_out(knowledge.kept, parted, spared=spared, unreviewed=profile.unreviewed, rejected=rejected)
    behind = {x.kept.claim.id for x in gone}
    common = common_words([*texts, *(k.claim.quote.exact for k in knowledge.kept)])
    owner = {mention: entity.id for entity in knowledge.entities for mention in entity.mentions}
    below = places_below_province(knowledge, known) if profile.places else {}
    over = veils(knowledge, parted, common, also=profile.names)
    masking = Masking(over, spans_of(gone), below)
    return Publication(
        knowledge=Knowledge(
            kept=tuple(masking.claim(k) for k in knowledge.kept if k.claim.id not in behind),
            entities=tuple(masking.entity(e) for e in knowledge.entities),
            mentions=tuple(masking.mention(m, owner) for m in knowledge.mentions),
            documents=tuple(masking.document(d) for d in knowledge.documents),
        ),
        left_out=tuple(gone),
        standing=parted,
        masking=masking,
    )


def _unmasked(parted: Standing, known: Mapping[str, tuple[Level, ...]], profile: Profile) -> Standing:
    """Who is masked under a profile: whoever has a level that it masks."""
    shown = {i for i in parted.private if i in known and not set(known[i]) & set(profile.mask)}
    return Standing(public=parted.public | shown, private=parted.private - shown)


def _counted(gone: Iterable[LeftOut], why: Why) -> dict[str, int]:
    counts = Counter(x.kept.claim.predicate for x in gone if x.why is why)
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
