"""How long an import takes: 2,000 figures in half a second, 50,000 rows in twelve, memory below 400 MB.

Measured is everything from the bytes of a file to the checked and compared batch with its counts; the quickest run
counts, by the processor's time (with that of the reader's process), because the clock depends on what else the machine
does. What each part of a preview costs is printed beside it; the drawing of its tables is not within the bound.
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
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
import streamlit as st

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

BOUNDS = {2_000: 0.5, 50_000: 12.0}
"""Seconds by the number of rows."""
MEMORY = 400
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
    """Measure and print; the exit code says whether every bound is kept."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    catalog = load_catalog(ROOT / "data" / "targets.yaml")
    shipped = CsvStore(ROOT / "data" / "actuals.csv").read()
    logging.disable(logging.WARNING)  # Streamlit tells at every call that no page is being drawn
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    print(f"load of the machine over 1, 5 and 15 minutes {load}; seconds of the processor's time, by the clock")
    within = True
    for count, bound in BOUNDS.items():
        rows = rows_of(catalog, count, random.Random(1))
        tidy = as_csv(rows, "utf-8")
        cases = [
            ("csv, UTF-8", "a.csv", tidy, shipped),
            ("csv, GB18030", "b.csv", as_csv(rows, "gb18030"), shipped),
            ("csv, against a ledger as long", "c.csv", tidy, full(tidy, catalog)),
            ("csv, one row in ten repaired", "d.csv", as_csv(untidy(rows), "utf-8"), shipped),
            ("xlsx", "e.xlsx", as_xlsx(rows), shipped),
        ]
        for title, name, data, ledger in cases:
            within &= measure(f"{count}, {title}", name, data, catalog, ledger, options.runs, bound)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    within &= memory < MEMORY
    print(f"memory at most {memory:.0f} MB (bound {MEMORY})")
    return 0 if within else 1


def measure(title: str, name: str, data: bytes, catalog: Catalog, ledger: Ledger, runs: int, bound: float) -> bool:
    """Time the reading, checking and comparing of a file; whether the quickest run keeps within the bound."""
    costs = [timed(lambda: imported(data, name, catalog, ledger)) for _ in range(runs)]
    cost = min(costs, key=lambda item: item.cpu)
    board = Board(catalog, ledger, dt.date.today())
    split = " ".join(f"{part} {seconds:.2f}" for part, seconds in parts(data, name, board).items())
    print(f"{title:45} {cost.cpu:6.2f} {cost.wall:6.2f} (bound {bound})   {split}")
    return cost.cpu < bound


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


def parts(data: bytes, name: str, board: Board) -> dict[str, float]:
    """Seconds of the processor's time for each part of a preview."""
    kept: dict[str, Any] = {}
    table = read_workbook(data, name)
    sheet, now = table.sheets[0], dt.datetime.now().astimezone()
    draft = made(board, table, Choices(sheet.name), {}, st.empty())
    work: dict[str, Callable[[], object]] = {
        "read": lambda: read_workbook(data, name),
        "check": lambda: kept.update(batch=prepare(table, sheet.name, board.catalog, board.ledger)),
        "first rows": lambda: [kept["batch"].of(state, most=SHOWN) for state in (State.NEW, State.CHANGED)],
        "remarks": lambda: remarks_of(kept["batch"], sheet.rows, "zh", SHOWN),
        "statuses": lambda: effects_of(kept["batch"], board, now),
        "draw": lambda: show_review(draft),
    }
    return {title: timed(step).cpu for title, step in work.items()}


if __name__ == "__main__":
    sys.exit(main())
