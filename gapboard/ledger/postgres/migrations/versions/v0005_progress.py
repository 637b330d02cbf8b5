"""The register also holds reports on the progress of tasks, steps and targets.

Their columns stand in the entry, so that the rows that are there need nothing. What the table gets is a wall: a row of
a kind that nobody knows, or whose entry says otherwise than its columns, would keep the whole register from being read.
"""

from alembic import op

revision = "0005"
down_revision = "0004"

_WALLS = """
ALTER TABLE report_entry
    ADD CONSTRAINT report_entry_known CHECK (kind IN ('return', 'task', 'step', 'target')),
    ADD CONSTRAINT report_entry_agrees
        CHECK (entry->>'kind' IS NOT DISTINCT FROM kind AND entry->>'batch' IS NOT DISTINCT FROM batch)
"""


def upgrade() -> None:
    """Add the walls; whoever may add rows may still do so."""
    op.execute(_WALLS)


def downgrade() -> None:
    """Nothing lets rows in that cannot be read."""
    raise NotImplementedError("a wall of the register is never taken down by the program")
