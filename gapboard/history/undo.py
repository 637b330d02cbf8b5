"""Take a batch back: by writing again what was known before it, never by removing a row."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Collection

from gapboard.history.ids import undo_batch_id
from gapboard.history.lineage import Lineage, Standing, lineages
from gapboard.kernel.faults import DataFault, Fault
from gapboard.kernel.wording import say
from gapboard.ledger import Key, Ledger, Observation, Store
from gapboard.ledger.moments import later
from gapboard.ledger.store import FILE


@dataclasses.dataclass(frozen=True, slots=True)
class Undo:
    """What undoing a batch writes, and what it leaves alone.

    ``conflicts`` are the rows now in force of values that a later batch has written again; ``held`` says that the
    rows wait for review and are not written yet.
    """

    batch: str
    rows: tuple[Observation, ...]
    conflicts: tuple[Observation, ...]
    held: bool = False


def plan_undo(
    ledger: Ledger, batch: str, *, by: str, at: dt.datetime, only: Collection[Key] | None = None, file: str = FILE
) -> Undo:
    """The rows that would undo ``batch``, of the values in ``only`` if given.

    A value that ``batch`` no longer determines gets no row: it is a conflict if a later batch has written it
    again, and nothing at all if it is undone already. Raises ``DataFault`` (``unknown_batch``) for a batch
    that the ledger does not have.
    """
    name = undo_batch_id(batch)
    rows: list[Observation] = []
    conflicts: list[Observation] = []
    known = False
    for key, found in lineages(ledger).items():
        if (only is not None and key not in only) or all(row.batch != batch for row in found.rows):
            continue
        known = True
        match found.standing(batch):
            case Standing.IN_FORCE:
                rows.append(_back(found, batch, name, by, at))
            case Standing.SUPERSEDED:
                conflicts.append(found.rows[-1])
    if not known:
        raise DataFault([Fault(file, "unknown_batch", details={"batch": batch})])
    return Undo(name, tuple(rows), tuple(conflicts))


def undo(store: Store, batch: str, *, by: str, at: dt.datetime) -> Undo:
    """Undo ``batch`` in ``store`` and say what was written and what was left alone.

    Nothing is written if there is nothing to undo. Raises ``DataFault`` for an unknown batch and whatever
    the store raises.
    """
    before = store.read()
    plan = plan_undo(before, batch, by=by, at=at, file=store.name)
    if not plan.rows:
        return plan
    store.append(plan.rows)
    return _give_way(store, plan, len(before.rows), by, at)


def _give_way(store: Store, plan: Undo, known: int, by: str, at: dt.datetime) -> Undo:
    """Let rows stand that another writer added between our reading and our writing.

    The store locks a single writing, not reading and writing together. Rows are only ever added, so whatever
    came in between lies behind the ``known`` first rows; where ours now hides such a row, it is taken back.
    """
    after = store.read()
    ours = {row.key for row in plan.rows}
    others = [row for row in after.rows[known:] if row.key in ours and row.batch != plan.batch]
    found = lineages(after)
    hidden = {row.key for row in others if found[row.key].rows[-1].batch == plan.batch}
    if hidden:
        store.append(plan_undo(after, plan.batch, by=by, at=at, only=hidden).rows)
    lost = {row.key for row in others}
    kept = tuple(row for row in plan.rows if row.key not in lost)
    return Undo(plan.batch, kept, (*plan.conflicts, *others))


def _back(found: Lineage, batch: str, name: str, by: str, at: dt.datetime) -> Observation:
    """The row that brings back what was known before ``batch``, or withdraws the value if nothing was."""
    place = found.restored_by_undoing(batch)
    assert place is not None
    origin = found.origin(place)
    last = found.rows[-1]
    note = say("history.undo_note", batch=batch)
    if origin < 0:
        back = dataclasses.replace(last, value=None, bound="", source="", source_url="", note=note)
    else:
        back = found.rows[origin]
        if back.note:
            note = say("history.undo_note_before", batch=batch, note=back.note)
    moment = later(at, last.recorded_at)
    return dataclasses.replace(back, note=note, recorded_at=moment, recorded_by=by, batch=name)
