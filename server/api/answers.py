"""One list's answer to one request: checked, cached by revision, cut into pages."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Awaitable, Callable
from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from starlette.responses import Response

from gapboard.board import Board
from gapboard.kernel.faults import DataFault
from server.api.lists import LISTS, Found, Known, Page
from server.api.parameters import BadParameters, Query, read
from server.api.problems import problem
from server.rights import may_read
from server.source import Source

if TYPE_CHECKING:
    from starlette.requests import Request

# A new release may write rows in another form: what browsers keep of the old one then no longer fits.
_FORM = "1"
# Kept by the reader alone, as rights may differ, and asked about each time, as data may change at any moment.
CACHE = "private, no-cache"
_RETRY_SECONDS = "30"

Endpoint = Callable[["Request"], Awaitable[Response]]


def list_endpoint(name: str, source: Source) -> Endpoint:
    """The endpoint of one of ``LISTS``."""
    query, find, page = LISTS[name]

    def answer(request: Request) -> Response:
        token, now = source.token(), source.board()
        asked = read(query, request.query_params.multi_items(), now.catalog, source.tasks)
        etag = _etag(name, token, asked)
        if unchanged(request, etag):
            return not_modified(etag)
        board = source.board(asked.as_known_on) if asked.as_known_on else now
        known = Known(board, partial(source.tasks, asked.as_known_on))
        made = one_page(page, find(known, asked), asked, board, request.url.path, token)
        return json_answer(request, made.model_dump_json(), etag)

    return guarded(answer, source)


def guarded(answer: Callable[[Request], Response], source: Source) -> Endpoint:
    """An endpoint that first asks for the right to read, and tells what keeps it from answering."""

    def allowed(request: Request) -> Response:
        return answer(request) if may_read(request.scope, source.folder()) else problem(request, 403, "no_right")

    async def endpoint(request: Request) -> Response:
        try:
            # Off the event loop: rights and data may have to be read, and rows to be written down.
            return await asyncio.to_thread(allowed, request)
        except BadParameters as bad:
            return problem(request, 400, "parameters", bad.wrong)
        except DataFault:
            return problem(request, 503, "no_data", headers={"Retry-After": _RETRY_SECONDS})

    return endpoint


def one_page(page: type[Page[Any]], found: Found, asked: Query, board: Board, path: str, token: str) -> Page[Any]:
    """The part of a list that was asked for."""
    records, write = found
    after = asked.offset + asked.limit
    following = asked.model_dump(mode="json", exclude_none=True, exclude_defaults=True) | {
        "limit": asked.limit,
        "offset": after,
    }
    return page(
        data=[write(record) for record in records[asked.offset : after]],
        total=len(records),
        limit=asked.limit,
        offset=asked.offset,
        next=f"{path}?{urlencode(following)}" if after < len(records) else None,
        on=board.on,
        as_known_on=asked.as_known_on,
        revision=token,
    )


def json_answer(request: Request, text: str, etag: str) -> Response:
    """JSON that the reader may keep and must ask about; without its body for HEAD."""
    content = text.encode("utf-8", "replace")
    headers = {"ETag": etag, "Cache-Control": CACHE, "Content-Length": str(len(content))}
    return Response(b"" if request.method == "HEAD" else content, 200, headers, "application/json")


def unchanged(request: Request, etag: str) -> bool:
    """Whether the reader has this very answer already."""
    known = request.headers.get("if-none-match", "")
    return known.strip() == "*" or etag in (item.strip() for item in known.split(","))


def not_modified(etag: str) -> Response:
    """The answer to a reader that has it already."""
    return Response(status_code=304, headers={"ETag": etag, "Cache-Control": CACHE})


def _etag(name: str, token: str, asked: Query) -> str:
    """Weak, as the same answer may be sent compressed or not; a new day may judge anew."""
    parts = (_FORM, name, token, dt.date.today().isoformat(), asked.model_dump_json())
    return f'W/"{sha256("|".join(parts).encode()).hexdigest()[:32]}"'
