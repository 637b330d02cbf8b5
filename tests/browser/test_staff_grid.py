"""Figures typed into the real grid, with the mouse and with the keyboard alone.

Slow: the grid takes one key at a time, and each cell runs the page.
"""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.clerk import at_rest, fill, ledger, open_tab, save_by_keyboard, tab_to

_ROW = 35  # pixels; the heading is as high as a row


def open_grid(page: Page) -> None:
    page.get_by_role("tab", name="按文件逐年填写").click()
    page.wait_for_selector("#glide-cell-0-0", state="attached")
    at_rest(page)


def row_of(page: Page, indicator: str) -> int:
    """The place of an indicator's row, from the table that the canvas holds for screen readers."""
    names = page.locator("[data-testid^='glide-cell-0-']").all_text_contents()
    return names.index(indicator)


def type_over(page: Page, text: str) -> None:
    """Write into the cell whose editor was just opened, and leave it."""
    page.locator("#portal textarea").wait_for()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(text)
    # No hand presses Enter in the same hundredth of a second, before the editor has taken the text over.
    page.wait_for_timeout(300)
    page.keyboard.press("Enter")


def value(page: Page, column: int, row: int) -> str:
    return page.locator(f"[data-testid=glide-cell-{column}-{row}]").first.text_content() or ""


def test_cells_typed_over_reach_the_board_and_can_be_taken_back(
    browser: Browser, staff_board: tuple[str, Path], pictures: Path
) -> None:
    address, folder = staff_board
    before = ledger(folder)
    leader = open_tab(browser, address)
    tile = leader.locator(".gb-tile.missed b")
    expect(tile).to_be_visible()
    missed = tile.inner_text()
    page = open_tab(browser, f"{address}/enter")
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    open_grid(page)

    # By mouse: the last year of 地区生产总值, at the right edge, is 8637.45.
    row = row_of(page, "地区生产总值")
    assert value(page, 5, row) == "8637.45"
    box = page.locator("[data-testid=stDataFrame] canvas").first.bounding_box()
    assert box
    page.mouse.dblclick(box["x"] + box["width"] - 60, box["y"] + _ROW * (row + 1.5))
    type_over(page, "１０,100")
    expect(page.locator(f"[data-testid=glide-cell-5-{row}]").first).to_have_text("１０,100")
    # By keyboard: Enter has gone one row down, to 经济首位度; a year to the left is empty.
    page.keyboard.press("ArrowLeft")
    assert value(page, 0, row + 1) == "经济首位度"
    page.keyboard.press("Enter")
    type_over(page, "26.5")
    expect(page.locator(f"[data-testid=glide-cell-4-{row + 1}]").first).to_have_text("26.5")

    page.wait_for_selector("#review")
    expect(page.locator(".gb-section.changed")).to_contain_text("10,100 亿元")
    expect(page.locator(".gb-section.new")).to_contain_text("26.5%")
    expect(page.locator(".gb-section.effects")).to_contain_text("已达成")
    assert ledger(folder) == before, "nothing is written before the button"
    fill(page, "数据来源（必填）", "统计年鉴2026")
    fill(page, "录入人姓名（必填）", "李明")
    at_rest(page)
    page.screenshot(path=str(pictures / "staff-grid-review.png"), full_page=True)
    page.get_by_role("button", name="全部保存").click()
    expect(page.locator(".gb-saved")).to_contain_text("已保存 2 个数")
    added = ledger(folder)[len(before) :]
    assert sorted((row["indicator"], row["period"], row["value"]) for row in added) == [
        ("gdp", "2025", "10100"),
        (added_indicator(added), "2024", "26.5"),
    ]
    expect(tile).not_to_have_text(missed, timeout=10_000)
    at_rest(page)
    expect(page.locator(f"[data-testid=glide-cell-5-{row}]").first).to_have_text("10100")

    page.click(".gb-saved a >> nth=0")
    page.wait_for_selector("#history-end", state="attached")
    page.get_by_role("button", name="撤销", exact=True).first.click()
    expect(page.get_by_role("dialog")).to_contain_text("将恢复 2 个数")
    page.get_by_role("button", name="确认撤销").click()
    expect(page.locator(".gb-saved")).to_contain_text("已撤销")
    expect(tile).to_have_text(missed, timeout=10_000)
    assert [row["value"] for row in ledger(folder)[len(before) + 2 :] if row["indicator"] == "gdp"] == ["8637.45"]
    assert errors == []
    leader.context.close()
    page.context.close()


def added_indicator(rows: list[dict[str, str]]) -> str:
    """The identifier of the other indicator that was typed in."""
    (other,) = {row["indicator"] for row in rows} - {"gdp"}
    return other


def test_the_grid_by_keyboard_alone(browser: Browser, staff_board: tuple[str, Path]) -> None:
    address, folder = staff_board
    before = len(ledger(folder))
    page = open_tab(browser, f"{address}/enter")
    page.wait_for_selector("[role=tab]")
    at_rest(page)
    tab_to(page, "录入一个数")
    page.keyboard.press("ArrowRight")  # opens the other tab
    page.wait_for_selector("#glide-cell-0-0", state="attached")
    at_rest(page)
    # The last button before the grid; then the first cell, and two to the right the first year.
    tab_to(page, "全屏")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(page.locator("#glide-cell-2-0")).to_be_focused()
    page.keyboard.press("Enter")
    type_over(page, "42")
    expect(page.locator("[data-testid=glide-cell-2-0]").first).to_have_text("42")
    page.keyboard.press("Escape")
    page.wait_for_selector("#review")
    at_rest(page)
    save_by_keyboard(page, "统计年鉴2026")
    expect(page.locator(".gb-saved")).to_contain_text("已保存 1 个数")
    assert [row["value"] for row in ledger(folder)[before:]] == ["42"]
    page.context.close()


def test_what_is_typed_while_the_editor_is_fetched_is_all_there(
    browser: Browser, staff_board: tuple[str, Path]
) -> None:
    """Each key opened the editor anew with itself alone: 17.25 became 5."""
    page = open_tab(browser, f"{staff_board[0]}/enter")
    open_grid(page)
    fetched: list[Route] = []
    page.route("**/data-grid-overlay-editor*", lambda route: fetched.append(route))
    row = row_of(page, "常住人口")
    box = page.locator("[data-testid=stDataFrame] canvas").first.bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] - 60, box["y"] + _ROW * (row + 1.5))
    expect(page.locator(f"[data-testid=glide-cell-5-{row}][aria-selected=true]")).to_have_count(1)
    page.keyboard.type("17.25", delay=60)
    page.keyboard.press("Enter")
    assert len(fetched) == 1, "the first key asks for the editor"
    fetched[0].continue_()
    expect(page.locator(f"[data-testid=glide-cell-5-{row}]").first).to_have_text("17.25")
    page.wait_for_selector("#review")
    expect(page.locator(".gb-section.changed")).to_contain_text("17.25 万人")
    page.context.close()
