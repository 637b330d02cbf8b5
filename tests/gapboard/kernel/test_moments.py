"""Moments are told by one clock, whatever the machine's."""

import datetime as dt

import pytest

from gapboard.kernel.moments import day_text, moment_text


@pytest.mark.parametrize("hours", [-8, 0, 8])
def test_one_moment_is_told_in_one_way(hours: int) -> None:
    """18:30 in London is 2:30 of the next day in Beijing."""
    moment = dt.datetime(2026, 11, 19, 18, 30, tzinfo=dt.UTC).astimezone(dt.timezone(dt.timedelta(hours=hours)))
    assert moment_text(moment, "zh") == "北京时间 2026-11-20 02:30"
    assert moment_text(moment, "en") == "2026-11-20 02:30 Beijing time"
    assert day_text(moment) == "2026-11-20"
