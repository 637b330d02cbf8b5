"""Every page without eyes, without a mouse, on a phone: axe-core, the keyboard, charts with words and tables.

Slow: axe walks each element of each page in both languages, colours and widths; the keyboard takes step after step.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from components.page.menu import SECTIONS
from tests.browser.axe import breaches, violations
from tests.browser.conftest import settle

# The staff pages are gone through in test_staff_uploads.py, in their states.
STAFF = {"import", "enter", "history"}
VIEWS = ("documents", "regions", "due", "stretch", "growth")
# Name, address, and what stands at its end. The science bureau has targets with and without figures.
WITH_CHOICES = [
    ("overview", "?theme=economy", "#board-end"),
    ("overview's list", "?theme=economy&view=list", "#board-end"),
    ("indicator", "indicator?id=gdp&region=kunming", "#cards-end"),
    ("indicator with several charts", "indicator?id=trade&region=kunming", "#cards-end"),
    ("documents", "documents?document=panlong-2022-tasks", "#findings"),
    ("departments", "departments?region=panlong", "#departments-end"),
    ("a department", "departments?body=km-science", "#departments-end"),
    *((f"compare {view}", f"compare?view={view}", "#compare-end") for view in VIEWS),
    ("changes", "changes?since=2025-01-01", "#changes-end"),
]
# What else the menu has is looked at as it opens; its last element is ``<i id="ADDRESS-end">``. Staff's pages and the
# slides are gone through in other files, review with batches in test_review.py, forms to sign in in test_signin.py.
_CHOSEN = {"" if path.startswith("?") else path.partition("?")[0] for _, path, _ in WITH_CHOICES}
_OTHERS = [entry.address for section in SECTIONS.values() for entry in section]
_OTHERS = [address for address in _OTHERS if address not in _CHOSEN | STAFF | {"present"}]
PAGES = [*WITH_CHOICES, *((address, address, f"#{address}-end") for address in _OTHERS)]
PHONE = {"width": 390, "height": 844}

# A chart without words for it, or without a table after it on the same page.
CHARTS = r"""() => {
  const faults = [];
  for (const chart of document.querySelectorAll("[data-testid=stVegaLiteChart], [data-testid=stPlotlyChart]")) {
    const named = [chart, ...chart.querySelectorAll("[role=img], [aria-label], [alt]")];
    const words = named.map((e) => e.getAttribute("aria-label") || e.getAttribute("alt") || "");
    if (!words.some((text) => text.length > 20)) faults.push("no words: " + words);
    const tables = [...document.querySelectorAll(".gb details table")];
    const behind = tables.find((t) => chart.compareDocumentPosition(t) & Node.DOCUMENT_POSITION_FOLLOWING);
    if (!behind || !behind.rows.length) faults.push("no table");
  }
  for (const bar of document.querySelectorAll(".bullet, .gb-strip"))
    if (!/\S{2}/.test(bar.getAttribute("aria-label") || "")) faults.push(bar.outerHTML);
  return faults;
}"""
# A status that only its colour tells: without its shape, or without a word or a number.
COLOUR_ALONE = """() => [...document.querySelectorAll(
  ".c-status, .gb-tile, .gb-themes .parts > span, .gb-parts > span")]
  .filter((e) => !e.textContent.trim() || ![e, ...e.querySelectorAll(".shape")].some((part) =>
    [null, "::before"].some((which) => getComputedStyle(part, which).maskImage.startsWith("url"))))
  .map((e) => e.outerHTML)"""
PHONE_FAULTS = """() => {
  const faults = [], main = document.querySelector("[data-testid=stMain]");
  for (const box of [document.documentElement, main])
    if (box.scrollWidth > box.clientWidth) faults.push("wider than the window: " + box.tagName);
  const texts = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const parent = texts.currentNode.parentElement;
    if (parent.closest("style, script, svg") || !texts.currentNode.nodeValue.trim()) continue;
    if (!parent.checkVisibility()) continue;
    if (parseFloat(getComputedStyle(parent).fontSize) < 12) faults.push("small: " + texts.currentNode.nodeValue);
  }
  for (const e of main.querySelectorAll(".gb :is(a[href], button, summary, input)")) {
    if (!e.checkVisibility() || e.matches(".to")) continue;  // a name within a sentence is as high as its line
    const box = e.getBoundingClientRect();
    if (!box.width) continue;  // far below, and not laid out until one scrolls there
    if (box.width < 24 || box.height < 24) faults.push(`${box.width} x ${box.height}: ${e.outerHTML}`);
  }
  return faults;
}"""
# What the keyboard must reach, remembered as it goes.
REMEMBER = """() => {
  window.reached = new Set();
  window.unseen = [];
  document.addEventListener("focusin", ({ target }) => {
    window.reached.add(target);
    const look = getComputedStyle(target);
    if (target.closest(".gb") && look.outlineStyle === "none") window.unseen.push(target.outerHTML);
  });
}"""
CANDIDATES = """() => [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")]
  .filter((e) => e.tabIndex >= 0 && !e.disabled && e.checkVisibility({ visibilityProperty: true }))"""
SCHEMES = [("zh-CN", "light"), ("en-GB", "dark")]


@pytest.mark.parametrize(("locale", "scheme"), SCHEMES)
def test_pages_without_a_barrier(browser: Browser, address: str, pictures: Path, locale: str, scheme: str) -> None:
    """axe finds nothing; charts have words and tables; the same page fits a phone; no request fails."""
    page = _tab(browser, locale, scheme)
    faults: list[object] = []
    page.on("response", lambda answer: faults.append((answer.status, answer.url)) if answer.status >= 400 else None)
    for name, path, end in PAGES:
        page.set_viewport_size({"width": 1440, "height": 900})
        page.goto(f"{address}/{path}")
        settle(page, end)
        faults += violations(page, name)
        faults += [(name, found) for found in page.evaluate(CHARTS)]
        faults += [(name, found) for found in page.evaluate(COLOUR_ALONE)]
        page.set_viewport_size(PHONE)  # type: ignore[arg-type]
        for _ in range(30):  # a chart follows the window's new width in its own time
            page.wait_for_timeout(300)
            if not (narrow := page.evaluate(PHONE_FAULTS)):
                break
        faults += [(name, "phone", found) for found in narrow]
        page.screenshot(path=str(pictures / f"phone-{name.replace(' ', '-')}-{locale}-{scheme}.png"))
    assert faults == []
    page.context.close()


@pytest.mark.parametrize(("locale", "scheme"), [("zh-CN", "dark"), ("en-GB", "light")])
def test_the_overview_without_a_barrier_in_the_other_colours(
    browser: Browser, address: str, locale: str, scheme: str
) -> None:
    """The page that everybody opens, also in each language's other colours."""
    page = _tab(browser, locale, scheme)
    page.goto(f"{address}/?theme=economy")
    settle(page, "#board-end")
    assert violations(page, "overview") == []
    assert page.evaluate(COLOUR_ALONE) == []
    page.context.close()


@pytest.mark.parametrize(("locale", "scheme"), SCHEMES)
def test_slides_without_a_barrier(browser: Browser, address: str, locale: str, scheme: str) -> None:
    page = _tab(browser, locale, scheme)
    page.goto(f"{address}/present")
    page.wait_for_selector("#slides[data-ready]")
    last = int(page.inner_text("#slides .number").split(" / ")[1])
    faults = []
    # The cover, the verdict with the themes, two indicators, and the last two; then with notes, and the choice.
    for place in range(1, last + 1):
        if place in (1, 2, 3, 5, last - 1, last):
            faults += violations(page, f"slide {place}")
            faults += page.evaluate(COLOUR_ALONE)
        page.keyboard.press("ArrowRight")
    for key in ("n", "c"):
        page.keyboard.press(key)
        faults += violations(page, f"after {key}")
    assert faults == []
    page.context.close()


@pytest.mark.parametrize(("locale", "scheme"), SCHEMES)
@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize(
    ("path", "part"),
    [
        ("?due=2025&theme=economy", ".w-card"),
        ("?due=2025&theme=economy&view=list", ".gb-row[data-target]"),
        ("indicator?id=trade&region=kunming", ".chart img[src]"),
    ],
)
def test_the_first_answer_without_a_barrier(
    browser: Browser, address: str, path: str, part: str, locale: str, scheme: str, width: int
) -> None:
    """What the visitor reads before Streamlit has drawn; here it never does."""
    page = _tab(browser, locale, scheme)
    page.set_viewport_size({"width": width, "height": 844})
    page.route("**/static/js/**", lambda route: route.abort())
    page.goto(f"{address}/{path}")
    assert page.locator(f"#first-answer {part}").count() > 0
    assert breaches(page, "first answer") == []
    page.context.close()


@pytest.mark.parametrize(
    ("path", "end"),
    [
        ("?due=2025&theme=investment&view=list", "#board-end"),
        ("?due=2025&theme=investment", "#board-end"),
        ("indicator?id=trade&region=kunming", "#cards-end"),
        ("departments?region=panlong", "#departments-end"),
        ("compare?view=growth", "#compare-end"),
        ("changes?since=2025-01-01", "#changes-end"),
        ("handouts", "#handouts-end"),
    ],
)
def test_the_keyboard_reaches_everything_and_shows_where_it_is(
    browser: Browser, address: str, path: str, end: str
) -> None:
    page = _tab(browser, "zh-CN", "light")
    page.goto(f"{address}/{path}")
    settle(page, end)
    page.wait_for_timeout(500)
    page.evaluate(REMEMBER)
    for _ in range(page.evaluate(f"({CANDIDATES})().length") + 12):
        page.keyboard.press("Tab")
    missed = page.evaluate(f"({CANDIDATES})().filter((e) => !window.reached.has(e)).map((e) => e.outerHTML)")
    assert missed == []
    assert page.evaluate("window.unseen") == []
    page.context.close()


@pytest.mark.parametrize(("locale", "skip"), [("zh-CN", "跳到正文"), ("en-GB", "Skip to the content")])
def test_a_leader_without_a_mouse(browser: Browser, address: str, locale: str, skip: str) -> None:
    """Past the menu, a tile, the reason for a doubt, the indicator and its table; then a page from the menu."""
    page = _tab(browser, locale, "light")
    page.goto(f"{address}/?due=2025&view=list")
    settle(page, "#board-end")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.innerText") == skip
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('.gb-find')"), "the menu is skipped"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('.gb-switch')")
    for _ in range(3):  # the link to what is indicated, the tile of what is met
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('.gb-tile.missed')")
    page.keyboard.press("Enter")
    page.wait_for_selector(".gb-tile.missed.chosen")

    doubt = page.locator(".gb-why:visible").first
    doubt.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(doubt.locator("li").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(doubt.locator("li").first).not_to_be_visible()
    assert page.evaluate("document.activeElement.matches('.gb-why summary')")

    page.locator(".gb-row .c-name a:visible").first.focus()
    page.keyboard.press("Enter")
    settle(page, "#cards-end")
    page.locator(".gb-behind summary").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".gb-behind table").first).to_be_visible()

    page.locator("[data-testid=stTopNavSection]").first.focus()
    page.keyboard.press("Enter")
    links = page.locator("[data-testid=stTopNavDropdownLink]")
    expect(links.first).to_be_visible()
    for _ in range(4):
        if page.evaluate("document.activeElement.matches('[data-testid=stTopNavDropdownLink][href*=handouts]')"):
            break
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    settle(page, "#handouts-end")
    page.context.close()


def test_a_finger_opens_a_doubt(browser: Browser, address: str) -> None:
    context = browser.new_context(locale="zh-CN", viewport=PHONE, has_touch=True)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{address}/?status=missed&view=list")
    settle(page, "#board-end")
    doubt = page.locator(".gb-why:visible").first
    doubt.locator("summary").tap()
    box = doubt.locator("ul").bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= PHONE["width"]
    # Nothing of the rows below lies over it.
    doubt.locator("ul").scroll_into_view_if_needed()
    box = doubt.locator("ul").bounding_box()
    assert box
    assert page.evaluate(
        "([x, y]) => document.elementFromPoint(x, y).closest('.gb-why') !== null",
        [box["x"] + box["width"] / 2, box["y"] + box["height"] - 8],
    )
    page.locator("h1").tap()
    expect(doubt.locator("ul")).not_to_be_visible()
    context.close()


def _tab(browser: Browser, locale: str, scheme: str) -> Page:
    size = {"width": 1440, "height": 900}
    context = browser.new_context(locale=locale, color_scheme=scheme, viewport=size)  # type: ignore[arg-type]
    page = context.new_page()
    page.set_default_timeout(60_000)  # on a busy machine of two cores Streamlit takes its time
    return page
