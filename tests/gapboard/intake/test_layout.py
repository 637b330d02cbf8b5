"""Where things stand in a sheet."""

from typing import Any

import pytest

from gapboard.intake import Layout, Shape, Sheet, find_layout


def sheet(*rows: str) -> Sheet:
    """A sheet of rows written with | between the cells."""
    cells = [tuple(cell.strip() for cell in row.split("|")) for row in rows]
    width = max(map(len, cells))
    return Sheet("表", tuple(row + ("",) * (width - len(row)) for row in cells))


def found(*rows: str) -> Layout:
    """The layout of such a sheet."""
    layout = find_layout(sheet(*rows))
    assert layout is not None
    return layout


def test_long() -> None:
    layout = found("地区|指标名称|年份|数值|计量单位|备注", "昆明市|GDP|2024|1|亿元|", "昆明市|GDP|2023|1|亿元|")
    assert (layout.shape, layout.header_row, layout.first_row, layout.last_row) == (Shape.LONG, 1, 2, 3)
    assert layout.roles == {"region": 1, "indicator": 2, "year": 3, "value": 4, "unit": 5, "note": 6}


def test_long_in_english() -> None:
    layout = found("Indicator|Year|Value|Unit|obs_status", "GDP|2024|1|亿元|A")
    assert layout.roles == {"indicator": 1, "year": 2, "value": 3, "unit": 4, "status": 5}


def test_long_with_its_year_in_the_title() -> None:
    layout = found("2024年全市主要指标", "指标|单位|数值", "GDP|亿元|1")
    assert (layout.shape, layout.years, layout.first_row) == (Shape.LONG, {3: "2024"}, 3)


def test_years_across_below_a_title_above_notes() -> None:
    layout = found(
        "表1 主要经济指标",
        "|||单位：万元",
        "指标|2022年|2023年|2024年",
        "GDP|1|2|3",
        "",
        "注：快报数",
        "资料来源：统计局",
    )
    assert (layout.shape, layout.header_row, layout.first_row, layout.last_row) == (Shape.YEARS_ACROSS, 3, 4, 4)
    assert (layout.roles, layout.unit) == ({"indicator": 1}, "万元")
    assert layout.years == {2: "2022", 3: "2023", 4: "2024"}


def test_a_title_and_a_note_merged_over_the_table() -> None:
    layout = found("表1|表1|表1", "指标|2023|2024", "GDP|1|2", "注：x|注：x|注：x")
    assert (layout.header_row, layout.last_row) == (2, 3)


def test_merged_heading_of_two_rows_by_region() -> None:
    layout = found("地区|2023年|2023年|2024年|2024年", "地区|GDP|常住人口|GDP|常住人口", "昆明市|1|2|3|4")
    assert (layout.shape, layout.first_row, layout.roles) == (Shape.YEARS_ACROSS, 3, {"region": 1})
    assert layout.years == {2: "2023", 3: "2023", 4: "2024", 5: "2024"}
    assert layout.indicators == {2: "GDP", 3: "常住人口", 4: "GDP", 5: "常住人口"}


def test_the_same_heading_not_merged() -> None:
    layout = found("地区|2023年||2024年|", "|GDP|常住人口|GDP|常住人口", "昆明市|1|2|3|4")
    assert layout.years == {2: "2023", 3: "2023", 4: "2024", 5: "2024"}
    assert layout.indicators == {2: "GDP", 3: "常住人口", 4: "GDP", 5: "常住人口"}


def test_years_below_indicators() -> None:
    layout = found("地区|GDP|GDP|常住人口|常住人口", "地区|2023|2024|2023|2024", "昆明市|1|2|3|4")
    assert (layout.first_row, layout.roles) == (3, {"region": 1})
    assert layout.indicators == {2: "GDP", 3: "GDP", 4: "常住人口", 5: "常住人口"}


def test_amounts_and_growth_below_years() -> None:
    layout = found("指标|2023年|2023年|2024年|2024年", "指标|绝对额(亿元)|增长(%)|绝对额(亿元)|增长(%)", "GDP|1|2|3|4")
    assert layout.indicators == {3: "增长(%)", 5: "增长(%)"}
    assert layout.units == {2: "亿元", 4: "亿元"}


def test_indicators_across() -> None:
    layout = found("年份|地区生产总值（亿元）|常住人口（万人）", "2023年|1|2", "2024年|3|4")
    assert (layout.shape, layout.roles, layout.first_row) == (Shape.INDICATORS_ACROSS, {"year": 1}, 2)
    assert layout.indicators == {2: "地区生产总值（亿元）", 3: "常住人口（万人）"}


def test_indicators_across_with_a_row_of_units() -> None:
    layout = found("|GDP|常住人口", "单位|亿元|万人", "2023|1|2", "2024|3|4")
    assert (layout.first_row, layout.units) == (3, {2: "亿元", 3: "万人"})


def test_regions_down_indicators_across_with_the_year_in_the_title() -> None:
    layout = found("2024年各县区主要指标", "县区|GDP|常住人口", "盘龙区|1|2")
    assert (layout.shape, layout.roles) == (Shape.INDICATORS_ACROSS, {"region": 1})
    assert layout.years == {2: "2024", 3: "2024"}


def test_part_years_across() -> None:
    assert found("指标|2024年1-10月|2024年", "GDP|1|2").years == {2: "2024-01/2024-10", 3: "2024"}


def test_several_units_in_a_title_are_nobodys() -> None:
    assert found("单位：亿元、%", "指标|2024年", "GDP|1").unit == ""


@pytest.mark.parametrize("rows", [("随便|什么",), ("1|2", "3|4"), ("",), ("指标|2024年",)])
def test_nothing_recognised(rows: Any) -> None:
    assert find_layout(sheet(*rows)) is None
