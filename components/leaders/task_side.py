"""What was said beside a figure: reports on a target that are no figure, and the tasks of the same item."""

from __future__ import annotations

from dataclasses import dataclass

from components.leaders.tasks import Said, link_to, said_of
from components.page.links import Links
from gapboard.board.tasks import TaskBoard
from gapboard.catalog import Target
from gapboard.explain.tasks import due_text, task_counts_text


@dataclass(frozen=True)
class Side:
    """A target's side evidence, ready to draw; no verdict rests on it."""

    said: list[Said]  # the latest first
    tasks: list[tuple[str, str, str]]  # name, address, and how its steps stand
    reports: list[tuple[str, Said]]  # a step of these tasks, and what was last said of it

    def __bool__(self) -> bool:
        return bool(self.said or self.tasks)


def side_of(target: Target, tasks: TaskBoard | None, language: str, links: Links) -> Side:
    """Everything that was said beside the figures of one target; nothing where there are no tasks."""
    if tasks is None:
        return Side([], [], [])
    states = [tasks.of[task.id] for task in tasks.tasks.of_target(target.id) if task.id in tasks.of]
    reported = [item for state in states for item in (state.whole, *state.steps) if item.last]
    return Side(
        [said_of(item, tasks.tasks, language) for item in reversed(tasks.about_target(target.id))],
        [
            (
                state.task.label(language),
                link_to(state.task, links),
                task_counts_text(state, language)
                if state.units and state.is_reported
                else due_text(state.whole, language),
            )
            for state in states
        ],
        [
            ((item.step or item.task).label(language), said_of(item.last, tasks.tasks, language))
            for item in reported
            if item.last
        ],
    )
