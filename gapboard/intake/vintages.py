"""The ledger's latest vintages in columns, for holding many values against them at once."""

from __future__ import annotations

import weakref

import numpy as np
import pandas as pd

from gapboard.intake.grid import Codes
from gapboard.ledger import Ledger


class Vintages:
    """The last row of every key, withdrawals included."""

    def __init__(self, ledger: Ledger) -> None:
        self.rows = list(ledger.last.values())
        self.pairs: dict[tuple[str, str], int] = {}
        self.periods: dict[str, int] = {}
        pair, period, values = [], [], []
        for (region, indicator, text), row in ledger.last.items():
            pair.append(self.pairs.setdefault((region, indicator), len(self.pairs)))
            period.append(self.periods.setdefault(text, len(self.periods)))
            values.append(np.nan if row.value is None else row.value)
        years = [int(text) if len(text) == 4 else 0 for text in self.periods]
        self.pair: Codes = np.array(pair, np.int64)
        self.period: Codes = np.array(period, np.int64)
        self.values = np.array(values, np.float64)
        self.years: Codes = np.array(years, np.int64)[self.period] if years else np.zeros(0, np.int64)
        self._keys = pd.Index(self.pair * max(len(self.periods), 1) + self.period)

    def positions(self, pair: Codes, period: Codes) -> Codes:
        """For each pair and period of this ledger's numbering (-1: not in it) its row, or -1."""
        wanted = np.where((pair < 0) | (period < 0), -1, pair * len(self.periods) + period)
        found: Codes = self._keys.get_indexer(pd.Index(wanted))
        return found


_last: tuple[weakref.ref[Ledger], Vintages] | None = None


def vintages_of(ledger: Ledger) -> Vintages:
    """The latest vintages of ``ledger``; kept for the ledger that was asked for last."""
    global _last
    kept = _last
    if kept is not None and kept[0]() is ledger:
        return kept[1]
    found = Vintages(ledger)
    _last = (weakref.ref(ledger), found)
    return found
