"""The picture of an imported table in a real browser: corrections by mouse, what said so by keyboard, at any width.

Slow: every correction reads the file again, in a process of its own, and draws the page.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import violations
from tests.browser.clerk import at_rest, open_tab, tab_to

pytestmark = pytest.mark.browser

# What moves for ever (a spinner) is not waited for.
_STANDS_STILL = """() => document.getAnimations().every(
  (item) => item.playState !== "running" || item.effect.getComputedTiming().iterations === Infinity
)"""
MONTHLY = (
    "昆明市2024年主要经济指标,,,,,\n指标,单位,9月,9月,1-9月累计,1-9月累计\n,,绝对额,同比增长(%),绝对额,同比增长(%)\n"
    "金融业增加值,亿元,41.33,1.5,700,1.1\n"
    "社会消费品零售总额,亿元,300,1.5,250000,5\n"  # in doubt: seventy times the year before
)


def reviewed(browser: Browser, address: str, scheme: str = "light") -> Page:
    page = open_tab(browser, f"{address}/import", scheme=scheme)
    page.wait_for_selector("input[type=file]", state="attached")
    file = {"name": "月报.csv", "mimeType": "text/csv", "buffer": MONTHLY.encode()}
    page.set_input_files("input[type=file]", file)  # type: ignore[arg-type]
    page.wait_for_selector("#review")
    at_rest(page)
    return page


def pick(page: Page, label: str, option: str) -> None:
    """Choose in a box once it is there, the run that drew it has ended, and nothing unfolds any more.

    Right after a choice the page is still at rest from before: who picks twice waits for what the first one changes.
    """
    box = page.get_by_role("combobox", name=label, exact=True).first
    box.wait_for()
    at_rest(page)
    page.wait_for_function(_STANDS_STILL)  # a list that opens while its box still moves is closed again by Streamlit
    box.click()
    box.fill(option)
    page.get_by_role("option", name=option).first.click()


def test_corrections_one_after_another_keep_their_boxes_open(browser: Browser, staff_board: tuple[str, Path]) -> None:
    page = reviewed(browser, staff_board[0])
    page.get_by_text("识别有误？在这里更正").click()
    chips = page.locator(".gb-picture .chip")
    expect(chips.nth(2)).to_contain_text("2024年9月")
    pick(page, "要更正的列", "C 列")
    pick(page, "时段", "1—9月")
    expect(chips.nth(2)).to_contain_text("2024年1—9月")
    pick(page, "年份", "2023")
    expect(chips.nth(2)).to_contain_text("2023年1—9月")
    measure = page.get_by_role("combobox", name="总量或增速", exact=True).first
    expect(measure).to_have_value("总量")
    pick(page, "要更正的列", "D 列")
    expect(measure).to_have_value("增速")  # the boxes below are those of the other column now
    pick(page, "内容", "不读")
    expect(chips.nth(3)).to_contain_text("未使用")
    page.get_by_role("button", name="全部撤销").click()
    expect(chips.nth(2)).to_contain_text("2024年9月")
    expect(chips.nth(3)).to_contain_text("增速")
    page.context.close()


def test_what_said_so_opens_and_closes_by_keyboard(browser: Browser, staff_board: tuple[str, Path]) -> None:
    page = reviewed(browser, staff_board[0])
    tab_to(page, "第 4 行：看依据")
    page.keyboard.press("Enter")
    trace = page.locator(".gb-trace:popover-open")
    expect(trace).to_contain_text("C2“9月”（列表头）")
    page.keyboard.press("Escape")
    expect(trace).to_have_count(0)
    page.locator(".gb-picture td.doubt button").first.click()
    expect(trace).to_be_visible()
    page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_picture(
    browser: Browser, staff_board: tuple[str, Path], pictures: Path, scheme: str
) -> None:
    page = reviewed(browser, staff_board[0], scheme)
    page.get_by_text("识别有误？在这里更正").click()
    found = violations(page, "picture")
    page.screenshot(path=str(pictures / f"import-picture-{scheme}.png"))
    page.locator(".gb-picture td.doubt button").first.click()
    found += violations(page, "trace")
    assert found == []
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390, "the picture scrolls by itself"
    page.context.close()
