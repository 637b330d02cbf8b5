"""The clauses that are hard to read, each with its reading worked out from the text by hand."""

from __future__ import annotations

from typing import Any

import pytest

from gapboard.catalog import Catalog

PLAN, TEN, ACTS = [2023, 2025], [2021, 2025], [2021, 2024]


# target: what the clause says, read by hand. `noted` asks that the reading is stated in the note.
READINGS: dict[str, dict[str, Any]] = {
    # a floor and a higher aim in one clause
    "km25-gdp-primacy": {"comparator": ">=", "value": 30, "stretch": 32, "noted": True},
    # a range: its lower end is the floor
    "km25-chain-leaders": {"comparator": ">=", "value": 3, "value_to": 5, "noted": True},
    # 约 and 左右 with a stated tolerance
    "km19-new-expressway": {"comparator": "≈", "value": 70, "tolerance": 0.05, "noted": True},
    "km25-population": {"comparator": "≈", "value": 1000, "tolerance": 0.05, "noted": True},
    "km25-urbanisation": {"comparator": "≈", "value": 82, "tolerance": 0.01, "noted": True},
    # a bare figure
    "km25-finance-va": {"comparator": "=", "value": 1200},
    # strictly more
    "km25-green-space-ratio": {"comparator": ">", "value": 40, "noted": True},
    # doubling once and twice, of a stated and of an implied base
    "km25-tourists-double": {"measure": "multiple", "value": 2, "base": 2019, "noted": True},
    "km25-tourism-revenue-double": {"measure": "multiple", "value": 2, "base": 2019, "noted": True},
    "yn21-gdp-2035": {"measure": "multiple", "value": 4, "base": 2020, "due": 2035, "noted": True},
    "km25-mohan-freight-double": {"measure": "multiple", "value": 2, "base": 2022, "noted": True},
    # growth in the year, in every year, on average
    "km19-tourism-revenue": {"measure": "growth", "value": 20, "due": 2019, "indicator": "tourism-revenue"},
    "km25-industrial-investment-growth": {"measure": "each_year", "applies_to": "growth", "value": 26, "period": PLAN},
    "km25-trade-growth": {"measure": "average_growth", "value": 15, "period": PLAN, "indicator": "trade"},
    "dz20-fai": {"measure": "average_growth", "value": 20, "base": 2020, "period": TEN, "noted": True},
    # sums over a period
    "km25-inward-capital": {"measure": "cumulative", "value": 7000, "period": PLAN, "noted": True},
    "km25-water-supply": {"measure": "cumulative", "value": 1.2, "period": TEN, "noted": True},
    "yn21-renewal-financing": {"measure": "cumulative", "value": 2000, "period": ACTS, "noted": True},
    # floors for every year
    "km25-jobs-offered": {"measure": "each_year", "value": 14, "unit": "万个", "period": PLAN, "noted": True},
    "km25-good-air": {"measure": "each_year", "value": 98, "period": PLAN, "noted": True},
    # water classes: lower is better though the text says 达到
    "km25-dianchi-waihai": {"measure": "class", "comparator": "<=", "value": 4, "noted": True},
    "pl22-songhuaba": {"measure": "class", "comparator": "<=", "value": 2, "region": "panlong", "noted": True},
    # a share whose whole is not printed
    "km19-quarry-restoration": {"measure": "share", "value": 30, "noted": True},
    # a rule for each township
    "km25-nurseries": {"measure": "deliverable", "comparator": ">=", "value": 1, "noted": True},
    # against another series
    "km19-dianzhong-gdp": {"measure": "relative", "applies_to": "growth", "comparator": ">", "value": 0, "noted": True},
    "km25-tax-time": {"measure": "relative", "comparator": "<=", "value": -5, "margin": -5, "noted": True},
    # contributions in percentage points
    "dz20-contribution-gdp": {"value": 0.5, "unit": "百分点", "noted": True},
    "dz20-contribution-fai": {"value": 1.5, "unit": "百分点", "noted": True},
    # deadlines counted from 3 July 2021
    "yn21-transit-share": {"due": 2024, "value": 60, "noted": True},
    "yn21-greenway-density": {"due": 2023, "value": 0.5, "region": "kunming-inner-ring3", "noted": True},
    # intervals: every two months, every half month
    "yn21-group-hearings": {"measure": "each_year", "value": 6, "noted": True},
    "yn21-vice-head-hearings": {"measure": "each_year", "value": 24, "noted": True},
    # two payers in one sentence
    "dz20-aid-province": {"measure": "each_year", "value": 5, "region": "yunnan", "period": TEN, "noted": True},
    "dz20-aid-kunming": {"measure": "each_year", "value": 2, "region": "kunming", "period": TEN, "noted": True},
    # regions narrower than the city
    "km25-rural-income-3-counties": {"region": "kunming-3-counties", "value": 11, "noted": True},
    "km25-rural-income-mohan": {"region": "mohan", "value": 11, "noted": True},
    "yn21-three-old-done": {"region": "kunming-inner-ring3", "value": 100, "noted": True},
    # units: dollars and yuan apart, scales kept
    "km19-trade-usd": {"indicator": "trade-usd", "unit": "亿美元", "value": 135, "noted": True},
    "km25-trade": {"indicator": "trade", "unit": "亿元", "value": 3000},
    "km19-cut-flower-area": {"unit": "万亩", "value": 11},
    "km19-cut-flower-output": {"unit": "亿枝", "value": 65},
    "km19-overseas-tourists": {"unit": "万人次", "value": 149},
    "km25-industrial-output": {"unit": "亿元", "value": 12000, "noted": True},
    "km25-road-length": {"unit": "公里", "value": 23000, "noted": True},
}


@pytest.mark.parametrize("target_id", READINGS)
def test_reading(curated: Catalog, target_id: str) -> None:
    target = curated.targets[target_id]
    expected = dict(READINGS[target_id])
    noted = expected.pop("noted", False)
    for field, value in expected.items():
        found = target.measure.id if field == "measure" else getattr(target, field)
        assert (list(found) if field == "period" else found) == value, field
    if noted:
        assert target.note and target.note_en


def test_dollars_and_yuan_are_never_one_indicator(curated: Catalog) -> None:
    by_indicator: dict[str, set[str]] = {}
    for target in curated.targets.values():
        by_indicator.setdefault(target.indicator, set()).add(target.unit)
    assert not [name for name, units in by_indicator.items() if {"亿元", "亿美元"} <= units]
