"""How long the overview takes to be drawn, against an empty page under plain `streamlit run`.

Both are measured in one run, in turns, each time in a browser of its own, so that whatever else the
machine is doing weighs on both. The result is a ratio; seconds are printed but mean little elsewhere.
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
_BOARD_END = "#board-end"
# A new tab still settles for a while; what it does then is not the page's doing.
_SETTLE_SECONDS = 0.6


@dataclass
class Subject:
    """One page under measurement: `drawn` is when the last of `selectors` was attached."""

    name: str
    address: str
    selectors: tuple[str, ...]
    seen: list[list[float]] = field(default_factory=list)

    def medians(self) -> list[float]:
        """The median time of each selector, in the order of `selectors`."""
        return [statistics.median(times) for times in zip(*self.seen, strict=True)]

    def drawn(self) -> float:
        """The median time until every selector was there."""
        return statistics.median(max(times) for times in self.seen)

    def fastest(self) -> float:
        """The quickest run."""
        return min(max(times) for times in self.seen)


def measure(subject: Subject) -> list[float]:
    """Open the page once in a fresh browser: the seconds until each selector was attached."""
    with chromium() as browser:
        page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
        page.goto("about:blank")
        time.sleep(_SETTLE_SECONDS)
        start = time.perf_counter()
        page.goto(subject.address, wait_until="commit")
        times = []
        for selector in subject.selectors:
            page.wait_for_selector(selector, state="attached", timeout=60_000)
            times.append(time.perf_counter() - start)
        return times


def report(empty: Subject, board: Subject) -> float:
    """Print the table; the ratio of the board to the empty page."""
    print(f"{'page':<42}{'median s':>10}{'fastest s':>11}{'ratio':>8}")
    base = empty.drawn()
    print(f"{empty.name:<42}{base:>10.3f}{empty.fastest():>11.3f}{1:>8.2f}")
    board_end = board.medians()[0]
    print(f"{board.name + ': ' + _BOARD_END:<42}{board_end:>10.3f}{'':>11}{board_end / base:>8.2f}")
    ratio = board.drawn() / base
    print(f"{board.name + ': drawn, script at rest':<42}{board.drawn():>10.3f}{board.fastest():>11.3f}{ratio:>8.2f}")
    return ratio


def main() -> int:
    """Measure and judge: 0 if the ratio is within the bound."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=9, help="measured page loads of each page")
    parser.add_argument("--bound", type=float, default=0.80, help="the largest ratio that passes")
    parser.add_argument("--project", type=Path, default=ROOT, help="the folder with app.py and asgi.py")
    options = parser.parse_args()

    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "app.py").write_text("import streamlit as st\n", encoding="utf-8")
        with (
            serve("streamlit run", Path(folder)) as empty_address,
            serve("make run", options.project) as board_address,
        ):
            empty = Subject("empty page, streamlit run", empty_address, (_IDLE,))
            board = Subject("overview, make run", board_address, (_BOARD_END, _IDLE))
            for run in range(options.runs + 1):
                for subject in (empty, board):
                    times = measure(subject)
                    # The first load of each warms the server and the system's file cache.
                    if run > 0:
                        subject.seen.append(times)
            ratio = report(empty, board)
    if ratio > options.bound:
        print(f"The overview took {ratio:.2f} of the empty page's time; the bound is {options.bound:.2f}.")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
