"""36 months × 200 indicators × 10 regions: the running year of 2,000 series, each against a task, assessed cold."""

from __future__ import annotations

import datetime as dt
import statistics
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from gapboard.board import Board  # noqa: E402 - found once the root is on the path
from gapboard.board.in_year import this_year  # noqa: E402
from gapboard.catalog import Catalog, TargetsFile  # noqa: E402
from gapboard.ledger import Ledger, Observation, Period  # noqa: E402

INDICATORS, REGIONS, YEARS = 200, 10, (2023, 2024, 2025)
BOUND = 1.0
RUNS = 5


def catalog() -> Catalog:
    """A target of 2025 on each indicator in each region."""
    named = {"name": "例", "name_en": "example"}
    document = {"id": "d", "short": "例", "short_en": "example", "issuer": "例", "issuer_en": "example"}
    indicator = {"theme": "t", "unit": "个", "decimals": 1, "direction": "up", "kind": "flow", "adds_up": True}
    target = {"document": "d", "item": "1", "measure": "flow", "due": 2025, "comparator": ">=", "value": 1300.0}
    pairs = [(f"i{i}", f"r{r}") for i in range(INDICATORS) for r in range(REGIONS)]
    return Catalog(
        TargetsFile.model_validate(
            {
                "documents": [document | named | {"period": [2025, 2025], "region": "r0"}],
                "regions": [{"id": f"r{r}"} | named for r in range(REGIONS)],
                "themes": [{"id": "t"} | named],
                "units": [{"id": "个", "name_en": "items"}],
                "indicators": [{"id": f"i{i}"} | named | indicator for i in range(INDICATORS)],
                "targets": [
                    target | {"id": f"{i}-{r}", "indicator": i, "region": r, "unit": "个", "quote": "例子"}
                    for i, r in pairs
                ],
            }
        )
    )


def ledger() -> Ledger:
    """Cumulated months of three years, each known in the month after, and the totals of the first two."""
    rows = []
    for year in YEARS:
        for month in range(1, 13 if year < YEARS[-1] else 12):
            known = dt.datetime(year + month // 12, month % 12 + 1, 20, tzinfo=dt.UTC)
            text = str(year) if month == 12 else f"{year}-01" if month == 1 else f"{year}-01/{year}-{month:02}"
            for i in range(INDICATORS):
                for r in range(REGIONS):
                    facts = (Period(text), 100.0 * month + i + r, "个", "P", "例", "", "", known, "例", "b")
                    rows.append(Observation(f"r{r}", f"i{i}", *facts))
    return Ledger(tuple(rows))


def main() -> int:
    """Measure and print; 0 if the bound is met."""
    made, rows = catalog(), ledger()
    found, seconds = None, []
    for _ in range(RUNS):
        fresh = Ledger(rows.rows)  # nothing kept from the run before
        start = time.perf_counter()
        found = this_year(Board(made, fresh, dt.date(2025, 12, 31)), 2025)
        seconds.append(time.perf_counter() - start)
    assert found is not None and len(found.rows) == INDICATORS * REGIONS
    assert all(row.so_far.usual for row in found.rows)
    middle = statistics.median(seconds)
    print(f"{len(rows.rows)} rows, {len(found.rows)} series: {middle:.2f} s ({min(seconds):.2f}–{max(seconds):.2f})")
    print(f"bound {BOUND:.0f} s: {'met' if middle <= BOUND else 'NOT met'}")
    return 0 if middle <= BOUND else 1


if __name__ == "__main__":
    sys.exit(main())
