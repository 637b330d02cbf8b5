"""The worked cases of the design, the bands between the statuses, the base rules and the way ahead.

Expected figures are worked out by hand; the arithmetic stands beside them.
"""

import pytest

from gapboard.assess import BaseRule, Status
from gapboard.assess import pace as method
from gapboard.assess.status import status_of_pace
from tests.gapboard.builder import judge

DOWN = {"direction": "down", "kind": "level"}
UP = {"kind": "level"}


@pytest.mark.parametrize(
    ("of", "values", "goal", "on", "pace", "status", "ratio", "ratio_status"),
    [
        # made 4.3 of 7.25 = 0.593103; due 8 of 15 years = 0.533333; 0.593103 ÷ 0.533333 = 1.11207
        # ln(10.2/14.5)/8 = −0.0439709 → −4.30182 %; ln(7.25/14.5)/15 = −0.0462098 → −4.51584 %; ratio 0.95259
        (DOWN, {2015: 14.5, 2023: 10.2}, 7.25, "2024-06-30", 1.11207, "on_track", 0.95259, "on_track"),
        # made 0.11 of 0.43 = 0.255814; ÷ 0.533333 = 0.47965
        # ln(0.38/0.27)/8 = 0.0427187 → 4.36443 %; ln(0.7/0.27)/15 = 0.0635105 → 6.55707 %; ratio 0.66561
        (UP, {2015: 0.27, 2023: 0.38}, 0.7, "2024-06-30", 0.47965, "behind", 0.66561, "slightly_behind"),
        # made 6 of 12 = 0.5; due 7 of 15 = 0.466667; 1.07143; no compound growth leads to nought
        (DOWN, {2015: 12, 2022: 6}, 0, "2023-06-30", 1.07143, "on_track", None, None),
    ],
)
def test_on_the_way(of, values, goal, on, pace, status, ratio, ratio_status) -> None:
    result = judge(values, on, of=of, base=2015, due=2030, value=goal)
    assert result.status == status
    assert result.pace == pytest.approx(pace, abs=5e-6)
    assert result.growth_ratio == (None if ratio is None else pytest.approx(ratio, abs=5e-6))
    assert result.growth_status == ratio_status
    codes = {caveat.code for caveat in result.caveats}
    assert ("methods_differ" in codes) == (status == "behind")
    assert ("growth_undefined" in codes) == (ratio is None)


def test_after_the_due_year() -> None:
    """Read in 2026: 120 was reached where 150 was promised for 2025, missed by 30 or 20 %; no pace any more."""
    result = judge({2015: 100, 2025: 120}, "2026-11-22", base=2015, value=150)
    assert (result.status, result.gap, result.shortfall) == (Status.MISSED, -30, 30)
    assert result.gap_percent == pytest.approx(-20)
    assert (result.pace, result.growth_ratio, result.needed_per_year) == (None, None, None)


@pytest.mark.parametrize(
    ("pace", "status"),
    [
        (7.0, "on_track"),
        (0.95, "on_track"),
        (0.9499999, "slightly_behind"),
        (0.60, "slightly_behind"),
        (0.5999999, "behind"),
        (0.0, "behind"),
        (-0.0000001, "moving_away"),
        (-7.0, "moving_away"),
    ],
)
def test_bands_are_half_open(pace, status) -> None:
    assert status_of_pace(pace) == status


@pytest.mark.parametrize(
    ("value", "status"),
    [(47.5, "on_track"), (47.4, "slightly_behind"), (30, "slightly_behind"), (29.9, "behind"), (0, "behind")],
)
def test_bands_through_assess(value, status) -> None:
    """From 0 in 2020 to 100 in 2030; 50 is due in 2025, so that the pace is value ÷ 50."""
    assert judge({2020: 0, 2025: value}, plan=(2021, 2030), due=2030).status == status
    assert judge({2020: 0, 2025: -0.1}, plan=(2021, 2030), due=2030).status == "moving_away"


@pytest.mark.parametrize(
    ("base", "goal", "value", "status"),
    [
        (0.8, 1.8, 1.275, "on_track"),  # made 0.475 of the 0.5 due: exactly 0.95
        (1.1, 3.1, 2.05, "on_track"),  # 0.95 of 1
        (1.1, 2.1, 1.4, "slightly_behind"),  # 0.3 of 0.5: exactly 0.60
        (1.1, 3.1, 1.7, "slightly_behind"),  # 0.6 of 1
    ],
)
def test_a_pace_of_exactly_a_cut_off_is_not_lost_to_binary_fractions(base, goal, value, status) -> None:
    assert judge({2020: base, 2025: value}, plan=(2021, 2030), due=2030, value=goal).status == status


@pytest.mark.parametrize(
    ("values", "fields", "rule", "year"),
    [
        ({2018: 60, 2019: 70, 2021: 75, 2023: 80}, {"base": 2018}, BaseRule.STATED, 2018),
        ({2018: 60, 2019: 70, 2021: 75, 2023: 80}, {}, BaseRule.BEFORE, 2019),
        ({2021: 75, 2022: 78, 2023: 80}, {}, BaseRule.WITHIN, 2021),
        ({2019: 70, 2021: 75, 2023: 80}, {"period": (2022, 2025)}, BaseRule.BEFORE, 2021),
    ],
)
def test_where_the_path_begins(values, fields, rule, year) -> None:
    result = judge(values, "2024-06-30", **fields)
    assert (result.base.rule, result.base.point.year) == (rule, year)
    assert ("base_within" in {caveat.code for caveat in result.caveats}) == (rule == "within")
    assert result.pace is not None


@pytest.mark.parametrize(
    ("values", "fields"),
    [({2019: 70, 2023: 80}, {"base": 2020}), ({2023: 80}, {}), ({2020: 80}, {})],
    ids=["stated-missing", "only-within", "only-before"],
)
def test_without_a_base_nothing_is_guessed(values, fields) -> None:
    result = judge(values, "2024-06-30", **fields)
    assert (result.status, result.pace, result.gap) == (Status.UNDEFINED, None, -20)
    assert "one_point" in {caveat.code for caveat in result.caveats}


def test_the_way_ahead() -> None:
    """0 in 2020, 100 due in 2030, 30 in 2024."""
    result = judge({2020: 0, 2023: 28, 2024: 30}, "2025-06-30", plan=(2021, 2030), due=2030)
    assert result.expected == pytest.approx(40)  # 100 × 4 ÷ 10
    assert result.pace == pytest.approx(0.75)  # 30 ÷ 40
    assert result.lag_years == pytest.approx(1)  # the line stood at 30 in 2023
    assert result.needed_per_year == pytest.approx(70 / 6)  # 70 in the six years 2025–2030
    assert result.change.per_year == 2
    assert method.projected(2020, 0, 2024, 30, 2030) == 75  # 7.5 a year for ten years


def test_ahead_of_the_line_is_a_negative_lag() -> None:
    result = judge({2020: 200, 2024: 140}, "2025-06-30", of=DOWN, plan=(2021, 2030), due=2030)
    assert result.pace == pytest.approx(1.5)  # down 60 where 40 were due
    assert result.lag_years == pytest.approx(-2)  # the line stands at 140 in 2026
    assert result.needed_per_year == pytest.approx(-40 / 6)


@pytest.mark.parametrize(
    ("args", "expected"),
    [
        ((2015, 5, 2030, 5, 2020, 7), None),  # no way to go
        ((2015, 5, 2030, 9, 2015, 5), None),  # no time gone by
        ((2015, 5, 2030, 9, 2018, 5), 0.0),  # no progress
    ],
)
def test_pace_that_is_not_defined(args, expected) -> None:
    assert method.pace_linear(*args) == expected


@pytest.mark.parametrize("args", [(5, 0, 9), (0, 5, 9), (5, -1, 9), (-5, 3, 9), (5, 9, 0), (5, 5, 9), (5, 9, -9)])
def test_growth_ratio_that_is_not_defined(args) -> None:
    base, goal, value = args
    assert method.growth_ratio(2015, base, 2030, goal, 2020, value) is None


def test_a_year_later_than_the_due_year_needs_nothing_more() -> None:
    assert method.needed_per_year(2025, 10, 2025, 5) is None
