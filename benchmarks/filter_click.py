"""A click on a filter until what fits is drawn, against a static page that hides the same rows by itself, and rivals.

The static page holds as many rows with the same texts and a few lines of script: nothing is faster. Ours is the wall
and the list, before Streamlit is alive (its scripts never come) and with it. NiceGUI and Shiny show the same rows and
filter them on their servers; they run in ``benchmarks/.venv``. In turns, medians, ratios.

At the end it counts what a number of clicks sent to our server.
"""

from __future__ import annotations

import argparse
import contextlib
import html
import json
import statistics
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Page

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.browser_support import chromium, free_port, serve  # noqa: E402

BOUND = 2.0
_STATUSES = ("met", "missed", "no_data")
_RIVALS = {"NiceGUI": "nicegui_app.py", "Shiny": "shiny_app.py"}
_RIVALS_PYTHON = ROOT / "benchmarks" / ".venv" / "bin" / "python"
_MANY = 200  # clicks of which the messages to the server are counted
# Click, and when the wanted number of rows (0: any) has been painted; what a script draws within the click is painted
# two frames later, what a server sends is seen in the frame that paints it.
_CLICK = """([link, row, wanted]) => new Promise((done) => {
  const start = performance.now();
  document.querySelector(link).click();
  const script = performance.now() - start;
  const seen = () => [...document.querySelectorAll(row)].filter(found => found.checkVisibility()).length;
  const end = () => requestAnimationFrame(() => done([performance.now() - start, script]));
  const fits = () => wanted ? seen() === wanted : seen() > 0;
  const look = () => fits() ? end() : requestAnimationFrame(look);
  fits() ? requestAnimationFrame(end) : requestAnimationFrame(look);
})"""


@dataclass
class Subject:
    """A page that is open, and what was measured on it, in milliseconds."""

    name: str
    page: Page
    link: str
    row: str
    counts: Counter[str] = field(default_factory=Counter)  # rows of each status, where each row is one target
    drawn: list[float] = field(default_factory=list)
    script: list[float] = field(default_factory=list)

    def click(self) -> None:
        """Every status on and off once."""
        for status in _STATUSES:
            for wanted in (self.counts[status], self.counts.total()):
                drawn, script = self.page.evaluate(_CLICK, [self.link.format(status), self.row, wanted])
                self.drawn.append(drawn)
                self.script.append(script)
                self.page.wait_for_timeout(40)


def rival_row(cells: list[str]) -> str:
    """A row as the rivals have it: the texts of ours, each in its column."""
    return f'<div class="row">{"".join(f"<span>{html.escape(cell)}</span>" for cell in cells)}</div>'


def static_page(rows: list[tuple[str, list[str]]]) -> str:
    """The yardstick: status and text of each row, and a button for each status."""
    buttons = "".join(f'<button id="{status}">{status}</button>' for status in _STATUSES)
    body = "".join(f'<div class="row" data-s="{of}">{html.escape(" ".join(cells))}</div>' for of, cells in rows)
    script = """let now = ""; document.querySelectorAll("button").forEach((b) => b.onclick = () => {
      now = now === b.id ? "" : b.id; history.pushState({}, "", now ? "?s=" + now : "?");
      document.querySelectorAll(".row").forEach((r) => { r.hidden = now !== "" && r.dataset.s !== now; }); });"""
    return f"<!doctype html><meta charset=utf-8>{buttons}<div>{body}</div><script>{script}</script>"


@contextlib.contextmanager
def rival(script: str, rows: Path) -> Iterator[str]:
    """Serve a rival's board of ``rows`` on a free port, and give its address."""
    port = free_port()
    command = [str(_RIVALS_PYTHON), str(ROOT / "benchmarks" / script), "--port", str(port), "--rows", str(rows)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield f"http://127.0.0.1:{port}/"
    finally:
        process.terminate()
        process.wait(10)


def open_rival(browser: Browser, address: str) -> Page:
    """A rival's page, once its server has started and its first rows are there."""
    page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
    for _ in range(60):
        with contextlib.suppress(Exception):
            page.goto(address)
            page.wait_for_selector(".row", timeout=10_000)
            page.wait_for_timeout(1500)
            return page
        page.wait_for_timeout(500)
    raise RuntimeError(f"{address} does not answer")


def messages(page: Page, link: str) -> int:
    """How many requests and messages ``_MANY`` clicks on filters send to the server."""
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url))
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.webSocketFrameSent", lambda frame: sent.append("message"))
    for number in range(_MANY):
        page.evaluate("link => document.querySelector(link).click()", link.format(_STATUSES[number // 2 % 3]))
    page.wait_for_timeout(1000)
    return len(sent)


def main() -> int:
    """Measure and judge: 0 if every ratio is within the bound."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=12, help="rounds of six clicks on each page")
    options = parser.parse_args()
    with contextlib.ExitStack() as stack:
        address, browser = stack.enter_context(serve("make run")), stack.enter_context(chromium())

        def opened(path: str, *, alive: bool) -> Page:
            page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
            if not alive:
                page.route("**/static/js/**", lambda route: route.abort())
            page.goto(f"{address}/{path}")
            if alive:
                page.wait_for_selector("#board-end", state="attached")
                page.wait_for_selector("#first-answer", state="detached")
            page.wait_for_timeout(1500)
            return page

        first = opened("?view=list", alive=False)
        rows = first.evaluate(
            """[...document.querySelectorAll('.gb-row[data-k]')]
            .map(row => [row.dataset.k.split('|')[4], [...row.children].map(cell => cell.textContent.trim())])"""
        )
        counts = Counter(status for status, _ in rows)
        static = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
        static.route("**/static-page*", lambda route: route.fulfill(content_type="text/html", body=static_page(rows)))
        static.goto(f"{address}/static-page")
        yardstick = Subject("static page", static, "#{}", ".row", counts)
        cards = ".w-card, .w-owed li"
        ours = [
            Subject("list, before Streamlit", first, ".gb-tile.{}", ".gb-row[data-k]", counts),
            Subject("wall, before Streamlit", opened("", alive=False), ".gb-tile.{}", cards),
            Subject("list, with Streamlit", opened("?view=list", alive=True), ".gb-tile.{}", ".gb-row[data-k]", counts),
            Subject("wall, with Streamlit", opened("", alive=True), ".gb-tile.{}", cards),
        ]
        file = Path(stack.enter_context(tempfile.TemporaryDirectory())) / "rows.json"
        file.write_text(json.dumps([(status, rival_row(cells)) for status, cells in rows]), encoding="utf-8")
        rivals = [
            Subject(name, open_rival(browser, stack.enter_context(rival(script, file))), "#{}", ".row", counts)
            for name, script in (_RIVALS.items() if _RIVALS_PYTHON.exists() else ())
        ]
        subjects = [yardstick, *ours, *rivals]
        for number in range(options.rounds + 1):
            for subject in subjects:
                subject.page.bring_to_front()
                subject.click()
            if number == 0:  # the first round warms every page
                for subject in subjects:
                    subject.drawn.clear()
                    subject.script.clear()
        sent = messages(ours[-1].page, ours[-1].link)
    return judge(yardstick, ours, rivals, sent)


def judge(yardstick: Subject, ours: list[Subject], rivals: list[Subject], sent: int) -> int:
    """Print the ratios; 0 if each of ours is within the bound and quicker than every rival, and nothing was sent."""
    base = statistics.median(yardstick.drawn)
    print(f"{'page':<26}{'drawn ms':>10}{'ratio':>8}{'script ms':>11}")
    for subject in (yardstick, *ours, *rivals):
        drawn, script = statistics.median(subject.drawn), statistics.median(subject.script)
        print(f"{subject.name:<26}{drawn:>10.1f}{drawn / base:>8.2f}{script:>11.1f}")
    worst = max(statistics.median(subject.drawn) for subject in ours)
    quickest = min((statistics.median(subject.drawn) for subject in rivals), default=float("inf"))
    print(f"{_MANY} clicks sent {sent} requests and messages to the server.")
    if not rivals:
        print("NiceGUI and Shiny were not measured: `make benchmark` installs them.")
    if worst > BOUND * base:
        print(f"A click took {worst / base:.2f} of the static page's time; the bound is {BOUND:.2f}.")
    if worst >= quickest:
        print(f"A rival was quicker: {quickest:.1f} ms and {worst:.1f} ms.")
    return int(worst > BOUND * base or worst >= quickest or sent > 0)


if __name__ == "__main__":
    sys.exit(main())
