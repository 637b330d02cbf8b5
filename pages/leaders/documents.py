"""Documents: one plan at a time, its items in order, its verdict; or the steps of all plans by how they stand."""

from components.leaders.documents import documents_allowed, documents_html
from components.page.address import asked
from components.page.data import board
from components.page.frame import guarded
from components.page.session import as_of, language, links
from components.page.tasks import task_board
from components.page.templates import draw_html


def draw() -> None:
    """What the address asks for; else the latest document."""
    shown = board(as_of())
    tasks = task_board(as_of())
    for part in documents_html(shown, tasks, asked(documents_allowed(shown, tasks)), language(), links()):
        if part:
            draw_html(part)


guarded(draw)
