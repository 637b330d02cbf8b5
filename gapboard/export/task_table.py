"""Tasks and steps as rows of a table: what is asked, of whom, until when, and how it stands by what was reported."""

from __future__ import annotations

from collections.abc import Sequence

from gapboard.board.task_themes import by_theme
from gapboard.board.tasks import WORST_FIRST, ItemState, TaskState
from gapboard.catalog.tasks import Tasks
from gapboard.explain.periods import period_text
from gapboard.explain.tasks import bodies_text, grade_text, state_text, stated_due
from gapboard.export.neutral import Value
from gapboard.export.progress import ItemWords, is_whole, theme_name
from gapboard.kernel.wording import say

TASK_COLUMNS = (
    "theme",
    "id",
    "document",
    "item",
    "task",
    "step",
    "kind",
    "lead",
    "responsible",
    "due",
    "agreed",
    "state",
    "grade",
    "days",
    "unreported",
    "whole",
    "period",
    "reported_by",
    "received_on",
    "done",
    "planned",
    "obstacle",
    "evidence",
    "evidence_url",
    "evidence_date",
    "file",
    "verified_by",
)


def task_rows(states: Sequence[TaskState], tasks: Tasks, language: str, asked: str = "") -> list[list[Value]]:
    """A row for each step, and for each task as a whole that has none or was itself reported on; by theme, see
    ``by_theme``, which takes the one ``asked`` for. The state of a task as a whole that has steps stands in a column of
    its own, so that whoever counts the states counts steps; so does that of a bare aim, which without a
    report has no row.

    Of each theme what is overdue, behind or near due stands first, the rest in the order of the documents.
    """
    rows: list[list[Value]] = []
    for group in by_theme(states, tasks, asked):
        items = [item for state in group.states for item in _items(state)]
        items.sort(key=lambda item: WORST_FIRST.index(item.grade) if item.grade else len(WORST_FIRST))
        rows += ([theme_name(group, language), *_row(item, tasks, language)] for item in items)
    return rows


def _items(state: TaskState) -> list[ItemState]:
    whole = [state.whole] if state.whole.said and state.whole not in state.units else []
    return [*whole, *state.units]


def _row(item: ItemState, tasks: Tasks, language: str) -> list[Value]:
    words, task, last = ItemWords(item, tasks, language), item.task, item.last
    apart = is_whole(item) or not task.asks
    state, grade = state_text(item.state, language), grade_text(item.grade, language) if item.grade else ""
    said = last.said if last else None
    return [
        item.id,
        words.document,
        words.number,
        task.label(language),
        item.step.label(language) if item.step else "",
        say(f"tasks.kind.{task.kind.value}", language),
        *(
            say("bodies.name_join", language).join(body.label(language) for body in bodies)
            for bodies in (tasks.leading(task), tasks.taking_part(task))
        ),
        stated_due(task, item.step, language),
        item.agreed.isoformat() if item.agreed else "",
        *(("", "") if apart else (state, grade)),
        item.days if item.grade or item.unreported else None,
        say("task_table.yes", language) if item.unreported and not apart else "",
        say("handout.join", language).join(filter(None, (state, grade))) if apart else "",
        period_text(said.period, language) if said else "",
        bodies_text(tasks, last, language) if last else "",
        said.received_on.isoformat() if said else "",
        *(getattr(said, name) if said else "" for name in ("done", "planned", "obstacle")),
        *(getattr(said, f"evidence_{name}") if said else "" for name in ("title", "url", "date")),
        said.file if said else "",
        last.verified.recorded_by if last and last.is_verified and last.verified else "",
    ]
