"""The band that says on which day the board is looked at, with the way back to today."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from components.page.links import Links
from components.page.menu import SECTIONS
from components.page.templates import render
from gapboard.kernel.wording import say

_LOOKS_BACK = {entry.address: entry.looks_back for entries in SECTIONS.values() for entry in entries}


def looked_back_html(page: str, day: dt.date | None, parameters: Mapping[str, str], language: str) -> str:
    """The band on the page at ``page``; empty where nothing is looked back to.

    ``parameters`` are the address's: the way back keeps all others.
    """
    if day is None:
        return ""
    others = {name: value for name, value in parameters.items() if name != "on"}
    key = "app.looked_back" if _LOOKS_BACK.get(page, True) else "app.not_looked_back"
    return render(
        "looked_back.html",
        text=say(key, language, date=day.isoformat()),
        back=Links().to(page or "./", **others),
        word=say("app.back_to_today", language),
    )
