"""Claims, timelines, networks and maps as lines of text."""

from __future__ import annotations

from collections.abc import Sequence

from rawi.model import KeptClaim
from rawi.publish.clocks import Clock, Holding, holding
from rawi.publish.entries import absence_of
from rawi.publish.lines import BLANK, Line, isolated, line
from rawi.publish.network import Network
from rawi.publish.places import KINDS, Mark, Places
from rawi.publish.text import STANCE_STYLE, short_quote
from rawi.publish.ties import kinds
from rawi.publish.timeline import Moment, Timeline, moment_facts
from rawi.publish.wording import ARROW, MARKS, chain_links, claim_words, source_date, source_title, time_words
from rawi.vocabulary import plain
from rawi.weigh import documents_words

SHORT_ID = 12
FACTS = SHORT_ID + 2


def claim_lines(kept: Sequence[KeptClaim], as_of: Clock | None = None) -> list[Line]:
    """Each claim in three lines: what it says, who tells it and where, its words; whether it surely holds `as_of`."""
    lines: list[Line] = []
    for k in kept:
        lines += _claim(k, as_of)
    unreviewed = sum(k.review.state == "unreviewed" for k in kept)
    count = f"{len(kept):,} claim{'' if len(kept) == 1 else 's'}, {unreviewed:,} unreviewed"
    return [*lines, line(0, (count, "bold"))]


def _claim(kept: KeptClaim, as_of: Clock | None) -> list[Line]:
    claim, stance = kept.claim, str(kept.reading.stance)
    polarity = "not " if claim.negated and not absence_of(kept) else ""
    when = time_words(kept.reading.time)
    place = kept.reading.place.name if kept.reading.place else None
    facts = [stance, kept.review.state, *([when] if when else []), *([f"at {place}"] if place else [])]
    if as_of is not None and holding(kept, as_of) is Holding.POSSIBLE:
        facts.append(f"possibly as of {as_of.words}")
    told = ARROW.join(map(isolated, chain_links(kept.reading)))
    return [
        line(
            0,
            (claim.id[:SHORT_ID], "dim"),
            "  ",
            (f"{isolated(claim.subject.name)} · {polarity}{claim.predicate}", "bold"),
            f" · {isolated(claim_words(kept))}",
        ),
        line(FACTS, (f"{MARKS[kept.reading.stance]} ", STANCE_STYLE.get(stance, "")), (" · ".join(facts), "dim")),
        line(FACTS, (f"told by {told} · {source_title(kept.source)}, {source_date(kept.source)}", "dim")),
        line(FACTS, (short_quote(claim.quote.exact), "italic")),
        BLANK,
    ]


def timeline_lines(shown: Timeline) -> list[Line]:
    """The dated moments in their order, then those that no order can place."""
    lines = [
        line(0, (isolated(shown.name), "bold"), " · timeline"),
        line(0, (f"Working copy, not for publication · {shown.unreviewed} claims unreviewed", "dim")),
        BLANK,
    ]
    year = ""
    for moment in shown.dated:
        if moment.day is not None and moment.day[:4] != year:
            year = moment.day[:4]
            lines.append(line(0, (year, "bold underline")))
        lines += _moment(moment)
    if shown.undated:
        lines += [BLANK, line(0, ("No year, or no time at all", "bold underline"))]
        lines += [words for moment in shown.undated for words in _moment(moment)]
    return lines


def _moment(moment: Moment) -> list[Line]:
    bounds = f" [{moment.bounds}]" if moment.bounds and plain(moment.bounds) != plain(moment.time) else ""
    said = f"{moment.label}{': ' if moment.words else ''}{'not ' if moment.negated else ''}{isolated(moment.words)}"
    first = moment.tellings[0]
    return [
        line(2, (moment.time, "bold"), (bounds, "dim")),
        line(4, (f"{' '.join(moment.marks)} ", STANCE_STYLE.get(moment.stances[0], "")), said),
        line(4, (f"{moment_facts(moment)} · told by {ARROW.join(map(isolated, first.chain))}", "dim")),
        line(4, (short_quote(first.quote), "italic")),
    ]


def network_lines(shown: Network) -> list[Line]:
    """Each tie in two lines, by kind: who, how, whom; its time and what stands behind it."""
    named = {node.id: node.name for node in shown.nodes}
    lines = [
        line(0, (isolated(shown.name or "Everybody"), "bold"), " · network"),
        line(0, (f"Working copy, not for publication · {shown.unreviewed} claims unreviewed", "dim")),
    ]
    for kind, label in kinds().items():
        own = [edge for edge in shown.edges if edge.kind == kind]
        if own:
            lines += [BLANK, line(0, (label, "bold underline"))]
        for edge in own:
            said = f"{isolated(named[edge.source])} · {edge.says} · {isolated(named[edge.target])}"
            facts = [*edge.times[:2], documents_words(edge.documents), ", ".join(edge.stances)]
            facts += ["contested"] if edge.contested else []
            facts += ["possibly then"] if edge.holds == "possible" else []
            lines += [line(2, (f"{' '.join(edge.marks)} ", ""), (said, "bold")), line(4, (" · ".join(facts), "dim"))]
    if shown.left_out:
        lines += [BLANK, line(0, (f"{shown.left_out} more parties are left out; --most shows more.", "yellow"))]
    return lines


def places_lines(shown: Places) -> list[Line]:
    """Each place with how exactly it is placed and what is told of it; what has no place comes last."""
    lines = [
        line(0, (isolated(shown.name or "Everybody"), "bold"), " · map"),
        line(0, (f"Working copy, not for publication · {shown.unreviewed} claims unreviewed", "dim")),
        BLANK,
    ]
    for one in shown.located:
        spot = one.spot
        reach = f" ±{spot.radius_km:g} km" if spot.radius_km and spot.precision == "circle" else ""
        where = f"{spot.precision}: {spot.name}{reach}" + (f", by hand of {spot.by}" if spot.basis == "by hand" else "")
        lines += [line(0, (isolated(one.name), "bold"), (f"  [{where}]", "dim")), *map(_mark, one.marks)]
    if shown.tray:
        lines += [BLANK, line(0, ("Without a place", "bold underline"))]
    for missing in shown.tray:
        lines += [line(0, (isolated(missing.name), "bold"), (f"  [{missing.missing.why}]", "dim"))]
        lines += map(_mark, missing.marks)
    return lines


def _mark(mark: Mark) -> Line:
    facts = [*mark.times[:2], documents_words(mark.documents), *(["contested"] if mark.contested else [])]
    said = f"{' '.join(mark.marks)} {KINDS[mark.kind]}: {isolated(mark.name)}"
    return line(4, said, (f"  {' · '.join(facts)}", "dim"))
