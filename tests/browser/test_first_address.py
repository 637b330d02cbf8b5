"""Every page's address opened first on a fresh server, however it was started: app.py has run."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import settle
from tests.browser_support import CommandKind, serve

ENDS = {
    "": "#board-end",
    "indicator": "#cards-end",
    "documents": "#findings",
    "departments": "#departments-end",
    "compare": "#compare-end",
    "changes": "#changes-end",
    "coverage": "#coverage-end",
    "present": "#slides",
    "handouts": "#handouts-end",
    "review": "#review-end",
    "signin": "#signin-end",
}


# What Streamlit itself does differs by whether an address is the board's own or a page's, not by the page.
CASES = [("make run", page) for page in ENDS] + [("streamlit run", page) for page in list(ENDS)[:4]]


@pytest.mark.parametrize(("kind", "page"), CASES)
def test_the_first_address_of_a_fresh_server(browser: Browser, kind: CommandKind, page: str) -> None:
    with serve(kind) as address:
        tab = browser.new_context(locale="zh-CN").new_page()
        tab.goto(f"{address}/{page}")
        settle(tab, ENDS[page])
        # The language switch is drawn by app.py, not by the page.
        assert tab.locator(".gb-switch").count() == 1
        if kind == "make run":
            # Under plain `streamlit run` Streamlit says this once to the first visitor of a fresh server,
            # over the page that it then draws all the same; only an entry of our own can prevent it.
            assert tab.locator("text=Page not found").count() == 0
        tab.context.close()
