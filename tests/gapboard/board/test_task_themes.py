"""The tasks by theme: each once, the theme with most that is late first."""

import datetime as dt

from gapboard.board.task_themes import by_theme
from gapboard.board.tasks import TaskBoard
from gapboard.catalog.tasks import Tasks, TasksFile
from tests.gapboard import builder
from tests.gapboard.board.test_tasks import said, step, task

CATALOG = builder.catalog(
    [builder.target(ident, indicator=ident[0]) for ident in ("a1", "b1", "b2", "c1")],
    [builder.indicator(ident, theme=theme) for ident, theme in (("a", "air"), ("b", "build"), ("c", "crops"))],
)
TASKS = Tasks(
    TasksFile.model_validate(
        {
            "tasks": [
                task("p-1", step("p-1.1"), targets=("c1",)),
                task("p-2", step("p-2.1"), step("p-2.2"), due=2022, targets=("a1", "b1", "b2")),  # mostly of build
                task("p-3", step("p-3.1"), due=2022),
                task("p-4", step("p-4.1"), targets=("c1", "a1")),  # as much of one as of the other
                task("p-5", step("p-5.1"), targets=("a1",)),
            ]
        }
    ),
    CATALOG,
)


def themes(*reports, asked: str = "") -> list[tuple[str | None, list[str]]]:
    found = by_theme(TaskBoard(TASKS, reports, dt.date(2023, 3, 1)).all, TASKS, asked)
    return [(group.theme and group.theme.id, [state.task.id for state in group.states]) for group in found]


def test_each_task_is_of_one_theme_in_the_order_of_the_catalogue() -> None:
    assert themes() == [("air", ["p-5"]), ("build", ["p-2"]), ("crops", ["p-1", "p-4"]), (None, ["p-3"])]


def test_the_theme_with_most_that_is_late_comes_first_also_where_it_is_none() -> None:
    overdue = [said(ident, "under_way", "2023-02-01") for ident in ("p-2.1", "p-2.2")]
    assert [theme for theme, _ in themes(*overdue)] == ["build", "air", "crops", None]
    assert [theme for theme, _ in themes(said("p-3.1", "under_way", "2023-02-01"))] == [None, "air", "build", "crops"]
    stopped = said("p-1.1", "stopped", "2023-02-01")
    assert [theme for theme, _ in themes(*overdue, stopped)] == ["build", "crops", "air", None]


def test_where_one_theme_was_asked_for_all_are_of_it() -> None:
    assert themes(asked="crops") == [("crops", ["p-1", "p-2", "p-3", "p-4", "p-5"])]
