"""Batches in few words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from gapboard.ledger import Observation, Period

NOON = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
Values = Mapping[str, float | None]


def rows(batch: str, values: Values, minutes: float = 0) -> list[Observation]:
    """A batch's rows: values of 2024 by indicator, recorded so many minutes after noon."""
    return [
        Observation(
            "here", key, Period("2024"), value, "亿元", "A", f"source {batch}", "", "", at(minutes), "李", batch
        )
        for key, value in values.items()
    ]


def at(minutes: float) -> dt.datetime:
    """So many minutes after noon."""
    return NOON + dt.timedelta(minutes=minutes)
