"""What the words beside a name say of its kind: "the village of X", "X fighters", "his brother X", "X, 34,"."""

from __future__ import annotations

import re
from functools import cache

from rawi.model import EntityType
from rawi.reading.naming.words import cues, titles
from rawi.vocabulary import heads, roles

REACH = 90
DIRECTION = (
    r"(?:north|south|east|west|northeast|northwest|southeast|southwest|north-east|north-west|south-east|south-west)"
)


def _either(words: frozenset[str]) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w)))


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    known = roles()
    role = _either(
        frozenset(
            w for w in known.leader | known.position | known.rank | frozenset(known.kin) if " " not in w and len(w) > 3
        )
    )
    lead_in = (
        r"(?:the|a|an|its|his|her|their|former|senior|top|then|current|overall|deputy|prominent|leading|military|political|"
        r"spiritual|local|influential|alleged|longtime|late|self-styled|one of \w+|[\w'.\-]+'s?|[A-Z][\w\-]+|"
        r"(?:vice|prime|foreign|defen[cs]e|interior|media|field|regional|provincial))"
    )
    return {
        "role after": re.compile(rf",\s+(?:{lead_in}\s+){{0,6}}(?:{role})\b(?!\s+[A-Z])(?!s\b)"),
        "aged": re.compile(r",\s+(?:aged\s+)?\d\d,"),
        "who": re.compile(r",?\s+who\s"),
        "said": re.compile(rf"\s+(?:(?:has|had|also|later|then|reportedly)\s+)?(?:{_either(cues()['says'])})\b"),
        "life": re.compile(
            rf"(?:,?\s+who)?\s+(?:(?:has|had|also|later|then|reportedly)\s+)?(?:been\s+)?(?:{_either(cues()['lives'])})\b"
        ),
        "kin after": re.compile(rf"'s?\s+(?:(?:\w+)\s+)?(?:{_either(frozenset(known.kin))})\b"),
        "role before": re.compile(rf"\b(?:{role}),\s*$"),
        "place after": re.compile(
            rf",\s+(?:(?:just|some|about)\s+)?(?:\d+\s*(?:km|kilomet|mile)|(?:\w+\s+)?{DIRECTION}(?:ern)?\s+(?:of|\w+)|"
            rf"(?:a|the)\s+(?:\w+\s+)?(?:{_either(cues()['place_nouns'])})\b)"
        ),
        "place of": re.compile(rf"\b(?:{_either(cues()['place_nouns'])}|{DIRECTION}|outskirts)s?\s+of\s+$", re.I),
        "place before": re.compile(rf"\b(?:{_either(cues()['place_nouns'])})\s+$"),
        "place follows": re.compile(rf"\s+(?:{_either(cues()['place_follows'])})\b(?!\s+of\s+(?:fighters|men))"),
        "district follows": re.compile(
            r"\s+(?:province|district|governorate|village|countryside|municipality|neighbou?rhood)s?\b"
        ),
        "in": re.compile(
            r"\b(?:in|at|near|around|outside|inside|throughout|across|towards?|off|withdrew from|fled)\s+"
            r"(?:(?:the\s+)?(?:\w+ern|nearby|neighbou?ring|central|east|west|north|south|rural)\s+)?$",
            re.I,
        ),
        "place verb": re.compile(
            rf"\b(?:{_either(cues()['place_verbs'])})\s+(?:(?:the\s+)?(?:nearby|neighbou?ring|strategic|central)\s+)?$"
        ),
        "taken": re.compile(r"\b(?:took|seized|captured|taken|capturing|seizing)\s+$"),
        "struck": re.compile(
            r"\b(?:attacked|raided|stormed|bombed|struck|attack on|raid on|attacks on|assault on)\s+$"
        ),
        "phrase ends": re.compile(
            r"\s*(?:[.,;:)]|$)|\s+(?:and|or|on|in|at|during|after|before|when|where|while|as|from|for|with|by|last|late|"
            r"early|has|was|were|is)\b"
        ),
        "group before": re.compile(rf"\b(?:{_either(cues()['group_nouns'])})\s+$"),
        "led by": re.compile(
            r"\b(?:(?:led|headed|commanded|chaired|(?:co-?)?founded)\s+by|under(?:\s+the\s+(?:\w+\s+)?"
            r"(?:leadership|command|stewardship|direction)\s+of)?)\s+$",
            re.I,
        ),
        "members of": re.compile(rf"\b(?:{_either(cues()['member_nouns'])})\s+(?:of|from|for)\s+(?:the\s+)?$"),
        "group does": re.compile(
            rf"\s+(?:(?:has|had|have|also|later|then|subsequently|jointly)\s+)?(?:{_either(cues()['group_does'])})\b"
        ),
        "follows group": re.compile(rf"\s+(?:{_either(cues()['group_follows'])})\b"),
        "role follows": re.compile(r"\s+(?:emir|leader|commander|chief|deputy|spokesman|founder)\b"),
        "community": re.compile(rf"\s+(?:{_either(cues()['community_follows'])})\b"),
        "ethnic": re.compile(r"\bethnic(?:ally)?\s+$", re.I),
        "outlet after": re.compile(rf",?\s+(?:{_either(cues()['outlet_nouns'])})\b"),
        "outlet before": re.compile(rf"\b(?:{_either(cues()['outlet_nouns'])})\s+$"),
        "fighters": re.compile(rf"\s+(?:{_either(cues()['fighters'])})\b"),
        "alias before": re.compile(r"\balias(?:es)?\s+$", re.I),
        "alias after": re.compile(r",?\s+alias\s+[\"'“‘]?[A-Z]"),
        "reports": re.compile(
            rf"\s+(?:(?:has|had|also|later|then|first)\s+)?(?:{_either(cues()['reports'])})\b(?!\s+(?:to|in|by)\b)"
        ),
        "rule of": re.compile(
            r"\s+(?:regime|government|administration|dynasty|presidency|family|clan|era|dictatorship)\b", re.I
        ),
    }


def beside(
    text: str, start: int, end: int, *, label: str | None, words: int, acronym: bool, given: bool = False
) -> tuple[EntityType, str] | None:
    """The kind that the surroundings of `text[start:end]` give, and the sign; None where they are silent.

    `given` says that it begins with a given name.
    """
    p = _patterns()
    before, after = text[max(0, start - REACH) : start], text[end : end + REACH]
    last = re.search(r"([\w\-]+)\.?\s+$", before)
    word = last[1].lower() if last else ""
    article = word in ("the", "a", "an")
    human = not acronym and words <= 5
    if p["community"].match(after) or p["ethnic"].search(before):
        return EntityType.COMMUNITY, "tribe"
    if p["place of"].search(before):
        return EntityType.PLACE, "place of"
    if p["district follows"].match(after):
        return EntityType.PLACE, "place follows"
    if p["place follows"].match(after) and label not in ("ORG", "PERSON", "NORP"):
        return EntityType.PLACE, "place follows"
    if (p["outlet after"].match(after) and label != "PERSON") or p["outlet before"].search(before):
        return EntityType.ORGANIZATION, "outlet"
    if p["group before"].search(before):
        return EntityType.GROUP, "group before"
    entitled = given and p["role follows"].match(after)
    if p["follows group"].match(after) and label not in ("NORP", "GPE") and not entitled:
        return EntityType.GROUP, "followed"
    if human and words > 1 and (p["alias before"].search(before) or p["alias after"].match(after)):
        return EntityType.PERSON, "role"
    roman = text[start:end].split(" ", maxsplit=1)[0] in cues()["outlet_articles"]
    if not article and not acronym and (label == "ORG" or (roman and words > 1)) and p["reports"].match(after):
        return EntityType.ORGANIZATION, "reports"
    if roman and words > 1 and not article and p["said"].match(after):
        return EntityType.ORGANIZATION, "said"
    if human and not article:
        titled = last is not None and (last[1][:1].isupper() or word not in cues()["not_titles"]) and word in titles()
        if titled or roles().kin_of(word) is not None:
            return EntityType.PERSON, "title"
    if p["place before"].search(before) and label != "PERSON":
        return EntityType.PLACE, "place before"
    if human and label in (None, "PERSON", "ORG", "GPE", "NORP", "FAC", "WORK_OF_ART", "PRODUCT"):
        if p["kin after"].match(after) or (not article and (p["aged"].match(after) or p["role after"].match(after))):
            return EntityType.PERSON, "role"
        if label in (None, "PERSON") and not article and (p["role before"].search(before) or p["life"].match(after)):
            return EntityType.PERSON, "role"
    if label != "PERSON" and p["place after"].match(after) and not article:
        return EntityType.PLACE, "place after"
    if label in (None, "PERSON") and words == 1 and p["in"].search(before) and not after.startswith("'"):
        return EntityType.PLACE, "in"
    if (
        label == "ORG"
        and human
        and words == 1
        and re.search(r"\b(?:in|near|off)\s+$", before)
        and re.match(r"[.,;]|$", after)
    ):
        return EntityType.PLACE, "in"
    ends = p["phrase ends"].match(after) is not None and not article
    if ends and words <= 4 and not acronym and "'" not in after[:1]:
        if p["place verb"].search(before):
            return EntityType.PLACE, "place verb"
        if p["taken"].search(before) and (words == 1 or label in ("GPE", "LOC", "FAC")):
            return EntityType.PLACE, "taken"
        if p["in"].search(before) and (label != "ORG" or words < 3):
            return EntityType.PLACE, "in"
        if words == 1 and label in (None, "PERSON", "PRODUCT") and p["struck"].search(before):
            return EntityType.PLACE, "struck"
    thing = re.match(r"\s+([a-z]+)", after) if any(c.isdigit() for c in text[start:end]) and label != "PERSON" else None
    if thing is not None and heads().kind_of(thing[1]) is EntityType.ITEM:
        return EntityType.ITEM, "item"
    if human and words in {2, 3} and not article and p["led by"].search(before):
        return EntityType.PERSON, "led by"
    if label in (None, "PERSON") and p["members of"].search(before):
        return EntityType.GROUP, "members of"
    speaks = p["said"].match(after) or p["who"].match(after)
    if speaks and word != "of" and label is None and human and words <= 3 and not article:
        return EntityType.PERSON, "said"
    if label in (None, "PERSON", "GPE") and p["group does"].match(after):
        return EntityType.GROUP, "group does"
    return None


def ruled(text: str, end: int) -> bool:
    """ "the X regime", "the X family": X is whoever rules, a person as a rule."""
    return _patterns()["rule of"].match(text[end : end + REACH]) is not None


def shows_group(text: str, end: int) -> bool:
    """Whether those who fight stand right behind: "X militants", "X gunmen" are men of a group, never of a person."""
    return _patterns()["fighters"].match(text[end : end + REACH]) is not None


def placed(text: str, start: int) -> bool:
    """Whether a preposition of place stands before: "in X", "near X"."""
    return _patterns()["in"].search(text[max(0, start - REACH) : start]) is not None


def follows_group(text: str, end: int) -> bool:
    """Whether a word for a group stands right behind: "X fighters", "X movement"."""
    return _patterns()["follows group"].match(text[end : end + REACH]) is not None
