"""A presenter's way through a meeting in a real browser.

Slow: every slide is turned to and waited for, and a timer takes its seconds.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import settle
from tests.browser_support import serve
from tests.shipped_data import copy_shipped


def shown(page: Page) -> str:
    """The heading of the slide on screen, and that there is just one."""
    headings = page.locator("#slides .slide:visible h1")
    assert headings.count() == 1
    return headings.inner_text()


def number(page: Page) -> tuple[int, int]:
    now, last = page.inner_text("#slides .number").split(" / ")
    return int(now), int(last)


def open_slides(page: Page, address: str) -> None:
    page.goto(address)
    page.wait_for_selector("#slides[data-ready]")


def test_a_meeting_by_keyboard(browser: Browser, address: str, pictures: Path) -> None:
    """One click from the overview, through the slides by keys alone, and back to the filtered overview."""
    page = browser.new_context(locale="zh-CN", viewport={"width": 1920, "height": 1080}).new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{address}/?due=2025&view=list")
    settle(page, "#board-end")
    page.click("a[data-full]")
    page.wait_for_selector("#slides[data-ready]")
    page.wait_for_function("document.fullscreenElement !== null")
    assert "due=2025" in page.url and "at=" in page.url
    assert shown(page) == "昆明目标差距看板"
    first, last = number(page)
    assert first == 1 and last > 20

    page.keyboard.press("ArrowRight")
    # Of the 122 targets for 2025, counted by hand: the finding is the title.
    assert shown(page) == "2025年目标 122 项：达成 5，未达成 15，没有到期年数据 102。"
    page.screenshot(path=str(pictures / "slides-verdict.png"))
    for key, place in (
        ("End", last),
        ("ArrowRight", last),
        ("ArrowLeft", last - 1),
        ("Home", 1),
        ("PageDown", 2),
        (" ", 3),
    ):
        page.keyboard.press(key)
        assert number(page)[0] == place, key
    assert shown(page).startswith("工业投资增速未达到2025年目标"), "the worst of what fell due is on the third slide"
    # Black on B or a full stop, until any key, which turns no page.
    for key in ("b", "."):
        page.keyboard.press(key)
        assert "blank" in (page.get_attribute("#slides", "class") or "")
        page.keyboard.press("ArrowRight")
        assert "blank" not in (page.get_attribute("#slides", "class") or "") and number(page)[0] == 3
    # A mouse that is touched by chance lights up nothing, and Escape ends the black, not the presentation.
    page.keyboard.press("b")
    page.mouse.click(900, 500)
    expect(page.locator("#slides.blank")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.locator("#slides.blank")).to_have_count(0)
    assert number(page)[0] == 3
    # Notes for the presenter, remembered by the link.
    page.keyboard.press("n")
    assert page.is_visible("#slides .slide:not([hidden]) .notes") and "notes=1" in page.url
    page.keyboard.press("n")
    assert page.evaluate("document.elementFromPoint(5, 5).closest('#slides') !== null")

    page.keyboard.press("d")
    assert "dark" in (page.get_attribute("#slides", "class") or "")
    page.screenshot(path=str(pictures / "slides-dark.png"))
    page.keyboard.press("Escape")
    settle(page, "#board-end")
    assert page.locator("#slides").count() == 0
    assert "due=2025" in page.url and "122" in page.inner_text(".gb-count .shown")
    assert page.evaluate("document.fullscreenElement") is None
    assert not errors


def test_a_key_pressed_before_the_slides_are_there_counts(browser: Browser, address: str) -> None:
    page = browser.new_context(locale="zh-CN").new_page()
    page.goto(f"{address}/present", wait_until="commit")
    page.wait_for_selector("#root", state="attached")
    page.keyboard.press("ArrowRight")
    assert page.locator("#slides[data-ready]").count() == 0
    page.wait_for_selector("#slides[data-ready]")
    assert number(page)[0] == 2
    page.context.close()


def test_no_indicator_is_a_choice_too(browser: Browser, address: str) -> None:
    """Who unticks the last box sees none ticked, and the link remembers it."""
    page = browser.new_context(locale="zh-CN").new_page()
    open_slides(page, f"{address}/present?theme=tourism&due=2025")
    page.keyboard.press("c")
    page.click("#slides .chooser .none")
    ticked = "all => all.filter(one => one.checked).length"
    assert page.locator("#slides .chooser input").evaluate_all(ticked) == 0
    theme = page.locator("#slides [data-theme=tourism]")
    assert theme.locator(".left").text_content() == f"{theme.get_attribute('data-total')} 项未展示"
    without = number(page)[1]
    open_slides(page, page.url)
    assert number(page)[1] == without
    page.keyboard.press("c")
    first = page.locator("#slides .chooser input").first
    first.check()
    assert number(page)[1] == without + 1
    first.uncheck()
    assert page.locator("#slides .chooser input").evaluate_all(ticked) == 0
    page.context.close()


def test_the_presenter_chooses_and_the_link_remembers(browser: Browser, address: str, pictures: Path) -> None:
    page = browser.new_context(locale="zh-CN", viewport={"width": 1280, "height": 720}).new_page()
    open_slides(page, f"{address}/present?due=2025&slide=3")
    whole = number(page)[1]
    page.keyboard.press("c")
    boxes = page.locator("#slides .chooser input")
    assert boxes.evaluate_all("all => all.filter(one => one.checked).length") <= 20 < boxes.count()
    page.screenshot(path=str(pictures / "slides-chooser.png"))
    third = shown(page)
    first = page.locator("#slides .chooser input").first
    first.uncheck()
    assert number(page)[1] == whole - 1 and "pick=" in page.url
    page.keyboard.press("Escape")
    assert shown(page) != third and number(page)[0] == 3
    # The same on a second screen, and what is handed out follows.
    second = browser.new_context(locale="zh-CN").new_page()
    open_slides(second, page.url)
    assert number(second) == (3, whole - 1) and shown(second) == shown(page)
    pick = page.evaluate("new URL(location.href).searchParams.get('pick')")
    assert page.evaluate("new URL(document.querySelector('#slides .take').href).searchParams.get('pick')") == pick
    page.keyboard.press("c")
    page.click("#slides .chooser .usual")
    assert number(page)[1] == whole and "pick=" not in page.url
    # A name that nothing answers to is ignored, and leaves the usual choice.
    open_slides(page, f"{address}/present?due=2025&pick=foo_bar")
    assert number(page)[1] == whole and "pick=" not in page.url


def test_the_timer_turns_the_page(browser: Browser, address: str) -> None:
    page = browser.new_context(locale="en-US").new_page()
    page.clock.install()
    open_slides(page, f"{address}/present?timer=15&slide=2")
    assert number(page)[0] == 2
    assert page.inner_text("#slides .timer") == "Timer: 15 s"
    page.clock.run_for(15_000)
    page.wait_for_function("document.querySelector('#slides .number').textContent.startsWith('3 ')")
    page.keyboard.press("t")
    page.keyboard.press("t")
    page.keyboard.press("t")
    assert page.inner_text("#slides .timer") == "Timer: off"
    page.clock.run_for(120_000)
    assert number(page)[0] == 3


@pytest.mark.parametrize(("language", "scheme"), [("zh-CN", "light"), ("en-US", "dark")])
def test_every_slide_fits_a_small_projector(
    browser: Browser, address: str, pictures: Path, language: str, scheme: str
) -> None:
    size = {"width": 1280, "height": 720}
    context = browser.new_context(locale=language, color_scheme=scheme, viewport=size)  # type: ignore[arg-type]
    page = context.new_page()
    open_slides(page, f"{address}/present")
    for place in range(number(page)[1]):
        over = page.eval_on_selector("#slides .slide:not([hidden])", "s => s.scrollHeight - s.clientHeight")
        assert over <= 0, shown(page)
        foot = page.eval_on_selector(
            "#slides footer",
            "foot => [foot.getBoundingClientRect().bottom - innerHeight, foot.scrollWidth - foot.clientWidth]",
        )
        assert foot[0] <= 0 and foot[1] <= 0, "nothing of the footer is cut"
        # Ten metres: no figure below a fortieth of the screen's height.
        sizes = page.eval_on_selector_all(
            "#slides .slide:not([hidden]) dd, #slides .slide:not([hidden]) .w-label",
            "all => all.map(one => parseFloat(getComputedStyle(one).fontSize))",
        )
        assert all(found >= 720 / 40 for found in sizes)
        page.screenshot(path=str(pictures / f"slides-{language}-{scheme}-{place + 1:02}.png"))
        page.keyboard.press("ArrowRight")


def test_the_figures_stay_as_they_were_when_the_meeting_began(browser: Browser, tmp_path: Path) -> None:
    """A value saved during the meeting shows on the overview, not on the slides, nor on a second screen's."""
    copy_shipped(tmp_path)
    with serve("make run", env={"GAPBOARD_DATA": str(tmp_path)}) as address:
        page = browser.new_context(locale="zh-CN").new_page()
        open_slides(page, f"{address}/present?slide=2")
        before, link = page.inner_text("#slides .slide:visible"), page.url
        now = dt.datetime.now(dt.UTC) + dt.timedelta(seconds=2)
        row = f"kunming,gdp,2025,12000,亿元,A,试,,,{now.isoformat(timespec='seconds')},试,late\n"
        with (tmp_path / "actuals.csv").open("a", encoding="utf-8") as ledger:
            ledger.write(row)
        page.wait_for_timeout(4000)
        assert page.inner_text("#slides .slide:visible") == before
        second = browser.new_context(locale="zh-CN").new_page()
        open_slides(second, link)
        assert second.inner_text("#slides .slide:visible") == before
        second.goto(f"{address}/?due=2025")
        settle(second, "#board-end")
        # Two documents promise 10,000 for 2025, and 12,000 is 36.6 % of the province's 32,804, above the promised
        # 30: five targets that were met and these three make eight.
        assert second.inner_text(".gb-tile.met b") == "8"
