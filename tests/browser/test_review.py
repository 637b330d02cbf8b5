"""Two people and a batch: handed in, seen with its effect, accepted, and the board changes; another is returned.

Slow: two people sign in to a board of their own, and each waits for what the other does.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from gapboard.people.rights import Accounts, Role, operator
from gapboard.people.rights.records import Granted
from tests.browser.axe import violations
from tests.browser.clerk import at_rest, fill, ledger, open_tab, tab_to
from tests.browser.conftest import settle
from tests.browser_support import serve
from tests.shipped_data import copy_shipped

PASSWORD = "correct horse battery"
# The ledger has 7864.76 and 8637.45; with 12,000 the plan's goal for 2025 is met.
FILE = "地区,指标,单位,2023年,2025年\n昆明市,地区生产总值,亿元,7900.5,12000\n"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """The address of a board where batches are reviewed, and the folder of its data."""
    folder: Path = tmp_path_factory.mktemp("office")
    copy_shipped(folder)
    (folder / "people.yaml").write_text("review: true\n", encoding="utf-8")
    for name, role in (("王芳", Role.EDITOR), ("李华", Role.REVIEWER)):
        Accounts(folder).add(operator("root"), name, PASSWORD, Granted(role=role))
    with serve("make run", env={"GAPBOARD_DATA": str(folder)}) as url:
        yield url, folder


def come_in(browser: Browser, address: str, name: str, locale: str = "zh-CN", scheme: str = "light") -> Page:
    """Somebody signs in, in a browser of their own."""
    page = open_tab(browser, f"{address}/signin", locale, scheme)
    settle(page, "#signin-name")
    page.fill("#signin-name", name)
    page.fill("#signin-password", PASSWORD)
    page.keyboard.press("Enter")
    settle(page, "#board-end")
    return page


def hand_in(page: Page, address: str, content: str, source: str) -> None:
    """Upload a file and hand it in."""
    page.goto(f"{address}/import")
    page.set_input_files("input[type=file]", {"name": "指标.csv", "mimeType": "text/csv", "buffer": content.encode()})
    page.wait_for_selector("#review")
    at_rest(page)
    fill(page, "数据来源（必填）", source)
    at_rest(page)
    page.get_by_text("我已逐一核对，无误").click()  # that 12,000 is 45 % more, and the published growth is 4.2 %
    at_rest(page)
    page.get_by_role("button", name="提交审核").click()
    expect(page.locator(".gb-saved")).to_contain_text("已提交审核 2 个数")


def look(page: Page, pictures: Path, name: str) -> list[object]:
    """A picture, and what axe finds."""
    page.screenshot(path=str(pictures / f"review-{name}.png"))
    return violations(page, name)


def test_handed_in_seen_accepted_and_another_returned(
    browser: Browser, office: tuple[str, Path], pictures: Path
) -> None:
    address, folder = office
    before = ledger(folder)
    faults: list[object] = []
    editor = come_in(browser, address, "王芳")
    hand_in(editor, address, FILE, "统计公报")
    faults += look(editor, pictures, "handed-in")
    assert ledger(folder) == before

    reviewer = come_in(browser, address, "李华", "en-GB", "dark")
    reviewer.goto(f"{address}/review")
    settle(reviewer, "#review-end")
    faults += look(reviewer, pictures, "waiting-dark")
    tab_to(reviewer, "Look through")
    reviewer.keyboard.press("Enter")
    dialog = reviewer.get_by_role("dialog")
    expect(dialog).to_contain_text("786.476 bn yuan")
    expect(dialog).to_contain_text("790.05 bn yuan")
    expect(dialog.locator(".gb-section.effects")).to_contain_text("Missed")
    at_rest(reviewer)
    faults += look(reviewer, pictures, "dialog-dark")
    tab_to(reviewer, "Accept")
    reviewer.keyboard.press("Enter")
    expect(reviewer.locator(".gb-saved")).to_contain_text("2 figures accepted")
    at_rest(reviewer)
    faults += look(reviewer, pictures, "accepted-dark")
    added = ledger(folder)[len(before) :]
    assert [(row["recorded_by"], row["period"], row["value"]) for row in added] == [
        ("王芳", "2023", "7900.5"),
        ("王芳", "2025", "12000"),
    ]
    reviewer.goto(f"{address}/indicator?id=gdp&region=kunming")
    settle(reviewer, "#cards-end")
    expect(reviewer.locator("body")).to_contain_text("1,200 bn yuan")

    hand_in(editor, address, FILE.replace("7900.5,12000", "7901,12001"), "内部资料")
    reviewer.goto(f"{address}/review?lang=zh")
    settle(reviewer, "#review-end")
    reviewer.get_by_role("button", name="核对").click()
    fill(reviewer, "意见（退回时必填）", "请附公开来源")
    at_rest(reviewer)
    reviewer.get_by_role("dialog").get_by_role("button", name="退回").click()
    expect(reviewer.locator(".gb-saved")).to_contain_text("已退回 2 个数")
    assert len(ledger(folder)) == len(before) + 2

    editor.goto(f"{address}/review")
    settle(editor, "#review-end")
    expect(editor.locator(".gb-waiting.returned")).to_contain_text("请附公开来源")
    expect(editor.locator(".gb-waiting.accepted")).to_contain_text("李华")
    faults += look(editor, pictures, "own")
    editor.goto(f"{address}/history")
    settle(editor, "#history-end")
    expect(editor.locator(".gb-batch").first).to_contain_text("李华 审核")
    assert faults == []
    for page in (editor, reviewer):
        page.context.close()
