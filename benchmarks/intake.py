"""How long an import of 50,000 rows takes, against the bare pandas read of the same file.

For each file: the median of several runs, all measured in turns in one process, so that whatever else the
machine is doing weighs on all. The bound is 3 times pandas (`read_csv`, and `read_excel` with its default
engine). Two figures are held against it:

- `checked`: read, recognised, checked and compared, with every count that the preview heads its tables with,
  and the first 200 new and the first 200 changed values, which is all that it shows of them;
- `preview`: all that the import page works out before it draws, so besides: every finding and repair in words,
  every row as it would be written, and which targets' statuses would change.

Drawing is not counted, nor is the reading of the ledger, which a server does once for each revision.
"""

from __future__ import annotations

import argparse
import csv
import dataclasses
import datetime as dt
import io
import random
import statistics
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from pathlib import Path

import pandas as pd

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from gapboard.board import Board  # noqa: E402
from gapboard.catalog import Catalog, Indicator, Kind, load_catalog  # noqa: E402
from gapboard.history import after_all_known, changed_statuses, with_rows  # noqa: E402
from gapboard.intake import State, prepare, read_workbook, rows_to_commit  # noqa: E402
from gapboard.intake.annotate import notes  # noqa: E402
from gapboard.intake.grid import Rows  # noqa: E402
from gapboard.intake.model import Batch  # noqa: E402
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


def timed(work: Callable[[], object]) -> float:
    """Seconds that ``work`` takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


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
    print(f"{'':32} values     pandas    checked  ratio    preview  ratio  (bound {BOUND})")
    with tempfile.TemporaryDirectory() as folder:
        for title, name, data, bare, ledger, runs in cases:
            within &= measure(title, Path(folder) / name, data, bare, catalog, ledger, runs)
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


def previewed(batch: Batch, rows: Rows, board: Board) -> None:
    """What the import page works out of a checked file besides, as `components.staff.draft` does."""
    written = rows_to_commit(batch, source="", source_url="", by="", batch_id="", at=dt.datetime.now().astimezone())
    notes(batch, rows, "zh")
    changed_statuses(board, with_rows(board, after_all_known(written, board.ledger)))


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
    batch = imported(data, path.name, catalog, ledger)
    rows = read_workbook(data, path.name).sheets[0].rows
    board = Board(catalog, ledger, dt.date.today())
    previewed(batch, rows, board)  # the board as it is has been assessed once, as in a server
    ours, more, theirs = [], [], []
    for _ in range(runs):
        theirs.append(timed(lambda: bare(str(path))))
        ours.append(timed(lambda: imported(path.read_bytes(), path.name, catalog, ledger)))
        more.append(ours[-1] + timed(lambda: previewed(batch, rows, board)))
    pandas, checked, preview = (statistics.median(times) for times in (theirs, ours, more))
    print(
        f"{title:32} {len(batch.candidates):6}  {pandas * 1000:6.0f} ms"
        f"  {checked * 1000:6.0f} ms {checked / pandas:6.2f}  {preview * 1000:6.0f} ms {preview / pandas:6.2f}"
        f"  {'within' if max(checked, preview) <= BOUND * pandas else 'over'}",
        flush=True,
    )
    return max(checked, preview) <= BOUND * pandas


if __name__ == "__main__":
    sys.exit(main())
