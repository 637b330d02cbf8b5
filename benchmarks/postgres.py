"""How long the overview of one region takes while a ledger in PostgreSQL grows to every county of the country.

    python benchmarks/postgres.py --rows 20000000

A region has 200 indicators × 10 years × 3 vintages = 6,000 rows, so 20 million rows are 3,334 regions. Each release
is written as it would arrive: one indicator after the other, each over all regions, so that no two rows of a region
lie side by side. PostgreSQL makes the rows itself; everything that is measured goes through the board's own code.
"""

from __future__ import annotations

import argparse
import datetime as dt
import math
import signal
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import psycopg

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from components.links import Links  # noqa: E402
from components.overview import overview_html  # noqa: E402
from gapboard.board import Board, Filters  # noqa: E402
from gapboard.catalog import Catalog, load_catalog  # noqa: E402
from gapboard.ledger import CsvStore, Ledger, Store  # noqa: E402
from gapboard.ledger.postgres import postgres_store, upgrade  # noqa: E402
from gapboard.ledger.postgres.migrations.versions import v0001_observation as first  # noqa: E402
from tests.postgres_support import APPLICATION, Database, Server, serve  # noqa: E402

REGION = "kunming"
INDICATORS, YEARS, VINTAGES = 200, 10, 3
ROWS_OF_A_REGION = INDICATORS * YEARS * VINTAGES
_RUNS = 9
_SETTINGS = ("fsync=off", "synchronous_commit=off", "shared_buffers=1GB", "max_wal_size=4GB")
_RELEASE = """
INSERT INTO observation (region, indicator, period, value, unit, obs_status, source, source_url, note,
                         recorded_at, recorded_offset, recorded_by, batch)
SELECT (%(regions)s::text[])[r], (%(indicators)s::text[])[i], %(year)s::text,
       100 + (r * 31 + i * 17 + %(year)s::int * 7) %% 997 / 10.0,
       (%(units)s::text[])[i], %(status)s::text, '国民经济和社会发展统计公报', 'https://stats.example/release', '',
       %(at)s::timestamptz, interval '8 hours', 'benchmark', %(batch)s::text
FROM generate_series(1, %(count)s::int) AS i, generate_series(1, %(breadth)s::int) AS r
ORDER BY i, r
"""


@dataclass(frozen=True)
class Measured:
    """One size: milliseconds, medians but for the first read, which finds the server's own memory empty."""

    rows: int
    gigabytes: float
    load_seconds: float
    revision: float
    first_read: float
    read: float
    overview: float
    append: float


def fill(database: Database, catalog: Catalog, regions: int, say: Callable[[str], None]) -> None:
    """Write every release; the shipped catalogue's identifiers come first."""
    names = _padded([REGION, *(name for name in catalog.regions if name != REGION)], regions, "county")
    indicators = _padded(list(catalog.indicators), INDICATORS, "indicator")
    units = [catalog.indicators[name].unit if name in catalog.indicators else "亿元" for name in indicators]
    with psycopg.connect(database.owner_url, autocommit=True) as connection:
        # Indexes are made at the end, which takes a tenth of the time.
        connection.execute("SET maintenance_work_mem = '1GB'")
        connection.execute("ALTER TABLE observation DROP CONSTRAINT observation_pkey")
        connection.execute("DROP INDEX observation_seq")
        for year in range(2026 - YEARS, 2026):
            for vintage in range(VINTAGES):
                values = {
                    "regions": names,
                    "indicators": indicators,
                    "units": units,
                    "year": str(year),
                    "status": "AP"[vintage == 0],
                    "at": dt.datetime(year + 1, 3 + vintage * 4, 1, tzinfo=dt.UTC),
                    "batch": f"release-{year}-{vintage}",
                    "count": INDICATORS,
                    "breadth": regions,
                }
                connection.execute(_RELEASE, values)
            say(f"{regions * ROWS_OF_A_REGION:,} rows: {year} written")
        connection.execute("ALTER TABLE observation ADD PRIMARY KEY (region, indicator, period, seq)")
        connection.execute(first._ORDER.encode())
        say("indexed")
        connection.execute("VACUUM (ANALYZE) observation")


def _padded(names: list[str], count: int, word: str) -> list[str]:
    return [*names, *(f"{word}_{number:04}" for number in range(count))][:count]


def partition(database: Database, partitions: int) -> None:
    """The same table in so many parts, by the hash of the region; it must be empty."""
    database.execute("DROP TABLE observation")
    database.execute(f"{first._TABLE} PARTITION BY HASH (region)")
    for part in range(partitions):
        bounds = f"FOR VALUES WITH (MODULUS {partitions}, REMAINDER {part})"
        database.execute(f"CREATE TABLE observation_{part} PARTITION OF observation {bounds}")
    for statement in (first._ORDER, first._WALL, f"GRANT SELECT, INSERT ON observation TO {APPLICATION}"):
        database.execute(statement)


def region_of(store: Store, catalog: Catalog) -> Ledger:
    """What the overview of one region reads."""
    return store.read(regions={REGION}, indicators=set(catalog.indicators))


def overview(store: Store, catalog: Catalog) -> str:
    """The overview of one region, from the database to the HTML."""
    board = Board(catalog, region_of(store, catalog), dt.date.today())
    return overview_html(board, Filters(region=REGION), "zh", Links("", ""))


def measure(server: Server, catalog: Catalog, rows: int, partitions: int, say: Callable[[str], None]) -> Measured:
    """One size in a database of its own."""
    database = server.new_database()
    upgrade(postgres_store(database.owner_url), grant_to=APPLICATION)
    if partitions:
        partition(database, partitions)
    regions = max(1, math.ceil(rows / ROWS_OF_A_REGION))
    begun = time.perf_counter()
    fill(database, catalog, regions, say)
    load = time.perf_counter() - begun
    store = postgres_store(database.url)
    server.stop(signal.SIGINT)
    server.start()
    store.revision()  # the connection
    first_read = _once(lambda: region_of(store, catalog))
    ((total,),) = database.execute("SELECT count(*) FROM observation")
    ((size,),) = database.execute("SELECT pg_database_size(current_database())")
    measured = Measured(
        rows=total,
        gigabytes=size / 1e9,
        load_seconds=load,
        revision=_median(store.revision),
        first_read=first_read,
        read=_median(lambda: region_of(store, catalog)),
        overview=_median(lambda: overview(store, catalog)),
        append=statistics.median(_append(store, catalog) for _ in range(_RUNS)),
    )
    server.drop(database)
    return measured


def _append(store: Store, catalog: Catalog) -> float:
    """Milliseconds to save the region's shipped figures, held against what another might have changed."""
    rows = CsvStore(ROOT / "data" / "actuals.csv").read(regions={REGION}).rows
    seen = region_of(store, catalog)
    return _once(lambda: store.append(rows, unchanged_since=seen))


def _once(action: Callable[[], object]) -> float:
    begun = time.perf_counter()
    action()
    return 1000 * (time.perf_counter() - begun)


def _median(action: Callable[[], object]) -> float:
    return statistics.median(_once(action) for _ in range(_RUNS))


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure at ever ten times as many rows, up to ``--rows``, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=20_000_000)
    parser.add_argument("--partitions", type=int, default=0, help="split the table by region into so many parts")
    parser.add_argument("--only-last", action="store_true", help="leave the smaller sizes out")
    parser.add_argument("--folder", type=Path, help="where the database's files go for the time of the run")
    options = parser.parse_args(arguments)
    catalog = load_catalog(ROOT / "data" / "targets.yaml")
    sizes = [options.rows]
    while not options.only_last and sizes[0] > 10 * ROWS_OF_A_REGION:
        sizes.insert(0, sizes[0] // 10)
    print("| rows | GB | revision ms | first read ms | read ms | overview ms | append ms |")
    print("|---|---|---|---|---|---|---|")
    with serve(_SETTINGS, options.folder) as server:
        for rows in sizes:
            found = measure(server, catalog, rows, options.partitions, lambda text: print(text, file=sys.stderr))
            print(
                f"| {found.rows:,} | {found.gigabytes:.2f} | {found.revision:.1f} | {found.first_read:.0f} "
                f"| {found.read:.0f} | {found.overview:.0f} | {found.append:.0f} |",
                flush=True,
            )
    return 0


if __name__ == "__main__":
    sys.exit(main())
