"""The other names that a text gives for a name: in brackets behind it, after "or", "also known as", "aka"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rawi.model import EntityType, Span
from rawi.reading.naming import ACRONYM, DATE_ASIDE, Name
from rawi.reading.naming.words import cues
from rawi.reading.passages import Aside, Passage
from rawi.vocabulary import gazetteer


@dataclass(frozen=True)
class Alias:
    """Another name that the text gives: for `owner`, at `span` of the stored text, quoted with its surroundings."""

    owner: str
    type: EntityType
    other: str
    passage: Passage
    start: int
    end: int
    span: Span
    rule: str


TypeOf = Callable[[str], EntityType | None]


LABEL_SEPARATORS = re.compile(
    r"\s*(?:;|/|\s[-–—]\s|[-–—]\s|,\s*(?=(?:or|aka|a\.k\.a|also|better|formerly|[A-Z]{2,})\b)|\s+or\s+|,\s)\s*"
)


QUOTED_WHOLE = re.compile(r"\s*[\"“‘'][^\"“”]+[\"”’']\s*")
DASHES = frozenset({"-", "–", "—"})


def aliases_of(passage: Passage, names: Sequence[Name], type_of: TypeOf) -> list[Alias]:
    """Aliases in brackets right behind a name, and behind "or", "also known as", "aka" in running text."""
    found: list[Alias] = []
    for aside in passage.asides:
        owner = next((n for n in names if aside.at in (n.end, n.end + 1)), None)
        if owner is None:
            continue
        kind = type_of(owner.text) or owner.type
        for text, start in alias_parts(aside, owner):
            found.append(
                Alias(
                    owner.text,
                    kind or EntityType.GROUP,
                    text,
                    passage,
                    owner.start,
                    owner.end,
                    Span(aside.span.start + start, aside.span.start + start + len(text)),
                    "bracket",
                )
            )
    found.extend(_spoken(passage, names, type_of))
    return found


HIS = r"(?:its|his|her|their|the)\s+"
LABEL = (
    r"(?:\w+\s+)?(?:acronym|acronyms|initials|abbreviation|nom de guerre|noms de guerre|alias|nickname|name|names|"
    r"pseudonym|codename|code name|moniker|call sign)(?:\s+of)?"
)
SPOKEN = re.compile(
    r",?\s*(?:(?:is|are|was|were|who (?:is|was)|which (?:is|was))\s+)?"
    r"(?:also|better|widely|commonly|locally|otherwise|popularly|officially|unofficially|formerly|previously|sometimes)?\s*"
    rf"(?:known(?: locally| officially| in \w+)? (?:as|by)(?: {HIS}{LABEL})?|referred to as|a\.?k\.?a\.?|alias|"
    r"under the name(?: of)?|going by)\s+(?:the\s+)?"
    r"|,?\s*(?:(?:is|are|was|were|who (?:is|was)|which (?:is|was)|also|now|sometimes|commonly|popularly)\s+)+"
    r"(?:called|nicknamed|dubbed|abbreviated|named|code-?named)\s+(?:as\s+)?(?:the\s+)?"
    r"|,\s*(?:called|nicknamed|dubbed|abbreviated(?: as)?|formerly|previously|code-?named)\s+(?:the\s+)?"
    r"|,?\s*(?:(?:which|who)\s+)?(?:now\s+|also\s+|formerly\s+)?(?:calls?|called|styles?|styled)\s+"
    r"(?:itself|himself|herself|themselves)\s+(?:the\s+)?"
    r"|,?\s*(?:(?:which|who|whose members)\s+)?(?:refers?|referred)\s+to\s+(?:itself|himself|themselves)\s+as\s+"
    r"(?:the\s+)?"
    rf"|,?\s*whose\s+{LABEL}\s+(?:is|was)\s+(?:the\s+)?"
    r"|,?\s*(?:(?:which|who)\s+)?(?:goes|went|go|operates?|operated|fights?|fought)\s+(?:by|under)\s+"
    rf"{HIS}{LABEL}\s+(?:the\s+)?"
    rf"|,?\s*(?:(?:which|who)\s+)?(?:uses?|used|adopted|took)\s+{HIS}{LABEL}\s+(?:the\s+)?"
)
OR_NAME = re.compile(r",?\s+or\s+(?:the\s+)?")


def _spoken(passage: Passage, names: Sequence[Name], type_of: TypeOf) -> list[Alias]:
    found = []
    for left, right in pairwise(names):
        between = passage.text[left.end : right.start]
        if len(between) > 60:
            continue
        kind = type_of(left.text) or left.type
        if kind is None or right.rule == "adjective":
            continue
        spoken = SPOKEN.fullmatch(between)
        equal = OR_NAME.fullmatch(between) and between.startswith(",")
        other = type_of(right.text) or right.type
        if (spoken and between.strip()) or (equal and other in (kind, None)):
            span = passage.span(right.start, right.end)
            found.append(Alias(left.text, kind, right.text, passage, left.start, left.end, span, "spoken"))
    return found


def alias_parts(aside: Aside, owner: Name) -> list[tuple[str, int]]:
    """The names that a bracket gives for the name before it, each with its offset in the bracket; [] if none."""
    if DATE_ASIDE.fullmatch(aside.text) or owner.type is EntityType.EVENT:
        return []
    labels = sorted(cues()["alias_labels"], key=lambda label: (-len(label), label))
    text = aside.text
    spans: list[tuple[str, int]] = []
    cursor = 0
    dashes = not QUOTED_WHOLE.fullmatch(text)
    for m in [*LABEL_SEPARATORS.finditer(text), None]:
        if m is not None and not dashes and m[0].strip() in DASHES:
            continue  # a dash inside quotation marks is of the name
        end = m.start() if m else len(text)
        piece = text[cursor:end]
        spans.append((piece, cursor))
        cursor = m.end() if m else cursor
    out: list[tuple[str, int]] = []
    labelled_before = False
    for piece, offset in spans:
        body, shift, labelled = _unlabelled(piece, labels)
        labelled_before = labelled_before or labelled
        body, trim = _unquoted(body)
        if body and _is_name(body, owner, labelled_before, quoted=trim > 0):
            out.append((body, offset + shift + trim))
        elif body and not out:
            return []
    return out


def _unlabelled(piece: str, labels: list[str]) -> tuple[str, int, bool]:
    shift = len(piece) - len(piece.lstrip())
    body = piece.strip()
    seen = False
    changed = True
    while changed:
        changed = False
        for label in labels:
            m = re.match(re.escape(label) + r"(?:\s*:\s*|\s+(?:as\s+)?(?=\S))", body, re.I)
            if m and (body[m.end() - 1] in " :" and (":" in m[0] or label not in cues()["languages"])):
                shift += m.end()
                body = body[m.end() :]
                seen = changed = True
                break
    return body, shift, seen


def _unquoted(body: str) -> tuple[str, int]:
    marks = "\"'“”‘’*_"
    start = len(body) - len(body.lstrip(marks + " "))
    return body.strip(marks + " "), start


def _is_name(body: str, owner: Name, labelled: bool, quoted: bool) -> bool:
    """Whether the words are another name rather than a place, a role, a date, a verdict or a reference."""
    if not any(c.isalpha() for c in body) or len(body) > 90:
        return False
    if any(ord(c) > 0x24F and c.isalpha() for c in body):
        return True
    words = body.split()
    if re.match(r"(?:see|e\.g|i\.e|pictured|left|right|right now|cf|source|photo|note|ibid|page|pp?\.)\b", body, re.I):
        return False
    if ACRONYM.fullmatch(body) and not any(c.isdigit() for c in body[:1]):
        return gazetteer().state_of_adjective(body) is None
    if re.search(r"\d{3}", body) and not labelled:
        return False
    lower = [w for w in words if w[:1].islower() and w.lower() not in cues()["alias_small"] and "-" not in w]
    if lower:
        return False
    if labelled or quoted:
        return True
    entry = gazetteer().lookup(body)
    if entry is not None and entry.type in (EntityType.STATE, EntityType.PLACE):
        return False
    if gazetteer().state_of_adjective(body) is not None:
        return False
    return len(words) > 1 or owner.type in (EntityType.GROUP, None, EntityType.ORGANIZATION, EntityType.PERSON)
