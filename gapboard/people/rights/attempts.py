"""Attempts to sign in, limited for each name and for each address: some in a while, then a growing wait."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

from gapboard.people.rights.database import opened
from gapboard.people.rights.sessions import Clock, digest

WINDOW_SECONDS = 15 * 60.0
FREE_PER_NAME = 5
# A whole office may share one address.
FREE_PER_ADDRESS = 20
FIRST_WAIT_SECONDS = 60.0
LONGEST_WAIT_SECONDS = 60 * 60.0
_FORGOTTEN_SECONDS = 24 * 60 * 60.0


@dataclass(frozen=True)
class _Key:
    text: str
    free: int


class Attempts:
    """The attempts kept in ``folder``; names only as digests, for people type passwords into the wrong field."""

    def __init__(self, folder: Path, *, clock: Clock = time.time) -> None:
        self._folder = folder
        self._clock = clock

    def take(self, name: str, address: str) -> float:
        """Seconds to wait before the next attempt; 0 if this one may be made, which then counts as failed.

        It is counted before the password is looked at, so that many at once are no way around the limit.
        """
        now = self._clock()
        with opened(self._folder) as database:
            database.execute("delete from attempt where last < ?", (now - _FORGOTTEN_SECONDS,))
            kept = {}
            for key in _keys(name, address):
                row = database.execute("select failures, last from attempt where key = ?", (key.text,)).fetchone()
                failures, last = row or (0, 0.0)
                left = last + wait_after(failures, key.free) - now
                if left > 0:
                    return left
                kept[key.text] = 1 if now - last >= WINDOW_SECONDS and failures < key.free else failures + 1
            for text, failures in kept.items():
                database.execute("insert or replace into attempt values (?, ?, ?)", (text, failures, now))
        return 0.0

    def forgive(self, name: str, address: str) -> None:
        """The attempt was right: the name starts anew. The address only gets this one back, or an account of one's
        own would open the way to guessing at others."""
        by_name, by_address = _keys(name, address)
        with opened(self._folder) as database:
            database.execute("delete from attempt where key = ?", (by_name.text,))
            database.execute("update attempt set failures = max(failures - 1, 0) where key = ?", (by_address.text,))


def wait_after(failures: int, free: int) -> float:
    """Seconds to wait after so many failures: none while some are free, then twice as long each time."""
    return min(FIRST_WAIT_SECONDS * 2 ** min(failures - free, 20), LONGEST_WAIT_SECONDS) if failures >= free else 0.0


def _keys(name: str, address: str) -> tuple[_Key, _Key]:
    return _Key("name " + digest(name), FREE_PER_NAME), _Key("address " + digest(address), FREE_PER_ADDRESS)
