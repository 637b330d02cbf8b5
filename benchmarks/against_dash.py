"""The indicator page and a filter change, against a Dash board with the same charts and rows served beside it.

Indicator page: a fresh browser for each load, from asking for the address until every chart has its marks and a
frame is painted; ours are pictures by the server first, so until the charts that work are painted, too. Filter
change: a warm page, from the click until exactly the right rows stand there and a frame is painted. Ours and
Dash's in turns, medians, and their ratios.
"""

from __future__ import annotations

import argparse
import contextlib
import math
import os
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.dash_app import INDICATOR, REGION  # noqa: E402
from tests.browser_support import chromium, free_port, serve  # noqa: E402

BOUND_PAGE, BOUND_FILTER = 0.35, 1.0
_CHARTS = 2
_SETTLE_SECONDS = 0.6
_TO_SHOW = ("met", "all", "missed", "all", "no_data", "all")

_VEGA = "[data-testid=stVegaLiteChart] .mark-line.role-mark path"
_PLOTLY = ".js-plotly-plot .scatterlayer .trace:first-child .js-line"

# Click, then look at every frame whether exactly `count` rows are to be seen; two frames later they are painted.
_CLICK = """([link, row, count]) => new Promise((done, fail) => {
  const start = performance.now();
  document.querySelector(link).click();
  const look = () => {
    if ([...document.querySelectorAll(row)].filter(found => found.offsetParent).length === count)
      requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - start)));
    else if (performance.now() - start > 30000) fail(new Error("not drawn: " + link));
    else requestAnimationFrame(look);
  };
  look();
})"""

# A chart in the first answer is a picture: it counts when it has come and can be seen.
_DRAWN = """([mark, count]) => [...document.querySelectorAll(mark)]
  .filter(drawn => drawn.tagName !== "IMG" || (drawn.complete && drawn.naturalWidth > 0)).length >= count"""


@dataclass(frozen=True)
class Board:
    """One of the two boards: where it is, and how its drawing is recognised."""

    name: str
    address: str
    indicator: str
    mark: str  # one for each chart that is drawn
    live: str  # the same where the page has come to work
    row: str
    ready: str
    link: str  # a click here filters by a status
    clear: str


def ours(address: str) -> Board:
    """The board under the command of `make run`."""
    return Board(
        "ours, make run",
        f"{address}/?view=list",
        f"{address}/indicator?id={INDICATOR}&region={REGION}",
        f"#first-answer img[data-chart], {_VEGA}",
        _VEGA,
        ".gb-rows .gb-row[data-target]",
        "#board-end",
        "#board .gb-tile.{}",
        "#board .gb-tile.chosen",
    )


def dash(address: str) -> Board:
    """The yardstick."""
    return Board(
        "Dash, its own server",
        address,
        f"{address}/indicator",
        _PLOTLY,
        _PLOTLY,
        "#rows td[data-dash-column=status]",
        "#rows td[data-dash-column=status]",
        "#{}",
        "#all",
    )


@contextlib.contextmanager
def serve_dash() -> Iterator[str]:
    """The Dash board on a port of its own."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, str(ROOT / "benchmarks" / "dash_app.py"), "--port", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(600):
            with contextlib.suppress(OSError):
                urllib.request.urlopen(address, timeout=5).close()
                break
            time.sleep(0.1)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)


def open_indicator(board: Board) -> tuple[float, float]:
    """Seconds until every chart of the indicator page is drawn in a fresh browser, and until all that work are."""
    with chromium() as browser:
        page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
        page.goto("about:blank")
        time.sleep(_SETTLE_SECONDS)
        start = time.perf_counter()
        page.goto(board.indicator, wait_until="commit")
        return _painted(page, board.mark) - start, _painted(page, board.live) - start


def _painted(page: Page, mark: str) -> float:
    """When a frame with a mark for every chart has been painted."""
    page.wait_for_function(_DRAWN, arg=[mark, _CHARTS], timeout=60_000, polling="raf")
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    return time.perf_counter()


def change_filters(board: Board, page: Page, counts: dict[str, int]) -> list[float]:
    """Milliseconds of each change of one round through the statuses and back to all."""
    times = []
    for status in _TO_SHOW:
        selector = board.clear if status == "all" else board.link.format(status)
        times.append(page.evaluate(_CLICK, [selector, board.row, counts[status]]))
        time.sleep(0.3)
    return times


def measure_filters(boards: list[Board], rounds: int) -> dict[str, list[float]]:
    """Milliseconds of every filter change of each board; the first round warms up and is not counted."""
    found: dict[str, list[float]] = {board.name: [] for board in boards}
    with chromium() as browser:
        context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN")
        pages = [context.new_page() for _ in boards]
        for board, page in zip(boards, pages, strict=True):
            page.goto(board.address)
            page.wait_for_selector(board.ready, state="attached", timeout=60_000)
        time.sleep(2)
        counts = {"all": pages[0].locator(boards[0].row).count()}
        for status in set(_TO_SHOW) - {"all"}:
            counts[status] = pages[0].locator(f"{boards[0].row}:has(.c-status.{status})").count()
        for number in range(rounds + 1):
            for board, page in zip(boards, pages, strict=True):
                page.bring_to_front()
                times = change_filters(board, page, counts)
                if number:
                    found[board.name] += times
    return found


def main() -> int:
    """Measure and print; 0 if both ratios are within their bounds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=7, help="measured page loads, and rounds of filter changes")
    options = parser.parse_args()
    with serve("make run") as board_address, serve_dash() as dash_address:
        boards = [ours(board_address), dash(dash_address)]
        drawn: dict[str, list[float]] = {board.name: [] for board in boards}
        working: dict[str, list[float]] = {board.name: [] for board in boards}
        for run in range(options.runs + 1):
            for board in boards:
                seconds = open_indicator(board)
                if run:
                    drawn[board.name].append(seconds[0])
                    working[board.name].append(seconds[1])
        changes = measure_filters(boards, options.runs)
    print(f"load of the machine {os.getloadavg()[0]:.1f}")
    first = row("indicator page, charts drawn, s", drawn, BOUND_PAGE)
    row("indicator page, charts that work, s", working)
    second = row("filter change, click to drawn, ms", changes, BOUND_FILTER)
    return 0 if first and second else 1


def row(title: str, times: dict[str, list[float]], bound: float = math.inf) -> bool:
    """Print one comparison; whether it keeps its bound, if it has one."""
    own, other = (statistics.median(found) for found in times.values())
    fastest = [min(found) for found in times.values()]
    ratio = own / other
    print(
        f"{title:<36} ours {own:8.2f} (fastest {fastest[0]:.2f})  Dash {other:8.2f} (fastest {fastest[1]:.2f})"
        f"  ratio {ratio:.2f}"
        + ("" if math.isinf(bound) else f", bound {bound:.2f}: {'met' if ratio <= bound else 'NOT met'}")
    )
    return ratio <= bound


if __name__ == "__main__":
    sys.exit(main())
