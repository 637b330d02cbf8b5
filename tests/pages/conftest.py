"""The app started headlessly, with the shipped data or with a copy that a test may spoil."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.components.v2 import manifest_scanner
from streamlit.runtime.scriptrunner.script_cache import ScriptCache
from streamlit.testing.v1 import AppTest, app_test

from components.page import data, who
from components.page.menu import SECTIONS
from gapboard.catalog import Catalog, load_catalog
from gapboard.people.rights import Visit
from server.inside import live

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


@pytest.fixture(scope="session")
def registered() -> dict[Any, Any]:
    """The pages by Streamlit's numbers for them: without these it opens none but the first."""
    return AppTest.from_file(str(ROOT / "app.py"), default_timeout=30).run()._registered_pages


_manifests = cache(manifest_scanner.scan_component_manifests)
_scripts = ScriptCache()
_catalogs: dict[bytes, Catalog] = {}


def _catalog(path: Path) -> Catalog:
    """The catalogue of a file, read once for each content: most copies are the shipped one."""
    content = path.read_bytes() if path.exists() else b""
    if content not in _catalogs:
        _catalogs[content] = load_catalog(path)
    return _catalogs[content]


@pytest.fixture
def open_page(monkeypatch: pytest.MonkeyPatch, registered: dict[Any, Any]) -> Opener:
    """Open one page as its address would, with query parameters, and run it.

    A copy of the data has a folder of its own, so what is kept of the shipped board serves the next test too.
    """
    monkeypatch.chdir(ROOT)
    visit_from(monkeypatch)
    monkeypatch.setattr(data, "load_catalog", _catalog)
    # For each app AppTest reads what is said of all installed packages, and for each run compiles the scripts.
    monkeypatch.setattr(manifest_scanner, "scan_component_manifests", _manifests)
    monkeypatch.setattr(app_test, "ScriptCache", lambda: _scripts)
    # It has no open page to draw again: from each test a thread that looks at the data twice a second would stay.
    monkeypatch.setattr(live._Watcher, "_run", lambda self: None)

    def opener(page: str = "overview", **parameters: str) -> AppTest:
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
        app._registered_pages = registered
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
