"""Small tables of the shapes in which figures once went astray; what is right was worked out by hand. No value is data.

Tables are drawn with | between cells. A row is written as region, indicator, period, value, and its status if not
final; ``every`` row counts those that wait for a confirmation, ``at_once`` does not.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.gapboard.intake.generated.judge import HEADINGS, Answer, Taken, ask, board

Read = Callable[..., Answer]
BY_HAND = {"region": "kunming"}


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """A board with an empty ledger."""
    with board() as place:
        yield place


@pytest.fixture
def read(folder: Path) -> Read:
    """What the import makes of a drawn table, or of a workbook's bytes."""

    def run(content: str | bytes, name: str = "报表.csv", region: str | None = None) -> Answer:
        data = content if isinstance(content, bytes) else csv(content)
        return ask(folder, data, name, region)

    return run


def cells(drawn: str) -> list[list[str]]:
    """The cells of a drawn table; an empty line is an empty row."""
    return [[cell.strip() for cell in line.split("|")] for line in drawn.strip("\n").split("\n")]


def csv(drawn: str) -> bytes:
    """A drawn table as a CSV file."""
    return "\r\n".join(",".join(f'"{cell}"' if "," in cell else cell for cell in row) for row in cells(drawn)).encode()


def xlsx(*sheets: tuple[str, str], merged: tuple[str, ...] = (), hidden: tuple[str, ...] = ()) -> bytes:
    """A workbook of sheets, each a name and a drawn table; numbers are numbers. ``hidden``: names, rows, columns."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, drawn in sheets:
        sheet: Any = book.create_sheet(name)
        for row, line in enumerate(cells(drawn), 1):
            for column, cell in enumerate(line, 1):
                if cell:
                    sheet.cell(row, column, float(cell) if _is_number(cell) else cell)
        sheet.sheet_state = "hidden" if name in hidden else "visible"
    last: Any = book.worksheets[-1]
    for place in merged:
        last.merge_cells(place)
    for what in hidden:
        if what.isdigit():
            last.row_dimensions[int(what)].hidden = True
        elif len(what) == 1 and what.isascii():
            last.column_dimensions[what].hidden = True
    book.active = next(number for number, sheet in enumerate(book.worksheets) if sheet.sheet_state == "visible")
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _is_number(cell: str) -> bool:
    return cell.replace(".", "", 1).replace("-", "", 1).isdigit()


def rows(drawn: str) -> set[str]:
    """The rows that are right, one a line."""
    return {" ".join(line.split()) for line in drawn.strip().splitlines()}


def every(answer: Answer) -> set[str]:
    """Every row of an answer, whether it has to be confirmed or not."""
    return {_written(row) for row in [*answer.taken, *answer.held]}


def at_once(answer: Answer) -> set[str]:
    """The rows that nobody has to confirm."""
    return {_written(row) for row in answer.taken}


def _written(row: Taken) -> str:
    status = "" if row.status in ("", "A") else f" {row.status}"
    return f"{row.region} {row.indicator} {row.period} {row.value.normalize():f}{status}"


# A part of a year is not the year


def test_a_month_and_the_months_so_far_over_level_and_growth(read: Read) -> None:
    answer = read("""
昆明市2023年主要经济指标
指标 | 单位 | 8月 | | 1—8月累计 |
 | | 绝对额 | 同比增长(%) | 绝对额 | 同比增长(%)
社会消费品零售总额 | 亿元 | 301.4 | 5.1 | 2402.5 | 4.8
一般公共预算收入 | 万元 | 417300 | 1.2 | 3790400 | 0.7
""")
    assert every(answer) == rows("""
kunming retail-sales 2023-08 301.4
kunming retail-sales-growth 2023-08 5.1
kunming retail-sales 2023-01/2023-08 2402.5
kunming retail-sales-growth 2023-01/2023-08 4.8
kunming fiscal-revenue 2023-08 41.73
kunming fiscal-revenue 2023-01/2023-08 379.04
""")


def test_growth_stands_over_the_times_as_well(read: Read) -> None:
    answer = read("""
昆明市2023年主要经济指标
指标 | 单位 | 绝对额 | | 增速（%） |
 | | 8月 | 1-8月 | 8月 | 1-8月
进出口总额 | 亿元 | 98.2 | 801.3 | -3.1 | 2.6
""")
    assert every(answer) == rows("""
kunming trade 2023-08 98.2
kunming trade 2023-01/2023-08 801.3
kunming trade-growth 2023-08 -3.1
kunming trade-growth 2023-01/2023-08 2.6
""")


def test_growth_beside_each_figure_in_one_row_of_headings(read: Read) -> None:
    answer = read("""
昆明市2023年8月主要经济指标
指标 | 单位 | 本月 | 同比% | 本月止累计 | 同比%
进出口总额 | 亿元 | 98.2 | -3.1 | 801.3 | 2.6
""")
    assert every(answer) == rows("""
kunming trade 2023-08 98.2
kunming trade-growth 2023-08 -3.1
kunming trade 2023-01/2023-08 801.3
kunming trade-growth 2023-01/2023-08 2.6
""")


@pytest.mark.parametrize(
    ("title", "heading", "period"),
    [
        ("昆明市2023年主要指标（11月）", "累计", "2023-01/2023-11"),
        ("2023年11月昆明市主要指标", "自年初累计", "2023-01/2023-11"),
        ("2023年1—7月昆明市主要指标", "本年累计", "2023-01/2023-07"),
        ("昆明市2023年上半年主要指标", "绝对额", "2023-01/2023-06"),
        ("2023年前三季度昆明市主要指标", "绝对额", "2023-01/2023-09"),
        ("2023年一季度昆明市主要指标", "绝对额", "2023-01/2023-03"),
        ("2023年12月昆明市主要指标", "本月止累计", "2023"),
        ("昆明市主要指标（2023年1—12月）", "绝对额", "2023"),
    ],
)
def test_the_title_says_up_to_which_month(read: Read, title: str, heading: str, period: str) -> None:
    answer = read(f"{title}\n指标 | 单位 | {heading} | 同比增长(%)\n金融业增加值 | 亿元 | 702.6 | 3.3")
    assert every(answer) == {f"kunming finance-va {period} 702.6", f"kunming finance-va-growth {period} 3.3"}


def test_years_under_a_title_of_months_are_no_whole_years(read: Read) -> None:
    answer = read("昆明市1—9月主要指标\n指标 | 单位 | 2022年 | 2023年\n旅游业总收入 | 亿元 | 1811.7 | 1911.7")
    right = {"kunming tourism-revenue 2022-01/2022-09 1811.7", "kunming tourism-revenue 2023-01/2023-09 1911.7"}
    assert every(answer) == right or (not every(answer) and answer.stopped)


def test_names_that_say_a_part_of_the_year(read: Read) -> None:
    answer = read("昆明市主要指标\n指标 | 单位 | 2022年 | 2023年\n1—9月旅游业总收入 | 亿元 | 1811.7 | 1911.7")
    right = {"kunming tourism-revenue 2022-01/2022-09 1811.7", "kunming tourism-revenue 2023-01/2023-09 1911.7"}
    assert every(answer) == right or (not every(answer) and answer.stopped)


def test_so_far_under_the_heading_of_a_month(read: Read) -> None:
    answer = read("""
昆明市2023年主要指标
指标 | 单位 | 9月 | |
 | | 当月 | 累计 | 累计增长(%)
进出口总额 | 亿元 | 98.2 | 901.3 | 2.6
""")
    assert every(answer) == rows("""
kunming trade 2023-09 98.2
kunming trade 2023-01/2023-09 901.3
kunming trade-growth 2023-01/2023-09 2.6
""")


def test_december_is_not_the_year_beside_it(read: Read) -> None:
    answer = read("""
昆明市2023年主要指标
指标 | 单位 | 12月 | 1—12月
旅游业总收入 | 亿元 | 241.7 | 2711.9
""")
    assert every(answer) == rows("""
kunming tourism-revenue 2023-12 241.7
kunming tourism-revenue 2023 2711.9
""")


def test_so_far_without_a_month_is_asked_about(read: Read) -> None:
    answer = read("昆明市2023年主要指标\n指标 | 单位 | 本年累计\n旅游业总收入 | 亿元 | 1911.7")
    assert every(answer) == set()
    assert answer.stopped


@pytest.mark.parametrize("heading", ["截至8月末", "截至2023年8月底"])
def test_a_flow_up_to_the_end_of_a_month_is_not_the_year(read: Read, heading: str) -> None:
    answer = read(f"昆明市2023年主要指标\n指标 | 单位 | {heading}\n旅游业总收入 | 亿元 | 1911.7")
    assert every(answer) <= {"kunming tourism-revenue 2023-01/2023-08 1911.7"}
    assert every(answer) or answer.stopped


def test_a_bare_level_under_a_month_is_never_the_year(read: Read) -> None:
    answer = read("昆明市2023年8月主要指标\n指标 | 单位 | 绝对额\n旅游业总收入 | 亿元 | 201.7")
    assert every(answer) <= {"kunming tourism-revenue 2023-08 201.7"}


def test_the_month_is_in_the_name_of_the_sheet(read: Read) -> None:
    table = "昆明市2023年主要经济指标\n指标 | 单位 | 本月 | 累计\n出口总额 | 亿元 | 41.2 | 333.4"
    answer = read(xlsx(("8月", table)), "报表.xlsx")
    assert every(answer) == rows("""
kunming exports 2023-08 41.2
kunming exports 2023-01/2023-08 333.4
""")


def test_the_month_is_in_the_name_of_the_file(read: Read) -> None:
    answer = read("昆明市主要经济指标\n指标 | 单位 | 本月 | 累计\n出口总额 | 亿元 | 41.2 | 333.4", "2023年8月报表.csv")
    assert every(answer) == rows("""
kunming exports 2023-08 41.2
kunming exports 2023-01/2023-08 333.4
""")


def test_so_far_in_the_heading_of_a_month_or_quarter(read: Read) -> None:
    answer = read(
        """
指标 | 单位 | 2023年5月累计 | 2023年第三季度累计值 | 2023年第四季度累计
金融业增加值 | 亿元 | 377.1 | 690.2 | 931.8
""",
        **BY_HAND,
    )
    assert every(answer) == rows("""
kunming finance-va 2023-01/2023-05 377.1
kunming finance-va 2023-01/2023-09 690.2
kunming finance-va 2023 931.8
""")


def test_a_heading_that_is_not_understood_stops(read: Read) -> None:
    answer = read("昆明市2023年主要指标\n指标 | 单位 | 绝对额 | 丙类口径\n出口总额 | 亿元 | 441.2 | 333.4")
    assert every(answer) <= {"kunming exports 2023 441.2"}
    assert answer.stopped


def test_the_day_of_the_report_is_not_the_time_of_its_figures(read: Read) -> None:
    answer = read("""
昆明市2023年主要经济指标
填报日期：2024年1月20日 | | 单位：亿元
指标 | 绝对额 | 同比增长(%)
进出口总额 | 1244.3 | 2.1
""")
    assert every(answer) <= rows("""
kunming trade 2023 1244.3
kunming trade-growth 2023 2.1
""")
    assert every(answer) or answer.stopped


# A change is not growth, a plan is not an actual


@pytest.mark.parametrize("heading", ["比上年增减", "增减额", "比上年增减额（亿元）", "净增"])
def test_a_change_in_yuan_is_not_growth(read: Read, heading: str) -> None:
    answer = read(
        f"昆明市主要指标\n指标 | 单位 | 2022年 | 2023年 | {heading}\n进出口总额 | 亿元 | 1210.2 | 1244.3 | 34.1"
    )
    assert every(answer) == {"kunming trade 2022 1210.2", "kunming trade 2023 1244.3"}
    assert answer.said


def test_a_change_in_per_cent_is_growth(read: Read) -> None:
    answer = read("昆明市主要指标\n指标 | 单位 | 2022年 | 2023年 | 增减(%)\n进出口总额 | 亿元 | 1210.2 | 1244.3 | 2.7")
    assert every(answer) == rows("""
kunming trade 2022 1210.2
kunming trade 2023 1244.3
kunming trade-growth 2023 2.7
""")


def test_growth_that_the_years_beside_it_belie_is_not_taken_at_once(read: Read) -> None:
    answer = read("昆明市主要指标\n指标 | 单位 | 2022年 | 2023年 | 同比\n进出口总额 | 亿元 | 1210.2 | 1244.3 | 34.1")
    assert "kunming trade-growth 2023 34.1" not in at_once(answer)


@pytest.mark.parametrize("heading", ["指数（上年=100）", "以上年为100", "发展速度（%）"])
def test_an_index_is_not_growth(read: Read, heading: str) -> None:
    answer = read(f"昆明市2023年主要指标\n指标 | 单位 | 绝对额 | {heading}\n进出口总额 | 亿元 | 1244.3 | 102.8")
    assert every(answer) == {"kunming trade 2023 1244.3"}
    assert answer.said


@pytest.mark.parametrize(
    "heading",
    [
        "“十四五”年均增长（%）",
        "比2015年增长（%）",
        "环比增长(%)",
        "增速比上年增减（百分点）",
        "拉动增长（百分点）",
        "增长贡献率（%）",
        "占全市比重（%）",
    ],
)
def test_what_holds_the_word_growth_and_is_another_thing(read: Read, heading: str) -> None:
    answer = read(f"昆明市2023年主要指标\n指标 | 单位 | 绝对额 | {heading}\n进出口总额 | 亿元 | 1244.3 | 5.8")
    assert every(answer) == {"kunming trade 2023 1244.3"}
    assert answer.said


def test_plan_and_progress_stay_out(read: Read) -> None:
    answer = read("""
昆明市2023年主要指标完成情况
指标 | 单位 | 年初目标 | 完成数 | 完成率(%) | 同比增长(%) | 排名
社会消费品零售总额 | 亿元 | 3800 | 3702.5 | 97.4 | 3.6 | 2
""")
    assert every(answer) == rows("""
kunming retail-sales 2023 3702.5
kunming retail-sales-growth 2023 3.6
""")


def test_growth_in_a_row_of_its_own_is_of_the_row_above(read: Read) -> None:
    answer = read("""
昆明市主要指标
指标 | 单位 | 2022年 | 2023年
进出口总额 | 亿元 | 1210.2 | 1244.3
　　同比增长 | % | 2.1 | 2.7
""")
    levels = {"kunming trade 2022 1210.2", "kunming trade 2023 1244.3"}
    growth = {"kunming trade-growth 2022 2.1", "kunming trade-growth 2023 2.7"}
    assert every(answer) == levels | growth or (every(answer) == levels and answer.stopped)


@pytest.mark.parametrize(
    "title",
    [
        "昆明市2023年主要预期目标",
        "昆明市2023年主要指标计划表",
        "昆明市“十四五”规划主要指标",
        "昆明市远景目标",
    ],
)
def test_a_title_that_says_that_its_figures_are_targets(read: Read, title: str) -> None:
    answer = read(f"{title}\n指标 | 单位 | 2023年\n进出口总额 | 亿元 | 1400")
    assert every(answer) == set()
    assert answer.stopped


@pytest.mark.parametrize("title", ["昆明市2023年主要目标完成情况", "2023年昆明市国民经济和社会发展计划执行情况"])
def test_a_title_that_says_how_far_targets_were_reached(read: Read, title: str) -> None:
    answer = read(f"{title}\n指标 | 单位 | 绝对额\n进出口总额 | 亿元 | 1244.3")
    assert every(answer) == {"kunming trade 2023 1244.3"}


def test_a_title_that_says_that_its_figures_are_a_forecast(read: Read) -> None:
    answer = read("昆明市2025年主要指标预测表\n指标 | 单位 | 绝对额\n进出口总额 | 亿元 | 1300")
    assert every(answer) == {"kunming trade 2025 1300 F"} or (not every(answer) and answer.stopped)


# Blocks


def test_a_text_row_with_a_region_rules_what_follows(read: Read) -> None:
    answer = read("""
一、昆明市主要指标
指标 | 单位 | 2022年 | 2023年
进出口总额 | 亿元 | 1210.2 | 1244.3
二、盘龙区主要指标
进出口总额 | 亿元 | 110.4 | 113.9
三、官渡区主要指标
进出口总额 | 亿元 | 210.4 | 213.9
""")
    assert every(answer) == rows("""
kunming trade 2022 1210.2
kunming trade 2023 1244.3
panlong trade 2022 110.4
panlong trade 2023 113.9
""")
    assert answer.stopped or answer.said


def test_sub_headings_within_a_table(read: Read) -> None:
    answer = read("""
主要经济指标 | | | 单位：万元
指标 | 2022年 | 2023年 | 增长%
全市
一般公共预算收入 | 5601000 | 5712000 | 2.0
盘龙区
一般公共预算收入 | 601000 | 612000 | 1.8
""")
    assert every(answer) == rows("""
kunming fiscal-revenue 2022 560.1
kunming fiscal-revenue 2023 571.2
panlong fiscal-revenue 2022 60.1
panlong fiscal-revenue 2023 61.2
""")


def test_dividing_rows_by_subject_leave_the_region(read: Read) -> None:
    answer = read("""
盘龙区2023年主要经济指标
指标 | 单位 | 绝对额
一、综合
地区生产总值 | 亿元 | 1011.2
二、财政
一般公共预算收入 | 万元 | 612000
""")
    assert every(answer) == rows("""
panlong gdp 2023 1011.2
panlong fiscal-revenue 2023 61.2
""")


def test_two_tables_beside_each_other(read: Read) -> None:
    answer = read("""
2023年主要经济指标
昆明市 | | | | 盘龙区
指标 | 单位 | 绝对额 | | 指标 | 单位 | 绝对额
进出口总额 | 亿元 | 1244.3 | | 进出口总额 | 亿元 | 113.9
""")
    assert every(answer) <= {"kunming trade 2023 1244.3", "panlong trade 2023 113.9"}
    assert len(every(answer)) == 2 or answer.stopped


def test_regions_beside_each_other_under_one_title(read: Read) -> None:
    answer = read("""
2023年各县区主要指标
指标 | 单位 | 全市 | | 五华区 | | 盘龙区 |
 | | 绝对额 | 增速(%) | 绝对额 | 增速(%) | 绝对额 | 增速(%)
进出口总额 | 万元 | 12443000 | 2.7 | 2443000 | 3.7 | 1139000 | 3.2
""")
    assert every(answer) == rows("""
kunming trade 2023 1244.3
kunming trade-growth 2023 2.7
panlong trade 2023 113.9
panlong trade-growth 2023 3.2
""")


def test_a_second_unit_line_rules_what_follows(read: Read) -> None:
    answer = read(
        """
表一 | | 单位：亿元
指标 | 2022年 | 2023年
进出口总额 | 1210.2 | 1244.3
表二 | | 单位：万元
指标 | 2022年 | 2023年
技术合同成交额 | 2210000 | 2412000
""",
        **BY_HAND,
    )
    assert every(answer) == rows("""
kunming trade 2022 1210.2
kunming trade 2023 1244.3
kunming tech-contracts 2022 221
kunming tech-contracts 2023 241.2
""")


# What is said in a column of its own, only once, or beside the matter


def test_the_year_in_one_column_and_the_part_in_the_next(read: Read) -> None:
    answer = read("""
昆明市主要经济指标
年份 | 时段 | 出口总额（亿元）
2022年 | 1—3月 | 91.4
 | 1—12月 | 426.2
2023年 | 1—3月 | 96.2
 | 1—12月 | 444.1
""")
    right = rows("""
kunming exports 2022-01/2022-03 91.4
kunming exports 2022 426.2
kunming exports 2023-01/2023-03 96.2
kunming exports 2023 444.1
""")
    assert every(answer) <= right
    assert every(answer) == right or answer.stopped


@pytest.mark.parametrize("ditto", ["", "〃", "同上"])
def test_a_unit_that_is_said_once_for_several_rows(read: Read, ditto: str) -> None:
    answer = read(f"""
昆明市2023年主要指标
指标 | 单位 | 绝对额
进出口总额 | 万元 | 12443000
出口总额 | {ditto} | 4441000
""")
    assert every(answer) <= {"kunming trade 2023 1244.3", "kunming exports 2023 444.1"}
    assert "kunming exports 2023 444.1" in every(answer) or answer.stopped


@pytest.mark.parametrize("line", ["云南省统计局编", "编制单位：昆明市统计局", "2026年1月20日", "（2026年1月编）"])
def test_who_and_when_a_table_was_published_is_not_what_it_is_about(read: Read, line: str) -> None:
    answer = read(f"盘龙区2023年主要指标\n{line}\n指标 | 单位 | 本年 | 上年\n进出口总额 | 亿元 | 113.9 | 110.4")
    right = {"panlong trade 2023 113.9", "panlong trade 2022 110.4"}
    assert every(answer) == right or (not every(answer) and answer.stopped)


def test_one_unit_on_a_line_rules_all_columns_wherever_it_stands(read: Read) -> None:
    answer = read("""
盘龙区主要指标
主要指标 | | 单位:万元 |
指标 | 2021年 | 2022年 | 2023年
出口总额 | 400000 | 440000 | 450000
""")
    assert every(answer) == rows("""
panlong exports 2021 40
panlong exports 2022 44
panlong exports 2023 45
""")


@pytest.mark.parametrize("line", ["昆明统计年鉴2024", "昆明统计年鉴—2024", "《昆明统计年鉴（2024）》"])
def test_the_year_of_a_yearbook_is_not_that_of_its_figures(read: Read, line: str) -> None:
    answer = read(f"{line}\n昆明市主要经济指标\n指标 | 单位 | 绝对额\n出口总额 | 亿元 | 444.1")
    assert every(answer) == set()
    assert answer.stopped


def test_a_dividing_row_says_that_targets_follow(read: Read) -> None:
    answer = read("""
昆明市2023年主要指标
指标 | 单位 | 绝对额
一、年度目标
出口总额 | 亿元 | 500
二、完成情况
进出口总额 | 亿元 | 1244.3
""")
    assert every(answer) <= {"kunming trade 2023 1244.3"}
    assert answer.stopped or answer.said


def test_the_unit_line_stands_in_a_hidden_column(read: Read) -> None:
    table = "昆明市2023年主要指标\n | | 单位：万元\n指标 | 绝对额 | 同比增长(%)\n进出口总额 | 12443000 | 2.7"
    answer = read(xlsx(("正式", table), hidden=("C",)), "报表.xlsx")
    assert every(answer) <= {"kunming trade 2023 1244.3"}
    assert every(answer) or answer.stopped


@pytest.mark.parametrize(
    ("note", "right"),
    [
        ("注：本表为1—9月累计数。", "kunming trade 2023-01/2023-09 1244.3"),
        ("注：2023年为预计数。", "kunming trade 2023 1244.3 F"),
        ("说明：本表数据为快报数。", "kunming trade 2023 1244.3 P"),
        ("注：以上为年度目标。", "nothing"),
    ],
)
def test_a_note_under_the_table_says_what_its_figures_are(read: Read, note: str, right: str) -> None:
    answer = read(f"昆明市2023年主要指标\n指标 | 单位 | 绝对额\n进出口总额 | 亿元 | 1244.3\n{note}")
    assert every(answer) <= {right}
    assert every(answer) or answer.stopped


@pytest.mark.parametrize(
    ("note", "right"),
    [("预计数", "2025 1300 F"), ("快报", "2025 1300 P"), ("目标", "nothing"), ("含保税区", "2025 1300")],
)
def test_a_note_beside_a_figure_says_what_it_is(read: Read, note: str, right: str) -> None:
    answer = read(f"指标 | 地区 | 年份 | 数值 | 单位 | 备注\n进出口总额 | 昆明市 | 2025 | 1300 | 亿元 | {note}")
    assert every(answer) <= {f"kunming trade {right}"}
    assert every(answer) or answer.stopped


def test_a_city_in_the_column_beside_its_province(read: Read) -> None:
    answer = read("省 | 市 | 2023年进出口总额（亿元）\n云南省 | 昆明市 | 1244.3\n贵州省 | 贵阳市 | 801.2")
    assert every(answer) <= {"kunming trade 2023 1244.3"}
    assert every(answer) or answer.stopped


def test_the_unit_column_is_hidden(read: Read) -> None:
    table = "昆明市2023年主要指标\n指标 | 单位 | 绝对额\n进出口总额 | 万元 | 12443000"
    answer = read(xlsx(("正式", table), hidden=("B",)), "报表.xlsx")
    assert every(answer) <= {"kunming trade 2023 1244.3"}
    assert every(answer) or answer.stopped


def test_money_without_a_unit_is_not_taken_at_once(read: Read) -> None:
    answer = read("昆明市2023年主要指标\n指标 | 绝对额\n进出口总额 | 12443000")
    assert at_once(answer) == set()
    assert every(answer) or answer.stopped


def test_a_hidden_row_with_a_region_still_rules_what_follows(read: Read) -> None:
    table = GOOD + "\n二、五华区\n旅游业总收入 | 亿元 | 44.4"
    answer = read(xlsx(("正式", table), hidden=("5",)), "报表.xlsx")
    assert every(answer) == {"kunming trade 2023 1244.3", "kunming exports 2023 444.1"}
    table = "2023年分地区指标\n地区 | 指标 | 单位 | 绝对额\n五华区 | 进出口总额 | 亿元 | 300\n | 出口总额 | 亿元 | 44"
    answer = read(xlsx(("正式", table), hidden=("3",)), "报表.xlsx", "kunming")
    assert every(answer) == set()


def test_dollars_in_the_name_are_no_unit_of_their_own(read: Read) -> None:
    answer = read("昆明市2023年主要指标\n指标 | 单位 | 绝对额\n进出口总额（美元） | 万美元 | 1709460")
    assert every(answer) == {"kunming trade-usd 2023 170.946"}


def test_a_part_of_investment_is_not_a_part_of_the_product(read: Read) -> None:
    answer = read("""
昆明市2023年主要指标
指标 | 单位 | 绝对额 | 同比增长(%)
固定资产投资 | 亿元 | 2911.2 | 3.1
　　第三产业 | 亿元 | 1811.2 | 5.2
""")
    assert every(answer) == {"kunming fai 2023 2911.2", "kunming fai-growth 2023 3.1"}


# What is hidden


GOOD = "昆明市2023年主要指标\n指标 | 单位 | 绝对额\n进出口总额 | 亿元 | 1244.3\n出口总额 | 亿元 | 444.1"


def test_a_hidden_sheet_is_not_read_although_it_is_the_first(read: Read) -> None:
    draft = "昆明市2023年主要指标\n指标 | 单位 | 绝对额\n进出口总额 | 亿元 | 9999.9"
    answer = read(xlsx(("底稿", draft), ("正式", GOOD), hidden=("底稿",)), "报表.xlsx")
    assert every(answer) == {"kunming trade 2023 1244.3", "kunming exports 2023 444.1"}
    assert any("底稿" in line for line in answer.said)


def test_of_several_sheets_it_is_said_which_were_not_read(read: Read) -> None:
    answer = read(xlsx(("正式", GOOD), ("附表", GOOD.replace("昆明市", "盘龙区"))), "报表.xlsx")
    assert every(answer) == {"kunming trade 2023 1244.3", "kunming exports 2023 444.1"}
    assert any("附表" in line for line in answer.said)


def test_a_hidden_row_is_left_out_and_told(read: Read) -> None:
    answer = read(xlsx(("正式", GOOD), hidden=("4",)), "报表.xlsx")
    assert every(answer) == {"kunming trade 2023 1244.3"}
    assert answer.said


def test_a_hidden_column_is_left_out_and_told(read: Read) -> None:
    table = "昆明市主要指标\n指标 | 单位 | 2022年 | 2023年\n进出口总额 | 亿元 | 1210.2 | 1244.3"
    answer = read(xlsx(("正式", table), hidden=("C",)), "报表.xlsx")
    assert every(answer) == {"kunming trade 2023 1244.3"}
    assert answer.said


# First and last figures


def test_words_for_first_figures_and_forecasts_in_headings(read: Read) -> None:
    answer = read("""
昆明市主要指标
指标 | 单位 | 2021年年报 | 2022年（终审数） | 2023年快报数 | 2024年初步核算 | 2025年（预测）
金融业增加值 | 亿元 | 801.2 | 844.3 | 871.9 | 912.5 | 961.4
""")
    assert every(answer) == rows("""
kunming finance-va 2021 801.2
kunming finance-va 2022 844.3
kunming finance-va 2023 871.9 P
kunming finance-va 2024 912.5 P
kunming finance-va 2025 961.4 F
""")


def test_a_title_that_says_that_its_figures_are_the_first(read: Read) -> None:
    answer = read("昆明市2023年主要指标（快报）\n指标 | 单位 | 绝对额\n进出口总额 | 亿元 | 1244.3")
    assert every(answer) == {"kunming trade 2023 1244.3 P"}


# Whom it is about


@pytest.mark.parametrize("region", [None, "kunming"])
@pytest.mark.parametrize("title", ["曲靖市2023年主要指标", "昆明市官渡区2023年主要指标"])
def test_a_file_about_somebody_else_is_nobodys_here(read: Read, title: str, region: str | None) -> None:
    answer = read(f"{title}\n指标 | 单位 | 绝对额\n进出口总额 | 亿元 | 244.3", region=region)
    assert every(answer) == set()
    assert answer.stopped
    assert any("曲靖" in line or "官渡" in line for line in answer.said)


def test_a_region_chosen_by_hand_does_not_overrule_the_file(read: Read) -> None:
    answer = read("盘龙区2023年主要指标\n指标 | 单位 | 绝对额\n进出口总额 | 亿元 | 113.9", **BY_HAND)
    assert every(answer) == {"panlong trade 2023 113.9"}


def test_the_whole_city_of_another_city_is_not_kunming(read: Read) -> None:
    answer = read("""
2023年曲靖市各县区地区生产总值
县区 | 绝对额（亿元） | 增速（%）
全市 | 4011.2 | 4.1
麒麟区 | 1211.2 | 3.9
""")
    assert every(answer) == set()
    assert answer.stopped


def test_a_published_figure_that_changes_by_more_than_half_is_a_doubt(folder: Path) -> None:
    ledger = folder / "actuals.csv"
    published = "kunming,trade,2023,500.1,亿元,A,公报,,,2024-03-01T00:00:00+08:00,x,b1\n"
    ledger.write_text(HEADINGS + published, encoding="utf-8")
    try:
        answer = ask(folder, csv("昆明市2023年主要指标\n指标 | 单位 | 绝对额\n进出口总额 | 亿元 | 901.4"), "报表.csv")
    finally:
        ledger.write_text(HEADINGS, encoding="utf-8")
    assert at_once(answer) == set()
    assert every(answer) == {"kunming trade 2023 901.4"}


def test_a_remembered_title_does_not_rename_the_next_file(folder: Path) -> None:
    remembered = folder / "aliases.csv"
    line = '"indicator","指标:金融业增加值","gdp","x","2026-01-01T00:00:00+08:00"\r\n'
    title = '"indicator","数据库:主要城市年度数据","gdp","x","2026-01-01T00:00:00+08:00"\r\n'
    remembered.write_text("kind,text,id,confirmed_by,confirmed_at\r\n" + title + line, encoding="utf-8")
    table = "数据库：主要城市年度数据\n指标：金融业增加值(亿元)\n时间：最近5年\n地区 | 2023年\n昆明 | 871.9"
    try:
        answer = ask(folder, csv(table), "数据.csv")
    finally:
        remembered.unlink()
    assert every(answer) == {"kunming finance-va 2023 871.9"}


# Figures that cannot be


def test_a_value_far_before_the_others_is_compared_with_them(read: Read) -> None:
    answer = read(
        "昆明市主要指标\n指标 | 单位 | 2012年 | 2022年 | 2023年\n进出口总额 | 亿元 | 7210200 | 1210.2 | 1244.3"
    )
    assert "kunming trade 2012 7210200" not in at_once(answer)


def test_a_part_larger_than_its_whole_is_doubted(read: Read) -> None:
    answer = read("""
昆明市2023年主要指标
指标 | 单位 | 绝对额
地区生产总值 | 亿元 | 7911.2
第二产业增加值 | 亿元 | 25110
""")
    assert "kunming secondary-va 2023 25110" not in at_once(answer)


# The national database


def test_one_indicator_over_regions_and_years(read: Read) -> None:
    data = csv("""
数据库：主要城市年度数据
指标：社会消费品零售总额(亿元)
时间：最近10年
地区 | 2023年 | 2022年
贵阳 | 2411.2 | 2302.1
昆明 | 3702.5 | 3577.4
数据来源：国家统计局
""")
    answer = read(data.decode().encode("gb18030"), "主要城市年度数据.csv")
    assert every(answer) == {"kunming retail-sales 2023 3702.5", "kunming retail-sales 2022 3577.4"}


def test_one_region_over_indicators_and_quarters(read: Read) -> None:
    answer = read("""
数据库：分省季度数据
地区：云南省
时间：2023年
指标 | 2023年第三季度 | 2023年第二季度
地区生产总值_当季值(亿元) | 7311.5 | 7402.6
地区生产总值_累计值(亿元) | 21004.7 | 13693.2
地区生产总值指数(上年同期=100)_累计值 | 104.1 | 104.9
数据来源：国家统计局
""")
    assert every(answer) == rows("""
yunnan gdp 2023-07/2023-09 7311.5
yunnan gdp 2023-04/2023-06 7402.6
yunnan gdp 2023-01/2023-09 21004.7
yunnan gdp 2023-01/2023-06 13693.2
""")


def test_one_region_over_indicators_and_months(read: Read) -> None:
    answer = read("""
数据库：分省月度数据
地区：云南省
时间：最近3个月
指标 | 2023年8月 | 2023年7月
进出口总额_当期值(万元) | 2011000 | 1987000
进出口总额_累计值(亿元) | 1601.2 | 1400.1
进出口总额_累计增长(%) | -21.4 | -20.9
数据来源：国家统计局
""")
    assert every(answer) == rows("""
yunnan trade 2023-08 201.1
yunnan trade 2023-07 198.7
yunnan trade 2023-01/2023-08 1601.2
yunnan trade 2023-01/2023-07 1400.1
yunnan trade-growth 2023-01/2023-08 -21.4
yunnan trade-growth 2023-01/2023-07 -20.9
""")


# Tables by region, and yearbooks


def test_the_indicator_is_in_the_title_and_districts_stand_below(read: Read) -> None:
    answer = read("""
2023年昆明市各县（市）区一般公共预算收入
 | | 单位：万元
县（市）区 | 绝对额 | 增速（%）
全市 | 5712000 | 2.0
市辖区 | 4012000 | 2.1
五华区 | 801000 | 1.1
盘龙区 | 612000 | 1.8
""")
    assert every(answer) == {"kunming fiscal-revenue 2023 571.2", "panlong fiscal-revenue 2023 61.2"}


@pytest.mark.parametrize(
    ("scope", "stub", "place", "other"),
    [("各州市", "州市", "昆明市", "玉溪市"), ("主要城市", "城市", "昆明", "贵阳"), ("各州市", "", "昆明市", "大理州")],
)
def test_one_indicator_with_prefectures_or_cities_below(
    read: Read, scope: str, stub: str, place: str, other: str
) -> None:
    answer = read(
        f"{scope}地区生产总值（亿元）\n{stub} | 2022年 | 2023年\n{other} | 2411.2 | 2502.1\n{place} | 7502.5 | 7811.4"
    )
    assert every(answer) == {"kunming gdp 2022 7502.5", "kunming gdp 2023 7811.4"}


def test_regions_down_and_indicators_across_with_their_growth(read: Read) -> None:
    answer = read("""
2023年各县区主要经济指标
县区 | 进出口总额（万元） | 增速（%） | 常住人口（人）
全市 | 12443000 | 2.7 | 8680100
盘龙区 | 1139000 | 3.2 | 1001200
嵩明县 | 39000 | 3.3 | 301200
""")
    assert every(answer) == rows("""
kunming trade 2023 1244.3
kunming trade-growth 2023 2.7
kunming population 2023 868.01
panlong trade 2023 113.9
panlong trade-growth 2023 3.2
panlong population 2023 100.12
""")


def test_headings_of_four_rows_in_two_languages(read: Read) -> None:
    table = """
昆明市主要经济指标
指标 Item | 2022年 | | | | 2023年 | | |
 | 全市 Total | | 盘龙区 Panlong | | 全市 Total | | 盘龙区 Panlong |
 | 绝对额 Value | 增速 Rate | 绝对额 Value | 增速 Rate | 绝对额 Value | 增速 Rate | 绝对额 Value | 增速 Rate
 | 亿元 | % | 亿元 | % | 亿元 | % | 亿元 | %
进出口总额 Total Imports and Exports | 1210.2 | 2.2 | 110.4 | 2.3 | 1244.3 | 2.8 | 113.9 | 3.2
"""
    merged = ("A2:A5", "B2:E2", "F2:I2", "B3:C3", "D3:E3", "F3:G3", "H3:I3")
    answer = read(xlsx(("Sheet1", table), merged=merged), "年鉴.xlsx")
    assert every(answer) == rows("""
kunming trade 2022 1210.2
kunming trade-growth 2022 2.2
panlong trade 2022 110.4
panlong trade-growth 2022 2.3
kunming trade 2023 1244.3
kunming trade-growth 2023 2.8
panlong trade 2023 113.9
panlong trade-growth 2023 3.2
""")


def test_a_region_column_without_heading(read: Read) -> None:
    answer = read("""
2023年分地区主要指标
 | 指标 | 单位 | 绝对额
昆明市 | 进出口总额 | 亿元 | 1244.3
 | 出口总额 | 亿元 | 444.1
盘龙区 | 进出口总额 | 亿元 | 113.9
 | 出口总额 | 亿元 | 43.2
""")
    assert every(answer) == rows("""
kunming trade 2023 1244.3
kunming exports 2023 444.1
panlong trade 2023 113.9
panlong exports 2023 43.2
""")


def test_footnote_marks_and_units_per_head(read: Read) -> None:
    answer = read("""
昆明市2023年主要指标
指标 | 单位 | 绝对额
进出口总额① | 亿元 | 1244.3
出口总额[2] | 亿元 | 444.1
常住人口注1 | 万人 | 868.2
城镇居民人均可支配收入* | 元/人 | 54321
""")
    assert every(answer) == rows("""
kunming trade 2023 1244.3
kunming exports 2023 444.1
kunming population 2023 868.2
kunming urban-income 2023 54321
""")


def test_this_year_and_last_year(read: Read) -> None:
    answer = read(
        "昆明市2023年主要指标\n指标 | 单位 | 本年 | 上年 | 增长(%)\n进出口总额 | 亿元 | 1244.3 | 1210.2 | 2.7"
    )
    assert every(answer) == rows("""
kunming trade 2023 1244.3
kunming trade 2022 1210.2
kunming trade-growth 2023 2.7
""")


def test_quarters_under_their_year(read: Read) -> None:
    answer = read("""
盘龙区主要经济指标
指标 | 单位 | 2023年 | | |
 | | 一季度 | 上半年 | 前三季度 | 全年
进出口总额 | 亿元 | 27.1 | 55.2 | 84.1 | 113.9
""")
    assert every(answer) == rows("""
panlong trade 2023-01/2023-03 27.1
panlong trade 2023-01/2023-06 55.2
panlong trade 2023-01/2023-09 84.1
panlong trade 2023 113.9
""")


def test_column_numbers_serial_numbers_and_headings_again(read: Read) -> None:
    answer = read("""
昆明市2023年主要指标
序号 | 指标 | 单位 | 绝对额
甲 | 乙 | 丙 | 1
1 | 进出口总额 | 亿元 | 1244.3
序号 | 指标 | 单位 | 绝对额
2 | 出口总额 | 亿元 | 444.1
""")
    assert every(answer) == {"kunming trade 2023 1244.3", "kunming exports 2023 444.1"}


@pytest.mark.parametrize(
    "name", ["限额以上社会消费品零售总额", "一般公共预算支出", "户籍人口", "其中：民间固定资产投资"]
)
def test_a_name_that_holds_a_known_one_is_another(read: Read, name: str) -> None:
    answer = read(f"昆明市2023年主要指标\n指标 | 绝对额（亿元）\n{name} | 744.1\n进出口总额 | 1244.3")
    assert every(answer) == {"kunming trade 2023 1244.3"}
    assert answer.stopped


# What is asked and told


def test_ten_districts_off_the_board_are_one_question(read: Read) -> None:
    names = ["五华区", "官渡区", "西山区", "呈贡区", "安宁市", "嵩明县", "晋宁区", "富民县", "宜良县", "禄劝县"]
    lines = [f"{name} | {2000 + number} | 3.{number}" for number, name in enumerate(names)]
    table = "\n".join(["2023年各县区进出口总额", "县区 | 绝对额（万元） | 增速（%）", *lines, "盘龙区 | 3000 | 3.9"])
    answer = read(table)
    assert every(answer) == {"panlong trade 2023 0.3", "panlong trade-growth 2023 3.9"}
    assert sum(line.startswith("?") for line in answer.said) == 1


def test_another_city_is_no_guess_at_kunming(read: Read) -> None:
    answer = read("2023年主要城市出口总额（亿元）\n城市 | 绝对额\n北京市 | 4411.2\n昆明市 | 444.1")
    assert every(answer) == {"kunming exports 2023 444.1"}
    assert not any("kunming" in line for line in answer.said if line.startswith("?"))


def test_a_cover_is_no_table_and_the_other_sheets_are_named(read: Read) -> None:
    answer = read(xlsx(("封面", "昆明市统计月报\n昆明市统计局"), ("主要指标", GOOD)), "月报.xlsx")
    assert every(answer) in (set(), {"kunming trade 2023 1244.3", "kunming exports 2023 444.1"})
    assert any("主要指标" in line or "封面" in line for line in answer.said)
    assert every(answer) or answer.stopped


def test_line_breaks_and_wide_blanks_are_told_as_they_are(read: Read) -> None:
    answer = read(
        xlsx(("主要指标", "昆明市2023年主要指标\n指标 | 单位 | 绝对额\n快递　业务量 | 万件 | 12.1")), "报表.xlsx"
    )
    assert answer.stopped
    assert not any("\ufffd" in line for line in answer.said)
