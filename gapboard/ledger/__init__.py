"""The ledger of actuals: append-only rows, every vintage kept, readable as known on any date."""

from gapboard.ledger.book import Book, Ledger, Series
from gapboard.ledger.conflict import Conflict, WriteConflict, conflicts_between
from gapboard.ledger.csv_store import CsvStore
from gapboard.ledger.observation import COLUMNS, OBS_STATUS, Key, Observation, Period
from gapboard.ledger.store import DatabaseAway, Store, open_store

__all__ = [
    "COLUMNS",
    "OBS_STATUS",
    "Book",
    "Conflict",
    "CsvStore",
    "DatabaseAway",
    "Key",
    "Ledger",
    "Observation",
    "Period",
    "Series",
    "Store",
    "WriteConflict",
    "conflicts_between",
    "open_store",
]
