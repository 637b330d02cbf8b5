"""Kill the server with SIGKILL while a page saves, fifty times, and look at what is left each time.

    python benchmarks/page_crash.py [--kills N] [--seed S]

A browser imports a file with a name that it settles and has remembered, presses the button, and the server dies a
moment later. After every kill the ledger and the names must begin with what was there before, byte for byte; the
ledger has all of the batch or none of it, and has it if the page had said so; names count only with their batch; and
the next server starts. Prints a tally; exits with 1 if anything was lost or torn.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from playwright.sync_api import Error, Page, expect  # noqa: E402

from gapboard.intake.aliases import AliasStore  # noqa: E402
from gapboard.ledger import CsvStore  # noqa: E402
from gapboard.people.names import Names  # noqa: E402
from gapboard.people.rights import operator  # noqa: E402
from tests.browser.clerk import at_rest, fill, open_tab  # noqa: E402
from tests.browser_support import _wait_until_healthy, chromium, command, free_port  # noqa: E402
from tests.shipped_data import copy_shipped  # noqa: E402

_YEARS = range(1950, 1980)  # of which the shipped ledger holds none
_BAD = ("LOST", "TORN")


def start(folder: Path, port: int) -> subprocess.Popen[bytes]:
    """A fresh server; raises if it does not come up."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "GAPBOARD_DATA": str(folder)}
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command("make run", port), cwd=ROOT, env=environment, stdout=quiet, stderr=quiet)
    if not _wait_until_healthy(f"http://127.0.0.1:{port}", process):
        process.kill()
        raise SystemExit("TORN: the server does not start on what was left")
    return process


def prepare(page: Page, address: str, turn: int) -> None:
    """Everything up to the button that saves: a file whose only indicator has a name that must be settled."""
    name = f"全区产值{chr(ord('甲') + turn)}"
    rows = "".join(f"{name},昆明市,{year},{100 + turn + year / 1000},亿元\n" for year in _YEARS)
    content = ("指标,地区,年份,数值,单位\n" + rows).encode()
    page.goto(f"{address}/import?lang=zh")
    page.set_input_files("input[type=file]", {"name": "指标.csv", "mimeType": "text/csv", "buffer": content})
    page.wait_for_selector("#review")
    at_rest(page)
    choice = page.get_by_role("combobox", name=f"指标“{name}”")
    page.wait_for_timeout(700)  # a list that opens while its box still moves is closed again by Streamlit
    choice.click()
    choice.fill("地区生产总值")
    page.get_by_role("option", name="地区生产总值").first.click()
    at_rest(page)
    page.get_by_text("以后都这样识别").click()
    at_rest(page)
    page.get_by_role("button", name="按所选重新核对").click()
    expect(page.locator(".gb-tile.new, .gb-tile.changed").first).to_be_visible()
    at_rest(page)
    fill(page, "数据来源（必填）", f"第{turn}次")
    at_rest(page)
    fill(page, "录入人姓名（必填）", "李明")
    at_rest(page)
    checked = page.get_by_text("我已逐一核对")
    if checked.count():
        checked.first.click()
        at_rest(page)


def press(page: Page) -> None:
    """Press the button that saves, without waiting for anything."""
    page.get_by_role("button", name="全部保存").click(no_wait_after=True)


def says_saved(page: Page) -> bool:
    """Whether the page has said that the figures are saved."""
    try:
        return page.locator(".gb-saved").count() > 0
    except Error:
        return False


def judge(folder: Path, before: tuple[bytes, bytes], told: bool) -> str:
    """What is left of the batch that was being saved."""
    ledger, names = content(folder, "actuals.csv"), content(folder, "aliases.csv")
    if not (ledger.startswith(before[0]) and names.startswith(before[1])):
        return "TORN: something that was there has changed"
    scan = CsvStore(folder / "actuals.csv").scan()
    old = len(before[0].splitlines()) - 1
    added = scan.rows[old:]
    if scan.faults or len(added) not in (0, len(_YEARS)) or len({row.batch for row in added}) > 1:
        return "TORN: half a batch"
    sayings = AliasStore(folder / "aliases.csv").read()
    batches = {row.batch for row in scan.rows}
    counting = Names(operator("root"), folder, CsvStore(folder / "actuals.csv").read()).known().counting.values()
    if any(alias.batch not in batches for alias in counting):
        return "TORN: a name counts without its batch"
    if added and added[0].batch not in {alias.batch for alias in sayings}:
        return "LOST: a batch without the name that was remembered with it"
    if told and not added:
        return "LOST: the page said saved, and it is not"
    return "saved and told" if told else "saved, not told yet" if added else "not saved"


def content(folder: Path, name: str) -> bytes:
    """A file's bytes; none where there is no file."""
    path = folder / name
    return path.read_bytes() if path.exists() else b""


def run(kills: int, seed: int) -> Counter[str]:
    """Kill that many servers, and count what each left."""
    chance, tally = random.Random(seed), Counter[str]()
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    with tempfile.TemporaryDirectory() as place, chromium() as browser:
        folder = copy_shipped(Path(place))
        longest = 1.0
        for turn in range(kills + 1):
            server = start(folder, port)
            page = open_tab(browser, "about:blank")
            prepare(page, address, turn)
            before = content(folder, "actuals.csv"), content(folder, "aliases.csv")
            began = time.monotonic()
            press(page)
            if turn == 0:  # not killed: how long saving takes here
                expect(page.locator(".gb-saved")).to_be_visible()
                longest = time.monotonic() - began
            else:
                time.sleep(chance.uniform(0, longest))
            server.send_signal(signal.SIGKILL)
            server.wait()
            found = judge(folder, before, says_saved(page))
            page.context.close()
            if turn:
                tally[found] += 1
            print(f"{turn:3} {found}", flush=True)
            if found.startswith(_BAD):
                break
        start(folder, port).kill()
        print(f"saving took {longest:.2f} s unkilled; leftovers: {sorted(path.name for path in folder.glob('.*.tmp'))}")
    return tally


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the tally; 1 if anything was lost or torn."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    tally = run(options.kills, options.seed)
    for found, count in tally.most_common():
        print(f"{count:4}  {found}")
    return 1 if any(found.startswith(_BAD) for found in tally) or sum(tally.values()) < options.kills else 0


if __name__ == "__main__":
    sys.exit(main())
