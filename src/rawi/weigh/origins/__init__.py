"""Origins: who stands behind an answer, counted in origins and not in documents."""

from rawi.weigh.origins.answers import Answered, Matter, answered, matters
from rawi.weigh.origins.bundles import Bundle, Origin
from rawi.weigh.origins.chains import Basis, Chain, Node, Step
from rawi.weigh.origins.inferring import depend, infer
from rawi.weigh.origins.lineage import Lineage
from rawi.weigh.origins.loss import Loss, Standing, losses, named, standing
from rawi.weigh.origins.parties import Interest
from rawi.weigh.origins.wanted import Wanted, wanted
from rawi.weigh.origins.works import Library, Work

__all__ = [
    "Answered",
    "Basis",
    "Bundle",
    "Chain",
    "Interest",
    "Library",
    "Lineage",
    "Loss",
    "Matter",
    "Node",
    "Origin",
    "Standing",
    "Step",
    "Wanted",
    "Work",
    "answered",
    "depend",
    "infer",
    "losses",
    "matters",
    "named",
    "standing",
    "wanted",
]
