"""Overview: what is met, missed, on track or behind, and by how much."""

from components.data import board
from components.frame import guarded
from components.overview import overview_html
from components.session import as_of, filters, language, links
from components.templates import put


def draw() -> None:
    """The overview for the filters in the address."""
    put(overview_html(board(as_of()), filters(), language(), links()))


guarded(draw)
