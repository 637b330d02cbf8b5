"""Stores as tests open them: by a text that another process can be given."""

from __future__ import annotations

from gapboard.ledger import CsvStore, Store
from gapboard.ledger.store import open_database


def where(store: Store) -> str:
    """The file's path or the database's address."""
    return str(store.path) if isinstance(store, CsvStore) else store.address.url.render_as_string(hide_password=False)


def opened(place: str) -> Store:
    """The same ledger, opened once more."""
    return open_database(place) if "://" in place else CsvStore(place)
