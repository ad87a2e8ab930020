"""The folder on disk: originals by hash, texts, claims, decisions and the custody log, in one SQLite file."""

from rawi.workspace.collecting import Badge, Collected
from rawi.workspace.collecting import Record as CollectionRecord
from rawi.workspace.custody import LogEntry
from rawi.workspace.deciding import DecidedMeanwhile
from rawi.workspace.folder import Workspace
from rawi.workspace.intake import Place
from rawi.workspace.lock import Busy
from rawi.workspace.passes import Found, Kept
from rawi.workspace.problem import Problem
from rawi.workspace.settlement import Filling, Settled

__all__ = [
    "Badge",
    "Busy",
    "Collected",
    "CollectionRecord",
    "DecidedMeanwhile",
    "Filling",
    "Found",
    "Kept",
    "LogEntry",
    "Place",
    "Problem",
    "Settled",
    "Workspace",
]
