"""The yardstick: a Dash board with the same data as ours, to be served beside it.

`/indicator` draws the charts of one indicator, the same series, targets and breaks as ours, with Plotly; `/`
lists every target as a row with the same texts, and a click on a status redraws the rows by a callback.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

import plotly.graph_objects as go
from dash import Dash, Input, Output, ctx, dash_table, dcc, html

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from components.leaders.rows import Row, row_of  # noqa: E402
from components.page.data import board  # noqa: E402
from components.page.links import Links  # noqa: E402
from gapboard.assess import Group  # noqa: E402
from gapboard.board import Filters  # noqa: E402
from gapboard.board.chart import Chart, growth_chart, level_chart  # noqa: E402

SHOWN = board()  # read once, as our own server does
INDICATOR, REGION = "retail-sales", "kunming"


def figure(chart: Chart, unit: str) -> go.Figure:
    """The series with its earlier vintages, targets, paths, projections and breaks."""
    drawn = go.Figure()
    drawn.add_scatter(x=[mark.year for mark in chart.points], y=[mark.value for mark in chart.points], name="actual")
    drawn.add_scatter(
        x=[mark.year for mark in chart.vintages], y=[mark.value for mark in chart.vintages], mode="markers"
    )
    drawn.add_scatter(
        x=[aim.last for aim in chart.aims],
        y=[aim.value for aim in chart.aims],
        mode="markers+text",
        text=[f"{aim.value:g}" for aim in chart.aims],
        name="target",
    )
    for line in (*chart.paths, *chart.projections):
        drawn.add_scatter(x=[line.first, line.last], y=[line.start, line.end], mode="lines", line={"dash": "dash"})
    for year in chart.breaks:
        drawn.add_vline(x=year - 0.5, line_dash="dot")
    return drawn.update_layout(height=360, yaxis_title=unit)


def indicator_page() -> Any:
    """The charts of one indicator and the table of its values."""
    indicator = SHOWN.catalog.indicators[INDICATOR]
    results = SHOWN.of_indicator(INDICATOR, REGION)
    charts = [
        (level_chart(SHOWN, indicator, REGION, results), indicator.unit),
        (growth_chart(SHOWN, indicator, REGION, results), "%"),
    ]
    series = SHOWN.book.series(REGION, INDICATOR)
    table = [html.Tr([html.Td(year), html.Td(row.value), html.Td(row.source)]) for year, row in series.items()]
    return html.Main(
        [
            html.H1(indicator.name),
            *(dcc.Graph(figure=figure(chart, unit)) for chart, unit in charts if chart),
            html.Table(html.Tbody(table)),
        ]
    )


def overview_page() -> Any:
    """A button for each status, and every target."""
    buttons = [html.Button(group.value, id=group.value) for group in Group]
    found = rows("")
    # Dash's own table: the rows as elements of their own (1,800 components) stop the browser for twenty seconds.
    table = dash_table.DataTable(
        found, [{"id": name, "name": name} for name in found[0]], id="rows", page_action="none"
    )
    return html.Main([*buttons, html.Button("all", id="all"), table])


def rows(status: str) -> list[dict[str, str]]:
    """The targets of one status, or all, worst first, as the texts of our columns."""
    return [_texts(row_of(result, SHOWN.catalog, "zh", Links())) for result in SHOWN.shown(Filters(status=status))]


def _texts(row: Row) -> dict[str, str]:
    """What a row says; its bar is left out, as a data table has none."""
    figures = row.figures
    return {
        "status": figures.status,
        "name": figures.name,
        "document": f"{figures.region} · {figures.document}",
        "actual": figures.actual,
        "goal": figures.goal,
        "gap": figures.gap,
        "trend": figures.trend,
        "due": str(row.result.target.due),
    }


def make() -> Dash:
    """The app with both pages."""
    app = Dash(__name__, suppress_callback_exceptions=True)
    app.layout = html.Div([dcc.Location(id="address"), html.Div(id="page")])

    @app.callback(Output("page", "children"), Input("address", "pathname"))
    def _(path: str) -> Any:
        return indicator_page() if path == "/indicator" else overview_page()

    @app.callback(
        Output("rows", "data"), [Input(name, "n_clicks") for name in (*Group, "all")], prevent_initial_call=True
    )
    def _(*_clicks: int) -> list[dict[str, str]]:
        return rows("" if ctx.triggered_id == "all" else str(ctx.triggered_id))

    return app


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    make().run(host="127.0.0.1", port=parser.parse_args().port, debug=False)
