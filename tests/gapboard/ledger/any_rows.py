"""Any row that a ledger can hold, for hypothesis."""

import datetime as dt
from dataclasses import replace

from hypothesis import strategies as st

from gapboard.ledger import Observation, Period
from gapboard.ledger.observation import OBS_STATUS

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12) | st.sampled_from(
    [
        "=1+1",
        "+86",
        "@x",
        "-1",
        'say "hi"',
        '"',
        "a,b",
        "一\n二",
        "\r\n",
        "\r",
        " x ",
        "\ufeff",
        "\u2028",
        "昆明",
        "'",
    ]
)
NAME = TEXT.filter(str.strip)
PERIOD = st.sampled_from(["2015", "2025-10", "2017-01/2017-10", "2016/2020"]).map(Period)
ZONE = st.integers(-14 * 60, 14 * 60).map(lambda minutes: dt.timezone(dt.timedelta(minutes=minutes)))


def _meant(row: Observation) -> st.SearchStrategy[Observation]:
    """The row with any bound that its value may have."""
    if row.value is None:
        return st.just(row)
    above = [f"..{format(row.value + 1, 'f')}"] if abs(row.value) < 1e9 else []
    return st.sampled_from(["", "", ">=", "<=", "~", *above]).map(lambda bound: replace(row, bound=bound))


ROW = st.builds(
    Observation,
    region=NAME,
    indicator=NAME,
    period=PERIOD,
    value=st.none() | st.floats(allow_nan=False, allow_infinity=False) | st.integers(0, 10**6).map(lambda n: n / 100),
    unit=TEXT,
    obs_status=st.sampled_from(OBS_STATUS),
    source=TEXT,
    source_url=TEXT,
    note=TEXT,
    recorded_at=st.datetimes(timezones=ZONE, allow_imaginary=False),
    recorded_by=NAME,
    batch=NAME,
).flatmap(_meant)
