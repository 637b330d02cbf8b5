"""The second sign beside the status, and the doubts that belong beside both."""

import re
from pathlib import Path

import pytest

from gapboard import assess
from gapboard.assess import Trend
from tests.gapboard.builder import broken, growth_series, judge

DOWN = {"direction": "down"}
GROWTH = {"more": [growth_series()]}


@pytest.mark.parametrize(
    ("of", "values", "trend", "per_year"),
    [
        ({}, {2023: 90, 2024: 80, 2025: 85}, Trend.BETTER, 5),
        ({}, {2024: 90, 2025: 80}, Trend.WORSE, -10),
        ({}, {2024: 90, 2025: 90}, Trend.FLAT, 0),
        ({}, {2021: 80, 2025: 90}, Trend.BETTER, 2.5),  # four years apart
        (DOWN, {2024: 90, 2025: 80}, Trend.BETTER, -10),
        (DOWN, {2024: 80, 2025: 90}, Trend.WORSE, 10),
        (DOWN, {2024: 90, 2025: 90}, Trend.FLAT, 0),
        ({"decimals": 1}, {2024: 90, 2025: 90.02}, Trend.FLAT, 0.02),  # alike as shown
        ({}, {2025: 90}, None, None),
        ({"breaks": broken(2025)}, {2024: 90, 2025: 80}, None, None),
        ({"breaks": broken(2024)}, {2024: 90, 2025: 80}, Trend.WORSE, -10),  # the break is before both
    ],
)
def test_trend(of, values, trend, per_year) -> None:
    result = judge(values, of=of)
    assert result.trend == trend
    assert (result.change and result.change.per_year) == (per_year if per_year is None else pytest.approx(per_year))


@pytest.mark.parametrize(
    ("of", "rate", "trend"),
    [({}, 4.2, "better"), ({}, -1, "worse"), ({}, 0, "flat"), (DOWN, 4.2, "worse"), (DOWN, -1, "better")],
)
def test_across_a_break_the_published_growth_tells_the_trend(of, rate, trend) -> None:
    of = of | {"breaks": broken(2025)}
    result = judge({2024: 90, 2025: 80}, of=of, others={"x-growth": {2025: rate}}, **GROWTH)
    assert (result.trend, result.change.rate.value, result.change.per_year) == (trend, rate, None)


def test_status_and_trend_are_two_signs() -> None:
    result = judge({2024: 130, 2025: 110})
    assert (result.status, result.trend) == ("met", "worse")


def test_growth_targets_compare_growth() -> None:
    result = judge({2022: 100, 2023: 110, 2024: 115.5}, measure="growth", value=3)  # 10 %, then 5 %
    assert result.trend is Trend.WORSE


def test_growth_rates_are_compared_as_finely_as_they_are_shown() -> None:
    """Growth is shown with two decimals, whatever the indicator's own decimals are."""
    published = {"x-growth": {2024: 5.0, 2025: 5.4}}
    result = judge({}, of={"decimals": 0}, measure="growth", value=3, others=published, **GROWTH)
    assert result.trend is Trend.BETTER


ABOUT = {"comparator": "≈", "tolerance": 0.05}
CASES = {
    "no_due_year": judge({2024: 90}),
    "reached_later": judge({2024: 90, 2026: 100}, "2027-06-30"),
    "base_bound": judge({2020: (50, ">="), 2025: 90}, measure="multiple", base=2020, value=2),
    "no_base_year": judge({2025: 90}, measure="multiple", base=2020, value=2),
    "judged_at_due_year": judge({2024: 90}, "2025-06-30", measure="deliverable"),
    "one_point": judge({2024: 90}, "2025-06-30"),
    "base_within": judge({2022: 90, 2024: 95}, "2025-06-30"),
    "break": judge({2020: 80, 2024: 90}, "2025-06-30", of={"breaks": broken(2022)}),
    "computed": judge({2024: 90, 2025: 99}, measure="growth", value=5),
    "nominal_for_real": judge({2024: 90, 2025: 99}, of={"growth_prices": "real"}, measure="growth", value=5),
    "preliminary": judge({2025: 90}, cells={"obs_status": "P"}),
    "other_definition": judge({2025: 90}, cells={"obs_status": "D"}),
    "low_reliability": judge({2024: 90}, of={"kind": "level"}, cells={"obs_status": "U"}),  # of an indication, too
    "secondary": judge({2025: 90}, cells={"source": "某百科条目"}),
    "unfinished": judge({2025: 90}, cells={"day": "2025-12-31"}),
    "growth_undefined": judge({2020: 0, 2024: 90}, "2025-06-30"),
    "methods_differ": judge({2015: 0.27, 2023: 0.38}, "2024-06-30", base=2015, due=2030, value=0.7),
    "two_points": judge({2020: 80, 2024: 90}, "2025-06-30"),
    "stale": judge({2020: 80, 2021: 90}, "2024-06-30"),
    "below_since": judge({2025: 100, 2026: 99}, "2027-06-30"),
    "above_since": judge({2025: 90, 2026: 120}, "2027-06-30", of={"direction": "down"}, comparator="<="),
    "years_unknown": judge({2021: 100}, "2022-06-30", measure="each_year", period=(2021, 2025)),
    "tolerance": judge({2025: 96}, **ABOUT),
    "bound": judge({2025: (100, ">=")}),
    "bound_open": judge({2025: (90, ">=")}),
    "within_rounding": judge({2025: 99.6}, value=99.64),
}


@pytest.mark.parametrize("code", CASES)
def test_each_doubt_is_raised(code) -> None:
    assert code in {caveat.code for caveat in CASES[code].caveats}


def test_these_are_all_the_doubts_there_are() -> None:
    source = Path(assess.__file__).with_name("caveats.py").read_text(encoding="utf-8")
    assert set(re.findall(r'Caveat\("(\w+)"', source)) == set(CASES)


@pytest.mark.parametrize(
    ("code", "result"),
    [
        ("no_due_year", judge({2025: 90})),
        ("base_bound", judge({2025: 90}, measure="multiple", base=2020, value=2)),
        ("no_base_year", judge({2020: (50, ">="), 2025: 90}, measure="multiple", base=2020, value=2)),
        ("reached_later", judge({2024: 90, 2026: 99}, "2027-06-30")),
        ("one_point", judge({2020: 80, 2024: 90}, "2025-06-30")),
        ("base_within", judge({2020: 80, 2024: 90}, "2025-06-30")),
        ("break", judge({2020: 80, 2024: 90}, "2025-06-30", of={"breaks": broken(2020)})),
        ("break", judge({2020: 80, 2024: 90}, "2025-06-30", of={"breaks": broken(2025)})),
        ("computed", judge({2025: 90})),
        ("preliminary", judge({2025: 90})),
        ("other_definition", judge({2025: 90}, cells={"obs_status": "U"})),
        ("low_reliability", judge({2025: 90}, cells={"obs_status": "D"})),
        ("secondary", judge({2025: 90}, cells={"source": "公报", "source_url": "https://stats.example/wiki.example"})),
        ("unfinished", judge({2025: 90}, cells={"day": "2026-01-01"})),
        # What is known of a part of the year is meant as one.
        ("unfinished", judge({"2025-01/2025-09": 120}, of={"adds_up": True}, cells={"day": "2025-10-20"})),
        ("growth_undefined", judge({2020: 80, 2024: 90}, "2025-06-30")),
        ("methods_differ", judge({2020: 80, 2024: 96}, "2025-06-30")),
        ("two_points", judge({2020: 80, 2022: 85, 2024: 90}, "2025-06-30")),
        ("stale", judge({2020: 80, 2021: 90}, "2023-12-31")),  # two years are usual
        ("stale", judge({2025: 90}, "2030-06-30")),  # a past due year does not go stale
        ("below_since", judge({2025: 100, 2026: 100}, "2027-06-30")),
        ("below_since", judge({2025: 100, 2026: 9}, "2027-06-30", measure="flow")),
        ("bound", judge({2025: 100})),
        ("bound_open", judge({2025: (99, "<=")})),  # it is not reached even at the bound
        ("within_rounding", judge({2025: 99.6}, value=99.7)),
        ("within_rounding", judge({2025: 57}, value=57, of={"kind": "count", "decimals": 0})),  # counted, not rounded
        ("years_unknown", judge({}, "2022-06-30", measure="each_year", period=(2021, 2025))),
    ],
)
def test_and_only_where_it_belongs(code, result) -> None:
    assert code not in {caveat.code for caveat in result.caveats}


@pytest.mark.parametrize(
    ("cells", "preliminary"),
    [({"obs_status": "E"}, True), ({"note": "初步核算"}, True), ({"obs_status": "B"}, False)],
)
def test_what_counts_as_preliminary(cells, preliminary) -> None:
    assert judge({2025: 90}, cells=cells).judged.preliminary is preliminary


def test_the_start_of_the_path_is_looked_at_as_well() -> None:
    early = judge({2020: 80, 2024: 90}, "2025-06-30", base=2020, cells={"day": "2020-11-20"})
    details = [caveat.details for caveat in early.caveats if caveat.code == "unfinished"]
    assert details == [{"year": year, "day": "2020-11-20"} for year in (2024, 2020)]


def test_a_secondary_source_is_told_of_the_start_of_the_path_and_of_an_indication_too() -> None:
    told = {"source_url": "https://zh.wiki.example/昆明"}
    for result in (
        judge({2020: 80, 2025: 90}, "2026-06-30", base=2020, cells=told),
        judge({2024: 90}, of={"kind": "level"}, cells=told),
    ):
        years = [caveat.details["year"] for caveat in result.caveats if caveat.code == "secondary"]
        assert years == (["2020", "2025"] if result.judged else ["2024"])


def test_the_details_of_unknown_years() -> None:
    result = judge({2021: 100, 2023: 100}, "2024-06-30", measure="each_year", period=(2021, 2023), due=2023)
    [caveat] = [caveat for caveat in result.caveats if caveat.code == "years_unknown"]
    assert caveat.details == {"kept": 2, "of": 3, "unknown": 1}
