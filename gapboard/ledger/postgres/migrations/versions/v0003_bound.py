"""How a value is meant: exactly, at least, at most, about, or as the lower end of a range."""

from alembic import op

revision = "0003"
down_revision = "0002"

# Whoever may read and add rows may do so with the new column as well. Rows that are there are exact.
_COLUMN = """
ALTER TABLE observation ADD COLUMN IF NOT EXISTS bound text NOT NULL DEFAULT ''
    CHECK (bound IN ('', '>=', '<=', '~') OR bound ~ '^\\.\\.-?[0-9]+(\\.[0-9]+)?$')
    CHECK (bound = '' OR value IS NOT NULL)
"""


def upgrade() -> None:
    """Add the column."""
    op.execute(_COLUMN)


def downgrade() -> None:
    """Nothing takes a ledger's rows or their meaning away."""
    raise NotImplementedError("what a value means is never dropped by the program")
