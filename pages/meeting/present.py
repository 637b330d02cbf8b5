"""Presenting: the board as a sequence of full-screen slides, kept to the state of knowledge it was opened with."""

import streamlit as st

from components.data import board, board_at
from components.frame import guarded
from components.meetings import asked_since
from components.session import as_of, filters, language, links, moment
from components.slides import slides_html
from components.templates import script
from gapboard.changes import as_it_was


def draw() -> None:
    """The slides for the filters and the date or moment in the address."""
    day = as_of()
    at = None if day else moment()
    shown = board(day) if at is None else board_at(at)
    before = as_it_was(shown, asked_since(shown.on).day)
    st.html(slides_html(shown, filters(), language(), links(), at, before))
    st.html(f"<script>{script('slides')}</script>", unsafe_allow_javascript=True)


guarded(draw)
