"""From kept claims to what people read: dossiers, timelines, listings and exports. Writes no file itself."""

from rawi.publish.boards import board_lines
from rawi.publish.clocks import Clock, Holding, holding, known_by, may_hold, read_clock
from rawi.publish.compiling import compile_dossier
from rawi.publish.contested import Board, board
from rawi.publish.dispute import Disputes, disputes_of
from rawi.publish.dossier import Dossier
from rawi.publish.knowledge import Knowledge, in_order
from rawi.publish.page import dossier_page
from rawi.publish.publication import Publication, for_publication
from rawi.publish.record import export_record, jsonl
from rawi.publish.spreadsheet import csv_table
from rawi.publish.tables import claim_lines, timeline_lines
from rawi.publish.text import dossier_lines
from rawi.publish.timeline import Timeline, timeline
from rawi.publish.warning import warned, warning_lines

__all__ = [
    "Board",
    "Clock",
    "Disputes",
    "Dossier",
    "Holding",
    "Knowledge",
    "Publication",
    "Timeline",
    "board",
    "board_lines",
    "claim_lines",
    "compile_dossier",
    "csv_table",
    "disputes_of",
    "dossier_lines",
    "dossier_page",
    "export_record",
    "for_publication",
    "holding",
    "in_order",
    "jsonl",
    "known_by",
    "may_hold",
    "read_clock",
    "timeline",
    "timeline_lines",
    "warned",
    "warning_lines",
]
