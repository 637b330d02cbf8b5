"""The register of what was reported, append-only as the ledger is; who may add to the ledger may add to it."""

from alembic import op

revision = "0004"
down_revision = "0003"

_TABLE = """
CREATE TABLE report_entry (
    seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    batch text NOT NULL CHECK (batch <> ''),
    kind text NOT NULL CHECK (kind <> ''),
    entry json NOT NULL
)
"""
_WALL = """
CREATE TRIGGER report_entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON report_entry
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
        EXECUTE format('GRANT SELECT, INSERT ON report_entry TO %I', who);
    END LOOP;
END $$
"""


def upgrade() -> None:
    """Make the table, its wall, and the rights of whoever writes the ledger."""
    for statement in (_TABLE, _WALL, "REVOKE ALL ON report_entry FROM PUBLIC", _GRANTS):
        op.execute(statement)


def downgrade() -> None:
    """Nothing takes a register away."""
    raise NotImplementedError("a register is never dropped by the program")
