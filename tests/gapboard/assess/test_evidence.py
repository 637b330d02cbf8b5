"""What bounds and other evidence prove, what they leave open, and what the catalogue does not allow."""

import dataclasses
import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from gapboard.assess import Status
from gapboard.assess.status import Group
from tests.gapboard.builder import broken, case, growth_series, indicator, judge

VERDICTS = (Group.MET, Group.MISSED)
COUNT = {"kind": "count", "unit": "个", "decimals": 0}
GROWS = COUNT | {"monotone": "up", "monotone_why": "累计", "monotone_why_en": "cumulative"}


def proof(result):
    """Year, ends and rule of the bound that an assessment rests on."""
    point = result.proof
    return point and (point.year, point.low, point.high, point.how)


# --- bounds that were published --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "bound", "comparator", "status"),
    [
        (100, ">=", ">=", "met"),
        (100, ">=", ">", "undefined"),
        (90, ">=", ">=", "undefined"),
        (99, "<=", ">=", "missed"),
        (100, "<=", ">=", "undefined"),
        (101, "<=", ">=", "undefined"),
        (106, "~", ">=", "met"),
        (104, "~", ">=", "undefined"),
        (95, "~", ">=", "missed"),
        (96, "~", ">=", "undefined"),
        (100, "..120", ">=", "met"),
        (90, "..99.9", ">=", "missed"),
        (90, "..120", ">=", "undefined"),
        (100, "<=", "<=", "met"),
        (101, ">=", "<=", "missed"),
        (90, ">=", "<=", "undefined"),
    ],
)
def test_a_bound_decides_where_its_end_does(value, bound, comparator, status) -> None:
    result = judge({2020: 50, 2025: (value, bound)}, comparator=comparator)
    assert result.status == status
    assert (result.judged, result.gap, result.pace, result.lag_years) == (None, None, None, None)
    assert result.proof is not None and result.proof.how == "bound"


def test_a_bound_is_no_pace_no_trend_and_no_base() -> None:
    of_exact = judge({2020: 50, 2022: 60}, "2024-06-30")
    with_bound = judge({2020: 50, 2022: 60, 2023: (70, ">=")}, "2024-06-30")
    assert (with_bound.status, with_bound.pace, with_bound.change) == (of_exact.status, of_exact.pace, of_exact.change)
    assert with_bound.latest.year == 2022
    assert judge({2020: (50, "~"), 2023: 70}, "2024-06-30").status is Status.UNDEFINED


def test_before_the_due_year_a_bound_at_the_goal_is_met_early() -> None:
    result = judge({2023: (100, ">=")}, "2024-06-30")
    assert (result.status, result.reached_in, result.proof.year) == (Status.MET_EARLY, 2023, 2023)
    assert judge({2023: (90, ">=")}, "2024-06-30").status is Status.UNDEFINED
    # What stood at the goal may have fallen below it since.
    assert judge({2020: 50, 2022: 101, 2023: (90, ">=")}, "2024-06-30").status is Status.UNDEFINED


def test_a_later_exact_figure_takes_the_place_of_a_bound() -> None:
    first = case({2025: (100, ">=")})
    assert first.result.status is Status.MET
    rows = [*first.ledger.rows, dataclasses.replace(first.ledger.rows[0], value=99.0, bound="")]
    from gapboard.assess import assess
    from gapboard.ledger import Ledger

    again = assess(first.catalog.targets["t"], first.catalog, Ledger(tuple(rows)).known_on(), first.result.on)
    assert (again.status, again.proof, again.gap) == (Status.MISSED, None, -1)


def test_met_late_by_a_bound() -> None:
    result = judge({2025: 90, 2026: (100, ">=")}, "2027-06-30", measure="level")
    assert (result.status, result.reached_in, result.gap) == (Status.MET_LATE, 2026, -10)


def test_a_year_of_a_floor_is_kept_or_broken_by_its_bound() -> None:
    floor = {"measure": "each_year", "period": (2023, 2025)}
    kept = judge({2023: 100, 2024: (100, ">="), 2025: 120}, **floor)
    assert (kept.status, [year.kept for year in kept.years]) == (Status.MET, [True, True, True])
    assert judge({2023: (99, "<="), 2024: 100, 2025: 120}, **floor).status is Status.MISSED
    assert judge({2023: (99, ">="), 2024: 100, 2025: 120}, **floor).status is Status.NO_DATA


# --- carried through what is computed --------------------------------------------------------------------


def test_growth_between_bounds() -> None:
    result = judge({2024: (100, "..110"), 2025: (121, "..132")}, measure="growth", value=10)
    assert (result.status, result.proof.how) == (Status.MET, "growth")
    assert (result.proof.low, result.proof.high) == pytest.approx((10, 32))
    assert judge({2024: 100, 2025: (121, ">=")}, measure="growth", value=21).status is Status.MET
    assert judge({2024: 100, 2025: (121, ">=")}, measure="growth", value=22).status is Status.UNDEFINED
    across = judge({2024: 100, 2025: (121, ">=")}, of={"breaks": broken(2025)}, measure="growth", value=10)
    assert (across.status, across.proof) == (Status.NO_DATA, None)


def test_average_growth_between_bounds() -> None:
    fields = {"measure": "average_growth", "period": (2024, 2025), "value": 10}
    result = judge({2023: 100, 2025: (121, ">=")}, **fields)
    assert (result.status, result.proof.how, result.proof.high) == (Status.MET, "compound", math.inf)
    rates = judge({}, others={"x-growth": {2024: 11, 2025: (9.5, ">=")}}, more=[growth_series()], **fields)
    assert (rates.status, rates.proof.how) == (Status.MET, "mean_of_rates")


def test_a_sum_of_bounds() -> None:
    fields = {"measure": "cumulative", "period": (2023, 2025), "value": 100}
    assert judge({2023: 40, 2024: (40, ">="), 2025: 20}, **fields).status is Status.MET
    early = judge({2023: 60, 2024: (40, ">=")}, "2025-06-30", **fields)
    assert (early.status, early.proof.how) == (Status.MET_EARLY, "sum")
    assert judge({2023: 40, 2024: (40, ">="), 2025: 19}, **fields).status is Status.UNDEFINED
    assert judge({2023: 40, 2024: (40, "<="), 2025: 19}, **fields).status is Status.MISSED


def test_a_share_of_bounds() -> None:
    of = {"ratio": {"numerator": "a", "denominator": "b"}, "unit": "%", "kind": "rate"}
    found = judge(
        {},
        of=of,
        measure="share",
        value=40,
        more=[indicator("a"), indicator("b")],
        others={"a": {2025: (42, ">=")}, "b": {2025: 100}},
    )
    assert (found.status, proof(found)) == (Status.MET, (2025, 42, math.inf, "share"))


def test_a_difference_of_bounds() -> None:
    fields = {"measure": "relative", "reference": {"indicator": "x", "region": "city"}, "value": 1, "margin": 1}
    of = {"unit": "%", "kind": "rate"}
    result = judge({2025: (7, ">=")}, of=of, others={"city/x": {2025: (5, "<=")}}, **fields)
    assert (result.status, result.proof.how) == (Status.MET, "difference")
    assert result.proof.low == 2


# --- what else proves something --------------------------------------------------------------------------


def test_part_of_a_year_of_an_amount_that_adds_up() -> None:
    months = {"2025-01/2025-10": 101}
    result = judge(months, of={"adds_up": True}, measure="flow")
    assert (result.status, proof(result)) == (Status.MET, (2025, 101, math.inf, "part_year"))
    assert judge(months, "2025-11-15", of={"adds_up": True}, measure="flow").status is Status.MET
    assert judge(months, measure="flow").status is Status.NO_DATA  # the catalogue does not say so
    short = judge({"2025-01/2025-10": 90}, of={"adds_up": True}, measure="flow")
    assert short.status is Status.UNDEFINED
    ceiling = judge(months, of={"adds_up": True, "direction": "down"}, measure="flow", comparator="<=")
    assert ceiling.status is Status.MISSED
    assert judge({"2024-11/2025-10": 101}, of={"adds_up": True}, measure="flow").status is Status.NO_DATA
    assert judge({"2025-01/2025-10": (101, "<=")}, of={"adds_up": True}, measure="flow").proof.low < 100


def test_what_only_grows_is_bounded_by_its_neighbours() -> None:
    result = judge({2023: 101}, of=GROWS)
    assert (result.status, proof(result)) == (Status.MET, (2025, 101, math.inf, "monotone"))
    assert judge({2023: 101}, of=COUNT).status is Status.NO_DATA
    assert judge({2023: 101}, of=GROWS | {"breaks": broken(2024)}).status is Status.NO_DATA
    assert judge({2026: 99}, "2027-06-30", of=GROWS).status is Status.MISSED
    assert judge({2026: 101}, "2027-06-30", of=GROWS).status is Status.UNDEFINED
    assert judge({2024: 99}, of=GROWS).status is Status.UNDEFINED
    assert judge({"2025-10": 101}, of=GROWS).status is Status.MET  # by a day within the year
    assert judge({"2025-10": 101}, of=COUNT).status is Status.NO_DATA
    # Before the due year has passed it is met early, as any state.
    assert judge({2023: 101}, "2024-06-30", of=GROWS).status is Status.MET_EARLY


def test_evidence_that_contradicts_itself_proves_nothing() -> None:
    result = judge({2023: 105, 2026: 90}, "2027-06-30", of=GROWS)
    assert (result.status, result.proof) == (Status.NO_DATA, None)


NOMINAL = {"growth_prices": "nominal", "level_from_growth": True}


def test_growth_and_one_level_give_the_other() -> None:
    rates = {"others": {"x-growth": {2025: 10}}, "more": [growth_series()]}
    result = judge({2024: 100}, of=NOMINAL, value=110, **rates)
    assert (result.status, result.judged.value, result.judged.how) == (Status.MET, pytest.approx(110), "by_growth")
    assert {"computed", "within_rounding"} <= {caveat.code for caveat in result.caveats}
    back = judge({2025: 110}, of=NOMINAL, due=2024, value=99, **rates)
    assert (back.status, back.judged.value) == (Status.MET, pytest.approx(100))
    assert judge({2024: 100}, of={"growth_prices": "nominal"}, **rates).status is Status.NO_DATA
    assert judge({2024: 100}, of=NOMINAL | {"breaks": broken(2025)}, **rates).status is Status.NO_DATA
    two_steps = judge({2023: 100}, of=NOMINAL, others={"x-growth": {2024: 10, 2025: 10}}, more=[growth_series()])
    assert two_steps.judged is None


CLASS = {"unit": "类", "kind": "class", "direction": "down", "decimals": 0}


@pytest.mark.parametrize(
    ("value", "bound", "status", "ends"),
    [
        (3, "<=", "met", (1, 3)),
        (2, "<=", "met", (1, 2)),
        (4, "<=", "undefined", (1, 4)),
        (4, ">=", "missed", (4, 6)),
        (3, ">=", "undefined", (3, 6)),
        (4, "..5", "missed", (4, 5)),
    ],
)
def test_a_water_class_or_better_or_worse(value, bound, status, ends) -> None:
    result = judge({2025: (value, bound)}, of=CLASS, measure="class", comparator="<=", value=3)
    assert (result.status, proof(result)) == (status, (2025, *ends, "bound"))


PARTLY = {"adds_up": True, "prices": "current", "growth_prices": "nominal", "level_from_growth": True}


@pytest.mark.parametrize(
    ("of", "rate", "break_year", "low"),
    [
        (PARTLY, 50.0, None, 79.5 / 1.505),  # 80 and 50 % at their worst within half a digit
        (PARTLY, (50.0, ">="), None, None),
        (PARTLY, -100.0, None, None),
        (PARTLY, 50.0, 2025, None),
        (PARTLY | {"adds_up": False}, 50.0, None, None),
        (PARTLY | {"level_from_growth": False}, 50.0, None, None),
    ],
)
def test_some_months_and_their_growth_bound_the_year_before(of, rate, break_year, low) -> None:
    of = of | ({"breaks": broken(break_year)} if break_year else {})
    others = {"x-growth": {"2025-01/2025-11": rate}}
    found = case({"2025-01/2025-11": 80.0}, of=of, others=others, more=[growth_series()], due=2024, value=50)
    expected = None if low is None else (2024, pytest.approx(low), math.inf, "part_by_growth")
    assert proof(found.result) == expected
    assert (found.result.status is Status.MET) == (low is not None)


def test_growth_of_other_months_bounds_nothing() -> None:
    others = {"x-growth": {"2025-01/2025-10": 50.0, "2024-01/2025-11": 50.0, "2024/2025": 50.0}}
    fields = {"of": PARTLY, "others": others, "more": [growth_series()], "due": 2024, "value": 50}
    values = {"2025-01/2025-11": 80.0, "2024-01/2025-11": 80.0, "2024/2025": 80.0}
    assert judge(values, **fields).proof is None


def test_a_sum_breaks_where_one_of_its_parts_does() -> None:
    """Growth and averages of the sum would be growth of a definition."""
    parts = {"a": {2022: 50, 2024: 60, 2025: 70}, "b": {2022: 40, 2024: 41, 2025: 42}}
    for breaks, level, growth, average in (((), "met", "met", "met"), (broken(2025), "met", "no_data", "no_data")):
        more = [indicator("a", breaks=breaks), indicator("b")]
        fields = {"of": {"sum_of": ["a", "b"]}, "others": parts, "more": more}
        assert judge({}, **fields).status == level
        assert judge({}, measure="growth", value=5, **fields).status == growth
        period = {"period": (2023, 2025)}
        assert judge({}, measure="average_growth", value=5, **period, **fields).status == average
    own = case({}, of={"sum_of": ["a"], "breaks": broken(2023)}, more=[indicator("a", breaks=broken(2025))], others={})
    assert [item.year for item in own.catalog.indicators["x"].breaks] == [2023, 2025]


def test_a_sum_over_years_says_that_its_definition_changed_on_the_way() -> None:
    fields = {"measure": "cumulative", "period": (2024, 2025), "value": 100}
    for year, doubted in ((2024, False), (2025, True), (2026, False)):
        result = judge({2024: 50, 2025: 51}, of={"breaks": broken(year)}, **fields)
        assert result.status is Status.MET
        assert ("break" in {caveat.code for caveat in result.caveats}) == doubted


def test_a_sum_of_published_parts() -> None:
    of = {"sum_of": ["a", "b"]}
    more = [indicator("a"), indicator("b")]
    result = judge({}, of=of, more=more, others={"a": {2025: 60}, "b": {2025: 41}})
    assert (result.status, result.judged.value, result.judged.how) == (Status.MET, 101, "sum_of")
    assert judge({2025: 99}, of=of, more=more, others={"a": {2025: 60}, "b": {2025: 41}}).gap == -1
    assert judge({}, of=of, more=more, others={"a": {2025: 60}}).status is Status.NO_DATA
    within = judge({}, of=of, more=more, others={"a": {2025: 60}, "b": {2025: (41, ">=")}})
    assert (within.status, proof(within)) == (Status.MET, (2025, 101, math.inf, "sum_of"))


# --- for any interval ------------------------------------------------------------------------------------

numbers = st.integers(-200, 300).map(float)


@given(st.lists(numbers, min_size=4, max_size=4, unique=True), numbers, st.sampled_from([">=", ">", "<=", "="]))
def test_a_narrower_interval_never_turns_a_verdict_round(ends, goal, comparator) -> None:
    first, second, third, fourth = sorted(ends)
    wide = judge({2025: (first, f"..{fourth:f}")}, value=goal, comparator=comparator)
    narrow = judge({2025: (second, f"..{third:f}")}, value=goal, comparator=comparator)
    exact = judge({2025: second}, value=goal, comparator=comparator)
    if wide.status.group in VERDICTS:
        assert narrow.status is wide.status
    if narrow.status.group in VERDICTS:
        assert exact.status is narrow.status
    assert exact.status.group in VERDICTS


@given(st.data(), numbers)
def test_nor_does_it_where_it_is_carried_through(data, goal) -> None:
    """Growth, average, sum and difference of spans: whatever lies within them has the verdict of the whole."""
    spans = {
        year: sorted(data.draw(st.lists(st.integers(1, 200), min_size=2, max_size=2, unique=True)))
        for year in (2023, 2024, 2025)
    }
    inner = {year: data.draw(st.integers(low, high)) for year, (low, high) in spans.items()}
    measure = data.draw(st.sampled_from(["growth", "average_growth", "cumulative", "each_year"]))
    fields = {"measure": measure, "period": (2024, 2025), "value": goal}
    wide = judge({year: (low, f"..{high}") for year, (low, high) in spans.items()}, **fields)
    exact = judge(inner, **fields)
    assume(exact.judged is None or abs(exact.judged.value - goal) > 1e-6)
    if wide.status.group in VERDICTS:
        assert exact.status is wide.status
