"""How far tasks are on a day, worked out by hand; and what must add up whatever was reported."""

import dataclasses
import datetime as dt
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gapboard.board import Board, Filters
from gapboard.board.task_bodies import shares
from gapboard.board.task_filters import fits
from gapboard.board.tasks import Grade, TaskBoard, changed_states, count, done_but_missed, graded, without_report
from gapboard.catalog.tasks import Tasks, TasksFile
from gapboard.explain import tasks as words
from gapboard.ledger import Ledger, Period
from gapboard.ledger.report import Progress, Report
from tests.gapboard import builder

CATALOG = builder.catalog(
    [builder.target("t", due=2022, value=100), builder.target("u", due=2022, value=50)],
    bodies=[builder.body("a", "甲局"), builder.body("b", "乙局")],
    plan=(2021, 2025),
)


def step(ident: str, **fields: object) -> dict[str, object]:
    return {"id": ident, "text": f"做{ident}", "en": f"Do {ident}"} | fields


def task(ident: str, *steps: dict, **fields: object) -> dict[str, object]:
    usual = {"document": "plan", "item": "1", "under": "一", "under_en": "One", "name": "任务", "name_en": "Task"}
    return {"id": ident, "kind": "build", "steps": steps} | usual | fields


# Five steps until the end of 2022, one of them by its own date; a task without steps; one without a date.
TASKS = Tasks(
    TasksFile.model_validate(
        {
            "tasks": [
                task(
                    "p-1",
                    *(step(f"p-1.{number}") for number in range(1, 5)),
                    step("p-1.5", due=dt.date(2022, 6, 30)),
                    lead=("甲局",),
                    responsible=("乙局",),
                    due=2022,
                    targets=("t", "u"),
                ),
                task("p-2", responsible=("甲局",), due=2023),
                task("p-3", step("p-3.1")),
            ]
        }
    ),
    CATALOG,
)


def said(subject: str, state: str, on: str, *, known: str = "", **fields: object) -> Report:
    """What was reported of a subject on a day, and recorded on it or on another."""
    at = dt.datetime.fromisoformat(f"{known or on}T12:00:00+08:00")
    kind = "step" if "." in subject else "task" if subject.startswith("p-") else "target"
    day = dt.date.fromisoformat(on)
    usual = {"period": Period(on[:4]), "body": "a", "received_on": day, "file": "", "sha256": "", "note": ""}
    row = {"batch": f"{subject} {on} {state}", "recorded_at": at, "recorded_by": "李", "stage": "claimed"}
    return Report(**{"kind": kind, "subject": subject, "state": state} | usual | row | fields)  # type: ignore[arg-type]


def board(*reports: Report, on: str = "2022-12-10", known: str = "") -> TaskBoard:
    return TaskBoard(TASKS, reports, dt.date.fromisoformat(on), dt.date.fromisoformat(known) if known else None)


FIVE = (
    said("p-1.1", "done", "2022-05-01"),
    said("p-1.2", "done", "2022-05-01"),
    said("p-1.3", "done", "2022-12-01"),
    said("p-1.4", "delayed", "2022-11-01", delayed_to="2023-06-30"),
)


def test_three_of_five_done_one_delayed_one_without_report() -> None:
    state = board(*FIVE).of["p-1"]
    assert Counter(item.state for item in state.units) == {"done": 3, "delayed": 1, None: 1}
    assert words.task_counts_text(state, "en") == "3 of 5 steps done, 1 delayed, 1 no report"
    assert words.task_counts_text(state, "zh") == "5个事项中3个已完成，1个延期，1个未报进展"
    assert not state.is_done


def test_where_nobody_reported_nothing_is_guessed() -> None:
    found = board(on="2026-01-01")
    assert {item.state for state in found.all for item in state.units} == {None}
    assert [state.graded for state in found.all] == [(), (), ()]
    counts = count(found.all)
    assert (counts.tasks, counts.steps, counts.silent, counts.unreported) == (3, 7, 3, 6)  # p-3.1 has no date
    assert words.counts_text(counts, "en") == (
        "3 tasks, 0 done, 7 steps, no report; 6 past due and reported by no body"
    )


def test_what_was_published_is_not_without_report_and_the_states_add_up() -> None:
    """Four steps and p-2 are due by 2023, p-1.5 by June 2022; p-3.1 has no date and is the seventh."""
    by_paper = {"body": "", "evidence_title": "报", "evidence_url": "https://example.org", "evidence_date": "2022"}
    found = board(said("p-1.1", "under_way", "2022-05-01", **by_paper), said("p-1.2", "under_way", "2022-05-01"))
    assert words.counts_text(count(found.all), "zh") == (
        "3项任务，其中0项已完成，7个事项中0个已完成，2个推进中（其中1个据公开资料），5个未报进展；4个临期，1个已到期而没有单位填报"
    )
    alone = board(said("p-1.1", "under_way", "2022-05-01", **by_paper), on="2024-01-01").of["p-1"]
    assert words.counts_text(count([alone]), "zh") == (
        "1项任务，其中0项已完成，5个事项中0个已完成，1个推进中（据公开资料），4个未报进展；均已到期，没有单位填报"
    )


def test_overdue_behind_and_near_due() -> None:
    found = board(*FIVE, said("p-1.5", "under_way", "2022-07-15"), said("p-2", "under_way", "2022-11-01"))
    assert [(item.id, item.grade, item.days) for item in graded(found.all)] == [
        ("p-1.5", Grade.OVERDUE, 163),  # 30 June to 10 December
        ("p-1.4", Grade.BEHIND, 202),  # to 30 June 2023
    ]
    assert without_report(found.all) == []
    later = board(*FIVE, on="2023-07-01")
    assert [(item.id, item.grade, item.days) for item in graded(later.all)] == [("p-1.4", Grade.OVERDUE, 1)]
    assert [item.id for item in without_report(later.all)] == ["p-1.5"]


@pytest.mark.parametrize(
    ("on", "grade", "days"),
    [
        ("2023-11-30", None, 31),
        ("2023-12-01", Grade.NEAR_DUE, 30),
        ("2023-12-31", Grade.NEAR_DUE, 0),
        ("2024-01-01", Grade.OVERDUE, 1),
    ],
)
def test_the_last_day_is_in_time_and_thirty_days_before_it_are_near(on: str, grade, days: int) -> None:
    state = board(said("p-2", "under_way", "2022-12-31"), on=on).of["p-2"]
    assert (state.whole.grade, state.whole.days) == (grade, days)


def test_what_was_published_makes_nothing_overdue() -> None:
    for body, grade in (("", None), ("a", Grade.OVERDUE)):
        item = board(said("p-2", "under_way", "2024-02-01", body=body), on="2024-03-01").of["p-2"].whole
        assert (item.state, item.grade, item.unreported) == ("under_way", grade, grade is None)


def test_near_due_asks_for_no_report_and_the_days_are_a_setting() -> None:
    wide = Tasks(TASKS.content.model_copy(update={"near_due_days": 60}), CATALOG)
    on = dt.date(2023, 11, 30)
    assert TaskBoard(wide, (), on).of["p-2"].whole.grade is Grade.NEAR_DUE
    assert TaskBoard(TASKS, (), on).of["p-2"].whole.grade is None


def test_the_stated_date_stays_and_a_later_report_does_not_take_the_new_one_back() -> None:
    reports = [*FIVE, said("p-1.4", "under_way", "2023-01-15")]
    item = board(*reports, on="2023-02-01").of["p-1"].steps[3]
    assert (item.state, item.last_day, item.until) == ("under_way", dt.date(2022, 12, 31), dt.date(2023, 6, 30))
    assert item.grade is Grade.BEHIND
    assert words.due_text(item, "en") == "by the end of 2022, delayed to 2023-06-30"
    assert words.due_text(item, "zh") == "原定2022年底前，延期至2023-06-30"
    gone = dataclasses.replace(reports[3], stage="withdrawn", recorded_at=reports[-1].recorded_at)
    item = board(*reports, gone, on="2023-02-01").of["p-1"].steps[3]
    assert (item.until, item.grade) == (dt.date(2022, 12, 31), Grade.OVERDUE)


def test_a_delay_that_was_published_is_behind_until_its_new_day_and_not_overdue_after_it() -> None:
    published = said("p-2", "delayed", "2023-06-01", delayed_to="2024", body="")
    assert board(published, on="2024-06-01").of["p-2"].whole.grade is Grade.BEHIND
    later = board(published, on="2025-01-01").of["p-2"].whole
    assert (later.grade, later.unreported) == (None, True)  # nobody said what came of it


def test_a_task_reported_as_a_whole_leaves_its_steps_as_they_are() -> None:
    state = board(FIVE[0], said("p-1", "done", "2023-01-05"), on="2023-02-01").of["p-1"]
    assert state.is_done
    assert [item.state for item in state.steps] == ["done", None, None, None, None]
    # A body that speaks of the whole speaks for no step: they may be another's, and stay past due without a report.
    assert [item.unreported for item in state.steps] == [False, True, True, True, True]
    told = (
        "1 of 5 steps done, 4 no report (besides, the task as a whole was reported as “done”, which stands for no step)"
    )
    assert words.task_counts_text(state, "en") == told
    assert state.at_odds == ()
    counts = count([state])
    assert (counts.steps, counts.done, counts.done_tasks, counts.whole) == (5, 1, 1, {"done": 1})


def test_a_task_said_to_be_done_with_a_step_that_is_not_is_told_as_that() -> None:
    state = board(said("p-1.5", "under_way", "2022-07-15"), said("p-1", "done", "2022-12-01")).of["p-1"]
    assert [item.id for item in state.at_odds] == ["p-1.5"]
    assert not state.is_done and (count([state]).done_tasks, count([state]).contradicted) == (0, 1)
    assert "其中0项已完成（另有1项整项报已完成而有事项未完成，不计入）" in words.counts_text(count([state]), "zh")
    assert "1" in words.at_odds_text(state, "zh") and "1" in words.at_odds_text(state, "en")


def test_a_delayed_task_delays_the_steps_that_have_no_date_of_their_own() -> None:
    reports = [said("p-1", "delayed", "2022-11-01", delayed_to="2024"), said("p-1.1", "under_way", "2022-11-01")]
    state = board(*reports, on="2023-02-01").of["p-1"]
    assert [item.until.year for item in state.steps if item.until] == [2024, 2024, 2024, 2024, 2022]
    assert state.steps[0].grade is Grade.BEHIND
    assert [item.id for item in state.graded] == ["p-1", "p-1.1"]
    assert [item.id for item in state.steps if item.unreported] == ["p-1.5"]


def test_stopped_is_neither_overdue_nor_done() -> None:
    state = board(said("p-2", "stopped", "2023-01-01"), on="2025-01-01").of["p-2"]
    assert (state.whole.grade, state.whole.unreported, state.is_done) == (None, False, False)


def test_as_of_a_day_and_as_known_on_one() -> None:
    """Entered in 2026 about 2022: it stands in the board of the end of 2022 as known now, and not as known then."""
    late = said("p-1.1", "done", "2022-12-31", known="2026-11-28")
    assert board(late, on="2022-12-30").of["p-1"].steps[0].state is None
    assert board(late, on="2022-12-31").of["p-1"].steps[0].state is Progress.DONE
    assert board(late, on="2023-06-01", known="2023-06-01").of["p-1"].steps[0].state is None
    # What it says of an earlier time does not replace what is known of a later one.
    newer = said("p-1.1", "stopped", "2023-05-01")
    assert board(newer, late, on="2026-12-01").of["p-1"].steps[0].state is Progress.STOPPED


def test_before_a_document_is_in_force_it_asks_for_nothing() -> None:
    assert board(on="2020-12-31").all == ()


@pytest.mark.parametrize("stage", ["held", "returned", "withdrawn"])
def test_what_waits_or_was_sent_back_does_not_count(stage: str) -> None:
    found = board(said("p-2", "done", "2022-12-01", stage=stage))
    assert found.of["p-2"].whole.state is None
    assert len(found.waiting()) == (stage == "held")
    assert len(found.of["p-2"].whole.waiting) == (stage == "held")


def test_by_document_theme_and_body() -> None:
    found = board()
    assert [state.task.id for state in found.of_document("plan")] == ["p-1", "p-2", "p-3"]
    of_theme = Filters(theme="all")
    assert [state.task.id for state in found.all if fits(state.task, found.tasks, of_theme)] == ["p-1"]
    whose = shares(found)
    assert [state.task.id for state in whose["a"].leading] == ["p-1"]
    assert [state.task.id for state in whose["a"].taking_part] == ["p-2"]
    assert [state.task.id for state in whose["b"].taking_part] == ["p-1"]


def test_what_is_said_of_a_target_stands_beside_it() -> None:
    found = board(said("t", "done", "2022-06-01"), said("t", "stopped", "2022-07-01", stage="held"))
    assert [item.state for item in found.about_target("t")] == ["done"]
    assert found.about_target("u") == ()
    assert {item.state for state in found.all for item in state.units} == {None}


def test_a_done_task_with_a_missed_figure_is_told_as_both() -> None:
    ledger = Ledger((builder.row("x", 2022, 80.0),))
    figures = Board(CATALOG, ledger, dt.date(2023, 6, 1))
    done = [said(item.id, "done", "2023-01-05") for item in TASKS.tasks["p-1"].steps]
    found = board(*done, on="2023-06-01")
    [(state, missed)] = done_but_missed(found.all, figures)
    assert (state.task.id, [item.target.id for item in missed]) == ("p-1", ["t"])  # 80 of 100; u asks for 50
    assert "指标x" in words.both_text(missed, TASKS, "zh")
    assert done_but_missed(board(*done[1:], on="2023-06-01").all, figures) == []


def test_states_that_changed_between_two_days_with_the_report_that_changed_them() -> None:
    before, after = board(*FIVE, on="2022-05-15"), board(*FIVE, on="2022-12-10")
    assert [(item.after.id, item.before.state, item.after.state) for item in changed_states(before, after)] == [
        ("p-1.3", None, "done"),
        ("p-1.4", None, "delayed"),
    ]
    assert changed_states(after, after) == []


def test_what_was_only_entered_later_is_told_from_what_changed() -> None:
    """On 1 November p-1.1 stood as done since May, which came into the register on 5 November; p-1.2 was done then."""
    reports = [said("p-1.1", "done", "2022-05-01", known="2022-11-05"), said("p-1.2", "done", "2022-11-05")]
    before, after = board(*reports, on="2022-11-01", known="2022-11-01"), board(*reports, on="2022-12-10")
    found = {item.after.id: item.entered_late for item in changed_states(before, after)}
    assert found == {"p-1.1": True, "p-1.2": False}


REPORTS = st.lists(
    st.builds(
        lambda subject, state, day, stage, number: said(
            subject,
            state,
            f"2022-{day:02}-01",
            stage=stage,
            batch=f"b{number}",
            delayed_to="2024" if state == "delayed" else "",
        ),
        st.sampled_from(["p-1", "p-2", "p-3", "p-1.1", "p-1.2", "p-1.5", "p-3.1", "t"]),
        st.sampled_from(list(Progress)),
        st.integers(1, 12),
        st.sampled_from(["claimed", "held"]),
        st.uuids(),
    ),
    max_size=12,
)
DAYS = st.dates(dt.date(2021, 1, 1), dt.date(2026, 1, 1))


@given(REPORTS, DAYS)
def test_every_step_is_counted_once_and_grades_only_what_is_open(reports, on: dt.date) -> None:
    found = TaskBoard(TASKS, reports, on)
    counts = count(found.all)
    assert counts.steps == sum(counts.states.values()) == 7
    assert counts.unreported <= counts.states[None]
    for language in ("zh", "en"):
        assert "{" not in words.counts_text(counts, language)
    for item in graded(found.all):
        assert item.state not in (Progress.DONE, Progress.STOPPED)
        assert item.grade is Grade.NEAR_DUE or item.said  # what nobody reported is neither behind nor overdue
        assert words.graded_text(item, "zh") and words.graded_text(item, "en")
    parts = [count([state]) for state in found.all]
    assert sum((part.states for part in parts), Counter()) == counts.states
    assert sum(part.unreported for part in parts) == counts.unreported
    assert sum((part.grades for part in parts), Counter()) == counts.grades
