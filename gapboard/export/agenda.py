"""The last days of returns as an iCalendar file, for a body's calendar or the office's: no mail server is needed."""

from __future__ import annotations

import datetime as dt

from gapboard.board.reporting import CAME_IN, Due, Returns, periods_of
from gapboard.catalog import Body
from gapboard.explain.reporting import period_of, source_text, to_text
from gapboard.kernel.wording import say

_DAY = dt.timedelta(days=1)


def agenda(returns: Returns, language: str, body: Body | None = None) -> bytes:
    """The days that are still to come: of ``body`` those it has not sent in for, else one entry a duty and period.

    An entry keeps its identity from file to file: a calendar that reads a newer file moves it and does not double it.
    """
    from icalendar import Alarm, Calendar, Event  # a tenth of a second that no page should have to wait for

    calendar = Calendar()
    calendar.add("prodid", "-//gapboard//reporting//ZH")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", say("reporting.page", language))
    for due, bodies in _ahead(returns, body):
        assert due.last_day is not None
        summary = _summary(due, bodies, body, language)
        event = Event()
        event.add("uid", f"{due.duty.id}.{due.period.text.replace('/', '_')}.{body.id if body else 'all'}@gapboard")
        event.add("dtstamp", dt.datetime.combine(returns.on, dt.time(), dt.UTC))
        event.add("dtstart", due.last_day)
        event.add("dtend", due.last_day + _DAY)
        event.add("summary", summary)
        source = source_text(due.duty, returns.reporting, language)
        event.add("description", f"{source}\n{to_text(due.duty, language)}".strip())
        event.add("transp", "TRANSPARENT")  # a last day does not take up the day
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", say("reporting.calendar_event.alarm", language, summary=summary))
        alarm.add("trigger", -dt.timedelta(hours=15))  # at nine in the morning of the day before
        event.add_component(alarm)
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _ahead(returns: Returns, body: Body | None) -> list[tuple[Due, tuple[Body, ...]]]:
    """The periods whose last day is still to come, each with the bodies that have not sent in for it yet."""
    reporting = returns.reporting
    found = []
    for duty in reporting.duties.values():
        for due in periods_of(duty, reporting):
            if due.last_day is None or due.last_day < returns.on:
                continue
            owing = tuple(
                item
                for item in reporting.owing(duty, due.by)
                if body in (None, item) and returns.cell(item, due).standing not in CAME_IN
            )
            if owing:
                found.append((due, owing))
    return sorted(found, key=lambda pair: (pair[0].by, pair[0].duty.id))


def _summary(due: Due, bodies: tuple[Body, ...], body: Body | None, language: str) -> str:
    told = {"duty": due.duty.label(language), "period": period_of(due, language)}
    if body:
        return say("reporting.calendar_event.own", language, **told)
    return say("reporting.calendar_event.office", language, count=len(bodies), **told)
