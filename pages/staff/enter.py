"""Enter by hand: one figure, or a document's years; checked as a file is, saved when confirmed."""

import streamlit as st

from components.page.frame import guarded
from components.page.session import translate
from components.staff.grid import enter_grid
from components.staff.messages import heading
from components.staff.one import enter_one

_TAB, _OPEN = "enter.tab", "enter.open"
_FIELDS = (enter_one, enter_grid)


def draw() -> None:
    """Two tabs, of which only the open one is worked out."""
    heading("enter")
    names = [translate("staff.tab.one"), translate("staff.tab.grid")]
    # A tab is known by its name, which another language and another page forget.
    if st.session_state.get(_TAB) not in names and _OPEN in st.session_state:
        st.session_state[_TAB] = names[st.session_state[_OPEN]]
    for place, (tab, fields) in enumerate(zip(st.tabs(names, key=_TAB, on_change="rerun"), _FIELDS, strict=True)):
        if tab.open:
            st.session_state[_OPEN] = place
            with tab:
                fields()


guarded(draw)
