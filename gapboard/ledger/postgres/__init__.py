"""The ledger in PostgreSQL 15 or later: the same append-only rows, shared by several servers.

All that needs the packages of ``requirements-postgres.txt`` lies here; ``gapboard.ledger.store`` loads it by name.
"""

from gapboard.ledger.postgres.address import Address
from gapboard.ledger.postgres.store import PostgresStore
from gapboard.ledger.store import Database

__all__ = ["PostgresStore", "open_database"]


def open_database(url: str, *, lock_seconds: float = 10.0) -> Database:
    """The ledger at ``url``; nothing is opened yet. Raises ``DataFault`` if ``url`` is not an address."""
    return PostgresStore(Address.of(url), lock_seconds=lock_seconds)
