"""The office's journey in a real browser: thirty returns, three of them late, dropped and saved with a click each time.

Slow: a server, and thirty files that are each read in a process of its own.
"""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

import openpyxl
from playwright.sync_api import Browser, Page, expect

from gapboard.board import Board
from gapboard.board.reporting import Returns, periods_of
from gapboard.catalog import load_catalog
from gapboard.catalog.reporting import load_reporting
from gapboard.export.owed import owed_for
from gapboard.export.template import return_mark, template_of
from gapboard.ledger import CsvStore, Period
from gapboard.ledger.reports import Report, open_reports
from tests.browser.axe import violations
from tests.browser.clerk import at_rest, open_tab
from tests.browser_support import serve
from tests.shipped_data import copy_shipped

YEAR = dt.date.today().year - 2
LATE = 3
LAST_DAY = dt.date(YEAR + 1, 1, 10)
PLAIN = {
    "name": "小结.csv",
    "mimeType": "text/csv",
    "buffer": f"地区,指标,{YEAR}年\n盘龙区,新建人行天桥座数（座）,3\n".encode(),
}
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def thirty(folder: Path) -> list[dict[str, object]]:
    """The office's duty for thirty bodies, and the template of each with one figure filled in."""
    catalog = load_catalog(folder / "targets.yaml")
    board = Board(catalog, CsvStore(folder / "actuals.csv").read(), dt.date.today())
    answering = {body.id for target in board.targets for body in catalog.answering(target)}
    bodies = [body for body in catalog.bodies.values() if not body.collective and body.id in answering][:30]
    (folder / "reporting.yaml").write_text(
        f"kept_from: {YEAR}-01-01\nduties:\n  - id: yearly\n    name: 年报\n    name_en: Yearly return\n"
        f"    form: return\n    rhythm: yearly\n    years: [{YEAR}, {YEAR}]\n"
        f"    arranged: {{by: 办公室, decided: {YEAR}-01-01}}\n    last_day: {{day: 10, months_after: 1}}\n"
        f"    bodies: [{', '.join(body.id for body in bodies)}]\n",
        encoding="utf-8",
    )
    reporting, period = load_reporting(folder, catalog), Period(str(YEAR))
    duty = reporting.duties["yearly"]
    (due,) = periods_of(duty, reporting)
    files = []
    for body in bodies:
        mark, cell = return_mark(duty.id, period, body.id), Returns(reporting, (), dt.date.today()).cell(body, due)
        content = template_of(board, owed_for(board, duty, body, period), "zh", mark, cell)
        book = openpyxl.load_workbook(io.BytesIO(content))
        sheet = book.worksheets[0]
        for row in range(3, sheet.max_row + 1):  # below the line that says whose it is, and the heading
            if sheet.cell(row, 4).value is None:
                sheet.cell(row, 4).value = 4 if sheet.cell(row, 5).value == "类" else 10
                break
        file = io.BytesIO()
        book.save(file)
        files.append({"name": f"{body.name}.xlsx", "mimeType": _XLSX, "buffer": file.getvalue()})
    return files


WORDS = {
    "zh": ("收到日期", "录入人姓名（必填）", "确认：", "登记有疑问"),
    "en": ("Received on", "Your name (required)", "Confirm:", "Note the"),
}


def drop(page: Page, files: list[dict[str, object]], day: dt.date, language: str) -> None:
    """Drop some files and confirm once; they came in on ``day``."""
    received_on, name, confirm, note = WORDS[language]
    page.locator("input[type=file]").set_input_files(files)  # type: ignore[arg-type]
    expect(page.locator(".gb-staff tbody tr")).to_have_count(len(files), timeout=120_000)
    at_rest(page)
    page.wait_for_timeout(1000)  # each file that arrives runs the page once more
    at_rest(page)
    assert violations(page, "dropped returns") == []
    received = page.get_by_role("group", name=received_on)
    received.get_by_role("spinbutton").first.click()
    page.keyboard.type(f"{day:%Y%m%d}")
    page.get_by_label(name).fill("李明")
    page.get_by_role("button", name=confirm).or_(page.get_by_role("button", name=note)).first.click()
    expect(page.locator(".gb-staff tbody tr")).to_have_count(0, timeout=120_000)  # the fields are empty again
    at_rest(page)


def note_by_hand(page: Page, folder: Path) -> None:
    """A return is noted and withdrawn on the page of its body, each by an impatient click, and each is one row."""
    known = noted(folder)
    page.get_by_label("备注").fill("纸质")
    page.get_by_role("button", name="登记", exact=True).click(click_count=3, delay=15)
    expect(page.get_by_text("已登记：")).to_be_visible()
    at_rest(page)
    expect(page.get_by_label("备注")).to_have_value("")  # of the next one
    (added,) = noted(folder)[len(known) :]
    assert (added.state, added.note, added.recorded_by) == ("received", "纸质", "李明")
    page.get_by_role("button", name="撤回").click()
    page.get_by_label("撤回理由").fill("误登")
    page.get_by_role("button", name="确认撤回").click(click_count=3, delay=15)
    expect(page.get_by_text("已撤回登记")).to_be_visible()
    at_rest(page)
    (gone,) = noted(folder)[len(known) + 1 :]
    assert (gone.batch, gone.state, gone.note) == (added.batch, "withdrawn", "误登")


def noted(folder: Path) -> list[Report]:
    return list(open_reports(CsvStore(folder / "actuals.csv")).read())


def test_returns_of_thirty_bodies(browser: Browser, tmp_path: Path, pictures: Path) -> None:
    copy_shipped(tmp_path)
    files = thirty(tmp_path)
    assert len(files) == 30
    with serve("make run", env={"GAPBOARD_DATA": str(tmp_path)}) as address:
        page = open_tab(browser, f"{address}/reporting?lang=zh&year={YEAR}")
        expect(page.get_by_text("30 份逾期未报")).to_be_visible()
        at_rest(page)
        drop(page, files[LATE:], LAST_DAY, "zh")
        page.get_by_role("link", name="English").click()
        expect(page.get_by_text("3 overdue, 27 on time")).to_be_visible()
        at_rest(page)
        # One that is no template is asked whose it is, is not answered and not noted.
        drop(page, [*files[:LATE], PLAIN], LAST_DAY + dt.timedelta(days=2), "en")
        expect(page.get_by_text("or was on record: 小结.csv")).to_be_visible()
        found = noted(tmp_path)
        assert len(found) == 30
        assert {row.state for row in found} <= {"taken", "asked", "refused"}
        # Many share their first figure, and agree: that holds nobody up.
        assert sum(row.state == "taken" for row in found) >= 25, [(row.file, row.state, row.note) for row in found]
        assert all(row.sha256 and row.recorded_by == "李明" for row in found)
        assert sorted(row.file for row in found) == sorted(str(item["name"]) for item in files)
        expect(page.locator(".gb-headline").first).to_have_text("3 late, 27 on time")
        assert page.locator(".gb-told").get_by_text("below").count() == 0, "nothing is left to choose"
        page.screenshot(path=str(pictures / "reporting.png"), full_page=True)
        page.get_by_role("link", name="中文").click()
        expect(page.get_by_text("3 份迟报，27 份按时")).to_be_visible()
        page.locator(".gb-cell").first.click()
        expect(page.locator("#chosen")).to_contain_text("1月12日 收到，迟 2 天")
        expect(page.locator("#chosen")).to_contain_text("李明")
        at_rest(page)
        assert violations(page, "reporting of a body") == []
        note_by_hand(page, tmp_path)
