"""The app started headlessly, with the shipped data or with a copy that a test may spoil."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from components.page import data, who
from components.page.menu import SECTIONS
from gapboard.people.rights import Visit

ROOT = Path(__file__).resolve().parent.parent.parent
SCRIPTS = {entry.address or "overview": entry.script for entries in SECTIONS.values() for entry in entries}
"""Every page's script by its address; the overview's by its name, for it has none."""
PAGES = tuple(name for name, script in SCRIPTS.items() if "/leaders/" in script)
Opener = Callable[..., AppTest]


def visit_from(
    monkeypatch: pytest.MonkeyPatch, address: str = "127.0.0.1", *, cookie: str = "", **headers: str
) -> None:
    """Let visits come from an address, with these headers besides: AppTest itself has no connection.

    The default is a browser at the server itself.
    """
    sent = {"host": "localhost:8501", **{name.replace("_", "-"): value for name, value in headers.items()}}

    def visit() -> Visit:
        provided = who._claims() if who.has_provider() else None
        return Visit(address, sent, who.bound_hosts(), cookie, provided)

    monkeypatch.setattr(who, "visit", visit)


def forget() -> None:
    """Start with nothing kept, as a server does."""
    st.cache_resource.clear()
    data._watch.cache_clear()
    data._board.cache_clear()


@pytest.fixture
def open_page(monkeypatch: pytest.MonkeyPatch) -> Opener:
    """Open one page as its address would, with query parameters, and run it."""
    forget()
    monkeypatch.chdir(ROOT)
    visit_from(monkeypatch)

    def opener(page: str = "overview", **parameters: str) -> AppTest:
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
        app.run()
        for name, value in parameters.items():
            app.query_params[name] = value
        if page != "overview":
            app.switch_page(SCRIPTS[page])
        return app.run()

    return opener


def html_of(app: AppTest) -> str:
    """All HTML that the page draws, without the style sheet and the mark of who is signed in: a test's browser has no
    cookies, and Streamlit's stand-in for them is another one in every run."""
    bodies = (item.body for item in app.get("html") if "<style>" not in item.body)
    return "\n".join(re.sub(r' data-gb-who="\w*"', "", body) for body in bodies)
