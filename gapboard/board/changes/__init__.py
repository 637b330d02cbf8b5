"""What changed on the board between two dates, and why."""

from gapboard.board.changes.between import as_it_was, changes
from gapboard.board.changes.change import SECTIONS, Cause, CauseKind, Changes, Figure, Move, Restated, StatusChange

__all__ = [
    "SECTIONS",
    "Cause",
    "CauseKind",
    "Changes",
    "Figure",
    "Move",
    "Restated",
    "StatusChange",
    "as_it_was",
    "changes",
]
