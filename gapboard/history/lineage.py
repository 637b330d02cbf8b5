"""The vintages of one value in time, and which batch the value in force comes from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from gapboard.history.ids import undone_batch
from gapboard.ledger import Key, Ledger, Observation


class Standing(StrEnum):
    """What has become of what a batch wrote about one value."""

    IN_FORCE = "in_force"
    UNDONE = "undone"
    SUPERSEDED = "superseded"  # a later batch has written the value again


@dataclass(frozen=True, slots=True)
class Lineage:
    """All vintages of one value, the oldest first.

    ``restores[i]`` is the vintage whose content vintage ``i`` brought back, ``-1`` where it took back the
    first of all, ``None`` where it said something of its own. So a value brought back by an undo counts as
    the value of the batch that first wrote it, and that batch can be undone in its turn.
    """

    rows: tuple[Observation, ...]
    restores: tuple[int | None, ...]

    @classmethod
    def of(cls, rows: Iterable[Observation]) -> Lineage:
        """The vintages in the order in which ``rows`` come."""
        kept = tuple(rows)
        restores: list[int | None] = []
        for place, row in enumerate(kept):
            of = undone_batch(row.batch)
            # Its own earlier rows aside: a batch that wrote a value twice undid the other one only once.
            start = _before_run(kept, place, row.batch)
            restores.append(None if of is None else _restored(kept, restores, start, of))
        return cls(kept, tuple(restores))

    def restored_by_undoing(self, batch: str) -> int | None:
        """The vintage that undoing ``batch`` brings back, ``-1`` for none at all; ``None``: not in force."""
        return _restored(self.rows, self.restores, len(self.rows) - 1, batch)

    def origin(self, place: int) -> int:
        """The vintage that first said what vintage ``place`` says; ``-1`` for nothing at all."""
        while place >= 0 and (before := self.restores[place]) is not None:
            place = before
        return place

    def standing(self, batch: str) -> Standing:
        """What has become of what ``batch``, which has written this value, said of it."""
        if self.restored_by_undoing(batch) is not None:
            return Standing.IN_FORCE
        first = next(place for place, row in enumerate(self.rows) if row.batch == batch)
        newer = self.origin(len(self.rows) - 1) > first
        return Standing.SUPERSEDED if newer else Standing.UNDONE


def lineages(ledger: Ledger) -> dict[Key, Lineage]:
    """Every value's vintages, in the order in which the values first appear."""
    found: dict[Key, list[Observation]] = {}
    # A stable sort, as when the ledger is read: of one moment's rows the later line is the later vintage.
    for row in sorted(ledger.rows, key=lambda row: row.recorded_at):
        found.setdefault(row.key, []).append(row)
    return {key: Lineage.of(rows) for key, rows in found.items()}


def _restored(rows: Sequence[Observation], restores: Sequence[int | None], last: int, batch: str) -> int | None:
    """Before which vintage ``batch`` came, if what stands at ``last`` is its doing."""
    place: int | None = last
    while place is not None and place >= 0:
        if rows[place].batch == batch:
            return _before_run(rows, place, batch)
        place = restores[place]
    return None


def _before_run(rows: Sequence[Observation], place: int, batch: str) -> int:
    """The last vintage before ``place`` that another batch wrote."""
    while place >= 0 and rows[place].batch == batch:
        place -= 1
    return place
