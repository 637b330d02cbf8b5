"""This year: what is known of a year up to a month, against its tasks and time gone."""

import streamlit as st

from components.leaders.this_year import offer_table, this_year_html
from components.page.address import filters, tell_ignored
from components.page.data import board
from components.page.frame import guarded
from components.page.session import as_of, language, links
from components.page.templates import draw_html
from gapboard.board.in_year import up_to


def draw() -> None:
    """The period in the address through its filters; the latest year with figures where it names none."""
    shown = board(as_of())
    asked = st.query_params.get("period", "")
    at = up_to(shown, asked)
    if at is None:
        tell_ignored((("period", asked),))
        at = up_to(shown, "")
    assert at is not None
    through = filters(shown)
    draw_html(this_year_html(shown, at, through, language(), links()))
    offer_table(shown, at, through, language())


guarded(draw)
