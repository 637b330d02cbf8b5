"""Entry by hand as impatient, interrupted and forgetful people do it.

Slow: every entry runs its page and is reviewed before it is saved, as a clerk does it, twice and interrupted.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.clerk import at_rest, ledger, open_tab
from tests.browser.test_staff_grid import open_grid, row_of, type_over, value
from tests.browser.test_staff_paste import paste

pytestmark = pytest.mark.browser


def choose(page: Page, words: str, name: str) -> None:
    """Find an indicator by some words and take the option of that name."""
    page.get_by_role("combobox", name="指标").fill(words)
    page.get_by_role("option").filter(has_text=name).first.click()
    at_rest(page)


def test_the_form_saves_what_stands_in_it_and_once(
    browser: Browser, staff_board: tuple[str, Path], pictures: Path
) -> None:
    address, folder = staff_board
    before = len(ledger(folder))
    page = open_tab(browser, f"{address}/enter")
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    choose(page, "GDP", "地区生产总值（亿元）")
    page.get_by_role("textbox", name="时期").fill("2025")
    page.get_by_role("textbox", name="数值").fill("9000")
    page.get_by_role("button", name="核对", exact=True).click()
    # What is known, from the shipped ledger: 8637.45, B, with a note.
    expect(page.locator(".gb-known")).to_contain_text("现有：8,637.45 亿元，B 口径变动")
    expect(page.locator(".gb-section.changed")).to_contain_text("9,000 亿元")
    page.get_by_label("数据来源（必填）").fill("统计年鉴2026")
    page.get_by_label("录入人姓名（必填）").fill("李明")
    page.screenshot(path=str(pictures / "entry-form.png"))

    # The figure is changed, and the button pressed that stands under the review of the old one.
    page.get_by_role("textbox", name="数值").fill("9100")
    page.get_by_role("button", name="全部保存").click()
    expect(page.locator(".gb-section.changed")).to_contain_text("9,100 亿元")
    expect(page.get_by_text("已按上面的最新内容重新核对，尚未保存")).to_be_visible()
    at_rest(page)
    assert len(ledger(folder)) == before, "nothing is saved that nobody has seen"

    # Three clicks in a row on the right one, with a field just left.
    page.get_by_label("来源网址").fill("https://example.org/nj")
    page.get_by_role("button", name="全部保存").click(click_count=3, delay=15)
    saved = page.locator(".gb-saved")
    expect(saved).to_contain_text("已保存 1 个数")
    expect(saved).to_contain_text("昆明市 地区生产总值 2025：8,637.45 亿元 → 9,100 亿元")
    at_rest(page)
    page.screenshot(path=str(pictures / "entry-saved.png"))
    (row,) = ledger(folder)[before:]
    assert (row["value"], row["obs_status"], row["source_url"]) == ("9100", "B", "https://example.org/nj")
    assert "口径" in row["note"]
    expect(page.get_by_text("有人刚刚改动了")).to_have_count(0)

    choose(page, "外贸", "进出口总额（亿元）")
    page.get_by_role("textbox", name="时期").fill("2001")
    page.get_by_role("textbox", name="数值").fill("120")
    page.get_by_role("button", name="核对", exact=True).click()
    page.wait_for_selector("#review")
    for label, text in (("数据来源（必填）", "统计年鉴2026"), ("来源网址", "https://example.org/nj")):
        expect(page.get_by_label(label)).to_have_value(text)
    assert errors == []
    page.context.close()


def test_the_grid_keeps_what_is_typed_and_withdraws_only_what_is_ticked(
    browser: Browser, staff_board: tuple[str, Path], pictures: Path
) -> None:
    address, folder = staff_board
    before = len(ledger(folder))
    page = open_tab(browser, f"{address}/enter")
    open_grid(page)
    row = row_of(page, "常住人口")
    # Two years of two indicators, as they are copied from a sheet that lacks one: 874.4 of 2025 is emptied by it.
    paste(page, row, "year before", "869\t\r\n\t1950.2\r\n")
    page.wait_for_selector("#review")
    expect(page.locator(".gb-section.emptied")).to_contain_text("874.4 万人")
    expect(page.get_by_role("button", name="全部保存（2 个数）")).to_be_visible()
    at_rest(page)

    # Another document, another tab, another language, and back.
    documents = page.get_by_role("combobox", name="文件")
    mine = documents.input_value()
    documents.click()
    page.get_by_role("option").nth(1).click()
    expect(page.get_by_text("另有没有保存的数：三年行动方案·昆明市 3 个")).to_be_visible()
    page.get_by_role("tab", name="录入一个数").click()
    page.wait_for_selector("[role=combobox][aria-label=指标]")
    at_rest(page)
    page.get_by_role("tab", name="按文件逐年填写").click()
    documents.click()
    page.get_by_role("option", name=mine).click()
    expect(page.locator("#review")).to_contain_text("1,950.2 亿元")
    page.locator(".gb-switch").click()
    expect(page.locator("#review")).to_contain_text("195.02 bn yuan")
    page.locator(".gb-switch").click()
    expect(page.locator("#review")).to_contain_text("1,950.2 亿元")
    at_rest(page)
    assert [value(page, *cell) for cell in ((4, row), (5, row), (5, row + 1))] == ["869", "", "1950.2"]

    page.get_by_text("撤回以上 1 个数").click()
    expect(page.get_by_role("button", name="全部保存（2 个数，撤回 1 个数）")).to_be_visible()
    page.screenshot(path=str(pictures / "entry-grid.png"))
    page.get_by_text("撤回以上 1 个数").click()
    expect(page.get_by_role("button", name="全部保存（2 个数）")).to_be_visible()
    if page.get_by_text("我已逐一核对").count():
        page.get_by_text("我已逐一核对").click()
    page.get_by_label("数据来源（必填）").fill("统计年鉴2026")
    page.get_by_label("录入人姓名（必填）").fill("李明")
    page.get_by_role("button", name="全部保存").click()
    expect(page.locator(".gb-saved")).to_contain_text("已保存 2 个数")
    assert sorted(row["value"] for row in ledger(folder)[before:]) == ["1950.2", "869"]
    page.context.close()


def test_without_the_script_for_pasting_the_grid_stays_closed(
    browser: Browser, staff_board: tuple[str, Path], pictures: Path
) -> None:
    """Without it a wide block is cut, and figures go by position, without a word."""
    page = open_tab(browser, f"{staff_board[0]}/enter")
    page.context.add_init_script("window.gapboardPaste = true")  # it takes itself for loaded and does nothing
    page.reload()
    page.get_by_role("tab", name="按文件逐年填写").click()
    expect(page.get_by_text("说明页面的脚本没有加载")).to_be_visible()
    at_rest(page)
    expect(page.locator("[data-testid=stDataFrame]")).to_be_hidden()
    page.screenshot(path=str(pictures / "entry-no-script.png"))
    page.context.close()


@pytest.mark.parametrize("path", ["enter", "indicator", "compare"])
def test_an_indicator_is_found_by_the_words_people_use(browser: Browser, address: str, path: str) -> None:
    page = open_tab(browser, f"{address}/{path}")
    box = page.get_by_role("combobox", name=re.compile("^(选择)?指标$")).first
    for words, name in (
        ("GDP", "地区生产总值"),
        ("外贸", "进出口总额"),
        ("研发", "全社会R&D经费支出"),
        ("foreign investment", "实际利用外资"),
    ):
        box.fill(words)
        expect(page.get_by_role("option").filter(has_text=name).first).to_be_visible()
        page.keyboard.press("Escape")
    # Its own name comes before those that hold it and have fewer other words.
    for name in ("地区生产总值", "固定资产投资", "常住人口"):
        box.fill(name)
        expect(page.get_by_role("option").first).to_have_text(re.compile(rf"^{name}(（.*?）)?\s"))
        page.keyboard.press("Escape")
    page.context.close()


def test_an_undo_takes_one_click_after_the_name(browser: Browser, staff_board: tuple[str, Path]) -> None:
    address, folder = staff_board
    page = open_tab(browser, f"{address}/enter")
    open_grid(page)
    row = row_of(page, "经济首位度")
    canvas = page.locator("[data-testid=stDataFrame] canvas").first.bounding_box()
    assert canvas
    page.mouse.dblclick(canvas["x"] + canvas["width"] - 60, canvas["y"] + 35 * (row + 1.5))
    type_over(page, "27.5")
    page.wait_for_selector("#review")
    page.get_by_label("数据来源（必填）").fill("统计年鉴2026")
    page.get_by_label("录入人姓名（必填）").fill("李明")
    page.get_by_role("button", name="全部保存").click()
    expect(page.locator(".gb-saved")).to_be_visible()
    before = len(ledger(folder))
    page = open_tab(browser, f"{address}/history")
    page.get_by_role("button", name="撤销", exact=True).first.click()
    page.get_by_role("dialog").get_by_label("录入人姓名（必填）").fill("王芳")
    page.get_by_role("button", name="确认撤销").click(click_count=2, delay=15)
    expect(page.locator(".gb-saved")).to_contain_text("已撤销，恢复 1 个数")
    assert len(ledger(folder)) == before + 1
    page.context.close()
