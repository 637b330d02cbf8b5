"""A running year against its task: bands, the usual course, growth, states, and what is not said."""

import datetime as dt

import pytest

from gapboard.assess.in_year import Band, From, Histories, Reading, band_of, so_far, standing, task_of
from tests.gapboard.builder import catalog, growth_series, indicator, ledger, target

LIMITS = (0, -10, -30)


def stands(values, year=2025, growth=None, of=None, plan=(2021, 2025), **fields):
    own = indicator(**(of or {}))
    made = catalog([target(unit_of={"x": own["unit"]}, **fields)], [own, growth_series()], plan)
    rows = ledger({"x": values, "x-growth": growth or {}})
    task = task_of(made.targets["t"], year, made, rows.known_on(), dt.date(2026, 6, 30))
    if task is None:
        return None
    return standing(task, so_far(made.indicators["x"], "here", year, made, Histories(rows.in_time())), LIMITS)


@pytest.mark.parametrize(
    ("done", "points", "band"),
    [
        (1, 50, Band.DONE),
        (0.999, -0.1, Band.IN_STEP),
        (0.5, 0.01, Band.AHEAD),
        (0.5, 0, Band.IN_STEP),
        (0.3, 1e-12, Band.IN_STEP),
        (0.4, -9.99, Band.IN_STEP),
        (0.4, -10, Band.BEHIND),
        (0.2, -29.99, Band.BEHIND),
        (0.2, -30, Band.FAR_BEHIND),
    ],
)
def test_the_bands_are_half_open(done, points, band) -> None:
    assert band_of(done, points, LIMITS) is band


def test_the_limits_are_a_setting() -> None:
    assert band_of(0.4, -4, (5, -3, -20)) is Band.BEHIND


def test_an_amount_is_held_against_time() -> None:
    found = stands({"2025-01/2025-06": 45}, measure="flow")
    assert (found.done, found.time_gone, found.ahead, found.needed) == (0.45, 0.5, pytest.approx(-5), 55)
    assert found.band is Band.IN_STEP


def test_time_and_the_usual_course_may_disagree() -> None:
    values = {2024: 100, "2024-01/2024-06": 30, "2025-01/2025-06": 45}
    assert stands(values, measure="flow").disagree
    assert not stands(values | {"2024-01/2024-06": 60}, measure="flow").disagree


def test_a_ceiling_has_no_band() -> None:
    found = stands({"2025-01/2025-06": 45}, measure="flow", comparator="<=")
    assert (found.done, found.band, found.why) == (0.45, None, {"band": "ceiling"})


@pytest.mark.parametrize(("year", "band"), [(2029, None), (2030, Band.IN_STEP)])
def test_a_step_to_a_goal_more_than_five_years_away_has_figures_and_no_band(year, band) -> None:
    """The path rises from 50 in 2025 by 5 a year: 70 in 2029, 75 in 2030; nine twentieths of it by June."""
    half = (50 + 5 * (year - 2025)) * 0.45
    found = stands({2025: 50, f"{year}-01/{year}-06": half}, year, measure="flow", due=2035, plan=(2026, 2035))
    assert (found.task.of, found.done, found.band) == (From.PATH, pytest.approx(0.45), band)
    assert found.why.get("band") == (None if band else "path")


def test_a_whole_year_has_no_band_left() -> None:
    found = stands({"2025-01/2025-12": 90}, measure="flow")
    assert (found.band, found.why, found.gap) == (None, {"band": "year_over"}, -10)


def test_the_growth_needed_in_the_rest() -> None:
    values = {2024: 100, "2024-01/2024-06": 40, "2025-01/2025-06": 42}
    found = stands(values, growth={"2025-01/2025-06": 4}, measure="growth", value=10)
    assert found.reading is Reading.GROWTH
    assert found.gap == -6
    assert found.needed_growth == pytest.approx(100 * (68 / 60 - 1))
    real = stands(values, of={"growth_prices": "real"}, measure="growth", value=10)
    assert (real.needed_growth, real.why["needed_growth"]) == (None, "real")


def test_a_number_standing_is_not_held_against_time() -> None:
    values = {2024: 60, "2024-06": 50, "2025-06": 70}
    found = stands(values, of={"kind": "count"}, measure="level")
    assert (found.reading, found.done, found.band) == (Reading.STATE, None, None)
    assert (found.line, found.line_gap, found.gap) == (80, -10, -30)


def test_a_count_is_read_as_its_target_means_it() -> None:
    within, standing_number = {"2025-01/2025-06": 45}, {"2025-06": 45}
    count = {"kind": "count"}
    assert stands(within, of=count, measure="deliverable").band is Band.IN_STEP
    assert stands(within, of=count, measure="level").why == {"band": "other_form"}
    assert stands(standing_number, of=count, measure="deliverable").why == {"band": "other_form"}


def test_held_already_there_is_no_line() -> None:
    found = stands({2024: 101, "2025-06": 102}, of={"kind": "level"})
    assert (found.line, found.why) == (None, {"line": "at_goal"})


def test_nothing_is_said_without_a_figure_or_of_a_comparison() -> None:
    assert stands({2024: 100}, measure="flow").why == {"band": "no_figure"}
    other = {"reference": {"indicator": "x", "region": "city"}}
    assert stands({"2025-01/2025-06": 1}, measure="relative", **other).why == {"band": "relative"}


def test_a_part_of_the_year_proves_only_what_adds_up() -> None:
    values, adds = {"2025-01/2025-09": 120}, {"adds_up": True}
    assert stands(values, of=adds, measure="flow").proven is True
    assert stands(values, measure="flow").proven is None
    assert stands(values, of=adds, measure="flow", comparator="<=").proven is False
    assert stands({"2025-01/2025-09": 90}, of=adds, measure="flow").proven is None


def test_where_the_task_of_a_year_comes_from() -> None:
    def task(year, **fields):
        found = stands({2020: 50, f"{year}-01/{year}-06": 40}, year, **fields)
        return found and (found.task.value, found.task.of)

    steps = {"steps": {2023: 77, 2025: 100}, "steps_source": "表", "steps_source_en": "table"}
    assert task(2025, measure="flow") == (100, From.GOAL)
    assert task(2023, measure="flow") == (80, From.PATH)
    assert task(2023, measure="flow", **steps) == (77, From.STEP)
    assert task(2024, measure="flow", **steps) == (90, From.PATH)
    assert task(2022, measure="cumulative", period=(2021, 2025)) == (20, From.PATH)
    assert task(2022, measure="each_year", period=(2021, 2025)) == (100, From.GOAL)
    assert task(2022, measure="average_growth", period=(2021, 2025), value=8) == (8, From.AVERAGE)
    assert task(2024, measure="deliverable") is None
    assert task(2026, measure="flow") is None
    assert task(2023, measure="flow", base=2022) == (None, From.NONE)
    assert task(2025, measure="multiple", base=2020, value=2) == (100, From.GOAL)


def test_an_earlier_version_has_its_own_steps() -> None:
    earlier = {"until": dt.date(2024, 7, 1), "value": 90, "approved_by": "通知", "approved_by_en": "notice"}
    fields = {"steps": {2024: 85}, "steps_source": "表", "steps_source_en": "table"}
    made = catalog([target(measure="flow", earlier=[earlier | {"steps": {2024: 70}}], **fields)])
    book = ledger({"x": {2020: 50}}).known_on()

    def value(day):
        return task_of(made.targets["t"], 2024, made, book, day).value

    assert (value(dt.date(2024, 6, 30)), value(dt.date(2024, 7, 1))) == (70, 85)
