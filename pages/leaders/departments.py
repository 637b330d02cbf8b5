"""Departments: what each responsible body owes, how it stands, and a ranking by progress with its rule."""

from components.leaders.departments import allowed, departments_html
from components.page.address import asked
from components.page.data import board
from components.page.frame import guarded
from components.page.session import as_of, language, links
from components.page.tasks import task_board
from components.page.templates import draw_html


def draw() -> None:
    """The body that the address names, else all of them, for the address's region and document."""
    shown, tasks = board(as_of()), task_board(as_of())
    draw_html(departments_html(shown, tasks, language(), links(), **asked(allowed(shown, tasks))))


guarded(draw)
