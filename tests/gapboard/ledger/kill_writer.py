"""A writer for the crash tests: appends batches and says on standard output which ones are safely in.

    python kill_writer.py LEDGER NAME FIRST COUNT [MOMENT]

Batch ``NAME-n`` has ``n % 4 + 1`` rows. With MOMENT the process kills itself there, in its first batch.
"""

import datetime as dt
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from gapboard.ledger import CsvStore, Observation, Period

NOW = dt.datetime(2026, 1, 2, tzinfo=dt.UTC)


def batch(name: str, number: int) -> list[Observation]:
    """The rows of one batch."""
    fields = ("亿元", "A", "公报", "", '多行\n备注, “引号” "', NOW, "测试", f"{name}-{number}")
    return [Observation("kunming", f"i{row}", Period("2025"), row + 0.5, *fields) for row in range(number % 4 + 1)]


def die(*_: Any) -> None:
    """End as power loss would: nothing is flushed, nothing cleaned up."""
    os.kill(os.getpid(), signal.SIGKILL)


def after(function: Callable[..., Any]) -> Callable[..., Any]:
    """``function``, and then death."""

    def last(*arguments: Any) -> None:
        function(*arguments)
        die()

    return last


MOMENTS: dict[str, Callable[[], None]] = {
    "before the rows are on disk": lambda: setattr(os, "fsync", die),
    "after the rows are on disk": lambda: setattr(os, "fsync", after(os.fsync)),
    "before the renaming": lambda: setattr(Path, "replace", die),
    "after the renaming": lambda: setattr(Path, "replace", after(Path.replace)),
}


def main(ledger: str, name: str, first: str, count: str, moment: str = "") -> None:
    """Append ``count`` batches, the first of them number ``first``."""
    if moment:
        MOMENTS[moment]()
    store = CsvStore(ledger, lock_seconds=120)
    print("ready", flush=True)
    for number in range(int(first), int(first) + int(count)):
        store.append(batch(name, number))
        print(number, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
