"""Hand-outs: PowerPoint, Word, Excel and CSV for the filters and the date in the address."""

from components.meeting.handouts import draw_handouts, scope
from components.page.data import board
from components.page.frame import guarded
from components.page.meetings import asked_since
from components.page.session import as_of, filters, language, links
from gapboard.board.changes import as_it_was


def draw() -> None:
    """What the hand-outs are about, then the buttons that make them."""
    shown = board(as_of())
    scope(shown, filters(), language(), links())
    draw_handouts(shown, filters(), language(), as_it_was(shown, asked_since(shown.on).day))


guarded(draw)
