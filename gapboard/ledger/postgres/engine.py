"""One pool of connections for each address, and what a failure of the database means."""

from __future__ import annotations

from functools import lru_cache

from sqlalchemy import Engine, create_engine
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError, SQLAlchemyError, TimeoutError

from gapboard.ledger.postgres.address import Address

# A server that is gone without a word is noticed within seconds.
_PATIENCE = {
    "connect_timeout": 3,
    "tcp_user_timeout": 5000,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 2,
    "application_name": "gapboard",
}
# Connection failure, the server shutting down, too many connections.
_AWAY = ("08", "57P", "53300")
# The server answers, and does not let us in.
_REFUSED = ("28", "3D")


@lru_cache(maxsize=8)
def engine(address: Address) -> Engine:
    """The pool for ``address``. Every connection is tried before it is used, so a restarted server is found again."""
    return create_engine(
        address.url,
        pool_pre_ping=True,
        pool_size=5,
        max_overflow=5,
        pool_timeout=5,
        pool_recycle=1800,
        hide_parameters=True,
        connect_args=_PATIENCE,
    )


def sqlstate(error: SQLAlchemyError) -> str:
    """PostgreSQL's code for ``error``; empty where the server had no say."""
    return str(getattr(getattr(error, "orig", None), "sqlstate", None) or "")


def refused(error: SQLAlchemyError) -> bool:
    """Whether the server turned the user away: a wrong password, no such user, no such database."""
    said = str(getattr(error, "orig", ""))
    # While a connection is being made psycopg gives no code, only the server's words, which may be translated.
    return sqlstate(error).startswith(_REFUSED) or "password authentication failed" in said


def is_away(error: SQLAlchemyError) -> bool:
    """Whether the database could not be reached or the connection was lost, as opposed to a statement refused."""
    if not isinstance(error, DBAPIError):
        return isinstance(error, TimeoutError)  # no connection became free
    code = sqlstate(error)
    lost = not code and isinstance(error, OperationalError | InterfaceError)
    return error.connection_invalidated or lost or code.startswith(_AWAY)
