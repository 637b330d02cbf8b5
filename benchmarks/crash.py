"""Kill a writer of the ledger at random moments, a thousand times, and look at what is left each time.

    python benchmarks/crash.py [--kills N] [--seed S]

After every kill the file must hold the old rows or the old and all the new ones, byte for byte, and the new
ones if the writer had said that they are in. Prints a tally; exits with 1 if anything was lost or torn.
"""

from __future__ import annotations

import argparse
import dataclasses
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from gapboard.kernel.faults import DataFault  # noqa: E402
from gapboard.ledger import CsvStore, Observation  # noqa: E402

_ROWS = 40  # in one batch
_STEP = 1.05
_STARTED, _ACKNOWLEDGED = b"s", b"a"


class Outcome(StrEnum):
    """What a killed writer left."""

    OLD = "old file, batch not written"
    NEW = "new file, batch not yet acknowledged"
    ACKNOWLEDGED = "new file, batch acknowledged"
    LOST = "LOST: an acknowledged batch is not there"
    TORN = "TORN: neither the old file nor the new one"


BAD = (Outcome.LOST, Outcome.TORN)


def judge(old: bytes, new: bytes, found: bytes, acknowledged: bool) -> Outcome:
    """What ``found`` is, when ``old`` was there and ``new`` was being written."""
    if found == new:
        return Outcome.ACKNOWLEDGED if acknowledged else Outcome.NEW
    if found == old:
        return Outcome.LOST if acknowledged else Outcome.OLD
    return Outcome.TORN


def crash(store: CsvStore, rows: list[Observation], new: bytes, wait: float) -> Outcome:
    """Write ``rows`` in a child process, kill it ``wait`` seconds after it began, and look at the file."""
    old = store.path.read_bytes()
    child, reading = _start_writing(store, rows)
    time.sleep(wait)  # not a busy loop, which would take the processor from the child
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    acknowledged = os.read(reading, 1) == _ACKNOWLEDGED
    os.close(reading)
    outcome = judge(old, new, store.path.read_bytes(), acknowledged)
    try:
        store.read()
    except DataFault:
        return Outcome.TORN
    return outcome


def _start_writing(store: CsvStore, rows: Sequence[Observation]) -> tuple[int, int]:
    """A child that is about to write, and the pipe on which it will say that the rows are in."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.write(writing, _STARTED)
        store.append(rows)
        os.write(writing, _ACKNOWLEDGED)
        os._exit(0)
    os.close(writing)
    os.read(reading, 1)
    return child, reading


def run(folder: Path, kills: int, seed: int) -> Counter[Outcome]:
    """So many kills of a writer that adds to a copy of the shipped ledger in ``folder``."""
    moments = random.Random(seed)  # noqa: S311 - not for secrets
    store = CsvStore(folder / "actuals.csv")
    old = (ROOT / "data" / "actuals.csv").read_bytes()
    store.path.write_bytes(old)
    rows = [dataclasses.replace(row, batch="killed") for row in store.read().rows[:_ROWS]]
    start = time.perf_counter()
    store.append(rows)
    typical = time.perf_counter() - start
    new = store.path.read_bytes()
    tally: Counter[Outcome] = Counter()
    for _ in range(kills):
        store.path.write_bytes(old)
        outcome = crash(store, rows, new, moments.uniform(0, 2 * typical))
        # Kept near the time that a write takes now, so that half of the kills come before its end.
        typical *= _STEP if outcome is Outcome.OLD else 1 / _STEP
        tally[outcome] += 1
    return tally


def main(arguments: list[str] | None = None) -> int:
    """Run the benchmark; 0 if nothing was lost."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    options = parser.parse_args(arguments)
    if not hasattr(os, "fork"):
        print("This system has no fork; the benchmark needs Linux or macOS.", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        tally = run(Path(folder), options.kills, options.seed)
        seconds = time.perf_counter() - start
    for outcome in Outcome:
        print(f"{tally[outcome]:6d}  {outcome.value}")
    lost = sum(tally[outcome] for outcome in BAD)
    print(f"{options.kills} kills in {seconds:.1f} s, seed {options.seed}: {lost} lost or torn")
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
