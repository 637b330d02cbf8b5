"""What a cell of a column of statuses says, by code or in words."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache

from gapboard.intake.cells import visible
from gapboard.intake.period import read_period
from gapboard.intake.phrase import parse
from gapboard.ledger import Period
from gapboard.ledger.observation import OBS_STATUS

_WORDS = {
    "正常": "A", "正式": "A", "最终": "A", "正常值": "A", "初步": "P", "初步核实": "P", "断裂": "B", "口径变化": "B",
    "口径变动": "B",
    "normal": "A", "final": "A", "preliminary": "P", "provisional": "P", "estimated": "E", "forecast": "F",
    "break": "B",
}  # fmt: skip


_IN_BRACKETS = re.compile(r"^(.*\d.*?)\s*[(（]([^()（）]{2,6})[)）]\s*$")


@lru_cache(maxsize=1024)
def as_status(text: str) -> str:
    """The status that ``text`` writes; empty for none."""
    shown = "".join(visible(text).split())
    if shown.upper() in OBS_STATUS:
        return shown.upper()
    phrase = parse(shown)
    return _WORDS.get(shown.lower(), "") or (phrase.status if phrase.understood else "")


def unless_final(period: str, today: dt.date) -> str:
    """The status of a figure of which nobody has said one, by the period as somebody writes it; empty for final.

    What the words of the period say, as in 2026年预计; and no figure of a year that is not over is final.
    """
    cell = read_period(period)
    if cell.status or cell.period is None:
        return cell.status
    return "P" if Period(cell.period).last_year >= today.year else ""


def split_status(text: str) -> tuple[str, str]:
    """A figure and the status that stands behind it in brackets: 3700.1（快报）."""
    found = _IN_BRACKETS.match(text)
    status = as_status(found[2]) if found else ""
    return (found[1], status) if found and status else (text, "")
