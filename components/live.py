"""Keep an open page up to date: draw it again as soon as the data change."""

from __future__ import annotations

import streamlit as st

from components.data import revision

_SEEN = "live.seen"
# With the time a look at a database may lag behind, a change is seen within two seconds.
_SECONDS = 1.5


def follow() -> None:
    """Watch the data from this page; call it before the page reads them.

    A change between this look and the page's reading costs one more run; the other way round it would be missed.
    """
    if not st.runtime.exists():
        return
    st.session_state[_SEEN] = revision()
    _watch()


@st.fragment(run_every=_SECONDS)
def _watch() -> None:
    if st.session_state.get(_SEEN) != revision():
        st.rerun(scope="app")
