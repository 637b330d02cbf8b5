"""Which tasks fit the filters of the board; a filter that only figures can fit lets no task through."""

from __future__ import annotations

from gapboard.board.board import Filters
from gapboard.catalog.tasks import Task, Tasks


def fits(task: Task, tasks: Tasks, filters: Filters) -> bool:
    """Whether a task is of the theme, region, document, year and body that are asked for."""
    if filters.status or filters.indication:
        return False
    last = tasks.last_day(task)
    return (
        filters.document in ("", task.document)
        and filters.region in ("", tasks.document(task).region)
        and filters.due in ("", str(last.year) if last else "-")
        and (not filters.theme or any(theme.id == filters.theme for theme in tasks.themes(task)))
        and (not filters.body or any(body.id == filters.body for body in tasks.answering(task)))
    )
