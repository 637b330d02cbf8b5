"""Refuse rows whose values somebody else has written since their author looked: the same rule for every store."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from gapboard.kernel.faults import DataFault, Fault
from gapboard.ledger.book import Ledger
from gapboard.ledger.observation import Key, Observation
from gapboard.ledger.row_rules import capped, record_of


class Conflict(NamedTuple):
    """A value that is no longer what it was: its latest vintage then and now, ``None`` where there was none."""

    key: Key
    old: Observation | None
    new: Observation | None


class WriteConflict(DataFault):
    """Nothing was written, because ``conflicts`` came in between; each is a fault with its own text."""

    def __init__(self, file: str, conflicts: Iterable[Conflict]) -> None:
        self.conflicts = tuple(conflicts)
        super().__init__(capped(_fault(file, conflict) for conflict in self.conflicts))


def require_no_conflict(rows: Iterable[Observation], since: Ledger, now: Ledger, file: str) -> None:
    """Raise ``WriteConflict`` if the latest vintage of any key among ``rows`` differs between two states.

    To be asked under the store's own lock or in its transaction. The same figure written again counts as a
    conflict: its source is another, and the author of ``rows`` has not seen it. ``since`` needs to hold no other
    keys than those of ``rows``.
    """
    conflicts = conflicts_between((row.key for row in rows), since, now)
    if conflicts:
        raise WriteConflict(file, conflicts)


def conflicts_between(keys: Iterable[Key], since: Ledger, now: Ledger) -> list[Conflict]:
    """Those of ``keys`` whose latest vintage differs between two states, each once."""
    wanted = dict.fromkeys(keys)
    old, new = since.latest(wanted), now.latest(wanted)
    return [Conflict(key, old.get(key), new.get(key)) for key in wanted if old.get(key) != new.get(key)]


def _fault(file: str, conflict: Conflict) -> Fault:
    details = {
        "old": _figure(conflict.old),
        "new": _figure(conflict.new),
        "by": conflict.new.recorded_by if conflict.new else "—",
        "batch": conflict.new.batch if conflict.new else "—",
    }
    return Fault(file, "changed_meanwhile", record=record_of(conflict.key), details=details)


def _figure(row: Observation | None) -> str:
    """A value with its unit; a dash where nothing is known, or nothing any more."""
    if row is None or row.value is None:
        return "—"
    return f"{row.value:.15g} {row.unit}" if row.unit else f"{row.value:.15g}"
