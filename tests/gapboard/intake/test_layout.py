"""Where things stand in a sheet: its blocks, their columns, and what each column was taken for."""

from typing import Any

import pytest

from gapboard.catalog import Catalog
from gapboard.intake import Batch, Block, Measure, Sheet, Workbook, prepare
from gapboard.ledger import Ledger


def sheet(*rows: str) -> Sheet:
    """A sheet of rows written with | between the cells."""
    cells = [tuple(cell.strip() for cell in row.split("|")) for row in rows]
    width = max(map(len, cells))
    return Sheet("表", tuple(row + ("",) * (width - len(row)) for row in cells))


@pytest.fixture
def read(catalog: Catalog) -> Any:
    """Such a sheet as a batch."""

    def run(*rows: str, **options: Any) -> Batch:
        return prepare(Workbook("a.xlsx", "xlsx", None, (sheet(*rows),)), "表", catalog, Ledger(()), **options)

    return run


@pytest.fixture
def found(read: Any) -> Any:
    """The only block of such a sheet."""

    def run(*rows: str, **options: Any) -> Block:
        (block,) = read(*rows, **options).blocks
        return block

    return run


def periods(block: Block) -> dict[int, str]:
    """The period of each column that has one of its own."""
    return {number: column.period for number, column in block.values.items() if column.period}


def measures(block: Block, measure: Measure) -> list[int]:
    """The columns of a measure."""
    return [number for number, column in block.columns.items() if column.measure is measure and column.role == "value"]


def test_long(found: Any) -> None:
    block = found("地区|指标名称|年份|数值|计量单位|备注", "昆明市|GDP|2024|1|亿元|", "昆明市|GDP|2023|1|亿元|")
    assert (block.header_row, block.first_row, block.last_row) == (1, 2, 3)
    assert block.roles == {"region": 1, "indicator": 2, "year": 3, "unit": 5, "note": 6}
    assert list(block.values) == [4]


def test_long_in_english(found: Any) -> None:
    block = found("Indicator|Year|Value|Unit|obs_status", "GDP|2024|1|亿元|A")
    assert block.roles == {"indicator": 1, "year": 2, "unit": 4, "status": 5}
    assert list(block.values) == [3]


def test_long_with_its_year_in_the_title(found: Any) -> None:
    block = found("2024年全市主要指标", "指标|单位|数值", "GDP|亿元|1")
    assert (block.first_row, periods(block)) == (3, {3: "2024"})


def test_years_across_below_a_title_above_notes(found: Any) -> None:
    block = found(
        "表1 主要经济指标",
        "|||单位：万元",
        "指标|2022年|2023年|2024年",
        "GDP|1|2|3",
        "",
        "注：快报数",
        "资料来源：统计局",
    )
    assert (block.header_row, block.first_row, block.last_row) == (3, 4, 4)
    assert (block.roles, block.unit) == ({"indicator": 1}, "万元")
    assert periods(block) == {2: "2022", 3: "2023", 4: "2024"}
    assert [said.text for said in block.title] == ["单位:万元", "表1 主要经济指标"]


def test_a_title_and_a_note_merged_over_the_table(found: Any) -> None:
    block = found("表1|表1|表1", "指标|2023|2024", "GDP|1|2", "注：x|注：x|注：x")
    assert (block.header_row, block.last_row) == (2, 3)


MERGED = ("地区|2023年|2023年|2024年|2024年", "地区|GDP|常住人口|GDP|常住人口", "昆明市|1|2|3|4")
NOT_MERGED = ("地区|2023年||2024年|", "|GDP|常住人口|GDP|常住人口", "昆明市|1|2|3|4")


@pytest.mark.parametrize("rows", [MERGED, NOT_MERGED])
def test_headings_of_two_rows_by_region(found: Any, rows: tuple[str, ...]) -> None:
    block = found(*rows)
    assert (block.header_rows, block.first_row, block.roles) == ((1, 2), 3, {"region": 1})
    assert periods(block) == {2: "2023", 3: "2023", 4: "2024", 5: "2024"}
    assert [column.indicator for column in block.values.values()] == ["gdp", "population", "gdp", "population"]
    assert [said.text for said in block.columns[4].headings] == ["GDP", "2024年"]


def test_years_below_indicators(found: Any) -> None:
    block = found("地区|GDP|GDP|常住人口|常住人口", "地区|2023|2024|2023|2024", "昆明市|1|2|3|4")
    assert (block.first_row, block.roles) == (3, {"region": 1})
    assert [column.indicator for column in block.values.values()] == ["gdp", "gdp", "population", "population"]


def test_amounts_and_growth_below_years(found: Any) -> None:
    block = found("指标|2023年|2023年|2024年|2024年", "指标|绝对额(亿元)|增长(%)|绝对额(亿元)|增长(%)", "GDP|1|2|3|4")
    assert measures(block, Measure.GROWTH) == [3, 5]
    assert {number: column.unit for number, column in block.values.items()} == {2: "亿元", 3: "%", 4: "亿元", 5: "%"}


def test_indicators_across(found: Any) -> None:
    block = found("年份|地区生产总值（亿元）|常住人口（万人）", "2023年|1|2", "2024年|3|4")
    assert (block.roles, block.first_row) == ({"year": 1}, 2)
    assert [column.indicator for column in block.values.values()] == ["gdp", "population"]


def test_indicators_across_with_a_row_of_units(found: Any) -> None:
    block = found("|GDP|常住人口", "单位|亿元|万人", "2023|1|2", "2024|3|4")
    assert block.first_row == 3
    assert {number: column.unit for number, column in block.values.items()} == {2: "亿元", 3: "万人"}


def test_regions_down_indicators_across_with_the_year_in_the_title(found: Any) -> None:
    block = found("2024年各县区主要指标", "县区|GDP|常住人口", "盘龙区|1|2")
    assert block.roles == {"region": 1}
    assert periods(block) == {2: "2024", 3: "2024"}


def test_part_years_across(found: Any) -> None:
    assert periods(found("指标|2024年1-10月|2024年", "GDP|1|2")) == {2: "2024-01/2024-10", 3: "2024"}


def test_of_several_units_in_a_title_the_fitting_one_counts(read: Any) -> None:
    batch = read("单位：万元、%", "指标|2024年", "GDP|10000", "地区生产总值增速|3", region="kunming")
    assert batch.blocks[0].unit == ""
    assert [value.value for value in batch.candidates] == [1.0, 3.0]
    both = read("单位：万元、亿元", "指标|2024年", "GDP|10000", region="kunming")
    assert [remark.code for remark in both.candidates[0].findings] == ["unit_ambiguous"]


@pytest.mark.parametrize("rows", [("随便|什么",), ("1|2", "3|4"), ("",), ("指标|2024年",)])
def test_nothing_recognised(read: Any, rows: tuple[str, ...]) -> None:
    assert read(*rows).blocks == ()
