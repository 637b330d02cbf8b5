"""What changed: between the last meeting and now, or any two dates, with the cause of every change."""

from components.leaders.changes import changes_html
from components.leaders.task_changes import task_moves
from components.page.address import filters, tell_ignored
from components.page.data import board
from components.page.frame import guarded
from components.page.meetings import asked_since
from components.page.session import as_of, language, links
from components.page.tasks import known_tasks
from components.page.templates import draw_html
from components.staff.meetings import offer_to_note


def draw() -> None:
    """The comparison of the two dates in the address through its filters; then a place to note a meeting."""
    now = board(as_of())
    since = asked_since(now.on)
    tell_ignored(since.ignored)
    tasks = known_tasks(as_of())
    fitting = filters(now, tasks)
    moved = task_moves(known_tasks(since.day), tasks, fitting, language(), links())
    asks = tasks.tasks if tasks else None
    draw_html(changes_html(board(since.day), now, since, fitting, language(), links(), tasks=moved, asks=asks))
    offer_to_note()


guarded(draw)
