"""Moments are told by one clock, whatever the machine's."""

import datetime as dt
import os
import subprocess
import sys
import time

import pytest

from gapboard.kernel.moments import day_text, moment_text


@pytest.mark.parametrize("hours", [-8, 0, 8])
def test_one_moment_is_told_in_one_way(hours: int) -> None:
    """18:30 in London is 2:30 of the next day in Beijing."""
    moment = dt.datetime(2026, 11, 19, 18, 30, tzinfo=dt.UTC).astimezone(dt.timezone(dt.timedelta(hours=hours)))
    assert moment_text(moment, "zh") == "北京时间 2026-11-20 02:30"
    assert moment_text(moment, "en") == "2026-11-20 02:30 Beijing time"
    assert day_text(moment) == "2026-11-20"


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="this system has no switch for the zone of a process")
@pytest.mark.parametrize(("zone", "hours"), [(None, 8), ("UTC0", 0)])
def test_a_process_lives_by_beijing_time_unless_told_otherwise(zone: str | None, hours: int) -> None:
    code = (
        "import datetime as dt; from gapboard.kernel.moments import live_by_beijing_time as live; live();"
        "print(dt.datetime.now().astimezone().utcoffset().total_seconds() / 3600)"
    )
    env = {name: value for name, value in os.environ.items() if name != "TZ"} | ({"TZ": zone} if zone else {})
    told = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True).stdout
    assert float(told) == hours
