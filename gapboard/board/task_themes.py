"""The tasks by theme, for those who present them: each task once, the theme with most that is late first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from gapboard.board.tasks import Grade, TaskCounts, TaskState, count
from gapboard.catalog import Theme
from gapboard.catalog.tasks import Task, Tasks
from gapboard.ledger.report import Progress

LATE = (Grade.OVERDUE, Grade.BEHIND)


@dataclass(frozen=True)
class ThemeTasks:
    """The tasks of one theme in the order of the documents; ``theme`` is ``None`` for those whose items promise no
    figure, as a task has its theme by the figures of its item.
    """

    theme: Theme | None
    states: tuple[TaskState, ...]

    @cached_property
    def counts(self) -> TaskCounts:
        """How they stand."""
        return count(self.states)

    @property
    def late(self) -> int:
        """How much of them is overdue, behind or stopped."""
        return sum(self.counts.grades[grade] for grade in LATE) + self.counts.states[Progress.STOPPED]


def by_theme(states: Sequence[TaskState], tasks: Tasks, asked: str = "") -> list[ThemeTasks]:
    """Some tasks by theme, the one with most that is late first, else in the order of the catalogue; those without a
    theme come behind the others that have as much. Where one theme was asked for, all of them are of that one.
    """
    found: dict[str, list[TaskState]] = {}
    for state in states:
        found.setdefault(asked or _theme(state.task, tasks), []).append(state)
    themes: list[Theme | None] = [*tasks.catalog.themes.values(), None]
    groups = [
        ThemeTasks(theme, tuple(found[ident]))
        for theme, ident in ((theme, theme.id if theme else "") for theme in themes)
        if ident in found
    ]
    return sorted(groups, key=lambda group: -group.late)


def _theme(task: Task, tasks: Tasks) -> str:
    """The theme of most figures of its item, of the first of them where several have as many; empty for none."""
    themes = Counter(tasks.catalog.indicators[target.indicator].theme for target in tasks.targets_of(task))
    return themes.most_common(1)[0][0] if themes else ""
