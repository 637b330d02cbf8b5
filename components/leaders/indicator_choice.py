"""Choosing an indicator and a region; the choice lives in the address."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from components.page.session import language, tell
from gapboard.board import Board
from gapboard.catalog import Indicator

_FIRST = "gdp"


def first_of(among: Sequence[str]) -> str:
    """The indicator that an address without one means."""
    return _FIRST if _FIRST in among else among[0]


def regions_for(board: Board, indicator: str) -> list[str]:
    """The regions to choose from; where no target and no actual is, the first of all."""
    return board.regions_of(indicator) or list(board.catalog.regions)[:1]


def choose_indicator(board: Board, among: Sequence[str], unfit: str = "indicator.unknown") -> str:
    """The address's indicator if it is ``among`` these; else the first there is, with the text ``unfit`` about it."""
    names = board.catalog.indicators
    asked = st.query_params.get("id", first_of(among))
    if asked not in among:
        st.warning(tell(unfit if asked in names else "indicator.unknown", id=asked))
        asked = among[0]
    return st.selectbox(
        tell("indicator.choose"),
        among,
        index=among.index(asked),
        format_func=lambda key: names[key].label(language()),
    )


def choose(board: Board) -> tuple[Indicator, str]:
    """The indicator and region of the address; of a faulty address, the first there is, with a word about it."""
    catalog = board.catalog
    left, right = st.columns([3, 1])
    with left:
        picked = choose_indicator(board, list(catalog.indicators))
    regions = regions_for(board, picked)
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
