"""Choosing an indicator and a region; the choice lives in the address."""

from __future__ import annotations

import streamlit as st

from components.session import language, tell
from gapboard.board import Board
from gapboard.catalog import Indicator

_FIRST = "gdp"


def choose(board: Board) -> tuple[Indicator, str]:
    """The indicator and region of the address; of a faulty address, the first there is, with a word about it."""
    catalog = board.catalog
    indicators = list(catalog.indicators)
    asked = st.query_params.get("id", _FIRST if _FIRST in catalog.indicators else indicators[0])
    if asked not in catalog.indicators:
        st.warning(tell("indicator.unknown", id=asked))
        asked = indicators[0]
    left, right = st.columns([3, 1])
    with left:
        picked = st.selectbox(
            tell("indicator.choose"),
            indicators,
            index=indicators.index(asked),
            format_func=lambda key: catalog.indicators[key].label(language()),
        )
    regions = _regions(board, picked)
    wanted = st.query_params.get("region", "")
    with right:
        region = st.selectbox(
            tell("indicator.region"),
            regions,
            index=regions.index(wanted) if wanted in regions else 0,
            format_func=lambda key: catalog.regions[key].label(language()),
        )
    if (picked, region) != (st.query_params.get("id"), wanted):
        st.query_params.update(id=picked, region=region)
    return catalog.indicators[picked], region


def _regions(board: Board, indicator: str) -> list[str]:
    """The regions with a target or an actual for the indicator, in the catalogue's order."""
    found = {target.region for target in board.catalog.targets_of(indicator)}
    found |= {region for region, of in board.book.pairs() if of == indicator}
    return [region for region in board.catalog.regions if region in found] or list(board.catalog.regions)[:1]
