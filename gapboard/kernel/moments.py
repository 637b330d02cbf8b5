"""Moments as people are told them: by the clock of Beijing, whatever zone the machine keeps, and said so."""

from __future__ import annotations

import datetime as dt
import os
import time

from gapboard.kernel.wording import say

BEIJING = dt.timezone(dt.timedelta(hours=8))
"""China has one time and has not changed it in summer since 1991."""


def live_by_beijing_time() -> None:
    """Let this process tell day and hour as Beijing does, whatever zone the machine keeps; a ``TZ`` that is set stays.

    Else a server that keeps world time dates a morning's briefing with the day before. Windows has no such switch.
    """
    if "TZ" not in os.environ and hasattr(time, "tzset"):
        os.environ["TZ"] = "CST-8"  # in these names what is east is minus; it needs no table of zones
        time.tzset()


def clock(moment: dt.datetime) -> str:
    """Day and minute in Beijing, to stand where the zone is said beside it."""
    return moment.astimezone(BEIJING).strftime("%Y-%m-%d %H:%M")


def moment_text(moment: dt.datetime, language: str) -> str:
    """Day and minute in Beijing, with the name of that time."""
    return say("moment.beijing", language, time=clock(moment))


def day_text(moment: dt.datetime) -> str:
    """The day that it was in Beijing."""
    return moment.astimezone(BEIJING).date().isoformat()
