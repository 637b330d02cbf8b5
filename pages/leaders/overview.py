"""Overview: what is met, missed, on track or behind, and by how much."""

import streamlit as st

from components.data import board
from components.frame import guarded
from components.overview import overview_html
from components.session import as_of, filters, language, links


def draw() -> None:
    """The overview for the filters in the address."""
    st.html(overview_html(board(as_of()), filters(), language(), links()))


guarded(draw)
