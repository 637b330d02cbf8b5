"""Who owes what, when, in words."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable

from gapboard.board.reporting import Cell, Due, Punctuality, Standing
from gapboard.catalog.reporting import Duty, Reporting
from gapboard.explain.periods import period_text
from gapboard.kernel.wording import say

ORDER = (
    Standing.OVERDUE,
    Standing.LATE,
    Standing.DUE,
    Standing.NO_DAY,
    Standing.ON_TIME,
    Standing.RECEIVED,
    Standing.NOT_DUE,
    Standing.NOT_KEPT,
)
"""The standings as a reader wants them: first what asks for a deed."""


def source_text(duty: Duty, reporting: Reporting, language: str, *, full: bool = False) -> str:
    """Where a duty comes from: its clause as printed, and who decided what that leaves open, or all of it.

    ``full`` gives the document by its whole title, and the decision as what is followed, as a letter does.
    """
    document, parts = reporting.document(duty), []
    if document:
        title = say("reporting.title_of", language, title=document.label(language))
        called = title if full else document.label_short(language)
        parts.append(say("reporting.from_document", language, document=called, item=duty.item, quote=duty.quote))
    if duty.arranged:
        key = "arranged_in_letter" if full else "arranged_besides" if document else "arranged"
        day = long_day(duty.arranged.decided, language)
        parts.append(say(f"reporting.{key}", language, by=duty.arranged.by, day=day))
    return (say("reporting.sheet.and", language) if full else " ").join(parts)


def long_day(day: dt.date, language: str) -> str:
    """A day as letters write it: 2026年4月10日."""
    return say("bulletin.day", language, year=day.year, month=day.month, day=day.day)


def to_text(duty: Duty, language: str) -> str:
    """Whom it goes to; empty where nobody is named."""
    return say("reporting.to", language, to=duty.to_whom(language)) if duty.to else ""


def due_text(due: Due, language: str) -> str:
    """The last day; that none is stated, where none is."""
    return say("reporting.until", language, day=due.last_day.isoformat()) if due.last_day else no_day(language)


def no_day(language: str) -> str:
    """That no last day is stated."""
    return say("reporting.no_day", language)


def period_of(due: Due, language: str) -> str:
    """A duty's period in words."""
    return period_text(due.period, language)


def cell_text(cell: Cell, language: str) -> str:
    """How one return stands, with its day or days."""
    accepted = cell.accepted
    key = "due_today" if cell.standing is Standing.DUE and not cell.days else cell.standing.value
    day = short_day(accepted.received_on, cell, language) if accepted else ""
    return say(f"reporting.cell.{key}", language, day=day, days=cell.days)


def short_day(day: dt.date, cell: Cell, language: str) -> str:
    """A day: of the year in which the return was due, 9月20日; else with its year."""
    if day.year != cell.due.by.year:
        return long_day(day, language)
    return say("reporting.day", language, month=say(f"reading.month.{day.month}", language), day=day.day)


def rate_text(found: Punctuality, language: str) -> str:
    """How many of the last came on time: 3/4; a dash where none was due."""
    if not found.counted:
        return say("reporting.no_rate", language)
    return say("reporting.rate", language, on_time=found.on_time, counted=found.counted)


def headline_text(cells: Iterable[Cell], language: str) -> str:
    """How many of each standing, first what asks for a deed."""
    counts = Counter(cell.standing for cell in cells)
    parts = [say(f"reporting.headline.{item.value}", language, count=counts[item]) for item in ORDER if counts[item]]
    return say("reporting.headline.join", language).join(parts) or say("reporting.headline.nothing", language)
