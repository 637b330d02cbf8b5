"""A fresh server, a browser, and an app of four files: what the first visitor meets.

Over a second where a server of its own is started for each case.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser_support import ROOT, serve

ENTRY = """
import streamlit as st

pages = [
    st.Page("pages/leaders/overview.py", title="Overview", default=True),
    st.Page("pages/leaders/indicator.py", title="Indicator"),
]
page = st.navigation(pages, position="top")
st.html('<i id="entry-ran"></i>')
page.run()
"""
OVERVIEW = """
import streamlit as st

st.html('<i id="overview-ran"></i>')
with st.popover("Filters"):
    st.selectbox("Theme", ["one", "two"])
st.file_uploader("File")
st.vega_lite_chart({"data": {"values": [{"a": 1}]}, "mark": "bar", "encoding": {"x": {"field": "a"}}})
"""
INDICATOR = """
import streamlit as st

st.html('<i id="indicator-ran"></i>')
"""
FAILING = """
raise RuntimeError("a private detail")
"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


@pytest.fixture
def app(tmp_path: Path) -> Path:
    """A small app under the project's own entry and settings."""
    for name, text in {
        "app.py": ENTRY,
        "pages/leaders/overview.py": OVERVIEW,
        "pages/leaders/indicator.py": INDICATOR,
        "asgi.py": (ROOT / "asgi.py").read_text(encoding="utf-8"),
        ".streamlit/config.toml": (ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"),
    }.items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("name", ["overview", "indicator"])
def test_the_entry_runs_whatever_page_is_opened_first(app: Path, page: Page, name: str) -> None:
    """Streamlit's own command on asgi.py; the other two ways of starting are tried in test_first_address.py."""
    with serve("streamlit run asgi", app) as address:
        page.goto(address if name == "overview" else f"{address}/{name}")
        expect(page.locator(f"#{name}-ran")).to_be_attached(timeout=60_000)
        expect(page.locator("#entry-ran")).to_be_attached()
        # Streamlit by itself says this to the first visitor of a fresh server, over the right page.
        expect(page.get_by_text("Page not found")).to_have_count(0)
        page.context.close()  # a server that ends waits two seconds for open pages


def test_the_security_policy_is_not_in_the_way(app: Path, page: Page) -> None:
    refused: list[str] = []
    outside: list[str] = []
    page.on("console", lambda message: refused.append(message.text) if "Security" in message.text else None)
    with serve("make run", app) as address:
        page.on(
            "request",
            lambda sent: None if sent.url.startswith((address, "data:", "blob:")) else outside.append(sent.url),
        )
        page.goto(address)
        expect(page.locator("#overview-ran")).to_be_attached(timeout=60_000)
        # The chart compiles its expressions, the popover places itself, the upload needs its cookie.
        expect(
            page.locator("[data-testid=stVegaLiteChart] canvas, [data-testid=stVegaLiteChart] svg").first
        ).to_be_visible(timeout=60_000)
        page.get_by_role("button", name="Filters").click()
        expect(page.get_by_text("Theme")).to_be_visible()
        page.keyboard.press("Escape")
        page.locator("input[type=file]").set_input_files({"name": "a.csv", "mimeType": "text/csv", "buffer": b"a"})
        expect(page.get_by_text("a.csv")).to_be_visible()
        expect(page.locator('[data-test-script-state="notRunning"]')).to_be_attached()
        page.context.close()
    assert refused == []
    assert outside == []


def test_a_failure_shows_no_details(app: Path, page: Page) -> None:
    (app / "pages/leaders/overview.py").write_text(FAILING, encoding="utf-8")
    with serve("make run", app) as address:
        page.goto(address)
        expect(page.get_by_test_id("stException")).to_be_visible(timeout=60_000)
        shown = page.locator("body").inner_text()
        page.context.close()
    for detail in ("private detail", "RuntimeError", "Traceback", "overview.py"):
        assert detail not in shown
