"""Blocks pasted into the grid with a real clipboard, and one figure that two people have open.

Slow: each block goes through the real clipboard and the review of the import, two windows wait for each other.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.clerk import at_rest, fill, ledger, open_tab
from tests.browser.test_staff_grid import open_grid, row_of, value

pytestmark = pytest.mark.browser

# As Excel copies it: heading, names and units, in another order than the grid's, with a year that the grid lacks.
TABLE = (
    "指标\t单位\t2021年\t2024年\t2025年\r\n"
    "经济首位度\t%\t26.1\t26.2\t26.3\r\n"
    "地区生产总值\t亿元\t7222.5\t8275.21\t9000.5\r\n"
)


def paste(page: Page, row: int, column: str, text: str) -> None:
    """Into the grid's cell ``row`` of the last year, of the year before, or of the first name."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate("text => navigator.clipboard.writeText(text)", text)
    grid = page.locator("[data-testid=stDataFrame] canvas").first
    grid.scroll_into_view_if_needed()
    page.wait_for_timeout(300)  # what was scrolled stands still
    box = grid.bounding_box()
    assert box
    x = box["x"] + (40 if column == "names" else box["width"] - 60)
    # The grid's first click after another field had the focus chooses the cell that was chosen before.
    for place in (row + 2, row):
        page.mouse.click(x, box["y"] + 35 * (place + 1.5))
        page.wait_for_timeout(300)
    if column == "year before":
        page.keyboard.press("ArrowLeft")
    page.wait_for_timeout(400)  # nobody pastes sooner
    if column != "names":
        chosen = f"glide-cell-{5 if column == 'last year' else 4}-{row}"
        expect(page.locator(f"[data-testid={chosen}][aria-selected=true]")).to_have_count(1)
    page.keyboard.press("Control+v")


@pytest.mark.parametrize("column", ["names", "last year"])
def test_a_table_goes_by_name_and_year(browser: Browser, staff_board: tuple[str, Path], column: str) -> None:
    address, _ = staff_board
    page = open_tab(browser, f"{address}/enter")
    open_grid(page)
    before = [value(page, 5, row) for row in range(5)]
    paste(page, 0, column, TABLE)
    page.wait_for_selector("#review")
    at_rest(page)
    review = page.locator("#review")
    for text in ("地区生产总值", "2025", "9,000.5 亿元", "经济首位度", "26.3", "2021"):
        expect(review).to_contain_text(text)
    assert [value(page, 5, row) for row in range(5)] == before, "nothing has gone by position"
    page.get_by_role("button", name="放弃").click()
    expect(page.locator("#review")).to_have_count(0)
    page.context.close()


def test_figures_that_fit_go_by_position_and_others_are_told(browser: Browser, staff_board: tuple[str, Path]) -> None:
    address, _ = staff_board
    page = open_tab(browser, f"{address}/enter")
    open_grid(page)
    row = row_of(page, "地区生产总值")
    paste(page, row, "last year", "9100.1\t9200.2\r\n")  # one column too many
    expect(page.get_by_text("没有指标名称")).to_be_visible()
    assert value(page, 5, row) != "9100.1"
    page.get_by_role("button", name="放弃").click()
    expect(page.get_by_text("没有指标名称")).to_have_count(0)
    at_rest(page)
    paste(page, row_of(page, "常住人口"), "last year", "880.1\r\n1950.2\r\n")
    page.wait_for_selector("#review")
    expect(page.locator("#review")).to_contain_text("880.1 万人")
    expect(page.locator("#review")).to_contain_text("1,950.2 亿元")
    page.context.close()


def test_two_windows_at_one_figure(browser: Browser, staff_board: tuple[str, Path]) -> None:
    address, folder = staff_board

    def enter(amount: str, by: str) -> Page:
        page = open_tab(browser, f"{address}/enter")
        box = page.locator("[data-testid=stSelectbox]").filter(has_text="指标").locator("input")
        box.fill("地区生产总值")
        page.get_by_role("option").first.click()
        page.get_by_role("textbox", name="时期").fill("2014")
        page.get_by_role("textbox", name="数值").fill(amount)
        page.get_by_role("button", name="核对", exact=True).click()
        page.wait_for_selector("#review")
        fill(page, "数据来源（必填）", "统计年鉴2026")
        fill(page, "录入人姓名（必填）", by)
        at_rest(page)
        return page

    before = len(ledger(folder))
    first, second = enter("3700", "李明"), enter("3750", "王芳")
    first.get_by_role("button", name="全部保存").click()
    expect(first.locator(".gb-saved")).to_contain_text("已保存 1 个数")
    # By itself, and without a click: who, from what and to what.
    notice, save = second.locator("#meanwhile"), second.get_by_role("button", name="全部保存")
    for text in ("李明", "3,700 亿元", "没有数据"):
        expect(notice).to_contain_text(text)
    expect(save).to_be_disabled()
    second.get_by_text("仍按我的数保存").click()
    expect(save).to_be_enabled()
    save.click()
    expect(second.locator(".gb-saved")).to_contain_text("已保存 1 个数")
    assert [row["value"] for row in ledger(folder)[before:]] == ["3700", "3750"]
    first.context.close()
    second.context.close()
