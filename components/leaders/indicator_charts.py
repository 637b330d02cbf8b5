"""The charts of one indicator, each with the table behind it and its files to take away."""

from __future__ import annotations

import datetime as dt
from functools import partial

import streamlit as st

from components.leaders.chart_files import offer_files
from components.page.session import language, tell
from components.page.templates import put, render
from gapboard.assess import Assessment
from gapboard.board import Board
from gapboard.catalog import Indicator
from gapboard.export.chart_table import COLUMNS, chart_rows
from gapboard.export.charted import Charted, charts_of
from gapboard.export.series_spec import LabelOf
from gapboard.kernel.wording import say


def charts(
    board: Board, indicator: Indicator, region: str, results: list[Assessment], label_of: LabelOf | None = None
) -> None:
    """Draw what there is to draw; say so where there is nothing. ``label_of`` labels targets otherwise than usual."""
    found = charts_of(board, indicator, region, results, language(), label_of)
    for charted in found:
        _draw(charted)
    if not found:
        st.info(tell("indicator.no_data"))


def _draw(charted: Charted) -> None:
    put(legend_html(charted))
    st.vega_lite_chart(charted.spec(dark=st.context.theme.type == "dark"), width="stretch", alt=charted.alt)
    offer_files(charted, dt.date.today())
    put(table_html(charted))


def legend_html(charted: Charted) -> str:
    """What each kind of mark means."""
    return render("chart_legend.html", say=partial(say, language=charted.language), keys=charted.legend())


def table_html(charted: Charted) -> str:
    """What the chart shows, as a table."""
    told = partial(say, language=charted.language)
    return render("chart_table.html", say=told, title=charted.title, rows=chart_rows(charted), columns=COLUMNS)
