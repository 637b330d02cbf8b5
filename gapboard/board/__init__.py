"""What a board tells: every target's assessment, chosen, counted, summed up, compared."""

from gapboard.board.board import ANY, Board, Counts, Filters, count

__all__ = ["ANY", "Board", "Counts", "Filters", "count"]
