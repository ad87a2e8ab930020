"""The only place that joins the stages to the workspace: what is stale is made anew, and the run is recorded."""

from rawi.pipeline import identity
from rawi.pipeline.adding import add, place_of
from rawi.pipeline.building import build
from rawi.pipeline.following import Following
from rawi.pipeline.grading import grade_claim, grade_source
from rawi.pipeline.outcome import Outcome
from rawi.pipeline.refusing import Refused
from rawi.pipeline.report import BuildReport
from rawi.pipeline.reviewing import assess, decide, undo
from rawi.pipeline.stages import Stages, stages
from rawi.pipeline.walking import Failure

__all__ = [
    "BuildReport",
    "Failure",
    "Following",
    "Outcome",
    "Refused",
    "Stages",
    "add",
    "assess",
    "build",
    "decide",
    "grade_claim",
    "grade_source",
    "identity",
    "place_of",
    "stages",
    "undo",
]
