"""Every page's address opened first on a fresh server: nothing is said to be missing, by the page or by the server.

Slow: what is tried is a fresh server, so every address starts one of its own.
"""

from __future__ import annotations

import urllib.request

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Response, expect
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from components.page.menu import SECTIONS
from tests.browser.clerk import at_rest
from tests.browser_support import CommandKind, serve
from tests.server.visitor import Visitor

pytestmark = pytest.mark.browser

PAGES = [entry.address for entries in SECTIONS.values() for entry in entries]
# In a browser those for which the server does something of its own; which page is drawn the protocol tells for all.
SEEN = ("", "indicator", "import")


@pytest.mark.parametrize("page", SEEN)
@pytest.mark.parametrize("kind", ["streamlit run", "make run"])
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
        assert tab.url == f"{address}/{page}"
        tab.context.close()
    assert told == []


@pytest.mark.parametrize("page", [page for page in PAGES if page not in SEEN])
def test_the_first_page_that_a_fresh_server_draws_is_the_one_asked_for(page: str) -> None:
    with serve("streamlit run") as address:
        with urllib.request.urlopen(f"{address}/{page}") as answer:
            assert answer.status == 200
        with Visitor(address).arrive().page(page) as (stream, _):
            told: dict[str | None, ForwardMsg] = {}
            while "script_finished" not in told:
                message = ForwardMsg.FromString(stream.recv(timeout=60, decode=False))
                told[message.WhichOneof("type")] = message
    assert told["script_finished"].script_finished == ForwardMsg.FINISHED_SUCCESSFULLY
    assert "page_not_found" not in told
    navigation = told["navigation"].navigation
    addresses = {entry.page_script_hash: entry.url_pathname for entry in navigation.app_pages}
    assert addresses[navigation.page_script_hash] == page
