"""Who is signed in, and until when: a session ends when unused, after a longest time, or on signing out."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from pathlib import Path

from gapboard.people.rights.database import opened

_SECONDS = 3600
# A page looks up its session at every rerun; that it is in use is written down once a minute.
_NOTED_EVERY = 60.0
_KEPT_SECONDS = 60 * 24 * _SECONDS  # longer than any session: an ended one must not be taken for a new one

Clock = Callable[[], float]


class Sessions:
    """The sessions kept in ``folder``. Every method raises ``DataFault`` where they cannot be read or written.

    A session is known by its secret, of which only a digest is kept; ``stamp`` is a digest of what it rests on
    (an account's password), which ends it when that changes.
    """

    def __init__(self, folder: Path, *, idle_hours: float, longest_hours: float, clock: Clock = time.time) -> None:
        self._folder = folder
        self._idle = idle_hours * _SECONDS
        self._longest = longest_hours * _SECONDS
        self._clock = clock

    def begin(self, secret: str, name: str, stamp: str) -> None:
        """Start a session; what ended long ago is forgotten."""
        now = self._clock()
        with opened(self._folder) as database:
            database.execute("delete from session where started < ?", (now - _KEPT_SECONDS,))
            row = (digest(secret), name, digest(stamp), now, now)
            database.execute("insert into session (key, name, stamp, started, seen) values (?, ?, ?, ?, ?)", row)

    def join(self, secret: str, name: str, stamp: str, started: float) -> bool:
        """Whether a session that began elsewhere (at a provider, at ``started``) is alive; noted at its first sight."""
        now = self._clock()
        with opened(self._folder) as database:
            # Not seen before and older than the time without use: its traces are gone, so it must begin anew.
            if started > now - self._idle:
                row = (digest(secret), name, digest(stamp), started, now)
                database.execute(
                    "insert or ignore into session (key, name, stamp, started, seen) values (?,?,?,?,?)", row
                )
        return self.is_alive(secret, stamp)

    def name_of(self, secret: str) -> str | None:
        """Whose session it is, alive or not."""
        with opened(self._folder) as database:
            row = database.execute("select name from session where key = ?", (digest(secret),)).fetchone()
        return str(row[0]) if row else None

    def is_alive(self, secret: str, stamp: str) -> bool:
        """Whether the session goes on; asking keeps it from ending for want of use."""
        now, key = self._clock(), digest(secret)
        with opened(self._folder) as database:
            query = "select started, seen from session where key = ? and stamp = ? and ended = 0"
            row = database.execute(query, (key, digest(stamp))).fetchone()
            if row is None or now - row[0] >= self._longest or now - row[1] >= self._idle:
                return False
            if now - row[1] >= _NOTED_EVERY:
                database.execute("update session set seen = ? where key = ?", (now, key))
        return True

    def end(self, secret: str) -> None:
        """Sign out: whoever kept a copy of the cookie has nothing."""
        with opened(self._folder) as database:
            database.execute("update session set ended = 1 where key = ?", (digest(secret),))


def digest(text: str) -> str:
    """What is kept of a secret."""
    return hashlib.sha256(text.encode()).hexdigest()
