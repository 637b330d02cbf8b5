"""The ledger's table, append-only in the database itself."""

from alembic import op

revision = "0001"
down_revision = None

_TABLE = """
CREATE TABLE observation (
    seq bigint GENERATED ALWAYS AS IDENTITY,
    region text COLLATE "C" NOT NULL CHECK (region <> ''),
    indicator text COLLATE "C" NOT NULL CHECK (indicator <> ''),
    period text COLLATE "C" NOT NULL CHECK (period ~ '^[0-9]{4}(-(0[1-9]|1[0-2]))?(/[0-9]{4}(-(0[1-9]|1[0-2]))?)?$'),
    value double precision CHECK (value > '-Infinity' AND value < 'Infinity'),
    unit text NOT NULL,
    obs_status text NOT NULL CHECK (obs_status IN ('A','B','D','E','F','I','M','N','O','P','S','U')),
    source text NOT NULL,
    source_url text NOT NULL,
    note text NOT NULL,
    recorded_at timestamptz NOT NULL,
    recorded_offset interval NOT NULL,
    recorded_by text NOT NULL CHECK (recorded_by <> ''),
    batch text NOT NULL CHECK (batch <> ''),
    PRIMARY KEY (region, indicator, period, seq)
)
"""
# The newest number is the ledger's revision, and readers sort by it.
_ORDER = "CREATE INDEX observation_seq ON observation (seq)"

# The first wall is that the application's role has no right to change a row; this one stops the owner too.
_REFUSE = """
CREATE FUNCTION observation_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the ledger is append-only: % refused', TG_OP
        USING ERRCODE = 'restrict_violation', HINT = 'Undo a batch with gapboard undo.';
END $$
"""
_WALL = """
CREATE TRIGGER observation_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON observation
FOR EACH STATEMENT EXECUTE FUNCTION observation_append_only()
"""


def upgrade() -> None:
    """Make the table, its order and its wall."""
    for statement in (_TABLE, _ORDER, _REFUSE, _WALL, "REVOKE ALL ON observation FROM PUBLIC"):
        op.execute(statement)


def downgrade() -> None:
    """Nothing takes a ledger away."""
    raise NotImplementedError("a ledger is never dropped by the program")
