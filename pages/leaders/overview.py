"""Overview: what is met, missed, on track or behind, and by how much."""

from components.leaders.look import VALUES, Look
from components.leaders.overview import pieces
from components.page.address import asked, filters
from components.page.data import board
from components.page.frame import guarded
from components.page.meetings import last_meeting
from components.page.session import as_of, language, links
from components.page.tasks import known_tasks
from components.page.templates import draw_html


def draw() -> None:
    """The overview for the filters and the look in the address."""
    shown = board(as_of())
    tasks = known_tasks(as_of())
    look = Look(**asked(VALUES))
    for piece in pieces(shown, filters(shown, tasks), language(), links(), look, last_meeting(shown.on), tasks):
        draw_html(piece)


guarded(draw)
