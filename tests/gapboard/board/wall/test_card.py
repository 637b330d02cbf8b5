"""What a card of the wall holds: its promises, its chart, its goals."""

import datetime as dt

from gapboard.board import Board
from gapboard.board.chart import Mark
from gapboard.board.wall import GoalMark, Stands, promises
from gapboard.board.wall.card import Card, card
from tests.gapboard.builder import broken, catalog, indicator, ledger, target

ON = dt.date(2026, 6, 30)
STATE = {"kind": "level"}


def made(values, *targets, **of) -> Card:
    """The card of the indicator ``x`` with these values and targets."""
    whole = catalog(targets or [target()], [indicator(**of)])
    board = Board(whole, ledger({"x": values}), ON)
    return card(board, whole.indicators["x"], "here", board.assessments)


def years(marks: tuple[Mark, ...]) -> list[int]:
    return [mark.year for mark in marks]


def test_a_series_with_its_goal() -> None:
    found = made({2020: 50, 2021: 60, 2025: 90})
    assert found and (found.first, found.last) == (2020, 2025)
    assert [years(run) for run in found.chart.runs] == [[2020, 2021], [2025]], "nobody published the years between"
    assert found.goals == (GoalMark(2025, 100, leads=True),)
    assert found.shown and (found.shown.year, found.shown.value) == (2025, 90)


def test_a_line_ends_at_a_break() -> None:
    found = made({2020: 50, 2021: 60, 2022: 10, 2023: 11}, breaks=broken(2022))
    assert found and [years(run) for run in found.chart.runs] == [[2020, 2021], [2022, 2023]]
    assert found.chart.breaks == (2022,)


def test_one_point_makes_no_chart() -> None:
    found = made({2025: 90})
    assert found and not found.chart and found.goals == () and found.lead.gap == -10


def test_nothing_to_draw_makes_no_card() -> None:
    assert not made({}).tells
    assert not made({2016: 90}, target(measure="deliverable")).tells, "one value of long ago, which indicates nothing"
    assert made({2025: 90}).tells and made({2015: 80, 2016: 90}, target(measure="deliverable")).tells


def test_what_another_year_indicates_makes_a_card() -> None:
    found = made({2024: 90}, target(), **STATE)
    assert found and found.promises[0].stands is Stands.INDICATED and found.shown and found.shown.year == 2024


def test_a_far_goal_does_not_squeeze_the_chart() -> None:
    """The goal of 2025 has fallen due and leads; that of 2035 stands in words."""
    found = made({2020: 50, 2025: 90}, target("near"), target("far", due=2035, value=400))
    assert found and found.last == 2025
    assert [goal.value for goal in found.goals] == [100]
    assert [promise.lead.target.id for promise in found.others] == ["far"]


def test_the_latest_actual_is_drawn_though_the_promise_was_due_before() -> None:
    found = made({2018: 50, 2019: 55, 2025: 90}, target(due=2019))
    assert found and found.last == 2025 and found.shown and found.shown.year == 2019


def test_restatements_of_one_promise_are_one_goal_and_another_value_is_another() -> None:
    found = made({2020: 50, 2025: 90}, target("a"), target("b"), target("c", value=120))
    assert found and [[result.target.id for result in item.results] for item in found.promises] == [["c"], ["a", "b"]]
    assert {(goal.value, goal.leads) for goal in found.goals} == {(120, True), (100, False)}
    assert found.promises[1].documents == ("plan",)


def test_a_verdict_leads_before_what_is_open_and_the_worse_of_one_year() -> None:
    whole = catalog(
        [target("open", due=2030, value=500), target("old", due=2024, value=999), target("kept", value=80), target("t")]
    )
    board = Board(whole, ledger({"x": {2020: 50, 2024: 85, 2025: 90}}), ON)
    found = promises(board.assessments)
    assert [item.lead.target.id for item in found] == ["t", "kept", "old", "open"]


def test_a_promise_of_growth_is_drawn_on_the_chart_of_growth() -> None:
    growth = target(measure="average_growth", period=(2023, 2025), value=8)
    found = made({2022: 100, 2023: 110, 2024: 115, 2025: 120}, growth)
    assert found and [round(mark.value, 2) for mark in found.chart.points] == [10.0, 4.55, 4.35]
    assert found.goals == (GoalMark(2025, 8, leads=True),)


def test_a_promise_kept_long_ago_does_not_speak_for_a_later_one_that_nobody_can_judge() -> None:
    found = made({2018: 80, 2019: 110}, target("old", due=2019), target("now", due=2025, value=500))
    assert found and [promise.lead.target.id for promise in found.promises] == ["now", "old"]


def test_a_floor_for_every_year_is_held_against_the_year_that_missed_it() -> None:
    floor = target(measure="each_year", period=(2023, 2025), value=98, comparator=">=")
    found = made({2022: 99, 2023: 97, 2024: 99, 2025: 99.5}, floor)
    assert found and found.shown and (found.shown.year, found.shown.value) == (2023, 97)
    assert found.goals == (GoalMark(2023, 98, leads=True),), "in 2025 the actual lies above it"
