"""The import page: a picture of what was understood, corrections that are read at once, one question for one cause.

Over a second where a file is read in a process of its own, and again after each correction.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

import openpyxl
from streamlit.testing.v1 import AppTest

from gapboard.kernel.wording import say
from tests.pages.conftest import Opener, html_of
from tests.pages.test_staff import button, choose, ledger, sign, staff

__all__ = ["staff"]

MONTHLY = (
    "昆明市2024年主要经济指标,,,,,\n指标,单位,9月,9月,1-9月累计,1-9月累计\n,,绝对额,同比增长(%),绝对额,同比增长(%)\n"
    "金融业增加值,亿元,41.33,1.5,700,1.1\n"
)


def uploaded(app: AppTest, name: str, data: bytes) -> AppTest:
    app.file_uploader[0].upload(name, data, "").run()
    assert not app.exception
    return app


def workbook(sheets: dict[str, Sequence[Sequence[object]]], hidden: Sequence[str] = ()) -> bytes:
    book = openpyxl.Workbook()
    for number, (name, rows) in enumerate(sheets.items()):
        sheet = book.active if number == 0 else book.create_sheet()
        assert sheet is not None
        sheet.title = name
        for row in rows:
            sheet.append(list(row))
        if name in hidden:
            sheet.sheet_state = "hidden"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def chips(app: AppTest) -> list[str]:
    """What each column was taken for."""
    html = html_of(app)
    rows = html.split('<span class="chip">')[1:]
    return [
        " ".join(part.split("</span>")[0] for part in row.split("</span></span>")[0].split("<span>")[1:])
        for row in rows
    ]


def correct(app: AppTest, column: int, label: str, value: object) -> None:
    choose(app, "要更正的列", column)
    app.run()
    choose(app, label, value)
    app.run()
    assert not app.exception


def undo(app: AppTest) -> list[str]:
    return [item.label for item in app.button if item.label.startswith("撤销")]


def test_a_dash_is_no_value_and_not_the_same_as_on_record(staff: Opener) -> None:
    table = "昆明市2024年主要经济指标\n指标,单位,1-9月累计,同比增长(%)\n金融业增加值,亿元,700,—\n"
    html = html_of(uploaded(staff("import"), "表.csv", table.encode()))
    assert say("reading.cell.blank", "zh") in html
    assert say("reading.cell.unchanged", "zh") not in html
    assert 'unchanged"><b>1<' not in html


def test_a_month_is_seen_to_be_a_month_with_the_cell_that_said_so(staff: Opener) -> None:
    app = uploaded(staff("import"), "月报.csv", MONTHLY.encode())
    assert chips(app) == [
        "指标", "单位", "2024年9月 总量", "2024年9月 增速 %", "2024年1—9月 总量", "2024年1—9月 增速 %",
    ]  # fmt: skip
    html = html_of(app)
    trace = html.split('id="trace-1-4"')[1].split("</table>")[0]
    for said in (
        "A4“金融业增加值”（行标题）",
        "C2“9月”（列表头）",
        "A1“昆明市2024年主要经济指标”（表上文字）",
        "B4“亿元”（行标题）",
    ):
        assert said in trace
    review = html.split('id="review"')[1]
    # The month in one cell, the year in another: both are named.
    both = "E2“1-9月累计”（列表头）、A1“昆明市2024年主要经济指标”（表上文字）"
    assert f"2024年1—9月<small>{both}</small>" in review


def test_a_change_and_a_column_of_kinds_can_be_told(staff: Opener) -> None:
    text = "昆明市2024年主要经济指标,,,\n指标,甲,乙,单位\n金融业增加值,绝对量,700,亿元\n"
    app = uploaded(staff("import"), "月报.csv", text.encode())
    correct(app, 2, "内容", "kind")
    correct(app, 3, "内容", "value")
    assert chips(app)[1] == "数的类别"
    correct(app, 3, "总量或增速", "change")
    assert chips(app)[2] == "未采用：增减额"


def test_five_corrections_in_a_row_and_each_taken_back(staff: Opener, data_folder: Path) -> None:
    before = len(ledger(data_folder))
    app = uploaded(staff("import"), "月报.csv", MONTHLY.encode())
    found = chips(app)
    correct(app, 3, "时段", (1, 9))
    correct(app, 3, "年份", 2023)
    correct(app, 4, "内容", "nothing")
    correct(app, 6, "总量或增速", "plan")
    correct(app, 5, "时段", (1, 12))
    assert chips(app) == ["指标", "单位", "2023年1—9月 总量", "未使用", "2024年 总量", "未采用：计划数"]
    assert undo(app) == [
        "撤销：表1 C 列时期 → 2023年1—9月",
        "撤销：表1 D 列内容 → 不读",
        "撤销：表1 F 列总量或增速 → 计划数",
        "撤销：表1 E 列时期 → 2024年",
    ]
    next(item for item in app.button if "D 列" in item.label).click().run()
    assert chips(app)[3] == found[3], "what was taken back is found again"
    next(item for item in app.button if item.label == "全部撤销").click().run()
    assert chips(app) == found and not undo(app)
    correct(app, 5, "时段", (1, 12))
    for column in (3, 4, 6):
        correct(app, column, "内容", "nothing")
    # 788.75 of 2025 on record is 12.7 % more, and its published growth is 2.5 %.
    next(item for item in app.checkbox if "逐一核对" in item.label).check().run()
    sign(app)
    button(app, ".all").click().run()
    rows = [(row["indicator"], row["period"], row["value"]) for row in ledger(data_folder)[before:]]
    assert rows == [("finance-va", "2024", "700")]


def test_a_correction_against_the_file_and_what_it_moves_wait_for_a_tick(staff: Opener, data_folder: Path) -> None:
    text = "昆明市主要经济指标,,,\n指标,2023年,2024年,增长（%）\n金融业增加值（亿元）,900,912,1.3\n"
    before = len(ledger(data_folder))
    app = uploaded(staff("import"), "表.csv", text.encode())
    correct(app, 3, "年份", 2022)
    assert "更正别的列以后，这里由“2024”变成了“2023”" in html_of(app)
    correct(app, 3, "地区", "panlong")
    assert "文件写的是“昆明市”，您选的是“盘龙区”" in html_of(app)
    sign(app)
    button(app, ".all").click().run()
    assert len(ledger(data_folder)) == before, "nothing is saved before somebody says that it is right"


def test_a_year_alone_is_no_period_until_its_part_is_said(staff: Opener) -> None:
    app = uploaded(staff("import"), "表.csv", "昆明市指标,,\n指标,单位,甲\n地区生产总值,亿元,7000\n".encode())
    correct(app, 3, "总量或增速", "level")
    assert "时期不明" in chips(app)[2]
    correct(app, 3, "年份", 2019)
    assert "时期不明" in chips(app)[2], "a year chosen is not yet the whole year"
    correct(app, 3, "时段", (1, 6))
    assert chips(app)[2].startswith("2019年1—6月")


def test_sheets_are_told_and_keep_their_corrections(staff: Opener) -> None:
    rows: list[list[object]] = [["指标", "单位", "2023年", "2024年"], ["地区生产总值", "亿元", 7000, 7100]]
    data = workbook({"旧稿": rows, "昆明市": rows, "盘龙区": rows}, hidden=["旧稿"])
    app = uploaded(staff("import"), "三表.xlsx", data)
    assert "读的是工作表“昆明市”；没有读：旧稿（隐藏）、盘龙区。" in [item.value for item in app.caption]
    correct(app, 3, "内容", "nothing")
    choose(app, "工作表", "盘龙区")
    app.run()
    assert chips(app)[2] == "2023年 总量" and not undo(app)
    choose(app, "工作表", "昆明市")
    app.run()
    assert chips(app)[2] == "未使用" and len(undo(app)) == 1


def test_hidden_columns_are_told_and_taken_when_wanted(staff: Opener) -> None:
    data = workbook({"昆明市": [["指标", "单位", "2023年", "2024年"], ["地区生产总值", "亿元", 7000, 7100]]})
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book.active is not None
    book.active.column_dimensions["C"].hidden = True
    file = io.BytesIO()
    book.save(file)
    app = uploaded(staff("import"), "隐藏.xlsx", file.getvalue())
    assert chips(app)[2] == "隐藏的列，没有读"
    (wanted,) = [item for item in app.checkbox if item.label == "也读隐藏的行列"]
    wanted.check().run()
    assert chips(app)[2] == "2023年 总量"
    next(item for item in app.checkbox if item.label == "也读隐藏的行列").uncheck().run()
    assert chips(app)[2] == "隐藏的列，没有读"


def test_a_block_is_cut_in_two_and_units_differ_by_line(staff: Opener) -> None:
    upper = "表一,,单位：亿元\n指标,2022年,2023年\n地区生产总值,7000,7100\n"
    text = upper + "表二,,单位：万元\n服务贸易进出口额,567420,580120\n"
    app = uploaded(staff("import"), "昆明市.csv", text.encode())
    assert chips(app)[1] == "2022年 总量 单位各段不同"
    next(item for item in app.number_input if item.label.startswith("从哪一行另起")).set_value(4).run()
    assert not app.exception
    assert html_of(app).count("<caption>") == 2
    next(item for item in app.number_input if item.label == "数据首行").set_value(9).run()
    assert html_of(app).count("<caption>") == 2, "borders that cross are not taken"
    assert [item.value for item in app.warning] == ["没有更正：表头应在数据之上，首行（列）应在末行（列）之前。"]
    next(item for item in app.button if item.label.startswith("撤销")).click().run()
    assert html_of(app).count("<caption>") == 1


def test_many_districts_are_one_question_and_never_one_region(staff: Opener) -> None:
    districts = ["五华区", "官渡区", "西山区", "东川区", "呈贡区"]
    text = "地区,指标,单位,2023年\n" + "".join(f"{name},地区生产总值,亿元,100\n" for name in ("昆明市", *districts))
    app = uploaded(staff("import"), "区县.csv", text.encode())
    (question,) = [item for item in app.selectbox if "5 个地区不在看板上" in item.label]
    assert question.options == ["这 5 个都不导入", "逐个选择"]
    refused = html_of(app).split('gb-section refused"')[1].split("</table>")[0]
    assert refused.count("<tr>") == 2, "said once"
    assert "A3、A4、A5 等 5 处" in refused
    question.set_value("one by one")
    next(item for item in app.button if item.label == "按所选重新核对").click().run()
    assert [item.label for item in app.selectbox if item.label.startswith("地区“")] == [f"地区“{n}”" for n in districts]
    next(item for item in app.selectbox if item.label == "地区“五华区”").set_value("")
    next(item for item in app.button if item.label == "按所选重新核对").click().run()
    assert "按您的选择，有 1 个数不导入。" in html_of(app)


def test_a_sheet_without_a_table_is_shown_and_its_headings_can_be_told(staff: Opener) -> None:
    app = uploaded(staff("import"), "通知.csv", "会议通知,\n各有关单位：,\n请于月底前报送,\n".encode())
    assert "没有找到带指标、时期的表头" in html_of(app)
    next(item for item in app.number_input if item.label == "表头首行").set_value(2).run()
    assert not app.exception
    assert undo(app) == ["撤销：表1表头首行 → 2"]
