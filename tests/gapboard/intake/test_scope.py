"""A title, or the name of the sheet or file, that may narrow what is counted is asked about; all others are not."""

from __future__ import annotations

import pytest

from gapboard.catalog import Catalog
from gapboard.intake import Batch, Workbook, prepare
from gapboard.ledger import Ledger
from tests.gapboard.intake.test_shapes import sheet_of, taken

TABLE = "指标|单位|2024年\n进出口总额|亿元|1500.1"


def read(catalog: Catalog, title: str, *, sheet: str = "Sheet1", file: str = "表.xlsx", **options: object) -> Batch:
    page = sheet_of(f"{title}\n{TABLE}", sheet)
    return prepare(Workbook(file, "xlsx", None, (page,)), sheet, catalog, Ledger(()), **options)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "title",
    [
        "昆明市主城区2024年主要指标",
        "昆明城区2024年主要指标",
        "昆明都市圈2024年主要指标",
        "昆明海关2024年进出口统计",
        "昆明综合保税区2024年进出口情况",
        "昆明长水国际机场2024年进出口情况",
        "昆明市属国有企业2024年主要指标",
        "2024年昆明市本级财政收支情况",
        "昆明市2024年限额以上批发和零售业主要指标",
        "昆明市2024年月均主要指标",
        "昆明市14个县区2024年平均水平",
    ],
)
def test_a_title_that_may_narrow_is_one_question(catalog: Catalog, title: str) -> None:
    batch = read(catalog, title, region="kunming")
    assert taken(batch) == {}
    assert [(item.kind, item.count, item.lasting) for item in batch.suggestions] == [("scope", 1, False)]


@pytest.mark.parametrize(
    "title",
    [
        "昆明市2024年国民经济和社会发展统计公报",
        "2024年1-12月昆明市主要经济指标完成情况",
        "昆明市2024年外贸进出口情况表",
        "表2-3 昆明市“十四五”主要指标（2024年）",
        "昆明市各区2024年主要指标",
        "2024年昆明市三次产业构成",
        "昆明市2024年进出口总额（人民币，亿元）",
        "昆明市2024年经济运行简况",
        "昆明市2024年财政收支及居民生活",
        "2024年昆明市国内贸易和对外经济",
        "昆明市2024年人民生活和社会保障",
        "昆明市全社会固定资产投资及外贸（2024年）",
        "昆明市2024年国民经济和社会发展总量与速度指标",
        "昆明市2024年稳增长重点工作主要指标调度表",
        "昆明市2024年商务运行和营商环境",
        "2024年昆明市经济运行情况新闻发布稿",  # words that nobody has listed, and that narrow nothing
        "昆明市2024年旅游接待情况",
        "云南省昆明市2024年主要指标",  # behind one place stands another
        "昆明市卫生健康事业发展统计公报",
        "昆明市2024年度目标责任完成情况统计表",
        "昆明市当好排头兵三年行动方案量化指标完成情况（2024年）",
        "1-2 昆明市国民经济主要比例和效益指标（2024年）",
        "昆明市2024年城镇和农村常住居民人均可支配收入",
    ],
)
def test_usual_titles_are_no_question(catalog: Catalog, title: str) -> None:
    assert taken(read(catalog, title)) == {"kunming trade 2024": 1500.1}


@pytest.mark.parametrize("names", [{"sheet": "市本级"}, {"sheet": "限额以上"}, {"file": "昆明市规上工业.xlsx"}])
def test_so_are_names_of_sheets_and_files(catalog: Catalog, names: dict[str, str]) -> None:
    batch = read(catalog, "昆明市2024年主要指标", **names)  # type: ignore[arg-type]
    assert taken(batch) == {}
    assert [item.kind for item in batch.suggestions] == ["scope"]


def test_a_title_narrows_nothing_that_has_its_words_in_its_name(catalog: Catalog) -> None:
    page = sheet_of("昆明市2024年规上工业企业情况\n指标|单位|2024年\n规上工业企业数|户|1300\n进出口总额|亿元|1500.1")
    batch = prepare(Workbook("表.xlsx", "xlsx", None, (page,)), "Sheet1", catalog, Ledger(()))
    assert taken(batch) == {"kunming firms 2024": 1300}
    assert [(item.kind, item.count) for item in batch.suggestions] == [("scope", 1)]


def test_the_answer_is_a_region_for_this_file(catalog: Catalog) -> None:
    title = "昆明市主城区2024年主要指标"
    (asked,) = read(catalog, title).suggestions
    assert taken(read(catalog, title, confirmed={asked.text: "panlong"})) == {"panlong trade 2024": 1500.1}
    left = read(catalog, title, confirmed={asked.text: ""})
    assert taken(left) == {} and not left.suggestions
    assert [item.code for item in left.candidates[0].findings] == ["left_out"]


def of_names(catalog: Catalog, table: str, *, sheet: str = "Sheet1", file: str = "表.xlsx") -> Batch:
    page = sheet_of(table, sheet)
    return prepare(Workbook(file, "xlsx", None, (page,)), sheet, catalog, Ledger(()))


@pytest.mark.parametrize(
    ("names", "status"),
    [({"sheet": "2025年预测"}, "F"), ({"file": "昆明市2025年预测.xlsx"}, "F"), ({"sheet": "昆明2025年快报"}, "P")],
)
def test_the_name_of_a_sheet_or_file_says_how_final_its_year_is(
    catalog: Catalog, names: dict[str, str], status: str
) -> None:
    batch = of_names(catalog, "昆明市主要指标\n指标|单位|2024年|2025年\n进出口总额|亿元|1500.1|1610.2", **names)
    assert [(item.period, item.obs_status) for item in batch.candidates] == [("2024", "A"), ("2025", status)]


def test_a_sheet_of_targets_holds_no_actual_figures(catalog: Catalog) -> None:
    table = "{}\n指标|单位|2024年\n进出口总额|亿元|1500.1"
    planned = of_names(catalog, table.format("昆明市主要指标"), sheet="年度目标")
    assert taken(planned) == {} and [item.code for item in planned.findings] == ["title_plans"]
    grown = of_names(catalog, "昆明市主要预期目标\n指标|单位|2025年|增速（%）\n地区生产总值|亿元|9000.1|5.5")
    assert taken(grown) == {} and {item.code for item in grown.findings} == {"title_plans"}
    done = of_names(catalog, table.format("昆明市主要指标完成情况"), sheet="年度目标")
    assert taken(done) == {"kunming trade 2024": 1500.1}


@pytest.mark.parametrize(
    ("title", "names", "asked"),
    [
        ("昆明市2024年主要指标", {"sheet": "盘龙区"}, True),
        ("昆明市2024年主要指标", {"sheet": "五华区"}, True),
        ("昆明市2024年主要指标", {"file": "盘龙区2024年.xlsx"}, True),
        ("昆明市2024年主要指标", {"sheet": "曲靖市"}, True),
        ("昆明市2024年主要指标", {"sheet": "昆明"}, False),
        ("昆明市2024年主要指标", {"file": "云南省2024年.xlsx"}, False),
        ("盘龙区2024年主要指标", {"sheet": "昆明市"}, False),
        ("盘龙区2024年主要指标", {"file": "昆明市统计局.xlsx"}, False),
    ],
)
def test_a_name_of_a_place_within_that_of_the_title_is_asked_about(
    catalog: Catalog, title: str, names: dict[str, str], asked: bool
) -> None:
    batch = of_names(catalog, f"{title}\n{TABLE}", **names)
    said = [(item.code, item.details["expected"]) for item in batch.candidates[0].findings]
    assert said == ([("two_regions", title[:3])] if asked else [])


@pytest.mark.parametrize(
    ("heading", "period"),
    [("全年", ""), ("上年全年", "2022"), ("2022年全年", "2022"), ("1-12月", "2023"), ("1-9月", "2023-01/2023-09")],
)
def test_a_whole_year_under_a_title_with_a_month_is_asked_about(catalog: Catalog, heading: str, period: str) -> None:
    table = f"昆明市2023年9月主要指标\n指标|单位|{heading}\n进出口总额|亿元|1500.1"
    (found,) = of_names(catalog, table).candidates
    assert found.period == period
    assert ("part_forbids_year" in [item.code for item in found.findings]) == (not period)


@pytest.mark.parametrize(
    ("title", "others", "asked"),
    [
        ("2024年主要指标", ("麒麟区", "沾益区"), True),
        ("2024年主要指标", ("贵阳市", "遵义市"), True),
        ("2024年主要指标", ("五华区", "官渡区"), False),
        ("2024年主要指标", ("盘龙区", "某某区"), False),
        ("2024年主要指标", (), False),
        ("昆明市2024年主要指标", ("麒麟区", "沾益区"), False),
    ],
)
def test_the_whole_city_of_other_places_is_asked_about(
    catalog: Catalog, title: str, others: tuple[str, ...], asked: bool
) -> None:
    rows = "\n".join(f"{place}|100.5" for place in others)
    batch = of_names(catalog, f"{title}\n地区|进出口总额（亿元）\n全市|1500.1\n{rows}")
    (whole,) = [item for item in batch.candidates if item.value == 1500.1]
    assert ([item.code for item in whole.findings] == ["whole_of_what"]) == asked
    assert (whole.region == "kunming") != asked


@pytest.mark.parametrize(
    ("title", "sheet", "unit", "expected"),
    [
        ("昆明市主要指标增速", "Sheet1", "", "gdp-growth"),
        ("昆明市2024年主要指标增长情况（比上年增长，%）", "Sheet1", "", "gdp-growth"),
        ("昆明市主要指标", "增速", "", "gdp-growth"),
        ("昆明市主要指标增速", "Sheet1", "亿元", "gdp"),
        ("昆明市主要指标总量及增速", "Sheet1", "", "gdp"),
    ],
)
def test_a_title_of_growth_is_heard_where_no_unit_says_otherwise(
    catalog: Catalog, title: str, sheet: str, unit: str, expected: str
) -> None:
    batch = of_names(catalog, f"{title}\n指标|单位|2024年\n地区生产总值|{unit}|6.2", sheet=sheet)
    assert taken(batch) == {f"kunming {expected} 2024": 6.2}


def test_a_title_of_shares_holds_no_amounts(catalog: Catalog) -> None:
    batch = of_names(catalog, "昆明市2024年主要指标占比\n指标|2024年\n地区生产总值|6.2\n进出口总额|5.1")
    assert taken(batch) == {}
    assert [item.code for item in batch.findings] == ["column_unclear"]


@pytest.mark.parametrize("line", ["编制：综合科", "昆明市统计局", "内部资料 注意保存", "科室联系人张某某", "附件3"])
def test_other_lines_over_a_table_are_no_question(catalog: Catalog, line: str) -> None:
    assert taken(read(catalog, f"昆明市2024年主要指标\n{line}")) == {"kunming trade 2024": 1500.1}


def test_a_whole_year_under_a_title_with_december_is_the_year(catalog: Catalog) -> None:
    table = "昆明市2023年12月主要指标\n指标|单位|12月|全年累计\n进出口总额|亿元|150.1|1500.1"
    assert [item.period for item in of_names(catalog, table).candidates] == ["2023-12", "2023"]
