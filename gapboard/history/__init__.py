"""What was written when and by whom, what that changed, and how to take it back without losing anything."""

from gapboard.history.batches import BatchInfo, batches, in_force
from gapboard.history.effect import changed_statuses, statuses_changed_by, with_rows
from gapboard.history.ids import new_batch_id, undo_batch_id, undone_batch
from gapboard.history.reported import returns_on
from gapboard.history.undo import Undo, plan_undo, undo
from gapboard.ledger.moments import after_all_known

__all__ = [
    "BatchInfo",
    "Undo",
    "after_all_known",
    "batches",
    "changed_statuses",
    "in_force",
    "new_batch_id",
    "plan_undo",
    "returns_on",
    "statuses_changed_by",
    "undo",
    "undo_batch_id",
    "undone_batch",
    "with_rows",
]
