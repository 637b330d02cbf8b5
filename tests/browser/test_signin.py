"""A board that asks people to sign in: shut, refused, let in with one's own name, out again; without a barrier.

Slow: a board of its own is started, and passwords are hashed slowly on purpose.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from gapboard.people.rights import Accounts, Role, operator
from gapboard.people.rights.records import Granted
from tests.browser.axe import violations
from tests.browser.conftest import settle
from tests.browser_support import serve
from tests.shipped_data import copy_shipped

PASSWORD = "correct horse battery"
SCHEMES = [("zh-CN", "light"), ("en-GB", "dark")]


@pytest.fixture(scope="module")
def closed_board(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a board that only those read who have signed in."""
    folder: Path = tmp_path_factory.mktemp("closed")
    copy_shipped(folder)
    (folder / "people.yaml").write_text("read: signed_in\n", encoding="utf-8")
    limits = Granted(role=Role.EDITOR, regions=frozenset({"panlong"}))
    Accounts(folder).add(operator("root"), "王芳", PASSWORD, limits)
    with serve("make run", env={"GAPBOARD_DATA": str(folder)}) as url:
        yield url


def enter(page: Page, password: str) -> None:
    """Fill in the form and send it."""
    page.fill("#signin-name", "王芳")
    page.fill("#signin-password", password)
    page.keyboard.press("Enter")


@pytest.mark.parametrize(("locale", "scheme"), SCHEMES)
def test_in_and_out_again(browser: Browser, closed_board: str, pictures: Path, locale: str, scheme: str) -> None:
    context = browser.new_context(locale=locale, color_scheme=scheme, viewport={"width": 1440, "height": 900})  # type: ignore[arg-type]
    page = context.new_page()
    faults: list[object] = []
    page.on("response", lambda answer: faults.append((answer.status, answer.url)) if answer.status >= 400 else None)
    page.on("console", lambda said: faults.append(said.text) if "Content Security Policy" in said.text else None)

    page.goto(f"{closed_board}/departments")
    settle(page, "#signin-name")
    assert page.locator("[data-testid=stTopNavLink], .gb-row").count() == 0, "nothing of the board"
    faults += violations(page, "shut")
    page.screenshot(path=str(pictures / f"signin-shut-{locale}-{scheme}.png"))

    enter(page, "a wrong password")
    expect(page.get_by_role("alert")).to_be_visible()
    settle(page, "#signin-name")
    faults += violations(page, "refused")
    page.screenshot(path=str(pictures / f"signin-refused-{locale}-{scheme}.png"))

    page.goto(f"{closed_board}/departments")
    settle(page, "#signin-name")
    enter(page, PASSWORD)
    settle(page, "#departments-end")
    assert page.url.partition("?")[0] == f"{closed_board}/departments", "back to the page that was asked for"

    page.goto(f"{closed_board}/signin")
    settle(page, "#signin-end")
    expect(page.locator(".gb-person")).to_contain_text("王芳")
    faults += violations(page, "signed in")
    page.screenshot(path=str(pictures / f"signin-self-{locale}-{scheme}.png"))

    page.goto(f"{closed_board}/signin")
    settle(page, "#signin-end")
    page.click(".gb-signin button")
    settle(page, "#signin-name")
    assert "gapboard_session" not in {cookie.get("name") for cookie in context.cookies()}
    assert faults == []
    context.close()


def test_signing_in_again_in_another_tab_revives_a_page_that_was_open(browser: Browser, closed_board: str) -> None:
    """The page that is shut comes back by itself; one that still shows something says that it has to be reloaded."""
    context = browser.new_context(locale="zh-CN")
    one, other = context.new_page(), context.new_page()
    for page in (one, other):
        page.goto(f"{closed_board}/departments")
        settle(page, "#signin-name")
    enter(other, PASSWORD)
    settle(other, "#departments-end")
    one.evaluate("window.dispatchEvent(new Event('focus'))")
    settle(one, "#departments-end")

    other.goto(f"{closed_board}/signin")
    settle(other, "#signin-end")
    other.click(".gb-signin button")
    settle(other, "#signin-name")
    expect(one.locator(".gb-signed")).to_be_hidden()
    one.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(one.locator(".gb-signed")).to_contain_text("请刷新本页")
    one.locator(".gb-signed button").click()
    settle(one, "#signin-name")
    context.close()
