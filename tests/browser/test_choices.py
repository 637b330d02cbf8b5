"""Every select box of every page, chosen from again and again by mouse and by keys; the address, back and forward.

Slow: every box of every page is chosen from several times in a row, and each choice runs its page again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from components.page.menu import SECTIONS
from gapboard.catalog import Catalog, load_catalog
from tests.browser.clerk import at_rest, open_tab
from tests.browser_support import ROOT, CommandKind, serve

pytestmark = pytest.mark.browser

# Boxes that live in the address: the page, the box's name and the parameter.
IN_THE_ADDRESS = [
    ("indicator", "选择指标", "id"),
    ("indicator?id=gdp", "地区", "region"),
    ("compare?view=documents", "选择指标", "id"),
    ("compare?view=documents&id=gdp", "地区", "region"),
    ("compare?view=regions", "选择指标", "id"),
]
# All others, with what brings them about.
ELSEWHERE = {
    "enter": ["地区", "指标", "数据状态"],
    "enter, the grid": ["文件", "地区"],
    "import": ["要更正的列", "内容"],
    "history": ["责任单位", "文件"],
}
TABLE = "地区,指标,年份,数值\n昆明市,地区生产总值,2021,7222.5\n".encode()
# Choices in a row: where in the list, and by what; by keys, how far below the one chosen.
BY_MOUSE = [(3, "mouse"), (1, "mouse"), (2, "mouse"), (0, "mouse"), (3, "mouse")]
BY_KEYS = [(-1, "keys"), (-1, "keys"), (1, "keys"), (-1, "keys"), (-1, "keys")]
IN_TURN = [(2, "mouse"), (-1, "keys"), (1, "keys"), (0, "mouse"), (1, "keys")]


# The boxes are the same whichever way the server was started: all of them one way, one of each kind the other way.
ADDRESSED = [
    *(("make run", box) for box in IN_THE_ADDRESS),
    *(("streamlit run", box) for box in IN_THE_ADDRESS[:2]),
]
OTHERS = [("make run", list(ELSEWHERE)), ("streamlit run", ["history"])]


@pytest.fixture(scope="module")
def board(request: pytest.FixtureRequest) -> Iterator[str]:
    """One server for all boxes, for each way of starting it."""
    kind: CommandKind = request.param
    with serve(kind) as address:
        yield address


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog(ROOT / "data" / "targets.yaml")


def field_of(page: Page, label: str) -> Locator:
    boxes = page.locator("[data-testid=stSelectbox]:visible")
    return boxes.filter(has=page.get_by_text(label, exact=True)).locator("input")


def pick(page: Page, field: Locator, step: int, by: str) -> str:
    """Choose the option at ``step`` by mouse, or ``step`` below the one chosen by keys. The option's name."""
    field.scroll_into_view_if_needed()
    if by == "mouse":
        field.click()
        options = page.get_by_role("option")
        options.first.wait_for()
        option = options.nth(min(step, options.count() - 1))
        name = option.inner_text().strip()
        option.click()
    else:
        for _ in range(abs(step)):  # the first press opens the list as well
            field.press("ArrowDown" if step > 0 else "ArrowUp")
        name = page.locator(f"[id='{field.get_attribute('aria-activedescendant')}']").inner_text().strip()
        page.keyboard.press("Enter")
    return name


def settled(page: Page) -> None:
    """A box that snaps back does so with the run that its choice has caused."""
    page.wait_for_timeout(150)
    at_rest(page)


@pytest.mark.parametrize(("board", "box"), ADDRESSED, indirect=["board"])
def test_address_title_and_box_agree(browser: Browser, board: str, catalog: Catalog, box: tuple[str, str, str]) -> None:
    path, label, parameter = box
    page = open_tab(browser, f"{board}/{path}")
    field = field_of(page, label)
    expect(field).to_be_visible()
    settled(page)
    records = catalog.indicators if parameter == "id" else catalog.regions
    names = {ident: record.name for ident, record in records.items()}

    def check(name: str) -> None:
        expect(field).to_have_value(re.compile(rf"^{re.escape(name)} *$"))
        title = page.locator("h1") if parameter == "id" or "compare" in path else page.locator(".gb-title p")
        bare = re.split(r" ｜ |\t", name)[0]  # then the theme, and unseen the other words
        expect(title).to_contain_text(bare)
        assert names[parse_qs(urlsplit(page.url).query)[parameter][0]] == bare

    chosen: list[str] = []
    for step, by in [*BY_MOUSE, *BY_KEYS]:
        name = pick(page, field, step, by)
        settled(page)
        check(name)
        if name not in chosen[-1:]:
            chosen.append(name)
    for name in reversed(chosen[-4:-1]):
        page.go_back()
        settled(page)
        check(name)
    for name in chosen[-3:]:
        page.go_forward()
        settled(page)
        check(name)
    # And a choice after the way back.
    page.go_back()
    settled(page)
    name = pick(page, field, 2, "mouse")
    settled(page)
    check(name)
    page.context.close()


@pytest.mark.parametrize(("board", "paths"), OTHERS, indirect=["board"])
def test_other_boxes_keep_what_was_chosen(browser: Browser, board: str, paths: list[str]) -> None:
    assert {path.split(",")[0] for path in ELSEWHERE} <= {
        entry.address for entries in SECTIONS.values() for entry in entries
    }
    page = open_tab(browser, board)
    for path in paths:
        page.goto(f"{board}/{path.split(',')[0]}")
        if "grid" in path:
            page.get_by_role("tab", name="按文件逐年填写").click()
        if path == "import":
            page.locator("input[type=file]").set_input_files({"name": "t.csv", "mimeType": "text/csv", "buffer": TABLE})
            page.get_by_text("识别有误？在这里更正").click()
            page.wait_for_timeout(1000)  # it unfolds; a list that is opened meanwhile closes
        for label in ELSEWHERE[path]:
            field = field_of(page, label)
            expect(field).to_be_visible()
            settled(page)
            for step, by in IN_TURN:
                name = pick(page, field, step, by)
                settled(page)
                expect(field).to_have_value(re.compile(rf"^{re.escape(name)} *$"))
    page.context.close()
