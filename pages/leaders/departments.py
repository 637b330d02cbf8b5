"""Departments: what each responsible body owes, how it stands, and a ranking by progress with its rule."""

import streamlit as st

from components.leaders.departments import departments_html
from components.page.data import board
from components.page.frame import guarded
from components.page.session import as_of, language, links
from components.page.templates import draw_html


def draw() -> None:
    """The body that the address names, else all of them, for the address's region and document."""
    asked = {name: st.query_params.get(name, "") for name in ("body", "region", "document")}
    draw_html(departments_html(board(as_of()), language(), links(), **asked))


guarded(draw)
