"""One server and one Chromium for all journeys of a run."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser_support import chromium, serve
from tests.shipped_data import copy_shipped


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    """The board with the shipped data, served as ``make run`` serves it."""
    with serve("make run") as url:
        yield url


# Not for the whole run: what one module's clerk saves is compared with what the next one's brings.
@pytest.fixture(scope="module")
def staff_board(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """The address of a board that staff may write to, and the folder of its data: one for the tests of a module."""
    folder = tmp_path_factory.mktemp("staff")
    copy_shipped(folder)
    with serve("make run", env={"GAPBOARD_DATA": str(folder)}) as url:
        yield url, folder


# Not for the whole run: an open Playwright occupies the thread's event loop, which other tests need.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, or a skip with the reason."""
    with chromium() as found:
        yield found


@pytest.fixture
def pictures() -> Path:
    """Where screenshots go; ``GAPBOARD_PICTURES`` names a folder to keep them."""
    folder = Path(os.environ.get("GAPBOARD_PICTURES") or "build/pictures")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def settle(page: Page, end: str) -> None:
    """Wait until the page's last element is there and Streamlit has finished its run."""
    page.wait_for_selector(end, state="attached")
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]", state="attached")
