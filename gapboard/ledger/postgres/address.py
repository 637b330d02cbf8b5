"""The database's address: understood, and never told with its password."""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from gapboard.kernel.faults import DataFault, Fault
from gapboard.ledger.store import DATABASE_URL

_DRIVER = "postgresql+psycopg"
_NAMES = ("postgres", "postgresql", _DRIVER)


@dataclass(frozen=True)
class Address:
    """Where the database is. ``name`` is what messages call it: server and database, no user, no password."""

    url: URL = field(repr=False)
    name: str

    @classmethod
    def of(cls, text: str) -> Address:
        """The address that ``text`` writes; raises ``DataFault``, which does not repeat ``text``."""
        try:
            url = make_url(text)
        except (ArgumentError, ValueError):
            url = None
        if url is None or url.drivername not in _NAMES:
            raise DataFault([Fault(DATABASE_URL, "bad_address")])
        # libpq takes a password among the parameters as well; SQLAlchemy would show it there.
        hidden = url.query.get("password")
        url = url.difference_update_query(["password"])
        if isinstance(hidden, str):
            url = url.set(password=hidden)
        url = url.set(drivername=_DRIVER)
        host = url.host or url.query.get("host") or "localhost"
        port = f":{url.port}" if url.port else ""
        return cls(url, f"PostgreSQL {host}{port}/{url.database or ''}")

    def masked(self, text: str) -> str:
        """``text`` without the password, for a log."""
        secret = self.url.password
        return text.replace(secret, "***") if secret else text
