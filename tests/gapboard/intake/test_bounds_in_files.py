"""Bounds in files: taken as bounds, never as exact figures, and never lost."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from gapboard.intake import Batch, Candidate, State, rows_to_commit
from gapboard.ledger import Ledger
from tests.gapboard.intake.conftest import codes, observation

Take = Callable[..., Batch]
HEADING = "地区,指标,年份,数值,单位\n"


def one(take: Take, value: str, name: str = "地区生产总值", unit: str = "亿元", **more: Any) -> Candidate:
    batch = take(f'{HEADING}昆明市,{name},2024,"{value}",{unit}\n', **more)
    assert len(batch.candidates) == 1
    return batch.candidates[0]


@pytest.mark.parametrize(
    ("text", "value", "bound", "shown"),
    [
        ("8000以上", 8000, ">=", "≥8000"),
        ("突破8000", 8000, ">=", "≥8000"),
        ("超过8,000亿元", 8000, ">=", "≥8000"),
        ("8000余", 8000, ">=", "≥8000"),
        ("不足9000", 9000, "<=", "≤9000"),
        ("9000以内", 9000, "<=", "≤9000"),
        ("约8500", 8500, "~", "≈8500"),
        ("8500左右", 8500, "~", "≈8500"),
        ("8000—9000", 8000, "..9000", "8000–9000"),
    ],
)
def test_a_bound_is_taken_as_one_and_shown(take: Take, text: str, value: float, bound: str, shown: str) -> None:
    found = one(take, text)
    assert (found.value, found.bound, found.state, codes(found.findings)) == (
        value,
        bound,
        State.NEW,
        ["taken_as_bound"],
    )
    assert [item.details["result"] for item in found.repairs if item.code == "bound"] == [shown]


def test_a_bound_is_written_in_the_indicators_unit(take: Take) -> None:
    batch = take(f"{HEADING}昆明市,地区生产总值,2024,80000000—90000000,万元\n昆明市,常住人口,2024,850万人以上,\n")
    at = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
    rows = rows_to_commit(batch, source="公报", source_url="", by="李", batch_id="b", at=at)
    assert [(row.value, row.unit, row.bound) for row in rows] == [
        (8000.0, "亿元", "..9000"),
        (850.0, "万人", ">="),
    ]


def test_a_column_of_bounds_alone_is_one_of_figures(take: Take) -> None:
    batch = take("2024年昆明市主要指标\n指标,单位,数值\n地区生产总值,亿元,突破8000\n常住人口,万人,不足870\n")
    assert [(c.indicator, c.value, c.bound) for c in batch.candidates] == [
        ("gdp", 8000.0, ">="),
        ("population", 870.0, "<="),
    ]


@pytest.mark.parametrize(
    ("text", "name", "unit", "readings"),
    [
        ("约8000以上", "地区生产总值", "亿元", [">=8000", "~8000"]),
        ("-5%以上", "地区生产总值增速", "%", [">=-5%", "<=-5%"]),
        ("2019-2021", "地区生产总值", "亿元", ["2019..2021"]),
        ("1.2万以上", "地区生产总值", "亿元", [">=1.2万元", ">=1.2万亿元"]),
        ("0.5以上", "森林覆盖率", "%", [">=50%", ">=0.5%"]),
    ],
)
def test_what_can_be_meant_in_several_ways_is_asked(
    take: Take, text: str, name: str, unit: str, readings: list[str]
) -> None:
    found = one(take, text, name, unit)
    asked = [item for item in found.findings if "readings" in item.details]
    assert [[reading for reading, _ in item.details["readings"]] for item in asked] == [readings]
    for reading in readings:
        answered = one(take, text, name, unit, readings={(2, 4): reading})
        assert answered.value is not None and answered.bound
        assert not any(item.serious for item in answered.findings)


def test_a_bound_is_never_the_same_as_an_exact_figure(take: Take) -> None:
    ledger = Ledger((observation("gdp", "2024", 8000.0),))
    found = one(take, "8000以上", ledger=ledger)
    assert (found.state, codes(found.findings)) == (State.CHANGED, ["taken_as_bound", "bound_for_exact"])
    details = next(item.details for item in found.findings if item.code == "bound_for_exact")
    assert (details["expected"], details["found"]) == (8000.0, "≥8000")


def test_the_same_bound_again_changes_nothing(take: Take) -> None:
    ledger = Ledger((observation("gdp", "2024", 8000.0, bound=">="),))
    assert one(take, "超过8000", ledger=ledger).state is State.UNCHANGED
    assert one(take, "约8000", ledger=ledger).state is State.CHANGED
    exact = one(take, "8000", ledger=ledger)
    assert (exact.state, exact.findings) == (State.CHANGED, ())


def test_a_bound_and_a_figure_of_one_key_contradict_each_other(take: Take) -> None:
    batch = take(f"{HEADING}昆明市,地区生产总值,2024,8000以上,亿元\n昆明市,地区生产总值,2024,8000,亿元\n")
    assert [codes(found.findings) for found in batch.candidates] == [["taken_as_bound", "conflict"], ["conflict"]]
    assert [found.findings[-1].details["expected"] for found in batch.candidates] == [8000.0, "≥8000"]


def test_growth_is_not_held_against_bounds(take: Take) -> None:
    table = "昆明市主要指标\n指标,单位,2023年,2024年,比上年增长(%)\n地区生产总值,亿元,1000,{},3\n"
    batches = [take(table.format(value)) for value in ("2000", "2000以上")]
    growth = [next(c for c in batch.candidates if c.indicator == "gdp-growth") for batch in batches]
    assert [codes(found.findings) for found in growth] == [["growth_unlike_years"], []]


def test_a_part_of_a_year_in_the_place_of_a_figure_is_no_range(take: Take) -> None:
    found = one(take, "1—9月")
    assert (found.value, found.state) == (None, State.REFUSED)


def test_classes_of_size_before_the_figures_are_names(take: Take) -> None:
    batch = take("2024年昆明市规上工业企业数（户）\n按主营收入分,2024年\n2000万元以上,100\n")
    assert [found.state for found in batch.candidates] == [State.REFUSED]
    assert [item.text for item in batch.suggestions] == ["2000万元以上"]


def test_figures_of_a_plan_are_told_when_they_are_bounds(take: Take) -> None:
    batch = take("2024年昆明市目标任务\n指标,单位,数值\n地区生产总值,亿元,8000以上\n")
    assert not batch.candidates
    assert [(item.code, item.details["count"]) for item in batch.findings] == [("title_plans", 1)]
