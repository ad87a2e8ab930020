"""Finding the names of a passage: runs of capitals, cut into names, each with the kind that its passage tells.

Head-words and shapes decide first ("Liwa X", "X Brigade", "Battle of X"), then the gazetteer, then what stands beside
the name, then a statistical tagger's labels. A name keeps one type throughout a document (`rawi.reading.cast`).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from rawi.model import EntityType
from rawi.reading.naming.cutting import cut
from rawi.reading.naming.events import day_groups, events_of, extend_over_date, overlaid, with_year
from rawi.reading.naming.kinds import typed
from rawi.reading.naming.ranked import between, ranked
from rawi.reading.naming.runs import runs_of
from rawi.reading.naming.spelled import spelled_out
from rawi.reading.naming.titles import Title, titles_of
from rawi.reading.naming.units import numbered_units
from rawi.reading.naming.words import Name, cues, head_kind, words_of
from rawi.reading.passages import Passage

APPOSED = re.compile(r"(?:,? (?:of|at|for|in)(?: the)? #(?:(?:,| of| in| at)(?: the)? #)*)?, ")
APPOSED_END = re.compile(
    r"\s*(?:,|\(|$|\.)|\s+(?:said|says|told|has|was|is|added|confirmed|stated|also|who|disclosed|announced)\b"
)
KINFOLK = (" family", " clan", " tribe", " dynasty")


def find_names(
    passage: Passage,
    labels: Iterable[tuple[int, int, str]] = (),
    titles: Sequence[Title] | None = None,
    common: Collection[str] = frozenset(),
) -> list[Name]:
    """The names of a passage in order, without overlap. `labels` are spans that a tagger marked (start, end, label);
    `titles` the passage's ranks and offices, found anew where they are not given; `common` ordinary English words."""
    text = passage.text
    words = words_of(text)
    tagged = list(labels)
    styled = titles_of(text) if titles is None else titles
    names = ranked(words, styled, text)
    names += [n for n in numbered_units(text) if not any(n.start < o.end and o.start < n.end for o in names)]
    words = between(words, styled, names)
    for run in runs_of(words, text, tagged, passage.quoted, common):
        pieces = cut(run, text, tagged)
        names.extend(typed(piece, text, tagged) for piece in pieces)
    names = [n for n in names if n.text.lower() not in cues()["no_names"] and not _no_name(n, text)]
    names = _in_office(names, styled, text)
    names = [_with_kinfolk(with_year(n, text), text) for n in names]
    names = overlaid(names, day_groups(text))
    names = overlaid(names, events_of(words, text))
    names = spelled_out(_coordinated(sorted(names, key=lambda n: n.start), text), passage)
    names = [extend_over_date(n, passage) if n.type is EntityType.EVENT else n for n in names]
    return sorted(names, key=lambda n: n.start)


ROMAN = re.compile(r"[IVXLC]+")


def _no_name(name: Name, text: str) -> bool:
    """A numeral, an adverb that opens a sentence ("Barely"), or a body called by its kind."""
    if ROMAN.fullmatch(name.text) and not name.sure:
        return True
    opens = text[: name.start].rstrip()[-1:] in ("", ".", "!", "?")
    adverb = opens and name.text.endswith("ly") and " " not in name.text and name.type is not EntityType.PERSON
    return (adverb and not name.sure) or _kind_alone(name, text)


def _kind_alone(name: Name, text: str) -> bool:
    """ "The Division", "its Centre": the body of that kind that was named before, and no name."""
    if name.text.lower() not in cues()["kinds_alone"]:
        return False
    before = text[: name.start].rstrip()
    return before.endswith("'s") or before.rsplit(" ", 1)[-1].lower() in cues()["determiners"]


def _in_office(names: list[Name], titles: Sequence[Title], text: str) -> list[Name]:
    """An unsure name behind an office is of who holds it: "Chief of Army Staff A B", "the spokesman of X, A B,"."""
    offices = [t for t in titles if t.kind == "office"]
    out = list(names)
    for k, name in enumerate(out):
        if name.sure or name.rule not in ("unknown", "label", "shape", "said", "place after", "in"):
            continue
        if any(head_kind(w.lower()) is not None for w in name.text.split()) or len(name.text.split()) > 4:
            continue
        office = next((t for t in reversed(offices) if t.end < name.start), None)
        if office is None or name.start - office.end > 90:
            continue
        gap = text[office.end : name.start]
        for other in reversed([n for n in out if office.end <= n.start and n.end <= name.start]):
            gap = gap[: other.start - office.end] + "#" + gap[other.end - office.end :]
        apposed = APPOSED.fullmatch(gap) and " " in name.text and APPOSED_END.match(text, name.end)
        if gap == " " or apposed:
            out[k] = replace(name, type=EntityType.PERSON, rule="title")
    return out


def _with_kinfolk(name: Name, text: str) -> Name:
    """ "the X family", "the X clan": a community, named with its word."""
    if name.type is not EntityType.COMMUNITY or name.rule not in ("tribe", "head-word"):
        return name
    for word in KINFOLK:
        end = name.end + len(word)
        if text[name.end : end] == word and not text[end : end + 1].isalpha():
            return replace(name, end=end, text=text[name.start : end])
    return name


def _coordinated(names: list[Name], text: str) -> list[Name]:
    """ "X and Y Brigades", "the villages of X and Y": the unknown one is of the kind of the known one."""
    out = list(names)
    for k, (left, right) in enumerate(pairwise(names)):
        between = text[left.end : right.start]
        if between not in (" and ", ", ", " or ", " and the ", ", and "):
            continue
        if (
            left.type is None
            and left.rule == "unknown"
            and right.rule in ("head-word", "followed", "place follows", "tribe")
            and between != ", "
        ) and (right.rule != "head-word" or right.text.endswith("s")):
            out[k] = replace(left, type=right.type, rule=right.rule)
        if (
            out[k].rule in ("place of", "gazetteer")
            and right.type in (None, EntityType.PERSON)
            and not right.sure
            and right.rule in ("unknown", "label")
        ) and (
            out[k].type is EntityType.PLACE
            and (right.type is None or out[k].rule == "place of")
            and right.rule != "adjective"
        ):
            out[k + 1] = replace(right, type=EntityType.PLACE, rule="place of")
            names[k + 1] = out[k + 1]
    return out
