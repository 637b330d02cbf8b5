"""Keep an open page up to date: draw it again as soon as the data change."""

from __future__ import annotations

import streamlit as st

from components.data import revision
from gapboard.ledger.store import database_url

_SEEN = "live.seen"
_SECONDS = 2.0
# What is known of a database lags a little behind already; with the drawing it has to stay within two seconds.
_DATABASE_SECONDS = 1.0


def follow() -> None:
    """Watch the data from this page; call it before the page reads them.

    A change between this look and the page's reading costs one more run; the other way round it would be missed.
    """
    if not st.runtime.exists():
        return
    st.session_state[_SEEN] = revision()
    st.fragment(_watch, run_every=_DATABASE_SECONDS if database_url() else _SECONDS)()


def _watch() -> None:
    if st.session_state.get(_SEEN) != revision():
        st.rerun(scope="app")
