"""Moments as people are told them: by the clock of Beijing, whatever zone the machine keeps, and said so."""

from __future__ import annotations

import datetime as dt

from gapboard.kernel.wording import say

BEIJING = dt.timezone(dt.timedelta(hours=8))
"""China has one time and has not changed it in summer since 1991."""


def clock(moment: dt.datetime) -> str:
    """Day and minute in Beijing, to stand where the zone is said beside it."""
    return moment.astimezone(BEIJING).strftime("%Y-%m-%d %H:%M")


def moment_text(moment: dt.datetime, language: str) -> str:
    """Day and minute in Beijing, with the name of that time."""
    return say("moment.beijing", language, time=clock(moment))


def day_text(moment: dt.datetime) -> str:
    """The day that it was in Beijing."""
    return moment.astimezone(BEIJING).date().isoformat()
