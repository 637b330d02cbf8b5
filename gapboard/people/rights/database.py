"""A small database beside the ledger: who is signed in, and who has tried to; shared by all processes of a machine."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from gapboard.kernel.faults import DataFault, Fault

FILE = "sessions.sqlite"
_BUSY_SECONDS = 10.0
_TABLES = """
create table if not exists session (
    key text primary key, name text not null, stamp text not null,
    started real not null, seen real not null, ended integer not null default 0
);
create table if not exists attempt (key text primary key, failures integer not null, last real not null);
"""


@contextlib.contextmanager
def opened(folder: Path) -> Iterator[sqlite3.Connection]:
    """A transaction that no other writer shares, or that never was. Raises ``DataFault``."""
    path = folder / FILE
    try:
        if not path.exists():
            # Before SQLite makes it: nobody else ever has a handle on it.
            os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))
        connection = sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None)
        try:
            connection.executescript(_TABLES)
            connection.execute("begin immediate")
            try:
                yield connection
            except BaseException:
                connection.execute("rollback")
                raise
            connection.execute("commit")
        finally:
            connection.close()
    except (OSError, sqlite3.Error) as error:
        raise DataFault([Fault(FILE, "file_not_written", details={"reason": str(error)})]) from error
