"""What an address asks for, for who may read the board: charts, the index of the search."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import TYPE_CHECKING, Generic, TypeVar
from urllib.parse import parse_qsl

from pydantic import BaseModel, ValidationError
from starlette.responses import PlainTextResponse

from gapboard.export.drawing.drawer import PictureError
from gapboard.kernel.faults import DataFault
from server.api.answers import CACHE
from server.assets import Asset
from server.rights import may_read
from server.sending import send_unless_known

if TYPE_CHECKING:
    from starlette.types import Receive, Scope, Send

    from server.source import Source

# Made one after the other, each in a tenth of a second: whoever waits must not hold a thread meanwhile.
_AT_ONCE = 2
_log = logging.getLogger(__name__)

Asked = TypeVar("Asked", bound=BaseModel)


class ForReaders(Generic[Asked]):
    """Answers with what ``made`` makes of the address; 404 for what is not there, 403 for who may not read the board.

    ``made`` answers ``None`` for what is not there. Where the data have a fault the answer is ``unmade``.
    """

    def __init__(
        self, source: Source, asked: type[Asked], made: Callable[[Asked], Asset | None], *, unmade: int = 404
    ) -> None:
        self._source = source
        self._asked = asked
        self._made = made
        self._unmade = unmade
        self._turn = asyncio.Semaphore(_AT_ONCE)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            asked = self._asked.model_validate(dict(parse_qsl(scope["query_string"].decode("latin-1"))))
            if not await asyncio.to_thread(may_read, scope, self._source.folder()):
                await _refuse(403)(scope, receive, send)
                return
            async with self._turn:
                found = await asyncio.to_thread(self._made, asked)
        except ValidationError:
            await _refuse(404)(scope, receive, send)
        except (DataFault, PictureError) as error:  # the live page is the one that tells what is wrong
            _log.warning("Not made, %s: %s", scope["path"], error)
            await _refuse(self._unmade)(scope, receive, send)
        else:
            if found is None:
                await _refuse(404)(scope, receive, send)
            else:
                await send_unless_known(found, scope, send, CACHE)


def _refuse(status: int) -> PlainTextResponse:
    return PlainTextResponse("", status, {"Cache-Control": "no-store"})
