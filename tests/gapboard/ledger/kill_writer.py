"""A writer for the crash tests: says on standard output which batches are safely in.

    python kill_writer.py LEDGER NAME FIRST COUNT [WHAT [MOMENT]]

Batch ``NAME-n`` has ``n % 4 + 1`` rows in the ledger, a file of evidence, and a report in the register that names it,
in this order; WHAT is one of these alone. With MOMENT the process kills itself there, in its first batch.
"""

import datetime as dt
import hashlib
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from gapboard.ledger import CsvStore, Observation, Period
from gapboard.ledger.evidence_files import EvidenceFiles
from gapboard.ledger.report import Report
from gapboard.ledger.reports import open_reports

NOW = dt.datetime(2026, 1, 2, tzinfo=dt.UTC)


def batch(name: str, number: int) -> list[Observation]:
    """The rows of one batch."""
    fields = ("亿元", "A", "公报", "", '多行\n备注, “引号” "', NOW, "测试", f"{name}-{number}")
    return [Observation("kunming", f"i{row}", Period("2025"), row + 0.5, *fields) for row in range(number % 4 + 1)]


def evidence(name: str, number: int) -> bytes:
    """The content of the batch's file, a different one for each."""
    return f"%PDF-1.7 {name}-{number} ".encode() * 2000


def progress(name: str, number: int) -> Report:
    """The batch's report, which names the file."""
    said = ("step", "p-1.1", Period("2025"), "km-bureau", "under_way", NOW.date(), "证明.pdf")
    sha256 = hashlib.sha256(evidence(name, number)).hexdigest()
    return Report(*said, sha256, f"{name}-{number}", "", NOW, "测试", done="已“开工”, 在建", stage="claimed")


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


def main(ledger: str, name: str, first: str, count: str, what: str = "", moment: str = "") -> None:
    """Write ``count`` batches, the first of them number ``first``."""
    if moment:
        MOMENTS[moment]()
    store = CsvStore(ledger, lock_seconds=120)
    files, register = EvidenceFiles(Path(ledger).parent), open_reports(store)
    steps: dict[str, Callable[[int], object]] = {
        "ledger": lambda number: store.append(batch(name, number)),
        "evidence": lambda number: files.keep(evidence(name, number), "pdf"),
        "register": lambda number: register.add([progress(name, number)]),
    }
    print("ready", flush=True)
    for number in range(int(first), int(first) + int(count)):
        for step in [steps[what]] if what else steps.values():
            step(number)
        print(number, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
