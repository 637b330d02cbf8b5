"""Missing data: what can be judged, and the honest list of what must still be supplied."""

import streamlit as st

from components.coverage import coverage_html
from components.data import board
from components.frame import guarded
from components.session import as_of, language, links


def draw() -> None:
    """Coverage of every document."""
    st.html(coverage_html(board(as_of()), language(), links()))


guarded(draw)
