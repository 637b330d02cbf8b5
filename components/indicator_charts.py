"""The charts of one indicator: its values, and its growth where a target is about growth."""

from __future__ import annotations

import streamlit as st

from components.series_chart import LabelOf, Spec, series_spec
from components.session import language, tell
from components.templates import show
from gapboard.assess import Assessment
from gapboard.board import Board
from gapboard.catalog import Indicator, Kind
from gapboard.chart import Chart, growth_chart, level_chart
from gapboard.explain import Figures


def charts(
    board: Board, indicator: Indicator, region: str, results: list[Assessment], label_of: LabelOf | None = None
) -> None:
    """Draw what there is to draw; say so where there is nothing. ``label_of`` labels targets otherwise than usual."""
    unit = board.catalog.units[indicator.unit]
    own = level_chart(board, indicator, region, results)
    rates = growth_chart(board, indicator, region, results)
    if own:
        short = unit.label(language(), short=True)
        _draw(own, board, indicator, region, results, unit.scale(language()), short, label_of)
    if rates:
        _draw(rates, board, indicator, region, results, 1, "%", label_of)
    if not own and not rates:
        st.info(tell("indicator.no_data"))


def _draw(
    chart: Chart,
    board: Board,
    indicator: Indicator,
    region: str,
    results: list[Assessment],
    scale: float,
    unit: str,
    label_of: LabelOf | None,
) -> None:
    figures = {result.target.id: Figures(result, board.catalog, language()) for result in results}
    spec: Spec = series_spec(
        chart,
        figures,
        kind=indicator.kind if unit != "%" or indicator.unit == "%" else Kind.RATE,
        scale=scale,
        unit=unit,
        language=language(),
        dark=st.context.theme.type == "dark",
        label_of=label_of,
    )
    goals = "; ".join(f"{figures[aim.target].goal} ({aim.last})" for aim in chart.aims) or tell("gap.none")
    names = {"name": indicator.label(language()), "region": board.catalog.regions[region].label(language())}
    years = [mark.year for mark in chart.points]
    if years:
        alt = tell("indicator.chart_alt", **names, first=years[0], last=years[-1], count=len(years), targets=goals)
    else:
        alt = tell("indicator.chart_alt_empty", **names, targets=goals)
    show("chart_legend.html", say=tell, keys=_legend(chart))
    st.vega_lite_chart(spec, width="stretch", alt=alt)


def _legend(chart: Chart) -> list[str]:
    """The kinds of mark that this chart has."""
    present = {
        "actual": chart.points,
        "vintage": chart.vintages,
        "target": chart.aims,
        "stretch": [aim for aim in chart.aims if aim.stretch],
        "path": chart.paths,
        "projection": chart.projections,
        "break": chart.breaks,
    }
    return [key for key, marks in present.items() if marks]
