"""The staff pages: a file is checked, saved and undone; figures are typed in; what is wrong is said.

Over a second where a file is read in a process of its own, and the page is drawn again after each step.
"""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.delta_generator import DeltaGenerator
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Button, TextInput

from gapboard.intake import limits, readers
from gapboard.kernel.wording import say
from gapboard.ledger import CsvStore, Ledger, Observation
from gapboard.people.rights import NoRight
from tests.pages.conftest import Opener, html_of

# As WPS saves a sheet on a Chinese Windows: GB18030, CRLF, a title with its empty cells, quoted thousands:
# 昆明市主要经济指标 / 指标,单位,2009年,2022年,2023年,2024年 / 地区生产总值,亿元,…
WPS = (
    b"\xc0\xa5\xc3\xf7\xca\xd0\xd6\xf7\xd2\xaa\xbe\xad\xbc\xc3\xd6\xb8\xb1\xea,,,,,\r\n"
    b"\xd6\xb8\xb1\xea,\xb5\xa5\xce\xbb,2009\xc4\xea,2022\xc4\xea,2023\xc4\xea,2024\xc4\xea\r\n"
    b'\xb5\xd8\xc7\xf8\xc9\xfa\xb2\xfa\xd7\xdc\xd6\xb5,\xd2\xda\xd4\xaa,"1,837.46","7,541.37",7900.5,abc\r\n'
)


@pytest.fixture
def staff(open_page: Opener, data_folder: Path) -> Opener:
    """Open a staff page on a copy of the data."""

    return open_page


def ledger(folder: Path) -> list[dict[str, str]]:
    """The rows of the ledger file."""
    with (folder / "actuals.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def period(row: dict[str, str]) -> str:
    """What the rows of one series are put in order by."""
    return row["period"]


def field(app: AppTest, end: str) -> TextInput:
    """The text field whose key ends so."""
    return next(item for item in app.text_input if str(item.key).endswith(end))


def button(app: AppTest, end: str) -> Button:
    """The button whose key ends so."""
    return next(item for item in app.button if str(item.key).endswith(end))


def sign(app: AppTest, source: str = "统计年鉴2026", by: str = "李明") -> AppTest:
    """Fill in what every batch needs; the button sends it along."""
    field(app, ".source").set_value(source)
    field(app, ".by").set_value(by)
    return app


@pytest.mark.parametrize("page", ["import", "enter", "history"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_page_runs(staff: Opener, page: str, language: str) -> None:
    app = staff(page, lang=language)
    assert not app.exception
    assert "gb-staff" in html_of(app)


@pytest.mark.parametrize(("language", "between"), [("zh", "至"), ("en", "to")])
def test_shipped_figures_have_days_and_no_clock(staff: Opener, data_folder: Path, language: str, between: str) -> None:
    """On a server in UTC midnight of Kunming was told as four in the afternoon of the day before."""
    days = sorted(row["recorded_at"][:10] for row in ledger(data_folder))
    html = html_of(staff("history", lang=language))
    assert f"<span>{days[0]} {between} {days[-1]}</span>" in html
    assert "16:00" not in html


def test_a_file_is_checked_saved_and_undone(staff: Opener, data_folder: Path) -> None:
    before = ledger(data_folder)
    app = staff("import")
    app.file_uploader[0].upload("指标.csv", WPS, "text/csv").run()
    assert not app.exception
    html = html_of(app)
    assert "GB18030" in html
    assert "<span>2009年</span><span>总量</span>" in html, "the picture says what a column was taken for"
    # By hand from the ledger: 2009 is not in it, 2022 is 7541.37 already, 2023 is 7864.76, 2024 is no number.
    for tile in ('new"><b>1<', 'changed"><b>1<', 'refused"><b>1<', 'gb-tile unchanged"><b>1<'):
        assert tile in html
    assert "1,837.46 亿元" in html
    assert "7,864.76 亿元" in html
    assert "7,900.5 亿元" in html
    assert "F3 单元格" in html
    assert "abc" in html
    assert [str(item.key).rpartition(".")[2] for item in app.button] == ["good"], (
        "what is refused cannot be saved with it"
    )
    button(app, ".good").click().run()
    assert app.warning[0].value == "填写数据来源后即可保存。"
    field(app, ".source").set_value("统计年鉴2026")
    button(app, ".good").click().run()
    assert app.warning[0].value == "填写录入人姓名后即可保存。"
    assert ledger(data_folder) == before
    sign(app)
    button(app, ".good").click().run()
    assert not app.exception
    rows = ledger(data_folder)[len(before) :]
    assert [(row["period"], row["value"], row["unit"], row["source"], row["recorded_by"]) for row in rows] == [
        ("2009", "1837.46", "亿元", "统计年鉴2026", "李明"),
        ("2023", "7900.5", "亿元", "统计年鉴2026", "李明"),
    ]
    batch = rows[0]["batch"]
    assert batch in html_of(app)
    assert not app.file_uploader[0].value, "ready for the next file"

    app.switch_page("pages/staff/history.py").run()
    assert batch in html_of(app)
    button(app, f"undo.{batch}").click().run()
    assert "将恢复 2 个数" in html_of(app)
    next(item for item in app.button if item.label == "确认撤销").click().run()
    assert not app.exception
    undone = ledger(data_folder)[len(before) + 2 :]
    assert [(row["period"], row["value"]) for row in sorted(undone, key=period)] == [("2009", ""), ("2023", "7864.76")]
    assert button(app, f"undo.{undone[0]['batch']}").label == "恢复", "to undo an undo is to redo"
    button(app, f"undo.{undone[0]['batch']}").click().run()
    assert "将把 2 个数改回撤销之前的样子" in html_of(app)
    next(item for item in app.button if item.label == "确认恢复").click().run()
    assert "已恢复 2 个数" in html_of(app)
    again = ledger(data_folder)[len(before) + 4 :]
    assert [(row["period"], row["value"]) for row in sorted(again, key=period)] == [
        ("2009", "1837.46"),
        ("2023", "7900.5"),
    ]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_value_that_another_saves_meanwhile_is_told(
    staff: Opener, data_folder: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    app = staff("import", lang=language)
    text = "指标,地区,年份,数值,单位\n地区生产总值,昆明市,1990,115.5,亿元\n"
    app.file_uploader[0].upload("新.csv", text.encode(), "text/csv").run()
    sign(app)
    appended, before = CsvStore.append, ledger(data_folder)

    def overtaken(store: CsvStore, rows: list[Observation], **state: Ledger) -> None:
        monkeypatch.setattr(CsvStore, "append", appended)
        store.append([dataclasses.replace(rows[0], value=99.0, recorded_by="王")])
        appended(store, rows, **state)

    monkeypatch.setattr(CsvStore, "append", overtaken)
    button(app, ".all").click().run()
    assert not app.exception
    html = html_of(app)
    assert {"zh": "昆明市 地区生产总值 1990", "en": "Kunming Gross domestic product 1990"}[language] in html
    assert {"zh": "核对时为 —，现为 99 亿元（王", "en": "it was —, it is now 99 亿元 (王"}[language] in html
    assert [row["value"] for row in ledger(data_folder)[len(before) :]] == ["99"]
    app.run()
    assert 'changed"><b>1<' in html_of(app), "compared anew with what the other has saved"


def written_by_another(folder: Path, value: float, by: str = "王芳", minute: int = 0) -> None:
    """Somebody else saves GDP of 2025 while a review of it is open."""
    store = CsvStore(folder / "actuals.csv")
    last = store.read().latest([("kunming", "gdp", "2025")])["kunming", "gdp", "2025"]
    at = dt.datetime(2026, 11, 20, 1, minute, tzinfo=dt.UTC)  # nine in Kunming
    store.append([dataclasses.replace(last, value=value, recorded_by=by, recorded_at=at, batch=f"another-{minute}")])


def typed(app: AppTest, value: str) -> AppTest:
    """GDP of 2025 typed in and checked, with source and name."""
    next(item for item in app.selectbox if item.label == "指标").set_value("gdp")
    field(app, ".year").set_value("2025")
    field(app, ".value").set_value(value)
    next(item for item in app.button if item.label == "核对").click().run()
    return sign(app)


def uploaded(app: AppTest, value: str) -> AppTest:
    """The same from a file."""
    text = f"指标,地区,年份,数值,单位\n地区生产总值,昆明市,2025,{value},亿元\n"
    app.file_uploader[0].upload("新.csv", text.encode(), "text/csv").run()
    return sign(app)


def pasted(app: AppTest, value: str) -> AppTest:
    """The same from a block beside the grid, in an order and with a year that are not the grid's."""
    app.session_state["enter.tab"] = "按文件逐年填写"
    app.run()
    app.text_area[0].set_value(f"\t2025年\t2001年\n地区生产总值（亿元）\t{value}\t\n")
    next(item for item in app.button if item.label == "核对粘贴的表格").click().run()
    return sign(app)


@pytest.mark.parametrize(("page", "enter"), [("enter", typed), ("import", uploaded), ("enter", pasted)])
def test_what_another_writes_into_an_open_review_is_confirmed_first(
    staff: Opener, data_folder: Path, page: str, enter: Callable[[AppTest, str], AppTest]
) -> None:
    before = len(ledger(data_folder))
    app = enter(staff(page), "9000")
    assert not button(app, ".all").disabled
    for minute, (then, now, by) in enumerate([("8,637.45", "8,700", "王芳"), ("8,637.45", "8,800", "赵六")]):
        written_by_another(data_folder, float(now.replace(",", "")), by, minute)
        app.run()  # as the page is by itself when the data have changed
        html = html_of(app)
        told = html[html.index('id="meanwhile"') :]
        assert then in told and now in told and by in told and f"2026-11-20 09:0{minute}" in told
        assert button(app, ".all").disabled, "a tick for one change is none for the next"
        next(item for item in app.checkbox if ".meanwhile." in str(item.key)).check().run()
        assert not button(app, ".all").disabled
    assert len(ledger(data_folder)) == before + 2
    button(sign(app), ".all").click().run()
    assert [row["value"] for row in ledger(data_folder)[before:]] == ["8700", "8800", "9000"]
    assert 'id="meanwhile"' not in html_of(enter(app, "9100")), "what is saved is no news to the next entry"


def test_what_is_not_a_table_is_said_plainly(staff: Opener) -> None:
    app = staff("import")
    app.file_uploader[0].upload("报表.xlsx", b"%PDF-1.7 ...", "application/pdf").run()
    assert not app.exception
    html = html_of(app)
    assert "gb-fault" in html
    assert "报表.xlsx" in html
    assert not [item for item in app.button if item.key and "good" in item.key]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_a_file_waits_for_is_said_at_once(staff: Opener, monkeypatch: pytest.MonkeyPatch, language: str) -> None:
    full = readers.Places(1, 1)
    monkeypatch.setattr(readers, "_places", full)
    monkeypatch.setattr(limits, "WAIT_SECONDS", 0)
    said: list[str] = []
    monkeypatch.setattr(DeltaGenerator, "info", lambda self, text, **more: said.append(text))
    app = staff("import", lang=language)
    with full.place("another", lambda: None):
        app.file_uploader[0].upload("指标.csv", WPS, "text/csv").run()
    assert said[:2] == [say("staff.reads", language), say("staff.waits", language)]
    assert say("fault.readers_busy", language) in html_of(app)
    app.run()
    assert 'new"><b>1<' in html_of(app)
    assert said[-2:] == [say("staff.reads", language), say("staff.checking", language)]


def test_markup_in_a_file_stays_text(staff: Opener) -> None:
    app = staff("import")
    text = "指标,地区,年份,数值\n<img src=x onerror=alert(1)>,昆明市,2023,1\n地区生产总值,昆明市,2023,<script>\n"
    app.file_uploader[0].upload("坏.csv", text.encode(), "text/csv").run()
    assert "&lt;script&gt;" in html_of(app)
    assert "<img" not in html_of(app)


def test_an_unknown_name_is_asked_for_and_remembered(staff: Opener, data_folder: Path) -> None:
    text = "指标,地区,年份,数值,单位\n全市生产规模,昆明市,2009,1837.46,亿元\n".encode()
    app = staff("import")
    app.file_uploader[0].upload("新.csv", text, "text/csv").run()
    name = next(item for item in app.selectbox if "全市生产规模" in item.label)
    name.set_value("gdp")
    (remember,) = (item for item in app.checkbox if item.label == "以后都这样识别")
    assert not remember.value, "what is chosen is a guess about this file"
    remember.check()
    next(item for item in app.button if item.label == "按所选重新核对").click().run()
    assert 'new"><b>1<' in html_of(app)
    sign(app)
    button(app, ".all").click().run()
    assert (data_folder / "aliases.csv").read_text(encoding="utf-8").count("全市生产规模") == 1
    app.file_uploader[0].upload("新2.csv", text.replace(b"2009", b"2010"), "text/csv").run()
    assert 'new"><b>1<' in html_of(app), "not asked for again"


# 昆明城区 is no region of the board, 万圆 no unit that anybody knows, and the headings say nothing.
STRANGE = (
    "什么,哪里,哪年,几何,以何计\n地区生产总值,昆明城区,2009,18374600,万圆\n地区生产总值,昆明市,2010,21203000,万圆\n"
)


def choose(app: AppTest, label: str, value: object) -> None:
    """Set the first list whose label holds ``label``."""
    next(item for item in app.selectbox if label in item.label).set_value(value)


def test_a_shape_told_by_hand_with_its_regions_and_units(staff: Opener, data_folder: Path) -> None:
    before = len(ledger(data_folder))
    app = staff("import")
    app.file_uploader[0].upload("怪.csv", STRANGE.encode(), "text/csv").run()
    assert not app.exception
    assert "看不懂“几何”这一列" in html_of(app), "what a heading does not say is asked for"
    for column, role in enumerate(("indicator", "region", "year", "value", "unit"), 1):
        choose(app, "要更正的列", column)
        app.run()
        choose(app, "内容", role)
        app.run()
    assert not app.exception
    html = html_of(app)
    for words in ("指标", "地区", "年份", "单位"):
        assert f'label"><span class="chip"><span>{words}</span></span>' in html
    assert "表1 · 第 2–3 行" in html
    choose(app, "地区“昆明城区”（第 2 行）", "kunming")
    unit = next(item for item in app.selectbox if "计量单位“万圆”" in item.label)
    assert "万元（1 万元 = 0.0001 亿元）" in unit.options
    assert not [option for option in unit.options if "美元" in option]
    unit.set_value("万元")
    for keep in app.checkbox:
        if ".keep." in str(keep.key):
            keep.check()
    next(item for item in app.button if item.label == "按所选重新核对").click().run()
    assert "1,837.46 亿元" in html_of(app)
    sign(app)
    button(app, ".all").click().run()
    assert [(row["region"], row["period"], row["value"]) for row in ledger(data_folder)[before:]] == [
        ("kunming", "2009", "1837.46"),
        ("kunming", "2010", "2120.3"),
    ]
    with (data_folder / "aliases.csv").open(encoding="utf-8", newline="") as file:
        kept = {(row["kind"], row["text"], row["id"]) for row in csv.DictReader(file)}
    assert kept == {("region", "昆明城区", "kunming"), ("unit", "万圆", "万元")}


def test_a_fraction_is_read_as_per_cent_by_one_click(staff: Opener) -> None:
    app = staff("import")
    text = "指标,2009年\n常住人口城镇化率（%）,0.645\n"
    app.file_uploader[0].upload("率.csv", text.encode(), "text/csv").run()
    choose(app, "文件没有写明地区", "kunming")
    app.run()
    button(app, ".per-cent").click().run()
    assert not app.exception
    html = html_of(app)
    assert "64.5 %" in html or "64.5%" in html
    assert "按您的选择读数：“0.645” → 64.5%" in html
    assert not [item for item in app.button if str(item.key).endswith(".per-cent")]


def test_two_readings_are_both_shown_and_one_is_chosen(staff: Opener) -> None:
    app = staff("import")
    text = "指标,地区,单位,2009年\n地区生产总值,昆明市,亿元,0.18万\n"
    app.file_uploader[0].upload("万.csv", text.encode(), "text/csv").run()
    (radio,) = app.radio
    assert radio.options == ["0.18万元 = 0.000018 亿元", "0.18万亿元 = 1800 亿元"]
    assert not [item for item in app.button if str(item.key).endswith((".all", ".good"))]
    radio.set_value("0.18万亿元")
    next(item for item in app.button if item.label == "按所选重新核对").click().run()
    assert "1,800 亿元" in html_of(app)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "board.example"])
def test_saving_is_off_where_others_can_reach_the_server(
    staff: Opener, data_folder: Path, monkeypatch: pytest.MonkeyPatch, host: str
) -> None:
    monkeypatch.setenv("GAPBOARD_HOST", host)
    before = ledger(data_folder)
    app = staff("import")
    assert app.warning[0].value == NoRight("elsewhere").text("zh")
    assert not app.file_uploader, "what cannot be saved is not read either"
    assert not app.button
    assert ledger(data_folder) == before


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_bounds_of_a_file_are_said_before_one_is_chosen(staff: Opener, language: str) -> None:
    (told,) = (item.value for item in staff("import", lang=language).caption if "50 MB" in item.value)
    assert all(bound in told for bound in ("50,000,000", "4,000,000", "1,500,000"))
