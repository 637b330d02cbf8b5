"""From a staff member's file to rows of the ledger: read, recognise, repair, check, compare, commit, undo."""

from gapboard.intake.aliases import Alias, AliasStore, as_confirmed
from gapboard.intake.batch import prepare, rows_to_commit
from gapboard.intake.correct import BlockSaid, ColumnSaid, Correction
from gapboard.intake.model import (
    Batch,
    Block,
    Candidate,
    Column,
    Measure,
    Remark,
    Said,
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
    "Block",
    "BlockSaid",
    "Candidate",
    "Column",
    "ColumnSaid",
    "Correction",
    "Measure",
    "Remark",
    "Said",
    "Sheet",
    "State",
    "Suggestion",
    "Workbook",
    "as_confirmed",
    "prepare",
    "read_workbook",
    "rows_to_commit",
]
