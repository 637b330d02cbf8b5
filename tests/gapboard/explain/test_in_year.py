"""The words of a running year: what a figure is of, what is left to do, how far from a band's limit it stands."""

import datetime as dt
import io
from collections.abc import Iterator

import docx
import pytest

from gapboard.board import Board, Filters
from gapboard.board.in_year import Row, UpTo, this_year
from gapboard.explain.in_year import RowWords
from gapboard.export.in_year import in_year_rows
from gapboard.export.in_year_json import in_year_row
from gapboard.export.quarterly import quarterly_docx, standing_now
from tests.gapboard.builder import catalog, growth_series, indicator, ledger, target

ON = dt.date(2025, 11, 30)


def rows(series: dict, of: dict, *targets: dict, **more) -> tuple[list[Row], Board]:
    own = [indicator(**of), growth_series()]
    made = Board(catalog(targets or [target(unit_of={"x": own[0]["unit"]}, **more)], own), ledger(series), ON)
    return list(this_year(made, 2025).rows), made


def words(series: dict, language: str = "zh", **of) -> RowWords:
    (found,), made = rows(series, of)
    return RowWords(found, made.catalog, language)


def docx_of(content: bytes):
    return docx.Document(io.BytesIO(content))


def cells_of(table) -> Iterator:
    return (cell for row in table.rows for cell in row.cells)


SHARE = {"unit": "%", "kind": "rate"}


@pytest.mark.parametrize(
    ("of", "period", "chinese", "english"),
    [
        (SHARE, "2025-09", "9月", "Sep"),
        (SHARE, "2025-01/2025-09", "1—9月", "Jan–Sep"),
        (SHARE, "2025-12", "12月", "Dec"),
        ({"kind": "level"}, "2025-09", "9月末", "end of Sep"),
        ({"kind": "level"}, "2025-12", "12月末", "end of Dec"),
        ({}, "2025-01/2025-09", "1—9月", "Jan–Sep"),
    ],
)
def test_a_figure_is_of_the_months_that_it_was_given_for(of: dict, period: str, chinese: str, english: str) -> None:
    """A share of one month is not one of all the months up to it."""
    found = [words({"x": {period: 66.3}}, language, **of).months for language in ("zh", "en")]
    assert found == [chinese, english]


def test_growth_of_a_state_is_told_of_the_month_s_end() -> None:
    alone = words({"x-growth": {"2025-09": 5.1}}, kind="level")
    assert alone.months == "9月末"
    later = words({"x": {"2025-08": 40}, "x-growth": {"2025-09": 5.1}}, kind="level")
    assert (later.months, later.growth) == ("8月末", "9月末同比增长 5.1%")


def test_a_task_in_two_items_is_told_once_with_both_and_says_how_often_it_counts() -> None:
    twice = [target("a", item="主要目标", comparator=">="), target("b", item="13", comparator="=")]
    other = target("c", item="3", measure="flow", value=120)
    (found,), made = rows({"x": {"2025-01/2025-06": 40}}, {}, *twice, other)
    told = [RowWords(found, made.catalog, language).tasks for language in ("zh", "en")]
    assert [item.place for item in told[0]] == ["规划 · 主要目标、第13项（计 2 项）", "规划 · 第3项"]
    assert [item.place for item in told[1]] == ["Plan, main targets and item 13 (counted as 2)", "Plan, item 3"]
    assert sum(this_year(made, 2025).bands.values()) == 3  # as many as there are targets


@pytest.mark.parametrize(
    ("done", "sign", "points"),
    [
        (53.35, "欠序时", "欠 29.98 个百分点"),  # ten of twelve months are 83.33…; one digit would say 30
        (53.33, "严重欠序时", "欠 30.003 个百分点"),
        (50, "严重欠序时", "欠 33.3 个百分点"),
        (73.3334, "达序时", "欠 9.9999 个百分点，在 10 个百分点以内"),
        (83.34, "超序时", "超 0.01 个百分点"),
    ],
)
def test_points_near_a_limit_have_the_digits_that_tell_its_side(done: float, sign: str, points: str) -> None:
    (found,), made = rows({"x": {"2025-01/2025-10": done}}, {}, measure="flow")
    (told,) = RowWords(found, made.catalog, "zh").tasks
    assert (told.sign, told.points) == (sign, points)


@pytest.mark.parametrize(
    ("period", "done", "told"),
    [
        ("2025-09", 6500.5, "完成 65.005% 时间 75% 欠 9.995 个百分点，在 10 个百分点以内"),  # 9.99 would be of 65.01 %
        ("2025-10", 6006, "完成 60.06% 时间 83.33% 欠 23.27 个百分点"),  # 60.1 and 83.3 are not 23.3 apart
        ("2025-10", 6004, "完成 60% 时间 83.3% 欠 23.3 个百分点"),
        ("2025-09", 7000.7, "完成 70% 时间 75% 欠 5 个百分点，在 10 个百分点以内"),
    ],
)
def test_share_time_and_points_that_are_shown_agree(period: str, done: float, told: str) -> None:
    (found,), made = rows({"x": {f"2025-01/{period}": done}}, {}, measure="flow", value=10_000)
    (words,) = RowWords(found, made.catalog, "zh").tasks
    assert f"{words.done} {words.gone} {words.points}" == told


def test_what_is_nearly_done_is_not_told_as_done_and_a_small_gap_of_growth_not_as_none() -> None:
    (found,), made = rows({"x": {"2025-01/2025-10": 99.97}}, {}, measure="flow")
    (told,) = RowWords(found, made.catalog, "zh").tasks
    assert (told.done, told.sign) == ("完成 99.97%", "超序时")
    (found,), made = rows({"x-growth": {"2025-01/2025-10": 4.97}}, {}, measure="growth", value=5)
    (told,) = RowWords(found, made.catalog, "zh").tasks
    assert told.sign == "低于年度目标 0.03 个百分点"


def test_what_is_left_has_the_digits_of_what_is_known() -> None:
    """9.12 of 10 leave 0.88, also where the indicator is counted with one digit."""
    (found,), made = rows({"x": {"2025-01/2025-10": 9.12}}, {"decimals": 1}, measure="flow", value=10)
    chinese, english = (RowWords(found, made.catalog, language).tasks[0] for language in ("zh", "en"))
    assert chinese.needed == ["还需 0.88 亿元，月均 0.44 亿元"]
    assert english.needed == ["0.088 bn yuan to do, 0.044 bn yuan a month"]
    rates = {"x": {"2025-10": 44.27, "2024-10": 43.9}}
    (found,), made = rows(rates, SHARE | {"decimals": 1}, measure="share", value=45)
    told = RowWords(found, made.catalog, "zh")
    assert (told.growth, told.tasks[0].sign) == ("同比+0.37 个百分点", "距任务 0.73 个百分点")


def test_a_growth_is_told_with_what_makes_it_doubtful_wherever_it_is_told() -> None:
    """98.5 after 100 has fallen by 1.5 %; + 4.1 % was published."""
    ten = {"x": {"2025-01/2025-10": 98.5, "2024-01/2024-10": 100}, "x-growth": {"2025-01/2025-10": 4.1}}
    found, made = rows(ten, {}, target(measure="flow", value=150, comparator=">="))
    doubt = "公布的同比与两期的数方向相反：按两数相比下降 1.5%，请核对"
    told = RowWords(found[0], made.catalog, "zh")
    assert told.doubts == [doubt]
    assert doubt in told.facts
    at, all_of_it = UpTo(2025, 10), Filters()
    cells = [
        cell.text for table in docx_of(quarterly_docx(made, at, all_of_it, "zh")).tables for cell in cells_of(table)
    ]
    assert [cell for cell in cells if "同比增长 4.1%" in cell] == 2 * [f"98.5 亿元 1—10月；同比增长 4.1%；{doubt}"]
    heading, row = in_year_rows(made, at, all_of_it, "zh")
    assert row[heading.index("待核对")] == doubt
    assert in_year_row(found[0], made.catalog, "zh").doubts == [doubt]
    slide = standing_now(made, all_of_it, "zh")
    assert slide is not None
    assert slide[1][-1] == f"进度最慢：指标x，欠 17.7 个百分点；责任单位：文件未列责任单位，待明确。（{doubt}）"


def paragraphs(made: Board, office: str = "") -> list[str]:
    paper = docx_of(quarterly_docx(made, UpTo(2025, 10), Filters(), "zh", office))
    return [text for item in paper.paragraphs if (text := item.text.strip())]


def test_the_report_says_who_issues_it_and_to_whom_and_why_its_tables_have_fewer_lines_than_tasks() -> None:
    twice = [target("a", item="主要目标"), target("b", item="13")]
    _, made = rows({"x": {"2025-01/2025-10": 40}}, {}, *twice)
    texts = paragraphs(made, "市政府督查室")
    assert texts[1:3] == ["编发单位：市政府督查室\t2025年11月30日", "各责任单位："]
    assert texts[3].endswith("仍按条目计数：2 项列为 1 行。")
    assert texts[-2:] == ["市政府督查室", "2025年11月30日"]
    _, made = rows({"x": {"2025-01/2025-10": 40}}, {}, twice[0])
    texts = paragraphs(made)
    assert texts[1] == "编发单位：＿＿＿＿＿＿＿＿\t2025年11月30日"
    assert not any("仍按条目计数" in text for text in texts), "nothing is merged"
    assert texts[-1] == "2025年11月30日"
    assert "＿" not in texts[-2]


def test_what_is_known_without_a_task_is_in_the_report_and_on_the_slide() -> None:
    known = {"x": {"2025-01/2025-10": 98.5, "2024-01/2024-10": 90}, "x-growth": {"2025-01/2025-10": 9.1}}
    found, made = rows(known, {}, target(measure="level", due=2024))
    assert not found[0].standings
    (table,) = docx_of(quarterly_docx(made, UpTo(2025, 10), Filters(), "zh")).tables
    assert [cell.text for cell in table.rows[1].cells] == [
        "全部", "指标x 本区", "98.5 亿元 1—10月", "同比增长 9.1%", "90 亿元"
    ]  # fmt: skip
    slide = standing_now(made, Filters(), "zh")
    assert slide is not None
    assert slide[1][-1] == "全部：指标x 98.5 亿元 1—10月，同比增长 9.1%。"
    _, made = rows({"x-growth": {"2025-01/2025-10": 4.1}}, {}, target(measure="level", due=2024))
    (table,) = docx_of(quarterly_docx(made, UpTo(2025, 10), Filters(), "zh")).tables
    assert [cell.text for cell in table.rows[1].cells][2:] == ["—", "1—10月同比增长 4.1%", "—"]
    assert standing_now(made, Filters(), "en")[1][-1] == "All: Indicator x, Jan–Oct: +4.1% on last year."
    # A doubt would be cut off where several share a line.
    doubted = known | {"x-growth": {"2025-01/2025-10": -9.1}}
    _, made = rows(doubted, {}, target(measure="level", due=2024))
    assert standing_now(made, Filters(), "zh")[1][-1].endswith(
        "同比下降 9.1%，公布的同比与两期的数方向相反：按两数相比增长 9.44%，请核对。"
    )
