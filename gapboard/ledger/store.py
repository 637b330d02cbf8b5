"""What every store of a ledger can do, and which one is in use."""

from __future__ import annotations

import importlib
import os
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from gapboard.kernel.faults import DataFault, Fault
from gapboard.ledger.book import Ledger
from gapboard.ledger.csv_store import CsvStore
from gapboard.ledger.journal import Journal
from gapboard.ledger.observation import Observation

FILE = "actuals.csv"
DATABASE_URL = "GAPBOARD_DATABASE_URL"
# What opens a database, by the scheme of its address: the one place that names it, loaded when it is asked for, since
# only who keeps the ledger in a database has its packages.
_OPENERS = dict.fromkeys(("postgresql", "postgres", "postgresql+psycopg"), "gapboard.ledger.postgres")


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

    def journal(self) -> Journal:
        """What is kept beside the ledger about batches that wait for review."""

    def reports(self) -> Journal:
        """The register of what was reported, for ``gapboard.ledger.reports``."""


@dataclass(frozen=True)
class State:
    """How a database stands: its newest migration, the program's, the rows, and rights that its user should lack."""

    at: str | None
    newest: str
    rows: int
    too_many_rights: tuple[str, ...]

    @property
    def good(self) -> bool:
        """Whether the board can use it, and cannot harm it."""
        return self.at == self.newest and not self.too_many_rights


class Database(Store, Protocol):
    """A ledger whose place has to be made before it can be used."""

    def upgrade(self, *, grant_to: str = "") -> str:
        """Make the tables or bring them up to date, as their owner; returns their version.

        The role ``grant_to`` may then read and add rows, and nothing else.
        """

    def state(self) -> State:
        """How things stand for the user whose address this is."""


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


def open_database(url: str) -> Database:
    """The ledger in the database at ``url``, as ``open_store`` opens it; a fault does not repeat ``url``."""
    if not url:
        raise DataFault([Fault(DATABASE_URL, "no_address")])
    opener = _OPENERS.get(url.partition(":")[0])
    if opener is None:
        raise DataFault([Fault(DATABASE_URL, "bad_address")])
    try:
        loaded = importlib.import_module(opener)
    except ModuleNotFoundError as missing:
        raise DataFault([Fault(DATABASE_URL, "no_driver", details={"package": missing.name})]) from None
    database: Database = loaded.open_database(url)
    return database
