"""Charts drawn by the server at ``/chart.svg``, for the first answer of the indicator page."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Annotated, Literal
from urllib.parse import parse_qsl

import streamlit as st
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from gapboard.board import Board
from gapboard.board.per_board import per_board
from gapboard.export.charted import charts_of
from gapboard.export.drawing.drawer import PictureError
from gapboard.export.picture import page_picture
from gapboard.kernel.faults import DataFault
from server.api.answers import CACHE
from server.api.parameters import PastDay
from server.assets import Asset, make_asset
from server.rights import may_read
from server.sending import send_unless_known

if TYPE_CHECKING:
    from starlette.types import Receive, Scope, Send

    from server.source import Source

PATH = "chart.svg"
WIDTHS = range(320, 1601, 16)
"""In pixels, in steps, so that few pictures serve every window."""
_MOST_PICTURES = 128
# They are drawn one after the other, each in a tenth of a second: whoever waits must not hold a thread meanwhile.
_AT_ONCE = 2
_log = logging.getLogger(__name__)


class Asked(BaseModel):
    """What the address asks for; ``width`` is one of ``WIDTHS``."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    region: str
    chart: Literal["own", "growth"]
    lang: Literal["zh", "en"]
    width: Annotated[int, Field(ge=WIDTHS[0], le=WIDTHS[-1], multiple_of=WIDTHS.step), BeforeValidator(int)]
    dark: Literal["", "1"] = ""
    on: PastDay | None = None


class ChartPictures:
    """Answers with a chart as an SVG; 404 for one that is not there, 403 for who may not read the board."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._turn = asyncio.Semaphore(_AT_ONCE)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            asked = Asked.model_validate(dict(parse_qsl(scope["query_string"].decode("latin-1"))))
            if not await asyncio.to_thread(may_read, scope, self._source.folder()):
                await _refuse(403)(scope, receive, send)
                return
            async with self._turn:
                found = await asyncio.to_thread(self._picture, asked)
        except ValidationError:
            found = None
        except (DataFault, PictureError) as error:  # the live page is the one that tells what is wrong
            _log.warning("No chart: %s", error)
            found = None
        if found is None:
            await _refuse(404)(scope, receive, send)
            return
        await send_unless_known(found, scope, send, CACHE)

    def _picture(self, asked: Asked) -> Asset | None:
        return _drawn(self._source.board(asked.on), asked)


@per_board(_MOST_PICTURES)
def _drawn(board: Board, asked: Asked) -> Asset | None:
    """The chart; ``None`` where the board has no such chart."""
    indicator = board.catalog.indicators.get(asked.id)
    if indicator is None or asked.region not in board.catalog.regions:
        return None
    results = board.of_indicator(asked.id, asked.region)
    for charted in charts_of(board, indicator, asked.region, results, asked.lang):
        if charted.growth is (asked.chart == "growth"):
            svg = page_picture(charted, asked.width, str(st.get_option("theme.font")), dark=bool(asked.dark))
            return make_asset(PATH, svg)
    return None


def _refuse(status: int) -> PlainTextResponse:
    return PlainTextResponse("", status, {"Cache-Control": "no-store"})


def chart_routes(source: Source, base: str = "") -> list[Route]:
    """The address below ``base``."""
    return [Route(f"{base}/{PATH}", ChartPictures(source), methods=["GET"])]
