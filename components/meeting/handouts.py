"""What to take away: PowerPoint, Word, Excel and CSV of what the page shows. Each is made when it is asked for."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict
from functools import partial

import streamlit as st
from markupsafe import Markup

from components.leaders.filters import FilterLinks, filters_html
from components.page.links import Links
from components.page.templates import show
from gapboard.board import Board, Filters
from gapboard.export.briefing import Briefing
from gapboard.export.handouts import HANDOUTS
from gapboard.kernel.wording import say

_ICONS = {
    "deck": ":material/slideshow:",
    "document": ":material/description:",
    "workbook": ":material/table_view:",
    "board": ":material/csv:",
}


def scope(board: Board, filters: Filters, language: str, links: Links) -> None:
    """What the hand-outs will be about, and links that change it."""
    briefing = Briefing(board, filters, language)
    show(
        "handout_scope.html",
        say=partial(say, language=language),
        scope=briefing.scope,
        vintage=briefing.as_of,
        verdict=briefing.verdict,
        filters=Markup(filters_html(board, language, FilterLinks(links, filters, "handouts"), dt.date.today())),
        present=links.to("present", **asdict(filters)),
    )


def draw_handouts(board: Board, filters: Filters, language: str, before: Board | None = None) -> None:
    """A row of buttons for the board through the filters; nothing is made before a click.

    With an earlier board ``before``, PowerPoint, Word and Excel also tell what changed since.
    """
    briefing = Briefing(board, filters, language, before)
    with st.container(key="handouts"):
        show("handouts.html", what=say("handout.what", language))
        with st.container(horizontal=True):
            for kind, handout in HANDOUTS.items():
                st.download_button(
                    say(f"handout.get.{kind}", language),
                    partial(handout.make, briefing),
                    file_name=handout.name(briefing),
                    mime=handout.mime,
                    on_click="ignore",
                    icon=_ICONS[kind],
                    key=f"handout:{kind}",
                )
