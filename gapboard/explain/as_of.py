"""By which state of knowledge a board is told, in words."""

from __future__ import annotations

from gapboard.board import Board
from gapboard.kernel.wording import say


def as_of_text(board: Board, language: str) -> str:
    """When its latest figure became known, and for which day it is told; the latter stands last."""
    until = board.known_until
    key = "known_on" if board.known_on else "as_of"
    date = until.isoformat() if until else say("briefing.nothing", language)
    return say(f"briefing.{key}", language, date=date, on=board.on.isoformat())
