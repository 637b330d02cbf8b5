"""When a new row is recorded: now, but never before what it supersedes."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable

from gapboard.ledger.book import Ledger
from gapboard.ledger.observation import Observation

_TICK = dt.timedelta(microseconds=1)


def later(at: dt.datetime, last: dt.datetime | None) -> dt.datetime:
    """``at``, or the first moment after ``last`` where that is later.

    ``recorded_at`` orders the vintages. Clocks of several computers differ: a row written by a slow clock
    after one by a fast clock would otherwise sort before it and never come into force.
    """
    return at if last is None or at > last else last + _TICK


def after_all_known(rows: Iterable[Observation], ledger: Ledger) -> list[Observation]:
    """``rows`` with each moment moved, where it must be, behind what ``ledger`` holds of the same key."""
    return [_after(row, ledger.last.get(row.key)) for row in rows]


def _after(row: Observation, last: Observation | None) -> Observation:
    moment = later(row.recorded_at, last.recorded_at if last else None)
    return row if moment == row.recorded_at else dataclasses.replace(row, recorded_at=moment)
