"""The texts of two columns that say something of a value: its period and its status."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from gapboard.intake.cells import read_period, visible
from gapboard.ledger.check import FIRST_YEAR
from gapboard.ledger.observation import OBS_STATUS

_WORDS = {
    "正常": "A", "最终": "A", "最终核实": "A", "初步": "P", "初步核算": "P", "初步核实": "P", "快报": "P", "预计": "P",
    "估计": "E", "估算": "E", "预测": "F", "断裂": "B", "口径变化": "B", "正常值": "A", "初步数": "P", "快报数": "P",
    "normal": "A", "final": "A", "preliminary": "P", "provisional": "P", "estimated": "E", "forecast": "F",
    "break": "B",
}  # fmt: skip


class PeriodText(NamedTuple):
    """A period as the ledger writes it (empty where none could be read), and how it was read."""

    text: str
    status: str
    repairs: tuple[str, ...]
    reason: str

    def is_past(self, today: dt.date) -> bool:
        """Whether it is a period that a statistic can be of: nothing serious is to be said of it."""
        return bool(self.text) and int(self.text[:4]) >= FIRST_YEAR and int(self.text.split("/")[-1][:4]) <= today.year


class StatusText(NamedTuple):
    """A status as the ledger writes it."""

    text: str
    code: str
    unknown: bool


def as_period(text: str) -> PeriodText:
    """The period that ``text`` writes."""
    cell = read_period(text)
    return PeriodText(cell.period or "", cell.status, cell.repairs, cell.reason)


def as_status(text: str) -> StatusText:
    """The status that ``text`` writes, by code or in words; none for an empty text."""
    shown = "".join(visible(text).split())
    code = shown.upper() if shown.upper() in OBS_STATUS else _WORDS.get(shown.lower(), "")
    return StatusText(text, code, bool(shown) and not code)
