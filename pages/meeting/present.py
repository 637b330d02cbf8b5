"""Presenting: the board as a sequence of full-screen slides, kept to the state of knowledge it was opened with."""

from components.meeting.slides import slides_html
from components.page.data import board, board_at
from components.page.frame import guarded
from components.page.meetings import asked_since
from components.page.session import as_of, filters, language, links, moment
from components.page.templates import draw_html, script
from gapboard.board.changes import as_it_was


def draw() -> None:
    """The slides for the filters and the date or moment in the address."""
    day = as_of()
    at = None if day else moment()
    shown = board(day) if at is None else board_at(at)
    before = as_it_was(shown, asked_since(shown.on).day)
    draw_html(slides_html(shown, filters(), language(), links(), at, before))
    draw_html(f"<script>{script('slides')}</script>", scripts=True)


guarded(draw)
