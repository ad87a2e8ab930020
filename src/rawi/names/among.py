"""One name among many: how likely a likeness is right where a name was not compared with one other but with a list.

Likenesses are fitted on pairs of which half are one name. In a list of thousands the few names most like one are there
for being most like it: more so the less their words tell, and at most one of them is right. Both are taken into the
log-odds, with weights fitted on lists whose entries have several names (`benchmarks/names_fit.py`): of such an entry
one name is asked for, and in most cases the entry is not in the list.
"""

from __future__ import annotations

import math
from collections.abc import Collection

from rawi.model import EntityType
from rawi.names.fitted import KINDS, fitted
from rawi.names.likeness import Likeness, Reason, likeness

TELLING = 2.0
"""From here on it makes nothing surer that more words tell."""
_SUREST = 20.0


def among(found: Likeness, kind: EntityType, rivals: Collection[float] = ()) -> Likeness:
    """A likeness where one of the names was met in a list, with a row for it.

    `rivals` are the scores of the likenesses of others in the list that cannot be meant as well.
    """
    crowd = fitted().among[KINDS[kind]]
    near = rivalry(rivals)
    odds = crowd.start + crowd.score * found.score + crowd.told * telling(found) - crowd.rivals * math.log1p(near)
    says = "found among many names" + (", of which others come as near" if near > math.exp(found.score) / 2 else "")
    return likeness([*found.reasons, Reason(says, odds - found.score)], told=found.told)


def telling(found: Likeness) -> float:
    """How much the words in common tell, as far as it counts."""
    return min(found.told, TELLING)


def rivalry(rivals: Collection[float]) -> float:
    """What likenesses weigh as rivals of another: the sum of their odds."""
    return math.fsum(math.exp(min(score, _SUREST)) for score in rivals)
