"""Missing data: what can be judged, and the honest list of what must still be supplied."""

from components.leaders.coverage import coverage_html
from components.page.data import board
from components.page.frame import guarded
from components.page.session import as_of, language, links
from components.page.templates import put


def draw() -> None:
    """Coverage of every document."""
    put(coverage_html(board(as_of()), language(), links()))


guarded(draw)
