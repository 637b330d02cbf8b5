"""Where the marks of a card lie, worked out by hand, and that labels never cover each other."""

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gapboard.board import Board
from gapboard.board.wall import Beside, Places, figures_beside, free, places, spread, wall, years
from tests.gapboard.board.wall.test_card import made
from tests.gapboard.builder import target


def test_the_range_fills_the_plot() -> None:
    """50 and 100 are the ends: with 9 % of room on either side, 90 lies 20 % of the range below the goal."""
    found = places(made({2020: 50, 2025: 90}))
    assert found and found.dots == ((3.0, 91.0), (97.0, 25.4)) and found.gaps == (found.dots,)
    assert found.goal and (found.goal.x, found.goal.y) == (97.0, 9.0)
    assert found.actual and found.actual.y == 25.4


def test_every_goal_lies_alike_where_it_is_made_100_per_cent() -> None:
    """From −20 % to 150 %, a goal lies at 50 ÷ 170 = 29.4 % from the top; 90 % of it at 60 ÷ 170 = 35.3 %."""
    found = places(made({2020: 50, 2025: 90}))
    assert found and found.goal and found.actual and found.level
    assert (found.goal.index, found.actual.index) == (29.4, 35.3)
    factor, summand = found.level
    assert abs(factor * 91.0 + summand - 100 * 100 / 170) < 0.2, "50 is half of the goal"


def test_what_lies_beyond_the_edge_stops_there() -> None:
    found = places(made({2020: 50, 2025: 400}))
    assert found and found.actual and found.actual.index == 2.0


def test_water_classes_stand_with_the_best_at_the_top_and_are_not_put_in_per_cent() -> None:
    water = {"unit": "类", "kind": "class", "direction": "down", "decimals": 0}
    clean = target(measure="class", comparator="<=", value=3, unit="类")
    found = places(made({2020: 5, 2025: 3}, clean, **water))
    assert found and found.level is None
    assert found.goal and found.actual and found.goal.y == found.actual.y < found.dots[0][1]


def test_a_bound_is_an_arrow() -> None:
    found = places(made({2020: 50, 2025: (90, ">=")}))
    assert found and [(arrow.at.x, arrow.up) for arrow in found.bounds] == [(97.0, True)]


@pytest.mark.parametrize(
    ("wanted", "heights", "tops"),
    [
        ([50, 10], [15, 15], [42.5, 2.5]),  # nothing in the way
        ([10, 12], [15, 15], [2.5, 17.5]),  # the second makes room
        ([95, 95], [15, 30], [51, 66]),  # both stay within
        ([0, 0, 0], [40, 40, 40], [0, 40, 80]),  # more than there is room for
    ],
)
def test_labels_make_room(wanted, heights, tops) -> None:
    assert spread(wanted, heights, 96) == tops


@given(st.lists(st.tuples(st.floats(0, 96), st.sampled_from([15.0, 30.0])), max_size=4))
def test_labels_never_cover_each_other(labels) -> None:
    heights = [height for _, height in labels]
    tops = spread([place for place, _ in labels], heights, 96)
    boxes = sorted((top, top + height) for top, height in zip(tops, heights, strict=True))
    assert all(top >= -0.05 for top, _ in boxes)
    assert all(first[1] <= second[0] + 0.15 for first, second in pairwise(boxes))
    assert all(end <= max(96, sum(heights)) + 0.15 for _, end in boxes)


@pytest.mark.parametrize("day", ["2020-06-01", "2024-08-01", "2026-11-22"])
def test_shipped_marks_lie_within_the_plot(shipped, shipped_ledger, day) -> None:
    on = dt.date.fromisoformat(day)
    cards = wall(Board(shipped, shipped_ledger, on, on), on - dt.timedelta(30)).cards
    for card in cards:
        found = places(card)
        spots = [*found.dots, *((goal.at.x, goal.at.y) for goal in found.goals)] if found else []
        assert all(0 <= x <= 100 and 0 <= y <= 100 for x, y in spots), card.indicator.id


def test_the_years_of_an_axis_are_named_from_the_last_back_and_no_more_than_asked() -> None:
    found = made({2020: 50, 2025: 90})
    assert found and [year for _, year in years(found)] == [2020, 2021, 2022, 2023, 2024, 2025]
    assert years(found, 3) == ((21.8, 2021), (59.4, 2023), (97.0, 2025))


@pytest.mark.parametrize(
    ("before", "after", "stands"),
    [
        (1, -1, Beside()),  # a peak
        (-1, 1, Beside(under=True)),  # a valley
        (0, 1, Beside(under=True)),  # where a rising line begins
        (1, 0, Beside()),
        (0.1, 0.1, Beside()),  # as good as level
        (1, 1, Beside(aside=-1)),  # on the way up the left upper corner is free
        (-1, -1, Beside(aside=1)),
    ],
)
def test_a_figure_stands_where_no_line_crosses_it(before: float, after: float, stands: Beside) -> None:
    assert free(before, after) == stands


def test_lines_and_gaps_alike_keep_their_figures_free() -> None:
    """A line up to a peak, dashed down over a year without a figure: y is counted from the top."""
    found = Places(
        lines=(((0, 90), (25, 50), (50, 10)),),
        gaps=(((50, 10), (100, 90)),),
        dots=((0, 90), (25, 50), (50, 10), (100, 90)),
        breaks=(),
        bounds=(),
        goals=(),
        actual=None,
        goal=None,
        level=None,
    )
    assert figures_beside(found, 0.5) == [Beside(under=True), Beside(aside=-1), Beside(), Beside(under=True)]
