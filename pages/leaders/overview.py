"""Overview: what is met, missed, on track or behind, and by how much."""

from components.leaders.overview import head_html, rows_html
from components.page.data import board
from components.page.frame import guarded
from components.page.session import as_of, filters, language, links
from components.page.templates import draw_html


def draw() -> None:
    """The overview for the filters in the address."""
    view = board(as_of()), filters(), language(), links()
    draw_html(head_html(*view))
    draw_html(rows_html(*view))


guarded(draw)
