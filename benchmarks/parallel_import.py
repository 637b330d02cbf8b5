"""Twenty processes import into one ledger at once; every row they were told is in must be in.

    python benchmarks/parallel_import.py [--processes N] [--batches N] [--rows N]

Each process writes its batches as an import does (reads the ledger, names the batch, appends) and prints the
name of a batch when it has been acknowledged. Exits with 1 if a row is missing, doubled or changed.
"""

from __future__ import annotations

import argparse
import dataclasses
import datetime as dt
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from gapboard.history import after_all_known, new_batch_id  # noqa: E402
from gapboard.ledger import CsvStore, Observation  # noqa: E402

_LOCK_SECONDS = 300  # twenty writers of a slow disk wait for each other


def batch_rows(shipped: tuple[Observation, ...], who: str, batch: str, size: int) -> list[Observation]:
    """A batch of real rows that says in each row which batch and which row it is."""
    at = dt.datetime.now().astimezone()
    return [
        dataclasses.replace(
            shipped[number % len(shipped)],
            value=float(number),
            note=f"{batch}, “{number}”\nline two",
            recorded_at=at,
            recorded_by=who,
            batch=batch,
        )
        for number in range(size)
    ]


def write(ledger: Path, who: str, batches: int, size: int) -> None:
    """Be one importing process: say each batch's name once it is in."""
    store = CsvStore(ledger, lock_seconds=_LOCK_SECONDS)
    for _ in range(batches):
        known = store.read()
        batch = new_batch_id(dt.datetime.now().astimezone(), who)
        store.append(after_all_known(batch_rows(known.rows, who, batch, size), known))
        print(batch, flush=True)


@dataclasses.dataclass(frozen=True)
class Result:
    """What came of it. ``problems`` is empty if all is well."""

    acknowledged: int
    rows: int
    problems: tuple[str, ...]


def run(folder: Path, processes: int, batches: int, size: int) -> Result:
    """Let the processes write into a copy of the shipped ledger in ``folder``, then look at it."""
    ledger = folder / "actuals.csv"
    shutil.copyfile(ROOT / "data" / "actuals.csv", ledger)
    before = ledger.read_bytes()
    command = [sys.executable, __file__, "--write", str(ledger), "--batches", str(batches), "--rows", str(size)]
    running = [
        subprocess.Popen([*command, "--who", f"p{number}"], stdout=subprocess.PIPE, text=True)
        for number in range(processes)
    ]
    outputs = [process.communicate()[0].split() for process in running]
    problems = [f"process {number} failed" for number, process in enumerate(running) if process.returncode]
    acknowledged = [batch for output in outputs for batch in output]
    problems += check(ledger, before, acknowledged, size)
    return Result(len(acknowledged), len(CsvStore(ledger).read().rows), tuple(problems))


def check(ledger: Path, before: bytes, acknowledged: list[str], size: int) -> list[str]:
    """What is wrong with the ledger after batches of ``size`` rows were acknowledged."""
    problems = []
    if not ledger.read_bytes().startswith(before):
        problems.append("the rows that were there before are not as they were")
    if len(set(acknowledged)) != len(acknowledged):
        problems.append("two batches have one name")
    notes: dict[str, list[str]] = {}
    for row in CsvStore(ledger).read().rows:
        notes.setdefault(row.batch, []).append(row.note)
    for batch in acknowledged:
        if notes.get(batch) != [f"{batch}, “{number}”\nline two" for number in range(size)]:
            problems.append(f"batch {batch} is not whole")
    return problems


def main(arguments: list[str] | None = None) -> int:
    """Run the benchmark; 0 if every acknowledged row is there."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--processes", type=int, default=20)
    parser.add_argument("--batches", type=int, default=5)
    parser.add_argument("--rows", type=int, default=20)
    parser.add_argument("--write", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--who", help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.write:
        write(options.write, options.who, options.batches, options.rows)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        result = run(Path(folder), options.processes, options.batches, options.rows)
        seconds = time.perf_counter() - start
    for problem in result.problems:
        print(problem)
    print(
        f"{options.processes} processes, {result.acknowledged} batches acknowledged, {result.rows} rows in "
        f"{seconds:.1f} s: {len(result.problems)} problems"
    )
    return 1 if result.problems else 0


if __name__ == "__main__":
    sys.exit(main())
