"""Holding an actual against a value: every comparator, both ways, and the stretch."""

import pytest

from gapboard.assess import Status
from tests.gapboard.builder import judge

DOWN = {"direction": "down"}


@pytest.mark.parametrize(
    ("comparator", "of", "tolerance", "value", "kept"),
    [
        (">=", {}, None, 100, True),
        (">=", {}, None, 99.99, False),
        (">=", DOWN, None, 101, True),  # the comparator tells the sense, not the indicator
        (">", {}, None, 100, False),
        (">", {}, None, 100.01, True),
        ("<=", DOWN, None, 100, True),
        ("<=", DOWN, None, 100.01, False),
        ("<=", {}, None, 99, True),
        ("=", {}, None, 100, True),
        ("=", {}, None, 130, True),  # over-fulfilment counts
        ("=", {}, None, 99.99, False),
        ("=", DOWN, None, 99, True),
        ("=", DOWN, None, 100.01, False),
        ("≈", {}, 0.05, 95, True),
        ("≈", {}, 0.05, 94.99, False),
        ("≈", {}, 0.05, 130, True),
        ("≈", DOWN, 0.05, 105, True),
        ("≈", DOWN, 0.05, 105.01, False),
        ("≈", DOWN, 0.05, 50, True),
    ],
)
def test_comparators(comparator, of, tolerance, value, kept) -> None:
    result = judge({2025: value}, of=of, comparator=comparator, tolerance=tolerance)
    assert result.status == ("met" if kept else "missed")


def test_about_a_negative_value() -> None:
    assert judge({2025: -105}, comparator="≈", tolerance=0.05, value=-100).limit == pytest.approx(-105)
    assert judge({2025: -105}, comparator="≈", tolerance=0.05, value=-100).status is Status.MET
    assert judge({2025: -106}, comparator="≈", tolerance=0.05, value=-100).status is Status.MISSED


@pytest.mark.parametrize(("comparator", "of"), [("=", {}), (">=", {}), ("<=", DOWN), ("=", DOWN)])
def test_binary_fractions_do_not_decide(comparator, of) -> None:
    """0.1 + 0.2 is 0.30000000000000004, and 0.7 − 0.4 is 0.29999999999999993."""
    for value in (0.1 + 0.2, 0.7 - 0.4):
        assert judge({2025: value}, of=of, comparator=comparator, value=0.3).status is Status.MET
    assert judge({2025: 0.1 + 0.2}, comparator=">", value=0.3).status is Status.MISSED


@pytest.mark.parametrize(
    ("value", "reached", "gap"), [(120, True, 0), (125, True, 5), (110, False, -10), (90, False, -30)]
)
def test_stretch_is_told_apart(value, reached, gap) -> None:
    result = judge({2025: value}, stretch=120)
    assert (result.stretch.reached, result.stretch.gap) == (reached, gap)
    assert result.status == ("met" if value >= 100 else "missed")


def test_stretch_downwards_and_unknown() -> None:
    assert judge({2025: 80}, of=DOWN, stretch=85).stretch.reached is True
    assert judge({2025: 90}, of=DOWN, stretch=85).stretch.reached is False
    assert judge({}, stretch=120).stretch.reached is None
    assert judge({2025: 90}).stretch is None


@pytest.mark.parametrize(
    ("of", "value", "gap", "shortfall", "percent"),
    [({}, 88, -12, 12, -12), ({}, 112, 12, -12, 12), (DOWN, 112, 12, 12, 12), (DOWN, 88, -12, -12, -12)],
)
def test_gap_and_shortfall(of, value, gap, shortfall, percent) -> None:
    result = judge({2025: value}, of=of)
    assert (result.gap, result.shortfall, result.gap_percent) == (gap, shortfall, pytest.approx(percent))


def test_no_per_cent_of_nought() -> None:
    assert judge({2025: 5}, of=DOWN, value=0).gap_percent is None
