"""One row of the ledger: a published value of one indicator, region and period, in one vintage."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field

from gapboard.kernel.value import value

COLUMNS = (
    "region",
    "indicator",
    "period",
    "value",
    "unit",
    "obs_status",
    "source",
    "source_url",
    "note",
    "recorded_at",
    "recorded_by",
    "batch",
    "bound",
)
# What every row has. ``bound`` came later: a row that ends before it is exact, and so is every row of an older file.
OLD_COLUMNS = COLUMNS[:-1]

AT_LEAST, AT_MOST, ABOUT = ">=", "<=", "~"

# The codes of the SDMX code list CL_OBS_STATUS (version 2.2) that statistics of this kind use.
OBS_STATUS = ("A", "B", "D", "E", "F", "I", "M", "N", "O", "P", "S", "U")

Key = tuple[str, str, str]
"""Region, indicator and period: what a value is of."""

_YEAR = re.compile(r"([0-9]{4})\Z")
_MONTH = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])\Z")
_UP_TO = ".."


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A calendar year, a month, a span of months or a span of years, as the ledger writes it.

    ``2019``; ``2025-10``; ``2017-01/2017-10``; ``2016/2020``. Only the first is an annual observation.
    """

    text: str
    year: int | None = field(init=False, compare=False, repr=False)
    """The year of an annual period; ``None`` for every other."""

    def __post_init__(self) -> None:
        # Worked out once: a ledger's rows share few periods, and each row is asked for its year again and again.
        object.__setattr__(self, "year", int(self.text) if len(self.text) == 4 and self.text.isdecimal() else None)

    @property
    def within(self) -> int | None:
        """The year of a month or of a span of months that a calendar year holds; ``None`` for every other."""
        first, _, last = self.text.partition("/")
        return int(first[:4]) if len(first) > 4 and last[:4] in ("", first[:4]) else None

    @property
    def last_year(self) -> int:
        """The calendar year in which the period ends."""
        return int(self.text.split("/")[-1][:4])

    @property
    def last_month(self) -> int:
        """The month in which the period ends; December for a year."""
        return int(self.text.split("/")[-1][5:] or 12)

    def is_over(self, day: dt.date) -> bool:
        """Whether the period has ended before ``day``."""
        return (day.year, day.month) > (self.last_year, self.last_month)

    @staticmethod
    def is_valid(text: str) -> bool:
        """Whether ``text`` is a period that the ledger knows."""
        first, slash, last = text.partition("/")
        if not slash:
            return bool(_YEAR.match(text) or _MONTH.match(text))
        return any(form.match(first) and form.match(last) and first < last for form in (_YEAR, _MONTH))


@value
class Observation:
    """One vintage of one value.

    ``value`` is in ``unit``; ``None`` withdraws what earlier rows of the same key said.
    ``recorded_at`` orders the vintages and carries a time zone. ``bound`` says how ``value`` is meant: empty,
    exactly; ``>=`` at least (以上), ``<=`` at most (不足), ``~`` about (约), ``..260`` as the lower end of a range.
    """

    region: str
    indicator: str
    period: Period
    value: float | None
    unit: str
    obs_status: str
    source: str
    source_url: str
    note: str
    recorded_at: dt.datetime
    recorded_by: str
    batch: str
    bound: str = ""

    @property
    def is_exact(self) -> bool:
        """Whether the value is published as it stands, not as a bound, an approximation or a range."""
        return not self.bound

    @property
    def is_unfinished(self) -> bool:
        """Whether the value was on record before its period had ended: it cannot be all of it."""
        return not self.period.is_over(self.recorded_at.date())

    @property
    def upper(self) -> float | None:
        """The upper end of a range; ``None`` for every other value."""
        return float(self.bound[len(_UP_TO) :]) if self.bound.startswith(_UP_TO) else None

    @property
    def key(self) -> Key:
        """What the row is about; a later row of the same key supersedes it."""
        return (self.region, self.indicator, self.period.text)
