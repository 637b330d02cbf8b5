"""How long an import of 50,000 rows takes, against the bare pandas read of the same file.

For each file both are measured in turns in one process, so that whatever else the machine is doing weighs on both;
the best of the runs, the least of the processor's time and the median are printed. The bound is 3 times pandas
(`read_csv`, and `read_excel` with its default engine), by the median. Two figures are held against it:

- `checked`: read, recognised, checked and compared, with every count that the preview heads its tables with,
  and the first 200 new and the first 200 changed values, which is all that it shows of them;
- `preview`: everything between the bytes of the file and the finished HTML of the review: besides the above the
  number of remarks and the first 200 of each kind in words, which targets' statuses would change, and the drawing
  of the tables. It runs the import page's own functions.

Not counted is what a server does once for each revision of its files: reading the ledger and assessing the board
as it is. What each part of a preview costs is printed below each file.
"""

from __future__ import annotations

import argparse
import csv
import dataclasses
import datetime as dt
import io
import logging
import os
import random
import resource
import statistics
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from components.staff.draft import Choices, effects_of, made  # noqa: E402
from components.staff.review import show_review  # noqa: E402
from gapboard.board import Board  # noqa: E402
from gapboard.catalog import Catalog, Indicator, Kind, load_catalog  # noqa: E402
from gapboard.intake import State, prepare, read_workbook, rows_to_commit  # noqa: E402
from gapboard.intake.model import Batch  # noqa: E402
from gapboard.intake.preview import remarks_of  # noqa: E402
from gapboard.ledger import CsvStore, Ledger  # noqa: E402

BOUND = 3.0
SHOWN = 200
HEADER = ("地区", "指标", "年份", "数值", "单位", "备注")
Row = tuple[str, ...]


def series(indicator: Indicator, years: range, rng: random.Random) -> list[str]:
    """Figures such as statistics have: a little more or less each year."""
    value = rng.uniform(2, 60) if indicator.kind is Kind.RATE else rng.uniform(50, 9000)
    figures = []
    for _ in years:
        value *= rng.uniform(0.93, 1.12)
        figures.append(f"{value:.0f}" if indicator.kind is Kind.COUNT else f"{value:.2f}")
    return figures


def rows_of(catalog: Catalog, count: int, rng: random.Random) -> list[Row]:
    """A long table in the catalogue's own names and units, in no order."""
    years = range(1995, 2025)
    rows = [
        (region.name, indicator.name, str(year), figure, indicator.unit, "")
        for indicator in catalog.indicators.values()
        if indicator.kind is not Kind.CLASS
        for region in catalog.regions.values()
        for year, figure in zip(years, series(indicator, years, rng), strict=True)
    ]
    rng.shuffle(rows)
    if len(rows) < count:
        raise SystemExit(f"the catalogue has room for {len(rows)} rows only")
    return rows[:count]


def as_csv(rows: list[Row], encoding: str) -> bytes:
    """The table as WPS writes it."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows([HEADER, *rows])
    return text.getvalue().encode(encoding)


def as_xlsx(rows: list[Row]) -> bytes:
    """The table with years and figures as numbers."""
    frame = pd.DataFrame(rows, columns=list(HEADER))
    frame["年份"] = frame["年份"].astype(int)
    frame["数值"] = frame["数值"].astype(float)
    content = io.BytesIO()
    frame.to_excel(content, index=False)
    return content.getvalue()


def untidy(rows: list[Row]) -> list[Row]:
    """Every tenth row with something to repair."""
    return [
        (place, name, f"{year}年", f"{float(figure):,.2f}", unit, "") if number % 10 == 0 else row
        for number, row in enumerate(rows)
        for place, name, year, figure, unit, _ in [row]
    ]


def read_excel(path: str) -> pd.DataFrame:
    """With the engine that pandas takes by default; it warns that it will take another one some day."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return pd.read_excel(path)


class Cost(NamedTuple):
    """Seconds by the clock, and of the processor's time, with that of processes that were started."""

    wall: float
    cpu: float


def _processor() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def timed(work: Callable[[], object]) -> Cost:
    """What ``work`` takes."""
    start, busy = time.perf_counter(), _processor()
    work()
    return Cost(time.perf_counter() - start, _processor() - busy)


def main() -> int:
    """Measure and print; the exit code says whether every file keeps within the bound, by both figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=50_000)
    parser.add_argument("--runs", type=int, default=9)
    options = parser.parse_args()
    catalog = load_catalog(ROOT / "data" / "targets.yaml")
    shipped = CsvStore(ROOT / "data" / "actuals.csv").read()
    rows = rows_of(catalog, options.rows, random.Random(1))
    tidy = as_csv(rows, "utf-8")
    cases: list[tuple[str, str, bytes, Callable[[str], object], Ledger, int]] = [
        ("csv, UTF-8", "a.csv", tidy, pd.read_csv, shipped, options.runs),
        (
            "csv, GB18030",
            "b.csv",
            as_csv(rows, "gb18030"),
            lambda path: pd.read_csv(path, encoding="gb18030"),
            shipped,
            options.runs,
        ),
        ("csv, against a ledger as long", "c.csv", tidy, pd.read_csv, full(tidy, catalog), options.runs),
        ("csv, one row in ten repaired", "d.csv", as_csv(untidy(rows), "utf-8"), pd.read_csv, shipped, options.runs),
        ("xlsx", "e.xlsx", as_xlsx(rows), read_excel, shipped, max(options.runs // 3, 1)),
    ]
    within = True
    logging.disable(logging.WARNING)  # Streamlit tells at every call that no page is being drawn
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    print(f"{options.rows} rows; bound {BOUND}; load of the machine over 1, 5 and 15 minutes {load}")
    print(f"{'':40}   pandas    checked  ratio    preview  ratio")
    with tempfile.TemporaryDirectory() as folder:
        for title, name, data, bare, ledger, runs in cases:
            within &= measure(title, Path(folder) / name, data, bare, catalog, ledger, runs)
    if not within:
        print(f"over the bound: some file took more than {BOUND} times the bare read (docs/decisions/0004-intake.md)")
    return 0 if within else 1


def full(data: bytes, catalog: Catalog) -> Ledger:
    """A ledger that knows every value of the file already."""
    batch = imported(data, "x.csv", catalog, Ledger(()))
    at = dt.datetime(2025, 1, 1, tzinfo=dt.UTC)
    rows = rows_to_commit(batch, source="s", source_url="", by="b", batch_id="1", at=at)
    return Ledger(tuple(dataclasses.replace(row, value=(row.value or 0) * 1.01) for row in rows))


def imported(data: bytes, name: str, catalog: Catalog, ledger: Ledger) -> Batch:
    """A file checked and compared, with the counts and the first values of its preview."""
    workbook = read_workbook(data, name)
    batch = prepare(workbook, workbook.sheets[0].name, catalog, ledger)
    for state in State:
        batch.number_of(state)
    batch.doubtful()
    batch.of(State.NEW, most=SHOWN)
    batch.of(State.CHANGED, most=SHOWN)
    return batch


def previewed(data: bytes, name: str, board: Board) -> None:
    """The import page from the bytes to the HTML of the review."""
    workbook = read_workbook(data, name)
    show_review(made(board, workbook, Choices(workbook.sheets[0].name), {}))


def parts(data: bytes, name: str, board: Board) -> dict[str, float]:
    """Seconds of the processor's time for each part of a preview."""
    kept: dict[str, Any] = {}
    table = read_workbook(data, name)
    sheet, now = table.sheets[0], dt.datetime.now().astimezone()
    draft = made(board, table, Choices(sheet.name), {})
    work: dict[str, Callable[[], object]] = {
        "read": lambda: read_workbook(data, name),
        "check": lambda: kept.update(batch=prepare(table, sheet.name, board.catalog, board.ledger)),
        "first rows": lambda: [kept["batch"].of(state, most=SHOWN) for state in (State.NEW, State.CHANGED)],
        "remarks": lambda: remarks_of(kept["batch"], sheet.rows, "zh", SHOWN),
        "statuses": lambda: effects_of(kept["batch"], board, now),
        "draw": lambda: show_review(draft),
    }
    return {title: timed(step).cpu for title, step in work.items()}


def measure(
    title: str,
    path: Path,
    data: bytes,
    bare: Callable[[str], object],
    catalog: Catalog,
    ledger: Ledger,
    runs: int,
) -> bool:
    """Print one comparison and answer whether the ratios of the medians keep within the bound."""
    path.write_bytes(data)
    board = Board(catalog, ledger, dt.date.today())
    previewed(data, path.name, board)  # the board as it is has been assessed once, as in a server
    theirs, checked, preview = [], [], []
    costs: list[dict[str, float]] = []
    for _ in range(runs):
        theirs.append(timed(lambda: bare(str(path))))
        checked.append(timed(lambda: imported(path.read_bytes(), path.name, catalog, ledger)))
        preview.append(timed(lambda: previewed(path.read_bytes(), path.name, board)))
        costs.append(parts(data, path.name, board))
    within = True
    for name, field, of in (("best", 0, min), ("cpu", 1, min), ("median", 0, statistics.median)):
        pandas, first, whole = (of([cost[field] for cost in found]) for found in (theirs, checked, preview))
        within = max(first, whole) <= BOUND * pandas
        times = "".join(f"  {found * 1000:6.0f} ms {found / pandas:6.2f}" for found in (first, whole))
        head = title if name == "best" else ""
        print(f"{head:32}{name:8}{pandas * 1000:6.0f} ms{times}  {'within' if within else 'over'}")
    each = ", ".join(f"{part} {min(cost[part] for cost in costs) * 1000:.0f}" for part in costs[0])
    print(f"{'':32}cpu of a preview's parts, ms: {each}", flush=True)
    return within


if __name__ == "__main__":
    sys.exit(main())
