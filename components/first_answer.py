"""The overview as plain HTML, for the server to send with the very first page.

Streamlit needs a second or more before it draws anything. Until then the visitor reads this; it is the same
template with the same figures, its links work as ordinary addresses, and it goes when the live page is there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from functools import lru_cache

from components.away import away_notice
from components.data import board
from components.links import Links
from components.menu import SECTIONS
from components.overview import overview_html
from components.session import past_day
from components.templates import render, style_sheet
from gapboard.board import Filters
from gapboard.wording import LANGUAGES, choose_language, say


def first_answer(parameters: Mapping[str, str], accepted_language: str) -> str:
    """The overview for an address's parameters and a browser's ``Accept-Language``.

    Raises ``DataFault`` when a data file cannot be used; the live page then tells what is wrong.
    """
    asked = parameters.get("lang", "")
    chosen = asked if asked in LANGUAGES else ""
    language = chosen or choose_language(accepted_language.split(",")[0])
    on = past_day(parameters.get("on", ""))
    filters = Filters(**{item.name: parameters.get(item.name, "") for item in fields(Filters)})
    links = Links(chosen, on.isoformat() if on else "")
    overview = overview_html(board(on), filters, language, links)
    return _page(overview, language, links, tuple(parameters.items()), away_notice(language))


@lru_cache(maxsize=32)
def _page(overview: str, language: str, links: Links, parameters: tuple[tuple[str, str], ...], notice: str) -> str:
    """The overview with the menu around it, and a notice above it where there is one."""
    return render(
        "first_answer.html",
        css=style_sheet(),
        # Identifiers belong to the live page alone.
        html=overview.replace(' id="board"', "").replace('<i id="board-end"></i>', '<i id="first-end"></i>'),
        sections=[
            (
                section and say(section, language),
                [(say(entry.title, language), links.to(entry.address or "./")) for entry in entries],
            )
            for section, entries in SECTIONS.items()
        ],
        language=language,
        notice=notice,
        skip=say("foreign.skip", language),
        pages=say("foreign.pages", language),
        switch=say("app.switch", language),
        other=Links(on=links.on).to("", **{**dict(parameters), "lang": "zh" if language == "en" else "en"}),
    )
