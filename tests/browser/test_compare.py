"""The page of comparisons in a real browser: every view, and a click on a point that opens its indicator.

Slow: each view is drawn anew, and looked at in both languages and colours at three widths.
"""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import settle

VIEWS = ("documents", "regions", "due", "stretch", "growth")
_POINT = ".js-plotly-plot .scatterlayer .point"
# A slow machine takes its time to read five megabytes of Plotly.
_DRAWN = 60_000
# Names beside the points that cover each other, or a point of another name.
_COVERED = """() => {
  const box = (e) => e.getBoundingClientRect();
  const texts = [...document.querySelectorAll(".js-plotly-plot .textpoint text")].filter((e) => e.checkVisibility());
  const points = [...document.querySelectorAll(".js-plotly-plot .scatterlayer .point")];
  const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  return texts.flatMap((text, place) => [...texts.slice(place + 1), ...points]
    .filter((other) => meet(box(text), box(other))).map(() => text.textContent));
}"""


def test_a_click_on_a_point_opens_its_indicator(browser: Browser, address: str) -> None:
    """Language and date go along, nothing is asked from outside, and the way back stays on the chart."""
    page = browser.new_context(locale="zh-CN", viewport={"width": 1440, "height": 900}).new_page()
    outside: list[str] = []
    errors: list[str] = []
    here = urlsplit(address).netloc
    page.on("request", lambda request: outside.append(request.url) if _foreign(request.url, here) else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{address}/compare?view=growth&lang=en&on=2026-06-30")
    settle(page, "#compare-end")
    page.wait_for_selector(_POINT, timeout=_DRAWN)
    assert page.locator(".modebar-btn").count() == 0
    # By hand: 12 targets in per cent a year can be compared, and the two clauses on trade share a place.
    assert page.locator(_POINT).count() == 11
    _click(page, "Value of technology contracts")
    page.wait_for_url("**/indicator?**")
    settle(page, "#cards-end")
    assert "id=tech-contracts" in page.url
    assert "region=kunming" in page.url
    assert "lang=en" in page.url
    assert "on=2026-06-30" in page.url

    page.go_back()
    page.wait_for_selector(_POINT, timeout=_DRAWN)
    page.wait_for_timeout(1500)
    assert "/compare?" in page.url
    assert outside == []
    assert errors == []
    page.context.close()


def test_the_views_follow_each_other_without_a_reload(browser: Browser, address: str) -> None:
    page = browser.new_context(locale="zh-CN").new_page()
    page.goto(f"{address}/compare?id=population")
    settle(page, "#compare-end")
    page.evaluate("window.notReloaded = true")
    page.click(".gb-choice a:has-text('各地区')")
    page.wait_for_selector("h1:has-text('各地区比较：常住人口')")
    assert "view=regions" in page.url
    assert page.evaluate("window.notReloaded") is True
    page.context.close()


# Each width, scheme and language with another of both; every combination took three minutes and found nothing more.
@pytest.mark.parametrize(
    ("width", "scheme", "locale"),
    [(1920, "light", "en-GB"), (1440, "dark", "zh-CN"), (390, "light", "zh-CN"), (390, "dark", "en-GB")],
)
def test_pictures(browser: Browser, address: str, pictures: Path, locale: str, scheme: str, width: int) -> None:
    """Screenshots to look at; nothing sticks out of the window, not even on a phone."""
    height = {1920: 1080, 1440: 900, 390: 844}[width]
    context = browser.new_context(locale=locale, color_scheme=scheme, viewport={"width": width, "height": height})
    page = context.new_page()
    for view in VIEWS:
        page.goto(f"{address}/compare?view={view}")
        settle(page, "#compare-end")
        if view == "growth":
            page.wait_for_selector(_POINT, timeout=_DRAWN)
        page.wait_for_timeout(700)
        if view == "growth":
            assert page.evaluate(_COVERED) == []
            # The furthest behind is named on every desk; a phone has the table.
            assert any("2018" in text for text in _labels(page)) is (width > 390)
        page.screenshot(path=str(pictures / f"compare-{view}-{locale}-{scheme}-{width}.png"))
        assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
    context.close()


def _labels(page: Page) -> list[str]:
    """The names that are shown beside points."""
    shown = page.locator(".js-plotly-plot .textpoint").filter(visible=True)
    return [text for text in shown.all_text_contents() if text]


def _click(page: Page, label: str) -> None:
    """Click the middle of the point whose label begins so: Plotly listens on a layer above the points."""
    named = page.locator(".js-plotly-plot .scatterlayer .trace").filter(has=page.get_by_text(label)).first
    texts = named.locator(".textpoint").all_text_contents()
    box = named.locator(".point").nth(next(n for n, text in enumerate(texts) if text.startswith(label))).bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def _foreign(url: str, here: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme in ("http", "https", "ws", "wss") and parts.netloc != here
