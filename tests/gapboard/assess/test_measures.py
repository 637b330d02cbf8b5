"""Every measure: what is judged, when, and how it ends. Figures are worked out by hand."""

import datetime as dt
import math

import pytest

from gapboard.assess import Status, assess
from gapboard.ledger import Ledger
from tests.gapboard import builder
from tests.gapboard.builder import broken, growth_series, indicator, judge

CLASS = {"unit": "类", "kind": "class", "direction": "down", "decimals": 0}
GROWTH = {"more": [growth_series()]}
THREE_YEARS = {"period": (2021, 2023), "due": 2023}
FIVE_YEARS = {"measure": "cumulative", "period": (2021, 2025), "value": 1000}


def codes(result) -> set[str]:
    return {caveat.code for caveat in result.caveats}


@pytest.mark.parametrize(
    ("measure", "values", "on", "status", "judged", "reached_in"),
    [
        ("level", {2025: 100}, "2026-06-30", "met", 2025, 2025),
        ("level", {2023: 101, 2024: 99, 2025: 100}, "2026-06-30", "met", 2025, 2023),
        ("level", {2025: 99, 2026: 100}, "2027-06-30", "met_late", 2025, 2026),
        ("level", {2025: 99, 2026: 99}, "2027-06-30", "missed", 2025, None),
        ("level", {2023: 90, 2024: 100}, "2025-06-30", "met_early", 2024, 2024),
        ("level", {2023: 101, 2024: 99}, "2025-06-30", "moving_away", 2024, None),  # reached, and lost again
        ("level", {2024: 99, 2026: 100}, "2027-06-30", "no_data", None, None),
        ("level", {2024: 99}, "2026-06-30", "no_data", None, None),
        ("level", {}, "2026-06-30", "no_data", None, None),
        ("level", {}, "2024-06-30", "no_data", None, None),
        ("level", {2025: 99}, "2025-12-31", "missed", 2025, None),  # the due year's figure is out already
        ("share", {2025: 99, 2026: 100}, "2027-06-30", "met_late", 2025, 2026),
        ("share", {2024: 100}, "2025-06-30", "met_early", 2024, 2024),
        # A year's amount or deeds cannot be made up in another year.
        ("flow", {2025: 99, 2026: 150}, "2027-06-30", "missed", 2025, None),
        ("flow", {2025: 100, 2026: 1}, "2027-06-30", "met", 2025, 2025),
        ("flow", {2020: 80, 2024: 100}, "2025-06-30", "on_track", 2024, None),
        ("deliverable", {2025: 100}, "2026-06-30", "met", 2025, 2025),
        ("deliverable", {2025: 99, 2026: 100}, "2027-06-30", "missed", 2025, None),
        ("deliverable", {2024: 120}, "2025-06-30", "undefined", 2024, None),
    ],
)
def test_states_amounts_and_deeds(measure, values, on, status, judged, reached_in) -> None:
    result = judge(values, on, measure=measure)
    assert (result.status, result.reached_in) == (status, reached_in)
    assert (result.judged.year if result.judged else None) == judged


def test_no_data_for_the_due_year_shows_the_latest_as_what_it_is() -> None:
    result = judge({2023: 80, 2024: 99})
    assert (result.judged, result.gap, result.latest.year, result.latest.value) == (None, None, 2024, 99)
    assert [caveat.details for caveat in result.caveats if caveat.code == "no_due_year"] == [
        {"due": 2025, "year": 2024, "span": (99, 99)}
    ]


@pytest.mark.parametrize("on", ["2025-06-30", "2026-06-30"])
@pytest.mark.parametrize("value", [100, 110, 130])
def test_a_yearly_amount_that_has_always_stood_above_the_goal_is_not_moving_away(value, on) -> None:
    """120 before the plan and ``value`` now, where 100 are wanted."""
    year = 2024 if on < "2026" else 2025
    assert judge({2020: 120, year: value}, on, measure="flow").status in (Status.ON_TRACK, Status.MET, Status.UNDEFINED)


@pytest.mark.parametrize("measure", ["level", "share", "flow"])
def test_from_the_goal_downwards_is_moving_away(measure) -> None:
    result = judge({2020: 120, 2024: 99}, "2025-06-30", measure=measure)
    assert (result.status, result.pace, result.lag_years) == (Status.MOVING_AWAY, None, None)
    assert judge({2020: 100, 2024: 99}, "2025-06-30", measure=measure).status is Status.MOVING_AWAY


@pytest.mark.parametrize(
    ("values", "on", "status"),
    [
        ({2025: 3}, "2026-06-30", "met"),
        ({2025: 2}, "2026-06-30", "met"),
        ({2025: 4}, "2026-06-30", "missed"),
        ({2025: 4, 2026: 3}, "2027-06-30", "met_late"),
        ({2024: 2}, "2025-06-30", "met_early"),
        ({2023: 5, 2024: 4}, "2025-06-30", "undefined"),  # classes are steps, not a line
    ],
)
def test_water_class(values, on, status) -> None:
    result = judge(values, on, of=CLASS, measure="class", comparator="<=", value=3)
    assert result.status == status
    assert result.pace is None
    assert ("judged_at_due_year" in codes(result)) == (status == "undefined")


def test_a_share_is_computed_where_it_is_not_published() -> None:
    of = {"unit": "%", "kind": "rate", "ratio": {"numerator": "part", "denominator": "whole"}}
    more = [indicator("part"), indicator("whole")]
    others = {"part": {2024: 20, 2025: 30, 2026: 7}, "whole": {2024: 100, 2025: 120, 2026: 0}}
    result = judge({2024: 21.5}, of=of, more=more, others=others, measure="share", value=25)
    assert {year: point.value for year, point in result.points.items()} == {2024: 21.5, 2025: pytest.approx(25)}
    assert [point.how for point in result.points.values()] == ["published", "share"]
    assert (result.status, len(result.judged.inputs)) == (Status.MET, 2)
    assert "computed" in codes(result)


def test_a_share_of_another_regions_whole_and_in_another_scale() -> None:
    ratio = {"numerator": "x2", "denominator": "whole", "denominator_region": "city", "scale": 1000}
    others = {"x2": {2025: 3}, "whole": {2025: 10}, "city/whole": {2025: 60}}
    of = {"unit": "个", "ratio": ratio}
    result = judge({}, of=of, more=[indicator("x2"), indicator("whole")], others=others, measure="share", value=50)
    assert result.judged.value == pytest.approx(50)  # 1000 × 3 ÷ 60


@pytest.mark.parametrize(
    ("values", "published", "of", "status", "judged", "how"),
    [
        ({2024: 100, 2025: 110}, {2025: 8}, {}, "missed", 8, "published"),  # preferred to the derived 10 %
        ({2024: 100, 2025: 110}, {2024: 8}, {}, "met", 10, "growth"),
        ({2024: 100, 2025: 110}, {}, {"breaks": broken(2025)}, "no_data", None, None),
        ({2024: 100, 2025: 110}, {2025: 9.5}, {"breaks": broken(2025)}, "met", 9.5, "published"),
        ({2023: 100, 2025: 130}, {}, {}, "no_data", None, None),  # two years apart
        ({2024: 0, 2025: 10}, {}, {}, "no_data", None, None),
        ({2024: -5, 2025: 10}, {}, {}, "no_data", None, None),
        ({2024: 100, 2025: 108, 2026: 130}, {}, {}, "missed", 8, "growth"),  # a later year's growth does not mend it
    ],
)
def test_growth(values, published, of, status, judged, how) -> None:
    on = "2027-06-30" if 2026 in values else "2026-06-30"
    result = judge(values, on, of=of, measure="growth", value=9, others={"x-growth": published}, **GROWTH)
    assert result.status == status
    assert (result.judged and result.judged.value) == (judged and pytest.approx(judged))
    assert (result.judged and result.judged.how) == how


def test_growth_is_judged_on_its_due_year_alone() -> None:
    result = judge({2023: 100, 2024: 120}, "2025-06-30", measure="growth", value=9)
    assert (result.status, "judged_at_due_year" in codes(result)) == (Status.UNDEFINED, True)


def test_nominal_levels_judge_real_growth_only_with_a_word() -> None:
    of = {"growth_prices": "real"}
    derived = judge({2024: 100, 2025: 110}, of=of, measure="growth", value=9)
    rates = {"x-growth": {2025: 9}}
    published = judge({2024: 100, 2025: 110}, of=of, measure="growth", value=9, others=rates, **GROWTH)
    assert ("nominal_for_real" in codes(derived), "nominal_for_real" in codes(published)) == (True, False)


@pytest.mark.parametrize(
    ("values", "on", "status", "judged"),
    [
        ({2021: 10, 2022: 12, 2023: 10}, "2024-06-30", "met", 2023),
        ({2021: 10, 2022: 12, 2023: 10}, "2023-12-31", "met", 2023),
        ({2021: 10, 2022: 9, 2023: 12}, "2024-06-30", "missed", 2022),
        ({2021: 9}, "2022-06-30", "missed", 2021),  # one broken year cannot be mended
        ({2021: 10}, "2022-06-30", "on_track", 2021),
        ({2021: 10, 2023: 10}, "2024-06-30", "no_data", None),
        ({2022: 10, 2023: 9}, "2024-06-30", "missed", 2023),
        ({2020: 10, 2024: 10}, "2025-06-30", "no_data", None),  # outside the period
        ({}, "2022-06-30", "no_data", None),
    ],
)
def test_each_year(values, on, status, judged) -> None:
    result = judge(values, on, measure="each_year", value=10, **THREE_YEARS)
    assert result.status == status
    assert (result.judged.year if result.judged else None) == judged
    verdicts = {year: None if year not in values else values[year] >= 10 for year in (2021, 2022, 2023)}
    assert {item.year: item.kept for item in result.years} == verdicts


def test_growth_in_each_year() -> None:
    fields = {"measure": "each_year", "applies_to": "growth", "value": 5, **THREE_YEARS}
    result = judge({2020: 100, 2021: 105, 2022: 112}, others={"x-growth": {2023: 4.9}}, **GROWTH, **fields)
    assert [item.kept for item in result.years] == [True, True, False]  # 5 %, 6.7 %, 4.9 %
    assert result.status is Status.MISSED


@pytest.mark.parametrize(
    ("values", "published", "of", "average", "how"),
    [
        # 1.1 × 1.2 × 1.3 = 1.716; its cube root is 1.197216
        ({2020: 100, 2023: 133.1}, {2021: 10, 2022: 20, 2023: 30}, {}, 19.7216, "mean_of_rates"),
        # One rate is missing: 133.1 ÷ 100 = 1.1³
        ({2020: 100, 2023: 133.1}, {2021: 10, 2022: 20}, {}, 10, "compound"),
        ({2020: 100, 2023: 133.1}, {}, {"breaks": broken(2022)}, None, None),
        ({2020: 100, 2023: 133.1}, {}, {"breaks": broken(2020)}, 10, "compound"),  # a break before the way
        ({2020: 100, 2023: 133.1}, {2021: 10, 2022: 20, 2023: 30}, {"breaks": broken(2022)}, 19.7216, "mean_of_rates"),
        ({2021: 100, 2023: 133.1}, {}, {}, None, None),  # no base year
        ({2020: 0, 2023: 133.1}, {}, {}, None, None),
        ({}, {2021: 10, 2022: -100, 2023: 30}, {}, None, None),
    ],
)
def test_average_growth(values, published, of, average, how) -> None:
    fields = {"measure": "average_growth", "value": 10, **THREE_YEARS}
    result = judge(values, "2024-06-30", of=of, others={"x-growth": published}, **GROWTH, **fields)
    assert result.status == ("no_data" if average is None else "met")
    if average is not None:
        assert (result.judged.value, result.judged.how) == (pytest.approx(average, abs=5e-5), how)


def test_average_growth_from_a_stated_base_and_on_the_way() -> None:
    fields = {"measure": "average_growth", "value": 10, **THREE_YEARS}
    # Two years at 10 % lead to 1.21; 1.10 was reached: 0.10 ÷ 0.21
    result = judge({2020: 100, 2022: 110}, "2023-06-30", **fields)
    assert (result.status, result.pace) == (Status.BEHIND, pytest.approx(0.47619, abs=5e-6))
    # From 2019 to 2023: 146.41 ÷ 100 = 1.1⁴
    assert judge({2019: 100, 2023: 146.41}, base=2019, **fields).judged.value == pytest.approx(10)


@pytest.mark.parametrize(("rate", "bad"), [(2, False), (3, False), (6, True)])
def test_a_ceiling_on_average_growth_is_kept_by_growing_less(rate, bad) -> None:
    """At most 3 % a year; 2021 brought ``rate``. Less is better, so less must not be told as behind."""
    fields = {"measure": "average_growth", "comparator": "<=", "value": 3, **THREE_YEARS}
    result = judge({2020: 100, 2021: 100 + rate}, "2022-06-30", of={"direction": "down"}, **fields)
    worse = {Status.MOVING_AWAY, Status.BEHIND, Status.SLIGHTLY_BEHIND, Status.UNDEFINED}
    better = {Status.ON_TRACK, Status.MET_EARLY, Status.UNDEFINED}
    assert result.status in (worse if bad else better)


@pytest.mark.parametrize(("rate", "held"), [(-1, True), (-2, True), (-4, False)])
def test_a_floor_below_nought_on_average_growth_is_kept_by_shrinking_less(rate, held) -> None:
    """At least −2 % a year; −1 % is better than that and −4 % is worse."""
    fields = {"measure": "average_growth", "comparator": ">=", "value": -2, **THREE_YEARS}
    result = judge({2020: 100, 2021: 100 + rate}, "2022-06-30", **fields)
    better = {Status.ON_TRACK, Status.MET_EARLY, Status.UNDEFINED}
    assert (result.status in better) == held


@pytest.mark.parametrize(
    ("values", "on", "status", "total", "pace"),
    [
        ({2021: 200, 2022: 190}, "2023-06-30", "on_track", 390, 0.975),  # 390 of the 400 due by now
        ({2021: 150, 2022: 100}, "2023-06-30", "slightly_behind", 250, 0.625),
        ({2021: 150, 2023: 400}, "2024-06-30", "slightly_behind", 150, 0.75),  # no sum across the gap
        ({2022: 400}, "2023-06-30", "no_data", None, None),
        ({2021: 600, 2022: 400}, "2023-06-30", "met_early", 1000, None),
        (dict.fromkeys(range(2021, 2026), 200), "2026-06-30", "met", 1000, None),
        (dict.fromkeys(range(2021, 2026), 199), "2026-06-30", "missed", 995, None),
        (dict.fromkeys(range(2021, 2025), 240), "2026-06-30", "no_data", None, None),
        (dict.fromkeys(range(2020, 2023), 200), "2023-06-30", "on_track", 400, 1.0),  # 2020 does not count
    ],
)
def test_a_sum_over_a_period(values, on, status, total, pace) -> None:
    result = judge(values, on, **FIVE_YEARS)
    assert result.status == status
    assert (result.judged and result.judged.value) == total
    assert result.pace == (None if pace is None else pytest.approx(pace))


def test_what_a_sum_still_needs() -> None:
    result = judge({2021: 200, 2022: 190}, "2023-06-30", **FIVE_YEARS)
    assert (result.gap, result.expected) == (-610, pytest.approx(400))
    assert result.needed_per_year == pytest.approx(610 / 3)  # 2023, 2024 and 2025


def test_a_ceiling_on_a_sum_is_open_until_the_end() -> None:
    fields = FIVE_YEARS | {"comparator": "<="}
    early = judge({2021: 100}, "2022-06-30", of={"direction": "down"}, **fields)
    assert early.status is Status.UNDEFINED
    assert "one_point" not in codes(early)  # it is not for want of a second point
    values = dict.fromkeys(range(2021, 2026), 201)
    assert judge(values, of={"direction": "down"}, **fields).status is Status.MISSED


@pytest.mark.parametrize(
    ("factor", "due", "values", "on", "status", "goal", "pace"),
    [
        (2, 2025, {2020: 100, 2025: 205}, "2026-06-30", "met", 200, None),
        (2, 2025, {2020: 100, 2025: 199}, "2026-06-30", "missed", 200, None),
        (2, 2025, {2020: 100, 2025: 199, 2026: 200}, "2027-06-30", "met_late", 200, None),
        (4, 2030, {2020: 100, 2024: 160}, "2025-06-30", "behind", 400, 0.5),  # 60 of 300 in 4 of 10 years
        (2, 2025, {2020: 100, 2024: 200}, "2025-06-30", "met_early", 200, None),
        (2, 2025, {2025: 205}, "2026-06-30", "no_data", None, None),
    ],
)
def test_a_multiple_of_the_base_year(factor, due, values, on, status, goal, pace) -> None:
    result = judge(values, on, measure="multiple", base=2020, value=factor, due=due)
    assert (result.status, result.goal) == (status, goal)
    assert result.pace == (None if pace is None else pytest.approx(pace))
    assert ("no_base_year" in codes(result)) == (goal is None)


@pytest.mark.parametrize(
    ("base", "due", "status", "goal"),
    [
        ((50, ">="), 99, "missed", (100, math.inf)),  # twice at least 50 is at least 100
        ((50, ">="), 100, "undefined", (100, math.inf)),
        ((50, ">="), (99, "<="), "missed", (100, math.inf)),
        ((50, ">="), (99, ">="), "undefined", (100, math.inf)),
        ((50, "<="), 100, "met", (-math.inf, 100)),
        ((50, "<="), 99, "undefined", (-math.inf, 100)),
        ((50, "..60"), 120, "met", (100, 120)),
        ((50, "..60"), (120, ">="), "met", (100, 120)),
        ((50, "..60"), 119, "undefined", (100, 120)),
        ((50, "..60"), 99, "missed", (100, 120)),
        ((50, ">="), None, "no_data", (100, math.inf)),
    ],
)
def test_a_multiple_of_a_base_year_known_within_bounds(base, due, status, goal) -> None:
    result = judge({2020: base} | ({} if due is None else {2025: due}), measure="multiple", base=2020, value=2)
    assert (result.status, result.goal, result.goal_span) == (status, None, goal)
    assert (result.gap, result.pace, result.base) == (None, None, None)
    assert ("base_bound" in codes(result), "no_base_year" in codes(result)) == (True, False)


def test_less_than_a_multiple_of_a_base_year_known_within_bounds() -> None:
    down = {"measure": "multiple", "base": 2020, "value": 0.5, "comparator": "<="}
    assert [judge({2020: (100, ">="), 2025: due}, **down).status for due in (50, 51)] == ["met", "undefined"]
    assert [judge({2020: (100, "<="), 2025: due}, **down).status for due in (50, 51)] == ["undefined", "missed"]


RATE = {"unit": "%", "kind": "rate"}


REFERENCE = {"measure": "relative", "comparator": ">", "value": 0, "reference": {"indicator": "x", "region": "city"}}


@pytest.mark.parametrize(
    ("own", "city", "status", "gap"),
    [(10, 10, "missed", 0), (10.1, 10, "met", 0.1), (9, 10, "missed", -1), (10, None, "no_data", None)],
)
def test_above_another_series(own, city, status, gap) -> None:
    others = {} if city is None else {"city/x": {2025: city}}
    result = judge({2025: own}, others=others, of=RATE, **REFERENCE)
    assert (result.status, result.gap) == (status, gap if gap is None else pytest.approx(gap))


def test_growing_faster_than_another_region() -> None:
    others = {"x-growth": {2025: 8}, "city/x": {2024: 100, 2025: 107.5}}
    result = judge({}, others=others, applies_to="growth", **GROWTH, **REFERENCE)
    assert (result.status, result.judged.value, result.judged.how) == (Status.MET, pytest.approx(0.5), "difference")
    others = {"x-growth": {2024: 8}, "city/x-growth": {2024: 7}}
    early = judge({}, "2025-06-30", others=others, applies_to="growth", **GROWTH, **REFERENCE)
    assert (early.status, "judged_at_due_year" in codes(early)) == (Status.UNDEFINED, True)


def test_growth_in_constant_prices_is_not_held_against_growth_from_amounts_in_current_ones() -> None:
    fields = {"applies_to": "growth", **GROWTH, **REFERENCE}
    amounts = {"x-growth": {2025: 8}, "city/x": {2024: 100, 2025: 107.5}}
    of = GROWTH.get("of", {}) | {"growth_prices": "real"}
    assert judge({}, others=amounts, **fields | {"of": of}).status is Status.NO_DATA
    published = {"x-growth": {2025: 8}, "city/x-growth": {2025: 7.5}}
    assert judge({}, others=published, **fields | {"of": of}).judged.value == pytest.approx(0.5)


def test_above_another_series_by_a_margin() -> None:
    fields = REFERENCE | {"comparator": ">=", "margin": 2}
    assert judge({2025: 12}, others={"city/x": {2025: 10}}, of=RATE, **fields).status is Status.MET
    assert judge({2025: 11.9}, others={"city/x": {2025: 10}}, of=RATE, **fields).status is Status.MISSED


@pytest.mark.parametrize(("own", "status", "gap"), [(210, Status.MET, 2), (205, Status.MISSED, -0.5)])
def test_an_amount_above_another_is_told_in_per_cent_of_it(own, status, gap) -> None:
    fields = REFERENCE | {"comparator": ">=", "margin": 3, "value": 3}
    result = judge({2025: own}, others={"city/x": {2025: 200}}, **fields)
    assert (result.status, result.gap) == (status, pytest.approx(gap))


def test_a_withdrawn_value_is_no_value() -> None:
    assert judge({2024: 99, 2025: None}).status is Status.NO_DATA


def test_part_years_are_not_years() -> None:
    assert judge({2024: 99, "2025-10": 200, "2021/2025": 300}).status is Status.NO_DATA


def test_a_relative_margin_below_another_region(shipped) -> None:
    """km25-tax-time: 纳税时间在全省总体目标基础上再压缩5%. 100 hours against the province's 100 do not keep it."""
    target = shipped.targets["km25-tax-time"]
    rows = [builder.row(f"{region}/tax-time", 2025, 100) for region in ("kunming", "yunnan")]
    result = assess(target, shipped, Ledger(tuple(rows)).known_on(), dt.date(2026, 6, 30))
    assert not result.status.is_met
