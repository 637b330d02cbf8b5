"""The log of reviews, append-only as the ledger is; who may add to the ledger may add to it."""

from alembic import op

revision = "0002"
down_revision = "0001"

_TABLE = """
CREATE TABLE review_entry (
    seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    batch text NOT NULL CHECK (batch <> ''),
    kind text NOT NULL CHECK (kind IN ('handed_in', 'accepting', 'returned')),
    entry json NOT NULL
)
"""
# A batch is handed in once and returned once; accepting may have to be tried again.
_ONCE = "CREATE UNIQUE INDEX review_entry_once ON review_entry (batch, kind) WHERE kind <> 'accepting'"
_WALL = """
CREATE TRIGGER review_entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON review_entry
FOR EACH STATEMENT EXECUTE FUNCTION observation_append_only()
"""
_GRANTS = """
DO $$
DECLARE who text;
BEGIN
    FOR who IN SELECT grantee FROM information_schema.role_table_grants
        WHERE table_schema = current_schema() AND table_name = 'observation' AND privilege_type = 'INSERT'
        AND grantee NOT IN (current_user, 'PUBLIC')
    LOOP
        EXECUTE format('GRANT SELECT, INSERT ON review_entry TO %I', who);
    END LOOP;
END $$
"""


def upgrade() -> None:
    """Make the table, its wall, and the rights of whoever writes the ledger."""
    for statement in (_TABLE, _ONCE, _WALL, "REVOKE ALL ON review_entry FROM PUBLIC", _GRANTS):
        op.execute(statement)


def downgrade() -> None:
    """Nothing takes a log away."""
    raise NotImplementedError("a log is never dropped by the program")
