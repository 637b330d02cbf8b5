"""What every store of a ledger can do, and which one is in use."""

from __future__ import annotations

import os
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from gapboard.kernel.faults import DataFault, Fault
from gapboard.ledger.book import Ledger
from gapboard.ledger.csv_store import CsvStore
from gapboard.ledger.observation import Observation

if TYPE_CHECKING:
    from gapboard.ledger.postgres import PostgresStore

FILE = "actuals.csv"
REVIEWS = "reviews.jsonl"
DATABASE_URL = "GAPBOARD_DATABASE_URL"


class Store(Protocol):
    """A ledger that can be read and added to; every method raises ``DataFault``."""

    @property
    def name(self) -> str:
        """What faults call it."""

    def revision(self) -> str:
        """A token that changes when rows are added: ask for it before ``read`` to keep what was read."""

    def read(self, *, regions: Collection[str] | None = None, indicators: Collection[str] | None = None) -> Ledger:
        """The rows in the order in which they were written, of these regions and indicators where given."""

    def append(self, rows: Sequence[Observation], *, unchanged_since: Ledger | None = None) -> None:
        """Add rows at the end, all of them or none, as ``CsvStore.append`` describes."""


class DatabaseAway(DataFault):
    """The database cannot be reached; what was asked for was not done, and asking again later may help."""

    def __init__(self, name: str, code: str = "database_away") -> None:
        super().__init__([Fault(name, code)])


def database_url() -> str:
    """The address of the database that holds the ledger; empty where a file does. It may carry a password."""
    return os.environ.get(DATABASE_URL, "").strip()


def open_store(folder: Path) -> Store:
    """The ledger in use: the database that ``GAPBOARD_DATABASE_URL`` names, else ``actuals.csv`` in ``folder``.

    Raises ``DataFault`` if the address is not one, or what is needed to speak to a database is not installed.
    """
    url = database_url()
    return open_database(url) if url else CsvStore(folder / FILE)


def open_database(url: str) -> PostgresStore:
    """The ledger in the database at ``url``, as ``open_store`` opens it."""
    if not url:
        raise DataFault([Fault(DATABASE_URL, "no_address")])
    try:
        # Only who keeps the ledger in a database needs its packages.
        from gapboard.ledger.postgres import postgres_store
    except ModuleNotFoundError as missing:
        raise DataFault([Fault(DATABASE_URL, "no_driver", details={"package": missing.name})]) from None
    return postgres_store(url)
