"""1,000 indicators × 10 regions, loaded and assessed cold; and how that grows from 1,000 to 100,000 pairs.

Each size is measured in processes of its own that read made-up files (see synthetic.py) with a target and six
years of figures for each pair. The time begins when the program is imported. Cold is the first start after a change of
targets.yaml, warm every other: its compiled form lies beside it. Beside seconds the processor time is printed, which
other work on the machine disturbs less; the bound is on that of a warm start.
"""

from __future__ import annotations

import argparse
import datetime as dt
import math
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

OPEN_SDG_SECONDS = 255  # what its build takes for 1,000 indicators, as the issue gives it
BOUND_SHARE = 1 / 250
REGIONS = 10
SIZES = (100, 1_000, 10_000)  # indicators
_STEEPEST = 1.1  # of time against pairs, both as logarithms: 1 is linear


def once(folder: Path) -> None:
    """Load and assess, and print seconds, processor seconds and how many were assessed."""
    wall, cpu = time.perf_counter(), time.process_time()
    from gapboard.board import Board
    from gapboard.catalog import load_catalog
    from gapboard.ledger import CsvStore

    board = Board(load_catalog(folder / "targets.yaml"), CsvStore(folder / "actuals.csv").read(), dt.date(2025, 6, 1))
    count = len(board.assessments)
    print(time.perf_counter() - wall, time.process_time() - cpu, count)


def measure(folder: Path, runs: int) -> tuple[float, float, float, int]:
    """Processor seconds cold; medians of seconds and processor seconds of ``runs`` warm starts; the assessments."""
    found = []
    for _ in range(1 + runs):
        command = [sys.executable, __file__, "--once", str(folder)]
        output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        found.append([float(word) for word in output.split()])
    cold, *warm = found
    seconds, cpu = (statistics.median(row[column] for row in warm) for column in (0, 1))
    return cold[1], seconds, cpu, int(cold[2])


def main() -> int:
    """Measure and print; 0 if the bound is met and the growth is linear."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--once", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.once:
        once(options.once)
        return 0
    from benchmarks.synthetic import write

    found = []
    print(f"{'pairs':>8}{'cold, cpu s':>13}{'warm, s':>10}{'warm, cpu s':>13}{'ms a pair':>11}{'share of 255 s':>16}")
    for indicators in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            write(Path(folder), indicators, REGIONS)
            cold, wall, cpu, count = measure(Path(folder), options.runs if indicators < 10_000 else 1)
        found.append((count, cpu))
        share = f"1/{OPEN_SDG_SECONDS / cpu:.0f}" if indicators == 1_000 else ""
        print(f"{count:>8}{cold:>13.2f}{wall:>10.2f}{cpu:>13.2f}{1000 * cpu / count:>11.3f}{share:>16}")
    (few, first), (many, last) = found[1:]
    growth = math.log(last / first) / math.log(many / few)
    met = first <= OPEN_SDG_SECONDS * BOUND_SHARE
    print(f"growth from {few} to {many}: exponent {growth:.2f} (1 is linear)")
    print(f"bound {OPEN_SDG_SECONDS * BOUND_SHARE:.2f} s for {few} pairs: {'met' if met else 'NOT met'};", end=" ")
    print(f"load of the machine {os.getloadavg()[0]:.1f}")
    return 0 if met and growth <= _STEEPEST else 1


if __name__ == "__main__":
    sys.exit(main())
