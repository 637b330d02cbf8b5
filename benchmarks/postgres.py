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
from typing import NamedTuple

import psycopg

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from components.leaders.overview import overview_html  # noqa: E402
from components.page.links import Links  # noqa: E402
from gapboard.board import Board, Filters  # noqa: E402
from gapboard.catalog import Catalog, load_catalog  # noqa: E402
from gapboard.ledger import CsvStore, Ledger, Store  # noqa: E402
from gapboard.ledger.postgres import open_database  # noqa: E402
from gapboard.ledger.postgres.migrations.versions import v0001_observation as first  # noqa: E402
from tests.postgres_support import APPLICATION, Database, Server, serve  # noqa: E402

REGION = "kunming"
INDICATORS, YEARS, VINTAGES = 200, 10, 3
ROWS_OF_A_REGION = INDICATORS * YEARS * VINTAGES
_RUNS = 9
_SETTINGS = ("fsync=off", "synchronous_commit=off", "shared_buffers=1GB", "max_wal_size=4GB", "autovacuum=off")
_RELEASE = """
INSERT INTO observation (region, indicator, period, value, unit, obs_status, source, source_url, note,
                         recorded_at, recorded_offset, recorded_by, batch)
SELECT (%(regions)s::text[])[r], (%(indicators)s::text[])[i], %(year)s::text,
       100 + (r * 31 + i * 17 + %(year)s::int * 7) %% 997 / 10.0,
       (%(units)s::text[])[i], %(status)s::text, '国民经济和社会发展统计公报', 'https://stats.example/release', '',
       %(at)s::timestamptz, interval '8 hours', 'benchmark', %(batch)s::text
FROM (SELECT k / %(breadth)s::int + 1 AS i, k %% %(breadth)s::int + 1 AS r
      FROM generate_series(0, %(count)s::int * %(breadth)s::int - 1) AS k) AS cells
"""


class Times(NamedTuple):
    """The fastest and the median, in milliseconds."""

    fastest: float
    median: float

    def __str__(self) -> str:
        return (
            f"{self.fastest:.0f} / {self.median:.0f}"
            if self.fastest >= 10
            else f"{self.fastest:.1f} / {self.median:.1f}"
        )


@dataclass(frozen=True)
class Measured:
    """One size. Times are in milliseconds, each the fastest and the median of nine.

    ``first_read`` finds the server's own memory empty; ``pages`` are the pages of 8 kB that a read touches, which
    do not depend on what else the machine is doing.
    """

    rows: int
    gigabytes: float
    pages: int
    first_read: float
    revision: Times
    read: Times
    overview: Times
    append: Times


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
    open_database(database.owner_url).upgrade(grant_to=APPLICATION)
    if partitions:
        partition(database, partitions)
    regions = max(1, math.ceil(rows / ROWS_OF_A_REGION))
    fill(database, catalog, regions, say)
    store = open_database(database.url)
    server.stop(signal.SIGINT)
    server.start()
    store.revision()  # the connection
    first_read = _once(lambda: region_of(store, catalog))
    ((total,),) = database.execute("SELECT count(*) FROM observation")
    ((size,),) = database.execute("SELECT pg_database_size(current_database())")
    measured = Measured(
        rows=total,
        gigabytes=size / 1e9,
        pages=_pages(database, catalog),
        first_read=first_read,
        revision=_times(lambda: _once(store.revision)),
        read=_times(lambda: _once(lambda: region_of(store, catalog))),
        overview=_times(lambda: _once(lambda: overview(store, catalog))),
        append=_times(lambda: _append(store, catalog)),
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


def _times(measure: Callable[[], float]) -> Times:
    found = [measure() for _ in range(_RUNS)]
    return Times(min(found), statistics.median(found))


def _pages(database: Database, catalog: Catalog) -> int:
    """How many pages of the database a read of the region touches."""
    names = ",".join(f"'{name}'" for name in catalog.indicators)
    ((plan,),) = database.execute(
        "EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) SELECT * FROM observation "
        f"WHERE region = ANY (ARRAY['{REGION}']) AND indicator = ANY (ARRAY[{names}]) ORDER BY seq"
    )
    return int(plan[0]["Plan"]["Shared Hit Blocks"] + plan[0]["Plan"]["Shared Read Blocks"])


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
    print("| rows | GB | pages of a read | first read | revision | read | overview | append |")
    print("|---|---|---|---|---|---|---|---|")
    with serve(_SETTINGS, options.folder) as server:
        for rows in sizes:
            found = measure(server, catalog, rows, options.partitions, lambda text: print(text, file=sys.stderr))
            print(
                f"| {found.rows:,} | {found.gigabytes:.2f} | {found.pages:,} | {found.first_read:.0f} "
                f"| {found.revision} | {found.read} | {found.overview} | {found.append} |",
                flush=True,
            )
    return 0


if __name__ == "__main__":
    sys.exit(main())
