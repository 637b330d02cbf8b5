"""Hand-outs: PowerPoint, Word, Excel and CSV for the filters and the date in the address."""

from components.meeting.handouts import draw_handouts, scope
from components.page.address import filters, tell_ignored
from components.page.data import board
from components.page.frame import guarded
from components.page.meetings import asked_since
from components.page.session import as_of, language, links
from gapboard.board.changes import as_it_was


def draw() -> None:
    """What the hand-outs are about, then the buttons that make them."""
    shown = board(as_of())
    chosen = filters(shown)
    since = asked_since(shown.on)
    tell_ignored(since.ignored)
    scope(shown, chosen, language(), links())
    draw_handouts(shown, chosen, language(), as_it_was(shown, since.day))


guarded(draw)
