"""The running year of a whole board: which rows and tasks there are, and what stays on record."""

import datetime as dt

import pytest

from gapboard.assess.in_year import Band
from gapboard.board import Board, Filters
from gapboard.board.course_chart import course_chart
from gapboard.board.in_year import UpTo, record, this_year, up_to, years_of
from gapboard.ledger import Ledger
from tests.gapboard.builder import catalog, growth_series, indicator, ledger, row, target

ON = dt.date(2026, 6, 30)


def board(rows: Ledger, *targets, on: dt.date = ON, **kept) -> Board:
    own = [indicator(), growth_series(), indicator("y")]
    return Board(catalog(targets or [target(measure="flow")], own), rows, on, **kept)


def test_an_indicator_and_its_published_growth_are_one_row() -> None:
    made = board(ledger({"x": {"2025-01/2025-06": 40}, "x-growth": {"2025-01/2025-09": 5}, "y": {2025: 3}}))
    (found,) = this_year(made, 2025).rows
    assert (found.so_far.indicator.id, found.so_far.month, found.so_far.latest.month) == ("x", 9, 6)


def test_tasks_without_a_figure_are_told() -> None:
    targets = [
        target(measure="flow"),
        target("u", indicator="y", measure="flow"),
        target("v", measure="flow", due=2022),
    ]
    found = this_year(board(ledger({"x": {"2025-01/2025-06": 40}}), *targets), 2025)
    assert [task.target.id for task in found.without] == ["u"]
    assert found.bands == {Band.BEHIND: 1}
    assert found.month == 6


def test_filters_narrow_rows_and_tasks() -> None:
    made = board(ledger({"x": {"2025-01/2025-06": 40}, "city/y": {"2025-01/2025-06": 40}}))
    assert len(this_year(made, 2025).rows) == 2
    assert [item.so_far.region for item in this_year(made, 2025, filters=Filters(region="city")).rows] == ["city"]
    # What no target asks for has no document.
    assert [item.so_far.indicator.id for item in this_year(made, 2025, filters=Filters(document="plan")).rows] == ["x"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", UpTo(2025)),
        ("2023", UpTo(2023)),
        ("2023-09", UpTo(2023, 9)),
        ("2023-12", UpTo(2023)),
        ("2023-13", None),
        ("1899", None),
        ("9月", None),
    ],
)
def test_the_period_of_an_address(text, found) -> None:
    made = board(ledger({"x": {"2025-01/2025-06": 40, "2024-01/2024-06": 40, 2026: 1}}))
    assert years_of(made) == [2025, 2024]
    assert up_to(made, text) == found


def test_the_year_up_to_a_month_knows_nothing_later() -> None:
    made = board(ledger({"x": {"2025-01/2025-06": 40, "2025-01/2025-09": 90}}))
    (found,) = this_year(made, 2025, 6).rows
    assert found.standings[0].done == 0.4


def test_what_a_month_stood_at_stays_on_record_after_a_catch_up() -> None:
    """March was late and too low; the board of then said far behind, and that it did stays known."""
    rows = Ledger(
        (
            row("x", "2025-01/2025-03", 6, "2025-04-20"),
            row("x", "2025-01/2025-06", 55, "2025-07-20"),
            row("x", "2025-01/2025-03", 26, "2025-08-01"),
        )
    )
    made = board(rows)
    (found,) = this_year(made, 2025).rows
    march, june = record(made, found, found.main.task.target)
    assert (march.then.band, march.now.band) == (Band.BEHIND, Band.AHEAD)
    assert (june.then.band, june.now.band) == (Band.AHEAD, Band.AHEAD)
    before = board(rows, on=dt.date(2025, 5, 1), known_on=dt.date(2025, 5, 1))
    assert this_year(before, 2025).bands == {Band.BEHIND: 1}


def test_the_chart_of_a_course() -> None:
    values = {"2024-01/2024-06": 40, 2024: 80, "2025-01/2025-06": 50}
    (found,) = this_year(board(ledger({"x": values})), 2025).rows
    chart = course_chart(found)
    # The plot is 84 high with nought at 92, and 94 wide from 3: June is in the middle, the task of 100 at the top.
    assert chart.dots == ((50.0, 50.0),)
    assert chart.now == (((3.0, 92.0), (50.0, 50.0)),)
    assert chart.before_dots == ((50.0, 58.4), (97.0, 24.8))
    assert chart.task == (97.0, 8.0)
    assert chart.time == ((3.0, 92.0), (97.0, 8.0))


def test_one_figure_makes_no_chart() -> None:
    made = board(ledger({"y": {"2025-01/2025-06": 50}}))
    assert course_chart(this_year(made, 2025).rows[0]) is None
