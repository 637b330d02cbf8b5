"""A page as plain HTML for the very first answer: every page for leaders that needs no script to be read.

Streamlit needs a second or more before it draws anything. Until then the visitor reads this; it is made of the
same templates with the same figures, its links work as ordinary addresses, and it goes when the live page is there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

import streamlit as st
from markupsafe import Markup

from components.leaders.first_indicator import indicator_html
from components.leaders.first_pages import PLAIN
from components.leaders.indicator_charts import FAR
from components.leaders.look import VALUES, Look
from components.leaders.overview import overview_html
from components.leaders.this_year import PATH as THIS_YEAR
from components.leaders.this_year import this_year_html
from components.page.address import filters_allowed, sorted_out
from components.page.away import away_notice
from components.page.data import board
from components.page.links import Links
from components.page.looked_back import looked_back_html
from components.page.meetings import last_meeting
from components.page.menu import SECTIONS
from components.page.search import search_box
from components.page.session import past_day, refused_day
from components.page.tasks import known_tasks
from components.page.templates import render, script, variables
from gapboard.board import Board, Filters
from gapboard.board.in_year import up_to
from gapboard.export.charts.look import DARK
from gapboard.kernel.wording import LANGUAGES, choose_language, say

# By a page's address, what the live page ends with.
ENDS = {"": "#board-end", "indicator": "#cards-end"} | {page: f"#{page}-end" for page in (THIS_YEAR, *PLAIN)}
_IDENTIFIER = re.compile(r' id="([^"]*)"')
_ANCHOR = re.compile(r' href="#([^"]*)"')


def first_answer(page: str, parameters: Mapping[str, str], accepted_language: str) -> str:
    """One of the pages of ``ENDS`` for an address's parameters and a browser's ``Accept-Language``; empty if it
    has nothing to say before the live page does.

    Raises ``DataFault`` when a data file cannot be used; the live page then tells what is wrong.
    """
    chosen = parameters.get("lang", "")
    if chosen and chosen not in LANGUAGES:
        return ""
    language = chosen or choose_language(accepted_language.split(",")[0])
    if refused_day(parameters.get("on", "")):
        return ""
    on = past_day(parameters.get("on", ""))
    links = Links(chosen, on.isoformat() if on else "")
    html = _content(page, board(on), parameters, language, links)
    return html and _whole(page, html, language, links, tuple(parameters.items()), away_notice(language))


def _content(page: str, shown: Board, parameters: Mapping[str, str], language: str, links: Links) -> str:
    if page == "indicator":
        far = parameters.get(FAR, "")
        if far not in ("", "1"):
            return ""
        asked = (parameters.get("id", ""), parameters.get("region", ""))
        return indicator_html(shown, *asked, language, links, whole=bool(far))
    if page in PLAIN:
        return PLAIN[page](shown, parameters, language, links)
    if page == THIS_YEAR:
        known, ignored = sorted_out(parameters, filters_allowed(shown))
        at = up_to(shown, parameters.get("period", ""))
        return "" if ignored or at is None else this_year_html(shown, at, Filters(**known), language, links)
    tasks = known_tasks(shown.known_on)
    known, ignored = sorted_out(parameters, filters_allowed(shown, tasks))
    look, odd = sorted_out(parameters, VALUES)
    if ignored or odd:
        return ""
    return overview_html(shown, Filters(**known), language, links, Look(**look), last_meeting(shown.on), tasks)


@lru_cache(maxsize=32)
def _whole(
    page: str, html: str, language: str, links: Links, parameters: tuple[tuple[str, str], ...], notice: str
) -> str:
    """The page's content with the menu around it, and a notice above it where there is one."""
    return render(
        "first_answer.html",
        font=st.get_option("theme.font"),
        dark=variables(DARK),
        script=script("first_answer"),
        overview=script("overview") if page == "" else "",
        end=ENDS[page],
        html=_with_own_anchors(html),
        sections=[
            (
                section and say(section, language),
                [(say(at.title, language), links.to(at.address or "./"), at.address == page) for at in entries],
            )
            for section, entries in SECTIONS.items()
        ],
        language=language,
        notice=notice,
        plain=say("app.reading_only", language),
        box=search_box(links, language),
        skip=say("foreign.skip", language),
        pages=say("foreign.pages", language),
        switch=say("app.switch", language),
        band=Markup(looked_back_html(page, past_day(links.on), dict(parameters), language)),
        other=Links(on=links.on).to("", **{**dict(parameters), "lang": "zh" if language == "en" else "en"}),
    )


def _with_own_anchors(html: str) -> str:
    """Identifiers belong to the live page alone; those that a link leads to get names of their own."""
    wanted = set(_ANCHOR.findall(html))

    def named(found: re.Match[str]) -> str:
        return f' id="first-{found[1]}"' if found[1] in wanted else ""

    return _ANCHOR.sub(r' href="#first-\1"', _IDENTIFIER.sub(named, html))
