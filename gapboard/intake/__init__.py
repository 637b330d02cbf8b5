"""From a staff member's file to rows of the ledger: read, recognise, repair, check, compare, commit, undo."""

from gapboard.intake.aliases import Alias, AliasStore, as_confirmed
from gapboard.intake.batch import prepare, rows_to_commit
from gapboard.intake.correct import Correction, corrected
from gapboard.intake.layout import find_layout
from gapboard.intake.model import (
    Batch,
    Candidate,
    Layout,
    Remark,
    Shape,
    Sheet,
    State,
    Suggestion,
    Workbook,
)
from gapboard.intake.reader import read_workbook

__all__ = [
    "Alias",
    "AliasStore",
    "Batch",
    "Candidate",
    "Correction",
    "Layout",
    "Remark",
    "Shape",
    "Sheet",
    "State",
    "Suggestion",
    "Workbook",
    "as_confirmed",
    "corrected",
    "find_layout",
    "prepare",
    "read_workbook",
    "rows_to_commit",
]
