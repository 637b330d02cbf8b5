"""The page of the running year: the demonstration's figures, thin data, periods, filters and files."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
from dataclasses import replace
from pathlib import Path

import docx
import openpyxl
import pptx
import pytest

from components.meeting.slides import slides_html
from components.page import data
from components.page.links import Links
from gapboard.board import Filters
from gapboard.board.in_year import UpTo
from gapboard.cli.main import main
from gapboard.export.briefing import Briefing
from gapboard.export.deck import deck
from gapboard.export.in_year import in_year_csv, in_year_xlsx
from tests.pages.conftest import ROOT, Opener, html_of
from tests.shipped_data import DATA

DEMO = ROOT / "examples" / "running-year"


@pytest.fixture
def demo(monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GAPBOARD_DATA", str(DEMO))
    return DEMO


def row_of(html: str, key: str) -> str:
    return " ".join(
        re.sub(r"<[^>]+>", " ", re.split('class="y-(?:row|without)"', html.split(f'data-of="{key}">')[1])[0]).split()
    )


def test_a_row_tells_what_is_done_and_what_the_rest_needs(demo: Path, open_page: Opener) -> None:
    html = html_of(open_page("this-year", lang="zh", period="2026-09"))
    row = row_of(html, "revenue_demo")
    # 294.03 of 420; 290.54 of 398 in the same months of last year: (420 − 294.03) ÷ 107.46 − 1.
    for text in (
        "294.03 亿元 1—9月",
        "同比增长 1.9%",
        "完成 70% 时间 75%",
        "达序时 欠 5 个百分点，在 10 个百分点以内",
        "还需 125.97 亿元",
    ):
        assert text in row
    assert "余下月份需同比增长 17.23%" in row
    assert "低于年度目标 3.1 个百分点" in row
    assert "1—6月累计低于1—5月，是修订" in row_of(html, "major-projects_demo")
    assert "年度分解" in row_of(html, "major-projects_demo")
    assert "超序时 2 项、达序时（含欠 10 个百分点以内）2 项、欠序时 2 项" in html
    trade = row_of(html, "trade_demo")  # its task is read off the path to 2027, which is near: a band, and a mark
    assert "欠序时" in trade and "欠 11.2 个百分点" in trade and "按路径推算" in trade


def test_english_and_the_record_of_a_catch_up(demo: Path, open_page: Opener) -> None:
    html = html_of(open_page("this-year", lang="en", period="2026"))
    row = row_of(html, "retail_demo")
    # 352 of 1600 was published for March and 386.88 in July.
    assert "Jan–Mar 22% done In step 3 pp behind, within 10 pp 24.2% done In step 0.8 pp behind, within 10 pp" in row
    assert "behind time, not slower than usual" in row


def test_thin_data_are_shown_thin(open_page: Opener) -> None:
    """One month's end of one indicator is all that the shipped data have of 2025, and the year has 122 targets."""
    html = html_of(open_page("this-year", lang="zh", period="2025-10"))
    assert "有年内数据的指标 1 项，最新到 10 月。" in html
    row = row_of(html, "business-entities_kunming")
    assert "187.5 万户 10月末" in row and "现已达到任务" in row
    assert "完成" not in row, "a number standing is not shared by time"
    nothing = html_of(open_page("this-year", lang="zh", period="2024"))
    assert "2024年还没有年内数据" in nothing and 'class="y-row' not in nothing


def test_a_year_without_tasks_has_figures_and_growth(open_page: Opener) -> None:
    row = row_of(html_of(open_page("this-year", lang="en", period="2018-10")), "overseas-tourists_kunming")
    # 108.26 against 100.45.
    assert "1.0826 million visits Jan–Oct +7.78% on last year (computed here)" in row


def test_a_period_that_is_none_is_told(open_page: Opener) -> None:
    app = open_page("this-year", lang="zh", period="九月")
    assert "时期“九月”不能用在这里" in app.warning[0].value
    assert "2025年进度" in html_of(app)


def test_filters_and_periods_keep_each_other(open_page: Opener) -> None:
    html = html_of(open_page("this-year", lang="zh", period="2025-10", theme="business"))
    assert 'data-of="business-entities_kunming"' in html
    assert re.search(r'href="this-year\?lang=zh&amp;period=2025&amp;theme=business"', html)
    assert re.search(r'href="this-year\?lang=zh&amp;period=2025-10&amp;theme=business&amp;region=kunming"', html)
    other = html_of(open_page("this-year", lang="zh", period="2025-10", theme="trade"))
    assert 'class="y-row' not in other and "当年任务中没有年内数据的" in other


def test_the_table_to_take_away(demo: Path) -> None:
    told = (data.board(), UpTo(2026, 9), Filters(), "zh")
    rows = list(csv.DictReader(io.StringIO(in_year_csv(*told).decode("utf-8-sig"))))
    (revenue,) = [row for row in rows if row["指标"] == "一般公共预算收入" and row["完成（%）"]]
    assert (revenue["累计或期末数"], revenue["完成（%）"], revenue["序时进度"]) == (
        "294.03",
        "70.007142857",
        "达序时",
    )
    sheet = openpyxl.load_workbook(io.BytesIO(in_year_xlsx(*told))).active
    cells = list(sheet.iter_rows(values_only=True))
    assert len(cells) == 1 + len(rows) + 3
    assert cells[-1][0].endswith("达序时含欠 10 个百分点以内。")
    place = cells[0].index("累计或期末数")
    assert [row[place] for row in cells[1 : len(rows) + 1]] == [float(row["累计或期末数"]) for row in rows]


def test_the_command_says_the_same(demo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["this-year", "--data", str(demo), "--period", "2026-09", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    (revenue,) = [row for row in found["rows"] if row["indicator"]["id"] == "revenue"]
    assert (revenue["value"], revenue["growth"], revenue["growth_published"]) == (294.03, 1.9, True)
    assert [task["band"] for task in revenue["tasks"]] == ["in_step", None]
    assert main(["this-year", "--data", str(demo), "--lang", "en"]) == 0
    assert "Behind time 2" in " ".join(capsys.readouterr().out.split())
    assert main(["this-year", "--data", str(demo), "--period", "soon"]) == 2


def test_the_report_begins_with_the_slowest_and_goes_on_theme_by_theme(demo: Path, tmp_path: Path) -> None:
    path = tmp_path / "report.docx"
    told = ["--period", "2026-09", "--word", str(path), "--office", "示范市政府督查室"]
    assert main(["this-year", "--data", str(demo), *told]) == 0
    paper = docx.Document(str(path))
    texts = [paragraph.text for paragraph in paper.paragraphs]
    assert texts[0] == "2026年1—9月目标进度通报"
    assert texts[1].startswith("编发单位：示范市政府督查室\t") and texts[-2] == "示范市政府督查室"
    chapters = [paragraph for paragraph in paper.paragraphs if paragraph.style.style_id == "Heading1"]
    assert [paragraph.text for paragraph in chapters] == ["进度最慢的 4 项", "综合经济", "商贸", "民生"]
    # Themes share a page; the first alone begins one.
    assert [bool(one.paragraph_format.page_break_before) for one in chapters] == [False, True, False, False]
    assert any(text.startswith("按完成份额减时间份额比较") for text in texts)
    slowest, economy = ([[cell.text for cell in row.cells] for row in table.rows[1:]] for table in paper.tables[:2])
    assert [(row[0].split()[0], row[4].split("；")[0].split(" ", 3)[3]) for row in slowest] == [
        ("重大项目投资", "欠 25.6 个百分点"),
        ("进出口总额", "欠 11.2 个百分点"),
        ("一般公共预算收入", "欠 5 个百分点，在 10 个百分点以内"),
        ("社会消费品零售总额", "欠 0.3 个百分点，在 10 个百分点以内"),  # 1,194.49 of 1,600: 74.66 %
    ]
    names = [row[0] for row in economy]
    assert names == sorted(names, key=names.index), "the rows of one indicator stand together"
    assert names[:2] == ["地区生产总值 示范市（虚构）", "一般公共预算收入 示范市（虚构）"]
    assert economy[1][1] == "示范市财政局" and "完成 70% 达序时 欠 5 个百分点，在 10 个百分点以内" in economy[1][4]


def test_the_report_says_that_nobody_is_named(data_folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "report.docx"
    assert main(["this-year", "--data", str(data_folder), "--period", "2025-10", "--word", str(path)]) == 0
    (table,) = docx.Document(str(path)).tables
    assert {row.cells[1].text for row in table.rows[1:]} == {"待明确"}


def test_slides_have_the_year_so_far_where_there_are_figures_of_it(demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    board = replace(data.board(), on=dt.date(2026, 11, 1))
    slides = slides_html(Briefing(board, Filters(), "zh"), Links(), None)
    assert "2026年1—9月目标进度通报" in slides and "进度最慢：进出口总额，欠 11.2 个百分点" in slides
    texts = [
        shape.text_frame.text
        for slide in pptx.Presentation(io.BytesIO(deck(Briefing(board, Filters(), "zh")))).slides
        for shape in slide.shapes
        if shape.has_text_frame
    ]
    (told,) = [text for text in texts if "进度最慢：重大项目投资" in text]
    assert told.index("按完成份额减时间份额比较") < told.index("重大项目投资") < told.index("进出口总额"), (
        "the worst first"
    )
    monkeypatch.setenv("GAPBOARD_DATA", str(DATA))
    # Nothing is known of a part of the shipped board's own year.
    assert "目标进度通报" not in slides_html(Briefing(data.board(), Filters(), "zh"), Links(), None)


BULLETIN = """昆明市2025年1—9月主要经济指标完成情况,,,,
指标名称,计量单位,1—9月累计,同比增长（%）,年度计划
社会消费品零售总额,亿元,2710.3,3.9,3900
进出口总额,亿元,1200.4,-5.2,1800
"""


def test_a_bulletin_goes_in_and_the_quarter_comes_out(data_folder: Path, tmp_path: Path, open_page: Opener) -> None:
    path = tmp_path / "1—9月.csv"
    path.write_text(BULLETIN, encoding="utf-8")
    told = ["--data", str(data_folder), "--source", "统计月报", "--by", "李", "--accept-warnings"]
    assert main(["import", str(path), *told]) == 0
    row = row_of(html_of(open_page("this-year", lang="zh", period="2025-09")), "trade_kunming")
    # The plan for 2025 is 3,000 (2023–2025 plan); 1,200.4 of it is 40 %, nine months are 75 %.
    assert "1,200.4 亿元 1—9月 同比下降 5.2%" in row
    told = "任务 3,000 亿元 三年行动方案 · 主要目标、第13项（计 2 项） 完成 40% 时间 75% 严重欠序时 欠 35 个百分点"
    assert told in row and row.count("任务 3,000 亿元") == 1


def test_the_page_s_doubt_of_a_growth_stands_in_its_files(data_folder: Path, tmp_path: Path, open_page: Opener) -> None:
    """2,660.3 after 2,700.8 is less; 3.9 % more was published."""
    path, report = tmp_path / "1—9月.csv", tmp_path / "report.docx"
    line = "社会消费品零售总额,亿元,2660.3,2700.8,3.9"
    path.write_text(f"昆明市2025年1—9月主要经济指标\n指标,单位,1—9月累计,上年同期,同比增长（%）\n{line}\n", "utf-8")
    told = ["--data", str(data_folder), "--source", "统计月报", "--by", "李", "--accept-warnings"]
    assert main(["import", str(path), *told]) == 0
    doubt = "公布的同比与两期的数方向相反"
    assert doubt in row_of(html_of(open_page("this-year", lang="zh", period="2025-09")), "retail-sales_kunming")
    assert main(["this-year", "--data", str(data_folder), "--period", "2025-09", "--word", str(report)]) == 0
    told = [cell.text for table in docx.Document(str(report)).tables for row in table.rows for cell in row.cells]
    assert all(doubt in text for text in told if "同比增长 3.9%" in text) and any(doubt in text for text in told)


def test_a_year_without_tasks_is_told_of_in_the_report_and_on_the_slides(data_folder: Path, tmp_path: Path) -> None:
    path, report = tmp_path / "1—10月.csv", tmp_path / "report.docx"
    path.write_text("昆明市2026年1—10月主要经济指标\n指标,单位,1—10月累计\n进出口总额,亿元,1480.66\n", encoding="utf-8")
    told = ["--data", str(data_folder), "--source", "统计月报", "--by", "李", "--accept-warnings"]
    assert main(["import", str(path), *told]) == 0
    assert main(["this-year", "--data", str(data_folder), "--period", "2026-10", "--word", str(report)]) == 0
    (table,) = docx.Document(str(report)).tables
    assert [cell.text for cell in table.rows[1].cells][:3] == [
        "开放与外贸",
        "进出口总额 昆明市",
        "1,480.66 亿元 1—10月",
    ]
    board = replace(data.board(), on=dt.date(2026, 11, 28))
    assert "开放与外贸：进出口总额 1,480.66 亿元 1—10月" in slides_html(Briefing(board, Filters(), "zh"), Links(), None)


def test_nobody_is_the_slowest_in_a_task_read_off_the_path_to_a_far_year(data_folder: Path, tmp_path: Path) -> None:
    path, report = tmp_path / "1—9月.csv", tmp_path / "report.docx"
    path.write_text("昆明市2026年1—9月主要经济指标\n指标,单位,1—9月累计\n地区生产总值,亿元,6312.5\n", encoding="utf-8")
    told = ["--data", str(data_folder), "--source", "统计月报", "--by", "李", "--accept-warnings"]
    assert main(["import", str(path), *told]) == 0
    assert main(["this-year", "--data", str(data_folder), "--period", "2026-09", "--word", str(report)]) == 0
    paper = docx.Document(str(report))
    assert any("欠 32.4 个百分点" in cell.text for row in paper.tables[0].rows for cell in row.cells)
    assert not any("进度最慢" in paragraph.text for paragraph in paper.paragraphs)


def test_another_year_than_the_running_one_says_why(open_page: Opener) -> None:
    html = html_of(open_page("this-year", lang="zh", on="2026-11-21"))
    assert "2026年还没有年内数据，这里是最近有数据的2025年。" in html
    assert "最近有数据的" not in html_of(open_page("this-year", lang="zh", on="2026-11-21", period="2018-10"))


def test_the_indicator_leads_to_its_row_where_parts_of_a_year_are_known(open_page: Opener) -> None:
    def links(indicator: str, region: str) -> list[tuple[str, str]]:
        html = html_of(open_page("indicator", lang="zh", id=indicator, region=region))
        return re.findall(r'<a href="this-year[^"]*period=(\d{4})#([^"]*)">', html)

    assert links("overseas-tourists", "kunming") == [("2018", "row-overseas-tourists-kunming")]
    html = html_of(open_page("this-year", lang="zh", period="2018"))
    assert html.count('id="row-overseas-tourists-kunming"') == 1
    assert links("songhuaba-class", "panlong") == []


def handouts(open_page: Opener, **filters: str) -> list[str]:
    page = open_page("handouts", lang="zh", **filters)
    assert not page.exception
    return [item.proto.label for item in page.get("download_button")]


def test_the_report_of_the_year_is_among_the_hand_outs(demo: Path, open_page: Opener) -> None:
    assert handouts(open_page)[-1] == "下载目标进度通报（Word）"  # and no reminders, for the example has no duties


def test_where_nothing_of_a_year_is_known_there_is_no_report_of_it(open_page: Opener) -> None:
    assert not any("进度通报" in label for label in handouts(open_page, theme="economy"))


def test_tasks_that_fall_due_later_are_told_apart(open_page: Opener) -> None:
    """The plans have 122 targets due in 2025; quadrupling GDP by 2035 asks a step of that year too."""
    told = "当年任务 123 项（当年到期 122 项，以后到期、当年也有进度要求的 1 项）"
    assert told in html_of(open_page("this-year", lang="zh", period="2025-10"))


OF_MONTHS = """指标,地区,时期,数值,单位
城镇化率,昆明市,2025年9月,82.6,%
金融业增加值,昆明市,2025年1—10月,640.24,亿元
大学生留（回）昆人数,昆明市,2025年1—10月,9.12,万人
"""


def test_what_the_words_of_a_row_say_stands_on_the_page(data_folder: Path, tmp_path: Path, open_page: Opener) -> None:
    path = tmp_path / "月度.csv"
    path.write_text(OF_MONTHS, encoding="utf-8")
    told = ["--data", str(data_folder), "--source", "统计月报", "--by", "李", "--accept-warnings"]
    assert main(["import", str(path), *told]) == 0
    html = html_of(open_page("this-year", lang="zh", period="2025-10"))
    assert "82.6% 9月" in row_of(html, "urbanisation_kunming")
    # 640.24 of 1,200 is 53.353 %, ten months are 83.333 %: a fiftieth of a point on this side of 30, and 83.33 − 53.35.
    assert "完成 53.35% 时间 83.33% 欠序时 欠 29.98 个百分点" in row_of(html, "finance-va_kunming")
    # Ten wanted, 9.12 there: 0.88 left, in two months.
    assert "还需 0.88 万人，月均 0.44 万人" in row_of(html, "graduates-to-kunming_kunming")
