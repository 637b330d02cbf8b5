"""A clerk of a body reports by keyboard, a supervisor in the other language vouches for it; then on a phone.

Slow: two people sign in to a board of their own, and each waits for what the other does.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from gapboard.ledger import CsvStore
from gapboard.ledger.report import Report
from gapboard.ledger.reports import open_reports
from gapboard.people.rights import Accounts, Role, operator
from gapboard.people.rights.records import Granted
from tests.browser.axe import violations
from tests.browser.clerk import at_rest, tab_to
from tests.browser.conftest import settle
from tests.browser.test_review import PASSWORD, come_in
from tests.browser_support import serve
from tests.pages.task_data import INVESTMENT, with_tasks
from tests.shipped_data import copy_shipped

PHONE = {"width": 390, "height": 844}
MINUTE = 60.0


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """The address of a board with tasks, and the folder of its data."""
    folder: Path = with_tasks(copy_shipped(tmp_path_factory.mktemp("tasks")))
    for name, granted in {
        "王芳": Granted(role=Role.EDITOR, bodies=[INVESTMENT]),
        "李华": Granted(role=Role.REVIEWER),
    }.items():
        Accounts(folder).add(operator("root"), name, PASSWORD, granted)
    with serve("make run", env={"GAPBOARD_DATA": str(folder)}) as url:
        yield url, folder


def rows(folder: Path) -> list[Report]:
    return list(open_reports(CsvStore(folder / "actuals.csv")).read())


def at_state(page: Page, item: str) -> None:
    """Wait for the form of an item, with the keyboard in its first field."""
    expect(page.locator(f'.gb-subject[data-subject="{item}"]')).to_be_attached()
    page.wait_for_function("document.activeElement?.type === 'radio'")
    at_rest(page)


def report(page: Page, presses: int, *texts: str) -> None:
    """From the first state: choose one, type what there is to say, save; all of it on the keyboard."""
    page.keyboard.press("Space")
    for _ in range(presses):
        page.keyboard.press("ArrowRight")
    for text in texts:
        page.keyboard.press("Tab")
        page.keyboard.type(text)
    page.keyboard.press("Control+Enter")


def test_a_clerk_reports_and_a_supervisor_vouches(browser: Browser, office: tuple[str, Path], pictures: Path) -> None:
    address, folder = office
    clerk = come_in(browser, address, "王芳")
    clerk.goto(f"{address}/task-reports")
    settle(clerk, "#task-reports-end")
    expect(clerk.get_by_role("combobox", name="填报单位")).to_have_value("市投资促进局")
    faults = violations(clerk, "task reports")
    clerk.keyboard.press("Control+Enter")
    expect(clerk.get_by_text("请先选进展状态。")).to_be_visible()
    begun = time.monotonic()
    clerk.locator(".st-key-task-form input[type=radio]").first.focus()
    report(clerk, 2, "已印发", "宣贯", "没有")
    at_state(clerk, "km19-x.2")
    assert time.monotonic() - begun < MINUTE / 2, "a person has the other half to think"
    report(clerk, 1, "场地已定")
    at_state(clerk, "km19-x.3")
    clerk.screenshot(path=str(pictures / "task-reports.png"))
    assert [(row.subject, row.state, row.done, row.planned, row.obstacle) for row in rows(folder)] == [
        ("km19-x.1", "done", "已印发", "宣贯", "没有"),
        ("km19-x.2", "under_way", "场地已定", "", ""),
    ]

    supervisor = come_in(browser, address, "李华", "en-GB", "dark")
    supervisor.goto(f"{address}/task-reports")
    expect(supervisor.get_by_text("To be verified: 2")).to_be_visible()
    at_rest(supervisor)
    faults += violations(supervisor, "verifying, dark")
    tab_to(supervisor, "Verify")
    tab_to(supervisor, "Verify")  # the first is the view's own link
    supervisor.keyboard.press("Enter")
    expect(supervisor.get_by_text("To be verified: 1")).to_be_visible()
    assert [row.stage for row in rows(folder)] == ["claimed", "claimed", "verified"]
    supervisor.goto(f"{address}/documents?task=km19-x")
    settle(supervisor, "#root #plan-end")
    item = supervisor.locator('#root [data-task="km19-x"]')
    expect(item).to_contain_text("verified by 李华")
    expect(item).to_be_in_viewport()
    faults += violations(supervisor, "a plan, dark")

    clerk.set_viewport_size(PHONE)
    clerk.goto(f"{address}/task-reports?item=km19-x.3")
    settle(clerk, "#task-reports-end")
    form, listed = clerk.locator(".gb-subject").bounding_box(), clerk.locator(".gb-tasklist").bounding_box()
    assert form and listed and form["y"] < listed["y"], "on a phone the form comes before the list"
    assert clerk.evaluate("document.documentElement.scrollWidth <= innerWidth")
    clerk.screenshot(path=str(pictures / "task-reports-phone.png"))
    assert faults == []
    for page in (clerk, supervisor):
        page.context.close()


def test_what_is_typed_and_not_saved_is_back_after_a_reload(
    browser: Browser, office: tuple[str, Path], pictures: Path
) -> None:
    address, folder = office
    clerk = come_in(browser, address, "王芳")
    clerk.on("dialog", lambda dialog: dialog.accept())  # the browser's own question
    form, back = f"{address}/task-reports?item=km19-x.3", clerk.get_by_text("未保存的草稿已恢复")

    def field(name: str) -> Locator:
        return clerk.get_by_role("textbox", name=name, exact=True)

    clerk.goto(form)
    settle(clerk, "#task-reports-end")
    field("填报时期").fill("2026-02")
    clerk.locator(".st-key-task-form").get_by_text("延期", exact=True).click()
    field("延期到").fill("2027")
    field("问题").type("用地未批")  # and the field is not left
    before = len(rows(folder))
    clerk.reload()
    expect(back).to_be_visible()
    expect(field("问题")).to_have_value("用地未批")
    expect(field("延期到")).to_have_value("2027")
    expect(field("填报时期")).to_have_value("2026-02")
    at_rest(clerk)
    clerk.screenshot(path=str(pictures / "task-reports-draft.png"))
    clerk.get_by_role("button", name="放弃草稿").click()
    expect(back).to_have_count(0)
    expect(field("问题")).to_have_value("")
    clerk.locator(".st-key-task-form").get_by_text("推进中", exact=True).click()
    field("已做").fill("已选址")
    clerk.keyboard.press("Control+Enter")
    expect(clerk.get_by_text("已保存“建成平台”")).to_be_visible()
    assert [row.done for row in rows(folder)[before:]] == ["已选址"]
    clerk.goto(form)  # neither what was given up nor what was saved comes back
    settle(clerk, "#task-reports-end")
    at_rest(clerk)
    assert clerk.evaluate("Object.keys(sessionStorage).filter((key) => key.startsWith('gapboard.unsaved'))") == []
    expect(back).to_have_count(0)
    clerk.context.close()
