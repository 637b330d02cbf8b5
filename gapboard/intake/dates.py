"""A date as somebody writes it by hand, in the form that the register keeps: 2026, 2026-06, 2026-06-30."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata

_END_OF = re.compile("(?:年?底|年末|末)?前?$")
_MONTH = re.compile(r"\d{4}-\d{2}")
_DATE = re.compile(r"(\d{4})(?:[年./-](\d{1,2})(?:[月./-](\d{1,2})日?|月?)|年?)")


def plain_date(text: str) -> str:
    """``text`` in that form (2026年6月30日, 2026/6/30, 2026.6); what is no date stays, for others to refuse."""
    shown = "".join(unicodedata.normalize("NFKC", text).split())
    found = _DATE.fullmatch(shown)
    if not found:
        return text.strip()
    return "-".join([found[1], *(f"{int(part):02d}" for part in found.groups()[1:] if part)])


def until_date(text: str) -> str:
    """A last day in that form: 2027年底 is the year, 2027年6月底 the last day of that month."""
    shown = text.strip()
    read = plain_date(shown if shown.isdigit() else _END_OF.sub("", shown))
    if _MONTH.fullmatch(read) and 1 <= int(read[5:]) <= 12:
        year, month = int(read[:4]), int(read[5:])
        after = dt.date(year + month // 12, month % 12 + 1, 1)
        return (after - dt.timedelta(days=1)).isoformat()
    return read
