"""The last known state of a ledger: renewed when its store changes, kept while its store is away."""

from __future__ import annotations

import datetime as dt
import threading
import time
from collections.abc import Collection
from dataclasses import dataclass, field, replace

from gapboard.kernel.faults import DataFault
from gapboard.ledger.book import Ledger
from gapboard.ledger.store import DatabaseAway, Store

_AWAY_SECONDS = 1.0


@dataclass(frozen=True)
class Seen:
    """What a look at the store found. ``revision`` and ``ledger`` belong together.

    ``at`` is when the store last answered; ``away`` whether it has not since.
    """

    revision: str
    at: dt.datetime
    away: bool
    _ledger: Ledger | DataFault = field(repr=False)

    @property
    def ledger(self) -> Ledger:
        """The ledger at ``revision``; raises the ``DataFault`` that kept it from being read."""
        if isinstance(self._ledger, DataFault):
            raise self._ledger.with_traceback(None)
        return self._ledger

    @property
    def faulty(self) -> bool:
        """Whether the ledger could not be read."""
        return isinstance(self._ledger, DataFault)


class Watch:
    """Looks at ``store``, at most every ``seconds``, for all pages together.

    Of the ledger it reads only ``regions`` and ``indicators``, where given, and only when the revision is another.
    While the store is away everybody is answered at once with what was last known; one of those who ask tries again.
    """

    def __init__(
        self,
        store: Store,
        *,
        regions: Collection[str] | None = None,
        indicators: Collection[str] | None = None,
        seconds: float = 0.0,
    ) -> None:
        self._store = store
        self._regions = regions
        self._indicators = indicators
        self._seconds = seconds
        self._next = 0.0
        self._seen: Seen | None = None
        self._looking = threading.Lock()

    def look(self, *, fresh: bool = False) -> Seen:
        """What is known now; ``fresh`` asks the store in any case, as its own writer must."""
        seen = self._seen
        if seen is not None and not fresh and time.monotonic() < self._next:
            return seen
        # While it is away nobody is made to wait for the one who tries again.
        if seen is not None and seen.away and not fresh:
            if not self._looking.acquire(blocking=False):
                return seen
        else:
            self._looking.acquire()
        try:
            # Whoever had to wait for another's look is served by it.
            if self._seen is not None and not fresh and time.monotonic() < self._next:
                return self._seen
            self._seen = seen = self._look()
            self._next = time.monotonic() + (_AWAY_SECONDS if seen.away else self._seconds)
            return seen
        finally:
            self._looking.release()

    def _look(self) -> Seen:
        now, known, revision = dt.datetime.now().astimezone(), self._seen, ""
        try:
            revision = self._store.revision()
            if known is not None and not known.away and not known.faulty and revision == known.revision:
                return replace(known, at=now)
            return Seen(revision, now, False, self._store.read(regions=self._regions, indicators=self._indicators))
        except DatabaseAway as away:
            return replace(known, away=True) if known is not None else Seen("", now, True, away)
        except DataFault as fault:
            return Seen(revision, now, False, fault)
