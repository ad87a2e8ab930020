"""The contested board and the list of alarms as lines of text."""

from __future__ import annotations

from collections.abc import Iterator

from rawi.publish.backing import backing_words
from rawi.publish.contested import AnswerShown, Assessed, Board, Contest
from rawi.publish.dispute import KINDS
from rawi.publish.dossier import Telling
from rawi.publish.lines import BLANK, Line, isolated, line
from rawi.publish.properties import property_of
from rawi.publish.text import STANCE_STYLE, dated, short_quote
from rawi.publish.wording import ARROW

SHOWN = 4
"""Tellings of one answer that the text lists; `--json` has all."""
SIGNS = {"contradicts": ("≠", "bold red"), "doubted": ("?", "red"), "reserve": ("◧", "yellow")}
QUIET = ("agrees", "precision", "succession")
"""Bearings that are no dispute: shown where everything was asked for."""


def board_lines(board: Board, *, every: bool = False) -> list[Line]:
    """Each question with its answers, every telling with its quote, and how they bear on each other."""
    lines = list(_head(board))
    last = ""
    for contest in board.questions:
        if contest.entity.name != last:
            lines += [BLANK, line(0, (isolated(contest.entity.name).upper(), "bold underline"))]
            last = contest.entity.name
        lines += _contest(contest, every)
    return lines


def _head(board: Board) -> Iterator[Line]:
    count = len(board.questions)
    types = ", ".join(f"{n} of {kind}" for kind, n in board.types.items())
    words = f"{count} question{'' if count == 1 else 's'}"
    yield line(0, (words, "bold"), f" · contradictions: {types}" if types else " · no contradiction")
    states = ", ".join(f"{n} {state}" for state, n in board.states.items() if n)
    yield line(0, (f"By state: {states}" if states else "", "dim"))
    yield line(0, (f"Working copy, not for publication · {board.claims} claims, {board.unreviewed} unreviewed", "dim"))
    clocks = [f"as of {board.as_of}"] if board.as_of else []
    clocks += [f"as known on {board.as_known}"] if board.as_known else []
    if clocks:
        yield line(0, (", ".join(clocks), "bold yellow"))


def _contest(contest: Contest, every: bool) -> Iterator[Line]:
    yield BLANK
    yield line(0, (isolated(contest.asks), "bold"), (f"  {contest.state} · {contest.id[:12]}", "dim"))
    for answer in contest.answers:
        yield from _answer(answer, labelled=len({a.label for a in contest.answers}) > 1)
    for b in contest.bearings:
        if b.kind in QUIET and not every:
            continue
        sign, style = SIGNS.get(b.kind, ("·", "dim"))
        kind = f"{KINDS[b.kind]}{f' of {b.type}' if b.type else ''}{'' if b.certain else ', perhaps'}"
        yield line(2, (f"{sign} {kind}: ", style), isolated(b.reason))
    for one in contest.assessments[-1:]:
        yield from _assessment(one)
    for want in contest.wanted[:SHOWN]:
        yield line(2, (f"would settle: {want.why}: ", "dim"), isolated(want.citation))


def _assessment(one: Assessed) -> Iterator[Line]:
    """The last that a person said of it; what came in since is counted."""
    since = f"; {one.since} claims have come in since" if one.since else ""
    said = isolated(one.words or one.reason)
    yield line(2, (f"{one.state}: ", "bold green"), said, (f" — {isolated(one.by)}, {one.at[:10]}{since}", "dim"))


def _answer(answer: AnswerShown, *, labelled: bool) -> Iterator[Line]:
    behind = backing_words(answer.documents, answer.known_origins, answer.untraced)
    label = f" ({answer.label})" if labelled and answer.label != answer.words else ""
    yield line(2, (isolated(answer.words), "bold cyan"), label, (f" — {behind}", "dim"))
    for telling in answer.tellings[:SHOWN]:
        yield from telling_lines(telling, 4)
    if len(answer.tellings) > SHOWN:
        yield line(4, (f"and {len(answer.tellings) - SHOWN} more", "dim"))


def telling_lines(telling: Telling, indent: int) -> Iterator[Line]:
    """One claim in two lines: what it says, for when, by whom, where; and its words."""
    polarity = "not " if telling.negated and telling.says != "none" else ""
    said = f"{property_of(telling.predicate).label.lower()}: {polarity}{telling.says}"
    facts = [telling.time or telling.edtf or "undated", telling.stance, f"told by {ARROW.join(telling.chain)}"]
    yield line(
        indent,
        (f"{telling.mark} ", STANCE_STYLE.get(telling.stance, "")),
        isolated(said),
        (f" · {' · '.join(map(isolated, facts))} · {telling.claim[:12]}", "dim"),
    )
    yield line(
        indent + 2, (short_quote(telling.quote), "italic"), (f" — {isolated(telling.title)}, {dated(telling)}", "dim")
    )
