"""The index of the search box at ``/search.json``: sent once, and again only when it has changed."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import TYPE_CHECKING, Literal
from urllib.parse import parse_qsl

from pydantic import BaseModel, ConfigDict, ValidationError
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from gapboard.board import Board
from gapboard.board.per_board import per_board
from gapboard.kernel.faults import DataFault
from server.api.answers import CACHE
from server.api.parameters import PastDay
from server.assets import Asset, make_asset
from server.rights import may_read
from server.sending import send_unless_known

if TYPE_CHECKING:
    from starlette.types import Receive, Scope, Send

    from server.source import Source

PATH = "search.json"
# A board looked back to is made for whoever asks: not for all who ask at once.
_AT_ONCE = 2
_log = logging.getLogger(__name__)

Index = Callable[[Board, str], str]
"""From a board and a language to the index as JSON."""


class Asked(BaseModel):
    """What the address asks for."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    lang: Literal["zh", "en"]
    on: PastDay | None = None


class SearchIndexes:
    """Answers with a board's index; 404 for what is no such address, 403 for who may not read the board."""

    def __init__(self, source: Source, index: Index) -> None:
        self._source = source
        self._turn = asyncio.Semaphore(_AT_ONCE)
        # Packing it takes longer than finding it.
        self._made = per_board(len(("zh", "en")))(lambda board, lang: make_asset(PATH, index(board, lang).encode()))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            asked = Asked.model_validate(dict(parse_qsl(scope["query_string"].decode("latin-1"))))
            if not await asyncio.to_thread(may_read, scope, self._source.folder()):
                await _refuse(403)(scope, receive, send)
                return
            async with self._turn:
                found = await asyncio.to_thread(self._of, asked)
        except ValidationError:
            await _refuse(404)(scope, receive, send)
        except DataFault as error:  # the live page is the one that tells what is wrong
            _log.warning("No search: %s", error)
            await _refuse(503)(scope, receive, send)
        else:
            await send_unless_known(found, scope, send, CACHE)

    def _of(self, asked: Asked) -> Asset:
        return self._made(self._source.board(asked.on), asked.lang)


def _refuse(status: int) -> PlainTextResponse:
    return PlainTextResponse("", status, {"Cache-Control": "no-store"})


def search_routes(source: Source, index: Index, base: str = "") -> list[Route]:
    """The address below ``base``."""
    return [Route(f"{base}/{PATH}", SearchIndexes(source, index), methods=["GET"])]
