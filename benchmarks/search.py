"""How large the search box's index is, and how long it takes from a key to hits on the screen.

Each key of some questions is pressed in a real Chromium, with the line to the server cut, so that the browser alone
answers; the time runs from the key's own time stamp to the first frame after the hits are there.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.browser_support import chromium, serve  # noqa: E402

# As people type: by pinyin, in English, several words, and Chinese as an input method hands it over.
TYPED = ("lvyou 2025", "green space", "gdp 2023", "waimao", "bureau of commerce")
HANDED = ("旅游", "商务局", "2025 未达成", "研发")
_WATCH = """() => {
  window.times = [];
  let pressed = 0;
  document.addEventListener("keydown", (event) => { pressed = event.timeStamp; }, true);
  document.addEventListener("beforeinput", (event) => { pressed = pressed || event.timeStamp; }, true);
  new MutationObserver(() => {
    const since = pressed;
    pressed = 0;
    if (since) requestAnimationFrame(() => setTimeout(() => window.times.push(performance.now() - since)));
  }).observe(document.querySelector("#gb-search [role=listbox]"), { childList: true });
}"""


def packed(address: str, language: str) -> int:
    """Bytes of the index as sent over a network."""
    import gzip

    with urllib.request.urlopen(f"{address}/search.json?lang={language}") as answer:
        return len(gzip.compress(answer.read(), 6))


def times(address: str, locale: str, slower: int) -> list[float]:
    """Milliseconds from each key to its hits; ``slower`` is by how much the processor is held back, as on a phone."""
    with chromium() as browser:
        page = browser.new_context(locale=locale, viewport={"width": 1440, "height": 900}).new_page()
        page.goto(f"{address}/")
        page.wait_for_selector("#board-end", state="attached")
        page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]", state="attached")
        page.keyboard.press("/")
        page.wait_for_function("gapboardSearch.ready()")
        page.context.set_offline(True)
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slower})
        page.evaluate(_WATCH)
        for question in TYPED:
            for key in question:
                page.keyboard.press("Space" if key == " " else key)
                page.wait_for_timeout(60)
            page.fill("#gb-search input", "")
        for question in HANDED:
            page.keyboard.insert_text(question)
            page.wait_for_timeout(100)
            page.fill("#gb-search input", "")
        found: list[float] = page.evaluate("window.times")
        return found


def main() -> int:
    """Measure and print."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    with serve("make run") as address:
        for language in ("zh", "en"):
            print(f"index, {language}: {packed(address, language) / 1000:.1f} kB packed")
        for slower in (1, 4):
            found = sorted(times(address, "zh-CN", slower))
            late = found[int(0.95 * len(found))]
            print(
                f"key to hits drawn, processor ÷ {slower}: median {statistics.median(found):.1f} ms, "
                f"95th percentile {late:.1f} ms, {len(found)} keys"
            )
    return 0


if __name__ == "__main__":
    sys.exit(main())
