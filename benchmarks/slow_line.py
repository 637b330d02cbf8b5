"""The overview over a line of 10 Mbit/s and 20 ms, with nothing in the browser's cache.

Chromium narrows the line (Network.emulateNetworkConditions). The visitor is given an address of the network by
`X-Forwarded-For`, as behind a reverse proxy, because the server compresses only what leaves this computer.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.browser_support import chromium, serve  # noqa: E402

BOUND_SECONDS = 1.0
_BYTES_A_SECOND = 10_000_000 / 8
_LATENCY_MS = 20
_SETTLE_SECONDS = 0.6


def measure(address: str) -> tuple[float, str]:
    """Seconds until every row is on the page and painted, and how the page was encoded."""
    with chromium() as browser:
        headers = {"X-Forwarded-For": "192.0.2.7"}
        page = browser.new_context(viewport={"width": 1440, "height": 900}, extra_http_headers=headers).new_page()
        page.goto("about:blank")
        line = page.context.new_cdp_session(page)
        line.send("Network.enable")
        conditions = {"offline": False, "latency": _LATENCY_MS}
        conditions |= {"downloadThroughput": _BYTES_A_SECOND, "uploadThroughput": _BYTES_A_SECOND}
        line.send("Network.emulateNetworkConditions", conditions)
        time.sleep(_SETTLE_SECONDS)
        start = time.perf_counter()
        answer = page.goto(address, wait_until="commit")
        page.wait_for_selector("#first-end, #board-end", state="attached", timeout=60_000)
        page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        passed = time.perf_counter() - start
        return passed, (answer.headers.get("content-encoding", "none") if answer else "none")


def main() -> int:
    """Measure and print; 0 if the median is within the bound."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=7)
    options = parser.parse_args()
    with serve("make run") as address:
        found = [measure(address) for _ in range(options.runs + 1)][1:]
    encodings = {encoding for _, encoding in found}
    if encodings != {"gzip"}:
        print(f"The page came as {encodings}, not compressed: this would measure another path.")
        return 1
    times = [seconds for seconds, _ in found]
    median = statistics.median(times)
    print(
        f"overview at 10 Mbit/s and 20 ms: median {median:.2f} s, fastest {min(times):.2f} s, bound {BOUND_SECONDS} s:"
        f" {'met' if median <= BOUND_SECONDS else 'NOT met'}; load of the machine {os.getloadavg()[0]:.1f}"
    )
    return 0 if median <= BOUND_SECONDS else 1


if __name__ == "__main__":
    sys.exit(main())
