"""The list behind each count has as many steps as the count says, and these; worked out by hand."""

import datetime as dt

from gapboard.board.task_bodies import subjects
from gapboard.board.task_lists import Listing, listed, sizes
from gapboard.board.tasks import TaskBoard, count
from gapboard.catalog.tasks import Tasks, TasksFile
from tests.gapboard.board.test_tasks import CATALOG, board, said, task

PAPER = {"body": "", "evidence_title": "报", "evidence_url": "https://example.org", "evidence_date": "2022"}
# On 1 February 2023 all five steps of p-1 are past due but p-1.4, which has until June; p-2 has until December.
BOARD = board(
    said("p-1.1", "done", "2022-05-01"),
    said("p-1.2", "under_way", "2022-05-01", **PAPER),
    said("p-1.4", "delayed", "2022-11-01", delayed_to="2023-06-30"),
    said("p-1.5", "under_way", "2022-07-15"),
    said("p-3.1", "stopped", "2022-10-01"),
    on="2023-02-01",
)


def ids(listing: Listing) -> list[str]:
    return [item.id for _, items in listed(BOARD.all, listing) for item in items]


def test_each_list_has_its_steps_in_the_order_of_the_documents() -> None:
    assert ids(Listing.OVERDUE) == ["p-1.5"]
    assert ids(Listing.BEHIND) == ["p-1.4"]
    assert ids(Listing.UNREPORTED) == ["p-1.2", "p-1.3"], "what a paper told of was reported by no body either"
    assert ids(Listing.UNDER_WAY) == ["p-1.2", "p-1.5"]
    assert ids(Listing.PUBLISHED) == ["p-1.2"]
    assert ids(Listing.NONE) == ["p-1.3", "p-2"], "a task without steps is one"
    assert [state.task.id for state, _ in listed(BOARD.all, Listing.STOPPED)] == ["p-3"]


def test_a_list_is_as_long_as_its_count() -> None:
    counts, found = count(BOARD.all), sizes(BOARD.all)
    assert Listing.NOT_STARTED not in found
    assert {kind.value: size for kind, size in found.items()} == {
        **{state.value if state else "none": size for state, size in counts.states.items()},
        **{grade.value: size for grade, size in counts.grades.items()},
        "unreported": counts.unreported,
        "published": counts.published.total(),
    }


def test_an_item_that_only_says_what_is_aimed_at_is_no_task_and_no_step() -> None:
    """It stands in its plan; 指导思想 counted as something that nobody reported on."""
    aim = task("p-9", kind="aim", name="指导思想", due=2022)
    made = Tasks(TasksFile.model_validate({"tasks": [aim, task("p-1", due=2022)]}), CATALOG)
    late = TaskBoard(made, (), dt.date(2023, 2, 1))
    assert [state.task.id for state in late.all] == ["p-9", "p-1"]
    counts = count(late.all)
    assert (counts.tasks, counts.steps, counts.silent, counts.unreported, counts.done_tasks) == (1, 1, 1, 1, 0)
    assert [state.is_done for state in late.all] == [False, False]
    assert [(state.whole.unreported, state.whole.grade) for state in late.all] == [(False, None), (True, None)]
    assert [[subject.is_open for subject in subjects(state, made)] for state in late.all] == [[False], [True]]
