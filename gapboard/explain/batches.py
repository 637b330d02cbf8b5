"""When a batch was recorded, in words."""

from __future__ import annotations

from gapboard.history import BatchInfo
from gapboard.kernel.wording import say


def days_text(info: BatchInfo, language: str) -> str:
    """The day or days of a batch that was recorded by day; empty where the moment is known."""
    if info.days is None:
        return ""
    first, last = (day.isoformat() for day in info.days)
    return first if first == last else say("history.days", language, first=first, last=last)
