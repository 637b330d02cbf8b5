"""What the ledger's tests share."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from gapboard.ledger import Observation, Period

BEIJING = dt.timezone(dt.timedelta(hours=8))


@pytest.fixture(scope="session")
def row() -> Callable[..., Observation]:
    """A function that makes a good row, some of its cells as given; ``day`` is short for ``recorded_at``."""

    def make(period: str = "2024", value: float | None = 1.0, day: str = "2025-03-01", **cells: Any) -> Observation:
        cells.setdefault("recorded_at", dt.datetime.fromisoformat(day).replace(tzinfo=BEIJING))
        defaults = {
            "region": "kunming",
            "indicator": "gdp",
            "unit": "亿元",
            "obs_status": "A",
            "source": "统计公报",
            "source_url": "",
            "note": "",
            "recorded_by": "李",
            "batch": "b1",
        }
        return Observation(period=Period(period), value=value, **(defaults | cells))

    return make
