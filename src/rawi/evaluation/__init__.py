"""How good the reading is: claims scored against gold, with the matching of the field's own tool."""

from rawi.evaluation.scoring import Counts, Scores, Share, score

__all__ = ["Counts", "Scores", "Share", "score"]
