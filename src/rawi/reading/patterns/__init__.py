"""Reading patterns: data files that map a clause or a noun to claims, and the record that one of them is.

`docs/patterns.md` tells how to write one.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from rawi.model import EntityType, Stance


class Asserts(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One claim that a pattern makes. `subject` and `object` are roles of the frame: alternatives parted by "/".

    `value` is a constant; `text` a role whose words are the value; `number` a role whose number is the value; `count`
    the role that is counted. `about` names what else must be there. Types narrow the usual ones of the predicate.
    """

    predicate: str
    subject: str
    object: str | None = None
    value: str | None = None
    text: str | None = None
    number: str | None = None
    subject_types: tuple[EntityType, ...] = ()
    object_types: tuple[EntityType, ...] = ()
    about: str | None = None
    without: str | None = None
    """Roles that must be empty."""
    unless: str | None = None
    """What must not be there, told as `about` tells what must."""
    ends: bool = False
    """What is told is how it ended ("left the group in 2003"): it held until then."""
    starts: bool = False
    """What is told is how it began ("the talks began in May"): its end is not told."""
    passing: bool = False
    """Said in passing: neither the time nor the teller of the clause is that of this ("X, with troops from Y, …")."""
    exact: bool = False
    """Types as they are told: no company taken for a group, no state for a place."""
    stance: Stance | None = None
    negated: bool = False
    pairs: bool = False
    """Also between the subjects themselves, where there are several ("X and Y clashed")."""


class Pattern(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A trigger, what it claims, and an example with what it must expect.

    `trigger` is its kind; `words` its lemmas, a particle or bare object joined ("set up", "take part").
    """

    name: str
    trigger: Literal["verb", "noun", "adjective"]
    words: tuple[str, ...]
    claims: tuple[Asserts, ...]
    example: str
    expect: tuple[str, ...]
    passive: bool | None = None
    light: tuple[str, ...] | None = None
    """For nouns: the verbs that may carry them ("launch an attack"); others give the noun no agent."""
    through: tuple[str, ...] | None = None
    """For nouns with a role `carrier`: the prepositions behind which they must stand, "object" for none ("with the help
    of", "on the orders of")."""
    doing: tuple[str, ...] | None = None
    """For nouns: the verbs whose subject they may be for roles of "then …" to hold ("its arsenal includes …")."""
