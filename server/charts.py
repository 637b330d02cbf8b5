"""Charts drawn by the server at ``/chart.svg``, for the first answer of the indicator page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import streamlit as st
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from starlette.routing import Route

from gapboard.board import Board
from gapboard.board.per_board import per_board
from gapboard.export.charts import charts_of
from gapboard.export.charts.picture import page_picture
from server.api.parameters import PastDay
from server.assets import Asset, make_asset
from server.for_readers import ForReaders

if TYPE_CHECKING:
    from server.source import Source

PATH = "chart.svg"
WIDTHS = range(320, 1601, 16)
"""In pixels, in steps, so that few pictures serve every window."""
_MOST_PICTURES = 128


class Asked(BaseModel):
    """What the address asks for; ``width`` is one of ``WIDTHS``."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    region: str
    chart: Literal["own", "growth"]
    lang: Literal["zh", "en"]
    width: Annotated[int, Field(ge=WIDTHS[0], le=WIDTHS[-1], multiple_of=WIDTHS.step), BeforeValidator(int)]
    dark: Literal["", "1"] = ""
    far: Literal["", "1"] = ""
    on: PastDay | None = None


@per_board(_MOST_PICTURES)
def _drawn(board: Board, asked: Asked) -> Asset | None:
    """The chart; ``None`` where the board has no such chart."""
    indicator = board.catalog.indicators.get(asked.id)
    if indicator is None or asked.region not in board.catalog.regions:
        return None
    results = board.of_indicator(asked.id, asked.region)
    for charted in charts_of(board, indicator, asked.region, results, asked.lang, whole=bool(asked.far)):
        if charted.growth is (asked.chart == "growth"):
            svg = page_picture(charted, asked.width, str(st.get_option("theme.font")), dark=bool(asked.dark))
            return make_asset(PATH, svg)
    return None


def chart_routes(source: Source, base: str = "") -> list[Route]:
    """The address below ``base``."""

    def made(asked: Asked) -> Asset | None:
        return _drawn(source.board(asked.on), asked)

    return [Route(f"{base}/{PATH}", ForReaders(source, Asked, made), methods=["GET"])]
