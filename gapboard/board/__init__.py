"""What a board tells: every target's assessment, chosen, counted, summed up, compared."""

from gapboard.board.board import Board, Counts, Filters, count

__all__ = ["Board", "Counts", "Filters", "count"]
