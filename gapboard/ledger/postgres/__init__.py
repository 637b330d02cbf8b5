"""The ledger in PostgreSQL 15 or later: the same append-only rows, shared by several servers."""

from gapboard.ledger.postgres.store import PostgresStore, postgres_store
from gapboard.ledger.postgres.upgrade import State, state, upgrade

__all__ = ["PostgresStore", "State", "postgres_store", "state", "upgrade"]
