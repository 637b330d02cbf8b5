"""Entry by hand: what stands on the page is what is checked and saved, and nothing of it is lost.

Over a second where the page with all its boxes is drawn again after each figure that is typed.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from streamlit.runtime.scriptrunner_utils.exceptions import RerunException
from streamlit.runtime.scriptrunner_utils.script_requests import RerunData
from streamlit.testing.v1 import AppTest

from components.staff import past, saved
from gapboard.intake.period import read_period
from gapboard.ledger import CsvStore
from gapboard.people.rights import Accounts, Role, operator
from gapboard.people.rights.records import Granted
from gapboard.people.rights.signin import sign_in
from tests.pages.conftest import Opener, html_of, visit_from
from tests.pages.test_rights import PASSWORD
from tests.pages.test_staff import button, field, ledger, sign, staff, written_by_another

__all__ = ["staff"]

Edit = dict[tuple[str, str], str | None]
GDP = "地区生产总值"
KEY = ("kunming", "gdp", "2025")
RATE = ("gdp-growth", "kunming", "2025")


def fill(app: AppTest, value: str, *, indicator: str = "gdp", year: str = "2014") -> AppTest:
    """The fields filled in and checked."""
    next(item for item in app.selectbox if item.label in ("指标", "Indicator")).set_value(indicator)
    field(app, ".year").set_value(year)
    field(app, ".value").set_value(value)
    return button(app, ".check").click().run()


def save(app: AppTest) -> AppTest:
    """Source and name, and the button."""
    return button(sign(app), ".all").click().run()


@pytest.mark.parametrize(("language", "label"), [("zh", "时期"), ("en", "Period")])
def test_the_field_of_the_period_says_what_it_takes(staff: Opener, language: str, label: str) -> None:
    """Years, months and spans, each example one that is read; the one within the field is short enough for it."""
    asked = field(staff("enter", lang=language), ".year")
    assert asked.label == label
    wide = sum(2 if ord(char) > 0x2000 else 1 for char in asked.placeholder)
    assert wide <= 18 and read_period(asked.placeholder.removeprefix("如：")).period == "2025-01/2025-09"
    told = [read_period(text).period for text in re.findall("20[0-9年月—/-]*", asked.help)]
    assert told == ["2025", "2025-09", "2025-01/2025-09"]


class Grid:
    """The grid's editor, for the headless app has none: cells by indicator and year, as somebody has typed them."""

    def __init__(self, staff: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
        self._staff = staff
        self.cells: Edit = {}
        self.shown = pd.DataFrame()
        monkeypatch.setattr("streamlit.data_editor", self._edited)

    def _edited(self, table: pd.DataFrame, **_: object) -> pd.DataFrame:
        self.shown = table
        result = table.copy()
        for (name, year), text in self.cells.items():
            places = table.index[table.iloc[:, 0] == name]
            if len(places) and year in table:
                result.at[places[0], year] = text
        return result

    def open(self, **parameters: str) -> AppTest:
        app = self._staff("enter", **parameters)
        app.session_state["enter.tab"] = "A document's years" if parameters.get("lang") == "en" else "按文件逐年填写"
        return app.run()

    def type(self, app: AppTest, cells: Edit) -> AppTest:
        """Type over cells, as the browser then keeps them until the editor is drawn anew."""
        self.cells = cells
        return app.run()

    def cell(self, name: str, year: str) -> str:
        place = self.shown.index[self.shown.iloc[:, 0] == name][0]
        return str(self.shown.at[place, year])


@pytest.fixture
def grid(staff: Opener, data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Grid:
    return Grid(staff, monkeypatch)


def clicked_again(app: AppTest) -> RerunData:
    """What the browser sends for the second click of two: the button is pressed, and the page is the same."""
    return RerunData(widget_states=app._tree.get_widget_states(), page_script_hash=app._page_hash)


def gdp_of_2025(folder: Path) -> dict[str, str]:
    """Kunming's, as the ledger has it."""
    (row,) = (row for row in ledger(folder) if (row["region"], row["indicator"], row["period"]) == KEY)
    assert (row["value"], row["obs_status"]) == ("8637.45", "B")
    return row


# What is seen is what is saved


def test_one_figure_by_hand(staff: Opener, data_folder: Path) -> None:
    before = len(ledger(data_folder))
    app = fill(staff("enter"), "3712.99亿元")
    assert "3,712.99 亿元" in html_of(app)
    app = save(app)
    (row,) = ledger(data_folder)[before:]
    assert (row["region"], row["indicator"], row["period"], row["value"]) == ("kunming", "gdp", "2014", "3712.99")
    assert "昆明市 地区生产总值 2014：没有数据 → 3,712.99 亿元" in html_of(app), "which figure was saved"


def test_a_figure_changed_after_the_check_is_checked_again_and_not_saved_unseen(
    staff: Opener, data_folder: Path
) -> None:
    before = len(ledger(data_folder))
    app = fill(staff("enter"), "3712.99")
    old = button(app, ".all")
    field(app, ".value").set_value("3800")
    sign(app)
    old.click().run()  # the button that stood under the review of 3712.99
    assert len(ledger(data_folder)) == before
    html = html_of(app)
    assert "3,800 亿元" in html and "3,712.99" not in html
    assert "内容改过，已按上面的最新内容重新核对，尚未保存。" in [item.value for item in app.caption]
    save(app)
    assert [row["value"] for row in ledger(data_folder)[before:]] == ["3800"]


def test_what_is_missing_is_said_when_the_button_is_pressed(staff: Opener, data_folder: Path) -> None:
    """A button that waits for a field to be left takes two clicks."""
    before = len(ledger(data_folder))
    app = fill(staff("enter"), "3712.99")
    assert not button(app, ".all").disabled
    button(app, ".all").click().run()
    assert app.warning[0].value == "填写数据来源后即可保存。"
    assert len(ledger(data_folder)) == before


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_second_click_saves_nothing_more_and_says_what_is_saved(
    staff: Opener, data_folder: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    """The second click interrupts the run of the first, just after it has written."""
    before = len(ledger(data_folder))
    app = sign(fill(staff("enter", lang=language), "3712.99"))
    forgets = saved.forget

    def interrupted(slot: str) -> None:
        monkeypatch.setattr(saved, "forget", forgets)
        raise RerunException(again)

    monkeypatch.setattr(saved, "forget", interrupted)
    pressed = button(app, ".all").click()
    again = clicked_again(app)
    pressed.run()
    assert not app.exception
    assert [row["value"] for row in ledger(data_folder)[before:]] == ["3712.99"]
    html = html_of(app)
    assert {"zh": "已保存 1 个数", "en": "Saved (figures: 1)"}[language] in html
    assert 'id="meanwhile"' not in html, "nobody else has changed anything"


def test_a_second_click_on_undo_undoes_once(staff: Opener, data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = save(fill(staff("enter"), "3712.99"))
    before = ledger(data_folder)
    app.switch_page("pages/staff/history.py").run()
    button(app, f"undo.{before[-1]['batch']}").click().run()
    answers = past._answered

    def interrupted() -> None:
        monkeypatch.setattr(past, "_answered", answers)
        raise RerunException(again)

    monkeypatch.setattr(past, "_answered", interrupted)
    pressed = next(item for item in app.button if item.label == "确认撤销").click()
    again = clicked_again(app)
    pressed.run()
    assert not app.exception
    assert len(ledger(data_folder)) == len(before) + 1
    assert "已撤销，恢复 1 个数" in html_of(app)


def test_the_source_stays_for_the_next_figure(staff: Opener, data_folder: Path) -> None:
    app = fill(staff("enter"), "3712.99")
    sign(app)
    field(app, ".url").set_value("https://example.org/nj")
    button(app, ".all").click().run()
    fill(app, "3999", year="2015")
    assert [field(app, name).value for name in (".source", ".url", ".by")] == [
        "统计年鉴2026",
        "https://example.org/nj",
        "李明",
    ]
    button(app, ".all").click().run()
    assert [row["source"] for row in ledger(data_folder)[-2:]] == ["统计年鉴2026"] * 2


# Status and note


def test_what_is_known_of_a_figure_stands_in_the_fields_and_stays_unless_changed(
    staff: Opener, data_folder: Path
) -> None:
    """By hand from the ledger: GDP of 2025 is 8637.45, B, with a note."""
    known = gdp_of_2025(data_folder)
    app = fill(staff("enter"), "8700", year="2025")
    assert "现有：8,637.45 亿元，B 口径变动" in html_of(app)
    assert field(app, ".note").value == known["note"] != ""
    save(app)
    row = ledger(data_folder)[-1]
    assert (row["value"], row["obs_status"], row["note"]) == ("8700", "B", known["note"])

    app = fill(app, "8700", year="2025")
    next(item for item in app.selectbox if item.label == "数据状态").set_value("A")
    field(app, ".note").set_value("年鉴核定").run()
    html = html_of(app)
    assert "8,700 亿元<small>B 口径变动；备注：" in html
    assert "8,700 亿元<small>A 正式数；备注：年鉴核定" in html
    button(app, ".all").click().run()
    row = ledger(data_folder)[-1]
    assert (row["value"], row["obs_status"], row["note"]) == ("8700", "A", "年鉴核定")


def test_a_note_written_before_the_year_is_not_overwritten(staff: Opener) -> None:
    app = staff("enter")
    field(app, ".note").set_value("我的备注").run()
    app = fill(app, "8700", year="2025")
    assert field(app, ".note").value == "我的备注"


def test_the_grid_keeps_status_and_note(grid: Grid, data_folder: Path) -> None:
    known = gdp_of_2025(data_folder)
    app = grid.type(grid.open(), {(GDP, "2025"): "8700"})
    save(app)
    row = ledger(data_folder)[-1]
    assert (row["value"], row["obs_status"], row["note"]) == ("8700", "B", known["note"])


# What is typed and cannot be taken as it is


def test_a_multiple_in_a_figure_is_asked_about_and_answered_on_the_page(staff: Opener, data_folder: Path) -> None:
    app = fill(staff("enter"), "1200万")
    (radio,) = app.radio
    assert radio.options == ["1200万元 = 0.12 亿元", "1200万亿元 = 12000000 亿元"]
    assert not [item for item in app.button if str(item.key).endswith((".all", ".good"))]
    radio.set_value("1200万元").run()
    assert "0.12 亿元" in html_of(app)
    assert not app.radio
    next(item for item in app.checkbox if str(item.key).endswith(".checked")).check().run()  # it is very little
    save(app)
    assert ledger(data_folder)[-1]["value"] == "0.12"


@pytest.mark.parametrize("text", ["nan", "—"])
def test_what_is_no_figure_is_told(staff: Opener, grid: Grid, text: str) -> None:
    for app in (fill(staff("enter"), text, year="2025"), grid.type(grid.open(), {(GDP, "2025"): text})):
        assert f"“{text}”不是数，表示没有数值，什么也不会录入" in html_of(app)
        assert not [item for item in app.button if str(item.key).endswith((".all", ".good"))]


# The grid


def test_a_document_s_years_by_hand(grid: Grid, data_folder: Path) -> None:
    before = len(ledger(data_folder))
    app = grid.open()
    assert list(grid.shown.columns[2:]) == ["2022", "2023", "2024", "2025"], "the plan's period and the year before"
    assert grid.cell(GDP, "2023") == "7864.76"
    app = grid.type(app, {(GDP, "2023"): "7900"})
    assert "7,900 亿元" in html_of(app)
    save(app)
    (row,) = ledger(data_folder)[before:]
    assert (row["indicator"], row["period"], row["value"]) == ("gdp", "2023", "7900")


def test_a_document_s_months_of_a_year_by_hand(grid: Grid, data_folder: Path) -> None:
    """Up to September an amount is of nine months, and what stands is of the month's end."""
    before = len(ledger(data_folder))
    app = grid.open()
    next(box for box in app.selectbox if (box.key or "").startswith("grid.within")).select("2025").run()
    assert list(grid.shown.columns[2:]) == [f"2025-{month:02}" for month in range(1, 12)]
    assert grid.cell("经营主体户数", "2025-10") == "187.5"
    app = grid.type(app, {(GDP, "2025-09"): "6100.5", (GDP, "2025-01"): "650"})
    save(app)
    save(grid.type(app, {("经营主体户数", "2025-11"): "187.6"}))
    rows = {(row["indicator"], row["period"]): row["value"] for row in ledger(data_folder)[before:]}
    assert rows == {
        ("gdp", "2025-01"): "650",
        ("gdp", "2025-01/2025-09"): "6100.5",
        ("business-entities", "2025-11"): "187.6",
    }


def test_what_is_typed_into_the_grid_is_there_again(grid: Grid) -> None:
    app = grid.type(grid.open(), {(GDP, "2023"): "7900", ("经济首位度", "2024"): ""})
    grid.cells = {}  # the editor forgets as soon as it is not drawn
    documents = next(item for item in app.selectbox if item.label == "文件")
    documents.set_value(documents.options[1]).run()
    assert "三年行动方案·昆明市 1 个" in app.info[0].value
    app.session_state["enter.tab"] = "录入一个数"
    app.run()
    app.session_state["enter.tab"] = "按文件逐年填写"
    app.run()
    assert app.info, "still there, and still elsewhere"
    documents = next(item for item in app.selectbox if item.label == "文件")
    documents.set_value(documents.options[0]).run()
    assert grid.cell(GDP, "2023") == "7900"
    app.query_params["lang"] = "en"
    app.run()
    assert grid.cell("Gross domestic product", "2023") == "7900"
    assert "790 bn yuan" in html_of(app)
    next(item for item in app.button if item.label.startswith("Discard what is changed in the grid")).click().run()
    assert grid.cell("Gross domestic product", "2023") == "7864.76"


def test_names_and_headings_in_the_grid_refuse_the_whole_of_it(grid: Grid) -> None:
    """A block pasted with its heading by position: each figure is a row too low, and looks right by itself."""
    app = grid.open()
    first, second = grid.shown.iloc[:2, 0]
    cells: Edit = {(first, "2024"): "2024年", (first, "2025"): "2025年"}
    cells |= {(second, "2024"): "8275.22", (second, "2025"): "8637.45"}
    app = grid.type(app, cells)
    assert "2024年" in app.error[0].value
    assert 'id="review"' not in html_of(app)
    assert not [item for item in app.button if str(item.key).endswith((".all", ".good"))]


def test_a_block_without_names_is_refused_with_a_word(grid: Grid) -> None:
    app = grid.open(lang="en")
    app.text_area[0].set_value("2024\t2025\n8275.22\t8637.45\n")
    next(item for item in app.button if item.label == "Check the pasted table").click().run()
    assert "no names of indicators" in app.warning[0].value
    assert 'id="review"' not in html_of(app)


def test_what_is_typed_is_still_there_beside_a_block(grid: Grid, data_folder: Path) -> None:
    """A block that cannot be read hid what was typed into the grid, and what would be thrown away was not said."""
    before = len(ledger(data_folder))
    app = grid.type(grid.open(), {(GDP, "2023"): "7900"})
    app.text_area[0].set_value("2024\t2025\n8275.22\t8637.45\n")
    next(item for item in app.button if item.label == "核对粘贴的表格").click().run()
    assert "没有指标名称" in app.warning[0].value
    assert "7,900 亿元" in html_of(app)
    discards = ["放弃粘贴的表格", "放弃表格中没有保存的改动（1 格）"]
    assert [item.label for item in app.button if "放弃" in item.label] == discards
    save(app)
    assert [row["value"] for row in ledger(data_folder)[before:]] == ["7900"]

    app = grid.type(app, {(GDP, "2024"): "8300"})
    app.text_area[0].set_value("指标\t2001年\n地区生产总值（亿元）\t673.06\n")
    next(item for item in app.button if item.label == "核对粘贴的表格").click().run()
    assert "673.06 亿元" in html_of(app)
    assert any("另有 1 格改动没有保存" in item.value for item in app.info), "one review at a time"
    next(item for item in app.button if item.label == "放弃粘贴的表格").click().run()
    assert "8,300 亿元" in html_of(app)


def test_a_misplaced_block_can_be_thrown_away_at_once(grid: Grid) -> None:
    app = grid.open()
    first, second = grid.shown.iloc[:2, 0]
    app = grid.type(app, {(first, "2024"): "2024年", (first, "2025"): "2025年", (second, "2025"): "8637.45"})
    assert app.error
    grid.cells = {}
    next(item for item in app.button if item.label == "放弃表格中没有保存的改动（3 格）").click().run()
    assert not app.error


def test_what_is_doubtful_stands_as_it_was_typed(staff: Opener) -> None:
    """By hand: 0.41万亿元 is 4100 亿元, less than half of the 8637.45 that is known."""
    html = html_of(fill(staff("enter"), "0.41万亿元", year="2025"))
    doubts = html[html.index("gb-section doubts") :]
    assert '<td class="found">0.41万亿元</td>' in doubts
    assert '<td class="found">4100</td>' not in html


def test_a_figure_is_held_against_the_growth_of_the_year_after(staff: Opener, data_folder: Path) -> None:
    """8637.45 of 2025 after 9400 would be −8.1 %; the growth published of 2025 is above nought."""
    (growth,) = (float(r["value"]) for r in ledger(data_folder) if (r["indicator"], r["region"], r["period"]) == RATE)
    html = html_of(fill(staff("enter"), "9400", year="2024"))
    assert growth > 0 and "8637.45" in html[html.index("gb-section doubts") :] and "方向相反" in html


def test_a_grey_button_says_why(grid: Grid, data_folder: Path) -> None:
    """One figure cannot be taken and the other is far from the year before: nothing is good before a tick."""
    before = len(ledger(data_folder))
    app = grid.type(grid.open(), {(GDP, "2023"): "7,9,00", (GDP, "2025"): "4.1"})
    assert button(app, ".good").disabled
    why = "能保存的数都须核对：逐一核对并勾选上面一项，就可以保存。"
    assert why in [item.value for item in app.caption]
    next(item for item in app.checkbox if str(item.key).endswith(".checked")).check().run()
    assert why not in [item.value for item in app.caption]
    button(sign(app), ".good").click().run()
    assert [row["value"] for row in ledger(data_folder)[before:]] == ["4.1"]


def test_a_figure_of_a_year_that_is_not_over_is_preliminary(staff: Opener, data_folder: Path) -> None:
    year = dt.date.today().year
    for period, value, status in ((f"{year}年1—9月", "6700", "P"), (str(year), "9000", "P"), ("2014", "3712.99", "A")):
        app = fill(staff("enter"), value, year=period)
        assert next(item for item in app.selectbox if item.label == "数据状态").value == status
        tick = [item for item in app.checkbox if str(item.key).endswith(".checked")]
        if tick:
            tick[0].check().run()
        save(app)
        assert ledger(data_folder)[-1]["obs_status"] == status


def test_emptied_cells_are_withdrawn_only_where_that_is_ticked(grid: Grid, data_folder: Path) -> None:
    before = len(ledger(data_folder))
    app = grid.type(grid.open(), {(GDP, "2023"): None, (GDP, "2024"): None, (GDP, "2025"): "8700"})
    assert "清空的格" in html_of(app)
    assert button(app, ".all").label == "全部保存（1 个数）"
    (tick,) = (item for item in app.checkbox if "撤回以上 2 个数" in item.label)
    assert not tick.value
    app = save(app)
    assert [row["value"] for row in ledger(data_folder)[before:]] == ["8700"]
    grid.cells = {}
    app.run()
    assert grid.cell(GDP, "2023") == "", "what was not withdrawn is still as it was typed"
    next(item for item in app.checkbox if "撤回以上 2 个数" in item.label).check().run()
    html = html_of(app)
    assert "撤回（保存后没有数据）" in html
    assert 'withdrawn"><b>2<' in html
    assert button(app, ".all").label == "全部保存（撤回 2 个数）"
    app = save(app)
    assert "已保存 撤回 2 个数" in html_of(app)
    gone = ledger(data_folder)[before + 1 :]
    assert sorted((row["period"], row["value"], row["unit"]) for row in gone) == [
        ("2023", "", "亿元"),
        ("2024", "", "亿元"),
    ]


def test_a_tick_for_some_withdrawals_is_none_for_others(grid: Grid) -> None:
    app = grid.type(grid.open(), {(GDP, "2023"): None})
    next(item for item in app.checkbox if "撤回" in item.label).check().run()
    app = grid.type(app, {(GDP, "2023"): None, (GDP, "2024"): None})
    assert [item.value for item in app.checkbox if "撤回" in item.label] == [False]


def test_a_withdrawal_says_which_statuses_change(grid: Grid) -> None:
    app = grid.open()
    names = list(grid.shown.iloc[:, 0])
    app = grid.type(app, {(name, year): None for name in names for year in ("2024", "2025")})
    next(item for item in app.checkbox if "撤回" in item.label).check().run()
    html = html_of(app)
    assert "看板上将变化的状态" in html
    assert "撤回（保存后没有数据）" in html


def test_the_same_figure_saved_by_another_is_told(grid: Grid, data_folder: Path) -> None:
    before = len(ledger(data_folder))
    app = grid.type(grid.open(), {(GDP, "2025"): "8700"})
    written_by_another(data_folder, 8700.0, "王芳")
    app.run()
    assert any("王芳 已于 北京时间 2026-11-20 09:00 保存了同样的数" in item.value for item in app.info)
    assert len(ledger(data_folder)) == before + 1
    assert not [item for item in app.button if str(item.key).endswith((".all", ".good"))]


def test_another_figure_saved_by_another_is_confirmed_first(grid: Grid, data_folder: Path) -> None:
    app = grid.type(grid.open(), {(GDP, "2025"): "9000"})
    written_by_another(data_folder, 8700.0, "王芳")
    app.run()
    assert "王芳" in html_of(app)
    assert button(app, ".all").disabled
    next(item for item in app.checkbox if ".meanwhile." in str(item.key)).check().run()
    save(app)
    assert ledger(data_folder)[-1]["value"] == "9000"


def test_a_bound_in_the_ledger_is_shown_as_one(grid: Grid, data_folder: Path) -> None:
    store = CsvStore(data_folder / "actuals.csv")
    last = store.read().latest([("kunming", "gdp", "2025")])["kunming", "gdp", "2025"]
    at = dt.datetime(2026, 11, 20, 9).astimezone()
    store.append([dataclasses.replace(last, value=8600.0, bound=">=", recorded_at=at, batch="bound")])
    grid.open()
    assert grid.cell(GDP, "2025") == "至少 8600"


# Who may enter what


@pytest.fixture
def editor_of(data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Sign an editor of one region in."""

    def signed_in(region: str) -> None:
        granted = Granted(role=Role.EDITOR, regions=frozenset({region}))
        Accounts(data_folder).add(operator("root"), "wangfang", PASSWORD, granted)
        visit_from(monkeypatch, "10.0.0.9", cookie=sign_in(data_folder, "wangfang", PASSWORD, "10.0.0.9").cookie)

    return signed_in


def test_an_editor_is_offered_their_own_regions(grid: Grid, staff: Opener, editor_of: Callable[[str], None]) -> None:
    editor_of("panlong")
    app = staff("enter")
    assert next(item for item in app.selectbox if item.label == "地区").options == ["盘龙区"]
    app = grid.open()
    assert next(item for item in app.selectbox if item.label == "地区").options == ["盘龙区"]
    for document in next(item for item in app.selectbox if item.label == "文件").options:
        next(item for item in app.selectbox if item.label == "文件").set_value(document).run()
        assert next(item for item in app.selectbox if item.label == "地区").options == ["盘龙区"]
    app = staff("import")
    app.file_uploader[0].upload("率.csv", "指标,2009年\n地区生产总值（亿元）,12\n".encode(), "text/csv").run()
    (asked,) = (item for item in app.selectbox if item.label == "文件没有写明地区，请选择")
    assert asked.options == ["盘龙区"]


@pytest.mark.parametrize(
    ("language", "word"), [("zh", "GDP"), ("zh", "Gross domestic product"), ("en", "地区生产总值")]
)
def test_an_indicator_is_found_by_its_other_names(staff: Opener, language: str, word: str) -> None:
    app = staff("enter", lang=language)
    (box,) = (item for item in app.selectbox if item.label in ("指标", "Indicator"))
    assert any(word in option for option in box.options[:1])


# Bounds


@pytest.mark.parametrize(
    ("text", "shown", "value", "bound"),
    [
        ("3700以上", "至少 3,700 亿元", "3700", ">="),
        ("不足3800", "至多 3,800 亿元", "3800", "<="),
        ("近3700", "约 3,700 亿元", "3700", "~"),
        ("3700—3800亿元", "3,700 至 3,800 亿元", "3700", "..3800"),
    ],
)
def test_a_bound_is_understood_and_shown_before_it_is_saved(
    staff: Opener, data_folder: Path, text: str, shown: str, value: str, bound: str
) -> None:
    app = fill(staff("enter"), text)
    html = html_of(app)
    assert shown in html and "按原话读作界限" in html
    app = save(app)
    row = ledger(data_folder)[-1]
    assert (row["value"], row["bound"]) == (value, bound)
    assert shown in html_of(app)


def test_a_bound_that_can_be_meant_in_two_ways_is_asked(grid: Grid, data_folder: Path) -> None:
    app = grid.type(grid.open(), {("“四上”企业数", "2024"): "约2400以上"})
    (radio,) = app.radio
    assert radio.options == ["至少 2400", "约 2400"]
    radio.set_value("~2400").run()
    assert "约 2,400 户" in html_of(app)
    save(app)
    row = ledger(data_folder)[-1]
    assert (row["value"], row["bound"]) == ("2400", "~")
