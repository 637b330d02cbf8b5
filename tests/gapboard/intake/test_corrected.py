"""A table that was misread, and what the user says of it."""

from typing import Any

import pytest

from gapboard.catalog import Catalog
from gapboard.intake import Batch, BlockSaid, ColumnSaid, Correction, Measure, State, Workbook, prepare
from gapboard.ledger import Ledger
from tests.gapboard.intake.test_layout import sheet

# Nothing here is headed as anybody would expect.
ODD = ("什么|哪里|哪年|几何|以何计|凭何", "GDP|昆明市|2023|7864.76|亿元|公报", "GDP|昆明市|2024|8275.25|亿元|公报")
ROLES = {"indicator": 1, "region": 2, "year": 3, "value": 4, "unit": 5, "note": 6}


@pytest.fixture
def read(catalog: Catalog) -> Any:
    """A table with a correction, as a batch."""

    def run(*rows: str, **said: Any) -> Batch:
        workbook = Workbook("a.xlsx", "xlsx", None, (sheet(*rows),))
        return prepare(workbook, "表", catalog, Ledger(()), correction=Correction(**said), region="kunming")

    return run


def roles(**columns: int) -> dict[int, ColumnSaid]:
    """What columns hold, by role."""
    return {column: ColumnSaid(role) for role, column in columns.items()}


def taken(batch: Batch) -> dict[tuple[str, str, str], float | None]:
    """What would be written."""
    return {(c.region, c.indicator, c.period): c.value for c in batch.of(State.NEW)}


def test_every_column_told(read: Any) -> None:
    batch = read(*ODD, columns=roles(**ROLES))
    assert taken(batch) == {("kunming", "gdp", "2023"): 7864.76, ("kunming", "gdp", "2024"): 8275.25}
    assert batch.blocks[0].roles == {role: column for role, column in ROLES.items() if role != "value"}
    assert {value.note for value in batch.candidates} == {"公报"}


def test_only_the_misread_column_is_told(read: Any) -> None:
    rows = ("指标|年份|数值|修正值", "GDP|2024|1|2")
    asked = read(*rows)
    assert [(r.code, r.column, r.serious) for r in asked.findings if r.code != "unit_missing"] == [
        ("column_unclear", 4, True)
    ]
    batch = read(*rows, columns={3: ColumnSaid("nothing"), 4: ColumnSaid("value")})
    assert taken(batch) == {("kunming", "gdp", "2024"): 2.0}


def test_a_column_that_is_not_to_be_read(read: Any) -> None:
    rows = ("2024年指标|||", "指标|数值|单位|", "GDP|1|箩|")
    assert read(*rows).of(State.REFUSED)
    assert taken(read(*rows, columns={3: ColumnSaid("nothing")})) == {("kunming", "gdp", "2024"): 1.0}


def test_the_period_the_measure_the_unit_and_the_indicator_of_a_column(read: Any) -> None:
    rows = ("指标|甲|乙", "GDP|10000|3.5")
    columns = {
        2: ColumnSaid(period="2024-01/2024-09", unit="万元"),
        3: ColumnSaid(period="2024", measure=Measure.GROWTH),
    }
    assert taken(read(*rows, columns=columns)) == {
        ("kunming", "gdp", "2024-01/2024-09"): 1.0,
        ("kunming", "gdp-growth", "2024"): 3.5,
    }
    regions = ("县区|一|二", "全市|1|2", "盘龙区|3|4")
    columns = {
        2: ColumnSaid(indicator="gdp", period="2024"),
        3: ColumnSaid(indicator="population", period="2024", region="panlong"),
    }
    batch = read(*regions, columns=columns)
    assert taken(batch)["panlong", "gdp", "2024"] == 3.0


def test_a_change_told_by_hand_is_left_out_and_a_column_of_kinds_is_one(read: Any) -> None:
    rows = ("2024年|||", "指标|甲|乙|单位", "GDP|增减额|12|亿元", "GDP|完成|8000|亿元")
    change = read("2024年||", "指标|乙|单位", "GDP|12|亿元", columns={2: ColumnSaid(measure=Measure.CHANGE)})
    assert taken(change) == {}
    assert "column_ignored" in [item.code for item in change.findings]
    kinds = read(*rows, columns={2: ColumnSaid("kind"), 3: ColumnSaid("value")})
    assert kinds.blocks[0].roles["kind"] == 2
    assert taken(kinds) == {("kunming", "gdp", "2024"): 8000.0}


def test_a_change_told_to_be_growth(read: Any) -> None:
    rows = ("指标|2023年|2024年|比上年增减", "GDP|100|104|3.5")
    asked = read(*rows)
    assert [(r.code, r.column) for r in asked.findings if r.serious] == [("change_or_growth", 4)]
    said = read(*rows, columns={4: ColumnSaid(measure=Measure.GROWTH)})
    assert taken(said)["kunming", "gdp-growth", "2024"] == 3.5


def test_the_borders_the_unit_and_the_region_of_blocks(read: Any) -> None:
    rows = ("指标|2024年", "GDP|1", "常住人口|2", "GDP|30000", "备查|7")
    told = {(2, 2): ColumnSaid(unit="万元", region="panlong")}
    batch = read(*rows, blocks=(BlockSaid(1, 2, 3), BlockSaid(1, 4, 4)), in_block=told)
    assert taken(batch) == {
        ("kunming", "gdp", "2024"): 1.0,
        ("kunming", "population", "2024"): 2.0,
        ("panlong", "gdp", "2024"): 3.0,
    }


def test_another_heading_row_keeps_what_the_titles_say(read: Any) -> None:
    batch = read("单位：万元||", "指标|2021年|2022年", "指标|2023年|2024年", "GDP|1|2", blocks=(BlockSaid(3),))
    block = batch.blocks[0]
    assert (block.header_rows, block.unit) == ((3,), "万元")
    assert {number: column.period for number, column in block.values.items()} == {2: "2023", 3: "2024"}


def findings(batch: Batch, code: str) -> list[tuple[int, int, object, object, bool]]:
    """Row, column, what is told with it, and whether it refuses, of all remarks of a code."""
    remarks = [remark for value in batch.candidates for remark in value.findings if remark.code == code]
    return [(r.row, r.column, *list(r.details.values())[:2], r.serious) for r in remarks]


def test_a_region_told_against_the_title_is_asked_about(read: Any) -> None:
    table = ("指标|2024年|2023年", "GDP（亿元）|1|2")
    told = {2: ColumnSaid(region="panlong")}
    against = read("昆明市主要指标||", *table, columns=told)
    assert set(taken(against)) == {("panlong", "gdp", "2024"), ("kunming", "gdp", "2023")}
    assert findings(against, "region_by_hand") == [(1, 1, "昆明市", "盘龙区", False)]
    for title in ("盘龙区主要指标||", "主要指标||"):
        assert taken(read(title, *table, columns=told))["panlong", "gdp", "2024"] == 1.0
        assert findings(read(title, *table, columns=told), "region_by_hand") == []
    # A title about a place that the board does not follow: nobody makes it another one by choosing.
    elsewhere = read("曲靖市主要指标||", *table, columns=told)
    assert taken(elsewhere) == {}
    assert [item[4] for item in findings(elsewhere, "other_region")] == [True, True]


def test_a_column_that_moves_because_another_is_corrected_is_asked_about(read: Any) -> None:
    rows = ("指标|2023年|2024年|增长%|上年同期", "GDP（亿元）|100|104|3.5|99")
    assert findings(read(*rows), "moved_by_correction") == []
    moved = read(*rows, columns={3: ColumnSaid(period="2022")})
    growth = ("kunming", "gdp-growth", "2023")  # of the later of 2023 and 2022
    assert taken(moved)[growth] == 3.5
    # The column of the year before the corrected one has moved as well: it is of 2021 and no longer of 2023.
    assert findings(moved, "moved_by_correction") == [(2, 4, "2023", "2024", False), (2, 5, "2021", "2023", False)]
    # What is said of the moved column itself settles it.
    both = {3: ColumnSaid(period="2022"), 4: ColumnSaid(period="2023"), 5: ColumnSaid("nothing")}
    assert findings(read(*rows, columns=both), "moved_by_correction") == []


def test_growth_and_the_last_year_stay_with_the_figures_that_they_belong_to(read: Any) -> None:
    rows = ("昆明市主要指标||||", "年份|甲（亿元）|上年同期|增长%", "2024|104|100|3.5")
    told = read(*rows, columns={2: ColumnSaid(indicator="gdp")})
    growth, before = ("kunming", "gdp-growth", "2024"), ("kunming", "gdp", "2023")
    assert (taken(told)[growth], taken(told)[before]) == (3.5, 100.0)
    elsewhere = read(
        "昆明市主要指标||||", "年份|GDP（亿元）|增长%", "2024|104|3.5", columns={2: ColumnSaid(region="panlong")}
    )
    assert set(taken(elsewhere)) == {("panlong", "gdp", "2024"), ("panlong", "gdp-growth", "2024")}
    assert findings(elsewhere, "moved_by_correction") == [(3, 3, "盘龙区", "昆明市", False)]


def test_a_column_that_becomes_another_indicators_because_another_is_left_out_is_asked_about(read: Any) -> None:
    rows = ("年份|GDP（亿元）|进出口总额（亿元）|增长%", "2024|104|50|3.5")
    assert ("kunming", "gdp-growth", "2024") not in taken(read(*rows)), "it is the growth of trade"
    moved = read(*rows, columns={3: ColumnSaid("nothing")})
    assert taken(moved)["kunming", "gdp-growth", "2024"] == 3.5
    assert findings(moved, "moved_by_correction") == [(2, 4, "地区生产总值增速", "进出口总额", False)]


def test_a_chosen_region_that_the_file_makes_needless_is_said(catalog: Catalog) -> None:
    def codes(*rows: str) -> list[tuple[str, object, object]]:
        workbook = Workbook("a.xlsx", "xlsx", None, (sheet(*rows),))
        batch = prepare(workbook, "表", catalog, Ledger(()), region="panlong")
        return [(r.code, r.details["found"], r.details["expected"]) for r in batch.findings]

    table = ("指标|2024年", "GDP（亿元）|1")
    assert codes("昆明市主要指标|", *table) == [("region_not_used", "盘龙区", "昆明市")]
    assert codes(*table) == []


def test_hidden_rows_are_read_when_they_are_wanted(catalog: Catalog) -> None:
    hidden = sheet("指标|2024年", "GDP|1", "常住人口|2")
    hidden = type(hidden)(hidden.name, hidden.rows, hidden_rows=frozenset({3}))
    workbook = Workbook("a.xlsx", "xlsx", None, (hidden,))
    left = prepare(workbook, "表", catalog, Ledger(()), region="kunming")
    assert [value.indicator for value in left.candidates] == ["gdp"]
    assert [(r.code, r.details["found"]) for r in left.findings if r.code == "hidden_rows"] == [("hidden_rows", "3")]
    wanted = prepare(workbook, "表", catalog, Ledger(()), region="kunming", correction=Correction(hidden=True))
    assert [value.indicator for value in wanted.candidates] == ["gdp", "population"]


def test_a_told_block_below_an_empty_line_is_read_like_one_that_is_found(read: Any) -> None:
    rows = (
        "表一||单位：亿元",
        "||",
        "指标|2023年|2024年",
        "GDP|1|2",
        "表二||单位：万元",
        "进出口总额|30000|40000",
    )
    found = read(*rows)
    told = read(*rows, blocks=(BlockSaid(3, 4, 6, 1, 3),))
    assert taken(told) == taken(found)
    assert taken(told)["kunming", "gdp", "2024"] == 2.0
    assert taken(told)["kunming", "trade", "2024"] == 4.0, "the unit line within the block rules what follows"
