"""Run every benchmark of speed, one after the other; say at the end which bounds were met and how long each took."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import time
from importlib.metadata import version
from pathlib import Path

_ALL = ("first_paint", "against_dash", "filter_click", "scale", "in_year", "crowd", "slow_line")


def main() -> int:
    """The number of benchmarks with a bound that was not met."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    packages = ", ".join(f"{name} {version(name)}" for name in ("streamlit", "dash", "playwright"))
    print(f"{os.cpu_count()} cores, {memory:.0f} GB, Python {platform.python_version()}, {packages}")
    print(f"load before: {os.getloadavg()[0]:.1f}", flush=True)
    results, minutes = {}, {}
    for name in _ALL:
        print(f"\n== {name}", flush=True)
        start = time.monotonic()
        results[name] = subprocess.run([sys.executable, str(Path(__file__).with_name(f"{name}.py"))]).returncode
        minutes[name] = (time.monotonic() - start) / 60
    print()
    for name, code in results.items():
        print(f"{name:<16}{minutes[name]:5.1f} min  {'within its bounds' if code == 0 else 'NOT within its bounds'}")
    return sum(code != 0 for code in results.values())


if __name__ == "__main__":
    sys.exit(main())
