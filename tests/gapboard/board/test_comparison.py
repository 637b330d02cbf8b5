"""Comparisons worked by hand: documents, regions, due years, stretch, and growth achieved against needed."""

import datetime as dt

import pytest

from gapboard.assess import Group
from gapboard.board import Board
from gapboard.board.comparison import (
    Prices,
    attainment,
    compare_documents,
    compare_due_years,
    compare_regions,
    compare_speeds,
    compare_stretches,
    in_several_regions,
    marks,
)
from gapboard.board.consistency import Verdict
from gapboard.catalog import Catalog, Kind, TargetsFile
from tests.gapboard import builder


def board(series, targets, indicators=(), on="2026-06-30", plan=(2021, 2025)) -> Board:
    """The builder's tiny world as a board; ``series`` as ``{"city/x": {2024: 7.5}}``."""
    catalog = builder.catalog([builder.target(**fields) for fields in targets], indicators, plan)
    return Board(catalog, builder.ledger(series), dt.date.fromisoformat(on))


def with_second_document(made: Board, day: str) -> Board:
    """The same targets, those whose identifier begins with ``b`` in a document of their own."""
    content = made.catalog.content.model_dump()
    first = content["documents"][0]
    content["documents"] = [first, first | {"id": "later", "date": dt.date.fromisoformat(day)}]
    content["targets"] = [
        target | {"document": "later"} if target["id"].startswith("b") else target for target in content["targets"]
    ]
    return Board(Catalog(TargetsFile.model_validate(content)), made.ledger, made.on)


# --- documents -------------------------------------------------------------------------------------------


def test_a_later_document_tightens_and_restates() -> None:
    targets = [
        {"ident": "a", "due": 2025, "value": 100},
        {"ident": "b", "due": 2025, "value": 120},
        {"ident": "a2", "due": 2030, "value": 150},
        {"ident": "b2", "due": 2030, "value": 150},
        {"ident": "elsewhere", "region": "city", "value": 7},
    ]
    found = compare_documents(with_second_document(board({}, targets), "2023-01-01"), "x", "here")
    assert [result.target.id for result in found.results] == ["b", "a", "b2", "a2"]  # by due year, then document
    assert found.documents == 2
    assert dict(found.verdicts) == {Verdict.TIGHTENS: 1, Verdict.RESTATES: 1}
    assert found.later == {"b": Verdict.TIGHTENS, "b2": Verdict.RESTATES}


def test_one_document_alone_has_nothing_to_compare() -> None:
    found = compare_documents(board({}, [{}]), "x", "here")
    assert (found.documents, found.agreements, found.later) == (1, (), {})
    assert compare_documents(board({}, [{}]), "x", "city").results == ()


# --- regions ---------------------------------------------------------------------------------------------


def test_regions_meet_in_their_latest_common_year() -> None:
    series = {"here/x": {2021: 10, 2023: 20, 2025: 40}, "city/x": {2021: 70, 2023: 80, 2024: 90}}
    found = compare_regions(board(series, [{"value": 100}, {"ident": "g", "measure": "growth", "value": 5}]), "x")
    assert found.year == 2023
    # The largest value first: 80 before 20.
    assert [(row.region, row.value.value, row.latest.year) for row in found.rows] == [
        ("city", 80, 2024),
        ("here", 20, 2025),
    ]
    assert found.latest_differ
    # A growth target is told in words only; 100 is the largest figure on the axis, so 20 lies at a fifth.
    assert [result.target.id for result in found.rows[1].goals] == ["t"]
    assert (found.place(0), found.place(20), found.place(100)) == (0, 20, 100)


def test_regions_without_a_common_year_show_their_latest() -> None:
    found = compare_regions(board({"here/x": {2024: 5}, "city/x": {2023: 7}}, [{}]), "x")
    assert found.year is None
    assert [(row.region, row.value, row.shown.year) for row in found.rows] == [
        ("city", None, 2023),
        ("here", None, 2024),
    ]


def test_a_region_with_a_target_only_stands_last() -> None:
    made = board({"city/x": {2025: 7}}, [{}])
    found = compare_regions(made, "x")
    assert (found.year, [row.region for row in found.rows]) == (2025, ["city", "here"])
    assert (len(found.known), found.rows[1].shown, found.latest_differ) == (1, None, False)
    assert in_several_regions(made) == ["x"]


def test_negative_values_lie_left_of_zero() -> None:
    found = compare_regions(board({"here/x": {2025: -10}, "city/x": {2025: 30}}, []), "x")
    assert (found.place(-10), found.place(0), found.place(30)) == (0, 25, 100)


def test_indicators_of_one_region_or_without_any_value_are_not_offered() -> None:
    assert in_several_regions(board({"here/x": {2025: 1}}, [{}])) == []
    assert in_several_regions(board({}, [{}, {"ident": "c", "region": "city"}])) == []


# --- due years -------------------------------------------------------------------------------------------


def test_due_years_count_and_step() -> None:
    targets = [
        {"ident": "a", "due": 2022, "value": 50},
        {"ident": "b", "due": 2025, "value": 100},
        {"ident": "c", "due": 2025, "value": 60, "indicator": "y"},
    ]
    made = board({"x": {2022: 60, 2025: 80}}, targets, [builder.indicator(), builder.indicator("y")])
    found = compare_due_years(made)
    assert [(item.year, item.counts.total, item.judged) for item in found.years] == [(2022, 1, 1), (2025, 2, 1)]
    assert [item.percent(Group.NO_DATA) for item in found.years] == [0, 50]
    assert [(item.indicator, [result.target.due for result in item.results]) for item in found.steps] == [
        ("x", [2022, 2025])
    ]
    # 60 of 50 and 80 of 100.
    assert [attainment(result, Kind.FLOW) for result in found.steps[0].results] == [120, 80]
    assert compare_due_years(made, "none") == type(found)((), ())


def test_steps_without_figures_come_last() -> None:
    targets = [{"ident": f"{name}{due}", "due": due, "indicator": name} for name in ("x", "y") for due in (2022, 2025)]
    made = board({"y": {2022: 60}}, targets, [builder.indicator(), builder.indicator("y")])
    assert [item.indicator for item in compare_due_years(made).steps] == ["y", "x"]


@pytest.mark.parametrize(
    "fields",
    [
        {"comparator": "<="},
        {"value": 0},
        {"measure": "growth", "value": 5},
        {"of": {"unit": "%", "kind": "rate"}},
    ],
)
def test_attainment_is_not_defined(fields) -> None:
    made = builder.case({2024: 40, 2025: 50}, **fields)
    assert attainment(made.result, made.catalog.indicators["x"].kind) is None


def test_attainment_by_the_latest_value_where_the_due_year_is_unknown() -> None:
    assert attainment(builder.judge({2024: 40}, value=80), Kind.FLOW) == 50
    assert attainment(builder.judge({}, value=80), Kind.FLOW) is None


# --- goal and stretch ------------------------------------------------------------------------------------


def test_stretch_on_an_axis_from_base_to_goal() -> None:
    # From 100 to 200: 150 is half the way, the stretch of 250 lies at one and a half.
    targets = [{"ident": "half", "value": 200, "stretch": 250}, {"ident": "plain", "value": 200}]
    (found,) = compare_stretches(board({"x": {2020: 100, 2025: 150}}, targets))
    assert (found.from_base, found.actual, found.stretch) == (True, 50, 150)
    assert (found.goal_reached, found.stretch_reached) == (False, False)


def test_stretch_without_a_base_is_drawn_from_zero() -> None:
    targets = [{"value": 80, "stretch": 100}]
    (found,) = compare_stretches(board({"x": {2025: 90}}, targets))
    assert (found.from_base, found.actual, found.stretch) == (False, 112.5, 125)
    assert (found.goal_reached, found.stretch_reached) == (True, False)


def test_a_falling_target_walks_the_same_axis() -> None:
    # From 50 down to 40: 30 is twice the way, and the stretch of 25 two and a half times.
    targets = [{"value": 40, "stretch": 25, "comparator": "<="}]
    (found,) = compare_stretches(board({"x": {2020: 50, 2025: 30}}, targets))
    assert (found.actual, found.stretch) == (200, 250)


def test_stretches_are_sorted_and_share_one_axis() -> None:
    targets = [
        {"ident": "far", "value": 200, "stretch": 300},
        {"ident": "near", "indicator": "y", "value": 100, "stretch": 110},
        {"ident": "unknown", "indicator": "z", "value": 100, "stretch": 110},
        {"ident": "level", "indicator": "w", "value": 100, "stretch": 110},
    ]
    series = {"x": {2020: 100, 2025: 110}, "y": {2025: 95}, "w": {2020: 100, 2025: 100}}
    made = board(series, targets, [builder.indicator(name) for name in "xyzw"])
    found = compare_stretches(made)
    assert [(item.result.target.id, item.actual) for item in found] == [
        ("near", 95),
        ("far", 10),
        ("level", None),  # goal and base are one: no way, no axis
        ("unknown", None),
    ]
    assert (found[3].goal_reached, found[3].stretch_reached) == (None, None)
    drawn = marks(found)
    assert drawn.keys() == {"near", "far", "unknown"}
    # The axis ends at 1.04 × 200, the furthest stretch; 100 lies at 100 ÷ 208 = 48.08 % of it in every row.
    assert {item.goal for item in drawn.values()} == {48.08}
    assert (drawn["far"].stretch, drawn["near"].base, drawn["far"].base) == (96.15, None, 0)


# --- growth achieved and needed --------------------------------------------------------------------------


def speeds(series, targets, on="2026-06-30", more=(), **of):
    return compare_speeds(board(series, targets, [builder.indicator(**of), *more], on))


def test_past_the_due_year_the_whole_way_counts() -> None:
    # 100 → 110.25 is 5 % a year over two years, 100 → 121 would have been 10 %.
    made = speeds({"x": {2023: 100, 2025: 110.25}}, [{"value": 121, "base": 2023}], prices="current")
    (found,) = made
    assert (found.needed.value, found.achieved.value) == (pytest.approx(10), pytest.approx(5))
    assert (found.needed.first, found.needed.last, found.achieved.last) == (2023, 2025, 2025)
    assert (found.needed.prices, found.achieved.prices, found.mixed) == (Prices.NOMINAL, Prices.NOMINAL, False)
    assert (found.margin, found.enough) == (pytest.approx(-5), False)


def test_an_open_target_is_judged_by_what_is_left() -> None:
    # Latest change 110 → 121 is 10 %; from 121 to 133.1 in the one year left is 10 % as well: enough.
    (found,) = speeds({"x": {2020: 100, 2023: 110, 2024: 121}}, [{"value": 133.1, "base": 2020}], "2025-06-30")
    assert (found.needed.first, found.needed.last) == (2024, 2025)
    assert (found.achieved.first, found.achieved.last) == (2023, 2024)
    assert found.needed.value == pytest.approx(10)
    assert found.enough is True
    assert found.needed.prices is Prices.NONE


def test_a_target_that_falls_must_fall_fast_enough() -> None:
    # 100 → 81 is −10 % a year, 100 → 64 would have been −20 %: short by ten points.
    (found,) = speeds({"x": {2023: 100, 2025: 81}}, [{"value": 64, "base": 2023, "comparator": "<="}])
    assert (found.needed.value, found.achieved.value) == (pytest.approx(-20), pytest.approx(-10))
    assert (found.margin, found.enough) == (pytest.approx(-10), False)


def test_shares_change_in_points() -> None:
    # 40 → 43 in three years is one point a year; 40 → 46 would have been two.
    (found,) = speeds(
        {"x": {2022: 40, 2025: 43}}, [{"measure": "share", "value": 46, "unit": "%", "base": 2022}], unit="%"
    )
    assert (found.in_points, found.needed.value, found.achieved.value) == (True, 2, 1)


def test_across_a_break_the_published_growth_stands_in_and_is_called_real() -> None:
    # √(1.02 × 1.08) − 1 = 4.957 % against a need of √1.21 − 1 = 10 % at current prices.
    of = {"breaks": builder.broken(2025), "prices": "current", "growth_prices": "real"}
    series = {"x": {2023: 100, 2025: 130}, "x-growth": {2024: 2, 2025: 8}}
    (found,) = speeds(series, [{"value": 121, "base": 2023}], more=[builder.growth_series()], **of)
    assert found.achieved.value == pytest.approx(4.957, abs=0.001)
    assert (found.achieved.prices, found.needed.prices, found.mixed) == (Prices.REAL, Prices.NOMINAL, True)
    # One year's rate missing: no growth at all, rather than one across the break.
    series["x-growth"] = {2025: 8}
    (found,) = speeds(series, [{"value": 121, "base": 2023}], more=[builder.growth_series()], **of)
    assert (found.achieved, found.margin, found.enough, found.mixed) == (None, None, None, False)


def test_points_are_not_taken_across_a_break() -> None:
    target = {"measure": "share", "value": 46, "unit": "%", "base": 2022}
    (found,) = speeds({"x": {2022: 40, 2025: 43}}, [target], unit="%", breaks=builder.broken(2024))
    assert (found.in_points, found.achieved) == (True, None)


def test_an_average_needs_what_the_years_left_must_bring() -> None:
    # 10 % on average over three years is 1.331; 1.21 after two leaves 10 %; 1.1025 (5 % a year) leaves
    # 1.331 ÷ 1.1025 − 1 = 20.7256 %.
    target = {"measure": "average_growth", "value": 10, "due": 2025, "period": (2023, 2025)}
    (even,) = speeds({"x": {2022: 100, 2024: 121}}, [target], "2025-06-30")
    assert even.needed.value == pytest.approx(10)
    assert even.enough is True
    (found,) = speeds({"x": {2022: 100, 2024: 110.25}}, [target], "2025-06-30")
    assert found.needed.value == pytest.approx(20.7256, abs=0.0001)
    assert (found.achieved.value, found.needed.first) == (pytest.approx(5), 2024)
    # At the end the average is held against the goal itself.
    (ended,) = speeds({"x": {2022: 100, 2025: 115.7625}}, [target])
    assert (ended.needed.value, ended.achieved.value) == (10, pytest.approx(5))


def test_a_nominal_average_for_a_real_promise_is_mixed() -> None:
    target = {"measure": "average_growth", "value": 4, "period": (2023, 2025)}
    of = {"prices": "current", "growth_prices": "real"}
    (found,) = speeds({"x": {2022: 100, 2025: 115.7625}}, [target], **of)
    assert (found.needed.prices, found.achieved.prices, found.mixed) == (Prices.REAL, Prices.NOMINAL, True)


@pytest.mark.parametrize(
    ("series", "target"),
    [
        ({"x": {2025: 90}}, {"value": 100}),  # no base
        ({"x": {2020: 80}}, {"value": 100}),  # no actual after the base
        ({"x": {2020: 0, 2025: 5}}, {"value": 100}),  # growth from zero is not defined
        ({"x": {2020: 80, 2025: 90}}, {"measure": "growth", "value": 5}),  # a year's growth has no way to go
        ({}, {"measure": "average_growth", "value": 5, "period": (2023, 2025)}),
    ],
)
def test_what_has_no_speed_is_left_out(series, target) -> None:
    assert speeds(series, [target]) == ()


def test_the_slowest_first_and_the_unknown_last() -> None:
    targets = [
        {"ident": "good", "indicator": "x", "value": 110, "base": 2024},
        {"ident": "bad", "indicator": "y", "value": 150, "base": 2024},
        {"ident": "cut", "indicator": "z", "value": 150, "base": 2024},
    ]
    indicators = [builder.indicator(), builder.indicator("y"), builder.indicator("z", breaks=builder.broken(2025))]
    series = {name: {2024: 100, 2025: 120} for name in "xyz"}
    found = compare_speeds(board(series, targets, indicators))
    # +20 against +10 and against +50; across the break nothing.
    assert [(item.result.target.id, item.margin and round(item.margin, 6)) for item in found] == [
        ("bad", -30),
        ("good", 10),
        ("cut", None),
    ]
