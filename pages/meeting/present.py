"""Presenting: the board as a sequence of full-screen slides, kept to the state of knowledge it was opened with."""

import streamlit as st

from components.data import board, board_at
from components.frame import guarded
from components.session import as_of, filters, language, links, moment
from components.slides import slides_html
from components.templates import script


def draw() -> None:
    """The slides for the filters and the date or moment in the address."""
    day = as_of()
    at = None if day else moment()
    shown = board(day) if at is None else board_at(at)
    st.html(slides_html(shown, filters(), language(), links(), at))
    st.html(f"<script>{script('slides')}</script>", unsafe_allow_javascript=True)


guarded(draw)
