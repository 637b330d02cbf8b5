"""The tables of the ledger, its reviews and its returns, as SQLAlchemy sees them; the migrations say what they hold."""

from __future__ import annotations

import sqlalchemy as sa

metadata = sa.MetaData()

# Rows are numbered in the order in which they were written: what the order of lines is in the file.
observation = sa.Table(
    "observation",
    metadata,
    sa.Column("seq", sa.BigInteger, sa.Identity(always=True), nullable=False),
    *(sa.Column(name, sa.Text, nullable=False) for name in ("region", "indicator", "period")),
    sa.Column("value", sa.Double),
    *(sa.Column(name, sa.Text, nullable=False) for name in ("unit", "obs_status", "source", "source_url", "note")),
    sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
    # PostgreSQL keeps the moment and forgets the zone it was written in; the day "as known on" is that zone's.
    sa.Column("recorded_offset", sa.Interval, nullable=False),
    *(sa.Column(name, sa.Text, nullable=False) for name in ("recorded_by", "batch", "bound")),
    sa.PrimaryKeyConstraint("region", "indicator", "period", "seq"),
)

review_entry = sa.Table(
    "review_entry",
    metadata,
    sa.Column("seq", sa.BigInteger, sa.Identity(always=True), primary_key=True),
    *(sa.Column(name, sa.Text, nullable=False) for name in ("batch", "kind")),
    sa.Column("entry", sa.JSON, nullable=False),
)

report_entry = sa.Table(
    "report_entry",
    metadata,
    sa.Column("seq", sa.BigInteger, sa.Identity(always=True), primary_key=True),
    *(sa.Column(name, sa.Text, nullable=False) for name in ("batch", "kind")),
    sa.Column("entry", sa.JSON, nullable=False),
)
