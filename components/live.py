"""Keep an open page up to date: draw it again as soon as the data files change."""

from __future__ import annotations

import streamlit as st

from components.data import data_folder
from gapboard.ledger import CsvStore

_SEEN = "live.seen"
_SECONDS = 2


def follow() -> None:
    """Watch the data files from this page; call it before the page reads them.

    A change between this look and the page's reading costs one more run; the other way round it would be missed.
    """
    if not st.runtime.exists():
        return
    st.session_state[_SEEN] = _revision()
    _watch()


@st.fragment(run_every=_SECONDS)
def _watch() -> None:
    if st.session_state.get(_SEEN) != _revision():
        st.rerun(scope="app")


def _revision() -> tuple[str, str]:
    folder = data_folder()
    return CsvStore(folder / "targets.yaml").revision(), CsvStore(folder / "actuals.csv").revision()
