"""Choosing an indicator and a region; the choice lives in the address."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import streamlit as st

from components.page.address import asked
from components.page.choice import choice
from components.page.session import language, translate
from components.page.words import findable
from gapboard.board import Board
from gapboard.board.per_board import per_board
from gapboard.catalog import Indicator

_INDICATOR, _REGION = "id", "region"
_FIRST = "gdp"


def first_of(among: Sequence[str]) -> str:
    """The indicator that an address without one means."""
    return _FIRST if _FIRST in among else among[0]


def regions_for(board: Board, indicator: str) -> list[str]:
    """The regions to choose from; where no target and no actual is, the first of all."""
    return board.regions_of(indicator) or list(board.catalog.regions)[:1]


def choose_indicator(board: Board, among: Sequence[str], unfit: str) -> str:
    """The address's indicator if it is ``among`` these; else the first there is, with a word about it.

    The text ``unfit`` is about one that the board knows and that is not ``among`` them.
    """
    names = board.catalog.indicators
    known = asked({_INDICATOR: names})[_INDICATOR]
    if known and known not in among:
        st.warning(translate(unfit, name=names[known].label(language())))
    return _indicator_box(board, among)


def choose(board: Board) -> tuple[Indicator, str]:
    """The indicator and region of the address; of a faulty address, the first there is, with a word about it."""
    catalog = board.catalog
    indicators = by_theme(board, catalog.indicators)
    # The words stand above both boxes.
    named = asked({_INDICATOR: indicators})[_INDICATOR] or first_of(indicators)
    asked({_REGION: regions_for(board, named)})
    left, right = st.columns([3, 1])
    with left:
        picked = _indicator_box(board, indicators)
    regions = regions_for(board, picked)
    with right:
        region = choice(
            translate("indicator.region"),
            regions,
            parameter=_REGION,
            default=regions[0],
            name_of=lambda key: catalog.regions[key].label(language()),
        )
    return catalog.indicators[picked], region


def _indicator_box(board: Board, among: Sequence[str]) -> str:
    names = board.catalog.indicators

    def without_region(picked: str) -> Mapping[str, str]:
        region = st.query_params.get(_REGION, "")
        return {} if region in regions_for(board, picked) else {_REGION: ""}

    return choice(
        translate("indicator.choose"),
        by_theme(board, among),
        parameter=_INDICATOR,
        default=first_of(among),
        # Of all, whichever are offered: a view that writes one otherwise would not know it again when it is chosen.
        name_of=findable(
            {ident: item.label(language()) for ident, item in names.items()}, names, _told_first(board, names)
        ),
        also=without_region,
    )


def by_theme(board: Board, among: Iterable[str]) -> list[str]:
    """Indicators of one theme together, in the catalogue's order; those without any figure last in each."""
    catalog, known = board.catalog, _with_figures(board)
    themes = list(catalog.themes)
    return sorted(among, key=lambda ident: (themes.index(catalog.indicators[ident].theme), ident not in known))


@per_board(1)
def _with_figures(board: Board) -> set[str]:
    """The indicators of which anything is known, be it a bound or a part of a year."""
    return {row.indicator for row in board.book.observations().values()}


def _told_first(board: Board, among: Iterable[str]) -> dict[str, str]:
    """What stands first behind each indicator's name: its theme, and that it has no figure where it has none."""
    catalog, known = board.catalog, _with_figures(board)
    themes = {ident: theme.label(language()) for ident, theme in catalog.themes.items()}
    keys = {ident: "indicator.option" if ident in known else "indicator.option_without" for ident in among}
    return {ident: translate(key, theme=themes[catalog.indicators[ident].theme]) for ident, key in keys.items()}
