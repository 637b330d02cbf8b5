"""A leader's way through the board in a real browser.

Slow: whole pages are loaded, drawn and looked at in both languages and colours at several sizes.
"""

from __future__ import annotations

import re
import time
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import settle

_LOOK = (
    "s => { const e = document.querySelector(s), r = e.getBoundingClientRect();"
    " return {x: r.x, y: r.y, colour: getComputedStyle(e).color}; }"
)
SIZES = [(1440, 900), (1920, 1080)]


def test_a_leader_finds_the_gap_and_its_source(browser: Browser, address: str) -> None:
    """Overview, a filter, the indicator, the other language: no reload, nothing from outside, no error."""
    page = browser.new_context(locale="zh-CN", viewport={"width": 1440, "height": 900}).new_page()
    outside: list[str] = []
    errors: list[str] = []
    page.on("request", lambda request: outside.append(request.url) if _foreign(request.url, address) else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{address}/?view=list")
    settle(page, "#board-end")
    assert page.locator("html").get_attribute("lang") == "zh-CN"
    assert page.locator(".gb-row[data-target]").count() == 198
    page.evaluate("window.notReloaded = true")

    page.click(".gb-tile.missed")
    page.wait_for_selector(".gb-chips .gb-chip")
    missed = page.locator(".gb-row[data-target]:visible").count()
    assert missed == int(page.inner_text(".gb-tile.missed b"))
    assert "status=missed" in page.url

    page.click("text=筛选 >> nth=0")
    page.click(".gb-choice a:has-text('综合经济')")
    page.wait_for_function("document.querySelectorAll('.gb-chips .gb-chip').length === 2")
    assert "theme=economy" in page.url
    assert "status=missed" in page.url

    page.click(".c-name a:has-text('地区生产总值'):visible >> nth=0")
    settle(page, "#cards-end")
    page.wait_for_selector("[data-testid=stVegaLiteChart] svg, [data-testid=stVegaLiteChart] canvas")
    assert "id=gdp" in page.url
    assert page.locator(".gb-card").count() == 3
    assert "1,362.55" in page.inner_text(".gb-card >> nth=0")

    page.click(".gb-switch")
    page.wait_for_selector("text=Targets in all documents")
    assert page.locator("html").get_attribute("lang") == "en"
    assert "136.255 bn yuan short" in page.inner_text(".gb-card >> nth=0")

    page.click("[data-testid=stTopNavLink] >> nth=0")
    settle(page, "#board-end")
    assert "quantified targets" in page.inner_text(".gb-headline"), "the language is kept from page to page"
    assert page.evaluate("window.notReloaded") is True
    assert outside == []
    assert errors == []


def test_a_shared_link_shares_the_view(browser: Browser, address: str) -> None:
    page = browser.new_context(locale="en-GB").new_page()
    page.goto(f"{address}/?document=panlong-2022-tasks&view=list&on=2024-08-01")
    settle(page, "#board-end")
    assert page.locator(".gb-row[data-target]:visible").count() == 27
    assert "As known on 2024-08-01" in page.inner_text(".gb-lookedback")
    # The script fills the texts once more, as the server does.
    page.goto(f"{address}/?due=2025&lang=en&view=list")
    settle(page, "#board-end")
    headline = page.inner_text(".gb-headline")
    assert "{" not in headline and re.search(r"\d+ targets: ", headline)


def test_the_date_field_looks_back(browser: Browser, address: str) -> None:
    page = browser.new_context(locale="zh-CN").new_page()
    page.goto(address)
    settle(page, "#board-end")
    page.fill("input[name=on]", "2024-08-01")
    page.wait_for_selector(".gb-lookedback")
    assert "on=2024-08-01" in page.url


@pytest.mark.parametrize("width", [1440, 390])
def test_the_menu_keeps_the_day_looked_back_to(browser: Browser, address: str, width: int) -> None:
    """Streamlit's own links drop it, a new tab by the mouse's middle button included; a phone's menu gives way."""
    context = browser.new_context(locale="zh-CN", viewport={"width": width, "height": 900})
    page = context.new_page()
    page.goto(f"{address}/documents?on=2024-08-01&lang=en")
    settle(page, "#root #plan-end")
    link = page.locator("a[data-testid*=Nav]:visible").filter(has_text="Responsible bodies")
    if width == 390:
        page.get_by_test_id("stExpandSidebarButton").click()
    else:
        with context.expect_page() as opened:
            link.click(button="middle")
        assert opened.value.url == f"{address}/departments?lang=en&on=2024-08-01"
    link.click()
    settle(page, "#departments-end")
    assert page.url == f"{address}/departments?lang=en&on=2024-08-01"
    expect(page.locator("a[data-testid=stSidebarNavLink]").first).not_to_be_in_viewport()
    page.get_by_role("link", name="Back to today").click()
    page.wait_for_url(f"{address}/departments?lang=en")
    expect(page.locator(".gb-lookedback")).to_have_count(0)
    context.close()


def test_links_work_without_the_script(browser: Browser, address: str) -> None:
    """A middle click opens the link as an ordinary address."""
    context = browser.new_context(locale="zh-CN")
    page = context.new_page()
    page.goto(address)
    settle(page, "#board-end")
    with context.expect_page() as opened:
        page.click(".w-card >> nth=0", button="middle")
    settle(opened.value, "#cards-end")
    assert "/indicator?" in opened.value.url


@pytest.mark.parametrize("locale", ["zh-CN", "en-GB"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_pictures_of_both_pages(
    browser: Browser, address: str, pictures: Path, locale: str, scheme: str, size: tuple[int, int]
) -> None:
    """Screenshots to look at; and nothing sticks out of the window, no row is cut."""
    width, height = size
    context = browser.new_context(locale=locale, color_scheme=scheme, viewport={"width": width, "height": height})
    page = context.new_page()
    for name, path, end in (
        ("overview", "/", "#board-end"),
        ("indicator", "/indicator?id=gdp&region=kunming", "#cards-end"),
    ):
        page.goto(address + path)
        settle(page, end)
        page.wait_for_timeout(700)
        page.screenshot(path=str(pictures / f"{name}-{locale}-{scheme}-{width}.png"))
        assert _overflow(page) <= 0
    context.close()


def test_the_overview_reads_on_a_phone(browser: Browser, address: str, pictures: Path) -> None:
    page = browser.new_context(locale="zh-CN", viewport={"width": 390, "height": 844}).new_page()
    page.goto(address)
    settle(page, "#board-end")
    page.screenshot(path=str(pictures / "overview-phone.png"))
    assert _overflow(page) <= 0


def _overflow(page: Page) -> int:
    """By how many pixels the content is wider than the window."""
    return int(page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))


def _foreign(url: str, address: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme in ("http", "https", "ws", "wss") and parts.netloc != urlsplit(address).netloc


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize(
    ("path", "end", "parts"),
    [
        ("", "#board-end", ["h1", ".gb-tile", ".w-card", ".w-card .aim", ".gb-switch"]),
        (
            "?status=behind&view=list",
            "#board-end",
            ["h1", ".gb-tile.chosen", "[data-group=behind] .gb-row", ".gb-tools"],
        ),
        (
            "indicator?id=trade&region=kunming",
            "#cards-end",
            ["h1", ".gb-legendline", "#first-answer .chart, .stVegaLiteChart", ".gb-behind", ".gb-card", ".gb-switch"],
        ),
    ],
)
def test_the_first_answer_gives_way_to_the_live_page_without_a_jump(
    browser: Browser, address: str, path: str, end: str, parts: list[str], width: int, scheme: str
) -> None:
    """What the first page shows stands where Streamlit draws it, in the same colours, and then is gone."""
    context = browser.new_context(locale="zh-CN", color_scheme=scheme, viewport={"width": width, "height": 900})
    page = context.new_page()
    # Looked at as soon as the first page is read: by the time a test could ask, it may be gone already.
    looks = ", ".join(f"({_LOOK})('#first-answer :is({part})')" for part in parts)
    page.add_init_script(f"addEventListener('DOMContentLoaded', () => {{ window.firstLook = [{looks}]; }});")
    page.goto(f"{address}/{path}", wait_until="commit")
    settle(page, end)
    page.wait_for_selector("#first-answer", state="detached")
    page.wait_for_timeout(500)
    before = page.evaluate("window.firstLook")
    after = [page.evaluate(_LOOK, part) for part in parts]
    for first, live in zip(before, after, strict=True):
        assert first["colour"] == live["colour"]
        assert abs(first["x"] - live["x"]) <= 2
        assert abs(first["y"] - live["y"]) <= 2
    context.close()


def _holds_a_language_and_nothing_else(context: BrowserContext) -> None:
    """As docs/security.md says."""
    [kept] = [cookie for cookie in context.cookies() if cookie["name"] == "gapboard_lang"]
    assert (kept["value"], kept["path"], kept["sameSite"], kept["httpOnly"]) == ("zh", "/", "Lax", False)
    assert 0 < kept["expires"] - time.time() < 366 * 24 * 3600


def test_back_is_where_one_was_and_the_language_stays(browser: Browser, address: str) -> None:
    """From far down the wall to an indicator and back; a typed address speaks the language that was chosen."""
    context = browser.new_context(locale="en-GB", viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.goto(f"{address}/")
    settle(page, "#board-end")
    page.wait_for_selector("#first-answer", state="detached")
    page.locator(".gb-switch").click()
    page.wait_for_url("**lang=zh**")
    page.wait_for_function("document.cookie.includes('gapboard_lang=zh')")
    _holds_a_language_and_nothing_else(context)
    page.goto(f"{address}/")
    settle(page, "#board-end")
    page.wait_for_selector("#first-answer", state="detached")
    expect(page.locator(".gb-switch")).to_have_text("English")
    page.evaluate("document.querySelector('[data-testid=stMain]').scrollTop = 1500")
    page.wait_for_timeout(300)
    page.evaluate(
        "[...document.querySelectorAll('a.w-card')].find((card) => card.getBoundingClientRect().top > 0).click()"
    )
    settle(page, "#cards-end")
    page.go_back()
    page.wait_for_selector("#board-end", state="attached")
    page.wait_for_function("document.querySelector('[data-testid=stMain]').scrollTop === 1500")
    page.wait_for_timeout(1000)
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollTop") == 1500
    context.close()
