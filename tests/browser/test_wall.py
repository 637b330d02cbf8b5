"""The wall of charts in a real browser: first in view, filtered without the server, readable, on one sheet.

Slow: all the charts are drawn, at four sizes, in both languages and colours, with and without Streamlit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import settle

CARD, SEEN = ".w-card", ".w-card:visible"
# Texts of one card that lie over each other, or stick out of it.
FAULTS = """() => [...document.querySelectorAll(".w-card")].filter((card) => card.checkVisibility()).flatMap((card) => {
  const box = card.getBoundingClientRect(), found = [];
  const texts = [...card.querySelectorAll(".w-top > *, .w-new, .w-label span, .w-years span, .w-unit, .w-say, .w-by")]
    .map((e) => [e, e.getBoundingClientRect()]).filter(([, r]) => r.width && r.height);
  for (const [e, r] of texts)
    if (r.left < box.left || r.right > box.right || r.bottom > box.bottom + 1)
      found.push("sticks out: " + e.textContent);
  texts.forEach(([a, r], i) => texts.slice(i + 1).forEach(([b, s]) => {
    const wide = Math.min(r.right, s.right) - Math.max(r.left, s.left);
    const high = Math.min(r.bottom, s.bottom) - Math.max(r.top, s.top);
    if (wide > 1 && high > 1.5 && !a.contains(b)) found.push(a.textContent + " over " + b.textContent);
  }));
  return found;
})"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A tab in Chinese that tells of errors."""
    context = browser.new_context(locale="zh-CN", viewport={"width": 1440, "height": 900})
    found = context.new_page()
    errors: list[str] = []
    found.on("pageerror", lambda error: errors.append(str(error)))
    yield found
    assert errors == []
    context.close()


def dead(page: Page) -> None:
    """Streamlit never comes to life."""
    page.route("**/static/js/**", lambda route: route.abort())


@pytest.mark.parametrize("alive", [False, True], ids=["before Streamlit", "with Streamlit"])
def test_a_filter_needs_no_server(page: Page, address: str, alive: bool) -> None:
    """Narrowed, counted, taken back and forward; the tile, the headline and the cards say the same."""
    frames: list[object] = []
    page.on("websocket", lambda socket: socket.on("framesent", lambda frame: frames.append(frame)))
    if not alive:
        dead(page)
    page.goto(address)
    if alive:
        settle(page, "#board-end")
        page.wait_for_selector("#first-answer", state="detached")
        page.wait_for_timeout(500)
    every = page.locator(SEEN).count()
    expect(page.locator(CARD).first).to_be_in_viewport()
    assert page.locator(".gb-row:visible").count() == 0, "the list is another view"
    page.wait_for_timeout(800)
    asked: list[str] = []
    # The browser itself looks for the page's sign again at another address; the index of the search
    # comes once, unasked.
    unasked = re.compile(r"favicon|/search\.json")
    page.on("request", lambda request: None if unasked.search(request.url) else asked.append(request.url))
    frames.clear()
    headline = page.inner_text(".gb-headline .lines")

    page.click(".gb-tile.missed")
    missed = page.locator(SEEN).count()
    assert 0 < missed < every and "status=missed" in page.url
    assert page.inner_text(".gb-headline .lines") == headline, "a status is chosen among what the headline counts"
    page.click(".gb-filter summary")
    page.click(".gb-choice a:text-is('综合经济')")
    assert "theme=economy" in page.url and 0 < page.locator(SEEN).count() < missed
    assert page.locator(".gb-chips .gb-chip").all_inner_texts() == ["领域：综合经济 ×", "状态：未达成 ×"]
    narrowed = page.inner_text(".gb-headline .lines")
    assert narrowed != headline

    page.go_back()
    expect(page.locator(SEEN)).to_have_count(missed)
    page.go_back()
    expect(page.locator(SEEN)).to_have_count(every)
    assert page.inner_text(".gb-headline .lines") == headline
    page.go_forward()
    page.go_forward()
    expect(page.locator(".gb-chips .gb-chip")).to_have_count(2)
    assert page.inner_text(".gb-headline .lines") == narrowed
    page.click(".gb-clear")
    expect(page.locator(SEEN)).to_have_count(every)
    page.wait_for_timeout(300)
    assert frames == [] and asked == []


@pytest.mark.parametrize(
    "query",
    [
        "status=missed",
        "theme=tourism&due=2025",
        "region=panlong&indication=any",
        "indication=any&view=list",
        "document=panlong-2022-tasks&view=list&sort=due",
        "body=km-commerce&sort=gap",
        "status=met&indication=at_goal",
        "sort=name&view=list",
        "scale=goal&lang=en&due=2019",
    ],
)
def test_the_browser_says_what_the_server_says(browser: Browser, address: str, query: str) -> None:
    """The same view drawn by the server for its address, and come to by the script from the whole."""
    told = """() => [document.querySelector("#first-answer .gb-headline").innerText, ...[...document.querySelectorAll(
      "#first-answer :is(.gb-tile, .gb-chips a, .gb-count, .gb-none, .w-grid > *, .w-owed li, .gb-row, .gb-group)")]
      .filter((e) => e.checkVisibility()).map((e) => e.textContent.replace(/\\s+/g, " ").trim())]"""
    language = "&lang=en" if "lang=en" in query else ""
    seen = []
    for script in (False, True):
        context = browser.new_context(locale="zh-CN", java_script_enabled=True)
        page = context.new_page()
        dead(page)
        if script:
            page.goto(f"{address}/?{language[1:]}")
            page.evaluate("to => history.pushState({}, '', to)", f"?{query}")
            page.evaluate("dispatchEvent(new PopStateEvent('popstate'))")
        else:
            page.route(
                "**/*", lambda route: _without_script(route) if route.request.is_navigation_request() else route.abort()
            )
            page.goto(f"{address}/?{query}")
        page.add_style_tag(content=".gb-row, .w-card { content-visibility: visible !important; }")
        seen.append(page.evaluate(told))
        context.close()
    assert seen[0] == seen[1] and len(seen[0]) > 8


def _without_script(route: object) -> None:
    answer = route.fetch()  # type: ignore[attr-defined]
    route.fulfill(response=answer, body=re.sub(r"<script\b.*?</script>", "", answer.text(), flags=re.DOTALL))  # type: ignore[attr-defined]


def test_links_carry_what_was_chosen_in_the_browser(page: Page, address: str) -> None:
    """To the slides, the hand-outs, the other language, the list: the address alone would not tell Streamlit."""
    page.goto(address)
    settle(page, "#board-end")
    page.wait_for_selector("#first-answer", state="detached")
    page.click(".gb-tile.missed")
    for link in (".gb-action >> nth=0", ".gb-action >> nth=1", ".gb-switch >> nth=0"):
        expect(page.locator(link)).to_have_attribute("href", re.compile("status=missed"))
    page.click(".gb-views a >> nth=1")
    assert page.locator(".gb-row[data-target]:visible").count() == int(page.inner_text(".gb-tile.missed b"))
    assert page.locator(SEEN).count() == 0
    page.click(".gb-switch")
    expect(page.locator(".gb-headline")).to_contain_text("missed")
    settle(page, "#board-end")
    assert "status=missed" in page.url and "view=list" in page.url
    assert page.locator(".gb-row[data-target]:visible").count() == int(page.inner_text(".gb-tile.missed b"))


def test_every_goal_on_one_scale(page: Page, address: str) -> None:
    page.goto(address)
    settle(page, "#board-end")
    page.wait_for_selector("#first-answer", state="detached")
    tops = """() => [...document.querySelectorAll(".w-plot[style]")].map((plot) => Math.round(
      plot.querySelector(".aim:not(.more)").getBoundingClientRect().top - plot.getBoundingClientRect().top))"""
    page.add_style_tag(content=".w-card { content-visibility: visible !important; }")
    assert len(set(page.evaluate(tops))) > 3
    page.click(".gb-index")
    assert "scale=goal" in page.url and len(set(page.evaluate(tops))) == 1
    label = page.locator(".w-card:has-text('地区生产总值') .w-label.aim").first
    assert label.evaluate("e => getComputedStyle(e, '::after').content") == '"100%"'
    page.click(".gb-index")
    assert "scale=" not in page.url and len(set(page.evaluate(tops))) > 3


def test_a_card_opens_its_indicator_and_the_way_back_keeps_the_view(page: Page, address: str) -> None:
    page.goto(address)
    settle(page, "#board-end")
    page.wait_for_selector("#first-answer", state="detached")
    page.click(".gb-tile.missed")
    page.click(".w-card:has-text('地区生产总值') >> nth=0")
    settle(page, "#cards-end")
    assert "/indicator?" in page.url and "id=gdp" in page.url
    page.go_back()
    page.wait_for_selector(f"{CARD} >> nth=0", state="attached")
    settle(page, "#board-end")
    assert page.locator(SEEN).count() < page.locator(CARD).count()
    assert page.locator(".gb-tile.missed.chosen").count() == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("query", ["", "?view=list&sort=due", "?scale=goal&lang=en"])
def test_the_wall_without_a_barrier(browser: Browser, address: str, scheme: str, query: str) -> None:
    context = browser.new_context(locale="zh-CN", color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{address}/{query}")
    settle(page, "#board-end")
    page.wait_for_selector("#first-answer", state="detached")
    assert violations(page, "wall") == []
    context.close()


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(("width", "height"), [(1280, 720), (1440, 900), (1920, 1080), (390, 844)])
def test_no_text_of_a_card_lies_over_another(page: Page, address: str, width: int, height: int, language: str) -> None:
    dead(page)
    page.set_viewport_size({"width": width, "height": height})
    for query in ("", "&scale=goal"):
        page.goto(f"{address}/?lang={language}{query}")
        page.add_style_tag(content=".w-card { content-visibility: visible !important; }")
        assert page.evaluate(FAULTS) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("alive", [False, True], ids=["before Streamlit", "with Streamlit"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_it_prints_on_one_sheet_of_a3(page: Page, address: str, language: str, alive: bool) -> None:
    if not alive:
        dead(page)
    page.goto(f"{address}/?lang={language}")
    if alive:
        settle(page, "#board-end")
        page.wait_for_selector("#first-answer", state="detached")
    sheet = page.pdf(prefer_css_page_size=True, print_background=True)
    assert len(re.findall(rb"/Type\s*/Page\b", sheet)) == 1
    (box,) = set(re.findall(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", sheet))
    assert [round(float(side) * 25.4 / 72) for side in box] == [420, 297]
    page.emulate_media(media="print")
    smallest = page.evaluate(
        """() => Math.min(...[...document.querySelectorAll('.w-say, .w-label')]
        .map((e) => .62 * parseFloat(getComputedStyle(e).fontSize)))"""
    )
    assert smallest * 0.75 > 5.5, "points, on paper"


def test_what_an_address_says_in_vain_changes_nothing(page: Page, address: str) -> None:
    """The notice says "ignored", and the wall is the whole wall; a wrong order is no fault of the page."""
    page.goto(f"{address}/?due=2025,2019&status=foo&sort=zzz&theme=tourism")
    settle(page, "#board-end")
    expect(page.get_by_text("已忽略").first).to_be_visible()
    assert page.locator(".gb-chips .gb-chip").all_inner_texts() == ["领域：文化旅游 ×"]
    tiles = sum(map(int, page.locator(".gb-tile b").all_inner_texts()))
    assert page.inner_text(".gb-count .shown") == f"显示 {tiles} / 198 项" and tiles > 0
    assert page.locator(SEEN).count() > 0
