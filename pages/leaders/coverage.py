"""Missing data: what can be judged, and the honest list of what must still be supplied."""

from components.leaders.coverage import coverage_html, offer_asking, owed_html, secondary_html
from components.page.data import board
from components.page.frame import guarded
from components.page.session import as_of, language, links
from components.page.templates import draw_html


def draw() -> None:
    """Coverage of every document, then whom to ask, with the list to take away above it."""
    shown, told = board(as_of()), language()
    draw_html(coverage_html(shown, told))
    offer_asking(shown, told)
    if confirm := secondary_html(shown, told, links()):
        draw_html(confirm)
    draw_html(owed_html(shown, told, links()))


guarded(draw)
