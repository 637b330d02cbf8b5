"""How long the overview takes to be drawn, against an empty page under plain `streamlit run`.

The overview comes with the first page, as plain HTML, and is drawn once more by Streamlit; one bound is on
the first, another on the wall with every chart painted, also those below the window that the browser would leave
until they are scrolled to; the other times are printed beside them. The pages are measured in one run, in turns,
each time in a browser of its own, so that whatever else the machine is doing weighs on both. The results are ratios;
seconds are printed but mean little elsewhere.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.browser_support import chromium, serve  # noqa: E402

_IDLE = '[data-testid="stApp"][data-test-script-state="notRunning"]'
_AT_REST = "script at rest"
_DRAWN = "all rows on the page, first answer"
_WALL = "every chart of the wall painted"
_UNFOLD = "document.querySelectorAll('.w-card').forEach(card => { card.style.contentVisibility = 'visible' })"
_LIVE = "all rows drawn by Streamlit"
# A new tab still settles for a while; what it does then is not the page's doing.
_SETTLE_SECONDS = 0.6


@dataclass
class Subject:
    """One page under measurement, and the seconds until each of its marks was there and painted."""

    name: str
    address: str
    marks: dict[str, str]
    seen: list[dict[str, float]] = field(default_factory=list)

    def median(self, mark: str) -> float:
        """The median time of one mark."""
        return statistics.median(times[mark] for times in self.seen)

    def fastest(self, mark: str) -> float:
        """The quickest run."""
        return min(times[mark] for times in self.seen)


def measure(subject: Subject) -> dict[str, float]:
    """Open the page once in a fresh browser: the seconds until each mark was attached and a frame drawn."""
    with chromium() as browser:
        page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
        page.goto("about:blank")
        time.sleep(_SETTLE_SECONDS)
        start = time.perf_counter()
        page.goto(subject.address, wait_until="commit")
        times = {}
        for mark, selector in subject.marks.items():
            page.wait_for_selector(selector, state="attached", timeout=60_000)
            if mark == _WALL:
                page.evaluate(_UNFOLD)
            page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
            times[mark] = time.perf_counter() - start
        return times


def report(empty: Subject, board: Subject, wall: Subject) -> tuple[float, float]:
    """Print the table; the ratios of first answer and whole wall to the empty page's time."""
    print(f"{'page':<58}{'median s':>10}{'fastest s':>11}{'ratio':>8}")
    base = empty.median(_AT_REST)
    for subject in (empty, board, wall):
        for mark in subject.marks:
            name, median = f"{subject.name}: {mark}", subject.median(mark)
            print(f"{name:<58}{median:>10.3f}{subject.fastest(mark):>11.3f}{median / base:>8.2f}")
    return board.median(_DRAWN) / base, wall.median(_WALL) / base


def main() -> int:
    """Measure and judge: 0 if both ratios are within their bounds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=9, help="measured page loads of each page")
    parser.add_argument("--bound", type=float, default=0.60, help="the largest ratio of the first answer that passes")
    parser.add_argument("--wall-bound", type=float, default=0.70, help="the same of the wall with all of its charts")
    parser.add_argument("--project", type=Path, default=ROOT, help="the folder with app.py and asgi.py")
    options = parser.parse_args()

    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "app.py").write_text("import streamlit as st\n", encoding="utf-8")
        with (
            serve("streamlit run", Path(folder)) as empty_address,
            serve("make run", options.project) as board_address,
        ):
            empty = Subject("empty page, streamlit run", empty_address, {_AT_REST: _IDLE})
            marks = {_DRAWN: "#first-end, #board-end", _LIVE: "#board-end", _AT_REST: _IDLE}
            board = Subject("overview, make run", board_address, marks)
            wall = Subject("wall, make run", board_address, {_WALL: "#first-end, #board-end"})
            for run in range(options.runs + 1):
                for subject in (empty, board, wall):
                    times = measure(subject)
                    # The first load of each warms the server and the system's file cache.
                    if run > 0:
                        subject.seen.append(times)
            ratio, whole = report(empty, board, wall)
    if ratio > options.bound:
        print(f"The overview took {ratio:.2f} of the empty page's time; the bound is {options.bound:.2f}.")
    if whole > options.wall_bound:
        print(f"The whole wall took {whole:.2f} of the empty page's time; the bound is {options.wall_bound:.2f}.")
    return int(ratio > options.bound or whole > options.wall_bound)


if __name__ == "__main__":
    sys.exit(main())
