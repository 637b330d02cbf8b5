"""Missing data: what can be judged, and the honest list of what must still be supplied."""

from components.coverage import coverage_html
from components.data import board
from components.frame import guarded
from components.session import as_of, language, links
from components.templates import put


def draw() -> None:
    """Coverage of every document."""
    put(coverage_html(board(as_of()), language(), links()))


guarded(draw)
