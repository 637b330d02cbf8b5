"""A writer for the crash tests: says on standard output which batches are safely in.

    python kill_writer.py FOLDER LEDGER NAME FIRST COUNT [WHAT [MOMENT]]

LEDGER is a file or the address of a database. Batch ``NAME-n`` has ``n % 4 + 1`` rows in the ledger, a file of evidence
below FOLDER, and as many reports in the register that name it, in this order; WHAT is one of these alone. With MOMENT
the process kills itself there, in its first batch.
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
from gapboard.ledger.postgres import open_database
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


def progress(name: str, number: int) -> list[Report]:
    """The batch's reports, which name the file; each is a batch of its own in the register."""
    said = (Period("2025"), "km-bureau", "under_way", NOW.date(), "证明.pdf")
    sha256 = hashlib.sha256(evidence(name, number)).hexdigest()
    rest = {"done": "已“开工”, 在建", "stage": "claimed"}
    return [
        Report("step", f"p-1.{row}", *said, sha256, f"{name}-{number}.{row}", "", NOW, "测试", **rest)
        for row in range(number % 4 + 1)
    ]


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
IN_A_DATABASE: dict[str, Callable[[], None]] = {
    "before the rows are sent": lambda: _at_rows("before_cursor_execute"),
    "after the rows are sent": lambda: _at_rows("after_cursor_execute"),
}


def _at_rows(event: str) -> None:
    from sqlalchemy import Engine
    from sqlalchemy import event as events

    def on(_: Any, __: Any, statement: str, *rest: Any) -> None:
        if statement.startswith("INSERT INTO report_entry"):
            die()

    events.listen(Engine, event, on)


def main(folder: str, ledger: str, name: str, first: str, count: str, what: str = "", moment: str = "") -> None:
    """Write ``count`` batches, the first of them number ``first``."""
    if moment:
        (MOMENTS | IN_A_DATABASE)[moment]()
    in_database = "://" in ledger
    store = open_database(ledger, lock_seconds=120) if in_database else CsvStore(ledger, lock_seconds=120)
    files, register = EvidenceFiles(Path(folder)), open_reports(store)
    steps: dict[str, Callable[[int], object]] = {
        "ledger": lambda number: store.append(batch(name, number)),
        "evidence": lambda number: files.keep(evidence(name, number), "pdf"),
        "register": lambda number: register.add(progress(name, number)),
    }
    print("ready", flush=True)
    for number in range(int(first), int(first) + int(count)):
        for step in [steps[what]] if what else steps.values():
            step(number)
        print(number, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
