"""The search box on the pages: by keyboard alone, by touch, before Streamlit is there, without the server.

Slow: whole pages are loaded and typed into, key by key, and a stranger has a board of their own.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from gapboard.people.rights import Accounts, Role, operator
from gapboard.people.rights.records import Granted
from tests.browser.axe import breaches
from tests.browser.clerk import at_rest
from tests.browser.conftest import settle
from tests.browser_support import serve
from tests.shipped_data import copy_shipped

BOX = "#gb-search"
FIRST = f"{BOX} .first [role=option]"
PASSWORD = "correct horse battery"
CHOSEN = f"{BOX} [role=option][aria-selected=true]"


def tab(browser: Browser, locale: str = "zh-CN", scheme: str = "light", width: int = 1440) -> Page:
    size = {"width": width, "height": 844}
    return browser.new_context(locale=locale, color_scheme=scheme, viewport=size).new_page()  # type: ignore[arg-type]


def search(page: Page, typed: str) -> None:
    """Open the box by its key and type."""
    page.keyboard.press("/")
    expect(page.locator(f"{BOX} input")).to_be_focused()
    page.wait_for_function("gapboardSearch.ready()")
    page.keyboard.insert_text(typed)
    expect(page.locator(CHOSEN)).to_be_visible()


def test_a_leader_finds_by_keyboard_alone(browser: Browser, address: str) -> None:
    """Open, type, read the answer, go down to another hit, open it within the application, come back, close."""
    page = tab(browser)
    page.goto(f"{address}/?due=2025")
    settle(page, "#board-end")
    page.evaluate("window.stays = true")
    search(page, "旅游")
    answer = page.locator(FIRST)
    expect(answer).to_contain_text("旅游业总收入 2019年为 2,733.61 亿元，目标 ≥5,500 亿元（2025年），暂无数据")
    expect(answer).to_have_attribute("aria-selected", "true")
    active = page.locator(f"{BOX} input").get_attribute("aria-activedescendant")
    assert page.locator(CHOSEN).get_attribute("id") == active
    # What the answer says is not said again below it.
    said = page.locator(f"{BOX} [role=option] .text").all_inner_texts()
    assert len(said) == len(set(said))
    page.keyboard.press("ArrowDown")
    expect(page.locator(CHOSEN)).to_contain_text("接待旅游总人数")
    page.keyboard.press("ArrowUp")
    expect(answer).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/indicator?id=tourists&region=kunming")
    settle(page, "#cards-end")
    expect(page.locator(BOX)).not_to_be_visible()
    assert page.evaluate("window.stays"), "the application was not loaded anew"

    link = page.locator(".gb-cards summary").first
    link.focus()
    page.keyboard.press("Control+k")
    expect(page.locator(f"{BOX} input")).to_be_focused()
    expect(page.locator(f"{BOX} [role=option]")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(page.locator(BOX)).not_to_be_visible()
    assert page.evaluate("document.activeElement.matches('.gb-cards summary')"), "the focus is where it was"
    page.context.close()


def test_language_and_day_go_along(browser: Browser, address: str) -> None:
    page = tab(browser)
    page.goto(f"{address}/documents?lang=en&on=2026-01-31")
    settle(page, "#findings")
    search(page, "gdp")
    # The communiqué with 2025 came in May 2026.
    expect(page.locator(FIRST)).not_to_contain_text("(2025);")
    page.keyboard.press("Enter")
    page.wait_for_url("**/indicator?lang=en&on=2026-01-31&id=gdp&region=kunming")
    page.context.close()


def test_a_list_of_the_overview(browser: Browser, address: str) -> None:
    page = tab(browser)
    page.goto(f"{address}/coverage")
    settle(page, "#coverage-end")
    search(page, "2025 未达成")
    count = int("".join(filter(str.isdigit, page.locator(f"{FIRST} .said").inner_text())))
    page.keyboard.press("Enter")
    settle(page, "#board-end")
    # The wall merges restatements of one promise; the tile counts targets, as the search does.
    expect(page.locator(".gb-tile.missed.chosen b")).to_have_text(str(count))
    expect(page.locator(".w-card.missed:visible").first).to_be_in_viewport()
    expect(page.locator(".gb-chips .gb-chip")).to_have_count(2)
    page.context.close()


def test_who_types_into_a_field_keeps_the_key(browser: Browser, address: str) -> None:
    page = tab(browser)
    page.goto(f"{address}/indicator?id=gdp&region=kunming")
    settle(page, "#cards-end")
    page.locator("[data-testid=stSelectbox] input").first.focus()
    page.keyboard.press("/")
    page.wait_for_timeout(200)
    expect(page.locator(BOX)).not_to_be_visible()
    assert page.locator("[data-testid=stSelectbox] input").first.input_value() == "/"
    page.keyboard.press("Escape")

    page.goto(f"{address}/enter")
    at_rest(page)
    page.get_by_role("tab", name="按文件逐年填写").click()
    cells = page.locator("[data-testid=stDataFrame] canvas").first
    expect(cells).to_be_visible()
    at_rest(page)
    frame = cells.bounding_box()
    assert frame
    # A cell that is chosen takes what is typed, without being a field.
    page.mouse.click(frame["x"] + frame["width"] - 60, frame["y"] + 60)
    page.keyboard.press("/")
    page.wait_for_timeout(200)
    expect(page.locator(BOX)).not_to_be_visible()
    page.keyboard.press("Escape")
    page.context.close()


def test_the_slides_keep_their_keys(browser: Browser, address: str) -> None:
    """In a meeting nothing opens over a slide, and the keys turn the pages as ever."""
    page = tab(browser)
    page.goto(f"{address}/present")
    page.wait_for_selector("#slides[data-ready]")
    for key in ("/", "Control+k"):
        page.keyboard.press(key)
    page.wait_for_timeout(300)
    expect(page.locator(BOX)).to_have_count(0)
    page.keyboard.press("ArrowRight")
    assert page.inner_text("#slides .number").startswith("2 /")
    page.context.close()


@pytest.mark.parametrize(("locale", "scheme", "width"), [("zh-CN", "light", 1440), ("en-GB", "dark", 390)])
def test_before_streamlit_is_there_and_without_the_server(
    browser: Browser, address: str, locale: str, scheme: str, width: int
) -> None:
    """Streamlit never comes; after the index has, the line is cut: what is typed is found all the same."""
    page = tab(browser, locale, scheme, width)
    page.route("**/static/js/**", lambda route: route.abort())
    page.goto(f"{address}/")
    page.click("#first-answer .gb-find")
    page.wait_for_function("gapboardSearch.ready()")
    page.context.set_offline(True)
    for typed, name in (("waimao", "进出口总额"), ("商务局", "市商务局"), ("renkou", "常住人口")):
        page.fill(f"{BOX} input", typed)
        if locale == "zh-CN":
            expect(page.locator(FIRST)).to_contain_text(name)
        expect(page.locator(f"{BOX} [role=option]").nth(1)).to_be_visible()
    assert breaches(page, "search") == []
    page.context.set_offline(False)
    page.fill(f"{BOX} input", "gdp")
    page.keyboard.press("Enter")
    page.wait_for_url("**/indicator?id=gdp&region=kunming")
    assert page.locator("#first-answer .gb-card").count() > 0
    page.context.close()


# As the pages are: each width, scheme and language once.
@pytest.mark.parametrize(("width", "locale", "scheme"), [(1440, "zh-CN", "light"), (390, "en-GB", "dark")])
def test_the_box_without_a_barrier(
    browser: Browser, address: str, pictures: Path, locale: str, scheme: str, width: int
) -> None:
    """axe finds nothing with hits, without hits, and while nothing is typed; nothing is wider than the window."""
    page = tab(browser, locale, scheme, width)
    page.goto(f"{address}/?theme=economy")
    settle(page, "#board-end")
    page.click(".gb-find")
    page.wait_for_function("gapboardSearch.ready()")
    faults = []
    for typed in ("", "旅游 2025 未达成", "bureau", "xyzxyz"):
        page.fill(f"{BOX} input", typed)
        page.wait_for_timeout(100)
        page.screenshot(path=str(pictures / f"search-{locale}-{scheme}-{width}-{typed[:2]}.png"))
        faults += breaches(page, typed)
        faults += page.evaluate(
            """() => [...document.querySelectorAll("#gb-search, #gb-search *")]
            .filter((e) => e.getBoundingClientRect().right > innerWidth + 1).map((e) => e.outerHTML.slice(0, 80))"""
        )
    assert faults == []
    expect(page.locator(f"{BOX} [role=status]")).not_to_be_empty()
    if width < 640:  # a finger needs its size
        sizes = page.evaluate(
            "[...document.querySelectorAll('.gb-find, #gb-search .close')].map((e) => e.offsetHeight)"
        )
        assert min(sizes) >= 24
    page.context.close()


def test_a_new_figure_is_found_without_loading_the_page_anew(browser: Browser, staff_board: tuple[str, Path]) -> None:
    address, folder = staff_board
    page = tab(browser)
    page.goto(f"{address}/documents")
    settle(page, "#findings")
    search(page, "GDP 2024")
    expect(page.locator(FIRST)).not_to_contain_text("9,876.5")
    page.keyboard.press("Escape")
    row = next(
        line
        for line in (folder / "actuals.csv").read_text(encoding="utf-8").splitlines()
        if "kunming,gdp,2024," in line
    )
    cells = row.split(",")
    cells[3], cells[9] = "9876.5", "2026-11-01T08:00:00+08:00"
    with (folder / "actuals.csv").open("a", encoding="utf-8") as file:
        file.write(",".join(cells) + "\n")
    page.wait_for_timeout(11_000)  # it is asked about again after ten seconds
    search(page, "GDP 2024")
    expect(page.locator(FIRST)).to_contain_text("9,876.5")
    page.context.close()


def test_a_stranger_finds_nothing(browser: Browser, tmp_path: Path) -> None:
    """No button, no box, no index, until they have signed in."""
    copy_shipped(tmp_path)
    (tmp_path / "people.yaml").write_text("read: signed_in\n", encoding="utf-8")
    Accounts(tmp_path).add(operator("root"), "王芳", PASSWORD, Granted(role=Role.VIEWER))
    with serve("make run", env={"GAPBOARD_DATA": str(tmp_path)}) as address:
        page = tab(browser)
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url) if "search.json" in request.url else None)
        page.goto(f"{address}/departments")
        settle(page, "#signin-name")
        page.keyboard.press("Control+k")
        page.wait_for_timeout(5000)  # nor is the index fetched unasked
        assert page.locator(f".gb-find, {BOX}").count() == 0
        assert asked == []
        assert page.request.get(f"{address}/search.json?lang=zh").status == 403

        page.fill("#signin-name", "王芳")
        page.fill("#signin-password", PASSWORD)
        page.keyboard.press("Enter")
        settle(page, "#departments-end")
        search(page, "商务局")
        expect(page.locator(FIRST)).to_contain_text("市商务局")
        page.context.close()


def test_the_other_way_of_starting(browser: Browser) -> None:
    with serve("streamlit run") as address:
        page = tab(browser)
        page.goto(f"{address}/departments")
        settle(page, "#departments-end")
        search(page, "研发")
        expect(page.locator(FIRST)).to_contain_text("R&D")
        page.context.close()


def test_enter_before_the_index_is_there_waits_for_it(browser: Browser, address: str) -> None:
    page = tab(browser)
    held: list[Route] = []
    page.route("**/search.json*", lambda route: held.append(route))
    page.goto(f"{address}/documents")
    settle(page, "#findings")
    page.keyboard.press("/")
    page.keyboard.insert_text("外贸")
    page.keyboard.press("Enter")
    page.wait_for_timeout(200)
    expect(page.locator(BOX)).to_be_visible()
    held[0].continue_()
    page.wait_for_url("**/indicator?id=trade&region=kunming")
    expect(page.locator(BOX)).not_to_be_visible()
    page.context.close()
