"""Which rows of the ledger an export holds."""

from __future__ import annotations

from collections import Counter
from enum import StrEnum
from typing import NamedTuple

from gapboard.ledger import Ledger, Observation


class Vintages(StrEnum):
    """The versions of each value that are exported."""

    LATEST = "latest"  # what is known now; withdrawn values left out
    ALL = "all"  # every version, withdrawals included


class Numbered(NamedTuple):
    """A row with the number of its vintage: 1 for the first version of its value."""

    vintage: int
    row: Observation


def chosen(ledger: Ledger, vintages: Vintages) -> list[Numbered]:
    """The rows to export, by region, indicator, period and vintage."""
    count: Counter[tuple[str, str, str]] = Counter()
    every: list[Numbered] = []
    for row in sorted(ledger.rows, key=lambda row: row.recorded_at):
        count[row.key] += 1
        every.append(Numbered(count[row.key], row))
    if vintages is Vintages.LATEST:
        every = [item for item in every if item.vintage == count[item.row.key] and item.row.value is not None]
    return sorted(every, key=lambda item: (item.row.key, item.vintage))
