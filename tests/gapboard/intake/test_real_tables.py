"""Tables as offices write them, byte for byte where that matters; every expected value worked out by hand."""

from collections.abc import Callable
from typing import Any

import pytest

from gapboard.intake import Batch, State
from tests.gapboard.intake.conftest import codes, observation, only, values, xlsx

Take = Callable[..., Batch]
HERE = {"region": "kunming"}
GDP, GROWTH = "gdp", "gdp-growth"


def told(batch: Batch) -> dict[tuple[str, str], float | None]:
    """What a batch about Kunming would write, by indicator and period."""
    return {(c.indicator, c.period): c.value for c in batch.of(State.NEW, State.CHANGED)}


def test_unit_in_the_heading_of_a_year_as_wps_writes_it(take: Take) -> None:
    # 指标,2024年（万元）,2025年（万元） / 地区生产总值,"82,752,500",86374500
    data = (
        b"\xd6\xb8\xb1\xea,2024\xc4\xea\xa3\xa8\xcd\xf2\xd4\xaa\xa3\xa9,2025\xc4\xea\xa3\xa8\xcd\xf2\xd4\xaa\xa3\xa9\r\n"
        b'\xb5\xd8\xc7\xf8\xc9\xfa\xb2\xfa\xd7\xdc\xd6\xb5,"82,752,500",86374500\r\n'
    )
    batch = take(data, **HERE)
    assert batch.encoding == "gb18030"
    assert told(batch) == {(GDP, "2024"): 8275.25, (GDP, "2025"): 8637.45}
    assert "unit_converted" in codes(batch.candidates[0].repairs)


@pytest.mark.parametrize("row", [",万元,万元", ",（万元）,（万元）", "单位,万元,万元", ",万元,"])
def test_a_row_of_bare_units_below_the_years(take: Take, row: str) -> None:
    batch = take(f"指标,2024年,2025年\n{row}\n地区生产总值,82752500,86374500\n", **HERE)
    assert told(batch) == {(GDP, "2024"): 8275.25, (GDP, "2025"): 8637.45}
    assert batch.suggestions == ()


def test_a_finer_heading_that_is_no_unit_is_still_part_of_the_name(take: Take) -> None:
    batch = take("指标,2024年,2024年\n,万元,美元口径\n进出口总额,1,2\n", **HERE)
    assert told(batch) == {("trade", "2024"): 0.0001}
    assert [(r.code, r.column, r.serious) for r in batch.findings] == [("column_unclear", 3, True)]


@pytest.mark.parametrize(
    "name",
    ["GDP(亿元，现价)", "地区生产总值（亿元、当年价）", "地区生产总值（现价）（亿元）", "GDP（按现行价格计算，亿元）"],
)
def test_unit_and_basis_of_prices_in_parentheses(take: Take, name: str) -> None:
    found = only(take(f'指标,2024年\n"{name}",8275.25\n', **HERE))
    assert (found.indicator, found.value, found.state) == (GDP, 8275.25, State.NEW)
    assert codes(found.repairs) == ["current_prices"]


@pytest.mark.parametrize("name", ["GDP（亿元，不变价）", "地区生产总值（2020年价，亿元）", "GDP增速（%，现价）"])
def test_another_basis_is_another_series_and_is_asked_for(take: Take, name: str) -> None:
    found = only(take(f'指标,2024年\n"{name}",5\n', **HERE))
    assert (found.indicator, found.state, codes(found.findings)) == ("", State.REFUSED, ["unknown_indicator"])


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2024年前10月", "2024-01/2024-10"),
        ("2024年前10个月", "2024-01/2024-10"),
        ("2024年1—10月", "2024-01/2024-10"),
        ("2024年1至10月", "2024-01/2024-10"),
        ("2024年一至十月", "2024-01/2024-10"),
        ("2024年三季度", "2024-07/2024-09"),
        ("2024年前三季度", "2024-01/2024-09"),
        ("2024年上半年", "2024-01/2024-06"),
    ],
)
def test_parts_of_a_year_in_a_cell_and_in_a_title(take: Take, text: str, period: str) -> None:
    for table, said in (
        (f"指标,单位,年份,数值\n地区生产总值,亿元,{text},6000\n", []),
        (f"指标,单位,{text}\n地区生产总值,亿元,6000\n", []),
        (f"{text}主要指标,,\n指标,单位,数值\n地区生产总值,亿元,6000\n", ["part_year"]),
    ):
        found = only(take(table, **HERE))
        assert (found.period, codes(found.findings)) == (period, said), table


@pytest.mark.parametrize("title", ["2024年各月指标", "2024年分季度指标"])
def test_a_title_about_parts_of_a_year_does_not_name_the_year(take: Take, title: str) -> None:
    found = only(take(f"{title},,\n指标,单位,数值\n地区生产总值,亿元,6000\n", **HERE))
    assert (found.period, found.state, codes(found.findings)) == ("", State.REFUSED, ["period_missing"])


GROWTH_TABLES = [
    "年份,地区生产总值（亿元）,增长（%）\n2023年,7864.76,4.4\n2024年,8275.25,3.3\n",
    # The blank headings that a merged cell leaves, with and without a second heading of its own.
    "年份,地区生产总值（亿元）,\n,绝对额,增长（%）\n2023年,7864.76,4.4\n2024年,8275.25,3.3\n",
    "年份,地区生产总值（亿元）,\n,,比上年增长%\n2023年,7864.76,4.4\n2024年,8275.25,3.3\n",
    ",地区生产总值,\n年份,绝对额（亿元）,增速\n2023年,7864.76,4.4\n2024年,8275.25,3.3\n",
    "指标,单位,2023年,同比增长（%）,2024年,同比增长（%）\n地区生产总值,亿元,7864.76,4.4,8275.25,3.3\n",
    "主要指标,,,,,\n指标,单位,2023年,2023年增长（%）,2024年,2024年比2023年增长%\n"
    "地区生产总值,亿元,7864.76,4.4,8275.25,3.3\n",
    "指标,单位,年份,数值,增长%\n地区生产总值,亿元,2023,7864.76,4.4\n地区生产总值,亿元,2024,8275.25,3.3\n",
]


@pytest.mark.parametrize("table", GROWTH_TABLES)
def test_growth_beside_its_indicator(take: Take, table: str) -> None:
    batch = take(table, **HERE)
    assert told(batch) == {
        (GDP, "2023"): 7864.76,
        (GROWTH, "2023"): 4.4,
        (GDP, "2024"): 8275.25,
        (GROWTH, "2024"): 3.3,
    }
    assert all("growth_column" in codes(c.repairs) for c in batch.candidates if c.indicator == GROWTH)
    assert [r for r in batch.findings if r.code == "column_ignored"] == []


@pytest.mark.parametrize(("years", "latest"), [("2023年,2024年", "2024"), ("2024年,2023年", "2024")])
def test_growth_behind_two_years_is_that_of_the_later(take: Take, years: str, latest: str) -> None:
    batch = take(f"指标,单位,{years},增长（%）\n地区生产总值,亿元,8000,8100,3.3\n", **HERE)
    assert told(batch)[GROWTH, latest] == 3.3
    assert len(told(batch)) == 3


def test_growth_merged_in_xlsx_of_what_has_no_series_of_growth_is_said(take: Take) -> None:
    data = xlsx(
        [["年份", "常住人口（万人）", None], [None, None, "增长（%）"], [2023, 868, 0.9], [2024, 868.8, 0.1]],
        merged=("A1:A2",),
    )
    batch = take(data, "a.xlsx", **HERE)
    assert told(batch) == {("population", "2023"): 868.0, ("population", "2024"): 868.8}
    assert [codes(c.findings) for c in batch.of(State.REFUSED)] == [["unknown_indicator"]] * 2
    (asked,) = batch.suggestions
    assert (asked.text, asked.column, asked.wanted) == ("常住人口增速", 3, "%")
    assert "population" not in asked.likely, "growth is never offered to be taken for the level"


def test_a_share_in_a_file_of_text_is_read_as_per_cent_when_the_user_says_so(take: Take) -> None:
    table = "指标,2023年,2024年\n森林覆盖率（%）,0.5262,0.527\n"
    batch = take(table, readings={(2, 2): "52.62%"}, **HERE)
    assert values(batch) == {("kunming", "forest", "2023"): 52.62, ("kunming", "forest", "2024"): 0.527}
    first, second = batch.candidates
    # Of two that are a hundred times apart either may be the wrong one.
    assert (first.text, codes(first.findings), codes(second.findings)) == (
        "0.5262",
        ["jump"],
        ["maybe_fraction", "jump"],
    )
    assert next((r.code, dict(r.details)) for r in first.repairs) == (
        "read_as",
        {"found": "0.5262", "result": "52.62%"},
    )


def test_a_bare_ten_thousand_in_a_column_of_hundred_millions_has_two_readings(take: Take) -> None:
    table = "指标,单位,2024年\n地区生产总值,亿元,1.2万\n"
    found = only(take(table, **HERE))
    assert found.state is State.REFUSED
    (remark,) = found.findings
    assert remark.code == "two_readings"
    # 1.2 × 10⁴ yuan are 1.2 × 10⁻⁴ 亿元; 1.2 × 10⁴ 亿元 are 12,000.
    assert remark.details["readings"] == (("1.2万元", "0.00012 亿元"), ("1.2万亿元", "12000 亿元"))
    assert only(take(table, readings={(2, 3): "1.2万亿元"}, **HERE)).value == 12000.0
    assert only(take(table, readings={(2, 3): "1.2万元"}, **HERE)).value == 0.00012


@pytest.mark.parametrize(
    ("unit", "cell", "value"),
    [("亿元", "1.2亿", 1.2), ("万元", "3.5亿", 3.5), ("亿元", "82752500万", 8275.25), ("亿元", "1.2万亿", 12000.0)],
)
def test_what_can_be_read_but_one_way_is_not_asked_about(take: Take, unit: str, cell: str, value: float) -> None:
    found = only(take(f"指标,单位,2024年\n地区生产总值,{unit},{cell}\n", **HERE))
    assert (found.value, found.findings) == (value, ())


def test_units_that_count_alike_are_said(take: Take) -> None:
    found = only(take("指标,单位,2024年\n规上工业企业数,家,1200\n", **HERE))
    assert [(r.code, r.details["found"], r.details["result"]) for r in found.repairs] == [("unit_same", "家", "户")]


def test_regions_and_units_settled_by_hand(take: Take) -> None:
    table = "地区,指标,单位,2024年\n盘龙辖区,地区生产总值,万圆,1000\n合计,地区生产总值,万圆,5\n"
    batch = take(table)
    asked = {(s.kind, s.text): s for s in batch.suggestions}
    assert set(asked) == {("region", "盘龙辖区"), ("region", "合计"), ("unit", "万圆")}
    assert asked["region", "盘龙辖区"].likely[0] == "panlong"
    assert (asked["region", "合计"].row, asked["region", "合计"].column) == (3, 1)
    assert (asked["unit", "万圆"].row, asked["unit", "万圆"].column) == (2, 3)
    assert set(asked["unit", "万圆"].likely) == {"元", "千元", "万元", "百万元", "亿元", "万亿元"}
    answered = take(table, confirmed={"盘龙辖区": "panlong", "合计": "", "万圆": "万元"})
    assert next((c.region, c.value, c.state) for c in answered.candidates) == ("panlong", 0.1, State.NEW)
    assert [codes(c.findings) for c in answered.of(State.REFUSED)] == [["left_out"]]
    assert answered.suggestions == ()


@pytest.mark.parametrize("unit", ["万美元", "万港元", "万人"])
def test_a_known_unit_cannot_be_made_another_by_confirming_it(take: Take, unit: str) -> None:
    table = f"指标,单位,2024年\n地区生产总值,{unit},1000\n"
    found = only(take(table, confirmed={unit: "万元"}, **HERE))
    assert (found.state, found.value) == (State.REFUSED, 1000.0)
    assert take(table, **HERE).suggestions == (), "nothing to choose from"


def test_an_unknown_unit_cannot_be_confirmed_across_currencies(take: Take) -> None:
    found = only(take("指标,单位,2024年\n地区生产总值,万刀,1\n", confirmed={"万刀": "万美元"}, **HERE))
    assert (found.state, codes(found.findings)) == (State.REFUSED, ["currency_differs"])


def test_the_source_of_a_row_is_kept_in_its_note(take: Take) -> None:
    found = only(take("指标,年份,数值,单位,备注,来源\nGDP,2024,1,亿元,快报,统计公报\n", **HERE))
    assert found.note == "快报；统计公报"


def test_a_changed_value_is_still_held_against_the_ledger(take: Take, ledger_of: Any) -> None:
    ledger = ledger_of(observation("gdp", "2024", 12000.0))
    table = "指标,单位,2024年\n地区生产总值,亿元,1.2万\n"
    batch = take(table, ledger=ledger, readings={(2, 3): "1.2万亿元"}, **HERE)
    assert only(batch).state is State.UNCHANGED
