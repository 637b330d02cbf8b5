"""Make and renew the ledger's tables, give the application its few rights, and say how things stand."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from gapboard.kernel.faults import DataFault, Fault
from gapboard.ledger.postgres.engine import engine
from gapboard.ledger.postgres.schema import metadata, observation
from gapboard.ledger.postgres.server import Server
from gapboard.ledger.store import State

OLDEST = 15
_MIGRATIONS = Path(__file__).with_name("migrations")
_FORBIDDEN = ("UPDATE", "DELETE", "TRUNCATE")


def upgrade(server: Server, *, grant_to: str = "") -> str:
    """Run the migrations that are missing, as the table's owner, and let the role ``grant_to`` read and add rows.

    In one transaction; returns the version of the table. Raises ``DataFault``.
    """
    with server.told("database_away"), engine(server.address).begin() as connection:
        server.wait_for_turn(connection)
        version = connection.scalar(sa.text("SHOW server_version_num"))
        if int(version or 0) < OLDEST * 10_000:
            found = str(int(version or 0) // 10_000)
            raise DataFault([Fault(server.name, "too_old", details={"found": found, "expected": OLDEST})])
        settings = _settings()
        settings.attributes["connection"] = connection
        command.upgrade(settings, "head")
        if grant_to:
            quote = connection.dialect.identifier_preparer.quote_identifier
            role, schema = quote(grant_to), quote(str(connection.scalar(sa.select(sa.func.current_schema()))))
            connection.execute(sa.text(f"GRANT USAGE ON SCHEMA {schema} TO {role}"))
            for table in metadata.tables:
                connection.execute(sa.text(f"REVOKE ALL ON {table} FROM {role}"))
                connection.execute(sa.text(f"GRANT SELECT, INSERT ON {table} TO {role}"))
            connection.execute(sa.text(f"GRANT SELECT ON alembic_version TO {role}"))
        return str(MigrationContext.configure(connection).get_current_revision())


def state(server: Server) -> State:
    """How the database stands for the user whose address this is. Raises ``DataFault``."""
    newest = ScriptDirectory.from_config(_settings()).get_current_head() or ""
    with server.told("database_away"), engine(server.address).connect() as connection:
        at = MigrationContext.configure(connection).get_current_revision()
        if at is None:
            return State(None, newest, 0, ())
        rows = connection.scalar(sa.select(sa.func.count()).select_from(observation)) or 0
        there = [table for table in metadata.tables if sa.inspect(connection).has_table(table)]
        may = [name for name in _FORBIDDEN if any(connection.scalar(_has_right(table, name)) for table in there)]
    return State(at, newest, rows, tuple(may))


def _has_right(table: str, name: str) -> sa.Select[tuple[bool]]:
    return sa.select(sa.func.has_table_privilege(sa.func.current_user(), table, name))


def _settings() -> Config:
    settings = Config()
    settings.set_main_option("script_location", str(_MIGRATIONS))
    return settings
