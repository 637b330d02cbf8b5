"""From a file's bytes to what would be written to the ledger; every expected value worked out by hand."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from gapboard.catalog import load_catalog
from gapboard.intake import Batch, BlockSaid, ColumnSaid, Correction, State, prepare, read_workbook, rows_to_commit
from gapboard.kernel.faults import DataFault
from gapboard.ledger import Ledger
from tests.gapboard.intake.conftest import codes, fault_of, observation, only, values, xlsx
from tests.shipped_data import DATA

FILES = Path(__file__).with_name("files")
Take = Callable[..., Batch]
AT = dt.datetime(2026, 3, 1, 9, tzinfo=dt.UTC)


def details(remarks: Any, code: str) -> tuple[int, int, dict[str, Any]]:
    """Row, column and details of the one remark with ``code``."""
    (remark,) = [remark for remark in remarks if remark.code == code]
    return remark.row, remark.column, dict(remark.details)


def test_wps_csv(take: Take) -> None:
    data = '地区,指标,年份,数值,单位\r\n昆明市,地区生产总值,2024年,"82,752,500",万元\r\n'.encode("gb18030")
    batch = take(data)
    found = only(batch)
    assert batch.encoding == "gb18030"
    assert (found.region, found.indicator, found.period, found.value, found.unit) == (
        "kunming", "gdp", "2024", 8275.25, "亿元",
    )  # fmt: skip
    assert (found.row, found.column, found.text, found.state) == (2, 4, "82,752,500", State.NEW)
    assert codes(found.repairs) == ["unit_converted", "year_text", "thousands"]
    assert details(found.repairs, "unit_converted") == (2, 4, {"found": "万元", "result": "亿元", "power": -4})
    assert details(found.repairs, "year_text") == (2, 3, {"found": "2024年", "result": "2024"})
    assert found.findings == ()


def test_years_across_with_title_unit_note_and_dashes(take: Take) -> None:
    batch = take(
        "表1 昆明市主要经济指标,,\n,,单位：万元\n指标,2023年,2024年\n"
        "地区生产总值,78647600,—\n年末常住人口（万人）,868,868.8\n注：2024年为快报数,,\n"
    )
    assert values(batch) == {
        ("kunming", "gdp", "2023"): 7864.76,
        ("kunming", "gdp", "2024"): None,
        ("kunming", "population", "2023"): 868.0,
        ("kunming", "population", "2024"): 868.8,
    }
    dash = batch.candidates[1]
    assert (dash.state, codes(dash.repairs), dash.findings) == (State.UNCHANGED, ["no_value"], ())
    assert "row_ignored" not in codes(batch.findings)  # a note that holds no figure
    assert batch.layout is not None
    assert batch.layout.region == "kunming"


def test_merged_headings_in_xlsx(take: Take) -> None:
    data = xlsx(
        [
            ["地区", "2023年", None, "2024年", None],
            [None, "地区生产总值（亿元）", "常住人口（万人）", "地区生产总值（亿元）", "常住人口（万人）"],
            ["昆明市", 7864.76, 868, 8275.25, 868.8],
            ["盘龙区", 1000.1, 99, 1090.2, "…"],
        ],
        merged=("A1:A2", "B1:C1", "D1:E1"),
    )
    assert values(take(data, "a.xlsx")) == {
        ("kunming", "gdp", "2023"): 7864.76,
        ("kunming", "population", "2023"): 868.0,
        ("kunming", "gdp", "2024"): 8275.25,
        ("kunming", "population", "2024"): 868.8,
        ("panlong", "gdp", "2023"): 1000.1,
        ("panlong", "population", "2023"): 99.0,
        ("panlong", "gdp", "2024"): 1090.2,
        ("panlong", "population", "2024"): None,
    }


def test_amounts_and_growth_under_one_year(take: Take) -> None:
    batch = take("指标,2024年,\n,绝对额（亿元）,增长（%）\n地区生产总值,8275.25,3.3\n", region="kunming")
    assert values(batch) == {("kunming", "gdp", "2024"): 8275.25, ("kunming", "gdp-growth", "2024"): 3.3}
    assert codes(batch.candidates[1].repairs) == ["growth_column"]
    assert details(batch.candidates[1].repairs, "growth_column")[2]["found"] == "地区生产总值 增长（%）"


def test_growth_of_what_has_no_series_of_growth_is_not_taken_for_its_level(take: Take) -> None:
    batch = take("指标,2024年,\n,绝对额（万人）,增长（%）\n常住人口,868,0.1\n", region="kunming")
    assert [c.state for c in batch.candidates] == [State.NEW, State.REFUSED]
    assert codes(batch.candidates[1].findings) == ["unknown_indicator"]


def test_years_down(take: Take) -> None:
    batch = take(
        "年份,地区生产总值（亿元）,进出口总额（亿美元）\n2023年,7864.76,150\n二〇二四年,8275.25,160\n", region="kunming"
    )
    assert values(batch) == {
        ("kunming", "gdp", "2023"): 7864.76,
        ("kunming", "trade-usd", "2023"): 150.0,
        ("kunming", "gdp", "2024"): 8275.25,
        ("kunming", "trade-usd", "2024"): 160.0,
    }
    assert "indicator_by_unit" in codes(batch.candidates[1].repairs)


def test_xls_shows_percentages(take: Take) -> None:
    batch = take((FILES / "table.xls").read_bytes(), "table.xls")
    assert values(batch) == {
        ("kunming", "gdp", "2023"): 7864.76,
        ("kunming", "gdp", "2024"): 8275.0,
        ("kunming", "forest", "2023"): 52.62,
        ("kunming", "forest", "2024"): 52.7,
    }
    shown = batch.candidates[2]
    assert (shown.text, codes(shown.repairs), shown.findings) == ("52.62%", ["percent_sign"], ())


def test_a_fraction_that_nothing_marks_as_a_percentage_is_asked_about(take: Take) -> None:
    batch = take("指标,2023年\n森林覆盖率（%）,0.5262\n", region="kunming")
    doubtful = only(batch)
    assert (doubtful.value, doubtful.state) == (0.5262, State.NEW)
    readings = (("52.62%", "52.62%"), ("0.5262%", "0.5262%"))
    expected = {"found": 0.5262, "expected": "52.62%", "readings": readings}
    assert details(doubtful.findings, "maybe_fraction") == (2, 2, expected)


def test_ods_shows_percentages(take: Take) -> None:
    batch = take((FILES / "table.ods").read_bytes(), "table.ods")
    assert values(batch) == {
        ("kunming", "gdp", "2023"): 7864.76,
        ("kunming", "gdp", "2024"): 8275.0,
        ("kunming", "forest", "2023"): 52.62,
        ("kunming", "forest", "2024"): 52.7,
    }


LONG = "地区,指标,年份,数值,单位,备注,状态\n昆明市,{},{},{},{},{},{}\n"


def one(
    take: Take,
    *,
    name: str = "地区生产总值",
    year: str = "2024",
    value: str = "1",
    unit: str = "",
    note: str = "",
    status: str = "",
    **more: Any,
) -> Any:
    """The one candidate of a long table of one row."""
    return only(take(LONG.format(name, year, value, unit, note, status), **more))


@pytest.mark.parametrize(
    ("name", "value", "unit", "expected"),
    [
        ("地区生产总值", "８２７５．２５", "亿元", 8275.25),
        ("地区生产总值", "82752500", "万元", 8275.25),
        ("地区生产总值", "827525000000", "元", 8275.25),
        ("地区生产总值", "0.827525", "万亿元", 8275.25),
        ("地区生产总值", "8275.25亿元", "万元", 8275.25),
        ("地区生产总值", "82752500万", "", 8275.25),
        ("地区生产总值", "82752500万", "亿元", 8275.25),
        ("常住人口", "8688000", "人", 868.8),
        ("公园绿地面积", "12.5", "平方公里", 1250.0),
        ("公园绿地面积", "12.5", "万平方米", 12.5),
        ("规上工业企业数", "1200", "家", 1200.0),
        ("森林覆盖率", "52.62%", "", 52.62),
        ("森林覆盖率", "526.2", "‰", 52.62),
        ("地区生产总值增速", "下降3.2%", "", -3.2),
        ("地区生产总值增速", "（0.5）", "%", -0.5),
        ("滇池水质", "Ⅳ类", "", 4.0),
        ("滇池水质", "劣V", "类", 6.0),
        ("滇池水质", "三类", "", 3.0),
        ("地区生产总值", "0", "亿元", 0.0),
    ],
)
def test_values(take: Take, name: str, value: str, unit: str, expected: float) -> None:
    found = one(take, name=name, value=value, unit=unit)
    assert (found.value, found.state) == (expected, State.NEW)


@pytest.mark.parametrize(
    ("cells", "code", "column"),
    [
        ({"name": "不明指标"}, "unknown_indicator", 2),
        ({"year": "十四五"}, "bad_period", 3),
        ({"year": ""}, "period_missing", 3),
        ({"year": "2024.1"}, "ambiguous_period", 3),
        ({"year": "1900"}, "year_out_of_range", 3),
        ({"year": "2222"}, "year_out_of_range", 3),
        ({"value": "很多"}, "not_a_number", 4),
        ({"value": "±8275"}, "bound", 4),
        ({"value": "约8000以上"}, "bound_unclear", 4),
        ({"value": "6-5"}, "range", 4),
        ({"value": "12.34.56"}, "not_a_number", 4),
        ({"value": "=cmd|' /C calc'!A0"}, "formula", 4),
        ({"value": "<img src=x onerror=alert(1)>"}, "not_a_number", 4),
        ({"value": "\u202e5728"}, "bidi_control", 4),
        ({"value": "增长5"}, "not_a_number", 4),
        ({"value": "5%"}, "unit_differs", 4),
        ({"unit": "亿美元"}, "currency_differs", 5),
        ({"unit": "万美元", "value": "5亿"}, "currency_differs", 4),
        ({"unit": "万人"}, "unit_differs", 5),
        ({"unit": "斗"}, "unknown_unit", 5),
        ({"name": "实际利用外资", "unit": "亿元"}, "currency_differs", 5),
        ({"name": "公园绿地面积", "unit": "万亩"}, "unit_differs", 5),
        ({"name": "地区生产总值（万元）", "unit": "亿元"}, "unit_conflict", 5),
        ({"name": "滇池水质", "value": "Ⅱ-Ⅲ类"}, "not_a_class", 4),
        ({"name": "滇池水质", "value": "7"}, "not_a_class", 4),
        ({"status": "好"}, "unknown_status", 7),
    ],
)
def test_refusals(take: Take, cells: dict[str, str], code: str, column: int) -> None:
    found = one(take, **cells)
    assert found.state is State.REFUSED
    row, at, told = details(found.findings, code)
    assert (row, at) == (2, column)
    assert {"found", "expected"} <= set(told)


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"year": "2027", "unit": "亿元"}, "future_year"),
        ({"year": "2026", "unit": "亿元"}, "future_year"),  # still running
        ({"year": "2016-2020年", "unit": "亿元"}, "multi_year"),
        ({"name": "规上工业企业数", "value": "12.5", "unit": "户"}, "not_whole"),
        ({"name": "常住人口", "value": "-1", "unit": "万人"}, "negative"),
        ({"name": "森林覆盖率", "value": "0.5262", "unit": "%"}, "maybe_fraction"),
        ({"value": "1.2E+3", "unit": "亿元"}, "scientific"),
    ],
)
def test_doubts_are_asked_about_and_not_refused(take: Take, cells: dict[str, str], code: str) -> None:
    found = one(take, **cells)
    assert (found.state, codes(found.findings)) == (State.NEW, [code])


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("指标,2024年1—9月\nGDP（亿元）,6206\n", []),
        ("指标,2024年前三季度\nGDP（亿元）,6206\n", []),
        ("指标,年份,数值\nGDP（亿元）,2024年1-9月,6206\n", []),
        ("2024年\n指标,1—9月累计\nGDP（亿元）,6206\n", []),
        ("2024年1—9月\n指标,累计\nGDP（亿元）,6206\n", ["part_year"]),  # the title says it
        ("2024年\n指标,9月累计\nGDP（亿元）,6206\n", ["part_year"]),  # nine months, of which one is named
    ],
)
def test_a_part_of_a_year_is_asked_about_where_it_is_not_said_beside_the_figure(
    take: Take, table: str, said: list[str]
) -> None:
    found = only(take(table, region="kunming"))
    assert (found.period, codes(found.findings)) == ("2024-01/2024-09", said)


def test_a_note_is_listed_where_it_may_hold_a_figure(take: Take) -> None:
    table = "指标,2024年\nGDP（亿元）,6206\n注：1. 2024年1-9月为快报数。\n资料来源：市统计局\n注：上年为8275.2亿元。\n"
    batch = take(table, region="kunming")
    assert [item.row for item in batch.findings if item.code == "row_ignored"] == [5]


def test_part_years_keep_their_period(take: Take) -> None:
    assert one(take, year="2024年1-10月").period == "2024-01/2024-10"
    assert one(take, year="2024年前三季度").period == "2024-01/2024-09"
    assert one(take, year="2024年1-12月").period == "2024"


def test_a_missing_unit_is_said_once(take: Take) -> None:
    batch = take("指标,2022,2023,2024\n地区生产总值,1,2,3\n", region="kunming")
    assert codes(batch.findings) == ["unit_missing"]
    assert details(batch.findings, "unit_missing") == (2, 1, {"found": "地区生产总值", "expected": "亿元"})


def test_unknown_names_are_suggested_once_and_taken_when_confirmed(take: Take) -> None:
    text = "指标,2023年,2024年\n全区生产总值（亿元）,1,2\n"
    batch = take(text, region="kunming")
    (suggestion,) = batch.suggestions
    assert (suggestion.text, suggestion.row, suggestion.column) == ("全区生产总值", 2, 1)
    assert suggestion.likely[0] == "gdp"
    assert {c.state for c in batch.candidates} == {State.REFUSED}
    confirmed = take(text, region="kunming", confirmed={suggestion.text: "gdp"})
    assert values(confirmed) == {("kunming", "gdp", "2023"): 1.0, ("kunming", "gdp", "2024"): 2.0}
    assert codes(confirmed.candidates[0].repairs) == ["confirmed_name"]
    left_out = take(text, region="kunming", confirmed={suggestion.text: ""})
    assert (left_out.suggestions, codes(left_out.candidates[0].findings)) == ((), ["left_out"])


def test_a_name_and_its_unit_are_the_catalogue_s_before_they_are_a_confirmed_name(take: Take) -> None:
    found = take("指标,2024年\n地区生产总值（亿元）,1\n", region="kunming", confirmed={"地区生产总值（亿元）": "trade"})
    assert values(found) == {("kunming", "gdp", "2024"): 1.0}


@pytest.mark.parametrize(
    ("text", "lasting"),
    [("全区生产总值", True), ("2024年1—9月", False), ("主要经济指标", False), ("生产总值9月", False), ("同比", False)],
)
def test_a_title_or_heading_is_not_to_be_remembered(take: Take, text: str, lasting: bool) -> None:
    batch = take(f"指标,地区,年份,数值,单位\n{text},昆明市,2024,1,亿元\n")
    assert [item.text for item in batch.suggestions if item.lasting] == ([text] if lasting else [])


def test_unknown_regions(take: Take) -> None:
    text = "地区,指标,年份,数值,单位\n盘龙,地区生产总值,2024,1,亿元\n"
    row, column, told = details(only(take(text)).findings, "unknown_region")
    assert (row, column, told["found"]) == (2, 1, "盘龙")
    assert "盘龙区" in told["expected"]
    assert only(take(text, confirmed={"盘龙": "panlong"})).region == "panlong"


def test_the_region_of_a_row_of_the_title_and_of_the_user(take: Take) -> None:
    table = "指标,2024年\n地区生产总值（亿元）,1\n"
    assert codes(only(take(table)).findings) == ["region_missing"]
    assert only(take("昆明市盘龙区主要指标,\n" + table)).region == "panlong"
    # A region chosen by hand counts only where the file names none.
    assert only(take("昆明市主要指标,\n" + table, region="panlong")).region == "kunming"
    assert only(take(table, region="panlong")).region == "panlong"
    assert only(take("地区,指标,2024年\n昆明市,地区生产总值（亿元）,1\n", region="panlong")).region == "kunming"


def test_blank_labels_repeat_the_row_above(take: Take) -> None:
    batch = take("地区,指标,年份,数值,单位\n盘龙区,地区生产总值,2023,1,亿元\n,,2024,2,亿元\n")
    assert values(batch) == {("panlong", "gdp", "2023"): 1.0, ("panlong", "gdp", "2024"): 2.0}
    assert [(r.code, r.column) for r in batch.candidates[1].repairs] == [("filled_down", 1), ("filled_down", 2)]


def test_the_same_cell_twice(take: Take) -> None:
    head = "地区,指标,年份,数值,单位\n"
    differing = take(head + "昆明市,地区生产总值,2024,1,亿元\n全市,GDP,2024年,20000,万元\n")
    assert [c.state for c in differing.candidates] == [State.REFUSED, State.REFUSED]
    assert details(differing.candidates[0].findings, "conflict") == (
        2, 4, {"found": 1.0, "expected": 2.0, "row": 3, "column": 4},
    )  # fmt: skip
    equal = take(head + "昆明市,地区生产总值,2024,2,亿元\n全市,GDP,2024年,20000,万元\n")
    assert [c.state for c in equal.candidates] == [State.NEW, State.UNCHANGED]
    assert codes(equal.candidates[1].findings) == ["repeated"]
    assert len(commit(equal)) == 1


def commit(batch: Batch, **more: Any) -> list[Any]:
    """The rows that a batch would write."""
    return rows_to_commit(batch, source="公报", source_url="", by="李", batch_id="b2", at=AT, **more)


def test_new_changed_unchanged_and_withdrawn(take: Take) -> None:
    ledger = Ledger(
        (
            observation("gdp", "2021", 90.0),
            observation("gdp", "2022", 100.0),
            observation("gdp", "2023", 110.0),
            observation("gdp", "2023", None),
        )
    )
    batch = take("指标,2021,2022,2023,2024\n地区生产总值（亿元）,90,101,110,120\n", ledger=ledger, region="kunming")
    assert [c.state for c in batch.candidates] == [State.UNCHANGED, State.CHANGED, State.NEW, State.NEW]
    assert [c.old.value if c.old else 0 for c in batch.candidates] == [90.0, 100.0, None, 0]
    assert [(row.period.text, row.value, row.unit) for row in commit(batch)] == [
        ("2022", 101.0, "亿元"), ("2023", 110.0, "亿元"), ("2024", 120.0, "亿元"),
    ]  # fmt: skip


def test_later_lines_of_the_ledger_count_by_their_time(take: Take) -> None:
    late, early = dt.datetime(2025, 6, 1, tzinfo=dt.UTC), dt.datetime(2025, 1, 1, tzinfo=dt.UTC)
    ledger = Ledger(
        (observation("gdp", "2024", 2.0, recorded_at=late), observation("gdp", "2024", 1.0, recorded_at=early))
    )
    assert one(take, value="2", unit="亿元", ledger=ledger).state is State.UNCHANGED


def test_a_status_that_changes_is_a_change(take: Take) -> None:
    ledger = Ledger((observation("gdp", "2024", 1.0, obs_status="P"),))
    assert one(take, unit="亿元", ledger=ledger).state is State.UNCHANGED
    final = one(take, unit="亿元", status="最终核实", ledger=ledger)
    assert (final.state, final.obs_status) == (State.CHANGED, "A")
    assert one(take, year="2024年（初步核算）", unit="亿元").obs_status == "P"


def test_jumps_against_the_year_before_in_the_file_and_in_the_ledger(take: Take) -> None:
    ledger = Ledger((observation("gdp", "2021", 100.0), observation("gdp", "2024", 100.0)))
    batch = take("指标,2022,2023,2024\n地区生产总值（亿元）,299,1000,290\n", ledger=ledger, region="kunming")
    # 2022 against the ledger's 2021: 2.99; 2023 against 2022: 3.34; 2024 against its own old vintage: 2.9.
    # The last would change a published figure by more than half, which is a doubt of its own.
    assert [codes(c.findings) for c in batch.candidates] == [[], ["jump"], ["big_change"]]
    assert details(batch.candidates[1].findings, "jump") == (
        2, 3, {"found": 1000.0, "expected": 299.0, "period": "2022", "factor": 3.0},
    )  # fmt: skip
    assert len(commit(batch)) == 3
    assert len(commit(batch, include_warned=False)) == 1
    strict = take("指标,2022\n地区生产总值（亿元）,299\n", ledger=ledger, region="kunming", jump_factor=2)
    assert codes(only(strict).findings) == ["jump"]


@pytest.mark.parametrize(
    ("indicator", "published", "year", "figure", "said"),
    [
        # 8275 × (1 − 36 %) = 5296; two thirds of 8275 are 5516.7.
        ("gdp", {"2023": 8275.0}, "2024", "5296", [("fall", 8275.0, "2023")]),
        ("gdp", {"2023": 8275.0}, "2024", "5517", []),
        # The next year is published as well: from 1300 to 866 is a fall by more than a third, to 867 is not.
        ("gdp", {"2024": 866.0}, "2023", "1300", [("fall", 866.0, "2024")]),
        ("gdp", {"2024": 867.0}, "2023", "1300", []),
        # Of neighbours on both sides either may be the one that it is far from.
        ("gdp", {"2022": 100.0, "2024": 60.0}, "2023", "95", [("fall", 60.0, "2024")]),
        # The same of the very year that is published, beside a neighbour from which it has fallen by 32.7 % only.
        ("gdp", {"2023": 7864.76, "2024": 8275.22}, "2024", "5296", [("fall", 8275.22, "2024")]),
        # Published figures: by less than half and beside its neighbours as before, by less than half, by more.
        ("gdp", {"2023": 100.0, "2024": 60.0}, "2024", "61", []),
        ("gdp", {"2023": 100.0, "2024": 90.0}, "2024", "60", [("fall", 100.0, "2023")]),
        ("gdp", {"2023": 100.0, "2024": 90.0}, "2024", "44", [("big_change", 90.0, "2024")]),
        ("gdp", {"2023": 8275.0}, "2024", "4.1", [("jump", 8275.0, "2023")]),
        # Things that are counted one by one halve in ordinary years.
        ("firms", {"2023": 12.0}, "2024", "6", []),
        ("forest", {"2023": 12.0}, "2024", "6", []),
    ],
)
def test_a_fall_by_a_third_and_a_change_by_half_are_doubts(
    take: Take, indicator: str, published: dict[str, float], year: str, figure: str, said: list[tuple[str, float, str]]
) -> None:
    names = {"gdp": "地区生产总值（亿元）", "firms": "规上工业企业数（户）", "forest": "森林覆盖率（%）"}
    ledger = Ledger(tuple(observation(indicator, of, value) for of, value in published.items()))
    found = only(take(f"指标,{year}\n{names[indicator]},{figure}\n", ledger=ledger, region="kunming"))
    assert [(r.code, r.details["expected"], r.details["period"]) for r in found.findings] == said
    assert not any(remark.serious for remark in found.findings)


def test_two_wrong_years_do_not_vouch_for_each_other(take: Take) -> None:
    ledger = Ledger((observation("gdp", "2022", 100.0), observation("gdp", "2023", 105.0)))
    batch = take("指标,2023,2024\n地区生产总值（亿元）,70,66\n", ledger=ledger, region="kunming")
    # 2023 has lost a third within the half that a revision may come to; 2024 fits it, and not what is published.
    assert [[(r.code, r.details["expected"]) for r in c.findings] for c in batch.candidates] == [
        [],
        [("fall", 105.0)],
    ]


def test_a_published_part_of_a_year_that_would_change_by_half_is_a_doubt(take: Take) -> None:
    ledger = Ledger((observation("gdp", "2024-01/2024-09", 100.0),))
    said = {
        figure: codes(only(take(f"指标,2024年1—9月\nGDP（亿元）,{figure}\n", ledger=ledger, region="kunming")).findings)
        for figure in (140, 160)
    }
    assert said == {140: [], 160: ["big_change"]}


@pytest.mark.parametrize(
    ("ledger", "figure", "said"),
    [
        # Nine months of 8275 a year are 6206 on average; a fifth of that is 1241.25.
        ({"2024": 8275.0}, "4.1", [("part_unlike_year", "2024")]),
        ({"2023": 8275.0}, "1241", [("part_unlike_year", "2023")]),
        ({"2023": 8275.0}, "1242", []),
        ({"2022": 1.0, "2023": 8275.0}, "6000", []),
        ({}, "4.1", []),
    ],
)
def test_nine_months_far_below_the_year_are_a_doubt(
    take: Take, ledger: dict[str, float], figure: str, said: list[tuple[str, str]]
) -> None:
    known = Ledger(tuple(observation("gdp", of, value) for of, value in ledger.items()))
    found = only(take(f"指标,2024年1—9月\nGDP（亿元）,{figure}\n", ledger=known, region="kunming"))
    assert [(r.code, r.details["period"]) for r in found.findings if r.code != "part_year"] == said


@pytest.mark.parametrize(
    ("indicator", "known", "period", "figure", "said"),
    [
        # What is no amount of its months is held against a year as the year itself would be: 874.4 ÷ 87.4 > 3.
        ("population", {"2025": 874.4}, "2026年1月", "87.4", [("jump", 874.4, "2025")]),
        ("population", {"2025": 874.4}, "2026年1月", "870", []),
        ("population", {"2024": 874.4, "2025": 880.0}, "2025年9月", "500", [("fall", 874.4, "2024")]),
        ("population", {"2018": 100.0}, "2025年9月", "846", []),  # a census in between
        # Averages have a season: they may fall by a third, and not tenfold.
        ("pm", {"2025": 20.1}, "2026年1月", "12", []),
        ("pm", {"2025": 20.1}, "2026年1月", "210", [("jump", 20.1, "2025")]),
        # 45.27 × 3 > 88.8, but a share does not move by 43.5 points; 10 points are allowed in a year, 12 in two.
        ("forest", {"2024": 45.27}, "2025年", "88.8", [("share_swings", 45.27, "2024")]),
        ("forest", {"2024": 45.27}, "2025年1—10月", "88.8", [("share_swings", 45.27, "2024")]),
        ("forest", {"2024": 45.27}, "2025年10月", "4.53", [("jump", 45.27, "2024")]),
        ("forest", {"2024": 45.27}, "2025年10月", "55.2", []),
        ("forest", {"2023": 45.0}, "2025年10月", "56.9", []),
        ("forest", {"2023": 45.0}, "2025年10月", "57.1", [("share_swings", 45.0, "2023")]),
        # More than all there is.
        ("forest", {}, "2025年", "843", [("above_highest", "≤100 %", None)]),
        ("forest", {"2024": 45.27}, "2025年9月", "100.1", [("above_highest", "≤100 %", None)]),
        ("forest", {}, "2025年9月", "100", []),
        ("forest", {}, "2025年9月", "90—120", [("above_highest", "≤100 %", None)]),
        # Growth against the last year's, and against what growth ever is.
        ("growth", {"2024": 4.6}, "2025年1—9月", "89", [("jump", 4.6, "2024")]),
        ("growth", {}, "2025年1—9月", "320", [("growth_unusual", 50.0, None)]),
        ("growth", {}, "2025年", "-50.1", [("growth_unusual", 50.0, None)]),
        ("growth", {"2024": 4.6}, "2025年1—9月", "14", []),
        ("growth", {"2023": 25.4}, "2025年1—9月", "7.3", [("jump", 25.4, "2023")]),
        ("growth", {"2022": 25.4}, "2025年1—9月", "7.3", []),
        ("growth", {}, "2025年1—9月", "50", []),
        # Amounts against the same months a year ago; of one month alone they may be several times as much.
        ("gdp", {"2024-01/2024-09": 5000.0}, "2025年1—9月", "500", [("jump_span", 5000.0, "2024-01/2024-09")]),
        ("gdp", {"2024-01/2024-09": 5000.0}, "2025年1—9月", "3300", [("fall", 5000.0, "2024-01/2024-09")]),
        ("gdp", {"2024-01/2024-09": 5000.0}, "2025年1—9月", "3400", []),
        ("gdp", {"2024-09": 5.0}, "2025年9月", "1.1", []),
        ("gdp", {"2024-09": 5.0}, "2025年9月", "0.9", [("jump_span", 5.0, "2024-09")]),
    ],
)
def test_parts_of_a_year_are_held_against_years_as_years_are(
    take: Take,
    indicator: str,
    known: dict[str, float],
    period: str,
    figure: str,
    said: list[tuple[str, float | str, str | None]],
) -> None:
    names = {"population": "常住人口（万人）", "pm": "PM2.5年均浓度（公顷）", "forest": "森林覆盖率（%）"}
    names |= {"gdp": "GDP（亿元）", "growth": "GDP增速（%）"}
    ident = {"growth": "gdp-growth"}.get(indicator, indicator)
    ledger = Ledger(tuple(observation(ident, of, value) for of, value in known.items()))
    found = only(take(f"指标,{period}\n{names[indicator]},{figure}\n", ledger=ledger, region="kunming"))
    told = [remark for remark in found.findings if remark.code not in ("future_year", "taken_as_bound")]
    assert [(r.code, r.details["expected"], r.details.get("period")) for r in told] == said
    assert (found.state is State.REFUSED) == any(code == "above_highest" for code, *_ in said)


@pytest.mark.parametrize(
    ("month", "figure", "said"),
    [
        (11, 2700, [("sum_falls", 2801.0, 10)]),  # against the nearest month before, which has more
        (11, 2801.1, []),
        (11, 2801, [("sum_stands", 2801.0, 10)]),
        (9, 2801, [("sum_stands", 2801.0, 10)]),
        (12, 2801, [("sum_stands", 2801.0, 10)]),
        (12, 2700, [("sum_falls", 2801.0, 10)]),
        (9, 2802, [("sum_above_later", 2801.0, 10)]),
        (9, 2700, []),
        (10, 2700, []),  # a revision of the same months is judged by its size
        (2, 2400, [("sum_above_later", 2300.0, 8)]),
    ],
)
def test_a_cumulated_figure_that_falls_or_stands_is_a_doubt(
    take: Take, month: int, figure: float, said: list[Any]
) -> None:
    known = Ledger((observation("gdp", "2025-01/2025-08", 2300.0), observation("gdp", "2025-01/2025-10", 2801.0)))
    found = only(take(f"指标,2025年1—{month}月\nGDP（亿元）,{figure}\n", ledger=known, region="kunming"))
    told = [(r.code, r.details["expected"], r.details["other"]) for r in found.findings if r.code.startswith("sum_")]
    assert (found.state is State.REFUSED, told) == (False, said)


def test_a_column_of_last_month_s_sums_is_said_as_a_whole(take: Take) -> None:
    held = {"gdp": 2801.0, "trade": 70.0, "fdi": 1.5, "trade-usd": 0.0}
    known = Ledger(tuple(observation(ident, "2024-01/2024-10", value) for ident, value in held.items()))
    rows = "GDP（亿元）,3050,2801\n进出口总额（亿元）,80,70\n实际利用外资（亿美元）,1.5,1.5\n"
    rows += "进出口总额（美元）（亿美元）,0,0\n"
    found = take(f"指标,2025年1—11月,上年同期\n{rows}", ledger=known, region="kunming").candidates
    now, past = found[::2], found[1::2]
    assert [[r.code for r in item.findings if r.code.endswith("_stands")] for item in now] == [[]] * 4
    # Three of four in the column: it is the column. Nothing may well stay nothing.
    told = [[(r.code, r.details["found"]) for r in item.findings if r.code.endswith("_stands")] for item in past]
    assert told == [[("column_stands", 3)]] * 3 + [[]]
    assert [item.period for item in past] == ["2024-01/2024-11"] * 4


def test_what_is_counted_one_by_one_may_stand_still(take: Take) -> None:
    known = Ledger((observation("schools", "2025-01/2025-10", 12.0),))
    found = only(take("指标,2025年1—11月\n新建学校（户）,12\n", ledger=known, region="kunming"))
    assert "sum_stands" not in codes(found.findings)


@pytest.mark.parametrize(
    ("growth", "said"),
    [
        ("4.3", ["growth_opposes"]),  # 2801 after 3050 is −8.2 %: the other way, by 12.5 points
        ("-4.3", []),
        ("-3.1", []),
        ("21", ["growth_unlike_years"]),
    ],
)
def test_growth_the_other_way_than_its_two_figures_is_a_doubt(take: Take, growth: str, said: list[str]) -> None:
    known = Ledger((observation("gdp", "2024-01/2024-10", 3050.0),))
    table = f"指标,2025年1—10月,同比增长（%）\nGDP（亿元）,2801,{growth}\n"
    rate = take(table, ledger=known, region="kunming").candidates[1]
    assert [r.code for r in rate.findings if r.code.startswith("growth_")] == said


@pytest.mark.parametrize(
    ("now", "growth", "said"),
    [
        (2600, "2", ["growth_unlike_years"]),  # 30 % after 2000: off by 28 points
        (2600, "19.9", ["growth_unlike_years"]),  # 10.1 points are more than prices move in a year
        (2600, "20.1", []),
        (2060, "12.9", []),
    ],
)
def test_growth_the_same_way_but_far_off_is_a_doubt(take: Take, now: int, growth: str, said: list[str]) -> None:
    table = f"指标,2024年1—9月,上年同期,同比增长（%）\nGDP（亿元）,{now},2000,{growth}\n"
    rate = take(table, region="kunming").candidates[2]
    assert [r.code for r in rate.findings if r.code.startswith("growth_")] == said


@pytest.mark.parametrize(
    ("figure", "growth", "said"),
    [
        ("2060", "3.2", ["growth_of_same"]),  # at whatever size: 3.2 % of 2060 are 66
        ("2060", "0", []),
        ("1900", "0.1", []),  # 1899.5 and 1900.5 are 0.053 % apart, and 0.1 stands for 0.05 and more
        ("2060.0", "0.2", ["growth_of_same"]),
        ("2.1", "4", []),  # 2.05 and 2.15 are 4.9 % apart
    ],
)
def test_two_figures_that_are_the_same_beside_growth_are_a_doubt(
    take: Take, figure: str, growth: str, said: list[str]
) -> None:
    table = f"指标,2024年1—9月,上年同期,同比增长（%）\nGDP（亿元）,{figure},{figure},{growth}\n"
    rate = take(table, region="kunming").candidates[2]
    assert [r.code for r in rate.findings if r.code.startswith("growth_")] == said


@pytest.mark.parametrize(
    ("factor", "growth", "code", "count"),
    [
        (1.0, ("4.1", "-3.2", "1.5"), "column_copied", 3),  # of either sign
        (0.9, ("4.1", "3.2", "1.5"), "column_misses_growth", 3),  # nine months of ten: 11 % and growth
        (0.96, ("4.1", "4.3", "4.0"), "", 0),  # 4.2 %
        (0.97, ("-0.8", "-1.1", "12.9"), "", 0),  # 3.1 %: two by 4 points, and one the other way by 10
        (1 / 1.08, ("6.1", "5.9", "7.0"), "", 0),  # 8 %: prices, or a restated basis
    ],
)
@pytest.mark.parametrize("known", [False, True])
def test_a_column_that_misses_its_growth_is_asked_about_as_a_whole(
    take: Take, factor: float, growth: tuple[str, ...], code: str, count: int, known: bool
) -> None:
    """Of a file with both years it is last year's column, of one beside a ledger that has last year's this year's."""
    figures = {"gdp": ("GDP（亿元）", 6500.0), "trade": ("进出口总额（亿元）", 1400.0)}
    figures["fdi"] = ("实际利用外资（亿美元）", 800.0)
    past = {ident: round(value * factor, 2) for ident, (_, value) in figures.items()}
    held = tuple(observation(ident, "2024-01/2024-10", value) for ident, value in past.items())
    rows = [
        f"{name},{value},{'' if known else past[ident]},{rate}\n"
        for (ident, (name, value)), rate in zip(figures.items(), growth, strict=True)
    ]
    table = "指标,2025年1—10月,上年同期,同比增长（%）\n" + "".join(rows)
    found = take(table, ledger=Ledger(held if known else ()), region="kunming").candidates
    told = {(item.column, r.code, r.details["found"]) for item in found for r in item.findings if "column_" in r.code}
    assert not any(r.code.startswith("growth_") for item in found for r in item.findings) or not code
    assert told == ({(2 if known else 3, code, count)} if code else set())


# The census of 2019 restated the level: 6,475.88 after 5,206.9 is 24.4 %, and 6.5 % was published on the new basis.
@pytest.mark.parametrize(("growth", "said"), [("6.5", []), ("4.3", ["growth_unlike_years"])])
def test_growth_over_a_change_of_basis_may_be_further_off(growth: str, said: list[str]) -> None:
    known = Ledger((observation("gdp", "2018", 5206.9),))
    table = f"指标,2019年,同比增长（%）\nGDP（亿元）,6475.88,{growth}\n"
    workbook = read_workbook(table.encode(), "表.csv")
    shipped = load_catalog(DATA / "targets.yaml")
    batch = prepare(workbook, workbook.first.name, shipped, known, region="kunming")
    assert [r.code for item in batch.candidates for r in item.findings if r.code.startswith("growth_")] == said


def test_a_figure_the_other_way_than_published_growth_is_a_doubt(take: Take) -> None:
    known = Ledger((observation("gdp", "2024", 3050.0), observation("gdp-growth", "2025", 4.3)))
    found = only(take("指标,2025年\nGDP（亿元）,2801\n", ledger=known, region="kunming"))
    assert "growth_opposes" in codes(found.findings)


@pytest.mark.parametrize(
    ("figure", "more", "said"),
    [
        (6700, "", ["growth_opposes"]),  # 6334.74 after 6700 is −5.5 %, and 4.1 % was published of 2025
        (6500, "", ["growth_opposes"]),  # −2.5 %
        (6390, "", []),  # −0.9 % is off by less than 5 points
        (6150.38, "", []),
        (6700, "\nGDP（亿元）,2025年1—9月,6334.74", []),  # said of the figure of 2025
    ],
)
def test_last_year_s_figure_is_held_against_this_year_s_in_the_ledger(
    take: Take, figure: float, more: str, said: list[str]
) -> None:
    """Said of the figure of 2024, whose own growth is not known."""
    period = "2025-01/2025-09"
    known = Ledger((observation("gdp", period, 6334.74), observation("gdp-growth", period, 4.1)))
    table = f"指标,时期,数值\nGDP（亿元）,2024年1—9月,{figure}{more}\n"
    found, *others = take(table, ledger=known, region="kunming").candidates
    assert [r.code for r in found.findings if r.code.startswith("growth_")] == said
    told = [r.code for item in others for r in item.findings if r.code.startswith("growth_")]
    assert told == ["growth_opposes"] * len(others)


def test_no_jump_across_a_break_or_between_small_rates(take: Take) -> None:
    batch = take("指标,2019,2020\n常住人口（万人）,100,846\n森林覆盖率（%）,2.1,9.3\n", region="kunming")
    assert [codes(c.findings) for c in batch.candidates] == [[], [], [], []]


def test_notes_are_kept_as_harmless_text(take: Take) -> None:
    note = "<script>alert(1)</script>\u202e **粗**\u200b =1+1"
    found = one(take, unit="亿元", note=note)
    assert found.note == "<script>alert(1)</script> **粗** =1+1"
    assert codes(found.repairs) == ["note_cleaned"]


def test_hostile_texts_anywhere_are_only_text(take: Take) -> None:
    for text in ("=cmd|x!A0", "<b>x</b>", "[a](javascript:b)", "\u202egdp", "\u200b\u200b", "{found}", "%s", "’;--"):
        batch = take(
            f"地区,指标,年份,数值,单位,备注\n{text},{text},{text},{text},{text},{text}\n昆明市,GDP,2024,1,亿元,\n"
        )
        assert batch.candidates[-1].value == 1.0
        assert len(commit(batch)) == 1


def test_columns_that_no_heading_explains_are_said(take: Take) -> None:
    batch = take("序号,指标,2024年,排名,责任单位,\n1,地区生产总值,8275,3,统计局,\n", region="kunming")
    assert only(batch).value == 8275.0
    ignored = [(r.column, r.details["found"]) for r in batch.findings if r.code == "column_ignored"]
    assert ignored == [(4, "排名"), (5, "责任单位")]


def test_nothing_recognised(take: Take) -> None:
    batch = take("随便,什么\n1,2\n")
    assert (batch.blocks, len(batch.candidates), codes(batch.findings)) == ((), 0, ["no_layout"])


def test_columns_told_by_hand(take: Take) -> None:
    text = "甲,乙,丙\nGDP,1,2\n常住人口,3,4\n"
    columns = {1: ColumnSaid("indicator"), 2: ColumnSaid(period="2023"), 3: ColumnSaid(period="2024")}
    batch = take(text, correction=Correction(columns=columns, blocks=(BlockSaid(1, 2, 3),)), region="panlong")
    assert values(batch) == {
        ("panlong", "gdp", "2023"): 1.0,
        ("panlong", "gdp", "2024"): 2.0,
        ("panlong", "population", "2023"): 3.0,
        ("panlong", "population", "2024"): 4.0,
    }


@pytest.mark.parametrize(
    "correction",
    [
        Correction(blocks=(BlockSaid(1, 2, 99),)),
        Correction(columns={9: ColumnSaid("value")}),
        Correction(blocks=(BlockSaid(2, 1, 2),)),
        Correction(columns={2: ColumnSaid(period="去年")}),
        Correction(columns={1: ColumnSaid("别的")}),
    ],
)
def test_a_correction_beyond_the_sheet(take: Take, correction: Correction) -> None:
    assert fault_of(lambda: take("a,b\n1,2\n", correction=correction)) == "bad_layout"


def test_progress_and_limits(take: Take, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[int, int]] = []
    take(
        "指标,2023,2024\n地区生产总值,1,2\n", region="kunming", progress=lambda done, total: told.append((done, total))
    )
    assert told[-1] == (2, 2)
    assert told == sorted(told)
    monkeypatch.setattr("gapboard.intake.values.MAX_VALUES", 1)
    with pytest.raises(DataFault):
        take("指标,2023,2024\n地区生产总值,1,2\n", region="kunming")


def test_candidates_by_index_slice_and_state(take: Take) -> None:
    batch = take("指标,2022,2023,2024\n地区生产总值（亿元）,1,x,2\n", region="kunming")
    found = list(batch.candidates)
    assert [batch.candidates[0], batch.candidates[-2], batch.candidates[2]] == found
    assert list(batch.candidates[1:]) == found[1:]
    assert [c.value for c in batch.of(State.NEW)] == [1.0, 2.0]
    with pytest.raises(IndexError):
        batch.candidates[3]


def test_an_exact_figure_where_a_bound_was_known_is_news(take: Take) -> None:
    ledger = Ledger((observation("gdp", "2022", 100.0, bound=">="),))
    batch = take("指标,2022\n地区生产总值（亿元）,100\n", ledger=ledger, region="kunming")
    assert [c.state for c in batch.candidates] == [State.CHANGED]
    assert [(row.value, row.bound) for row in commit(batch)] == [(100.0, "")]
