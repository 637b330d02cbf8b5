"""What to take away: PowerPoint, Word, Excel and CSV of what the page shows. Each is made when it is asked for."""

from __future__ import annotations

from functools import partial

import streamlit as st

from components.templates import render
from gapboard.board import Board, Filters
from gapboard.briefing import Briefing
from gapboard.export.deck import deck
from gapboard.export.handouts import HANDOUTS
from gapboard.wording import say

_ICONS = {
    "deck": ":material/slideshow:",
    "document": ":material/description:",
    "workbook": ":material/table_view:",
    "board": ":material/csv:",
}


def draw_handouts(board: Board, filters: Filters, language: str, before: Board | None = None) -> None:
    """A row of buttons for the board through the filters; nothing is made before a click.

    With an earlier board ``before``, PowerPoint also tells what changed since.
    """
    briefing = Briefing(board, filters, language)
    with st.container(key="handouts"):
        st.html(render("handouts.html", title=say("handout.title", language), what=say("handout.what", language)))
        with st.container(horizontal=True):
            for kind, handout in HANDOUTS.items():
                st.download_button(
                    say(f"handout.get.{kind}", language),
                    partial(deck, briefing, before) if kind == "deck" else partial(handout.make, briefing),
                    file_name=handout.name(briefing),
                    mime=handout.mime,
                    on_click="ignore",
                    icon=_ICONS[kind],
                    key=f"handout:{kind}",
                )
