"""Boxes whose options have names in the visit's language: what is chosen stays when the language changes."""

from __future__ import annotations

import streamlit as st

from components.page.session import language

_SPOKEN = "app:spoken"


def spoken(key: str) -> str:
    """The ``key`` of a box that is about to be drawn, unchanged; to be asked for each time it is drawn.

    Between browser and server a choice goes by its name, not by its option. After a change of language the browser
    still has the name in the other one, which is none of the options then: Streamlit would empty the box, or take
    that name for a choice. So what was chosen is set once more, and the browser is sent its name in this language.
    """
    drawn: dict[str, str] = st.session_state.setdefault(_SPOKEN, {})
    if drawn.get(key, language()) != language() and key in st.session_state:
        st.session_state[key] = st.session_state[key]
    drawn[key] = language()
    return key
