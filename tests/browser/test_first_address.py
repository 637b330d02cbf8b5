"""Every page's address opened first on a fresh server: nothing is said to be missing, by the page or by the server.

Slow: what is tried is a fresh server, so every address starts one of its own.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Response, expect

from components.page.menu import SECTIONS
from tests.browser.clerk import at_rest
from tests.browser_support import CommandKind, serve

pytestmark = pytest.mark.browser

PAGES = [entry.address for entries in SECTIONS.values() for entry in entries]
# What either way of starting does for an address does not differ by the page; which page it is does.
CASES = [*(("streamlit run", page) for page in PAGES), *(("make run", page) for page in ("", "indicator", "import"))]


@pytest.mark.parametrize(("kind", "page"), CASES)
def test_the_first_address_of_a_fresh_server(browser: Browser, kind: CommandKind, page: str) -> None:
    told: list[str] = []

    def answered(response: Response) -> None:
        if response.status >= 400:
            told.append(f"{response.status} {response.url}")

    def logged(message: ConsoleMessage) -> None:
        if message.type == "error":
            told.append(message.text)

    with serve(kind) as address:
        tab = browser.new_context(locale="zh-CN").new_page()
        tab.on("response", answered)
        tab.on("console", logged)
        tab.on("pageerror", lambda error: told.append(str(error)))
        tab.goto(f"{address}/{page}")
        # The language switch is drawn by app.py, a heading by the page.
        expect(tab.locator(".gb-switch").first).to_be_attached()
        at_rest(tab)
        expect(tab.locator("[data-testid=stMain] :is(h1, h2)").first).to_be_attached()
        expect(tab.get_by_text("Page not found")).to_have_count(0)
        expect(tab.get_by_role("dialog")).to_have_count(0)
        assert tab.url == f"{address}/{page}" or page == "present"  # which adds the moment that it shows
        tab.context.close()
    assert told == []
