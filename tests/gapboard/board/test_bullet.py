"""Where the marks of a bullet bar lie."""

import dataclasses
import datetime as dt

import pytest
from hypothesis import given

from gapboard.board import Board
from gapboard.board.bullet import Bullet, bullet
from tests.gapboard.assess.test_properties import any_case
from tests.gapboard.builder import case

CLASS = {"unit": "类", "kind": "class", "direction": "down", "decimals": 0}


def marks(found) -> Bullet | None:
    return bullet(found.result, found.catalog)


def places(found: Bullet) -> list[float]:
    values = dataclasses.asdict(found)
    return [value for name, value in values.items() if name != "final" and value is not None]


def test_amounts_are_drawn_from_nought() -> None:
    # The bar ends at 104: 50 lies at 48.08 %, 100 at 96.15 %.
    assert marks(case({2025: 50})) == Bullet(0, 48.08, True, 96.15, None, None, None)


def test_all_marks() -> None:
    # 100 in 2020, 130 in 2024, 200 due in 2030, 250 striven for; 140 due by now. The bar ends at 260.
    found = case({2020: 100, 2024: 130}, "2025-06-30", plan=(2021, 2030), due=2030, value=200, stretch=250)
    assert marks(found) == Bullet(0, 50, True, 76.92, 38.46, 96.15, 53.85)


def test_only_the_latest_is_known() -> None:
    assert marks(case({2024: 50})).final is False


@pytest.mark.parametrize(("value", "zero", "place"), [(-50, 33.33, 1.28), (50, 0, 48.08), (200, 0, 96.15)])
def test_negative_values_lie_left_of_nought(value, zero, place) -> None:
    # For −50 the bar runs from −52 to 104: nought at 52 ÷ 156, the value at 2 ÷ 156.
    found = marks(case({2025: value}))
    assert (found.zero, found.value) == (zero, place)


def test_water_classes_run_from_worst_to_best() -> None:
    # 6.5 at the left, 1 at the right: class Ⅲ at 3.5 ÷ 5.5, class Ⅴ at 1.5 ÷ 5.5.
    found = marks(case({2025: 5}, of=CLASS, measure="class", comparator="<=", value=3))
    assert (found.zero, found.value, found.goal) == (0, 27.27, 63.64)


def test_nothing_to_draw() -> None:
    assert marks(case({})) is None
    assert marks(case({2025: 0}, value=0)) is None
    assert marks(case({2025: 3}, measure="multiple", base=2020, value=2)) is None


@pytest.mark.parametrize("day", ["2019-06-01", "2022-06-01", "2024-08-01", "2026-11-22", "2031-01-01"])
def test_shipped_marks_lie_within_the_bar(shipped, shipped_ledger, day) -> None:
    on = dt.date.fromisoformat(day)
    found = [bullet(result, shipped) for result in Board(shipped, shipped_ledger, on, on).assessments]
    assert all(0 <= place <= 100 for marks in found if marks for place in places(marks))


@given(any_case())
def test_any_marks_lie_within_the_bar(found) -> None:
    drawn = marks(found)
    assert drawn is None or all(0 <= place <= 100 for place in places(drawn))
