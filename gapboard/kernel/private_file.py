"""Files that only the server's own user may read, written as the ledger is: beside and renamed, under a lock."""

from __future__ import annotations

import contextlib
import os
import secrets
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

from filelock import FileLock, Timeout

from gapboard.kernel.faults import DataFault, Fault
from gapboard.kernel.text_file import read_text, replace_content

_PRIVATE = 0o600
_LOCK_SECONDS = 10.0
_SECRET_BYTES = 32


def update(path: Path, made: Callable[[], bytes]) -> None:
    """Put what ``made`` returns in the place of ``path``, which nobody else writes meanwhile.

    Raises ``DataFault`` if another writer holds the file for too long or it cannot be written.
    """
    with locked(path):
        replace(path, made())


def replace(path: Path, content: bytes) -> None:
    """Put ``content`` in the place of ``path``, which the caller has locked."""
    if path.exists():
        path.chmod(_PRIVATE)
    replace_content(path, content, _PRIVATE)


@contextlib.contextmanager
def locked(path: Path) -> Iterator[None]:
    """Keep other writers from ``path`` for a while. Raises ``DataFault`` as ``update`` does."""
    try:
        with FileLock(path.with_name(path.name + ".lock"), timeout=_LOCK_SECONDS):
            yield
    except Timeout:
        raise DataFault([Fault(path.name, "file_busy", details={"seconds": _LOCK_SECONDS})]) from None
    except OSError as error:
        reason = error.strerror or str(error)
        raise DataFault([Fault(path.name, "file_not_written", details={"reason": reason})]) from error


def secret(path: Path) -> str:
    """The secret in ``path``, made at the first call. Raises ``DataFault``, also where others may read it."""
    kept = read_text(path)
    if not kept:
        update(path, lambda: (read_text(path) or secrets.token_hex(_SECRET_BYTES)).encode())
        kept = read_text(path) or ""
    if os.name != "nt" and stat.S_IMODE(path.stat().st_mode) & 0o077:
        raise DataFault([Fault(path.name, "open_to_others")])
    if len(kept) < 2 * _SECRET_BYTES:
        raise DataFault([Fault(path.name, "weak_secret")])
    return kept
