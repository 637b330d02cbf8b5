"""The ledger by batches: who wrote what when, and what has become of it."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from gapboard.history.ids import undone_batch
from gapboard.history.lineage import Standing, lineages
from gapboard.ledger import Ledger, Observation


@dataclass(frozen=True, slots=True)
class BatchInfo:
    """One batch. ``values`` counts the values that it wrote by what has become of them.

    ``days`` are the first and the last day where its rows were recorded by day: published figures of which only the
    day is known stand at midnight. Such a batch has no time of day, and ``at`` is for its place in the order only.
    """

    id: str
    by: tuple[str, ...]
    at: dt.datetime
    days: tuple[dt.date, dt.date] | None
    sources: tuple[str, ...]
    rows: int
    regions: int
    indicators: int
    undoes: str | None
    values: Counter[Standing]

    @property
    def undone(self) -> bool:
        """Whether an undo took it back and nothing of it is in force."""
        return self.values[Standing.UNDONE] > 0 and self.values[Standing.IN_FORCE] == 0

    @property
    def can_be_undone(self) -> bool:
        """Whether some value in force is its doing."""
        return self.values[Standing.IN_FORCE] > 0


def batches(ledger: Ledger) -> list[BatchInfo]:
    """Every batch in the ledger, the newest first."""
    rows: defaultdict[str, list[Observation]] = defaultdict(list)
    for row in ledger.rows:
        rows[row.batch].append(row)
    values: defaultdict[str, Counter[Standing]] = defaultdict(Counter)
    for found in lineages(ledger).values():
        for batch in {row.batch for row in found.rows}:
            values[batch][found.standing(batch)] += 1
    infos = [_info(batch, written, values[batch]) for batch, written in rows.items()]
    # Reversed, not sorted in reverse: of batches of one moment the one written later comes first.
    return sorted(infos, key=lambda info: info.at)[::-1]


def in_force(ledger: Ledger, wanted: Collection[str]) -> set[str]:
    """Those of ``wanted`` that the ledger holds and that no undo has taken back: what was said with them counts.

    A batch whose every value a later one has written again is no less in force for that.
    """
    names = set(wanted)
    keys = {row.key for row in ledger.rows if row.batch in names} if names else set()
    about = Ledger(tuple(row for row in ledger.rows if row.key in keys)) if keys else Ledger(())
    return {info.id for info in batches(about) if info.id in names and not info.undone}


def _info(batch: str, rows: list[Observation], values: Counter[Standing]) -> BatchInfo:
    return BatchInfo(
        id=batch,
        by=tuple(dict.fromkeys(row.recorded_by for row in rows)),
        # The earliest row's moment is the clock's; others may have been moved behind what they supersede.
        at=min(row.recorded_at for row in rows),
        days=_days(rows),
        sources=tuple(dict.fromkeys(row.source for row in rows if row.source)),
        rows=len(rows),
        regions=len({row.region for row in rows}),
        indicators=len({row.indicator for row in rows}),
        undoes=undone_batch(batch),
        values=values,
    )


def _days(rows: list[Observation]) -> tuple[dt.date, dt.date] | None:
    if any(row.recorded_at.time() != dt.time() for row in rows):
        return None
    days = [row.recorded_at.date() for row in rows]
    return min(days), max(days)
