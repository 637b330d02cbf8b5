"""The page of reporting for the office: thirty bodies, three of them late; what one sent, noted and withdrawn."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import io
import re
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

from components.page import returns as kept
from components.staff import returns
from gapboard.board import Board
from gapboard.board.reporting import Returns, periods_of
from gapboard.catalog import load_catalog
from gapboard.catalog.reporting import load_reporting
from gapboard.export.owed import owed_for
from gapboard.export.template import return_mark, template_of
from gapboard.intake.returns import dropped
from gapboard.ledger import CsvStore, Key, Ledger, Observation, Period
from gapboard.ledger.report_table import ReportTable
from gapboard.ledger.reports import Report, open_reports
from gapboard.people.rights import Person, Role
from gapboard.people.writer import Writer
from tests.gapboard import builder
from tests.pages.conftest import Opener, html_of
from tests.shipped_data import copy_shipped

TODAY = dt.date.today()
LAST = TODAY.year - 2
LATE = 3
LAST_DAY = dt.date(LAST + 1, 1, 10)


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Thirty bodies owed a yearly return by 10 January; all but the last two sent it, three of them on the 12th."""
    copy_shipped(tmp_path)
    bodies = [body.id for body in load_catalog(tmp_path / "targets.yaml").bodies.values() if not body.collective][:30]
    assert len(bodies) == 30
    (tmp_path / "reporting.yaml").write_text(
        f"kept_from: {LAST}-01-01\nduties:\n  - id: yearly\n    name: 年报\n    name_en: Yearly return\n"
        f"    form: return\n    rhythm: yearly\n    years: [{LAST}, {LAST}]\n"
        f"    arranged: {{by: 办公室, decided: {LAST}-01-01}}\n    last_day: {{day: 10, months_after: 1}}\n"
        f"    bodies: [{', '.join(bodies)}]\n",
        encoding="utf-8",
    )
    days = [LAST_DAY + dt.timedelta(days=2 if number < LATE else 0) for number in range(28)]
    came = [
        Report(
            "return", "yearly", Period(str(LAST)), body, "received", day, f"{body}.docx", "", f"b-{body}", "",
            dt.datetime.combine(day, dt.time(9), dt.UTC), "office",
        )
        for body, day in zip(bodies, days, strict=False)
    ]  # fmt: skip
    open_reports(CsvStore(tmp_path / "actuals.csv")).add(came)
    monkeypatch.setenv("GAPBOARD_DATA", str(tmp_path))
    kept._register.cache_clear()
    return tmp_path


def rows(office: Path) -> list[Report]:
    return list(open_reports(CsvStore(office / "actuals.csv")).read())


def test_thirty_bodies_three_late_two_overdue(office: Path, open_page: Opener) -> None:
    html = html_of(open_page("reporting", lang="zh", year=str(LAST)))
    assert "2 份逾期未报，3 份迟报，25 份按时" in html
    assert html.count('class="gb-cell"') == 30
    assert html.index('href="#take-returns"') < html.index("gb-matrix") < html.index('id="take-returns"')
    assert "办公室（" in html  # who arranged it
    handouts = open_page("handouts", lang="zh")  # the two get their reminder sheets there too
    assert "2 个单位有应报未报的" in html_of(handouts)
    assert handouts.get("download_button")[-1].proto.label == "下载催报单（各单位一份）"
    english = html_of(open_page("reporting", lang="en", year=str(LAST)))
    assert "2 overdue, 3 late, 25 on time" in english and "12 Jan" in english


def test_months_from_before_the_register_are_one_column(office: Path, open_page: Opener) -> None:
    """Twelve months due by the 10th of the next: those due before 1 September are the first seven."""
    path = office / "reporting.yaml"
    text = path.read_text(encoding="utf-8").replace("rhythm: yearly", "rhythm: monthly")
    text = text.replace(f"kept_from: {LAST}-01-01", f"kept_from: {LAST}-09-01")
    path.write_text(text, encoding="utf-8")
    html = html_of(open_page("reporting", lang="zh", year=str(LAST)))
    heads = re.findall(r'<th scope="col">([^<]*)<small>([^<]*)', html)
    assert heads[:2] == [(f"{LAST}年1—7月", f"{LAST}-08-10前"), (f"{LAST}年8月", f"{LAST}-09-10前")]
    assert len(heads) == 6 and html.count('class="gb-cell"') == 30 * 6
    assert "gb-matrix narrow" not in html  # which eleven or twelve would be


def test_another_day_can_be_chosen_and_a_period_that_is_none_is_told(office: Path, open_page: Opener) -> None:
    assert re.search(r'<input type="date" name="on" value="" max="\d{4}-', html_of(open_page("reporting", lang="zh")))
    body, day = rows(office)[0].body, LAST_DAY.isoformat()
    then = open_page("reporting", lang="zh", body=body, duty="yearly", period=f"{LAST}-99", on=day)
    assert f'name="on" value="{day}"' in html_of(then)
    assert f"时期“{LAST}-99”" in then.warning[0].value
    assert not open_page("reporting", lang="zh", body=body, duty="yearly", period=str(LAST)).warning


def test_what_came_in_is_noted_with_its_day_and_can_be_withdrawn(office: Path, open_page: Opener) -> None:
    known = rows(office)
    body = list(load_catalog(office / "targets.yaml").bodies)
    missing = next(item for item in body if item not in {row.body for row in known})
    page, other = (open_page("reporting", lang="en", body=missing, duty="yearly", period=str(LAST)) for _ in range(2))
    assert "On time (the last four of each duty): 0 of 1" in html_of(page)
    next(field for field in page.text_input if field.key.endswith("-by")).set_value("Zhang").run()
    page.date_input[0].set_value(LAST_DAY)
    next(button for button in page.button if button.label == "Note it").click().run()
    assert not page.exception
    (added,) = rows(office)[len(known) :]
    assert (added.body, added.received_on, added.state, added.recorded_by) == (missing, LAST_DAY, "received", "Zhang")
    assert "received 10 Jan" in html_of(page)
    # A second window, opened before, says that it is noted, and notes no second one.
    next(field for field in other.text_input if field.key.endswith("-by")).set_value("Wang")
    other.date_input[0].set_value(LAST_DAY)
    next(button for button in other.button if button.label == "Note it").click().run()
    assert "Zhang noted the same return" in html_of(other) and len(rows(office)) == len(known) + 1
    assert ["Zhang has noted a return for this period" in item.value for item in other.info] == [True]
    assert not any("Since this form" in item.value for item in page.info)
    withdraw(page)
    assert "no reason is given" in html_of(page) and len(rows(office)) == len(known) + 1
    next(field for field in page.text_input if field.label == "Reason for the withdrawal").set_value("wrong body")
    withdraw(page)
    gone = rows(office)[len(known) :]
    assert [(row.state, row.note) for row in gone] == [("received", ""), ("withdrawn", "wrong body")]
    assert "received 10 Jan" not in html_of(page) and "wrong body" in html_of(page)


def withdraw(page: AppTest) -> AppTest:
    return next(button for button in page.button if button.label == "Withdraw it").click().run()


def test_without_duties_the_page_says_so(office: Path, open_page: Opener) -> None:
    (office / "reporting.yaml").unlink()
    assert "no reporting.yaml" in html_of(open_page("reporting", lang="en"))


def test_a_fault_in_the_duties_is_told_with_its_line(office: Path, open_page: Opener) -> None:
    path = office / "reporting.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("yearly\n    years", "weekly\n    years"), encoding="utf-8"
    )
    assert "reporting.yaml" in html_of(open_page("reporting", lang="en"))


def filled(office: Path, body: str, value: float | None, indicator: str = "") -> bytes:
    """The template of a body's return, its first empty figure filled in, or that of an ``indicator``."""
    folder = load_catalog(office / "targets.yaml")
    board = Board(folder, CsvStore(office / "actuals.csv").read(), TODAY)
    reporting = load_reporting(office, folder)
    (due,) = periods_of(reporting.duties["yearly"], reporting)
    asked = owed_for(board, due.duty, folder.bodies[body], due.period)
    cell = Returns(reporting, (), TODAY).cell(folder.bodies[body], due)
    content = template_of(board, asked, "zh", return_mark("yearly", due.period, body), cell)
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book.worksheets[0]
    row = next(
        number
        for number in range(3, sheet.max_row + 1)
        if sheet.cell(number, 4).value is None and indicator in ("", sheet.cell(number, 1).value)
    )
    sheet.cell(row, 4).value = value
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


# Three files are read, each in a process of its own: two seconds.
def test_several_returns_are_dropped_together_and_saved_with_one_click(office: Path, open_page: Opener) -> None:
    known = rows(office)
    files = [
        ("水务局.xlsx", filled(office, "pl-water", 3)),
        ("交通局.xlsx", filled(office, "pl-transport", None)),
        ("别的.csv", "指标,2024年\n地区生产总值,1\n".encode()),
    ]
    page = open_page("reporting", lang="zh", year=str(LAST))
    page.file_uploader[0].set_value([(name, data, "") for name, data in files]).run(timeout=60)
    html = html_of(page)
    assert "1 份可入台账，0 份有疑问，1 份退回，1 份未认出" in html, html[-3000:]
    page.date_input[0].set_value(LAST_DAY)
    own = next(field for field in page.date_input if "“交通局.xlsx”" in field.label)
    own.set_value(LAST_DAY + dt.timedelta(days=3))
    next(field for field in page.text_input if field.key.endswith(".by")).set_value("李")
    before = len(CsvStore(office / "actuals.csv").read().rows)
    next(button for button in page.button if button.label.startswith("确认：1 份")).click().run(timeout=60)
    assert not page.exception
    added = rows(office)[len(known) :]
    assert [(row.body, row.state, row.file) for row in added] == [
        ("pl-water", "taken", "水务局.xlsx"),
        ("pl-transport", "refused", "交通局.xlsx"),
    ]
    assert [row.received_on for row in added] == [LAST_DAY, LAST_DAY + dt.timedelta(days=3)]
    assert "没有填数" in html_of(page)  # what is not taken is told with its reason
    assert added[0].sha256 == hashlib.sha256(files[0][1]).hexdigest()
    (figure,) = CsvStore(office / "actuals.csv").read().rows[before:]
    assert (figure.batch, figure.value, figure.recorded_by) == (added[0].batch, 3, "李")
    (said,) = (item.value for item in page.success)
    assert "已收 1 份，待回答 0 份，退回 1 份" in said and "没有登记：别的.csv" in said


# Three files are read, each in a process of its own: two seconds.
def test_figures_that_agree_are_taken_together_and_what_waited_is_taken_when_it_comes_again(
    office: Path, open_page: Opener
) -> None:
    """Two bodies answer for one figure; the third file waited for an answer, and its figure is in the ledger now."""
    name = load_catalog(office / "targets.yaml").indicators["demolition-projects"].name
    files = {body: filled(office, body, 52, name) for body in ("pl-housing", "pl-urban-renewal")}
    files["pl-water"] = filled(office, "pl-water", 3)
    store, at = CsvStore(office / "actuals.csv"), dt.datetime.combine(LAST_DAY, dt.time(9), dt.UTC)
    sheet = openpyxl.load_workbook(io.BytesIO(files["pl-water"])).worksheets[0]
    told = next(row for row in sheet.iter_rows(min_row=3, values_only=True) if row[3] == 3)
    folder = load_catalog(office / "targets.yaml")
    ident = next(item.id for item in folder.indicators.values() if item.name == told[0])
    region = next(item.id for item in folder.regions.values() if item.name == told[1])
    cells = (region, ident, Period(str(LAST)), 3.0, str(told[4]), "A", "公报", "", "", at, "王", "by-import")
    store.append([Observation(*cells)])
    sha256 = hashlib.sha256(files["pl-water"]).hexdigest()
    asked = Report(
        "return", "yearly", Period(str(LAST)), "pl-water", "asked", LAST_DAY, "水务局.xlsx", sha256, "waits", "",
        at, "李",
    )  # fmt: skip
    open_reports(store).add([asked])
    known, before = rows(office), len(store.read().rows)
    page = open_page("reporting", lang="zh", year=str(LAST))
    page.file_uploader[0].set_value([(f"{body}.xlsx", data, "") for body, data in files.items()]).run(timeout=60)
    html = html_of(page)
    assert "3 份可入台账，0 份有疑问，0 份退回，0 份未认出" in html
    assert "1 个数与一起收的“pl-housing.xlsx”一致" in html and "以前登记为有待回答" in html
    next(field for field in page.text_input if field.key.endswith(".by")).set_value("李")
    next(button for button in page.button if button.label == "确认：3 份入台账，1 个数").click().run(timeout=60)
    assert not page.exception
    added = rows(office)[len(known) :]
    assert [(row.body, row.state) for row in added] == [(body, "taken") for body in files]
    assert "“pl-housing.xlsx”一致" in added[1].note
    assert (added[2].batch, added[2].received_on) == ("waits", LAST_DAY)
    (figure,) = store.read().rows[before:]
    assert (figure.indicator, figure.value, figure.batch) == ("demolition-projects", 52, added[0].batch)
    # What is on record is recognised: its body and what became of it are told, and it is counted apart.
    page.file_uploader[0].set_value([(f"{body}.xlsx", data, "") for body, data in files.items()]).run(timeout=60)
    html = html_of(page)
    assert "0 份可入台账，0 份有疑问，0 份退回，0 份未认出，3 份不重复登记" in html
    assert html.count("同一份文件以前已经登记过（已入台账）") == 3
    assert all(folder.bodies[body].label("zh") in html.rpartition("0 份可入台账")[2] for body in files)
    assert not [button for button in page.button if button.key.endswith(".save")]


# Two files are read, each in a process of its own.
def test_two_windows_take_the_same_files_at_once_and_each_is_noted_once(office: Path) -> None:
    """Whatever they do one after the other: what one window has noted the other neither writes nor notes."""
    folder, store, known = load_catalog(office / "targets.yaml"), CsvStore(office / "actuals.csv"), rows(office)
    board, found = Board(folder, store.read(), TODAY), Returns(load_reporting(office, folder), known, TODAY)
    files = {"水务局.xlsx": filled(office, "pl-water", 3), "交通局.xlsx": filled(office, "pl-transport", None)}
    read = dropped(files, board, found, {})
    assert [item.state for item in read] == ["taken", "refused"]
    days, at_once, before = {item.sha256: LAST_DAY for item in read}, threading.Barrier(2), len(store.read().rows)

    def window(by: str) -> list[tuple[str, str]]:
        writer = Writer(Person(by, Role.EDITOR), office, CsvStore(store.path), folder)
        at_once.wait()
        told = [(item, "公报", "") for item in read]
        ended = returns._written(writer, told, board, found.seen, days, by, "zh")
        return [(item.state, why) for item, why in ended]

    with ThreadPoolExecutor(2) as both:
        taken, refused = zip(*both.map(window, ("李", "王")), strict=True)
    assert sorted(taken) == [("taken", ""), ("unknown", "同一份文件以前已经登记过（已入台账）")]
    assert sorted(refused) == [("refused", ""), ("unknown", "同一份文件以前已经登记过（已退回）")]
    added = rows(office)[len(known) :]
    assert sorted((row.body, row.state) for row in added) == [("pl-transport", "refused"), ("pl-water", "taken")]
    (figure,) = store.read().rows[before:]
    assert figure.batch in {row.batch for row in added if row.body == "pl-water"}


def test_what_adds_nothing_to_what_waits_for_review_has_come_in_and_is_not_taken(monkeypatch) -> None:
    """Two files with one figure, by somebody whose batches are reviewed: nothing of either is in the ledger."""
    (row,) = builder.ledger({"x": {2024: 1}}).rows
    monkeypatch.setattr(returns, "rows_to_commit", lambda *_, **__: [row])
    item, board = SimpleNamespace(batch=[], unnoted="", earlier=None), SimpleNamespace(ledger=Ledger(()))
    writer = SimpleNamespace(hands_in=True, signature=str, record=lambda *_, **__: True)
    written: set[Key] = set()
    states = [returns._save(writer, item, board, "李", "", written)[0] for _ in range(2)]  # type: ignore[arg-type]
    assert states == ["handed_in", "received"]


# A file is read twice, each time in a process of its own.
def test_figures_whose_note_was_lost_are_noted_when_the_file_comes_again(
    office: Path, open_page: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As after the server was killed between the two writes: the figures are there, and the register knows nothing."""
    known, water = rows(office), filled(office, "pl-water", 3)

    def drop() -> AppTest:
        page = open_page("reporting", lang="zh", year=str(LAST))
        page.file_uploader[0].set_value([("水务局.xlsx", water, "")]).run(timeout=60)
        next(field for field in page.text_input if field.key.endswith(".by")).set_value("李")
        return page

    def confirm(page: AppTest, label: str) -> AppTest:
        return next(button for button in page.button if button.label == label).click().run(timeout=60)

    with monkeypatch.context() as killed:
        killed.setattr(ReportTable, "add", lambda *_: None)
        confirm(drop(), "确认：1 份入台账，1 个数")
    written = CsvStore(office / "actuals.csv").read().rows
    assert len(rows(office)) == len(known) and written[-1].value == 3
    again = drop()
    assert "这份的 1 个数台账里已有，而没有登记报送" in html_of(again)
    confirm(again, "确认：1 份入台账，0 个数")
    assert CsvStore(office / "actuals.csv").read().rows == written
    (added,) = rows(office)[len(known) :]
    assert (added.body, added.state, added.batch) == ("pl-water", "taken", written[-1].batch)
    assert "其中 1 份的数台账里已有，只补登记" in again.success[0].value


# Two files are read, each in a process of its own.
def test_of_two_files_for_one_return_the_office_says_which_stands(office: Path, open_page: Opener) -> None:
    known = rows(office)
    page = open_page("reporting", lang="zh", year=str(LAST))
    files = [("初稿.xlsx", filled(office, "pl-water", 3), ""), ("改稿.xlsx", filled(office, "pl-water", 4), "")]
    page.file_uploader[0].set_value(files).run(timeout=60)
    assert "0 份可入台账，2 份有疑问" in html_of(page) and "还有“改稿.xlsx”" in html_of(page)
    choose(page, "以哪一份为准", "改稿.xlsx")
    assert "1 份可入台账，0 份有疑问，1 份退回" in html_of(page)
    next(field for field in page.text_input if field.key.endswith(".by")).set_value("李")
    next(button for button in page.button if button.label.startswith("确认：1 份")).click().run(timeout=60)
    added = rows(office)[len(known) :]
    assert sorted((row.file, row.state) for row in added) == [("初稿.xlsx", "refused"), ("改稿.xlsx", "taken")]
    assert CsvStore(office / "actuals.csv").read().rows[-1].value == 4
    assert "已选定以“改稿.xlsx”为准" in html_of(page)


TABLE = f"地区,指标,{LAST}年\n盘龙区,森林覆盖率（%）,50.1\n"


def choose(page: AppTest, label: str, option: str) -> None:
    """Choose what is shown as ``option``."""
    box = next(box for box in page.selectbox if label in box.label)
    assert box.value is None, "nothing is chosen beforehand"
    box.select(next(item for item in box.options if option in item)).run(timeout=60)


# A file is read in a process of its own, twice of one name: two seconds.
def test_a_file_without_a_mark_is_asked_whose_it_is_and_then_noted(office: Path, open_page: Opener) -> None:
    known = rows(office)
    page = open_page("reporting", lang="zh", year=str(LAST))
    data = TABLE.encode()
    page.file_uploader[0].set_value([("表.csv", data, ""), ("表.csv", data + b"\n", "")]).run(timeout=60)
    html = html_of(page)
    assert "2 份未认出" in html and "表 (2).csv" in html, "of two files of one name none is lost"
    assert not [button for button in page.button if button.key.endswith(".save")]
    for label, option in (("“表.csv”是哪个单位的", "区水务局"), ("报送要求", "年报"), ("时期", str(LAST))):
        choose(page, label, option)
    assert "1 份未认出" in html_of(page)
    next(field for field in page.text_input if field.key.endswith(".by")).set_value("李")
    next(button for button in page.button if button.key.endswith(".save")).click().run(timeout=60)
    assert not page.exception
    (added,) = rows(office)[len(known) :]
    # Another body's figure: it is noted as refused, so that the body's own is still asked for, and not saved.
    assert (added.body, added.period.text, added.state, added.file) == ("pl-water", str(LAST), "refused", "表.csv")
    assert "没有登记：表 (2).csv" in " ".join(item.value for item in page.success)


def imported(open_page: Opener, *files: tuple[str, str]) -> AppTest:
    """The page Import with these tables, of which the last is reviewed."""
    page = open_page("import", lang="zh")
    return page.file_uploader[0].set_value([(name, text.encode(), "") for name, text in files]).run(timeout=60)


def save(page: AppTest) -> AppTest:
    for end, text in ((".source", "公报"), (".by", "李")):
        next(field for field in page.text_input if field.key.endswith(end)).set_value(text)
    return next(button for button in page.button if button.key.endswith(".all")).click().run(timeout=60)


BRIDGES = f"地区,指标,{LAST}年\n盘龙区,新建人行天桥座数（座）,3\n"
OLD = "地区,指标,1990年\n昆明市,地区生产总值（亿元）,115.3\n"


# Files are read in processes of their own: two seconds.
def test_several_files_wait_on_import_and_one_is_noted_as_the_return_that_it_is(
    office: Path, open_page: Opener
) -> None:
    known = rows(office)
    page = imported(open_page, ("老.csv", OLD), ("天桥.csv", BRIDGES))
    assert "天桥.csv" in html_of(page) and "这里有 2 份文件" in page.selectbox[0].label
    choose(page, "哪份报送", f"区水务局 · 年报 · {LAST}年（含应报的 1 个数）")
    page.date_input[0].set_value(LAST_DAY).run(timeout=60)
    save(page)
    assert not page.exception
    (added,) = rows(office)[len(known) :]
    assert (added.body, added.period.text, added.state, added.file) == ("pl-water", str(LAST), "taken", "天桥.csv")
    assert added.received_on == LAST_DAY and added.sha256 == hashlib.sha256(BRIDGES.encode()).hexdigest()
    assert CsvStore(office / "actuals.csv").read().rows[-1].batch == added.batch
    # The other one is still here, and nobody owes its figure.
    assert "老.csv" in html_of(page)
    assert any("保存后不登记报送" in item.value for item in page.caption)
    save(page)
    assert len(rows(office)) == len(known) + 1 and CsvStore(office / "actuals.csv").read().rows[-1].value == 115.3
    assert "老.csv" not in html_of(page) and not any("这里有" in box.label for box in page.selectbox)


@pytest.mark.parametrize("partly", [False, True])
def test_what_waits_for_answers_leads_to_import_and_can_be_withdrawn(
    office: Path, open_page: Opener, partly: bool
) -> None:
    """A wrong file with questions counts as received until it is; where figures of it are in, these are taken back."""
    store, at = CsvStore(office / "actuals.csv"), dt.datetime.combine(LAST_DAY, dt.time(9), dt.UTC)
    asked = Report(
        "return", "yearly", Period(str(LAST)), "pl-water", "asked", LAST_DAY, "错的.xlsx", "0c" * 32, "waits", "",
        at, "李",
    )  # fmt: skip
    open_reports(store).add([asked])
    if partly:
        store.append([dataclasses.replace(store.read().rows[-1], batch="waits", recorded_at=at)])
    page = open_page("reporting", lang="zh", body="pl-water", duty="yearly", period=str(LAST))
    html = html_of(page)
    assert "“错的.xlsx”有待回答" in html and 'href="import?lang=zh"' in html
    assert ('href="history?lang=zh"' in html) == partly
    reasons = [field for field in page.text_input if field.label == "撤回理由"]
    assert len(reasons) == (0 if partly else 1)
    if not partly:
        reasons[0].set_value("收错了")
        next(field for field in page.text_input if field.key.endswith("-by")).set_value("李")
        next(button for button in page.button if button.label == "确认撤回").click().run()
        assert rows(office)[-1].state == "withdrawn" and "有待回答：" not in html_of(page)


# A file is read in a process of its own.
def test_what_waited_for_answers_is_taken_once_it_is_saved_on_import(office: Path, open_page: Opener) -> None:
    """Its page says one thing of the file: that it is in the ledger, by the batch that is."""
    sha256, at = hashlib.sha256(BRIDGES.encode()).hexdigest(), dt.datetime.combine(LAST_DAY, dt.time(9), dt.UTC)
    asked = Report(
        "return", "yearly", Period(str(LAST)), "pl-water", "asked", LAST_DAY, "天桥.csv", sha256, "waits", "",
        at, "李",
    )  # fmt: skip
    open_reports(CsvStore(office / "actuals.csv")).add([asked])
    known = rows(office)
    waits = html_of(open_page("reporting", lang="zh", body="pl-water", duty="yearly", period=str(LAST)))
    assert "<b>有待回答</b>" in waits
    page = imported(open_page, ("天桥.csv", BRIDGES))
    save(page)
    assert not page.exception
    (added,) = rows(office)[len(known) :]
    assert (added.body, added.state, added.batch, added.received_on) == ("pl-water", "taken", "waits", LAST_DAY)
    assert CsvStore(office / "actuals.csv").read().rows[-1].batch == "waits"
    taken = html_of(open_page("reporting", lang="zh", body="pl-water", duty="yearly", period=str(LAST)))
    assert "<b>已入台账</b>" in taken and "<b>有待回答</b>" not in taken


# Two files are read, each in a process of its own.
def test_files_dropped_on_import_are_taken_together_on_reporting(office: Path, open_page: Opener) -> None:
    known = rows(office)
    water = filled(office, "pl-water", 3)
    page = open_page("import", lang="zh")
    page.file_uploader[0].set_value([("水务局.xlsx", water, ""), ("天桥.csv", BRIDGES.encode(), "")]).run(timeout=60)
    next(button for button in page.button if button.label == "到“报送”页一起收").click().run(timeout=60)
    assert 'href="reporting?lang=zh"' in html_of(page)
    page.switch_page("pages/staff/reporting.py").run(timeout=60)
    assert "1 份可入台账，0 份有疑问，0 份退回，1 份未认出" in html_of(page)
    next(field for field in page.text_input if field.key.endswith(".by")).set_value("李")
    next(button for button in page.button if button.label.startswith("确认：1 份")).click().run(timeout=60)
    assert [(row.body, row.state) for row in rows(office)[len(known) :]] == [("pl-water", "taken")]
