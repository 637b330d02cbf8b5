"""A date as somebody writes it by hand, in the form that the register keeps: 2026, 2026-06, 2026-06-30."""

from __future__ import annotations

import re
import unicodedata

_DATE = re.compile(r"(\d{4})(?:[年./-](\d{1,2})(?:[月./-](\d{1,2})日?|月?)|年?)")


def plain_date(text: str) -> str:
    """``text`` in that form (2026年6月30日, 2026/6/30, 2026.6); what is no date stays, for others to refuse."""
    shown = "".join(unicodedata.normalize("NFKC", text).split())
    found = _DATE.fullmatch(shown)
    if not found:
        return text.strip()
    return "-".join([found[1], *(f"{int(part):02d}" for part in found.groups()[1:] if part)])
