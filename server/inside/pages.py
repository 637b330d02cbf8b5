"""Make Streamlit treat the app as one that names its pages itself, from the first visitor on."""

from __future__ import annotations

from streamlit.runtime.pages_manager import PagesManager


def declare_navigation() -> None:
    """Say before the first visit what `st.navigation` would say during it.

    A folder called `pages` makes Streamlit assume that its scripts are the pages, until `st.navigation`
    has run once in the server's life. So the first visitor of a fresh server who follows a link to a page
    is told "Page not found" before the page appears. `st.navigation` ends the assumption by setting this
    same attribute.
    """
    PagesManager.uses_pages_directory = False
