"""The dossier as lines of text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rawi.publish.backing import backing_words
from rawi.publish.dossier import Dossier, Entry, NameForm, NameUse, PropertyBlock, Telling
from rawi.publish.footing import missing_words, withheld_words
from rawi.publish.lines import BLANK, Line, isolated, line
from rawi.publish.visible import visible_name
from rawi.publish.wording import ARROW
from rawi.weigh import documents_words

TELLERS_SHOWN = 3
USES_SHOWN = 4
"""Documents that a line on a name gives."""
QUOTE_SHOWN = 280
"""Characters of a quote that a listing shows; the whole quote is in the page and the export."""

STANCE_STYLE = {
    "stated": "green",
    "reported": "cyan",
    "claimed": "yellow",
    "possible": "magenta",
    "doubted": "red",
    "denied": "bold red",
}


def dossier_lines(dossier: Dossier) -> list[Line]:
    """The whole dossier, from names to what is missing."""
    return [
        *_head(dossier),
        *_names(dossier.names),
        *(alarm for alarm in _alarms(dossier)),
        *(words for section in dossier.sections for words in _section(section.heading, section.properties)),
        *_foot(dossier),
    ]


def _head(dossier: Dossier) -> Iterator[Line]:
    yield line(0, (isolated(dossier.name), "bold"), f" ({dossier.type})")
    yield line(0, (standing_words(dossier), "dim"))
    clocks = clock_words(dossier)
    if clocks:
        yield line(0, (clocks, "bold yellow"))


def standing_words(dossier: Dossier) -> str:
    """What kind of copy this is, and how much of it nobody has looked at."""
    counts = f"{dossier.claims} claims from {documents_words(dossier.documents)}"
    if dossier.withheld is None:
        return f"Working copy, not for publication · {counts} · {dossier.unreviewed} unreviewed"
    return f"For publication · {counts} · {dossier.unreviewed} unreviewed, marked"


def clock_words(dossier: Dossier) -> str:
    """The clocks that the dossier is set to, or nothing."""
    clocks = [f"as of {dossier.as_of}"] if dossier.as_of else []
    clocks += [f"as known on {dossier.as_known}"] if dossier.as_known else []
    return ", ".join(clocks)


def heading_line(words: str) -> Iterator[Line]:
    yield BLANK
    yield line(0, (words.upper(), "bold underline"))


def _names(names: Iterable[NameForm]) -> Iterator[Line]:
    yield from heading_line("Names")
    script = ""
    for form in names:
        if form.script != script:
            script = form.script
            yield line(2, (script, "dim"))
        why = f" · {'provisional, ' if form.provisional else ''}{form.joined}" if form.joined else ""
        language = f" · {form.language}" if form.language else ""
        told = f" · {documents_words(form.documents)}{language}{why}"
        yield line(4, isolated(visible_name(form.name)), (told, "dim"))
        if form.uses:
            yield line(6, (uses_words(form.uses), "dim"))


def uses_words(uses: Sequence[NameUse]) -> str:
    """Who uses a name and when: publishers with the dates of their documents, and whom they pass on."""
    told = []
    for use in uses[:USES_SHOWN]:
        more_tellers = f" and {len(use.tellers) - TELLERS_SHOWN} more" if len(use.tellers) > TELLERS_SHOWN else ""
        tellers = f", passing on {', '.join(use.tellers[:TELLERS_SHOWN])}{more_tellers}" if use.tellers else ""
        told.append(f"{use.publisher or use.title}, {use.date or 'undated'}{tellers}")
    more = f"; and {len(uses) - USES_SHOWN} more" if len(uses) > USES_SHOWN else ""
    return f"used by {'; '.join(told)}{more}"


def _alarms(dossier: Dossier) -> Iterator[Line]:
    if dossier.alarms:
        yield from heading_line("Where the documents are at odds")
    for alarm in dossier.alarms:
        yield line(2, ("≠ ", "bold red"), (alarm.heading, "bold"), f" · {alarm.reason}")


def _section(heading: str, properties: Iterable[PropertyBlock]) -> Iterator[Line]:
    yield from heading_line(heading)
    for block in properties:
        yield line(2, (block.label, "bold"), (" ≠ differs" if block.differs else "", "bold red"))
        for entry in block.entries:
            yield from _entry(entry)


def entry_words(entry: Entry) -> str:
    """The value itself; what is none, unknown, lost or negated says so."""
    if entry.absence == "none":
        return "none (the document says that there is none)"
    if entry.absence == "unknown":
        return "unknown (the document says so)"
    if entry.absence == "lost":
        count = f", {len(entry.tellings)} times" if len(entry.tellings) > 1 else ""
        return f"name lost in the capture{count}"
    return f"not {entry.words}" if entry.negated else entry.words


def _entry(entry: Entry) -> Iterator[Line]:
    yield line(
        4,
        (f"{' '.join(entry.marks)} ", STANCE_STYLE.get(entry.stances[0], "")),
        (isolated(entry_words(entry)), "bold" if entry.named else "italic"),
        " (a description, not a name)" if not entry.named else "",
        f" ({', '.join(entry.roles)})" if entry.roles else "",
        (" ≠ differs" if entry.differs else "", "bold red"),
    )
    yield line(6, (" · ".join(facts(entry)), "dim"))
    for teller in entry.tellers:
        yield line(6, (f"told by {ARROW.join(map(isolated, teller))}", "dim"))
    yield from _quote(entry)


def facts(entry: Entry) -> list[str]:
    """Documents, stances, times, places, other spellings and review of a value, in words."""
    found = [backing_words(entry.documents, entry.known_origins, entry.untraced), ", ".join(entry.stances)]
    found += ["; ".join(entry.times)] if entry.times else []
    found += ["at " + ", ".join(entry.places)] if entry.places else []
    found += ["undated, so possible at any date"] if entry.undated else []
    found += ["possibly at the date asked for"] if entry.holds == "possible" and not entry.undated else []
    found += ["also written " + ", ".join(map(isolated, entry.spellings))] if entry.spellings else []
    given = dict.fromkeys(t.grade for t in entry.tellings if t.grade)
    found += ["graded " + ", ".join(given)] if given else []
    found.append(review_words(entry))
    return found


def review_words(entry: Entry) -> str:
    if not entry.unreviewed:
        return "reviewed"
    total = len(entry.tellings)
    return "unreviewed" if entry.unreviewed == total else f"{entry.unreviewed} of {total} unreviewed"


def dated(telling: Telling) -> str:
    """The date of a document; of a passage that it republishes, that date first."""
    date = telling.date or "undated"
    return f"{telling.own_date}, republished {date}" if telling.own_date else date


def short_quote(quote: str) -> str:
    """A quote on one line between quotation marks, cut with a mark where it is long."""
    words = " ".join(quote.split())
    if len(words) > QUOTE_SHOWN:
        words = words[:QUOTE_SHOWN].rstrip() + " …"
    return f"“{isolated(words)}”"


def _quote(entry: Entry) -> Iterator[Line]:
    telling, more = entry.shown, len(entry.tellings) - 1
    where = f" — {telling.title}, {dated(telling)}" + (f" (and {more} more)" if more else "")
    yield line(6, (short_quote(telling.quote), "italic"), (where, "dim"))


def _foot(dossier: Dossier) -> Iterator[Line]:
    yield from heading_line("What is missing")
    for words in missing_words(dossier.missing):
        yield line(2, words)
    if dossier.withheld is not None:
        yield from heading_line("What was withheld for publication")
        for words in withheld_words(dossier.withheld):
            yield line(2, words)
