"""Compare: documents, regions, due years, goal and stretch, growth achieved and needed, side by side."""

from components.leaders.compare.shell import chosen_view, views
from components.leaders.compare.views import VIEWS
from components.page.data import board
from components.page.frame import guarded
from components.page.session import as_of


def draw() -> None:
    """The view that the address names, else the first."""
    view = chosen_view(VIEWS)
    views(VIEWS, view)
    VIEWS[view](board(as_of()))


guarded(draw)
