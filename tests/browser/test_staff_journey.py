"""A clerk's way in a real browser: upload, look, save; the board that someone else has open follows by itself.

Slow: two windows and a server; the second follows within its two seconds, not at once.
"""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.browser_support import serve
from tests.pages.test_this_year import BULLETIN
from tests.shipped_data import copy_shipped

# Kunming's product in 2025 missed the plan's 10,000 by 1,362.55; at 10,100 it is met.
FILE = '昆明市主要经济指标,,,\r\n指标,单位,2024年,2025年\r\n地区生产总值,亿元,８275.22,"10,100"\r\n'.encode("gb18030")
NEVER_RELOADED = "window.notReloaded === true"


def open_page(browser: Browser, address: str) -> Page:
    page = browser.new_context(locale="zh-CN", viewport={"width": 1440, "height": 900}).new_page()
    page.goto(address)
    return page


def picture(page: Page, file: Path) -> None:
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]", state="attached")
    page.screenshot(path=str(file))


def test_a_batch_reaches_every_open_board_and_can_be_taken_back(
    browser: Browser, tmp_path: Path, pictures: Path
) -> None:
    copy_shipped(tmp_path)
    with serve("make run", env={"GAPBOARD_DATA": str(tmp_path)}) as address:
        leader = open_page(browser, address)
        errors: list[str] = []
        leader.on("pageerror", lambda error: errors.append(str(error)))
        tile = leader.locator(".gb-tile.missed b")
        expect(tile).to_be_visible()
        missed = tile.inner_text()
        leader.evaluate("window.notReloaded = true")

        clerk = open_page(browser, f"{address}/import")
        clerk.on("pageerror", lambda error: errors.append(str(error)))
        clerk.set_input_files("input[type=file]", {"name": "月报.csv", "mimeType": "text/csv", "buffer": FILE})
        clerk.wait_for_selector("#review")
        expect(clerk.locator(".gb-facts")).to_contain_text("GB18030")
        expect(clerk.locator(".gb-section.changed")).to_contain_text("10,100 亿元")
        expect(clerk.locator(".gb-section.effects")).to_contain_text("已达成")
        clerk.click(".gb-section.repairs summary")
        expect(clerk.locator(".gb-section.repairs")).to_contain_text("８275.22")
        save = clerk.get_by_role("button", name="全部保存")
        save.click()
        expect(clerk.get_by_text("填写数据来源后即可保存。")).to_be_visible()
        fill(clerk, "数据来源（必填）", "统计年鉴2026")
        fill(clerk, "录入人姓名（必填）", "李明")
        picture(clerk, pictures / "staff-import.png")
        assert tile.inner_text() == missed, "nothing has changed yet"
        save.click()
        expect(clerk.locator(".gb-saved")).to_contain_text("已保存 1 个数")
        # The other visitor does nothing.
        expect(tile).not_to_have_text(missed, timeout=10_000)
        assert leader.evaluate(NEVER_RELOADED)

        clerk.click(".gb-saved a >> nth=0")
        clerk.wait_for_selector("#history-end", state="attached")
        expect(clerk.locator(".gb-batch")).to_have_count(2)
        picture(clerk, pictures / "staff-history.png")
        clerk.get_by_role("button", name="撤销", exact=True).first.click()
        expect(clerk.get_by_role("dialog")).to_contain_text("将恢复 1 个数")
        picture(clerk, pictures / "staff-undo.png")
        clerk.get_by_role("button", name="确认撤销").click()
        expect(clerk.locator(".gb-saved")).to_contain_text("已撤销")
        expect(clerk.locator(".gb-batch")).to_have_count(3)
        expect(tile).to_have_text(missed, timeout=10_000)

        clerk.goto(f"{address}/enter")
        clerk.get_by_role("tab", name="按文件逐年填写").click()
        clerk.wait_for_selector("[data-testid=stDataFrame] canvas")
        picture(clerk, pictures / "staff-enter.png")
        bulletin_in_quarter_out(clerk, address)
        assert errors == []


def bulletin_in_quarter_out(clerk: Page, address: str) -> None:
    """A monthly bulletin goes in as it is, and the board of the quarter has it."""
    clerk.goto(f"{address}/import")
    file = {"name": "1—9月.csv", "mimeType": "text/csv", "buffer": BULLETIN.encode()}
    clerk.set_input_files("input[type=file]", file)
    clerk.wait_for_selector("#review")
    fill(clerk, "数据来源（必填）", "统计月报")
    fill(clerk, "录入人姓名（必填）", "李明")
    clerk.get_by_text("我已逐一核对").click()  # that trade falls by 5.2 % after 15.2 % in the year
    clerk.get_by_role("button", name="全部保存").click()
    expect(clerk.locator(".gb-saved")).to_contain_text("已保存")
    clerk.goto(f"{address}/this-year?lang=zh&period=2025-09")
    # The plan for 2025 is 3,000: 1,200.4 of it is 40 %, nine months are 75 %.
    row = clerk.locator('#root [data-of="trade_kunming"]')
    expect(row).to_contain_text("欠 35 个百分点")


def fill(page: Page, label: str, text: str) -> None:
    """Type into a field of the form that saves: Enter alone saves nothing."""
    field = page.get_by_label(label)
    field.fill(text)
    field.press("Enter")
