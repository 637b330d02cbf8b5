"""Overview: what is met, missed, on track or behind, and by how much."""

import streamlit as st

from components.leaders.look import Look
from components.leaders.overview import pieces
from components.page.data import board
from components.page.frame import guarded
from components.page.meetings import last_meeting
from components.page.session import as_of, filters, language, links
from components.page.templates import draw_html


def draw() -> None:
    """The overview for the filters and the look in the address."""
    shown = board(as_of())
    look = Look.asked(st.query_params)
    for piece in pieces(shown, filters(), language(), links(), look, last_meeting(shown.on)):
        draw_html(piece)


guarded(draw)
