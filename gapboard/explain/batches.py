"""When a batch was recorded, and what it takes back, in words."""

from __future__ import annotations

from collections.abc import Mapping

from gapboard.history import BatchInfo
from gapboard.history.ids import undone_batch
from gapboard.kernel.moments import moment_text
from gapboard.kernel.wording import say


def recorder_text(by: str, language: str) -> str:
    """Who recorded something: the name as it stands, or what the board calls its first data in ``language``."""
    return say("history.first_data", language) if by == say("history.first_data", "zh") else by


def days_text(info: BatchInfo, language: str) -> str:
    """The day or days of a batch that was recorded by day; empty where the moment is known."""
    if info.days is None:
        return ""
    first, last = (day.isoformat() for day in info.days)
    return first if first == last else say("history.days", language, first=first, last=last)


def when_text(info: BatchInfo, language: str) -> str:
    """When a batch was recorded: its days, or the minute where that is known."""
    return days_text(info, language) or moment_text(info.at, language)


def undo_text(batch: str, every: Mapping[str, BatchInfo], language: str) -> str:
    """What a batch that undoes comes to for the one that it all began with: taken back, brought back, once more.

    ``every`` has the batches by their names; of one that is not there the name is told.
    """
    begun, times = batch, 0
    while (earlier := undone_batch(begun)) is not None:
        begun, times = earlier, times + 1
    way = "back" if times % 2 else "again"
    key = f"history.undoes.{way}" if times <= 2 else f"history.undoes.{way}_more"
    return say(key, language, what=_called(begun, every.get(begun), language))


def _called(batch: str, info: BatchInfo | None, language: str) -> str:
    """A batch by its first source, day and author."""
    if info is None:
        return batch
    day = when_text(info, language)
    by = say("access.comma", language).join(recorder_text(by, language) for by in info.by)
    key = "history.called" if info.sources else "history.called_without_source"
    return say(key, language, source=next(iter(info.sources), ""), day=day, by=by)
